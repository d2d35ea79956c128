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
Test = Callable[[World], bool]
TESTS: dict[str, Test] = {}


def holds(claim: str) -> Callable[[Test], Test]:
    """Register a function as the test of a claim; it gets a world that ends with the edition in question."""

    def register(function: Test) -> Test:
        TESTS[claim] = function
        return function

    return register


def verdicts(world: World, claims: pd.DataFrame) -> dict[str, Claim]:
    """Return id (with _ for -) -> claim, in the order of the page. claims: from `models.store.load_claims`."""
    alone = {edition: World(world.rows(edition), world.ai) for edition in world.editions}
    found = {}
    for row in claims.sort_values("order").to_dict("records"):
        test = TESTS.get(row["id"])
        strip = {edition: bool(test(then)) for edition, then in alone.items()} if test else {}
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
        return "holds" if TESTS[claim](world) else "fails"
    return words("claims")[claim]["status"]


def _status(strip: dict[str, bool], edition: str) -> str:
    """Return the status in an edition: "open" if the list is younger than the world."""
    return {True: "holds", False: "fails", None: "open"}[strip.get(edition)]


@holds("top10-five-two-two-one")
def _top_ten(world: World) -> bool:
    return bool(geography.matches_article(world.top_ten).iloc[-1])


@holds("china-officially")
def _china_two(world: World) -> bool:
    return int(world.top_ten["cn"].iloc[-1]) == geography.ARTICLE_TOP10["cn"]


@holds("usa-advantage")
def _usa_first(world: World) -> bool:
    shares = _shares(world)
    return shares.get("US", 0) >= CONSIDERABLE * shares.drop("US", errors="ignore").max()


@holds("china-advantage")
def _china_ahead_of_all_but_one(world: World) -> bool:
    shares = _shares(world)
    return shares.get("CN", 0) >= CONSIDERABLE * shares.drop(["US", "CN"], errors="ignore").max()


def _shares(world: World) -> pd.Series:
    """Return country -> share of the summed Rmax of the newest list, largest first."""
    rows = world.countries[world.countries["edition"] == world.edition]
    return rows.set_index("group")["rmax_share"].sort_values(ascending=False)
