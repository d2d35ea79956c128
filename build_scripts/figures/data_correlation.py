"""Tables of the figures on the correlation of computing and models, and on the AI machines beside the list."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..facts import beside
from ..facts import correlation_coefficients as facts
from ..measures import countries
from ..measures.correlation import example, line
from ..measures.geography import PLACES
from ..tables import SmallTable, from_rows, small_table
from ..world import World
from .spec import FigureSpec

EXAMPLES = (1.0, 0.9, 0.5)
EUROPEANS_SHOWN = 9


def kinds_table(_world: World) -> SmallTable:
    """Made-up points with coefficients of one, nine tenths and one half."""
    rows = [(r, *point) for r in EXAMPLES for point in example(r)]
    return from_rows({"r": "coefficient", "x": "coefficient", "y": "coefficient"}, rows)


def _role(world: World, code: str) -> str:
    """Return the colour role of a country: its own, that of Europe, or other."""
    if code.lower() in ("us", "cn", "jp", "fr"):
        return code.lower()
    return "europe" if world.regions.get(code) == "Europe" else "other"


def _with_place(world: World, table: pd.DataFrame) -> pd.DataFrame:
    """Add the share in percent and the colour role of each country, most models first."""
    table = table.assign(
        share_percent=table["share"] * 100,
        models=table["models"].astype(int),
        place=[_role(world, code) for code in table["country"]],
    )
    return table.sort_values(["models", "share", "country"], ascending=[False, False, True], ignore_index=True)


_POINT_KINDS = {"country": "country", "share_percent": "count", "models": "count", "place": "hidden"}


def scatter_table(world: World) -> SmallTable:
    """Mean share of the list and notable models by country; `fit` is the line through the logarithms."""
    data = facts.study(world)
    if data is None or not facts.choices(world):
        return from_rows(_POINT_KINDS | {"fit": "hidden"}, [])
    table = countries.points(data.shares, data.models, data.start, data.end)
    both = countries.with_both(table)
    table = table[table["share"] >= both["share"].min()]
    slope, start = line(np.log10(both["share"]), np.log10(both["models"]))
    table = table.assign(fit=10 ** (start + slope * np.log10(table["share"])))
    return small_table(_with_place(world, table), _POINT_KINDS | {"fit": "hidden"})


def giants_table(world: World) -> SmallTable:
    """The same points in plain numbers, with the lines through all of them and through all but the two giants."""
    kinds = _POINT_KINDS | {"fit": "hidden", "fit_rest": "hidden"}
    data = facts.study(world)
    if data is None or facts.corr_plain_without_two(world) is None:
        return from_rows(kinds, [])
    table, rest = data.points(), data.points(countries.GIANTS)
    for name, rows in (("fit", table), ("fit_rest", rest)):
        slope, start = line(rows["share"], rows["models"])
        table = table.assign(**{name: start + slope * table["share"]})
    table.loc[table["country"].isin(countries.GIANTS), "fit_rest"] = np.nan
    return small_table(_with_place(world, table), kinds)


def choices_table(world: World) -> SmallTable:
    """The coefficient computed in many ways, with its interval and its number of points."""
    kinds = {
        "choice": "word", "first_year": "year", "last_year": "year", "points": "count", "r": "coefficient",
        "low": "coefficient", "high": "coefficient",
    }  # fmt: skip
    rows = [
        (choice.name, choice.start, choice.end, choice.found.n, choice.found.r, choice.found.low, choice.found.high)
        for choice in facts.choices(world)
    ]
    return from_rows(kinds, rows)


def by_year_table(world: World) -> SmallTable:
    """The coefficient of each year by itself, where there are enough countries."""
    kinds = {"year": "year", "points": "count", "r": "coefficient", "low": "coefficient", "high": "coefficient"}
    data = facts.study(world)
    years = range(data.start, data.end + 1) if data else ()
    found = [(year, countries.of_logs(data.points(start=year, end=year))) for year in years]
    return from_rows(kinds, [(year, c.n, c.r, c.low, c.high) for year, c in found if c])


def china_path_table(world: World) -> SmallTable:
    """China's share of the list and its notable models, year by year."""
    kinds = {"year": "year", "share": "share", "models": "count"}
    data = facts.study(world)
    if data is None:
        return from_rows(kinds, [])
    shares = data.shares[data.shares["country"] == "CN"].set_index("year")["share"]
    models = data.models[data.models["country"] == "CN"].set_index("year")["models"]
    rows = [(year, float(shares.get(year, 0.0)), int(models.get(year, 0))) for year in range(data.start, data.end + 1)]
    return from_rows(kinds, rows)


