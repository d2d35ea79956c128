"""Facts: numbers with a name, a unit, a definition and a source. A page says a number only by its name.

Each function below computes the value of one fact (its name is the fact's id) or, with `@family`, of one fact per
place. Their words in both languages (name, definition with the formula) are in `words/facts.toml`.
A value of None means "not known as of this edition"; a page that says such a fact does not build.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from .editions import edition_number, next_edition
from .measures import geography, growth
from .world import FACT_PLACES, World

Compute = Callable[[World], object]
ComputeOfPlace = Callable[[World, str], object]
ARTICLE_EDITION = "2024-06"  # the list in force when the article appeared, on 4 November 2024
TEN_YEARS = 20  # editions
PEOPLE_ON_EARTH = 8e9  # reached in November 2022, by the United Nations' reckoning
SECONDS_PER_YEAR = 365.25 * 86_400
EARLY_END = "2013-06"  # the first twenty years


@dataclass(frozen=True)
class Spec:
    """How one fact is computed: kind is a key of words.numbers.KINDS, code where it is computed."""

    id: str
    kind: str
    compute: Compute
    code: str
    place: str | None = None  # for facts that exist once per place
    words: str = ""  # entry in words/facts.toml


SPECS: dict[str, Spec] = {}


def _code(function: Callable[..., object]) -> str:
    return f"build_scripts/facts.py, {inspect.unwrap(function).__name__}"


def fact(kind: str) -> Callable[[Compute], Compute]:
    """Register a function as the fact of its name."""

    def register(function: Compute) -> Compute:
        name = function.__name__
        SPECS[name] = Spec(name, kind, function, _code(function), words=name)
        return function

    return register


def family(kind: str, places: tuple[str, ...] = FACT_PLACES) -> Callable[[ComputeOfPlace], ComputeOfPlace]:
    """Register a function of a place as one fact per place: `systems` gives us_systems, cn_systems …"""

    def register(function: ComputeOfPlace) -> ComputeOfPlace:
        for place in places:
            name = f"{place}_{function.__name__}"
            SPECS[name] = Spec(
                name, kind, lambda world, place=place: function(world, place), _code(function), place, function.__name__
            )
        return function

    return register


def compute_all(world: World) -> Iterator[tuple[Spec, object]]:
    """Yield each fact's spec and its value as of the world's edition, in the order of this file."""
    for spec in SPECS.values():
        value = spec.compute(world)
        yield spec, value.item() if hasattr(value, "item") else value


# The lists


@fact("edition")
def edition(world: World) -> str:
    return world.edition


@fact("count")
def edition_count(world: World) -> int:
    return edition_number(world.edition)


@fact("edition")
def first_edition(world: World) -> str:
    return world.editions[0]


@fact("edition")
def following_edition(world: World) -> str:
    return next_edition(world.edition)


@fact("count")
def row_count(world: World) -> int:
    return len(world.lists)


@fact("count")
def years_covered(world: World) -> int:
    return (len(world.editions) - 1) // 2


# Growth


@fact("name")
def first_name(world: World) -> str:
    return world.now["label"].iloc[0]


@fact("name")
def first_site(world: World) -> str:
    return world.now["site"].iloc[0]


@fact("country")
def first_country(world: World) -> str:
    return world.now["country"].iloc[0]


@fact("performance")
def first_rmax(world: World) -> float:
    return world.now["rmax_tflops"].iloc[0]


@fact("duration")
def first_human_years(world: World) -> float:
    operations = first_rmax(world) * 1e12
    return operations / PEOPLE_ON_EARTH / SECONDS_PER_YEAR


@fact("performance")
def first_rpeak(world: World) -> float:
    return world.now["rpeak_tflops"].iloc[0]


@fact("cores")
def first_cores(world: World) -> int:
    return int(world.now["cores"].iloc[0])


@fact("share")
def first_efficiency(world: World) -> float:
    return world.now["rmax_tflops"].iloc[0] / world.now["rpeak_tflops"].iloc[0]


@fact("performance")
def last_rmax(world: World) -> float:
    return world.now["rmax_tflops"].iloc[-1]


@fact("performance")
def sum_rmax(world: World) -> float:
    return world.performance["total"].iloc[-1]


@fact("share")
def first_share(world: World) -> float:
    return first_rmax(world) / sum_rmax(world)


@fact("share")
def top_ten_share(world: World) -> float:
    return world.performance["top10"].iloc[-1] / sum_rmax(world)


@fact("name")
def oldest_first_name(world: World) -> str:
    return world.firsts["label"].iloc[0]


@fact("performance")
def oldest_first_rmax(world: World) -> float:
    return world.performance["first"].iloc[0]


@fact("performance")
def oldest_sum_rmax(world: World) -> float:
    return world.performance["total"].iloc[0]


@fact("factor")
def first_growth(world: World) -> float:
    return first_rmax(world) / oldest_first_rmax(world)


@fact("factor")
def sum_growth(world: World) -> float:
    return sum_rmax(world) / oldest_sum_rmax(world)


@fact("factor")
def last_against_oldest_sum(world: World) -> float:
    return last_rmax(world) / oldest_sum_rmax(world)


def _doubling(world: World, column: str, start: str, end: str) -> float | None:
    table = world.performance
    table = table[(table["edition"] >= start) & (table["edition"] <= end)]
    if len(table) < growth.MINIMUM_LISTS:
        return None
    return growth.doubling_time(table["year"], table[column])


def _ten_years(world: World, column: str) -> float | None:
    start = world.before(TEN_YEARS - 1)
    return _doubling(world, column, start, world.edition) if start else None


def _first_twenty_years(world: World, column: str) -> float | None:
    return _doubling(world, column, world.editions[0], EARLY_END) if world.edition >= EARLY_END else None


@fact("duration")
def sum_doubling_early(world: World) -> float | None:
    return _first_twenty_years(world, "total")


@fact("duration")
def sum_doubling_recent(world: World) -> float | None:
    return _ten_years(world, "total")


@fact("duration")
def first_doubling_early(world: World) -> float | None:
    return _first_twenty_years(world, "first")


@fact("duration")
def first_doubling_recent(world: World) -> float | None:
    return _ten_years(world, "first")


@fact("duration")
def last_doubling_early(world: World) -> float | None:
    return _first_twenty_years(world, "last")


@fact("duration")
def last_doubling_recent(world: World) -> float | None:
    return _ten_years(world, "last")


@fact("edition")
def outgrown_edition(world: World) -> str | None:
    return growth.last_first_below(world.performance)


@fact("name")
def outgrown_name(world: World) -> str | None:
    edition = outgrown_edition(world)
    return edition and world.firsts.set_index("edition")["label"][edition]


@fact("count")
def first_machines(world: World) -> int:
    return len(set(world.reigns["label"]))


@fact("name")
def longest_reign_name(world: World) -> str:
    return world.reigns.loc[world.reigns["editions"].idxmax(), "label"]


@fact("editions")
def longest_reign_editions(world: World) -> int:
    return int(world.reigns["editions"].max())


# Change since the list before


def _change(world: World, compute: Callable[[World], float]) -> float | None:
    """Return now / before - 1, the relative change since the list before."""
    return compute(world) / compute(world.previous) - 1 if world.previous else None


@fact("edition")
def previous_edition(world: World) -> str | None:
    return world.before()


@fact("signed_share")
def sum_change(world: World) -> float | None:
    return _change(world, sum_rmax)


@fact("signed_share")
def first_change(world: World) -> float | None:
    return _change(world, first_rmax)


@fact("count")
def newcomers(world: World) -> int | None:
    return int(world.now["previous_rank"].isna().sum()) if world.edition >= "2012-06" else None


# Accelerators


@fact("systems")
def accelerated_systems(world: World) -> int | None:
    return None if world.accelerated.empty else int(world.accelerated["systems"].iloc[-1])


@fact("share")
def accelerated_systems_share(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["systems_share"].iloc[-1]


@fact("share")
def accelerated_rmax_share(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["rmax_share"].iloc[-1]


@fact("share")
def accelerated_rmax_share_oldest(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["rmax_share"].iloc[0]


# Electricity


@fact("power")
def first_power(world: World) -> float | None:
    return world.now["power_kw"].iloc[0]


@fact("systems")
def power_known(world: World) -> int | None:
    return None if world.efficiency.empty else int(world.efficiency["systems"].iloc[-1])


@fact("efficiency")
def first_per_watt(world: World) -> float | None:
    return None if world.efficiency.empty else world.efficiency["first"].iloc[-1]


@fact("efficiency")
def median_per_watt(world: World) -> float | None:
    return None if world.efficiency.empty else world.efficiency["median"].iloc[-1]


@fact("factor")
def median_per_watt_growth(world: World) -> float | None:
    table = world.efficiency
    return None if table.empty else table["median"].iloc[-1] / table["median"].iloc[0]


# The other test, and the machines of the cloud


@fact("performance")
def first_hpcg(world: World) -> float | None:
    return world.now["hpcg_tflops"].iloc[0]


@fact("share")
def first_hpcg_share(world: World) -> float | None:
    return world.now["hpcg_tflops"].iloc[0] / world.now["rmax_tflops"].iloc[0]


def _azure(world: World) -> pd.DataFrame:
    return world.now[world.now["site"].str.contains("Azure", regex=False)]


@fact("systems")
def azure_systems(world: World) -> int:
    return len(_azure(world))


@fact("rank")
def azure_best_rank(world: World) -> int | None:
    return None if _azure(world).empty else int(_azure(world)["rank"].iloc[0])


@fact("name")
def azure_best_name(world: World) -> str | None:
    return None if _azure(world).empty else _azure(world)["label"].iloc[0]


# Who owns the machines


@fact("count")
def country_count(world: World) -> int:
    return world.now["country"].nunique()


@fact("count")
def country_count_ever(world: World) -> int:
    return world.lists["country"].nunique()


@family("systems")
def systems(world: World, place: str) -> int:
    return int(world.place(place)["systems"])


@family("share")
def systems_share(world: World, place: str) -> float:
    return world.place(place)["systems_share"]


@family("performance")
def rmax(world: World, place: str) -> float:
    return world.place(place)["rmax_tflops"]


@family("share")
def rmax_share(world: World, place: str) -> float:
    return world.place(place)["rmax_share"]


@family("rank")
def best_rank(world: World, place: str) -> int | None:
    return world.place(place)["best_rank"]


@family("name")
def best_name(world: World, place: str) -> str | None:
    rank = world.place(place)["best_rank"]
    return rank and world.now["label"][rank]


@family("count")
def top_ten(world: World, place: str) -> int:
    top = world.now[world.now["rank"] <= 10]
    return int(((top["place"] == place) | (top["country"] == place.upper())).sum())


@family("points")
def rmax_share_change(world: World, place: str) -> float | None:
    earlier = world.before()
    return earlier and world.place(place)["rmax_share"] - world.place(place, earlier)["rmax_share"]


@family("signed_count")
def systems_change(world: World, place: str) -> int | None:
    earlier = world.before()
    return earlier and int(world.place(place)["systems"] - world.place(place, earlier)["systems"])


def _most_systems(world: World, place: str) -> tuple[str, int]:
    """Return the (first) edition in which a place had most systems, and how many."""
    table, key = (world.holdings, place) if place in geography.PLACES else (world.countries, place.upper())
    rows = table[table["group"] == key].reset_index(drop=True)
    if rows.empty:
        return "", 0
    best = rows.loc[rows["systems"].idxmax()]
    return best["edition"], int(best["systems"])


@family("systems")
def most_systems(world: World, place: str) -> int:
    return _most_systems(world, place)[1]


@family("edition")
def most_systems_edition(world: World, place: str) -> str | None:
    return _most_systems(world, place)[0] or None


# The article's count of the top ten


@family("count", ("us", "cn", "europe", "jp"))
def article_top_ten(world: World, place: str) -> int | None:
    table = world.top_ten.set_index("edition")
    return int(table[place][ARTICLE_EDITION]) if ARTICLE_EDITION in table.index else None


@fact("edition")
def article_edition(world: World) -> str | None:
    return ARTICLE_EDITION if ARTICLE_EDITION in world.editions else None


def _matching(world: World) -> list[str]:
    return list(world.top_ten.loc[geography.matches_article(world.top_ten), "edition"])


@fact("editions")
def article_match_editions(world: World) -> int:
    return len(_matching(world))


@fact("edition")
def article_match_first(world: World) -> str | None:
    return (_matching(world) or [None])[0]


@fact("edition")
def article_match_last(world: World) -> str | None:
    return (_matching(world) or [None])[-1]
