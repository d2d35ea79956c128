"""Facts and checks on how big a model is: its code and weights in pages of paper, and the landmark of today."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import OWN, check, fact
from ..world import World
from .common import CODE, LANDMARK, RUNS, once, ratio, run_value, runs, two_digits

FIRST_ALONE = "gpt-2"  # the first landmark whose file is the model alone: GPT-1's holds the training loop too
MOSHI_OTHER_FILES = (983, 488)  # lines of transformer.py and compression.py, beside Moshi's lm.py


def code_pages_of(world: World, name: str) -> int | None:
    lines = run_value(world, name, "code_lines")
    return lines and measure.pages_of_code(lines)


def weight_pages_of(world: World, name: str) -> int | None:
    parameters = run_value(world, name, "parameters")
    return parameters and measure.pages_of_numbers(parameters)


def pile_of(pages: float | None) -> float | None:
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
    return pile_of(landmark_code_pages(world))


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
    return pile_of(landmark_weight_pages(world))


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


def code_lines_of(world: World, name: str) -> int | None:
    lines = run_value(world, name, "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=CODE, fixed=True)
def gpt1_code_lines(world: World) -> int | None:
    return code_lines_of(world, "gpt-1")


@fact("count", late=True, sources=CODE, fixed=True)
def moshi_code_lines(world: World) -> int | None:
    return code_lines_of(world, "moshi")


@fact("count", late=True, sources=CODE, fixed=True)
def moshi_code_lines_whole(world: World) -> int | None:
    lines = code_lines_of(world, "moshi")
    return lines and lines + sum(MOSHI_OTHER_FILES)


@fact("factor", late=True, sources=CODE)
def code_growth(world: World) -> float | None:
    return ratio(landmark_code_lines(world), code_lines_of(world, FIRST_ALONE))


@fact("factor", late=True, sources=LANDMARK)
def parameters_growth(world: World) -> float | None:
    return ratio(landmark_parameters(world), run_value(world, FIRST_ALONE, "parameters"))


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
def landmark_beats_mont_blanc(world: World) -> bool:
    """The landmark's pile is higher than Mont Blanc."""
    pile = landmark_pile(world)
    return pile is not None and pile > measure.HEIGHTS["mont_blanc"]