def ai_against_list_table(world: World) -> SmallTable:
    """Share of each place in the list's performance and in the power of the AI machines known."""
    kinds = {"place": "place", "rmax_share": "share", "ai_share": "share"}
    if beside.ai_power(world).empty:
        return from_rows(kinds, [])
    named = [(place, world.place(place)["rmax_share"], beside.ai_share(world, place)) for place in PLACES[:-1]]
    rest = ("other", 1 - sum(row[1] for row in named), 1 - sum(row[2] for row in named))
    return from_rows(kinds, [*named, rest])


def ai_largest_table(world: World) -> SmallTable:
    """The ten largest AI machines known, and whether the newest list has them."""
    kinds = {
        "machine": "name", "owner": "name", "country": "country", "since": "year", "certainty": "word",
        "chips": "amount", "listed": "yes_no",
    }  # fmt: skip
    table = beside.largest(world)
    table = table.assign(
        machine=table["machine"].map(beside.short_name),
        since=table["first_operational"].dt.year,
        chips=table["h100_equivalents"].round(-2),
        certainty=table["certainty"].str.lower(),
        listed=table["listed"].astype(bool),
    )
    return small_table(table, kinds)


def europe_machines_table(world: World) -> SmallTable:
    """Europe's countries with most performance (and France): machines, share, and the ranks of all their machines."""
    kinds = {
        "country": "country", "systems": "count", "rmax_share": "share", "best_rank": "rank", "best_name": "name",
        "ranks": "hidden",
    }  # fmt: skip
    table = beside.european(world)
    table = table[(table.index < EUROPEANS_SHOWN) | (table["country"] == "FR")]
    ranks = [[int(rank) for rank in world.now.loc[world.now["country"] == code, "rank"]] for code in table["country"]]
    table = table.assign(best_name=[world.now["label"][own[0]] for own in ranks], ranks=ranks)
    return small_table(table, kinds)


FIGURES: dict[str, FigureSpec] = {
    "corr_kinds": FigureSpec(kinds_table, "draw_correlation.kinds", {"wide": 350, "narrow": 520}, "made"),
    "corr_giants": FigureSpec(giants_table, "draw_correlation.giants", {"narrow": 620}, "both"),
    "corr_scatter": FigureSpec(scatter_table, "draw_correlation.scatter", {"wide": 560, "narrow": 480}, "both"),
    "corr_choices": FigureSpec(choices_table, "draw_correlation.choices", {"wide": 680, "narrow": 900}, "bank"),
    "corr_by_year": FigureSpec(by_year_table, "draw_correlation.by_year", {}, "both"),
    "corr_china": FigureSpec(china_path_table, "draw_correlation.china_path", {"narrow": 470}, "both"),
    "ai_against_list": FigureSpec(
        ai_against_list_table, "draw_correlation.ai_against_list", {"wide": 380, "narrow": 400}, "both"
    ),
    "ai_largest": FigureSpec(ai_largest_table, "draw_correlation.ai_largest", {"narrow": 540}, "both"),
    "europe_machines": FigureSpec(europe_machines_table, "draw_correlation.europe_machines", {"narrow": 520}),
}
