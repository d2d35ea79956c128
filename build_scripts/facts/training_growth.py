"""Facts and checks on the growth of the largest trainings, beside that of the list over the same years."""

from __future__ import annotations

import pandas as pd

from ..editions import decimal_year
from ..measures import training as measure
from ..measures.training import Trend
from ..registry import check, fact
from ..world import World
from .common import LISTS, MODELS, OURS, two_digits

SINCE = 2012  # AlexNet: large models are trained on graphics chips since
SINCE_EDITION = "2012-06"
SAME_MONTHS = 1  # doubling times that differ by less are told as the same


def training_trend(world: World) -> Trend | None:
    """Return the growth of the operations of the largest models since 2012."""
    table = measure.largest_trainings(world.ai.models, SINCE)
    return measure.trend(table["year"], table["training_flop"])


def list_growth(world: World, column: str = "total") -> Trend | None:
    """Return the growth of the list over the same years as that of the models."""
    found = training_trend(world)
    return found and measure.list_trend(world.performance, column, SINCE, found.end)


@fact("year", fixed=True, sources=OURS)
def frontier_since(world: World) -> int:
    return SINCE


@fact("count", late=True, sources=MODELS)
def frontier_models(world: World) -> int | None:
    found = training_trend(world)
    return found and found.points


@fact("year", late=True, sources=MODELS)
def frontier_until(world: World) -> int | None:
    found = training_trend(world)
    return found and int(found.end)


@fact("duration", late=True, sources=MODELS)
def frontier_doubling(world: World) -> float | None:
    found = training_trend(world)
    return found and found.doubling_years


def _doubling(world: World, first: int, last: int) -> float | None:
    """Return the doubling time of the largest models published in some years."""
    table = measure.largest_trainings(world.ai.models, first)
    table = table[table["year"] < last + 1]
    found = measure.trend(table["year"], table["training_flop"])
    return found and found.doubling_years


@fact("duration", late=True, sources=MODELS)
def frontier_doubling_first(world: World) -> float | None:
    return _doubling(world, SINCE, 2015) if world.edition >= "2015-11" else None


@fact("duration", late=True, sources=MODELS)
def frontier_doubling_slow(world: World) -> float | None:
    return _doubling(world, 2016, 2019) if world.edition >= "2019-11" else None


@fact("duration", late=True, sources=MODELS)
def frontier_doubling_since_2020(world: World) -> float | None:
    return _doubling(world, 2020, 2999)


@check
def frontier_slowed_between(world: World) -> bool:
    """The largest models doubled more slowly from 2016 to 2019 than before and since."""
    before, slow, since = (
        compute(world) for compute in (frontier_doubling_first, frontier_doubling_slow, frontier_doubling_since_2020)
    )
    return bool(before and slow and since and slow > max(before, since))


@fact("factor", late=True, sources=MODELS)
def frontier_per_year(world: World) -> float | None:
    found = training_trend(world)
    return found and found.per_year


@fact("duration", late=True, sources=LISTS + MODELS)
def list_doubling_beside(world: World) -> float | None:
    found = list_growth(world)
    return found and found.doubling_years


@fact("factor", late=True, sources=LISTS + MODELS)
def list_per_year_beside(world: World) -> float | None:
    found = list_growth(world)
    return found and found.per_year


@fact("amount", late=True, sources=MODELS)
def frontier_growth(world: World) -> float | None:
    found = training_trend(world)
    return found and two_digits(found.at(found.end) / found.at(decimal_year(SINCE_EDITION)))


@fact("amount", late=True, sources=LISTS + MODELS)
def list_growth_beside(world: World) -> float | None:
    found = training_trend(world)
    table = world.performance[world.performance["edition"] >= SINCE_EDITION]
    past = found and table[table["year"] <= found.end]["total"]
    return None if past is None or past.empty else two_digits(float(past.iloc[-1] / past.iloc[0]))


@check
def training_grows_faster(world: World) -> bool:
    """The operations of the largest models double in less time than the sum of the list, over the same years."""
    models, whole = training_trend(world), list_growth(world)
    return bool(models and whole and models.doubling_years < whole.doubling_years)


@check
def confident_figures_agree(world: World) -> bool:
    """The figures of which Epoch AI is confident give the same doubling time, to a month."""
    table = measure.largest_trainings(world.ai.models, SINCE, ("Confident",))
    all_of_them, confident = training_trend(world), measure.trend(table["year"], table["training_flop"])
    return bool(
        all_of_them and confident and abs(all_of_them.doubling_years - confident.doubling_years) * 12 < SAME_MONTHS
    )


# HOW LONG A TRAINING LASTS


def _hours(world: World, year: int) -> pd.Series:
    """Return the training hours of the notable models of a year for which they are known, none until it is over."""
    models = world.ai.models
    kept = (models["table"] == "notable") & (models["published"].dt.year == year) & (world.edition >= f"{year}-11")
    return models.loc[kept, "training_hours"].dropna()


def _median_days(world: World, year: int) -> float | None:
    """Return the median duration of the notable models of a year whose hours are known, of ten or more."""
    hours = _hours(world, year)
    return round(float(hours.median()) / 24, 1) if len(hours) >= measure.MINIMUM_MODELS else None


@fact("count", late=True, sources=MODELS, fixed=True)
def run_models_2018(world: World) -> int | None:
    return len(_hours(world, 2018)) or None


@fact("count", late=True, sources=MODELS, fixed=True)
def run_models_2024(world: World) -> int | None:
    return len(_hours(world, 2024)) or None


@fact("days", late=True, sources=MODELS, fixed=True)
def run_days_2018(world: World) -> float | None:
    return _median_days(world, 2018)


@fact("days", late=True, sources=MODELS, fixed=True)
def run_days_2024(world: World) -> float | None:
    return _median_days(world, 2024)
