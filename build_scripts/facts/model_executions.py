"""Facts and checks on the two executions of a model: training it, through time, and serving it."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..measures.training import guessed
from ..registry import check, fact
from ..world import World
from .common import MODELS, RUNS, first_number, is_known, largest_run, once, ratio, runs, two_digits

GPT1_OPERATIONS = 0.96e15 * 86_400  # OpenAI's post: .96 petaflop/s-days; Epoch AI estimates a fifth of that
TRANSFORMER_OPERATIONS = 2.3e19  # of the large version, in table 2 of its paper; Epoch AI estimates a third of that

# TRAINING THROUGH TIME


@fact("name", late=True, sources=RUNS)
def largest_run_name(world: World) -> str | None:
    row = largest_run(world)
    return None if row is None else row["label"]


@fact("operations", late=True, sources=RUNS)
def largest_run_operations(world: World) -> float | None:
    row = largest_run(world)
    return None if row is None else float(row["training_flop"])


@fact("operations", late=True, sources=MODELS, fixed=True)
def alexnet_operations(world: World) -> float | None:
    models = world.ai.models
    return first_number(models.loc[models["id"] == "alexnet", "training_flop"])


@fact("operations", late=True, sources=("arxiv-transformer",), fixed=True)
def transformer_paper_operations(world: World) -> float | None:
    return TRANSFORMER_OPERATIONS if is_known(world, "run-transformer") else None


@fact("operations", late=True, sources=("openai-gpt1",), fixed=True)
def gpt1_post_operations(world: World) -> float | None:
    return GPT1_OPERATIONS if is_known(world, "run-gpt-1") else None


@fact("amount", late=True, sources=(*MODELS, *RUNS))
def largest_run_growth(world: World) -> float | None:
    return two_digits(ratio(largest_run_operations(world), alexnet_operations(world)))


@check
def largest_run_speculative(world: World) -> bool:
    """Epoch AI marks its estimate of the largest training as speculative."""
    row, models = largest_run(world), world.ai.models
    noted = models[models["name"] == row["label"]] if row is not None else models.iloc[:0]
    return len(noted) > 0 and bool((noted["confidence"] == "Speculative").all())


@check
def guesses_above_landmark(world: World) -> bool:
    """The runs with more operations than the landmark are told by outside estimates alone, and there are some."""
    table, row = runs(world), measure.landmark(runs(world))
    above = table[table["training_flop"] > row["training_flop"]] if row is not None else table.iloc[:0]
    return len(above) > 0 and bool(guessed(above).all())


# SERVING


@once
def served(world: World) -> pd.DataFrame:
    """Return the landmark models whose training chips and weights are known, with `chips_to_hold`."""
    table = runs(world).dropna(subset=["hardware_count", "weights_gb"])
    return table.assign(chips_to_hold=table["weights_gb"].map(measure.chips_to_hold))


@fact("count", late=True, sources=RUNS)
def served_models(world: World) -> int | None:
    return len(served(world)) or None


@fact("count", late=True, sources=RUNS)
def served_chips_most(world: World) -> int | None:
    table = served(world)
    return None if table.empty else int(table["chips_to_hold"].max())


# CHECKS


@check
def holding_takes_fewer_chips(world: World) -> bool:
    """Each landmark model was trained on at least eight times the chips that hold its weights."""
    table = served(world)
    return len(table) > 0 and bool((table["hardware_count"] >= 8 * table["chips_to_hold"]).all())
