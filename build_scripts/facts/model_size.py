"""Facts and checks on how big a model is: its code and weights in pages of paper, and the landmark of today."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import OWN, check, fact
from ..world import World
from .common import CODE, LANDMARK, MODELS, RUNS, first_number, once, ratio, run_value, runs, two_digits

SMALL_WEIGHTS_SINCE = 2020
FIRST_ALONE = "gpt-2"  # the first landmark whose file is the model alone: GPT-1's holds the training loop too
MOSHI_OTHER_FILES = (983, 488)  # lines of transformer.py and compression.py, which Moshi's lm.py calls


def _code_pages(world: World, name: str) -> int | None:
    lines = run_value(world, name, "code_lines")
    return lines and measure.pages_of_code(lines)


def _weight_pages(world: World, name: str) -> int | None:
    parameters = run_value(world, name, "parameters")
    return parameters and measure.pages_of_numbers(parameters)


def _pile(pages: float | None) -> float | None:
    return measure.pile_m(pages) if pages else None


# PAPER


@fact("count", fixed=True, sources=(OWN,))
def paper_lines_per_page(world: World) -> int:
    return measure.LINES_PER_PAGE


@fact("count", fixed=True, sources=(OWN,))
def paper_numbers_per_page(world: World) -> int:
    return measure.NUMBERS_PER_PAGE


@fact("length", fixed=True, sources=(OWN,))
def paper_sheet(world: World) -> float:
    return measure.SHEET_M


@fact("count", fixed=True, sources=(OWN,))
def paper_few_hundred(world: World) -> int:
    return measure.FEW_HUNDRED


@fact("amount", fixed=True, sources=(OWN,))
def paper_few_hundred_numbers(world: World) -> int:
    return measure.FEW_HUNDRED * measure.NUMBERS_PER_PAGE


# THE LANDMARK: THE LARGEST TRAINING OF A MODEL WHOSE CODE AND PARAMETERS ARE PUBLISHED


@once
def landmark(world: World) -> pd.Series | None:
    """Return the run that stands for today's large models."""
    return measure.landmark(runs(world))


def _landmark(world: World, column: str) -> float | str | None:
    row = landmark(world)
    return None if row is None or pd.isna(row[column]) or row[column] == "" else row[column]


@fact("name", late=True, sources=RUNS)
def landmark_name(world: World) -> str | None:
    return _landmark(world, "label")


@fact("year", late=True, sources=RUNS)
def landmark_year(world: World) -> int | None:
    date = _landmark(world, "date")
    return date and date.year


@fact("count", late=True, sources=CODE)
def landmark_code_lines(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=CODE)
def landmark_code_pages(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and measure.pages_of_code(lines)


@fact("length", late=True, sources=CODE)
def landmark_code_pile(world: World) -> float | None:
    return _pile(landmark_code_pages(world))


@fact("amount", late=True, sources=LANDMARK)
def landmark_parameters(world: World) -> float | None:
    return _landmark(world, "parameters")


@fact("gigabytes", late=True, sources=LANDMARK)
def landmark_weights(world: World) -> float | None:
    return _landmark(world, "weights_gb")


@fact("amount", late=True, sources=LANDMARK)
def landmark_weight_pages(world: World) -> int | None:
    parameters = landmark_parameters(world)
    return parameters and measure.pages_of_numbers(parameters)


@fact("length", late=True, sources=LANDMARK)
def landmark_pile(world: World) -> float | None:
    return _pile(landmark_weight_pages(world))


@fact("amount", late=True, sources=LANDMARK)
def landmark_tokens(world: World) -> float | None:
    return _landmark(world, "training_tokens")


@fact("operations", late=True, sources=LANDMARK)
def landmark_operations(world: World) -> float | None:
    return _landmark(world, "training_flop")


@fact("count", late=True, sources=RUNS)
def landmark_authors(world: World) -> int | None:
    authors = _landmark(world, "authors")
    return authors and int(authors)


@fact("count", late=True, sources=LANDMARK)
def landmark_chips(world: World) -> int | None:
    chips = _landmark(world, "hardware_count")
    return chips and int(chips)


@fact("days", late=True, sources=LANDMARK)
def landmark_days(world: World) -> float | None:
    return _landmark(world, "duration_days")


@fact("amount", late=True, sources=("arxiv-kaplan", *LANDMARK))
def landmark_token_operations(world: World) -> float | None:
    active = _landmark(world, "active")
    return active and measure.operations_per_token(active)


@fact("amount", late=True, sources=("arxiv-kaplan", *LANDMARK))
def landmark_training_in_tokens(world: World) -> float | None:
    return two_digits(ratio(landmark_operations(world), landmark_token_operations(world)))


@fact("count", late=True, sources=LANDMARK)
def landmark_chips_to_hold(world: World) -> int | None:
    weights = landmark_weights(world)
    return weights and measure.chips_to_hold(weights)


@fact("gigabytes", fixed=True, sources=(OWN,))
def chip_memory(world: World) -> float:
    return measure.CHIP_MEMORY_GB


# CODE


@once
def _coded(world: World) -> pd.DataFrame:
    return runs(world).dropna(subset=["code_lines"])


@fact("count", late=True, sources=CODE)
def code_models(world: World) -> int | None:
    return len(_coded(world)) or None


def _code_extreme(world: World, column: str, *, most: bool) -> object:
    table = _coded(world).sort_values("code_lines", ascending=not most)
    return None if table.empty else table[column].iloc[0]


@fact("count", late=True, sources=CODE)
def code_lines_fewest(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=False)
    return lines and int(lines)


@fact("name", late=True, sources=CODE)
def code_fewest_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=False)


