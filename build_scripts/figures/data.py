"""What each figure draws: world in, small table out. The same table stands behind the figure on the page."""

from __future__ import annotations

import math

import pandas as pd

from ..editions import decimal_year, next_edition
from ..measures import energy, geography, growth
from ..tables import SmallTable, from_rows, small_table
from ..world import World

DOUBLING_SPAN = 21  # editions: from a list to that of ten years later, both counted


def growth_table(world: World) -> SmallTable:
    """Sum, first and last Rmax by edition."""
    kinds = {"edition": "edition", "year": "hidden"} | dict.fromkeys(("total", "first", "last"), "performance")
    table = world.performance
    return small_table(table.assign(milestone=_milestones(world, table["first"])), kinds | {"milestone": "hidden"})


def _milestones(world: World, first: pd.Series) -> list[str]:
    """Return the name of number one where it is the first one in a new unit (TFlop/s, PFlop/s …), else ""."""
    units = [math.floor(math.log10(rmax_tflops) / 3 + 1e-9) for rmax_tflops in first]
    return [
        name if unit > before else ""
        for name, unit, before in zip(world.firsts["label"], units, units[:1] + units, strict=False)
    ]


def _first_names(world: World, editions: pd.Series) -> list[str]:
    """Return the name of number one of each edition."""
    names = dict(zip(world.firsts["edition"], world.firsts["label"], strict=True))
    return [names[edition] for edition in editions]


def doubling_table(world: World) -> SmallTable:
    """Doubling time of the sum over the ten years before each edition."""
    table = growth.rolling_doubling(world.performance, "total", DOUBLING_SPAN)
    return small_table(table, {"edition": "edition", "year": "hidden", "doubling_years": "duration"})


