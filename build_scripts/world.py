"""All that facts, figures and tables are computed from: the lists as of an edition, and the measures over them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from .ai import Ai
from .measures import energy, geography, growth, machines, renewal
from .measures.identity import Place, identify

# Places of the facts that exist once per place; "fr" and "de" overlap with "europe".
FACT_PLACES = ("us", "cn", "europe", "jp", "fr")


def with_label_and_place(
    lists: pd.DataFrame, names: dict[tuple[str, str], str], declared: Mapping[Place, Place | None] | None = None
) -> pd.DataFrame:
    """Add `label` (short name), `place` (one of geography.PLACES), `machine` and `how` to the lists of `load_lists`.

    names: (computer, site) -> common name, see `measures.machines.labels`. declared: see `measures.identity`, as for
    `machine` and `how`.
    """
    lists = lists.assign(label=machines.labels(lists, names), place=geography.place_of(lists))
    return lists.join(identify(lists, declared or {}))


class World:
    """The lists up to one edition and, computed when first asked for, the measures over them.

    lists: as returned by `with_label_and_place`. ai: the AI tables and dated facts as of the same edition.
    """

    def __init__(self, lists: pd.DataFrame, ai: Ai):
        self.lists, self.ai = lists, ai
        self.editions = sorted(lists["edition"].unique())
        self.edition = self.editions[-1]

    def rows(self, edition: str) -> pd.DataFrame:
        """Return the 500 rows of one edition, indexed by rank."""
        return self.lists[self.lists["edition"] == edition].set_index("rank", drop=False)

    @cached_property
    def now(self) -> pd.DataFrame:
        """The newest list, indexed by rank."""
        return self.rows(self.edition)

    @cached_property
    def regions(self) -> dict[str, str]:
        """Country code -> TOP500's continent, of all countries that ever had a system."""
        once = self.lists.drop_duplicates("country")
        return dict(zip(once["country"], once["region"], strict=True))

    @cached_property
    def performance(self) -> pd.DataFrame:
        """First, last, sum and top ten sum of Rmax by edition."""
        return growth.performance(self.lists)

    @cached_property
    def firsts(self) -> pd.DataFrame:
        """The number one of each edition."""
        return self.lists[self.lists["rank"] == 1]

    @cached_property
    def reigns(self) -> pd.DataFrame:
        """The machines that were number one, in order."""
        return growth.reigns(self.firsts)

    @cached_property
    def holdings(self) -> pd.DataFrame:
        """Systems and performance by edition and place."""
        return geography.holdings(self.lists, self.lists["place"])

    @cached_property
    def countries(self) -> pd.DataFrame:
        """Systems and performance by edition and country."""
        return geography.holdings(self.lists, self.lists["country"])

    @cached_property
    def top_ten(self) -> pd.DataFrame:
        """Number of top ten systems by edition and place."""
        return geography.top_ten_by_place(self.lists)

    @cached_property
    def accelerated(self) -> pd.DataFrame:
        """Accelerated systems by edition since 2011-06."""
        return machines.accelerated(self.lists)

    @cached_property
    def efficiency(self) -> pd.DataFrame:
        """GFlop/s per watt by edition since 2008-06."""
        return energy.efficiency(self.lists)

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Machines that enter the list, by edition since the second one."""
        return renewal.entries(self.lists)

    @cached_property
    def ages(self) -> pd.DataFrame:
        """Years that the machines have been on the list, by edition since 1996-06."""
        return renewal.ages(self.lists)

    @cached_property
    def falls(self) -> pd.DataFrame:
        """What became of the former number ones."""
        return renewal.falls(renewal.trails(self.lists, self.reigns), self.editions)

    @cached_property
    def record_lives(self) -> pd.DataFrame:
        """How long the Rmax of each number one was enough to be on the list."""
        return renewal.record_lives(self.lists, self.reigns)

    @cached_property
    def peak_shares(self) -> pd.DataFrame:
        """Rmax over Rpeak, by edition."""
        return renewal.peak_shares(self.lists)

    def place(self, place: str, edition: str | None = None) -> dict[str, float]:
        """Return systems, systems_share, rmax_tflops, rmax_share, best_rank of a place, zeros (rank None) if absent.

        place: "us", "cn", "jp", "europe", "other" or a country code in small letters ("fr").
        """
        table, key = (self.holdings, place) if place in geography.PLACES else (self.countries, place.upper())
        rows = table[(table["edition"] == (edition or self.edition)) & (table["group"] == key)]
        if rows.empty:
            return {"systems": 0, "systems_share": 0.0, "rmax_tflops": 0.0, "rmax_share": 0.0, "best_rank": None}
        return rows.iloc[0][["systems", "systems_share", "rmax_tflops", "rmax_share", "best_rank"]].to_dict()

    def as_of(self, edition: str) -> World:
        """Return the world as it was with that edition as the newest."""
        return World(self.lists[self.lists["edition"] <= edition], self.ai.as_of(edition))

    @cached_property
    def previous(self) -> World | None:
        """The world of the list before, None for the first list."""
        earlier = self.before()
        return self.as_of(earlier) if earlier else None

    def before(self, count: int = 1) -> str | None:
        """Return the edition that many editions before the newest one, None if there is none."""
        return self.editions[-1 - count] if len(self.editions) > count else None
