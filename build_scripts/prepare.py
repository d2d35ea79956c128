"""What the pages are filled from: numbers, blocks of figures and tables, drawings; kept until data or code change."""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .editions import edition_number, next_edition
from .figures.places import FIGURE_FOLDER, figure_file
from .files import read_text, write_atomic
from .numbers import Numbers, from_plain, load_world, numbers_of
from .words.catalogue import ui

if TYPE_CHECKING:
    from .records import Records
    from .settings import Settings


@dataclass(frozen=True)
class Prepared:
    """What pages are filled from.

    pages: language -> page -> Markdown of the pages that the build writes itself. blocks: language -> what ("figure" …)
    -> name -> block. drawings: (figure, language, width, key in the cache). marks: file on the site that says what
    stands where on a drawing -> its content. feeds: language -> its Atom feed, see `pages.feed`.
    kit_files: what readers take away: (language, path on its site, name in the cache, bytes), see `kits.making`.
    drawn: how many drawings had to be made. key: a hash of all that this was made from.
    """

    numbers: Numbers
    blocks: dict[str, dict[str, dict[str, str]]]
    abbreviations: dict[str, str]
    editions: dict[str, str]
    pages: dict[str, dict[str, str]]
    drawings: tuple[tuple[str, str, str, str], ...]
    marks: dict[str, str]
    feeds: dict[str, str]
    kit_files: tuple[tuple[str, str, str, int], ...] = ()
    drawn: int = 0
    key: str = ""

    def drawing_files(self) -> dict[str, tuple[str, str]]:
        """Return file on the site -> (language, key in the cache)."""
        return {
            f"{FIGURE_FOLDER}/{figure_file(name, lang, width)}": (lang, key) for name, lang, width, key in self.drawings
        }

    def edition_line(self, lang: str) -> str:
        """Return "data as of edition 67 (June 2026)", which stands on every page."""
        return ui("site", lang)["as_of"].format(
            number=edition_number(self.numbers.edition), edition=self.editions[lang]
        )

    def next_line(self, lang: str, overdue: date | None = None) -> str:
        """Return when the next list is expected or, if it is, since when it is overdue."""
        from .words.numbers import day, edition

        if overdue:
            return ui("site", lang)["overdue"].format(day=day(overdue.isoformat(), "day", lang))
        return ui("site", lang)["next"].format(edition=edition(next_edition(self.numbers.edition), lang))


def prepare_or_recall(
    data: Path,
    as_of: str | None,
    cache: Path,
    data_key: str,
    progress: Callable[[str, int, int], None],
    settings: Settings,
    *,
    kits: bool = False,
) -> Prepared:
    """Return what was kept, if it was made from the same and its drawings are still there; else prepare and keep it.

    data_key: see `files.data_key`. settings: the colours of figures, and the country that talks tell of.
    """
    from .talks.material import keep_numbers
    from .talks.own import FOCUS, Own

    key = f"{data_key} {as_of} {settings.accents} {kits}"
    try:
        kept = json.loads((cache / "prepared.json").read_text(encoding="utf-8"))
        drawings = tuple(map(tuple, kept["drawings"]))
        kit_files = tuple(map(tuple, kept["kit_files"]))
        files = [f"figures/{name}.svg" for *_, name in drawings] + [f"kits/{name}" for _, _, name, _ in kit_files]
        if kept["key"] == key and all((cache / name).is_file() for name in files):
            return Prepared(
                from_plain(kept["numbers"]),
                *(kept[name] for name in ("blocks", "abbreviations", "editions", "pages")),
                drawings,
                kept["marks"],
                kept["feeds"],
                kit_files,
                key=key,
            )
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no cache, or one that cannot be trusted: prepared anew
    prepared, records = prepare(data, as_of, cache, progress, settings.accents, kits=kits)
    prepared = replace(prepared, key=key)
    focus = settings.focus or FOCUS
    keep_numbers(prepared.numbers, Own.of(records), as_of, focus, cache / "talks", data_key)
    write_atomic(cache / "prepared.json", json.dumps(asdict(prepared), ensure_ascii=False))
    return prepared


def prepare(
    data: Path, as_of: str | None, cache: Path, progress: Callable[[str, int, int], None], accent: tuple[str, str], *,
    kits: bool,
) -> tuple[Prepared, Records]:  # fmt: skip
    """Compute the numbers, draw the figures that changed, word the blocks of both languages; return the records too.

    accent: of the figures, light and dark. kits: make the pictures and archives of the figures as well, which takes
    long. progress(what, done, total).
    """
    from .figures.drawing import draw_all, jobs
    from .kits import all_figures
    from .kits.making import make
    from .pages.feed import feed
    from .pages.figure_pages import figure_pages
    from .pages.marks import mark_files
    from .pages.record_pages import record_pages
    from .pages.reference import abbreviations
    from .records import all_records
    from .words.numbers import LANGUAGES, edition

    world, ai = load_world(data, as_of)
    numbers = numbers_of(world, ai)
    strips = {name: claim.strip for name, claim in numbers.claims.items() if claim.strip}
    records = all_records(world, strips, data)
    all_jobs = list(jobs(numbers, accent))
    keys, drawn = draw_all(all_jobs, cache / "figures", partial(progress, "figures"))
    kit_files = make(numbers, all_jobs, cache / "figures", cache / "kits", partial(progress, "kits"), kits=kits)
    marks = {place: json.loads(read_text(cache / "figures" / f"{key}.json")) for place, key in keys.items()}
    marked = {figure for (figure, *_), found in marks.items() if found}
    sizes = {lang: {file.path: file.size for file in kit_files if file.lang == lang} for lang in LANGUAGES}
    archives = {lang: sizes[lang].get(all_figures(lang, numbers.edition)) for lang in LANGUAGES}
    prepared = Prepared(
        numbers,
        {lang: all_blocks(numbers, data, lang, marked, archives[lang], records) for lang in LANGUAGES},
        {lang: abbreviations(lang) for lang in LANGUAGES},
        {lang: edition(numbers.edition, lang) for lang in LANGUAGES},
        {
            lang: figure_pages(numbers, lang, sizes[lang], marked, kits=kits)
            | record_pages(records, numbers.claims, lang)
            for lang in LANGUAGES
        },
        tuple((*place, key) for place, key in keys.items()),
        mark_files(marks, numbers),
        {lang: feed(records, lang) for lang in LANGUAGES},
        tuple(map(astuple, kit_files)),
        drawn,
    )
    return prepared, records


def all_blocks(
    numbers: Numbers, data: Path, lang: str, marked: Container[str] = (), archive: int | None = None,
    records: Records | None = None,
) -> dict[str, dict[str, str]]:  # fmt: skip
    """Return "figure", "table" and "claim" -> name -> block of HTML.

    marked: the figures that have marks. archive: bytes of the archive of all figures, None if there is none.
    records: for the tables that lead to the pages of lists, machines and countries; empty ones without them.
    """
    from .pages.blocks import figure_blocks, table_blocks
    from .pages.claims_block import claim_blocks
    from .pages.facts_page import facts_list
    from .pages.figure_pages import gallery
    from .pages.record_pages import record_tables
    from .pages.reference import reference_blocks
    from .records import Records

    tables = table_blocks(numbers, lang) | {
        "facts": facts_list(numbers, lang),
        "gallery": gallery(numbers, lang, archive),
        "talks": "",  # the build puts in the list of talks, see talks.on_site
    }
    return {
        "figure": figure_blocks(numbers, lang, marked),
        "table": tables | reference_blocks(numbers, data, lang) | record_tables(records or Records(), lang),
        "claim": claim_blocks(numbers, lang),
    }
