"""The numbers of one edition, all of them, as plain values: what stands between the lists and the pages.

Lists, pandas and measures end here. What follows (words, figures, pages) works from `Numbers` alone, which can be kept
as JSON; so that a changed sentence costs no arithmetic.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import refuse
from .files import read_text
from .tables import SmallTable

if TYPE_CHECKING:
    from .ai import Ai
    from .world import World


@dataclass(frozen=True)
class FactValue:
    """One fact as of an edition.

    value: a plain value or None; kind: a key of words.numbers.KINDS. words: entry in words/facts*.toml, or "" for a
    dated fact, which brings its statement, its date (with its precision) and its source along.
    late: what tells it may be younger than the edition that a site is built as of; a paragraph that says it is then
    left out.
    """

    id: str
    kind: str
    value: object
    code: str
    words: str
    place: str | None
    late: bool = False
    date: str | None = None
    precision: str | None = None
    confidence: str | None = None
    sources: tuple[str, ...] = ()  # ids of data/sources.csv, or registry.OWN; none = the TOP500 lists alone
    reported_by: str | None = None
    statement: dict[str, str] | None = None


@dataclass(frozen=True)
class Claim:
    """A statement with its verdicts: status now and when the article appeared, and edition -> held (empty: no test)."""

    id: str
    origin: str
    kind: str
    statement: dict[str, str]
    now: str
    then: str
    strip: dict[str, bool]


@dataclass(frozen=True)
class Numbers:
    """Everything that pages and figures can say."""

    edition: str
    facts: dict[str, FactValue]
    checks: dict[str, bool]
    figures: dict[str, SmallTable]
    tables: dict[str, SmallTable]
    claims: dict[str, Claim]
    sources: dict[str, dict[str, str]]  # id -> title, publisher, url … of data/sources.csv


def compute(data: Path, as_of: str | None = None) -> Numbers:
    """Load the lists up to `as_of` and compute all facts, checks and tables."""
    return numbers_of(*load_world(data, as_of))


def load_world(data: Path, as_of: str | None = None) -> tuple[World, Ai]:
    """Return the world as of an edition, and the AI tables as of today, for the names of later facts."""
    from .ai import load_ai
    from .load import load_declared, load_lists
    from .world import World, with_label_and_place

    lists = with_label_and_place(load_lists(data, as_of), load_names(data), load_declared(data))
    ai = load_ai(data)
    return World(lists, ai.as_of(as_of) if as_of else ai), ai


def numbers_of(world: World, ai: Ai) -> Numbers:
    """Compute all facts, checks and tables of a world. ai: the tables as of today, for the names of later facts."""
    from . import claims, facts, page_tables, registry  # noqa: F401  (facts: importing it registers them)
    from .facts.dated import dated_facts
    from .figures.catalogue import FIGURES

    computed = {
        spec.id: FactValue(
            spec.id, spec.kind, value, spec.code, spec.words, spec.place, late=spec.late, sources=spec.sources
        )
        for spec, value in registry.compute_all(world)
    }
    dated = {value.id: value for value in dated_facts(world.ai.dated, ai.dated)}
    if twice := computed.keys() & dated.keys():
        raise refuse("data/facts/dated.csv", f"has ids that facts have too: {', '.join(sorted(twice))}", "other ids")
    return Numbers(
        edition=world.edition,
        facts=computed | dated,
        checks=registry.evaluate(world),
        figures={name: figure.table(world) for name, figure in FIGURES.items()},
        tables={name: table(world) for name, table in page_tables.TABLES.items()},
        claims=claims.verdicts(world, world.ai.claims),
        sources=world.ai.sources,
    )


def load_names(data: Path) -> dict[tuple[str, str], str]:
    """Return (computer, site) -> name in common use, from `data/vocab/names.csv`."""
    path = data / "vocab" / "names.csv"
    rows = list(csv.DictReader(read_text(path).splitlines(keepends=True)))
    if not rows or set(rows[0]) != {"computer", "site", "name", "source"}:
        raise refuse(str(path), "has another header", "computer,site,name,source")
    return {(row["computer"], row["site"]): row["name"] for row in rows}


def from_plain(plain: dict) -> Numbers:
    """Return Numbers from what JSON made of them."""

    def table(entry: dict) -> SmallTable:
        return SmallTable(tuple(entry["columns"]), tuple(entry["kinds"]), tuple(map(tuple, entry["rows"])))

    return Numbers(
        edition=plain["edition"],
        facts={
            name: FactValue(**entry | {"sources": tuple(entry["sources"])}) for name, entry in plain["facts"].items()
        },
        checks=plain["checks"],
        figures={name: table(entry) for name, entry in plain["figures"].items()},
        tables={name: table(entry) for name, entry in plain["tables"].items()},
        claims={name: Claim(**entry) for name, entry in plain["claims"].items()},
        sources=plain["sources"],
    )
