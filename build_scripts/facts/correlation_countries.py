"""Facts and checks on the countries that the text on correlation names: their share of the list and their models."""

from __future__ import annotations

from ..measures import countries
from ..registry import check, fact
from ..world import World
from .common import MODELS
from .correlation_coefficients import corr_end, corr_start, study


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
