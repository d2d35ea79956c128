"""Facts and checks on the list shared out: per inhabitant, per dollar of GDP, and Europe counted as one owner."""

from __future__ import annotations

import pandas as pd

from ..measures import heads
from ..registry import check, fact
from ..world import World
from .common import country_shares, once

SHOWN = 12  # countries that the figures show in any case
POPULATION = ("world-bank-population",)
GDP = ("world-bank-gdp",)


@once
def per_head(world: World) -> pd.DataFrame:
    """Return the countries of the newest list by performance per inhabitant (`measures.heads.per_unit`)."""
    return heads.per_unit(world.now, world.ai.population, "population", int(world.edition[:4]))


@once
def per_gdp(world: World) -> pd.DataFrame:
    """Return the countries of the newest list by performance per million dollars of GDP."""
    return heads.per_unit(world.now, world.ai.gdp, "gdp_million_usd", int(world.edition[:4]))


def _of(table: pd.DataFrame, code: str, column: str) -> float | None:
    rows = table.loc[table["country"] == code, column]
    return None if rows.empty else rows.iloc[0]


def _tflops(table: pd.DataFrame, code: str) -> float | None:
    """Return the performance per unit in TFlop/s, the unit of the kind "performance"."""
    value = _of(table, code, "per")
    return value and value / 1000


def _left_out(world: World, table: pd.DataFrame) -> str | None:
    """Return the country of the newest list without a value, if it is one alone."""
    missing = heads.without_value(world.now, table)
    return missing[0] if len(missing) == 1 else None


@fact("year", sources=POPULATION)
def per_head_year(world: World) -> int:
    return int(per_head(world)["value_year"].max())


@fact("country", sources=POPULATION)
def per_head_first_country(world: World) -> str:
    return per_head(world)["country"].iloc[0]


@fact("performance", sources=POPULATION)
def per_head_first(world: World) -> float:
    return per_head(world)["per"].iloc[0] / 1000


@fact("factor", sources=POPULATION)
def per_head_over_us(world: World) -> float | None:
    table = per_head(world)
    us = _of(table, "US", "per")
    return None if us is None or table["country"].iloc[0] == "US" else table["per"].iloc[0] / us


@fact("performance", sources=POPULATION)
def per_head_us(world: World) -> float | None:
    return _tflops(per_head(world), "US")


@fact("performance", sources=POPULATION)
def per_head_cn(world: World) -> float | None:
    return _tflops(per_head(world), "CN")


@fact("performance", sources=POPULATION)
def per_head_fr(world: World) -> float | None:
    return _tflops(per_head(world), "FR")


@fact("rank", sources=POPULATION)
def per_head_fr_rank(world: World) -> int | None:
    return _of(per_head(world), "FR", "rank")


@fact("country", sources=POPULATION)
def per_head_single_country(world: World) -> str | None:
    table = per_head(world).head(SHOWN)
    alone = table.loc[table["systems"] == 1, "country"]
    return None if alone.empty else alone.iloc[0]


@fact("country", sources=POPULATION)
def per_head_left_out(world: World) -> str | None:
    return _left_out(world, per_head(world))


@fact("year", sources=GDP)
def per_gdp_year(world: World) -> int:
    return int(per_gdp(world)["value_year"].max())


@fact("country", sources=GDP)
def per_gdp_first_country(world: World) -> str:
    return per_gdp(world)["country"].iloc[0]


@fact("performance", sources=GDP)
def per_gdp_first(world: World) -> float:
    return per_gdp(world)["per"].iloc[0] / 1000


@fact("rank", sources=GDP)
def per_gdp_us_rank(world: World) -> int | None:
    return _of(per_gdp(world), "US", "rank")


@fact("performance", sources=GDP)
def per_gdp_us(world: World) -> float | None:
    return _tflops(per_gdp(world), "US")


@fact("performance", sources=GDP)
def per_gdp_cn(world: World) -> float | None:
    return _tflops(per_gdp(world), "CN")


@fact("performance", sources=GDP)
def per_gdp_fr(world: World) -> float | None:
    return _tflops(per_gdp(world), "FR")


@fact("country", sources=GDP)
def per_gdp_left_out(world: World) -> str | None:
    return _left_out(world, per_gdp(world))


@fact("share")
def eu_rmax_share(world: World) -> float:
    shares = country_shares(world, "rmax_share")
    return float(shares[shares.index.isin(heads.EU)].sum())


@fact("rank")
def europe_owner_rank(world: World) -> int:
    return int(list(heads.owners_with_europe(world.now).index).index("europe")) + 1


@check
def us_first_per_gdp(world: World) -> bool:
    """No country has as much performance per dollar of GDP as the United States."""
    return per_gdp_first_country(world) == "US"
