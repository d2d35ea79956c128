"""Facts and checks on the correlation of computing and models."""

from __future__ import annotations

from functools import lru_cache

from ..measures import countries
from ..measures.correlation import Coefficient, pearson_r
from ..registry import check, fact
from ..world import World

MODELS = ("epoch-notable-models",)
CLUSTERS = ("epoch-gpu-clusters",)
BOTH = MODELS + CLUSTERS
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


def _found(world: World, name: str) -> Coefficient | None:
    """Return the coefficient of a choice, None if there is none."""
    return next((choice.found for choice in choices(world) if choice.name == name), None)


def _r(world: World, name: str) -> float | None:
    found = _found(world, name)
    return found and found.r


def _reaches_zero(found: Coefficient | None) -> bool:
    """Return whether an interval has zero in it."""
    return bool(found and found.low <= 0 <= found.high)


# The window


@fact("year", late=True, sources=MODELS)
def corr_start(world: World) -> int | None:
    data = study(world)
    return data and data.start


@fact("year", late=True, sources=MODELS)
def corr_end(world: World) -> int | None:
    data = study(world)
    return data and data.end


@fact("count", late=True, sources=MODELS)
def corr_countries(world: World) -> int | None:
    found = _found(world, "all")
    return found and found.n


@fact("count", late=True, sources=MODELS)
def corr_listed_countries(world: World) -> int | None:
    data = study(world)
    return data and data.shares.loc[data.shares["year"].between(data.start, data.end), "country"].nunique()


@fact("count", late=True, sources=MODELS)
def corr_models(world: World) -> int | None:
    data = study(world)
    years = countries.notable(world.ai.models)["published"].dt.year
    return data and int(years.between(data.start, data.end).sum())


# The coefficients


@fact("coefficient", late=True, sources=MODELS)
def corr_all(world: World) -> float | None:
    return _r(world, "all")


@fact("coefficient", late=True, sources=MODELS)
def corr_all_low(world: World) -> float | None:
    found = _found(world, "all")
    return found and found.low


@fact("coefficient", late=True, sources=MODELS)
def corr_all_high(world: World) -> float | None:
    found = _found(world, "all")
    return found and found.high


@fact("share", late=True, sources=MODELS)
def corr_explained(world: World) -> float | None:
    found = _found(world, "all")
    return found and found.r**2


@fact("coefficient", late=True, sources=MODELS)
def corr_ranks(world: World) -> float | None:
    return _r(world, "ranks")


@fact("coefficient", late=True, sources=MODELS)
def corr_plain(world: World) -> float | None:
    return _r(world, "plain")


@fact("coefficient", late=True, sources=MODELS)
def corr_plain_without_two(world: World) -> float | None:
    return _r(world, "plain_without_two")


@fact("coefficient", late=True, sources=MODELS)
def corr_plain_without_two_low(world: World) -> float | None:
    found = _found(world, "plain_without_two")
    return found and found.low


@fact("coefficient", late=True, sources=MODELS)
def corr_plain_without_two_high(world: World) -> float | None:
    found = _found(world, "plain_without_two")
    return found and found.high


@fact("coefficient", late=True, sources=MODELS)
def corr_without_two(world: World) -> float | None:
    return _r(world, "without_two")


@fact("coefficient", late=True, sources=MODELS)
def corr_without_two_low(world: World) -> float | None:
    found = _found(world, "without_two")
    return found and found.low


@fact("coefficient", late=True, sources=MODELS)
def corr_without_two_high(world: World) -> float | None:
    found = _found(world, "without_two")
    return found and found.high


@fact("coefficient", late=True, sources=MODELS)
def corr_deepmind(world: World) -> float | None:
    return _r(world, "deepmind")


@fact("coefficient", late=True, sources=(*MODELS, "world-bank-population"))
def corr_per_head(world: World) -> float | None:
    return _r(world, "per_head")


@fact("coefficient", late=True, sources=(*MODELS, "world-bank-gdp"))
def corr_given_gdp(world: World) -> float | None:
    return _r(world, "given_gdp")


@fact("coefficient", late=True, sources=(*MODELS, "world-bank-gdp"))
def corr_given_gdp_low(world: World) -> float | None:
    found = _found(world, "given_gdp")
    return found and found.low


@fact("coefficient", late=True, sources=(*MODELS, "world-bank-gdp"))
def corr_given_gdp_high(world: World) -> float | None:
    found = _found(world, "given_gdp")
    return found and found.high


def _with_gdp(world: World, column: str) -> float | None:
    """Return the coefficient of the logarithms of share or models and of the gross domestic product."""
    data = study(world)
    if data is None:
        return None
    wealth = countries.newest_known(data.gdp, "gdp_million_usd", data.end)
    found = countries.with_wealth(data.points(), wealth, column)
    return found and found.r


@fact("coefficient", late=True, sources=(*MODELS, "world-bank-gdp"))
def corr_gdp_models(world: World) -> float | None:
    return _with_gdp(world, "models")


@fact("coefficient", late=True, sources=("world-bank-gdp",))
def corr_gdp_share(world: World) -> float | None:
    return _with_gdp(world, "share")


