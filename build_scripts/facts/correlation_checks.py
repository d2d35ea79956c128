"""Checks on what the coefficients of computing and models say, all together and one against another."""

from __future__ import annotations

from ..measures import countries
from ..registry import check
from ..world import World
from .correlation_coefficients import (
    choices,
    coefficient,
    openai_three_points,
    r_of,
    reaches_zero,
    study,
    with_gdp,
)


@check
def corr_none_is_one(world: World) -> bool:
    """There are coefficients, and none of them is one to two decimals."""
    return bool(choices(world)) and all(abs(choice.found.r) < 0.995 for choice in choices(world))


@check
def corr_all_clear(world: World) -> bool:
    """Over all countries, the interval of the coefficient lies above zero."""
    found = coefficient(world, "all")
    return bool(found and found.low > 0)


@check
def corr_giants_make_it(world: World) -> bool:
    """Without the United States and China the plain coefficient is lower by a third of one or more."""
    found, less = r_of(world, "plain"), r_of(world, "plain_without_two")
    return found is not None and less is not None and found - less > 1 / 3


@check
def corr_one_giant_holds(world: World) -> bool:
    """Without one of the two giants the plain coefficient stays far above what it is without both."""
    data, less = study(world), r_of(world, "plain_without_two")
    alone = [countries.plain(data.points([code])) for code in countries.GIANTS] if data else []
    return bool(alone) and less is not None and all(found and found.r - less > 1 / 3 for found in alone)


@check
def corr_plain_rest_reaches_zero(world: World) -> bool:
    """Without the two giants the interval of the plain coefficient has zero in it."""
    return reaches_zero(coefficient(world, "plain_without_two"))


@check
def corr_giants_pull_logs(world: World) -> bool:
    """Also of the logarithms, the coefficient is lower without the two giants."""
    found, less = r_of(world, "all"), r_of(world, "without_two")
    return found is not None and less is not None and less < found


@check
def corr_gdp_takes_it(world: World) -> bool:
    """Given the gross domestic product, the interval of the coefficient has zero in it."""
    return reaches_zero(coefficient(world, "given_gdp"))


@check
def corr_gdp_ties_models_more(world: World) -> bool:
    """Models go more closely with the gross domestic product than with the share of the list."""
    wealth, share = with_gdp(world, "models"), r_of(world, "all")
    return wealth is not None and share is not None and wealth > share


@check
def corr_per_head_lower(world: World) -> bool:
    """Per inhabitant the coefficient is lower."""
    found, less = r_of(world, "all"), r_of(world, "per_head")
    return found is not None and less is not None and less < found


@check
def corr_lags_inside(world: World) -> bool:
    """With a delay of one or two years the coefficient stays in the interval of the one without."""
    whole, lags = coefficient(world, "all"), [r_of(world, name) for name in ("lag_one", "lag_two")]
    return bool(whole) and all(r is not None and whole.low < r < whole.high for r in lags)


@check
def corr_weakens(world: World) -> bool:
    """The coefficient of the last three years is lower than that of the first three."""
    early, late = r_of(world, "early"), r_of(world, "late")
    return early is not None and late is not None and late < early


@check
def corr_within_not_positive(world: World) -> bool:
    """Within a country, through time, the interval does not lie above zero."""
    found = coefficient(world, "within")
    return bool(found and found.low <= 0)


@check
def corr_within_negative(world: World) -> bool:
    """Within a country, through time, the coefficient is below zero, though zero is in its interval."""
    found = coefficient(world, "within")
    return bool(found and found.r < 0 <= found.high)


@check
def corr_deepmind_little(world: World) -> bool:
    """Where DeepMind is counted changes the coefficient by less than five hundredths."""
    found, other = r_of(world, "all"), r_of(world, "deepmind")
    return found is not None and other is not None and abs(found - other) < 0.05


@check
def corr_almost_one(world: World) -> bool:
    """Plain numbers of AI machines and models, without the United States, give 0.95 or more."""
    return (r_of(world, "clusters_plain_without_us") or 0) >= 0.95


@check
def corr_openai_rounds_to_one(world: World) -> bool:
    """OpenAI's three points give one to two decimals, though not one."""
    return 0.995 <= (openai_three_points(world) or 0) < 1
