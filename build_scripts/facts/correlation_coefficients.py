"""Facts on the correlation of computing and models by country: the coefficient, computed in many ways."""

from __future__ import annotations

from functools import lru_cache

from ..measures import countries
from ..measures.correlation import Coefficient, pearson_r
from ..registry import fact
from ..world import World
from .common import CLUSTERS, LISTS, MODELS, is_known

BOTH, LISTED = MODELS + CLUSTERS, LISTS + MODELS
EVERYTHING = (*LISTS, *BOTH, "world-bank-population", "world-bank-gdp")
# What OpenAI's finance head published in January 2026: gigawatts and billions of dollars of yearly revenue, 2023-2025.
OPENAI_FACT, OPENAI_SOURCE = "openai-gigawatts", ("neowin-2026-01",)
OPENAI_GIGAWATTS, OPENAI_REVENUE = (0.2, 0.6, 1.9), (2, 6, 20)


# What was computed, once a world


@lru_cache(maxsize=4)
def study(world: World) -> countries.Study | None:
    """Return the data of the coefficients as of an edition, None without ten whole years."""
    ai = world.ai
    return countries.study(world.lists, ai.models, ai.clusters, ai.population, ai.gdp)


@lru_cache(maxsize=4)
def choices(world: World) -> tuple[countries.Choice, ...]:
    """Return the coefficient computed in many ways, nothing without ten whole years."""
    data = study(world)
    return tuple(countries.choices(data)) if data else ()


def coefficient(world: World, name: str) -> Coefficient | None:
    """Return the coefficient of a choice, None if there is none."""
    return next((choice.found for choice in choices(world) if choice.name == name), None)


def r_of(world: World, name: str) -> float | None:
    """Return the number of a choice alone, without its interval."""
    found = coefficient(world, name)
    return found and found.r


def reaches_zero(found: Coefficient | None) -> bool:
    """Return whether an interval has zero in it."""
    return bool(found and found.low <= 0 <= found.high)


# The window


@fact("year", late=True, sources=LISTED)
def corr_start(world: World) -> int | None:
    data = study(world)
    return data and data.start


@fact("year", late=True, sources=LISTED)
def corr_end(world: World) -> int | None:
    data = study(world)
    return data and data.end


@fact("count", late=True, sources=LISTED)
def corr_countries(world: World) -> int | None:
    found = coefficient(world, "all")
    return found and found.n


@fact("count", late=True, sources=LISTED)
def corr_listed_countries(world: World) -> int | None:
    data = study(world)
    return data and data.shares.loc[data.shares["year"].between(data.start, data.end), "country"].nunique()


@fact("count", late=True, sources=(*MODELS, "epoch-models-inclusion"))
def corr_models(world: World) -> int | None:
    data = study(world)
    years = countries.notable(world.ai.models)["published"].dt.year
    return data and int(years.between(data.start, data.end).sum())


# The coefficients


@fact("coefficient", late=True, sources=LISTED)
def corr_all(world: World) -> float | None:
    return r_of(world, "all")


@fact("coefficient", late=True, sources=LISTED)
def corr_all_low(world: World) -> float | None:
    found = coefficient(world, "all")
    return found and found.low


@fact("coefficient", late=True, sources=LISTED)
def corr_all_high(world: World) -> float | None:
    found = coefficient(world, "all")
    return found and found.high


@fact("share", late=True, sources=LISTED)
def corr_explained(world: World) -> float | None:
    found = coefficient(world, "all")
    return found and round(found.r**2, 2)  # not more: what is said beside it has two digits too


@fact("coefficient", late=True, sources=LISTED)
def corr_ranks(world: World) -> float | None:
    return r_of(world, "ranks")


@fact("coefficient", late=True, sources=LISTED)
def corr_plain(world: World) -> float | None:
    return r_of(world, "plain")


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_without_two(world: World) -> float | None:
    return r_of(world, "plain_without_two")


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_without_two_low(world: World) -> float | None:
    found = coefficient(world, "plain_without_two")
    return found and found.low


@fact("coefficient", late=True, sources=LISTED)
def corr_plain_without_two_high(world: World) -> float | None:
    found = coefficient(world, "plain_without_two")
    return found and found.high


@fact("coefficient", late=True, sources=LISTED)
def corr_without_two(world: World) -> float | None:
    return r_of(world, "without_two")


@fact("coefficient", late=True, sources=LISTED)
def corr_without_two_low(world: World) -> float | None:
    found = coefficient(world, "without_two")
    return found and found.low


@fact("coefficient", late=True, sources=LISTED)
def corr_without_two_high(world: World) -> float | None:
    found = coefficient(world, "without_two")
    return found and found.high


@fact("coefficient", late=True, sources=LISTED)
def corr_deepmind(world: World) -> float | None:
    return r_of(world, "deepmind")


