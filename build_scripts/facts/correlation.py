"""Facts and checks on the correlation of computing and models, and on the AI machines beside the list, by country."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from ..editions import parse_edition
from ..measures import countries
from ..measures.correlation import Coefficient, pearson_r
from ..registry import check, fact, family
from ..world import World

MODELS = ("epoch-notable-models",)
CLUSTERS = ("epoch-gpu-clusters",)
BOTH = MODELS + CLUSTERS
# What OpenAI's finance head published in January 2026: gigawatts and billions of dollars of yearly revenue, 2023-2025.
OPENAI_FACT, OPENAI_SOURCE = "openai-gigawatts", ("neowin-2026-01",)
OPENAI_GIGAWATTS, OPENAI_REVENUE = (0.2, 0.6, 1.9), (2, 6, 20)
LARGEST = 10  # AI machines that are named
# Sites that say what an owner is and not who: "Software Company MUS", "Service Provider T", "Internet Company".
UNNAMED_SITE = (
    r"^(?:(?:IT|Internet|Cloud|Hosting|Software|Service|Financial|Energy|Electronics|Automotive|Telecommunication) )+"
    r"(?:Company|Provider|Services?|Corporation)(?: [A-Z]{1,4})?$"
)
ADDED_WORDS = ("Lawrence Livermore NL ", " OCI", " Arizona", " Memphis", ", Jülich")


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


@lru_cache(maxsize=4)
def largest(world: World) -> pd.DataFrame:
    """Return the largest AI machines as of an edition; empty before Epoch AI's collection starts."""
    table = countries.largest_machines(world.ai.clusters, _end(world), world.now, LARGEST)
    return table if _clusters_known(world) else table.iloc[:0]


@lru_cache(maxsize=4)
def ai_power(world: World) -> pd.Series:
    """Return country -> H100 equivalents as of an edition; empty before Epoch AI's collection starts."""
    power = countries.cluster_power(world.ai.clusters, _end(world))
    return power if _clusters_known(world) else power.iloc[:0]


def _end(world: World) -> pd.Timestamp:
    """Return the end of the edition's month."""
    return pd.Period(parse_edition(world.edition), "M").end_time


def _clusters_known(world: World) -> bool:
    return int(world.edition[:4]) >= countries.CLUSTERS_SINCE


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


# AI machines beside the list


@family("share", late=True, sources=CLUSTERS)
def ai_share(world: World, place: str) -> float | None:
    power = ai_power(world)
    return None if power.empty else float(power[_in_place(world, power, place)].sum() / power.sum())


def _in_place(world: World, power: pd.Series, place: str) -> list[bool]:
    """Return for each country whether it lies in a place ("europe" by the TOP500's own continents)."""
    regions = dict(zip(world.lists["country"], world.lists["region"], strict=True))
    return [regions.get(code) == "Europe" if place == "europe" else code == place.upper() for code in power.index]


@fact("count", late=True, sources=CLUSTERS)
def ai_machines(world: World) -> int | None:
    rows = countries.running(world.ai.clusters, _end(world))
    return len(rows) if _clusters_known(world) else None


@fact("amount", late=True, sources=CLUSTERS)
def ai_machines_power(world: World) -> float | None:
    power = ai_power(world)
    return None if power.empty else rounded_sum(power)


def rounded_sum(power: pd.Series) -> float:
    """Return the sum of estimates to two digits: more would be false precision."""
    total = float(power.sum())
    return round(total, 1 - math.floor(math.log10(total)))


def short_name(machine: str) -> str:
    """Return an AI machine's name without the words of place and owner that Epoch AI adds."""
    for words in ADDED_WORDS:
        machine = machine.replace(words, "")
    return machine


@fact("name", late=True, sources=CLUSTERS)
def ai_largest_name(world: World) -> str | None:
    return None if largest(world).empty else short_name(largest(world)["machine"].iloc[0])


@fact("amount", late=True, sources=CLUSTERS)
def ai_largest_power(world: World) -> float | None:
    return None if largest(world).empty else round(float(largest(world)["h100_equivalents"].iloc[0]), -3)


