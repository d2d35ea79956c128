"""The numbers of one edition, all of them, as plain values: what stands between the lists and the pages.

Lists, pandas and measures end here. What follows (words, figures, pages) works from `Numbers` alone, which can be kept
as JSON; so that a changed sentence costs no arithmetic.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from .errors import refuse
from .tables import SmallTable


@dataclass(frozen=True)
class FactValue:
    """One fact as of an edition. value: a plain value or None; kind: a key of words.numbers.KINDS."""

    id: str
    kind: str
    value: object
    code: str
    words: str
    place: str | None


@dataclass(frozen=True)
class Numbers:
    """Everything that pages and figures can say."""

    edition: str
    facts: dict[str, FactValue]
    checks: dict[str, bool]
    figures: dict[str, SmallTable]
    tables: dict[str, SmallTable]


def compute(data: Path, as_of: str | None = None) -> Numbers:
    """Load the lists up to `as_of` and compute all facts, checks and tables."""
    from . import facts, page_tables, registry  # noqa: F401  (facts: importing it registers them)
    from .figures.catalogue import FIGURES
    from .load import load_lists
    from .world import World, with_label_and_place

    world = World(with_label_and_place(load_lists(data, as_of), load_names(data)))
    return Numbers(
        edition=world.edition,
        facts={
            spec.id: FactValue(spec.id, spec.kind, value, spec.code, spec.words, spec.place)
            for spec, value in registry.compute_all(world)
        },
        checks=registry.evaluate(world),
        figures={name: figure.table(world) for name, figure in FIGURES.items()},
        tables={name: table(world) for name, table in page_tables.TABLES.items()},
    )


def load_names(data: Path) -> dict[tuple[str, str], str]:
    """Return (computer, site) -> name in common use, from `data/vocab/names.csv`."""
    path = data / "vocab" / "names.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if not rows or set(rows[0]) != {"computer", "site", "name", "source"}:
        raise refuse(str(path), "has another header", "computer,site,name,source")
    return {(row["computer"], row["site"]): row["name"] for row in rows}


def from_plain(plain: dict) -> Numbers:
    """Return Numbers from what JSON made of them."""

    def table(entry: dict) -> SmallTable:
        return SmallTable(tuple(entry["columns"]), tuple(entry["kinds"]), tuple(map(tuple, entry["rows"])))

    return Numbers(
        edition=plain["edition"],
        facts={name: FactValue(**entry) for name, entry in plain["facts"].items()},
        checks=plain["checks"],
        figures={name: table(entry) for name, entry in plain["figures"].items()},
        tables={name: table(entry) for name, entry in plain["tables"].items()},
    )
