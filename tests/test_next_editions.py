"""Lists that are not out yet: they are imported, and the texts of all pages are true for them, without an edit."""

from __future__ import annotations

import csv
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.build import Places, build
from build_scripts.cli import main
from build_scripts.editions import edition_number, next_edition
from build_scripts.lists.store import read_list, stored_editions
from build_scripts.numbers import Numbers, compute
from build_scripts.pages.fill import fill_pages
from build_scripts.prepare import all_blocks
from build_scripts.registry import SPECS
from build_scripts.words.typography import mend_french

from .conftest import DATA, LANGUAGES, PINNED, ROOT, copy_data
from .invented import invent
from .lists import official

EDITIONS = stored_editions(DATA)
NEXT = next_edition(PINNED)
Rows = list[dict[str, str]]


def next_list(rows: Rows) -> Rows:
    """Return a list as the list after it: the same machines, each with its rank as previous rank."""
    return [row | {"previous_rank": row["rank"]} for row in rows]


def newcomer(row: dict[str, str], name: str, country: str, rmax: float) -> dict[str, str]:
    """Return a machine that is new on the list."""
    fresh = {"name": name, "country": country, "rmax_tflops": f"{rmax:g}", "rpeak_tflops": f"{rmax * 1.3:g}"}
    ids = {"system_id": str(990000 + len(name) + int(rmax)), "previous_rank": "", "first_rank": "", "power_kw": ""}
    return row | fresh | ids | {"first_edition": NEXT, "computer": f"{name}, invented"}


def ranked(rows: Rows) -> Rows:
    """Return 500 rows ranked anew by Rmax."""
    rows = sorted(rows, key=lambda row: -float(row["rmax_tflops"]))[:500]
    return [row | {"rank": str(rank)} for rank, row in enumerate(rows, 1)]


def usa_first(rows: Rows) -> Rows:
    return ranked([newcomer(rows[0], "Liberty", "US", 3_000_000), *rows])


def china_with_five(rows: Rows) -> Rows:
    return ranked([*(newcomer(rows[0], f"Dragon {n}", "CN", 2_000_000 - n) for n in range(4)), *rows])


def tie_at_the_top(rows: Rows) -> Rows:
    return ranked([rows[0], rows[1] | {"rmax_tflops": rows[0]["rmax_tflops"]}, *rows[2:]])


def everything_gone(rows: Rows) -> Rows:
    """No machine of China, France, Azure or with accelerators: the sentences on them must cope."""
    odd = [row for row in rows if row["country"] in ("CN", "FR") or "Azure" in row["site"] + row["manufacturer"]]
    kept = [row | {"accelerator": "None", "power_kw": "", "power_source": ""} for row in rows if row not in odd]
    low = [newcomer(rows[-1], f"Small {n}", "US", 2000 - n) for n in range(len(odd))]
    return ranked(kept + low)


CASES = {case.__name__: case for case in (usa_first, china_with_five, tie_at_the_top, everything_gone)}


def write(case: str, folder: Path) -> Path:
    """Write the project's data with an invented next list; return the folder."""
    data = copy_data(folder, *(edition for edition in EDITIONS if edition <= PINNED))
    with (data / "lists" / f"{PINNED}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), reader.fieldnames
    with (data / "lists" / f"{NEXT}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(CASES[case](next_list(rows)))
    return data


@pytest.fixture(scope="module", params=CASES)
def invented(request, tmp_path_factory) -> tuple[str, Path, Numbers]:
    """Case, data folder and numbers of an invented next list."""
    data = write(request.param, tmp_path_factory.mktemp(request.param) / "data")
    return request.param, data, compute(data)


def check_pages(numbers: Numbers, data: Path) -> None:
    """Fill all pages; both languages say the same facts, without leftovers, and French is set as French."""
    french, english = (
        fill_pages(ROOT / "docs" / lang, numbers, lang, all_blocks(numbers, data, lang), "") for lang in LANGUAGES
    )
    assert french.keys() == english.keys() and len(french) >= 15
    for name, text in french.items():
        assert not re.search(r"\{\{|\{%|\b(nan|inf)\b", text + english[name]), name
        said = [sorted(re.findall(r"facts/index\.md#(\w+)", page)) for page in (text, english[name])]
        assert said[0] == said[1], name
        if name not in ("facts/index.md", "sources/index.md"):  # these are HTML, with titles in other languages
            assert mend_french(text) == text, name


def test_every_page_can_be_filled_for_a_list_that_is_not_out_yet(invented):
    _, data, numbers = invented
    assert numbers.edition == NEXT
    check_pages(numbers, data)


EXPECTED = {
    "usa_first": {"us_first": True, "cn_first": False, "first_changed": True, "us_most_rmax": True},
    "china_with_five": {"cn_first": True, "first_changed": False, "article_holds_now": False},
    "tie_at_the_top": {"cn_first": True, "us_first": False, "first_changed": False},
    "everything_gone": {"cn_in_list": False, "fr_in_list": False, "azure_in_list": False, "us_first": True},
}


def test_checks_follow_the_invented_list(invented):
    case, _, numbers = invented
    assert {name: numbers.checks[name] for name in EXPECTED[case]} == EXPECTED[case]


def test_home_page_tells_the_new_leader(tmp_path):
    data = write("usa_first", tmp_path / "data")
    numbers = compute(data)
    home = fill_pages(ROOT / "docs" / "fr", numbers, "fr", all_blocks(numbers, data, "fr"), "")["index.md"]
    assert "Liberty" in home
    assert "aux États-Unis" in home


# THE NEXT THIRTEEN LISTS, TO THE EIGHTIETH

COUNT = 13
BUILT = "TORTURE" in os.environ  # the whole site for each of them
SHOWN = range(COUNT) if BUILT else (0, 1, COUNT - 1)  # those for which the pages are filled


def test_thirteen_more_lists_are_imported_one_by_one_and_told(tmp_path, numbers):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    invented_lists = invent({edition: read_list(DATA, edition) for edition in EDITIONS}, COUNT)
    fixed = {name for name, spec in SPECS.items() if spec.fixed}
    for count, (edition, rows) in enumerate(invented_lists.items()):
        number = edition_number(edition)
        file = tmp_path / f"TOP500_{edition.replace('-', '')}.xlsx"
        official.write_xlsx(file, official.table(rows), str(number))
        result = CliRunner().invoke(main, ["import", str(file), "--data", str(data)])
        assert result.exit_code == 0, result.output
        assert read_list(data, edition) == rows
        if count not in SHOWN:
            continue
        then = compute(data)
        assert (then.edition, then.facts["edition_count"].value) == (edition, number)
        assert {name for name in fixed if then.facts[name].value != numbers.facts[name].value} == set()
        check_pages(then, data)
        if BUILT:
            places = Places(data=data, docs=ROOT / "docs", work=tmp_path / "work", site=tmp_path / "site")
            assert build(places).edition == edition