@fact("share", late=True, sources=CLUSTERS)
def ai_largest_share(world: World) -> float | None:
    power = ai_power(world)
    return None if largest(world).empty else largest(world)["h100_equivalents"].iloc[0] / float(power.sum())


@fact("count", late=True, sources=CLUSTERS)
def ai_largest_listed(world: World) -> int | None:
    return None if largest(world).empty else int(largest(world)["listed"].sum())


@fact("year", late=True, sources=CLUSTERS)
def ai_newest_start(world: World) -> int | None:
    rows = countries.running(world.ai.clusters, _end(world))
    return int(rows["first_operational"].max().year) if _clusters_known(world) else None


@fact("name", late=True, sources=("epoch-data-centers",))
def ai_campus_name(world: World) -> str | None:
    campus = _largest_campus(world)
    return None if campus is None else campus["name"]


@fact("amount", late=True, sources=("epoch-data-centers",))
def ai_campus_chips(world: World) -> float | None:
    campus = _largest_campus(world)
    return None if campus is None else round(campus["h100_equivalents"], -4)


@fact("power", late=True, sources=("epoch-data-centers",))
def ai_campus_power(world: World) -> float | None:
    campus = _largest_campus(world)
    return None if campus is None else campus["power_mw"] * 1000


def _largest_campus(world: World) -> pd.Series | None:
    """Return the largest AI data centre as the table stands, None as of an earlier edition."""
    sites = world.ai.data_centers
    return None if sites.empty else sites.loc[sites["h100_equivalents"].idxmax()]


@check
def ai_us_above_list(world: World) -> bool:
    """The United States hold a greater part of the AI machines known than of the list."""
    share = ai_share(world, "us")
    return share is not None and share > world.place("us")["rmax_share"]


@check
def ai_europe_below_list(world: World) -> bool:
    """Europe holds a smaller part of the AI machines known than of the list."""
    share = ai_share(world, "europe")
    return share is not None and share < world.place("europe")["rmax_share"]


@check
def ai_cn_below_list(world: World) -> bool:
    """China holds a smaller part of the AI machines known than of the list."""
    share = ai_share(world, "cn")
    return share is not None and share < world.place("cn")["rmax_share"]


@check
def ai_cn_second(world: World) -> bool:
    """Of the AI machines known, China has the second largest part, after the United States."""
    power = ai_power(world).sort_values(ascending=False)
    return list(power.index[:2]) == ["US", "CN"]


@check
def ai_largest_unlisted(world: World) -> bool:
    """The largest AI machine known is not on the list under its name."""
    return not largest(world).empty and not largest(world)["listed"].iloc[0]


@check
def ai_few_listed(world: World) -> bool:
    """Fewer than half of the ten largest AI machines known are on the list under their names."""
    return not largest(world).empty and largest(world)["listed"].sum() < LARGEST / 2


@check
def ai_cn_unnamed(world: World) -> bool:
    """All AI machines known in China bear no name in Epoch AI's table."""
    rows = countries.running(world.ai.clusters, _end(world))
    rows = rows[rows["country"] == "CN"]
    return _clusters_known(world) and len(rows) > 0 and rows["name"].str.startswith("Anonymized").all()


@check
def facebook_in_list(world: World) -> bool:
    """A machine of the list has Facebook as its site."""
    return world.now["site"].str.contains("Facebook", regex=False).any()


@check
def ai_owners_absent(world: World) -> bool:
    """No site of the list bears the name of xAI, OpenAI, Oracle, Tesla or CoreWeave."""
    return not world.now["site"].str.contains(r"\bxAI\b|OpenAI|Oracle|Tesla|CoreWeave", regex=True).any()


@check
def ai_us_leads(world: World) -> bool:
    """The United States hold more than half of the power of the AI machines known."""
    return (ai_share(world, "us") or 0) > 0.5


# Owners without a name


def _unnamed(world: World) -> pd.DataFrame:
    """Return the machines of the newest list whose site is a kind of owner and no name."""
    return world.now[world.now["site"].str.contains(UNNAMED_SITE, regex=True)]


