"""Tables of the figures on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

import math

import pandas as pd

from ..facts.common import runs
from ..facts.model_executions import served
from ..facts.model_size import FIRST_ALONE, landmark
from ..measures import model as measure
from ..tables import SmallTable, from_rows, small_table
from ..world import World
from .spec import FigureSpec

LADDER = ("code_lines", "parameters", "training_tokens", "training_flop")
EARLY = ("alexnet", "seq2seq-lstm", "alphago-lee")  # landmarks before the runs of data/facts/runs.csv
NAMED = ("grok-4", "gpt-4", "gpt-3", "moshi", "deepseek-v3", "llama-3-1", "palm")  # first where room is short
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def ladder_table(world: World) -> SmallTable:
    """Lines of code, parameters, tokens and operations of GPT-2 and of the landmark; unknown measures are left out."""
    table, last = runs(world), landmark(world)
    rows, known = [], table[table["fact"] == f"run-{FIRST_ALONE}"]
    if last is not None and len(known):
        first = known.iloc[0]
        rows = [(key, _known(first[key]), _known(last[key]), last["label"]) for key in LADDER if _known(last[key])]
    return from_rows({"step": "word", "oldest": "magnitude", "newest": "magnitude", "model": "hidden"}, rows)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def pile_table(world: World) -> SmallTable:
    """Pages and height of the weights of some landmark models, the highest pile first; heights to compare with."""
    table = measure.piled(runs(world))
    table = table.assign(model=table["label"], **measure.HEIGHTS)
    table = table.sort_values(["pile", "fact"], ascending=[False, True])
    kinds = {"model": "name", "parameters": "amount", "pages": "amount", "pile": "length"}
    return small_table(table, kinds | dict.fromkeys(measure.HEIGHTS, "hidden"))


def teams_table(world: World) -> SmallTable:
    """Share of papers with six authors or fewer, and the median, by band of training operations."""
    table = measure.by_band(measure.signed(world.ai.models))
    table = table.assign(band=[_band(low, high) for low, high in zip(table["low"], table["high"], strict=True)])
    kinds = {"band": "name", "models": "count", "small_share": "share", "median_authors": "count"}
    return small_table(table, kinds)


def _band(low: float, high: float) -> str:
    """Return a band of operations in signs that need no language: "10²⁰ – 10²¹"."""
    if not low:
        return f"< {_power(high)}"
    return f"≥ {_power(low)}" if math.isinf(high) else f"{_power(low)} – {_power(high)}"


def _power(value: float) -> str:
    return "10" + str(round(math.log10(value))).translate(_SUPERSCRIPTS)


def origins_table(world: World) -> SmallTable:
    """Share of the notable models that come from academic institutions, by period."""
    table = measure.kinds_by_period(world.ai.models)
    table = table.assign(period=[_period(*years) for years in zip(table["first"], table["last"], strict=True)])
    return small_table(table, {"period": "name", "models": "count", "academia_share": "share"})


def _period(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def training_table(world: World) -> SmallTable:
    """Training operations of landmark models through time, with the number of authors where their list is known."""
    models = world.ai.models
    early = models[models["id"].isin(EARLY)].rename(columns={"name": "model", "authors_count": "authors"})
    columns = ["model", "date", "training_flop", "authors", "fact"]
    early = early.rename(columns={"published": "date"}).assign(fact="")
    table = pd.concat([early[columns], runs(world).assign(model=lambda own: own["label"])[columns]])
    table = table.dropna(subset=["training_flop"]).sort_values(["date", "model"])
    when = table["date"].dt
    named = [NAMED.index(name) if name in NAMED else len(NAMED) for name in table["fact"].str.removeprefix("run-")]
    table = table.assign(published=when.year, when=when.year + (when.day_of_year - 1) / 365, named=named)
    kinds = {
        "model": "name", "published": "year", "training_flop": "operations", "authors": "amount", "when": "hidden",
        "named": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


def executions_table(world: World) -> SmallTable:
    """Chips that trained landmark models, and chips of today that hold their weights; oldest first."""
    kinds = {"model": "name", "hardware_count": "amount", "weights_gb": "gigabytes", "chips_to_hold": "amount"}
    table = served(world)
    return small_table(table.assign(model=table["label"]), kinds)


FIGURES: dict[str, FigureSpec] = {
    "model_ladder": FigureSpec(ladder_table, "draw_model.ladder", {"wide": 500, "narrow": 500}, credit="facts"),
    "model_pile": FigureSpec(pile_table, "draw_model.pile", {"wide": 490, "narrow": 540}, credit="facts"),
    "model_teams": FigureSpec(teams_table, "draw_model.teams", credit="epoch"),
    "model_origins": FigureSpec(origins_table, "draw_model.origins", credit="epoch"),
    "model_training": FigureSpec(training_table, "draw_model.training", {"wide": 520, "narrow": 500}, credit="epoch"),
    "model_executions": FigureSpec(
        executions_table, "draw_model.executions", {"wide": 560, "narrow": 640}, credit="facts"
    ),
}
