"""Facts and checks on the time of one training on several machines, and on a day of today's number one."""

from __future__ import annotations

import pandas as pd

from ..measures import training as measure
from ..registry import check, fact
from ..world import World
from . import growth
from .common import GPT3, LISTS, MXP, OURS, RUNS, is_known, largest_run, once, run_value
from .training_bridge import bridge

LINESHINE_MXP_TFLOPS = 7.92e6  # as the press reports it, in no table of ours: dated fact lineshine-mixed-precision


# ONE RUN ON SEVERAL MACHINES


def time_on(world: World, operations: float | None, tflops: float, part: str = "middle") -> float | None:
    """Return the years of a run on a machine of that HPL speed, with the bridge's middle, low or high."""
    found = bridge(world)
    if not found or not operations:
        return None
    return measure.years_to_run(operations, tflops, getattr(found, part))


def gpt3_operations_of(world: World) -> float | None:
    """Return the training operations of GPT-3."""
    return run_value(world, "gpt-3", "training_flop")


@fact("operations", late=True, sources=GPT3, fixed=True)
def gpt3_operations(world: World) -> float | None:
    return gpt3_operations_of(world)


@fact("days", late=True, sources=GPT3, fixed=True)
def gpt3_days(world: World) -> float | None:
    return run_value(world, "gpt-3", "duration_days")


@fact("duration", late=True, sources=OURS + GPT3 + MXP)
def gpt3_on_laptop(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), measure.LAPTOP_TFLOPS)


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_last(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.last_rmax(world))


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_first(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world))


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_first_at_best(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "high")


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_first_at_worst(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "low")


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_first_short(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "three_quarters")


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_first_long(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "quarter")


@fact("duration", late=True, sources=LISTS + GPT3)
def gpt3_on_last_plain(world: World) -> float | None:
    operations = gpt3_operations_of(world)
    return measure.years_to_run(operations, growth.last_rmax(world)) if operations else None


@check
def last_without_accelerators(world: World) -> bool:
    """Number 500 has no accelerators, and is tied together by Ethernet."""
    row = world.now.iloc[-1]
    return row["accelerator"] in ("", "None") and "Ethernet" in str(row["interconnect_family"])


@fact("duration", late=True, sources=LISTS + GPT3 + MXP)
def gpt3_on_list(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.sum_rmax(world))


@fact("performance", late=True, sources=("tomshardware-2026",), fixed=True)
def lineshine_mxp(world: World) -> float | None:
    return LINESHINE_MXP_TFLOPS if is_known(world, "lineshine-mixed-precision") else None


@check
def first_is_lineshine(world: World) -> bool:
    """Number one is LineShine, whose speed in mixed precision the press reports."""
    return growth.first_name(world) == "LineShine"


@fact("duration", late=True, sources=(*GPT3, "tomshardware-2026"), fixed=True)
def gpt3_on_lineshine(world: World) -> float | None:
    operations = gpt3_operations_of(world)
    if not is_known(world, "lineshine-mixed-precision") or not operations:
        return None
    return measure.years_to_run(operations, LINESHINE_MXP_TFLOPS)


def best_mxp(world: World, edition: str) -> pd.Series | None:
    """Return the first row of an HPL-MxP list, None if there is none up to now."""
    rows = world.ai.hpl_mxp[(world.ai.hpl_mxp["list"] == edition) & (world.ai.hpl_mxp["rank"] == 1)]
    return None if rows.empty else rows.iloc[0]


def _gpt3_at_mxp(world: World, edition: str | None) -> float | None:
    row, operations = edition and best_mxp(world, edition), gpt3_operations_of(world)
    if row is None or not operations:
        return None
    return measure.years_to_run(operations, row["hpl_mxp_eflops"] * 1e6)


@once
def _mxp_editions(world: World) -> list[str]:
    return sorted(world.ai.hpl_mxp["list"].unique())


@fact("duration", late=True, sources=GPT3 + MXP, fixed=True)
def gpt3_at_mxp_2019(world: World) -> float | None:
    return _gpt3_at_mxp(world, "2019-11")


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_at_mxp_now(world: World) -> float | None:
    return _gpt3_at_mxp(world, (_mxp_editions(world) or [None])[-1])


@fact("name", late=True, sources=MXP)
def mxp_best_name(world: World) -> str | None:
    editions = _mxp_editions(world)
    row = best_mxp(world, editions[-1]) if editions else None
    return None if row is None else row["name"]


def _largest_on(world: World, tflops: float) -> float | None:
    row = largest_run(world)
    return None if row is None else time_on(world, row["training_flop"], tflops)


@fact("duration", late=True, sources=LISTS + RUNS + MXP)
def largest_on_first(world: World) -> float | None:
    return _largest_on(world, growth.first_rmax(world))


@fact("duration", late=True, sources=LISTS + RUNS + MXP)
def largest_on_list(world: World) -> float | None:
    return _largest_on(world, growth.sum_rmax(world))


@fact("duration", late=True, sources=LISTS + RUNS + MXP)
def largest_on_last(world: World) -> float | None:
    return _largest_on(world, growth.last_rmax(world))


@check
def largest_over_a_month_of_list(world: World) -> bool:
    """The largest training would keep the whole list busy for more than a month."""
    years = largest_on_list(world)
    return bool(years and years * 12 > 1)


# THEN AND NOW: A DAY OF TODAY'S NUMBER ONE


def day_on(world: World, tflops: float) -> float:
    """Return the years in which a machine does what today's number one does in a day, both by HPL."""
    return growth.first_rmax(world) / tflops / measure.DAYS_PER_YEAR


@fact("duration")
def day_on_oldest_first(world: World) -> float:
    return day_on(world, growth.oldest_first_rmax(world))


@fact("duration")
def day_on_oldest_list(world: World) -> float:
    return day_on(world, growth.oldest_sum_rmax(world))


@fact("duration")
def day_on_last(world: World) -> float:
    return day_on(world, growth.last_rmax(world))


@fact("duration", sources=LISTS + OURS)
def day_on_laptop(world: World) -> float:
    return day_on(world, measure.LAPTOP_TFLOPS)