@fact("coefficient", late=True, sources=MODELS)
def corr_lag_one(world: World) -> float | None:
    return _r(world, "lag_one")


@fact("coefficient", late=True, sources=MODELS)
def corr_lag_two(world: World) -> float | None:
    return _r(world, "lag_two")


@fact("coefficient", late=True, sources=MODELS)
def corr_early(world: World) -> float | None:
    return _r(world, "early")


@fact("coefficient", late=True, sources=MODELS)
def corr_late(world: World) -> float | None:
    return _r(world, "late")


@fact("year", late=True, sources=MODELS)
def corr_early_start(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[0][0]


@fact("year", late=True, sources=MODELS)
def corr_early_end(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[0][1]


@fact("year", late=True, sources=MODELS)
def corr_late_start(world: World) -> int | None:
    data = study(world)
    return data and data.thirds()[2][0]


@fact("coefficient", late=True, sources=MODELS)
def corr_within(world: World) -> float | None:
    return _r(world, "within")


@fact("count", late=True, sources=MODELS)
def corr_country_years(world: World) -> int | None:
    data = study(world)
    if data is None or _r(world, "within") is None:
        return None
    return len(countries.country_years(data.shares, data.models, data.start, data.end, 1))


@fact("year", late=True, sources=("world-bank-gdp",))
def corr_gdp_year(world: World) -> int | None:
    data = study(world)
    return data and int(data.gdp.loc[data.gdp["year"] <= data.end, "year"].max())


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters(world: World) -> float | None:
    return _r(world, "clusters")


@fact("count", late=True, sources=BOTH)
def corr_clusters_countries(world: World) -> int | None:
    found = _found(world, "clusters")
    return found and found.n


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_without_two(world: World) -> float | None:
    return _r(world, "clusters_without_two")


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_plain_without_us(world: World) -> float | None:
    return _r(world, "clusters_plain_without_us")


@fact("count", late=True, sources=BOTH)
def corr_clusters_plain_countries(world: World) -> int | None:
    found = _found(world, "clusters_plain_without_us")
    return found and found.n


@fact("coefficient", late=True, sources=BOTH)
def corr_clusters_plain_without_two(world: World) -> float | None:
    data = study(world)
    if data is None or data.end - 1 < countries.CLUSTERS_SINCE:
        return None
    found = countries.plain(data.cluster_points(data.end - 1, countries.GIANTS))
    return found and found.r


@fact("count", late=True, sources=BOTH)
def corr_choice_count(world: World) -> int | None:
    return len(choices(world)) or None


@fact("count", late=True, sources=BOTH)
def corr_choices_with_zero(world: World) -> int | None:
    return sum(_reaches_zero(choice.found) for choice in choices(world)) if choices(world) else None


@fact("coefficient", late=True, sources=BOTH)
def corr_lowest(world: World) -> float | None:
    return min((choice.found.r for choice in choices(world)), default=None)


@fact("coefficient", late=True, sources=BOTH)
def corr_highest(world: World) -> float | None:
    return max((choice.found.r for choice in choices(world)), default=None)


@fact("coefficient", late=True, sources=OPENAI_SOURCE)
def openai_three_points(world: World) -> float | None:
    known = (world.ai.dated["id"] == OPENAI_FACT).any()
    return pearson_r(OPENAI_GIGAWATTS, OPENAI_REVENUE) if known else None


# Countries that the text names


def _of_country(world: World, code: str, column: str) -> float | None:
    """Return a country's mean share or its models over the window, 0 if it has none, None without a window."""
    data = study(world)
    if data is None:
        return None
    table = countries.points(data.shares, data.models, data.start, data.end)
    values = table.loc[table["country"] == code, column]
    return float(values.iloc[0]) if len(values) else 0.0


def _in_year(world: World, code: str, year: int | None, column: str) -> float | None:
    data = study(world)
    if data is None or year is None:
        return None
    table = {"share": data.shares, "models": data.models}[column]
    values = table.loc[(table["country"] == code) & (table["year"] == year), column]
    return float(values.iloc[0]) if len(values) else 0.0


@fact("share", late=True)
def corr_jp_share(world: World) -> float | None:
    return _of_country(world, "JP", "share")


@fact("count", late=True, sources=MODELS)
def corr_jp_models(world: World) -> float | None:
    return _of_country(world, "JP", "models")


@fact("share", late=True)
def corr_gb_share(world: World) -> float | None:
    return _of_country(world, "GB", "share")


@fact("count", late=True, sources=MODELS)
def corr_gb_models(world: World) -> float | None:
    return _of_country(world, "GB", "models")


@fact("share", late=True)
def corr_it_share(world: World) -> float | None:
    return _of_country(world, "IT", "share")


@fact("count", late=True, sources=MODELS)
def corr_it_models(world: World) -> float | None:
    return _of_country(world, "IT", "models")


@fact("share", late=True)
def corr_cn_share_start(world: World) -> float | None:
    return _in_year(world, "CN", corr_start(world), "share")


@fact("share", late=True)
def corr_cn_share_end(world: World) -> float | None:
    return _in_year(world, "CN", corr_end(world), "share")


@fact("count", late=True, sources=MODELS)
def corr_cn_models_start(world: World) -> float | None:
    return _in_year(world, "CN", corr_start(world), "models")


@fact("count", late=True, sources=MODELS)
def corr_cn_models_end(world: World) -> float | None:
    return _in_year(world, "CN", corr_end(world), "models")


@check
def corr_none_is_one(world: World) -> bool:
    """There are coefficients, and none of them is one to two decimals."""
    return bool(choices(world)) and all(abs(choice.found.r) < 0.995 for choice in choices(world))


@check
def corr_all_clear(world: World) -> bool:
    """Over all countries, the interval of the coefficient lies above zero."""
    found = _found(world, "all")
    return bool(found and found.low > 0)


@check
def corr_giants_make_it(world: World) -> bool:
    """Without the United States and China the plain coefficient is lower by a third of one or more."""
    found, less = _r(world, "plain"), _r(world, "plain_without_two")
    return found is not None and less is not None and found - less > 1 / 3


@check
def corr_one_giant_holds(world: World) -> bool:
    """Without one of the two giants the plain coefficient stays far above what it is without both."""
    data, less = study(world), _r(world, "plain_without_two")
    alone = [countries.plain(data.points([code])) for code in countries.GIANTS] if data else []
    return bool(alone) and less is not None and all(found and found.r - less > 1 / 3 for found in alone)


@check
def corr_plain_rest_reaches_zero(world: World) -> bool:
    """Without the two giants the interval of the plain coefficient has zero in it."""
    return _reaches_zero(_found(world, "plain_without_two"))


@check
def corr_giants_pull_logs(world: World) -> bool:
    """Also of the logarithms, the coefficient is lower without the two giants."""
    found, less = _r(world, "all"), _r(world, "without_two")
    return found is not None and less is not None and less < found


@check
def corr_gdp_takes_it(world: World) -> bool:
    """Given the gross domestic product, the interval of the coefficient has zero in it."""
    return _reaches_zero(_found(world, "given_gdp"))


@check
def corr_gdp_ties_models_more(world: World) -> bool:
    """Models go more closely with the gross domestic product than with the share of the list."""
    wealth, share = _with_gdp(world, "models"), _r(world, "all")
    return wealth is not None and share is not None and wealth > share


@check
def corr_per_head_lower(world: World) -> bool:
    """Per inhabitant the coefficient is lower."""
    found, less = _r(world, "all"), _r(world, "per_head")
    return found is not None and less is not None and less < found


@check
def corr_lags_inside(world: World) -> bool:
    """With a delay of one or two years the coefficient stays in the interval of the one without."""
    whole, lags = _found(world, "all"), [_r(world, name) for name in ("lag_one", "lag_two")]
    return bool(whole) and all(r is not None and whole.low < r < whole.high for r in lags)


@check
def corr_weakens(world: World) -> bool:
    """The coefficient of the last three years is lower than that of the first three."""
    early, late = _r(world, "early"), _r(world, "late")
    return early is not None and late is not None and late < early


@check
def corr_within_not_positive(world: World) -> bool:
    """Within a country, through time, the interval does not lie above zero."""
    found = _found(world, "within")
    return bool(found and found.low <= 0)


@check
def corr_within_negative(world: World) -> bool:
    """Within a country, through time, the coefficient is below zero, though zero is in its interval."""
    found = _found(world, "within")
    return bool(found and found.r < 0 <= found.high)


@check
def corr_deepmind_little(world: World) -> bool:
    """Where DeepMind is counted changes the coefficient by less than five hundredths."""
    found, other = _r(world, "all"), _r(world, "deepmind")
    return found is not None and other is not None and abs(found - other) < 0.05


@check
def corr_almost_one(world: World) -> bool:
    """Plain numbers of AI machines and models, without the United States, give 0.95 or more."""
    return (_r(world, "clusters_plain_without_us") or 0) >= 0.95


@check
def corr_cn_apart(world: World) -> bool:
    """China's share of the list fell over the window while its models of a year became more."""
    values = [f(world) for f in (corr_cn_share_start, corr_cn_share_end, corr_cn_models_start, corr_cn_models_end)]
    return None not in values and values[1] < values[0] and values[3] > values[2]


@check
def corr_jp_apart(world: World) -> bool:
    """Japan has a greater share of the list than the United Kingdom, and fewer models."""
    values = [f(world) for f in (corr_jp_share, corr_gb_share, corr_jp_models, corr_gb_models)]
    return None not in values and values[0] > values[1] and values[2] < values[3]


@check
def corr_it_none(world: World) -> bool:
    """Italy has a part of the list and no notable model."""
    return corr_it_models(world) == 0 and (corr_it_share(world) or 0) > 0


@check
def corr_openai_rounds_to_one(world: World) -> bool:
    """OpenAI's three points give one to two decimals, though not one."""
    return 0.995 <= (openai_three_points(world) or 0) < 1
