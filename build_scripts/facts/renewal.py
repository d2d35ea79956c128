"""Facts and checks on renewal: newcomers, age, former number ones, and how much of the peak is reached."""

from __future__ import annotations

import math

import pandas as pd

from ..measures import identity
from ..registry import check, fact
from ..world import World
from .common import once

FALLS_COMPARED = 5  # former number ones at each end that are compared


def _last(values: pd.Series) -> float | None:
    """Return the value of the newest edition, None if it is not known."""
    return None if values.empty or math.isnan(values.iloc[-1]) else float(values.iloc[-1])


def _extreme(table: pd.DataFrame, column: str, *, most: bool) -> pd.Series | None:
    """Return the row with the largest or smallest value, None if none is known."""
    known = table.dropna(subset=[column])
    if known.empty:
        return None
    return known.loc[known[column].idxmax() if most else known[column].idxmin()]


# NEWCOMERS


@fact("systems")
def entered(world: World) -> float | None:
    return _last(world.entries["entered"])


@fact("systems")
def outpaced(world: World) -> float | None:
    return _last(world.entries["outpaced"])


@fact("systems")
def entered_most(world: World) -> float | None:
    row = _extreme(world.entries, "entered", most=True)
    return None if row is None else row["entered"]


@fact("edition")
def entered_most_edition(world: World) -> str | None:
    row = _extreme(world.entries, "entered", most=True)
    return None if row is None else row["edition"]


@check
def renewal_slowed(world: World) -> bool:
    """The newest list has fewer than half as many newcomers as the list that had most."""
    return (entered(world) or math.inf) < (entered_most(world) or 0) / 2


# AGE


@fact("duration")
def mean_age(world: World) -> float | None:
    return _last(world.ages["mean"])


@fact("duration")
def lowest_mean_age(world: World) -> float | None:
    row = _extreme(world.ages, "mean", most=False)
    return None if row is None else row["mean"]


@fact("edition")
def lowest_mean_age_edition(world: World) -> str | None:
    row = _extreme(world.ages, "mean", most=False)
    return None if row is None else row["edition"]


@check
def list_aged(world: World) -> bool:
    """The machines have been on the list more than twice as long, on average, as when the list was youngest."""
    return (mean_age(world) or 0) > 2 * (lowest_mean_age(world) or math.inf)


# FORMER NUMBER ONES


@once
def _left_top_ten(world: World) -> pd.DataFrame:
    """Return the former number ones that are out of the top ten, in the order in which they fell out of it."""
    table = world.falls.dropna(subset=["top_ten_years"])
    return table.assign(out=table["end"].str[:4].astype(int) + table["top_ten_years"]).sort_values(["out", "label"])


@fact("count")
def former_firsts(world: World) -> int:
    return len(world.falls)


@fact("duration", fixed=True)
def fall_early(world: World) -> float | None:
    table = _left_top_ten(world)
    first = table[table["label"].isin(world.falls["label"].head(FALLS_COMPARED))]
    return float(first["top_ten_years"].median()) if len(first) == FALLS_COMPARED else None


@fact("duration")
def fall_recent(world: World) -> float | None:
    table = _left_top_ten(world)
    return float(table["top_ten_years"].tail(FALLS_COMPARED).median()) if len(table) >= 2 * FALLS_COMPARED else None


@fact("count")
def former_firsts_in_top_ten(world: World) -> int:
    return int((world.falls["rank"] <= 10).sum())


@fact("count")
def former_firsts_on_list(world: World) -> int:
    return int(world.falls["rank"].notna().sum())


@check
def fall_slowed(world: World) -> bool:
    """The former number ones that fell out of the top ten last stayed there longer than the first ones."""
    return (fall_recent(world) or 0) > (fall_early(world) or math.inf)


# RECORDS


@once
def _outgrown(world: World) -> pd.DataFrame:
    return world.record_lives.dropna(subset=["years"])


