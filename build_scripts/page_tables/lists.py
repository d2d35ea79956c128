"""The tables that stand in the text of pages: world in, small table out. Captions are in words/tables.toml."""

from __future__ import annotations

from collections.abc import Callable

from ..facts import growth
from ..measures import geography
from ..tables import SmallTable, from_rows, small_table
from ..world import World

COUNTRIES_SHOWN = 15
STEPS = (1.0, 1e3, 1e6, 1e9)  # TFlop/s: tera, peta, exa, zetta
DECADES = ("1993-06", "2003-06", "2013-06", "2023-06")


def top_ten(world: World) -> SmallTable:
    """The first ten machines of the newest list."""
    kinds = {
        "rank": "count", "label": "machine", "site": "name", "country": "nation", "rmax_tflops": "performance",
        "cores": "count", "power_kw": "power",
    }  # fmt: skip
    rows = world.now[world.now["rank"] <= 10]
    return small_table(rows.assign(label=rows[["label", "machine"]].values.tolist()), kinds)


def milestones(world: World) -> SmallTable:
    """The edition in which sum, number one and number 500 first reached 1 TFlop/s, PFlop/s, EFlop/s."""
    table = world.performance
    rows = [
        (step, *(_first_at(table, column, step) for column in ("total", "first", "last")))
        for step in STEPS
        if (table["total"] >= step).any()
    ]
    return from_rows({"step": "performance", "total": "list", "first": "list", "last": "list"}, rows)


def _first_at(table, column: str, step: float) -> str | None:
    editions = table.loc[table[column] >= step, "edition"]
    return None if editions.empty else str(editions.iloc[0])


def doubling_times(world: World) -> SmallTable:
    """Doubling time of sum, number one and number 500, in the first twenty and the last ten years."""
    rows = [
        ("total", growth.sum_doubling_early(world), growth.sum_doubling_recent(world)),
        ("first", growth.first_doubling_early(world), growth.first_doubling_recent(world)),
        ("last", growth.last_doubling_early(world), growth.last_doubling_recent(world)),
    ]
    return from_rows({"measure": "word", "early": "duration", "recent": "duration"}, rows)


def countries(world: World) -> SmallTable:
    """The countries with most performance in the newest list."""
    rows = world.countries[world.countries["edition"] == world.edition].rename(columns={"group": "country"})
    rows = rows.sort_values(["rmax_tflops", "country"], ascending=[False, True]).head(COUNTRIES_SHOWN)
    kinds = {
        "country": "nation", "systems": "count", "systems_share": "share", "rmax_tflops": "performance",
        "rmax_share": "share", "best_rank": "count",
    }  # fmt: skip
    return small_table(rows, kinds)


def decades(world: World) -> SmallTable:
    """Share of the performance of each place, one list per decade and the newest."""
    table = geography.over_time(world.holdings, "rmax_share", geography.PLACES)
    wanted = [edition for edition in DECADES if edition < world.edition] + [world.edition]
    rows = table[table["edition"].isin(wanted)]
    return small_table(rows, {"edition": "list"} | dict.fromkeys(geography.PLACES, "share"))


def article_count(world: World) -> SmallTable:
    """Top ten by place: lists in which the article's count holds, the list in force when it appeared, the newest."""
    table = world.top_ten.assign(match=geography.matches_article(world.top_ten))
    wanted = table["match"] | table["edition"].isin([geography.ARTICLE_EDITION, world.edition])
    kinds = {"edition": "list"} | dict.fromkeys(geography.PLACES, "count") | {"match": "yes_no"}
    return small_table(table[wanted], kinds)


TABLES: dict[str, Callable[[World], SmallTable]] = {
    function.__name__: function for function in (top_ten, milestones, doubling_times, countries, decades, article_count)
}
