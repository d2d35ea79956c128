"""Facts on the table of landmark models: their chips, and the weights of some of them in pages and piles of paper."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import check, fact
from ..world import World
from .common import CODE, MODELS, RUNS, first_number, once, runs
from .model_size import code_lines_of, code_pages_of, paper_few_hundred_numbers, pile_of, weight_pages_of

SMALL_WEIGHTS_SINCE = 2020

# THE TABLE OF LANDMARK MODELS


@once
def _table_chips(world: World) -> pd.Series:
    return measure.known_well(runs(world))["hardware_count"].dropna()


@fact("amount", late=True, sources=RUNS)
def table_chips_fewest(world: World) -> float | None:
    chips = _table_chips(world)
    return None if chips.empty else float(chips.min())


@fact("amount", late=True, sources=RUNS)
def table_chips_most(world: World) -> float | None:
    chips = _table_chips(world)
    return None if chips.empty else float(chips.max())


# WEIGHTS OF NAMED MODELS


@once
def _piles(world: World) -> pd.Series:
    """Return the heights in metres of the piles that the figure shows."""
    return measure.piled(runs(world))["pile"]


@fact("count", late=True, sources=RUNS)
def pile_models(world: World) -> int | None:
    return len(_piles(world)) or None


@fact("count", late=True, sources=RUNS)
def piles_over_everest(world: World) -> int | None:
    piles = _piles(world)
    return int((piles > measure.HEIGHTS["everest"]).sum()) if len(piles) else None


@fact("count", late=True, sources=CODE, fixed=True)
def gpt2_code_lines(world: World) -> int | None:
    return code_lines_of(world, "gpt-2")


@fact("count", late=True, sources=CODE, fixed=True)
def gpt2_code_pages(world: World) -> int | None:
    return code_pages_of(world, "gpt-2")


@fact("amount", late=True, sources=RUNS, fixed=True)
def gpt2_weight_pages(world: World) -> int | None:
    return weight_pages_of(world, "gpt-2")


@fact("length", late=True, sources=RUNS, fixed=True)
def gpt2_pile(world: World) -> float | None:
    return pile_of(weight_pages_of(world, "gpt-2"))


@fact("amount", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_weight_pages(world: World) -> int | None:
    return weight_pages_of(world, "gpt-3")


@fact("length", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_pile(world: World) -> float | None:
    return pile_of(weight_pages_of(world, "gpt-3"))


@fact("amount", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_weight_pages(world: World) -> int | None:
    return weight_pages_of(world, "pocket-tts")


@fact("length", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_pile(world: World) -> float | None:
    return pile_of(weight_pages_of(world, "pocket-tts"))


def _lenet(world: World) -> float | None:
    models = world.ai.models
    return first_number(models.loc[models["id"] == "lenet-5", "parameters"])


@fact("amount", late=True, sources=MODELS, fixed=True)
def lenet_parameters(world: World) -> float | None:
    return _lenet(world)


@fact("count", late=True, sources=MODELS, fixed=True)
def lenet_weight_pages(world: World) -> int | None:
    parameters = _lenet(world)
    return parameters and measure.pages_of_numbers(parameters)


@once
def _sized(world: World) -> pd.Series:
    """Return the parameters of the notable models since 2020, where known."""
    models = world.ai.models
    kept = (models["table"] == "notable") & (models["published"].dt.year >= SMALL_WEIGHTS_SINCE)
    return models.loc[kept, "parameters"].dropna()


@fact("count", late=True, sources=MODELS)
def sized_models(world: World) -> int | None:
    return len(_sized(world)) or None


@fact("count", late=True, sources=MODELS)
def sized_models_in_pages(world: World) -> int | None:
    sizes = _sized(world)
    return int((sizes <= paper_few_hundred_numbers(world)).sum()) if len(sizes) else None


@check
def pile_beats_everest(world: World) -> bool:
    """A model of the figure makes a pile that is higher than Mount Everest, and not all of them do."""
    return 0 < (piles_over_everest(world) or 0) < (pile_models(world) or 0)
