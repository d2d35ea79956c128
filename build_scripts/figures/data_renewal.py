"""Tables of the figures on renewal: newcomers, age, former number ones, share of the peak, one table told four ways."""

from __future__ import annotations

from ..editions import decimal_year
from ..measures import renewal
from ..tables import SmallTable, from_rows, small_table
from ..world import World
from .spec import FigureSpec

FEWEST_LISTS = 8  # fewer points make no story
RIVALS = {
    "edition": "edition", "year": "hidden", "us_systems": "count", "cn_systems": "count", "us_rmax": "performance",
    "cn_rmax": "performance",
}  # fmt: skip


def turnover_table(world: World) -> SmallTable:
    """Machines that are new on each list, and machines of the list before that are too slow for it."""
    kinds = {"edition": "edition", "year": "hidden", "entered": "count", "outpaced": "count"}
    return small_table(world.entries, kinds)


def age_table(world: World) -> SmallTable:
    """Mean and median of the years that the machines have been on the list."""
    kinds = {"edition": "edition", "year": "hidden", "mean": "duration", "median_age": "duration", "dated": "count"}
    return small_table(world.ages.rename(columns={"median": "median_age", "machines": "dated"}), kinds)


def former_first_table(world: World) -> SmallTable:
    """What became of the former number ones, oldest first."""
    kinds = {
        "label": "name", "country": "country", "reign_end": "edition", "top_ten_years": "duration",
        "list_years": "duration", "rank_today": "rank", "ranks": "name",
    }  # fmt: skip
    return small_table(world.falls.rename(columns={"end": "reign_end", "rank": "rank_today"}), kinds)


def first_today_table(world: World) -> SmallTable:
    """Until when the Rmax of each number one was enough to be on the list, oldest first."""
    table = world.record_lives
    table = table.assign(
        start_year=table["start"].map(decimal_year),
        until_year=[decimal_year(edition or world.edition) for edition in table["until"]],
        reign_start=table["start"],
        enough_years=table["years"],
        would_rank=table["rank"],
    )
    kinds = {
        "label": "name", "country": "country", "rmax_tflops": "performance", "reign_start": "edition",
        "until": "edition", "enough_years": "duration", "would_rank": "rank",
        "start_year": "hidden", "until_year": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


def peak_share_table(world: World) -> SmallTable:
    """Rmax over Rpeak: number one, median, 10 and 90 %."""
    kinds = {"edition": "edition", "year": "hidden"} | dict.fromkeys(("low", "median", "high", "first"), "share")
    table = world.peak_shares.assign(first_name=world.firsts["label"].tolist())
    return small_table(table, kinds | {"left_out": "count", "first_name": "hidden"})


def mislead_table(world: World) -> SmallTable:
    """Systems and summed Rmax of China and the United States; no rows before there is something to tell."""
    table = renewal.rivals(world.lists)
    if len(table) < FEWEST_LISTS or not table["cn_systems"].iloc[-1]:
        return from_rows(RIVALS, [])
    return small_table(table, RIVALS)


FIGURES: dict[str, FigureSpec] = {
    "turnover": FigureSpec(turnover_table, "draw_renewal.turnover"),
    "age": FigureSpec(age_table, "draw_renewal.age"),
    "former_first": FigureSpec(former_first_table, "draw_renewal.former_first", {"wide": 520, "narrow": 520}),
    "first_today": FigureSpec(first_today_table, "draw_renewal.first_today", {"wide": 640, "narrow": 640}),
    "peak_share": FigureSpec(peak_share_table, "draw_renewal.peak_share"),
    "mislead": FigureSpec(mislead_table, "draw_mislead.mislead", {"wide": 620, "narrow": 820}),
}
