"""The statements that the site checks: the article's, and ours beside them, of `data/claims.csv`.

A countable statement has a test below that is put to every list; the others have a verdict that people have reached,
in `words/claims.toml` (`status`, and `status_then` if it was another when the article appeared). Statuses: "holds",
"partly", "fails", "open" (cannot be decided), "opinion".
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from .facts.owners import ARTICLE_EDITION
from .facts.owners_past import CONSIDERABLE
from .measures import geography
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
        entry = words("claims")[row["id"]]
        name = row["id"].replace("-", "_")
        found[name] = Claim(
            name,
            row["origin"],
            row["kind"],
            {"fr": row["statement_fr"], "en": row["statement_en"]},
            _status(strip, world.edition) if strip else entry["status"],
            _status(strip, ARTICLE_EDITION) if strip else entry.get("status_then", entry["status"]),
            strip,
        )
    return found


def status_now(world: World, claim: str) -> str:
    """Return the status of a statement as of the world's edition."""
    if claim in TESTS:
        return "holds" if TESTS[claim](world)[world.edition] else "fails"
    return words("claims")[claim]["status"]


def _status(strip: dict[str, bool], edition: str) -> str:
    """Return the status in an edition: "open" if the list is younger than the world."""
    return {True: "holds", False: "fails", None: "open"}[strip.get(edition)]


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
