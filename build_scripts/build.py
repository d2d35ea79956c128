"""The build, from data to site: each stage runs only if what it depends on has changed.

    data, code  ->  prepared (numbers, drawings, blocks)  ->  build/pages/<lang>  ->  MkDocs  ->  check  ->  site/

The last good site stays until the new one has passed its check.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import publish
from .check.site import check_site, pages_of
from .editions import edition_number, overdue_since
from .errors import Problem, Refused
from .files import ROOT, Kept, alone, data_key, files_below, hash_files, read_text, write_atomic, write_if_changed
from .lists.store import stored_editions
from .pages.feed import FEED
from .pages.fill import fill_pages, finish
from .prepare import Prepared, prepare_or_recall
from .search import forgiving
from .settings import Settings, load_settings, settings_file
from .words.catalogue import ui

if TYPE_CHECKING:  # pandas comes with it, which takes a quarter of a second to import
    from .talks.on_site import SiteTalks

LANGUAGES = ("fr", "en")
CODE = ROOT / "build_scripts"
CONFIG = (ROOT / "mkdocs.yml", ROOT / "requirements.txt")


@dataclass(frozen=True)
class Places:
    """The folders of a build: data and docs are read, work holds caches and may be deleted, site is the result.

    settings: the file `talk.toml`, which may be absent.
    """

    data: Path = ROOT / "data"
    docs: Path = ROOT / "docs"
    work: Path = ROOT / "build"
    site: Path = ROOT / "site"
    settings: Path = field(default_factory=settings_file)


@dataclass
class Summary:
    """What a build did."""

    edition: str = ""
    unchanged: bool = False
    pages: int = 0
    figures: int = 0
    drawn: int = 0
    published: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str):
        """Time a stage."""
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


def build(
    places: Places,
    as_of: str | None = None,
    address: str = "",
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    *,
    kits: bool = False,
    today: date | None = None,
    engine: str = "mkdocs",
) -> Summary:
    """Build the site in both languages; raise Refused, leaving the last good site, if anything is wrong.

    as_of: newest edition to use (None: the newest there is). address: public address of the site ("" if unknown).
    progress(stage, done, total): called while drawing. kits: with pictures and archives of the figures, to take away.
    today: the day, so that readers are told if a list is overdue; the build itself has no clock.
    engine: what makes HTML of the filled pages (see publish.start).
    """
    with alone(places.work, "a build") as handles:
        newest = as_of or max(stored_editions(places.data), default=None)
        overdue = overdue_since(newest, today) if newest and today else None
        return _build(places, as_of, address, progress, kits, overdue, engine, handles)


def _build(
    places: Places, as_of: str | None, address: str, progress: Callable[[str, int, int], None], kits: bool,
    overdue: date | None, engine: str, handles: tuple[int, ...],
) -> Summary:  # fmt: skip
    summary = Summary()
    recover(places.site)
    settings = load_settings(places.settings)
    inputs = files_below([places.data, places.docs, CODE, *CONFIG])
    made_with = f"{as_of} {address} {kits} {overdue} {engine} {platform.python_version()} {settings}"
    key = hash_files(inputs, ROOT, made_with)
    if (last := _last_build(places, key)) is not None:
        summary.unchanged = True
        summary.edition, summary.pages, summary.figures = last["edition"], last["pages"], last["figures"]
        return summary
    made_of, cache = data_key(places.data), places.work / "cache"
    with summary.stage("numbers and figures"):
        prepared = prepare_or_recall(places.data, as_of, cache, made_of, progress, settings, kits=kits)
    summary.edition, summary.drawn = prepared.numbers.edition, prepared.drawn
    with summary.stage("talks"):
        from .talks.making import NO_BROWSER
        from .talks.on_site import site_talks

        folder, decks = places.docs / "talks", cache / "talks"
        talks = site_talks(places.data, folder, decks, as_of, settings, prepared.blocks, made_of, kits=kits)
        if talks.without_pdf:
            summary.warnings.append(Problem("talks", NO_BROWSER))
    with summary.stage("pages and MkDocs"):
        summary.published = _publish(places, prepared, talks, settings, address, overdue, engine, handles)
    with summary.stage("check"):
        next_site = _assemble(places, prepared, talks)
        seen = Kept(places.work / "cache" / "seen.json", hash_files(files_below([CODE / "check"]), CODE))
        problems = check_site(next_site, LANGUAGES, seen)
        seen.save()
        if problems:
            shutil.rmtree(next_site)
            raise Refused(problems)
    _swap(next_site, places.site)
    summary.pages, summary.figures = len(pages_of(places.site)), len({name for name, *_ in prepared.drawings})
    stamp = {"key": key, "site": _site_hash(places.site), "edition": summary.edition}
    stamp |= {"pages": summary.pages, "figures": summary.figures}
    write_atomic(places.work / "stamp.json", json.dumps(stamp))
    return summary


def _last_build(places: Places, key: str) -> dict | None:
    """Return what the last build noted, if it was made from the same inputs and its site still stands."""
    try:
        stamp = json.loads(read_text(places.work / "stamp.json"))
        same = stamp["key"] == key and stamp["site"] == _site_hash(places.site)
        return stamp if same else None
    except (Refused, OSError, ValueError, KeyError):
        return None


def _site_hash(site: Path) -> str:
    return hash_files(files_below([site]), site)


def _write_pages(
    places: Places, prepared: Prepared, talks: SiteTalks, settings: Settings, lang: str, address: str
) -> Path:  # fmt: skip
    """Fill the pages of a language and put them, with assets and drawings, where MkDocs finds them; return where."""
    blocks, abbreviations = prepared.blocks[lang], prepared.abbreviations[lang]
    blocks = blocks | {"table": blocks["table"] | {"talks": talks.lists[lang]}}
    kept = Kept(places.work / "cache" / f"filled-{lang}.json", prepared.key + talks.lists[lang])
    filled = fill_pages(places.docs / lang, prepared.numbers, lang, blocks, abbreviations, kept)
    kept.save()
    own_address = publish.address_of(lang, address)
    filled |= finish(filled, prepared.pages[lang] | talks.pages[lang], own_address, lang) | {
        FEED: prepared.feeds[lang].replace("{address}", own_address)
    }
    wanted = {page: text.encode("utf-8") for page, text in filled.items()}
    for path in files_below([places.docs / "assets"]):
        name = f"assets/{path.relative_to(places.docs / 'assets').as_posix()}"
        wanted[name] = publish.in_colours(path.read_bytes(), settings.accents)
    if settings.logo:
        wanted[publish.logo_file(settings.logo)] = settings.logo.content
    for name, (language, kept) in prepared.drawing_files().items():
        if language == lang:
            wanted[name] = (places.work / "cache" / "figures" / f"{kept}.svg").read_bytes()
            marks = name.removesuffix(".svg") + ".json"
            if marks in prepared.marks:
                wanted[marks] = prepared.marks[marks].encode("utf-8")
    folder = places.work / "pages" / lang
    _sync(folder, wanted)
    return folder


def _sync(folder: Path, wanted: dict[str, bytes]) -> None:
    """Make a folder hold exactly these files, touching only what differs."""
    for path in files_below([folder]):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for name, content in wanted.items():
        write_if_changed(folder / name, content)


def _publish(
    places: Places, prepared: Prepared, talks: SiteTalks, settings: Settings, address: str, overdue: date | None,
    engine: str, handles: tuple[int, ...],
) -> list[str]:  # fmt: skip
    """Fill the pages and run the engine for the languages in which something has changed; return which."""
    running: list[tuple[str, Path, str, subprocess.Popen]] = []
    problems: list[Problem] = []
    for lang in LANGUAGES:  # one language is published while the next is filled
        try:
            folder = _write_pages(places, prepared, talks, settings, lang, address)
        except Refused as refusal:
            problems += refusal.problems
            continue
        edition = publish.Edition(
            lang, folder, places.work / "mkdocs" / lang, address, prepared.edition_line(lang),
            prepared.numbers.edition, prepared.next_line(lang, overdue), settings,
        )  # fmt: skip
        files = files_below([folder, places.docs / "overrides", *CONFIG])
        key = hash_files(files, ROOT, engine + json.dumps(edition.environment()))
        note = places.work / "mkdocs" / f"{lang}.key"
        if not (note.is_file() and read_text(note) == key and edition.site.is_dir()):
            note.unlink(missing_ok=True)
            running.append((lang, note, key, publish.start(edition, engine, handles)))
    for lang, note, key, process in running:
        found = publish.wait(process, lang, engine)
        problems += found
        if not found:
            index = places.work / "mkdocs" / lang / "search" / "search_index.json"
            if index.is_file():  # Zensical has an index of its own
                write_atomic(index, forgiving(read_text(index)))
            write_atomic(note, key)
    if problems:
        raise Refused(problems)
    return [lang for lang, *_ in running]


def _assemble(places: Places, prepared: Prepared, talks: SiteTalks) -> Path:
    """Put both languages together, French at the top, English under en/, and add kits and decks."""
    target = places.site.with_name(places.site.name + ".next")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(places.work / "mkdocs" / "fr", target)
    shutil.copytree(places.work / "mkdocs" / "en", target / "en")
    cache = places.work / "cache"
    files = [(lang, path, cache / "kits" / kept) for lang, path, kept, _ in prepared.kit_files]
    files += [(lang, path, cache / "talks" / kept) for lang, path, kept in talks.files]
    for lang, path, kept in files:
        file = (target if lang == "fr" else target / lang) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, file)
    return target


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old one in two renames; `recover` mends a crash between them."""
    old = site.with_name(site.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Bring back the old site if a build was cut off while it was swapping."""
    old = site.with_name(site.name + ".old")
    if old.exists() and not site.exists():
        old.rename(site)


def report(summary: Summary, places: Places) -> list[str]:
    """Return the lines that end a build."""
    site = os.path.relpath(places.site)
    number = edition_number(summary.edition)
    as_of = ui("site", "en")["as_of"].format(number=number, edition=_month(summary.edition))
    as_of = as_of[0].upper() + as_of[1:]
    if summary.unchanged:
        return [f"Nothing has changed: {site}/index.html stands ({summary.pages} pages). {as_of}."]
    times = " · ".join(f"{name} {seconds:.1f} s" for name, seconds in summary.seconds.items())
    published = ", ".join(summary.published) or "no language"
    return [
        f"Stages: {times} (drawn anew: {summary.drawn}; published anew: {published})",
        f"Site: {site}/index.html, {summary.pages} pages, {summary.figures} figures, each in both languages",
        f"{as_of}.",
    ]


def _month(edition: str) -> str:
    from .words.numbers import edition as written

    return written(edition, "en")
