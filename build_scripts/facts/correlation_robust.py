"""Facts and checks on how far the coefficients can be trusted: countries drawn again, zeros, a country's own years."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from ..measures import countries
from ..measures.correlation import Coefficient, drawn_again, pearson_r, spearman
from ..registry import check, fact
from ..world import World
from .common import LISTS, MODELS, once
from .correlation_coefficients import choices, coefficient, r_of, reaches_zero, study

NEAR_ZERO = 0.1  # a coefficient within it says neither yes nor no

LISTED = LISTS + MODELS
META = "Facebook|Meta"


# Countries drawn again


@lru_cache(maxsize=4)
def _plain_drawn(world: World) -> tuple[float, float] | None:
    """Return the middle 95 % of the plain coefficient over countries drawn again and again."""
    data = study(world)
    table = data and data.points()
    return drawn_again(table["share"], table["models"]) if table is not None and r_of(world, "plain") else None


@lru_cache(maxsize=4)
def _clusters_drawn(world: World) -> tuple[float, float] | None:
    """Return the same of AI machines and models, without the United States."""
    if r_of(world, "clusters_plain_without_us") is None:
        return None
    data = study(world)
    table = data.cluster_points(data.end - 1, countries.GIANTS[:1])
    return drawn_again(table["share"], table["models"])


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_low(world: World) -> float | None:
    found = coefficient(world, "plain")
    return found and found.low


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_high(world: World) -> float | None:
    found = coefficient(world, "plain")
    return found and found.high


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_drawn_low(world: World) -> float | None:
    return (_plain_drawn(world) or (None, None))[0]


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_drawn_high(world: World) -> float | None:
    return (_plain_drawn(world) or (None, None))[1]


@fact("coefficient", late=True, sources=(*MODELS, "epoch-gpu-clusters"))
def corr_clusters_drawn_low(world: World) -> float | None:
    return (_clusters_drawn(world) or (None, None))[0]


@fact("coefficient", late=True, sources=(*MODELS, "epoch-gpu-clusters"))
def corr_clusters_drawn_high(world: World) -> float | None:
    return (_clusters_drawn(world) or (None, None))[1]


@check
def corr_plain_interval_too_narrow(world: World) -> bool:
    """Drawing countries again gives the plain coefficient a range at least twice as wide as its interval."""
    found, drawn = coefficient(world, "plain"), _plain_drawn(world)
    return bool(found and drawn and drawn[1] - drawn[0] >= 2 * (found.high - found.low))


# Ranks, and countries without a machine or a model


@fact("coefficient", late=True, sources=LISTED)
def corr_ranks_without_two(world: World) -> float | None:
    return r_of(world, "ranks_without_two")


@check
def corr_ranks_step_small(world: World) -> bool:
    """Without the two giants the coefficient of ranks is less than two tenths away."""
    found, less = r_of(world, "ranks"), r_of(world, "ranks_without_two")
    return found is not None and less is not None and abs(found - less) < 0.2


@once
def _all_points(world: World) -> pd.DataFrame | None:
    """Return share and models of all countries that have one of the two, zeros kept."""
    data = study(world)
    return data and countries.points(data.shares, data.models, data.start, data.end)


@fact("count", late=True, sources=LISTED)
def corr_countries_with_zeros(world: World) -> int | None:
    table = _all_points(world)
    return None if table is None else len(table)


@fact("coefficient", late=True, sources=LISTED)
def corr_ranks_with_zeros(world: World) -> float | None:
    table = _all_points(world)
    return None if table is None else spearman(table["share"], table["models"]).r


# Within a country, over the years


@lru_cache(maxsize=4)
@once
def _years(world: World) -> pd.DataFrame | None:
    data = study(world)
    if data is None or r_of(world, "within") is None:
        return None
    return countries.country_years(data.shares, data.models, data.start, data.end, countries.LEAST_YEARS)


@lru_cache(maxsize=4)
def _within_without_cn(world: World) -> Coefficient | None:
    data = study(world)
    return data and countries.within_countries(data, without=("CN",))


def _own_years(world: World, code: str) -> float | None:
    """Return the coefficient of the logarithms over the years of one country."""
    table = _years(world)
    rows = None if table is None else table[table["country"] == code]
    if rows is None or len(rows) < countries.LEAST_YEARS or rows["models"].nunique() < 2:
        return None
    return pearson_r(np.log(rows["share"]), np.log(rows["models"]))


@fact("coefficient", late=True, sources=LISTED)
def corr_within_without_cn(world: World) -> float | None:
    found = _within_without_cn(world)
    return found and found.r


@fact("coefficient", late=True, sources=LISTED)
def corr_years_of_cn(world: World) -> float | None:
    return _own_years(world, "CN")


@fact("coefficient", late=True, sources=LISTED)
def corr_years_of_us(world: World) -> float | None:
    return _own_years(world, "US")


@fact("coefficient", late=True, sources=LISTED)
def corr_years_of_fr(world: World) -> float | None:
    return _own_years(world, "FR")


@fact("coefficient", late=True, sources=LISTED)
def corr_years_of_de(world: World) -> float | None:
    return _own_years(world, "DE")


@fact("coefficient", late=True, sources=LISTED)
def corr_years_of_kr(world: World) -> float | None:
    return _own_years(world, "KR")


def _all_own_years(world: World) -> list[float]:
    """Return the coefficients over their own years of all countries that have one."""
    table = _years(world)
    found = [] if table is None else [_own_years(world, code) for code in table["country"].unique()]
    return [value for value in found if value is not None]


@fact("count", late=True, sources=LISTED)
def corr_years_countries(world: World) -> int | None:
    return len(_all_own_years(world)) or None


@fact("count", late=True, sources=LISTED)
def corr_years_below(world: World) -> int | None:
    found = _all_own_years(world)
    return sum(value < -NEAR_ZERO for value in found) if found else None


@fact("count", late=True, sources=LISTED)
def corr_years_near(world: World) -> int | None:
    found = _all_own_years(world)
    return sum(abs(value) <= NEAR_ZERO for value in found) if found else None


@check
def corr_within_hangs_on_cn(world: World) -> bool:
    """Within countries the coefficient is below zero, and without China above zero."""
    found, less = r_of(world, "within"), corr_within_without_cn(world)
    return found is not None and less is not None and found < 0 < less


@check
def corr_within_without_cn_reaches_zero(world: World) -> bool:
    """Within countries without China, the interval has zero in it."""
    return reaches_zero(_within_without_cn(world))


@check
def corr_years_of_four_positive(world: World) -> bool:
    """Over their own years, the United States, France, Germany and South Korea have coefficients above zero."""
    values = [_own_years(world, code) for code in ("US", "FR", "DE", "KR")]
    return all(value is not None and value > 0 for value in values)


@check
def corr_ends_hang_on_one(world: World) -> bool:
    """The lowest coefficient changes its sign without China, and the highest falls by three tenths or more."""
    lowest, highest = r_of(world, "within"), r_of(world, "clusters_plain_without_us")
    values = [choice.found.r for choice in choices(world)]
    if lowest is None or highest is None or (lowest, highest) != (min(values), max(values)):
        return False
    data = study(world)
    less = countries.plain(data.cluster_points(data.end - 1, countries.GIANTS))
    return corr_within_hangs_on_cn(world) and bool(less and highest - less.r >= 0.3)


# France's models


@once
def _of_france(world: World) -> pd.DataFrame | None:
    data = study(world)
    if data is None:
        return None
    rows = countries.notable(world.ai.models)
    rows = rows[rows["published"].dt.year.between(data.start, data.end)]
    return rows[rows["countries"].str.split("; ").map(lambda codes: "FR" in codes)]


@fact("count", late=True, sources=MODELS)
def corr_fr_models(world: World) -> int | None:
    rows = _of_france(world)
    return None if rows is None else len(rows)


@fact("count", late=True, sources=MODELS)
def corr_fr_models_of_meta(world: World) -> int | None:
    rows = _of_france(world)
    return None if rows is None else int(rows["organizations"].str.contains(META, regex=True).sum())


@check
def corr_fr_mostly_meta(world: World) -> bool:
    """More than half of France's notable models also bear the name of Facebook or Meta."""
    rows = _of_france(world)
    return rows is not None and len(rows) > 0 and corr_fr_models_of_meta(world) > len(rows) / 2