@fact("systems")
def unnamed_systems(world: World) -> int:
    return len(_unnamed(world))


@fact("rank")
def unnamed_best_rank(world: World) -> int | None:
    rows = _unnamed(world)
    return None if rows.empty else int(rows["rank"].min())


@check
def unnamed_far_down(world: World) -> bool:
    """There are machines of unnamed owners, and none of them is among the first hundred."""
    return (unnamed_best_rank(world) or 0) > 100


# Europe's and France's machines


def european(world: World) -> pd.DataFrame:
    """Return Europe's countries on the list by summed Rmax: country, systems, rmax_share, best_rank."""
    regions = dict(zip(world.now["country"], world.now["region"], strict=True))
    rows = world.countries[world.countries["edition"] == world.edition].rename(columns={"group": "country"})
    rows = rows[rows["country"].map(regions) == "Europe"]
    return rows.sort_values(["rmax_share", "country"], ascending=[False, True], ignore_index=True)


@fact("count")
def europe_country_count(world: World) -> int:
    return len(european(world))


@fact("country")
def europe_first_country(world: World) -> str | None:
    table = european(world)
    return None if table.empty else table["country"].iloc[0]


@fact("share")
def europe_first_share(world: World) -> float | None:
    table = european(world)
    return None if table.empty else table["rmax_share"].iloc[0]


@fact("country")
def europe_second_country(world: World) -> str | None:
    table = european(world)
    return None if len(table) < 2 else table["country"].iloc[1]


@fact("share")
def europe_second_share(world: World) -> float | None:
    table = european(world)
    return None if len(table) < 2 else table["rmax_share"].iloc[1]


@fact("systems")
def eurohpc_systems(world: World) -> int:
    return int(world.now["site"].str.startswith("EuroHPC").sum())


@check
def eurohpc_in_list(world: World) -> bool:
    """Machines of the list have EuroHPC as their site."""
    return eurohpc_systems(world) > 0


@fact("share")
def five_country_share(world: World) -> float:
    return float(_all_shares(world).iloc[:5].sum())


@fact("rank")
def fr_place_in_europe(world: World) -> int | None:
    codes = european(world)["country"].tolist()
    return codes.index("FR") + 1 if "FR" in codes else None


@fact("share")
def fr_three_share(world: World) -> float | None:
    rows = world.now[world.now["country"] == "FR"]
    return None if len(rows) < 3 else rows["rmax_tflops"].iloc[:3].sum() / rows["rmax_tflops"].sum()


@fact("systems")
def fr_top_hundred(world: World) -> int:
    return int((world.now.loc[world.now["rank"] <= 100, "country"] == "FR").sum())


@fact("factor")
def us_lead(world: World) -> float | None:
    shares = _all_shares(world)
    others = shares.drop("US", errors="ignore")
    return shares["US"] / others.max() if "US" in shares and len(others) else None


@fact("rank")
def cn_place(world: World) -> int | None:
    codes = _all_shares(world).index.tolist()
    return codes.index("CN") + 1 if "CN" in codes else None


def _all_shares(world: World) -> pd.Series:
    """Return country -> share of the summed Rmax of the newest list, largest first."""
    rows = world.countries[world.countries["edition"] == world.edition]
    return rows.set_index("group")["rmax_share"].sort_values(ascending=False)


@check
def fr_has_three(world: World) -> bool:
    """France has at least three machines, and its first three make more than half of its speed."""
    return (fr_three_share(world) or 0) > 0.5


@check
def fr_behind_in_europe(world: World) -> bool:
    """Other countries of Europe hold more of the list than France."""
    return (fr_place_in_europe(world) or 1) > 1


@check
def us_well_ahead(world: World) -> bool:
    """The United States hold at least one and a half times as much of the list as any other country."""
    return (us_lead(world) or 0) >= 1.5


@check
def cn_second_place(world: World) -> bool:
    """China is second by its share of the list."""
    return cn_place(world) == 2
