"""The statements that the site checks: the article's, and ours beside them, of `data/claims.csv`.

A countable statement has a test below that is put to every list; the others have a verdict that people have reached,
in `words/claims.toml` (`status`, and `status_then` if it was another when the article appeared). Statuses: "holds",
"partly", "fails", "open" (cannot be decided), "opinion".
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from .measures import geography
from .measures.geography import ARTICLE_EDITION, CONSIDERABLE
from .numbers import Claim
from .words.catalogue import words
from .world import World

STATUSES = ("holds", "partly", "fails", "open", "opinion")
Test = Callable[[World], pd.Series]
TESTS: dict[str, Test] = {}


def holds(claim: str) -> Callable[[Test], Test]:
    """Register a function as the test of a claim: it returns edition -> whether the claim held, for all lists."""

    def register(function: Test) -> Test:
        TESTS[claim] = function
        return function

    return register


def verdicts(world: World, claims: pd.DataFrame) -> dict[str, Claim]:
    """Return id (with _ for -) -> claim, in the order of the page. claims: from `models.store.load_claims`."""
    found = {}
    for row in claims.sort_values("order").to_dict("records"):
        test = TESTS.get(row["id"])
        strip = {edition: bool(held) for edition, held in test(world).items()} if test else {}
        name = row["id"].replace("-", "_")
        found[name] = Claim(
            name,
            row["origin"],
            row["kind"],
            {"fr": row["statement_fr"], "en": row["statement_en"]},
            *statuses(world, row["id"]),
            strip,
        )
    return found


def statuses(world: World, claim: str) -> tuple[str, str]:
    """Return the status of a statement as of the world's edition and when the article appeared.

    A test that cannot be put to the list of that time, because the world is older, leaves it "open".
    """
    if claim in TESTS:
        strip = TESTS[claim](world)
        said = {True: "holds", False: "fails", None: "open"}
        return said[bool(strip[world.edition])], said[strip.get(ARTICLE_EDITION)]
    entry = words("claims")[claim]
    return entry["status"], entry.get("status_then", entry["status"])


@holds("top10-five-two-two-one")
def _top_ten(world: World) -> pd.Series:
    return geography.matches_article(world.top_ten.set_index("edition"))


@holds("china-officially")
def _china_two(world: World) -> pd.Series:
    return world.top_ten.set_index("edition")["cn"] == geography.ARTICLE_TOP10["cn"]


@holds("usa-advantage")
def _usa_first(world: World) -> pd.Series:
    return _leads(_shares(world), "US")


@holds("china-advantage")
def _china_ahead_of_all_but_one(world: World) -> pd.Series:
    return _leads(_shares(world).drop(columns="US", errors="ignore"), "CN")


def _leads(shares: pd.DataFrame, country: str) -> pd.Series:
    """Return edition -> whether a country has so much more than each other column that its lead is considerable."""
    others = shares.drop(columns=country, errors="ignore").max(axis="columns")
    return shares.get(country, pd.Series(0.0, shares.index)) >= CONSIDERABLE * others


def _shares(world: World) -> pd.DataFrame:
    """Return edition -> country -> share of the summed Rmax, 0 for a country without machines."""
    return world.countries.pivot(index="edition", columns="group", values="rmax_share").fillna(0.0)
