"""Facts and checks on the years that large machines gain, and on what better methods save."""

from __future__ import annotations

import math

import pandas as pd

from ..measures import training as measure
from ..registry import check, fact
from ..world import World
from . import growth
from .common import GPT3, MODELS, RUNS, first_number, once, ratio, run_value, runs

YEARS_GAINED = 2  # at least: "several"
BIG_RUN_CHIPS = 100  # a run on fewer chips is no matter of a large machine


# YEARS GAINED


@once
def lab(world: World) -> pd.DataFrame:
    """Return the published runs with their time on the real machine, on one chip and on eight, in years."""
    return measure.small_lab(runs(world))


@once
def big_runs(world: World) -> pd.DataFrame:
    """Return those of `lab` that ran on a hundred chips or more."""
    table = lab(world)
    return table[table["hardware_count"] >= BIG_RUN_CHIPS]


def _lab(world: World, name: str, column: str) -> float | None:
    table = lab(world).set_index("fact")
    years = table[column].get(f"run-{name}")
    return None if years is None else float(years)


@fact("duration", late=True, sources=GPT3, fixed=True)
def gpt3_on_one_chip(world: World) -> float | None:
    return _lab(world, "gpt-3", "one")


@fact("duration", late=True, sources=GPT3, fixed=True)
def gpt3_on_eight_chips(world: World) -> float | None:
    return _lab(world, "gpt-3", "small")


@fact("duration", late=True, sources=("bigscience-hardware",), fixed=True)
def bloom_on_eight_chips(world: World) -> float | None:
    return _lab(world, "bloom", "small")


@fact("days", late=True, sources=("bigscience-hardware",), fixed=True)
def bloom_days(world: World) -> float | None:
    return run_value(world, "bloom", "duration_days")


@fact("duration", late=True, sources=("llama-3-1-card",), fixed=True)
def llama_on_eight_chips(world: World) -> float | None:
    return _lab(world, "llama-3-1", "small")


@fact("days", late=True, sources=("llama-3-1-card",), fixed=True)
def llama_days(world: World) -> float | None:
    return run_value(world, "llama-3-1", "duration_days")


@fact("days", late=True, sources=("arxiv-transformer",), fixed=True)
def transformer_days(world: World) -> float | None:
    return run_value(world, "transformer", "duration_days")


@fact("count", late=True, sources=RUNS)
def big_runs_count(world: World) -> int | None:
    return len(big_runs(world)) or None


@fact("duration", late=True, sources=RUNS)
def big_runs_least_gain(world: World) -> float | None:
    table = big_runs(world)
    return float(math.floor((table["small"] - table["real"]).min())) if len(table) else None


@fact("duration", late=True, sources=RUNS)
def big_runs_most_gain(world: World) -> float | None:
    table = big_runs(world)
    return float((table["small"] - table["real"]).max()) if len(table) else None


@once
def _confident_gains(world: World) -> pd.Series:
    """Return the years that the real machine spared each notable model on a hundred chips or more, against eight.

    Of those of which Epoch AI is confident, and which are not made from another.
    """
    models = world.ai.models
    kept = (models["table"] == "notable") & (models["base_model"] == "") & (models["confidence"] == "Confident")
    models = models[kept & (models["hardware_quantity"] >= BIG_RUN_CHIPS)]
    chip_hours = models["training_hours"] * models["hardware_quantity"]
    gains = measure.chip_years(chip_hours, measure.SMALL_LAB_CHIPS) - measure.chip_years(models["training_hours"])
    return gains.dropna()


@fact("count", late=True, sources=MODELS)
def confident_runs(world: World) -> int | None:
    return len(_confident_gains(world)) or None


@fact("duration", late=True, sources=MODELS)
def confident_runs_middle_gain(world: World) -> float | None:
    gains = _confident_gains(world)
    return float(gains.median()) if len(gains) >= measure.MINIMUM_MODELS else None


@check
def every_big_run_gains_years(world: World) -> bool:
    """Each published run on a hundred chips or more was years shorter than it would have been on eight."""
    least = big_runs_least_gain(world)
    return bool(least and least >= YEARS_GAINED)


@check
def middle_run_gains_years(world: World) -> bool:
    """Of the notable models known well, on a hundred chips or more, the middle one was years shorter than on eight."""
    middle = confident_runs_middle_gain(world)
    return bool(middle and middle >= YEARS_GAINED)


@fact("edition")
def last_is_first_of(world: World) -> str | None:
    return measure.first_edition_with(world.performance, growth.last_rmax(world))


@fact("name")
def last_is_first_of_name(world: World) -> str | None:
    return world.firsts.set_index("edition")["label"][last_is_first_of(world)]


@fact("duration")
def last_behind_first(world: World) -> float | None:
    return measure.years_between(last_is_first_of(world), world.edition) or None


@check
def last_is_years_behind(world: World) -> bool:
    """Number 500 of today is years behind number one."""
    years = last_behind_first(world)
    return bool(years and years >= YEARS_GAINED)


# METHODS COUNT TOO


@fact("operations", late=True, sources=RUNS, fixed=True)
def llama_operations(world: World) -> float | None:
    return run_value(world, "llama-3-1", "training_flop")


@fact("operations", late=True, sources=("epoch-notable-models",), fixed=True)
def deepseek_operations(world: World) -> float | None:
    return run_value(world, "deepseek-v3", "training_flop")


@fact("gigabytes", late=True, sources=("llama-3-1-card",), fixed=True)
def llama_weights(world: World) -> float | None:
    return run_value(world, "llama-3-1", "weights_gb")


@fact("gigabytes", late=True, sources=("deepseek-v3",), fixed=True)
def deepseek_weights(world: World) -> float | None:
    return run_value(world, "deepseek-v3", "weights_gb")


def _notable_operations(world: World, name: str) -> float | None:
    models = world.ai.models
    return first_number(models.loc[(models["table"] == "notable") & (models["name"] == name), "training_flop"])


@fact("operations", late=True, sources=("arxiv-chinchilla", *MODELS), fixed=True)
def chinchilla_operations(world: World) -> float | None:
    return _notable_operations(world, "Chinchilla")


@fact("operations", late=True, sources=MODELS, fixed=True)
def gopher_operations(world: World) -> float | None:
    return _notable_operations(world, "Gopher (280B)")


@fact("factor", late=True, sources=("llama-3-1-card", "epoch-notable-models"), fixed=True)
def llama_against_deepseek(world: World) -> float | None:
    return ratio(llama_operations(world), deepseek_operations(world))
