"""Tables in the text on machine time: training computing against the machines."""

from __future__ import annotations

from collections.abc import Callable

from ..facts import growth
from ..facts.common import runs
from ..facts.training_bridge import bridge
from ..facts.training_growth import SINCE, list_growth, training_trend
from ..facts.training_times import time_on
from ..measures import training as measure
from ..tables import SmallTable, from_rows
from ..world import World

RUNS = ("gpt-2", "gpt-3", "bloom", "deepseek-v3", "gpt-4", "llama-3-1", "grok-4")
# Operations that are estimated: Epoch AI calls those of GPT-2 speculative, and assumes the speed of BLOOM's chips.
ESTIMATED = ("run-gpt-2", "run-bloom")


def training_times(world: World) -> SmallTable:
    """Some trainings on a laptop, number 500, number one and the whole list, by the middle of the bridge."""
    speeds = (
        measure.LAPTOP_TFLOPS, growth.last_rmax(world), growth.first_rmax(world), growth.sum_rmax(world),
    )  # fmt: skip
    table = runs(world) if bridge(world) else runs(world).iloc[:0]
    table = table[table["fact"].isin([f"run-{name}" for name in RUNS])].dropna(subset=["training_flop"])
    guessed = measure.guessed(table) | table["fact"].isin(ESTIMATED)
    known = guessed.map({True: "known_guess", False: "known_published"})
    rows = [
        (label, how, flop, *(time_on(world, flop, speed) for speed in speeds))
        for label, how, flop in zip(table["label"], known, table["training_flop"], strict=True)
    ]
    rows.sort(key=lambda row: row[2])
    kinds = {"model": "name", "known": "word", "training_flop": "operations"}
    return from_rows(kinds | dict.fromkeys(("laptop", "last", "first", "list"), "duration"), rows)


def training_doubling(world: World) -> SmallTable:
    """How fast training and the list grow over the same years: points, years, doubling time, growth a year."""
    found = training_trend(world)
    if not found:
        rows = []
    else:
        models = world.ai.models
        series = [
            ("row_frontier", found),
            ("row_published", _trend(measure.largest_trainings(models, SINCE, ("Confident",)))),
            ("row_notable", _trend(measure.notable_trainings(models, SINCE))),
            *((f"row_{key}", list_growth(world, key)) for key in ("total", "first", "last")),
        ]
        rows = [
            (key, trend.points, int(trend.start), int(trend.end), trend.doubling_years, trend.per_year)
            for key, trend in series
            if trend
        ]
    kinds = {
        "series": "word", "points": "count", "start_year": "year", "end_year": "year", "doubling": "duration",
        "per_year": "factor",
    }  # fmt: skip
    return from_rows(kinds, rows)


def _trend(table) -> measure.Trend | None:
    return measure.trend(table["year"], table["training_flop"])


TABLES: dict[str, Callable[[World], SmallTable]] = {
    function.__name__: function for function in (training_times, training_doubling)
}