@fact("count", late=True, sources=CODE)
def code_lines_most(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=True)
    return lines and int(lines)


@fact("name", late=True, sources=CODE)
def code_most_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=True)


@fact("count", late=True, sources=CODE)
def code_pages_most(world: World) -> int | None:
    lines = code_lines_most(world)
    return lines and measure.pages_of_code(lines)


@fact("count", late=True, sources=CODE)
def code_pages_together(world: World) -> int | None:
    lines = _coded(world)["code_lines"].sum()
    return measure.pages_of_code(lines) if lines else None


def _lines(world: World, name: str) -> int | None:
    lines = run_value(world, name, "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=CODE, fixed=True)
def gpt1_code_lines(world: World) -> int | None:
    return _lines(world, "gpt-1")


@fact("count", late=True, sources=CODE, fixed=True)
def moshi_code_lines(world: World) -> int | None:
    return _lines(world, "moshi")


@fact("count", late=True, sources=CODE, fixed=True)
def moshi_code_lines_whole(world: World) -> int | None:
    lines = _lines(world, "moshi")
    return lines and lines + sum(MOSHI_OTHER_FILES)


@fact("factor", late=True, sources=CODE)
def code_growth(world: World) -> float | None:
    return ratio(landmark_code_lines(world), _lines(world, FIRST_ALONE))


@fact("factor", late=True, sources=LANDMARK)
def parameters_growth(world: World) -> float | None:
    return ratio(landmark_parameters(world), run_value(world, FIRST_ALONE, "parameters"))


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
    return _lines(world, "gpt-2")


@fact("count", late=True, sources=CODE, fixed=True)
def gpt2_code_pages(world: World) -> int | None:
    return _code_pages(world, "gpt-2")


@fact("amount", late=True, sources=RUNS, fixed=True)
def gpt2_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "gpt-2")


@fact("length", late=True, sources=RUNS, fixed=True)
def gpt2_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "gpt-2"))


@fact("amount", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "gpt-3")


@fact("length", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "gpt-3"))


@fact("amount", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "pocket-tts")


@fact("length", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "pocket-tts"))


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


# CHECKS


@check
def code_fits_in_pages(world: World) -> bool:
    """The code of all landmark models together takes 500 pages at most."""
    pages = code_pages_together(world)
    return pages is not None and pages <= measure.FEW_HUNDRED


@check
def code_stayed_short(world: World) -> bool:
    """The landmark's file is less than twice as long as GPT-2's, and it has a hundred times the parameters."""
    code, parameters = code_growth(world), parameters_growth(world)
    return bool(code and parameters and code < 2 and parameters >= 100)


@check
def weights_do_not_fit(world: World) -> bool:
    """The weights of each landmark model would fill more than 500 pages."""
    parameters = world.ai.runs["parameters"].dropna()
    return bool(len(parameters) > 0 and parameters.min() > paper_few_hundred_numbers(world))


@check
def pile_beats_everest(world: World) -> bool:
    """A model of the figure makes a pile that is higher than Mount Everest, and not all of them do."""
    return 0 < (piles_over_everest(world) or 0) < (pile_models(world) or 0)


@check
def landmark_beats_mont_blanc(world: World) -> bool:
    """The landmark's pile is higher than Mont Blanc."""
    pile = landmark_pile(world)
    return pile is not None and pile > measure.HEIGHTS["mont_blanc"]