@fact("duration")
def record_longest(world: World) -> float | None:
    row = _extreme(_outgrown(world), "years", most=True)
    return None if row is None else row["years"]


@fact("name")
def record_longest_name(world: World) -> str | None:
    row = _extreme(_outgrown(world), "years", most=True)
    return None if row is None else row["label"]


@fact("duration")
def record_shortest(world: World) -> float | None:
    row = _extreme(_outgrown(world), "years", most=False)
    return None if row is None else row["years"]


@fact("name")
def record_shortest_name(world: World) -> str | None:
    row = _extreme(_outgrown(world), "years", most=False)
    return None if row is None else row["label"]


@fact("count")
def records_standing(world: World) -> int:
    return int(world.record_lives["rank"].notna().sum())


@check
def records_last_longer(world: World) -> bool:
    """The outgrown record that was enough for longest is younger than the shortest one, and half as long again."""
    longest, shortest = (_extreme(_outgrown(world), "years", most=most) for most in (True, False))
    return longest is not None and longest["start"] > shortest["start"] and longest["years"] >= 1.5 * shortest["years"]


# PEAK


@fact("share")
def peak_share_median(world: World) -> float:
    return world.peak_shares["median"].iloc[-1]


@fact("share")
def peak_share_low(world: World) -> float:
    return world.peak_shares["low"].iloc[-1]


@fact("share")
def peak_share_high(world: World) -> float:
    return world.peak_shares["high"].iloc[-1]


@fact("share")
def peak_share_lowest(world: World) -> float:
    return world.peak_shares["median"].min()


@fact("edition")
def peak_share_lowest_edition(world: World) -> str:
    return _extreme(world.peak_shares, "median", most=False)["edition"]


@fact("count")
def peak_rows_left_out(world: World) -> int:
    return int(world.peak_shares["left_out"].sum())


@check
def first_nearer_to_peak(world: World) -> bool:
    """Number one reaches a larger share of its peak than the machine in the middle."""
    return (_last(world.peak_shares["first"]) or 0) > peak_share_median(world)


# MACHINES FOLLOWED FROM LIST TO LIST


@fact("edition", fixed=True)
def renumbered_edition(world: World) -> str | None:
    return identity.RENUMBERED if identity.RENUMBERED in world.editions else None


@fact("count")
def rows_without_id(world: World) -> int:
    return int(world.lists["system_id"].isna().sum())


@fact("count")
def rows_unresolved(world: World) -> int:
    return int((world.lists["how"] == "unresolved").sum())


@fact("share")
def least_resolved_share(world: World) -> float:
    return float(identity.resolved(world.lists, world.lists["how"]).min())


@fact("edition")
def least_resolved_edition(world: World) -> str:
    return str(identity.resolved(world.lists, world.lists["how"]).idxmin())


@check
def some_rows_unresolved(world: World) -> bool:
    """Some rows may continue an older machine, and it is not known which one."""
    return rows_unresolved(world) > 0


# RIVALS, FOR THE FIGURE THAT MISLEADS


@check
def cn_fell_from_height(world: World) -> bool:
    """China, which had more than a hundred systems, now has fewer than half as many as at its most."""
    most = world.holdings.loc[world.holdings["group"] == "cn", "systems"].max()
    return most > 100 and world.place("cn")["systems"] < most / 2


@check
def cn_rmax_near_us(world: World) -> bool:
    """The machines of China have more than a tenth of the summed Rmax of those of the United States."""
    return world.place("cn")["rmax_tflops"] > world.place("us")["rmax_tflops"] / 10


@check
def us_rmax_twice_cn(world: World) -> bool:
    """The machines of the United States have more than twice the summed Rmax of those of China."""
    return world.place("us")["rmax_tflops"] > 2 * world.place("cn")["rmax_tflops"]


@check
def cn_more_systems_than_us(world: World) -> bool:
    """China has more systems than the United States."""
    return world.place("cn")["systems"] > world.place("us")["systems"]
