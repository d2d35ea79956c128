"""Facts and checks on how big a model is: its code and weights in pages of paper, and the landmark of today."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import check, fact
from ..world import World
from .common import MODELS, RUNS, first_number, ratio, run_value, runs, two_digits

SMALL_WEIGHTS_SINCE = 2020


def _code_pages(world: World, name: str) -> int | None:
    lines = run_value(world, name, "code_lines")
    return lines and measure.pages_of_code(lines)


def _weight_pages(world: World, name: str) -> int | None:
    parameters = run_value(world, name, "parameters")
    return parameters and measure.pages_of_numbers(parameters)


def _pile(pages: float | None) -> float | None:
    return measure.pile_m(pages) if pages else None


# PAPER


@fact("count", fixed=True)
def paper_lines_per_page(world: World) -> int:
    return measure.LINES_PER_PAGE


@fact("count", fixed=True)
def paper_numbers_per_page(world: World) -> int:
    return measure.NUMBERS_PER_PAGE


@fact("length", fixed=True)
def paper_sheet(world: World) -> float:
    return measure.SHEET_M


@fact("count", fixed=True)
def paper_few_hundred(world: World) -> int:
    return measure.FEW_HUNDRED


@fact("amount", fixed=True)
def paper_few_hundred_numbers(world: World) -> int:
    return measure.FEW_HUNDRED * measure.NUMBERS_PER_PAGE


# THE LANDMARK: THE LARGEST TRAINING OF A MODEL WHOSE CODE AND PARAMETERS ARE PUBLISHED


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


@fact("count", late=True, sources=RUNS)
def landmark_code_lines(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=RUNS)
def landmark_code_pages(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and measure.pages_of_code(lines)


@fact("length", late=True, sources=RUNS)
def landmark_code_pile(world: World) -> float | None:
    return _pile(landmark_code_pages(world))


@fact("amount", late=True, sources=RUNS)
def landmark_parameters(world: World) -> float | None:
    return _landmark(world, "parameters")


@fact("gigabytes", late=True, sources=RUNS)
def landmark_weights(world: World) -> float | None:
    return _landmark(world, "weights_gb")


@fact("amount", late=True, sources=RUNS)
def landmark_weight_pages(world: World) -> int | None:
    parameters = landmark_parameters(world)
    return parameters and measure.pages_of_numbers(parameters)


@fact("length", late=True, sources=RUNS)
def landmark_pile(world: World) -> float | None:
    return _pile(landmark_weight_pages(world))


@fact("amount", late=True, sources=RUNS)
def landmark_tokens(world: World) -> float | None:
    return _landmark(world, "training_tokens")


@fact("operations", late=True, sources=RUNS)
def landmark_operations(world: World) -> float | None:
    return _landmark(world, "training_flop")


@fact("count", late=True, sources=RUNS)
def landmark_authors(world: World) -> int | None:
    authors = _landmark(world, "authors")
    return authors and int(authors)


@fact("count", late=True, sources=RUNS)
def landmark_chips(world: World) -> int | None:
    chips = _landmark(world, "hardware_count")
    return chips and int(chips)


@fact("days", late=True, sources=RUNS)
def landmark_days(world: World) -> float | None:
    return _landmark(world, "duration_days")


@fact("amount", late=True, sources=RUNS)
def landmark_token_operations(world: World) -> float | None:
    active = _landmark(world, "active")
    return active and measure.operations_per_token(active)


@fact("amount", late=True, sources=RUNS)
def landmark_training_in_tokens(world: World) -> float | None:
    return two_digits(ratio(landmark_operations(world), landmark_token_operations(world)))


@fact("count", late=True, sources=RUNS)
def landmark_chips_to_hold(world: World) -> int | None:
    weights = landmark_weights(world)
    return weights and measure.chips_to_hold(weights)


@fact("gigabytes", fixed=True)
def chip_memory(world: World) -> float:
    return measure.CHIP_MEMORY_GB


# CODE


def _coded(world: World) -> pd.DataFrame:
    return runs(world).dropna(subset=["code_lines"])


@fact("count", late=True, sources=RUNS)
def code_models(world: World) -> int | None:
    return len(_coded(world)) or None


def _code_extreme(world: World, column: str, *, most: bool) -> object:
    table = _coded(world).sort_values("code_lines", ascending=not most)
    return None if table.empty else table[column].iloc[0]


@fact("count", late=True, sources=RUNS)
def code_lines_fewest(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=False)
    return lines and int(lines)


@fact("name", late=True, sources=RUNS)
def code_fewest_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=False)


@fact("count", late=True, sources=RUNS)
def code_lines_most(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=True)
    return lines and int(lines)


@fact("name", late=True, sources=RUNS)
def code_most_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=True)


@fact("count", late=True, sources=RUNS)
def code_pages_most(world: World) -> int | None:
    lines = code_lines_most(world)
    return lines and measure.pages_of_code(lines)


@fact("count", late=True, sources=RUNS)
def code_pages_together(world: World) -> int | None:
    lines = _coded(world)["code_lines"].sum()
    return measure.pages_of_code(lines) if lines else None


# WEIGHTS OF NAMED MODELS


@fact("count", late=True, sources=RUNS, fixed=True)
def gpt2_code_lines(world: World) -> int | None:
    lines = run_value(world, "gpt-2", "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=RUNS, fixed=True)
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
    """The landmark's code is no longer than GPT-1's, and its training took a million times as many operations."""
    row = landmark(world)
    first, flop = run_value(world, "gpt-1", "code_lines"), run_value(world, "gpt-1", "training_flop")
    if row is None or not first or not flop:
        return False
    return bool(row["code_lines"] <= first and row["training_flop"] >= 1e6 * flop)


@check
def weights_do_not_fit(world: World) -> bool:
    """The weights of each landmark model would fill more than 500 pages."""
    parameters = world.ai.runs["parameters"].dropna()
    return bool(len(parameters) > 0 and parameters.min() > paper_few_hundred_numbers(world))


@check
def pile_beats_everest(world: World) -> bool:
    """A landmark model with published weights makes a pile that is higher than Mount Everest."""
    parameters = runs(world).dropna(subset=["weights_gb"])["parameters"]
    return any(measure.pile_m(measure.pages_of_numbers(value)) > measure.HEIGHTS["everest"] for value in parameters)


@check
def landmark_beats_mont_blanc(world: World) -> bool:
    """The landmark's pile is higher than Mont Blanc."""
    pile = landmark_pile(world)
    return pile is not None and pile > measure.HEIGHTS["mont_blanc"]
