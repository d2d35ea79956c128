"""What several modules of facts share: names of sources, the landmark models, known values, ratios and rounding."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import pandas as pd

from ..measures import model as landmarks
from ..measures.partnership import known_value
from ..registry import OWN
from ..words.numbers import rounded_down_to
from ..world import World

T = TypeVar("T")

MODELS = ("epoch-notable-models",)
LISTS = ("top500",)
RUNS = ("epoch-notable-models-2026-03", "epoch-large-scale-models-2026-03")
LANDMARK = ("llama-3-1-card", *RUNS)  # the landmark's maker and, as of earlier editions, Epoch AI
CODE = ("code-repositories",)
GPT3 = ("arxiv-gpt3", "arxiv-patterson", "epoch-notable-models-2026-03")
CLUSTERS = ("epoch-gpu-clusters",)
MXP = ("hpl-mxp",)
OURS = (OWN,)


def once(function: Callable[[World], T]) -> Callable[[World], T]:
    """Let a table that several facts read be computed once for each world; nobody may change it."""
    name = f"{function.__module__}.{function.__name__}"

    @wraps(function)
    def remembered(world: World) -> T:
        kept = world.__dict__
        if name not in kept:
            kept[name] = function(world)
        return kept[name]

    return remembered


@once
def runs(world: World) -> pd.DataFrame:
    """Return the landmark models known as of the world's edition, oldest first."""
    return landmarks.of_runs(world.ai.runs, world.ai.dated)


def run_value(world: World, name: str, column: str) -> float | None:
    """Return a number of one landmark model, None if it or the number is not known yet."""
    return first_number(world.ai.runs.loc[world.ai.runs["fact"] == f"run-{name}", column])


@once
def largest_run(world: World) -> pd.Series | None:
    """Return the landmark model whose training took most operations."""
    table = runs(world).dropna(subset=["training_flop"])
    return None if table.empty else table.loc[table["training_flop"].idxmax()]


def is_known(world: World, identity: str) -> bool:
    """Return whether a dated fact is known as of the world's edition."""
    return bool((world.ai.dated["id"] == identity).any())


def value_of(world: World, identity: str) -> float | None:
    """Return the number of a dated fact, None if it is not known as of the world's edition."""
    return known_value(world.ai.dated, identity)


def country_shares(world: World, column: str) -> pd.Series:
    """Return country -> share in the newest list, largest first. column: "rmax_share" or "systems_share"."""
    rows = world.countries[world.countries["edition"] == world.edition]
    return rows.set_index("group")[column].sort_values(ascending=False)


def first_number(values: pd.Series) -> float | None:
    """Return the first of the values that is known, None if none is."""
    known = values.dropna()
    return None if known.empty else float(known.iloc[0])


def ratio(high: float | None, low: float | None) -> float | None:
    """Return high / low, None if one of them is not known."""
    return high / low if high and low else None


def two_digits(value: float | None) -> float | None:
    """Round to two significant digits what rests on estimates."""
    return value and rounded_down_to(value, 2)
