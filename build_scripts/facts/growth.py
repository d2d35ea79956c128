"""Facts and checks on the lists as a whole: editions, growth, number one, change since the list before."""

from __future__ import annotations

from collections.abc import Callable

from ..editions import edition_number, next_edition
from ..measures import growth
from ..registry import check, fact
from ..world import World

TEN_YEARS = 21  # editions: from a list to that of ten years later, both counted
PEOPLE_ON_EARTH = 8e9  # reached in November 2022, by the United Nations' reckoning
SECONDS_PER_YEAR = 365.25 * 86_400
EARLY_END = "2013-06"  # the first twenty years


@fact("edition")
def edition(world: World) -> str:
    return world.edition


@fact("count")
def edition_count(world: World) -> int:
    return edition_number(world.edition)


@fact("edition", fixed=True)
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


@fact("name", fixed=True)
def oldest_first_name(world: World) -> str:
    return world.firsts["label"].iloc[0]


@fact("performance", fixed=True)
def oldest_first_rmax(world: World) -> float:
    return world.performance["first"].iloc[0]


@fact("performance", fixed=True)
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


@fact("duration", fixed=True)
def sum_doubling_early(world: World) -> float | None:
    return _first_twenty_years(world, "total")


@fact("duration")
def sum_doubling_recent(world: World) -> float | None:
    return _ten_years(world, "total")


@fact("duration", fixed=True)
def first_doubling_early(world: World) -> float | None:
    return _first_twenty_years(world, "first")


@fact("duration")
def first_doubling_recent(world: World) -> float | None:
    return _ten_years(world, "first")


@fact("duration", fixed=True)
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


@fact("name")
def longest_reign_equals(world: World) -> str | None:
    longest = world.reigns["editions"] == world.reigns["editions"].max()
    names = dict.fromkeys(world.reigns.loc[longest, "label"])
    return ", ".join(name for name in names if name != longest_reign_name(world)) or None


@fact("editions")
def longest_reign_editions(world: World) -> int:
    return int(world.reigns["editions"].max())


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


@check
def growth_slowed(world: World) -> bool:
    """The sum took longer to double in the last ten years than in the first twenty."""
    early, recent = sum_doubling_early(world), sum_doubling_recent(world)
    return bool(early and recent and recent > early)


@check
def last_beats_oldest_sum(world: World) -> bool:
    """Today's number 500 does more than the whole first list."""
    return last_against_oldest_sum(world) > 1


@check
def top_ten_over_half(world: World) -> bool:
    """The ten fastest machines do more than half of the sum."""
    return top_ten_share(world) > 0.5


@check
def first_changed(world: World) -> bool:
    """Number one is another machine than in the list before."""
    return len(world.firsts) > 1 and world.firsts["label"].iloc[-1] != world.firsts["label"].iloc[-2]


@check
def last_grows_slower(world: World) -> bool:
    """In the last ten years number 500 took longer to double than the sum."""
    last, total = last_doubling_recent(world), sum_doubling_recent(world)
    return bool(last and total and last > total)