@fact("coefficient", late=True, sources=(*LISTED, "world-bank-population"))
def corr_per_head(world: World) -> float | None:
    return r_of(world, "per_head")


@fact("coefficient", late=True, sources=(*LISTED, "world-bank-gdp"))
def corr_given_gdp(world: World) -> float | None:
    return r_of(world, "given_gdp")


@fact("coefficient", late=True, sources=(*LISTED, "world-bank-gdp"))
def corr_given_gdp_low(world: World) -> float | None:
    found = coefficient(world, "given_gdp")
    return found and found.low


@fact("coefficient", late=True, sources=(*LISTED, "world-bank-gdp"))
def corr_given_gdp_high(world: World) -> float | None:
    found = coefficient(world, "given_gdp")
    return found and found.high


def with_gdp(world: World, column: str) -> float | None:
    """Return the coefficient of the logarithms of share or models and of the gross domestic product."""
    data = study(world)
    if data is None:
        return None
    wealth = countries.newest_known(data.gdp, "gdp_million_usd", data.end)
    found = countries.with_wealth(data.points(), wealth, column)
    return found and found.r


@fact("coefficient", late=True, sources=(*LISTED, "world-bank-gdp"))
def corr_gdp_models(world: World) -> float | None:
    return with_gdp(world, "models")


@fact("coefficient", late=True, sources=(*LISTS, "world-bank-gdp"))
def corr_gdp_share(world: World) -> float | None:
    return with_gdp(world, "share")


@fact("coefficient", late=True, sources=LISTED)
def corr_lag_one(world: World) -> float | None:
    return r_of(world, "lag_one")


@fact("coefficient", late=True, sources=LISTED)
def corr_lag_two(world: World) -> float | None:
    return r_of(world, "lag_two")


@fact("coefficient", late=True, sources=LISTED)
def corr_early(world: World) -> float | None:
    return r_of(world, "early")


@fact("coefficient", late=True, sources=LISTED)
def corr_late(world: World) -> float | None:
    return r_of(world, "late")


@fact("year", late=True, sources=LISTED)
def corr_early_start(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[0][0]


@fact("year", late=True, sources=LISTED)
def corr_early_end(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[0][1]


@fact("year", late=True, sources=LISTED)
def corr_late_start(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[2][0]


@fact("coefficient", late=True, sources=LISTED)
def corr_within(world: World) -> float | None:
    return r_of(world, "within")


@fact("count", late=True, sources=LISTED)
def corr_country_years(world: World) -> int | None:
    data = study(world)
    if data is None or r_of(world, "within") is None:
        return None
    return len(countries.country_years(data.shares, data.models, data.start, data.end, 1))


@fact("year", late=True, sources=("world-bank-gdp",))
def corr_gdp_year(world: World) -> int | None:
    data = study(world)
    return data and int(data.gdp.loc[data.gdp["year"] <= data.end, "year"].max())


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters(world: World) -> float | None:
    return r_of(world, "clusters")


@fact("count", late=True, sources=BOTH)
def corr_clusters_countries(world: World) -> int | None:
    found = coefficient(world, "clusters")
    return found and found.n


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_without_two(world: World) -> float | None:
    return r_of(world, "clusters_without_two")


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_plain_without_us(world: World) -> float | None:
    return r_of(world, "clusters_plain_without_us")


@fact("count", late=True, sources=BOTH)
def corr_clusters_plain_countries(world: World) -> int | None:
    found = coefficient(world, "clusters_plain_without_us")
    return found and found.n


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_plain_without_two(world: World) -> float | None:
    data = study(world)
    if data is None or data.end - 1 < countries.CLUSTERS_SINCE:
        return None
    found = countries.plain(data.cluster_points(data.end - 1, countries.GIANTS))
    return found and found.r


@fact("count", late=True, sources=EVERYTHING)
def corr_choice_count(world: World) -> int | None:
    return len(choices(world)) or None


@fact("count", late=True, sources=EVERYTHING)
def corr_choices_with_zero(world: World) -> int | None:
    return sum(reaches_zero(choice.found) for choice in choices(world)) if choices(world) else None


@fact("coefficient", late=True, sources=EVERYTHING)
def corr_lowest(world: World) -> float | None:
    return min((choice.found.r for choice in choices(world)), default=None)


@fact("coefficient", late=True, sources=EVERYTHING)
def corr_highest(world: World) -> float | None:
    return max((choice.found.r for choice in choices(world)), default=None)


@fact("coefficient", late=True, sources=OPENAI_SOURCE)
def openai_three_points(world: World) -> float | None:
    return pearson_r(OPENAI_GIGAWATTS, OPENAI_REVENUE) if is_known(world, OPENAI_FACT) else None
