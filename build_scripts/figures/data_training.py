"""Tables of the figures on machine time: training computing against the machines."""

from __future__ import annotations

import pandas as pd

from ..editions import decimal_year
from ..facts import growth
from ..facts.training_bridge import bridge, trainings
from ..facts.training_chips import chips
from ..facts.training_growth import SINCE, SINCE_EDITION, training_trend
from ..facts.training_three_tests import shown_tests
from ..facts.training_times import gpt3_operations_of, time_on
from ..facts.training_years_gained import lab
from ..measures import training as measure
from ..tables import SmallTable, from_rows, small_table
from ..world import World
from .spec import FigureSpec


def times_table(world: World) -> SmallTable:
    """Time that the training of GPT-3 takes on a laptop, number 500, number one and the whole list, with its range."""
    speeds = {
        "laptop": measure.LAPTOP_TFLOPS,
        "last": growth.last_rmax(world),
        "first": growth.first_rmax(world),
        "list": growth.sum_rmax(world),
    }
    operations = gpt3_operations_of(world)
    rows = [
        (
            f"machine_{key}",
            speed,
            *(time_on(world, operations, speed, part) for part in ("middle", "high", "low")),
        )
        for key, speed in speeds.items()
        if time_on(world, operations, speed)
    ]
    kinds = {"machine": "word", "speed": "performance"} | dict.fromkeys(("middle", "at_best", "at_worst"), "duration")
    return from_rows(kinds, rows)


def day_table(world: World) -> SmallTable:
    """Time in which number 500, number one and the whole list of each edition do what number one now does in a day."""
    table = world.performance
    day = growth.first_rmax(world) / measure.DAYS_PER_YEAR
    table = table.assign(
        **{key: day / table[key] for key in ("last", "first", "total")}, first_name=world.firsts["label"].tolist()
    )
    kinds = {"edition": "edition", "year": "hidden"} | dict.fromkeys(("last", "first", "total"), "duration")
    return small_table(table, kinds | {"first_name": "hidden"})


def growth_table(world: World) -> SmallTable:
    """Operations of the largest models as multiples of the trend of June 2012, and the list's sum on the same day."""
    found = training_trend(world)
    kinds = {
        "model": "name", "published": "year", "training_flop": "operations", "times": "amount", "list_times": "amount",
        "when": "hidden", "trend": "hidden",
    }  # fmt: skip
    if not found or SINCE_EDITION not in world.editions:
        return from_rows(kinds, [])
    table = measure.largest_trainings(world.ai.models, SINCE)
    base = found.at(decimal_year(SINCE_EDITION))
    sums = world.performance.set_index("edition")["total"]
    sums = sums[sums.index >= SINCE_EDITION] / sums[SINCE_EDITION]
    table = table.assign(
        model=table["name"],
        published=table["published"].dt.year,
        times=table["training_flop"] / base,
        list_times=[_in_force(sums, year) for year in table["year"]],
        when=table["year"],
        trend=[found.at(year) / base for year in table["year"]],
    )
    return small_table(table, kinds)


def _in_force(sums: pd.Series, year: float) -> float:
    """Return the value of the newest edition before a day, of the first edition for earlier days."""
    past = [value for edition, value in sums.items() if decimal_year(edition) <= year]
    return float(past[-1] if past else sums.iloc[0])


def chips_table(world: World) -> SmallTable:
    """64-bit and 16-bit rates of chips, oldest first."""
    table = chips(world)
    names = table["name"].str.replace(r"^(NVIDIA|AMD) (Instinct )?", "", regex=True)
    names = names.str.replace(r" (SXM\d|\(Blackwell Ultra\)).*", "", regex=True)
    table = table.assign(chip=names, released=table["released"].dt.year)
    kinds = {
        "chip": "name", "released": "year", "fp64_tflops": "performance", "tensor16_tflops": "performance",
        "ratio": "factor",
    }  # fmt: skip
    return small_table(table, kinds)


def bridge_table(world: World) -> SmallTable:
    """Speedup of each machine in HPL-MxP over HPL, and of published trainings over HPL on the same kind of chip."""
    rows = []
    if bridge(world):
        machines = measure.admitted(world.ai.hpl_mxp).sort_values(["speedup", "name"])
        rows += [(name, "what_mxp", ratio) for name, ratio in zip(machines["name"], machines["speedup"], strict=True)]
        runs = trainings(world)
        names = runs["label"] + " / " + runs["machine"]
        rows += [(name, "what_run", ratio) for name, ratio in zip(names, runs["ratio"], strict=True)]
    return from_rows({"name": "name", "what": "word", "ratio": "factor"}, rows)


def years_table(world: World) -> SmallTable:
    """Published runs: time on the real machine, on eight of its chips, on one; the longest first."""
    table = lab(world).sort_values(["small", "fact"], ascending=[False, True])
    table = table.assign(model=table["label"])
    kinds = {"model": "name", "hardware_count": "amount"} | dict.fromkeys(("real", "small", "one"), "duration")
    return small_table(table, kinds)


_TESTS = {"label": "name", "country": "country"}


def rankings_table(world: World) -> SmallTable:
    """Ranks in HPL, HPL-MxP and HPCG of the machines among the first twenty that have all three."""
    table, kinds = shown_tests(world), _TESTS | dict.fromkeys(("hpl_rank", "mxp_rank", "hpcg_rank"), "rank")
    return from_rows(kinds, []) if table.empty else small_table(table.rename(columns={"rank": "hpl_rank"}), kinds)


def speeds_table(world: World) -> SmallTable:
    """Speeds in HPL-MxP, HPL and HPCG of the same machines."""
    table, kinds = shown_tests(world), _TESTS | dict.fromkeys(("mxp", "hpl", "hpcg"), "performance")
    if table.empty:
        return from_rows(kinds, [])
    return small_table(table.assign(**{key: table[key] * 1000 for key in ("mxp", "hpl", "hpcg")}), kinds)


FIGURES: dict[str, FigureSpec] = {
    "training_times": FigureSpec(times_table, "draw_training.times", {"wide": 400, "narrow": 400}, credit="mxp"),
    "training_bridge": FigureSpec(bridge_table, "draw_training.bridge", {"wide": 480, "narrow": 510}, credit="bridge"),
    "training_chips": FigureSpec(chips_table, "draw_training.chips", {"narrow": 480}, credit="epoch"),
    "training_day": FigureSpec(day_table, "draw_training.day"),
    "training_growth": FigureSpec(growth_table, "draw_training.growth", credit="both"),
    "training_years": FigureSpec(years_table, "draw_training.years", {"wide": 560, "narrow": 640}, credit="facts"),
    "three_rankings": FigureSpec(rankings_table, "draw_training.rankings", {"wide": 500, "narrow": 480}, credit="hpcg"),
    "three_speeds": FigureSpec(speeds_table, "draw_training.speeds", {"wide": 480, "narrow": 520}, credit="hpcg"),
}