def number_ones_table(world: World) -> SmallTable:
    """Machines that were number one, with the places that own them."""
    table = world.reigns.copy()
    place = geography.place_of(table.assign(region=""))
    table["place"] = place
    table["start_year"] = table["start"].map(decimal_year)
    table["end_year"] = [decimal_year(next_edition(edition)) for edition in table["end"]]
    kinds = {
        "label": "name", "country": "country", "start": "edition", "end": "edition", "editions": "count",
        "rmax_tflops": "performance", "place": "hidden", "start_year": "hidden", "end_year": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


def top_ten_now_table(world: World) -> SmallTable:
    """The ten fastest machines of the newest list."""
    top = world.now[world.now["rank"] <= 10]
    kinds = {
        "rank": "count", "label": "name", "country": "country", "rmax_tflops": "performance", "place": "hidden",
    }  # fmt: skip
    return small_table(top, kinds)


def concentration_table(world: World) -> SmallTable:
    """Share of number one and of the top ten in the summed Rmax."""
    table = world.performance
    table = table.assign(first_share=table["first"] / table["total"], top_ten_share=table["top10"] / table["total"])
    kinds = {"edition": "edition", "year": "hidden", "top_ten_share": "share", "first_share": "share"}
    return small_table(table.assign(first_name=_first_names(world, table["edition"])), kinds | {"first_name": "hidden"})


def accelerators_table(world: World) -> SmallTable:
    """Share of systems with accelerators and of their performance."""
    kinds = {
        "edition": "edition",
        "year": "hidden",
        "systems": "count",
        "systems_share": "share",
        "rmax_share": "share",
    }
    return small_table(world.accelerated, kinds)


def efficiency_table(world: World) -> SmallTable:
    """GFlop/s per watt of the middle system and of number one."""
    kinds = {"edition": "edition", "year": "hidden", "systems": "count", "median": "efficiency", "first": "efficiency"}
    return _with_first(world, world.efficiency, kinds)


def power_table(world: World) -> SmallTable:
    """Power of number one and the median of the top ten."""
    table = energy.power_of_leaders(world.lists)
    kinds = {"edition": "edition", "year": "hidden", "first_kw": "power", "top_ten_median_kw": "power"}
    return _with_first(world, table, kinds)


def _with_first(world: World, table: pd.DataFrame, kinds: dict[str, str]) -> SmallTable:
    """Add the name of each number one, and whether its list leaves open if a power was measured or estimated."""
    names = _first_names(world, table["edition"])
    unsure = [edition < energy.SOURCE_SINCE for edition in table["edition"]]
    return small_table(
        table.assign(first_name=names, unsure=unsure), kinds | {"first_name": "hidden", "unsure": "hidden"}
    )


def tiles_table(world: World) -> SmallTable:
    """Number of top ten systems of each place, and whether they are what the article counts."""
    table = world.top_ten.assign(match=geography.matches_article(world.top_ten))
    kinds = {"edition": "edition", "year": "hidden"} | dict.fromkeys(geography.PLACES, "count")
    return small_table(table, kinds | {"match": "hidden"})


def performance_share_table(world: World) -> SmallTable:
    """Share of each place in the summed Rmax."""
    table = geography.over_time(world.holdings, "rmax_share", geography.PLACES)
    return small_table(table, {"edition": "edition", "year": "hidden"} | dict.fromkeys(geography.PLACES, "share"))


def systems_table(world: World) -> SmallTable:
    """Number of systems of each place."""
    table = geography.over_time(world.holdings, "systems", geography.PLACES)
    table = table.astype(dict.fromkeys(geography.PLACES, int))
    return small_table(table, {"edition": "edition", "year": "hidden"} | dict.fromkeys(geography.PLACES, "count"))


def two_measures_table(world: World) -> SmallTable:
    """The ten countries with most performance: share of systems against share of performance."""
    rows = world.countries[world.countries["edition"] == world.edition]
    rows = rows.sort_values(["rmax_share", "group"], ascending=[False, True]).head(10)
    rows = rows.assign(country=rows["group"], place=_places(world, rows["group"]))
    kinds = {"country": "country", "systems_share": "share", "rmax_share": "share", "place": "hidden"}
    return small_table(rows, kinds)


def china_table(world: World) -> SmallTable:
    """China's share of the systems and of the performance, and its number ones."""
    values = ("systems", "systems_share", "rmax_share")
    columns = {value: geography.over_time(world.holdings, value, ("cn",))["cn"] for value in values}
    table = geography.over_time(world.holdings, "systems", ())[["edition", "year"]].assign(**columns)
    first = zip(world.firsts["label"], world.firsts["place"], strict=True)
    table = table.assign(first_name=[name if place == "cn" else "" for name, place in first])
    kinds = {
        "edition": "edition", "year": "hidden", "systems_share": "share", "rmax_share": "share", "systems": "hidden",
        "first_name": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


def france_table(world: World) -> SmallTable:
    """France's share of the systems and of the performance, and its best rank."""
    rows = world.countries[world.countries["group"] == "FR"]
    keys = zip(rows["edition"], rows["best_rank"], strict=True)
    names = _proper_names(world.lists[world.lists["rank"] <= 10])
    best = [names.get(key, "") for key in keys]
    rows = rows.assign(year=[decimal_year(edition) for edition in rows["edition"]], best_name=best)
    kinds = {
        "edition": "edition", "year": "hidden", "systems": "count", "best_rank": "rank", "systems_share": "share",
        "rmax_share": "share", "best_name": "hidden",
    }  # fmt: skip
    return small_table(rows, kinds)


def _proper_names(rows: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return (edition, rank) -> name of the systems that have one; others are called after their computer's type."""
    named = rows[[not text.startswith(name) for text, name in zip(rows["computer"], rows["label"], strict=True)]]
    return dict(zip(zip(named["edition"], named["rank"], strict=True), named["label"], strict=True))


def gauge_table(world: World) -> SmallTable:
    """Who holds the summed Rmax of the newest list, place by place."""
    rows = [(place, world.place(place)["rmax_tflops"], world.place(place)["rmax_share"]) for place in geography.PLACES]
    return from_rows({"place": "place", "rmax_tflops": "performance", "rmax_share": "share"}, rows)


def _places(world: World, codes: pd.Series) -> list[str]:
    """Return the place of each country code."""
    place_of = world.now.drop_duplicates("country").set_index("country")["place"]
    return [place_of[code] for code in codes]
