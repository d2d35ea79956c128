"""What several tests share: the lists read without pandas, the world, and the real site, built once."""

from __future__ import annotations

import csv
import fcntl
import os
import pickle
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

os.environ["TALK_TOML"] = os.devnull  # the talk.toml of a fork changes no test
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LANGUAGES = ("fr", "en")


# The edition whose numbers stand in the tests. A later list changes nothing for a test that is marked @pinned: all that
# it takes from the lists ends here. A test of what holds for every list is not marked, and takes the newest.
PINNED = "2026-06"
pinned = pytest.mark.parametrize("until", [PINNED], indirect=True)


@pytest.fixture(scope="session")
def until(request: pytest.FixtureRequest) -> str:
    """The last edition that a test takes from the lists: the newest, or PINNED if it is marked so."""
    return getattr(request, "param", None) or max(read_rows())


@cache
def read_rows() -> dict[str, list[dict[str, str]]]:
    lists = {}
    for path in sorted((DATA / "lists").glob("????-??.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            lists[path.stem] = list(csv.DictReader(stream))
    return lists


@cache
def world_until(edition: str):
    from build_scripts.ai import load_ai
    from build_scripts.load import load_declared, load_lists
    from build_scripts.numbers import load_names
    from build_scripts.world import World, with_label_and_place

    lists = with_label_and_place(load_lists(DATA, edition), load_names(DATA), load_declared(DATA))
    return World(lists, load_ai(DATA))


@cache
def numbers_until(edition: str):
    from build_scripts.numbers import numbers_of

    return numbers_of(world_until(edition), world_until(edition).ai)


@pytest.fixture(scope="session")
def rows(until) -> dict[str, list[dict[str, str]]]:
    """Edition -> rows of its tidy list as plain texts: the independent way in, without pandas and without load.py."""
    return {edition: rows for edition, rows in read_rows().items() if edition <= until}


@pytest.fixture(scope="session")
def regions() -> dict[str, str]:
    """Country code -> region, read without the project's code."""
    with (DATA / "vocab" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["region"] for row in csv.DictReader(stream)}


@pytest.fixture(scope="session")
def world(until):
    """The world with its lists up to an edition, beside the AI tables of today."""
    return world_until(until)


@pytest.fixture(scope="session")
def lists(world):
    """All lists as the build reads them."""
    return world.lists


@pytest.fixture(scope="session")
def numbers(until):
    """All numbers of the world."""
    return numbers_until(until)


def place_counts(rows: list[dict[str, str]], number: type = float) -> dict[str, float]:
    """Return country -> summed Rmax of one list's rows."""
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["country"]] = sums.get(row["country"], 0) + number(row["rmax_tflops"])
    return sums


def copy_data(folder: Path, *editions: str) -> Path:
    """Copy the project's data, with the lists of these editions only, and return the folder."""
    shutil.copytree(DATA, folder, ignore=lambda _, names: {"lists"} & set(names), dirs_exist_ok=True)
    (folder / "lists").mkdir()
    for edition in editions:
        shutil.copy(DATA / "lists" / f"{edition}.csv", folder / "lists")
    return folder


@pytest.fixture
def small_data(tmp_path: Path):
    """Return a function that makes a data folder with these editions only, to be broken by a test."""

    return lambda *editions: copy_data(tmp_path / "data", *editions)


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id):
    """The real site, built from scratch into folders of its own, once for all processes: (places, summary)."""
    from build_scripts.build import Places, build

    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder, note = shared / "built", shared / "built.pickle"
    places = Places(work=folder / "work", site=folder / "site")
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.is_file():
            note.write_bytes(pickle.dumps(build(places)))
    return places, pickle.loads(note.read_bytes())


@pytest.fixture(scope="session")
def site(built) -> Path:
    """The folder of the finished site."""
    return built[0].site


@pytest.fixture(scope="session")
def pages(site: Path) -> dict:
    """Page name ("en/owners/index.html") -> parsed page that readers open.

    Of the many pages of lists, machines and countries, which are made from three forms, only some, for TORTURE all.
    """
    from lxml import html

    from build_scripts.check.site import pages_of

    names = [path.relative_to(site).as_posix() for path in pages_of(site)]
    return {name: html.document_fromstring((site / name).read_text(encoding="utf-8")) for name in some(names)}


def some(names: list[str]) -> list[str]:
    """Return the names of pages with only some of lists, machines and countries; a page comes with its twin."""
    if "TORTURE" in os.environ:
        return names
    chosen: list[str] = []
    for form in (r"editions/.+/", r"machines/.+/", r"countries/.+/"):
        of_form = [name for name in names if re.match(form, name)]
        chosen += [*of_form[::25], *of_form[-1:]]
    twins = {*chosen, *(f"en/{name}" for name in chosen)}
    return [name for name in names if name in twins or not re.match(r"(en/)?(editions|machines|countries)/.+/", name)]


def language_of(page: str) -> str:
    """Return the language in which a page of the site must be."""
    return "en" if page.startswith("en/") else "fr"
