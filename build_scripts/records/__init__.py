"""A record for each list, each notable machine and each country: what their pages, the feeds and `diff` tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..lists.revisions import revisions_path
from ..lists.store import Row, read_csv

if TYPE_CHECKING:  # pandas takes a quarter of a second to import
    from ..world import World
    from .countries import CountryRecord
    from .editions import EditionRecord
    from .machines import MachineRecord


@dataclass(frozen=True)
class Records:
    """All records as of an edition.

    revised: rows of `data/known_issues.csv` on lists that TOP500.org revised. revisions: what we replaced ourselves.
    """

    editions: tuple[EditionRecord, ...] = ()
    machines: tuple[MachineRecord, ...] = ()
    countries: tuple[CountryRecord, ...] = ()
    revised: tuple[Row, ...] = ()
    revisions: tuple[Row, ...] = ()


def all_records(world: World, strips: Mapping[str, Mapping[str, bool]], data: Path) -> Records:
    """Compute the records of a world. strips: claim -> edition -> whether it held. data: for the lists' revisions."""
    from .countries import country_records
    from .editions import edition_records
    from .machines import machine_records, notable

    why = notable(world)
    pages = set(why)
    issues = read_csv(data / "known_issues.csv")
    path = revisions_path(data)
    return Records(
        tuple(edition_records(world, strips, pages)),
        tuple(machine_records(world, why)),
        tuple(country_records(world, pages)),
        tuple(issue for issue in issues if issue["what"] == "revised"),
        tuple(read_csv(path)) if path.is_file() else (),
    )
