"""Tables of the figures that share the list out: per inhabitant, per dollar of GDP, Europe as one."""

from __future__ import annotations

import pandas as pd

from ..facts.heads import SHOWN, per_gdp, per_head
from ..measures import heads
from ..tables import SmallTable, small_table
from ..world import World
from .spec import FigureSpec

LARGE = ("US", "CN", "JP", "FR", "DE")  # shown wherever they rank


def per_head_table(world: World) -> SmallTable:
    """Rmax per inhabitant of the first countries and of the large ones, in GFlop/s."""
    return _ranked(world, per_head(world), "population", "amount")


def per_gdp_table(world: World) -> SmallTable:
    """Rmax per million dollars of gross domestic product, in GFlop/s."""
    return _ranked(world, per_gdp(world), "gdp", "usd")


def _ranked(world: World, table: pd.DataFrame, value: str, kind: str) -> SmallTable:
    """Return a ranking as a table; place: the colour's role, France's own."""
    table = heads.best_and(table, SHOWN, LARGE)
    place_of = world.now.drop_duplicates("country").set_index("country")["place"]
    table = table.assign(
        per=table["per"] / 1000,
        place=["fr" if code == "FR" else place_of[code] for code in table["country"]],
        **{value: table["value"] * (1e6 if value == "gdp" else 1)},
    )
    kinds = {
        "country": "country", "rank": "rank", "per": "performance", "systems": "count", "rmax_tflops": "performance",
        value: kind, "value_year": "year", "place": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


def europe_as_one_table(world: World) -> SmallTable:
    """Share of the summed Rmax: Europe as one, the European Union, Europe's first country alone, and their rivals."""
    kinds = {
        "edition": "edition", "year": "hidden", "us": "share", "europe": "share", "eu": "share", "alone": "share",
        "alone_country": "country", "cn": "share", "jp": "share",
    }  # fmt: skip
    table = heads.europe_as_one(world.lists)
    return small_table(table.rename(columns={"first_country": "alone_country", "first_share": "alone"}), kinds)


FIGURES: dict[str, FigureSpec] = {
    "per_head": FigureSpec(per_head_table, "draw_owners.ranking", {"wide": 560, "narrow": 700}, "bank_lists"),
    "per_gdp": FigureSpec(per_gdp_table, "draw_owners.ranking", {"wide": 560, "narrow": 700}, "bank_lists"),
    "europe_as_one": FigureSpec(europe_as_one_table, "draw_owners.europe_as_one", {"narrow": 520}),
}
