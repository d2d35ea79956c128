"""The figures: one line each, by subject. Their words are in words/figures*.toml under the same name."""

from __future__ import annotations

from . import data, data_correlation, data_model, data_partnership, data_training
from .spec import FigureSpec

_LISTS: dict[str, FigureSpec] = {
    "gauge": FigureSpec(data.gauge_table, "draw_gauge.gauge", {"wide": 440, "narrow": 344}),
    "growth": FigureSpec(data.growth_table, "draw_growth.growth"),
    "doubling": FigureSpec(data.doubling_table, "draw_growth.doubling"),
    "number_ones": FigureSpec(data.number_ones_table, "draw_growth.number_ones", {"wide": 640, "narrow": 620}),
    "top_ten_now": FigureSpec(data.top_ten_now_table, "draw_machines.top_ten_now", {"narrow": 500}),
    "concentration": FigureSpec(data.concentration_table, "draw_shares.concentration"),
    "accelerators": FigureSpec(data.accelerators_table, "draw_shares.accelerators"),
    "efficiency": FigureSpec(data.efficiency_table, "draw_machines.efficiency"),
    "power": FigureSpec(data.power_table, "draw_machines.power"),
    "tiles": FigureSpec(data.tiles_table, "draw_geography.tiles", {"wide": 400, "narrow": 400}),
    "performance_share": FigureSpec(data.performance_share_table, "draw_geography.performance_share", {"narrow": 470}),
    "systems": FigureSpec(data.systems_table, "draw_geography.systems"),
    "two_measures": FigureSpec(data.two_measures_table, "draw_geography.two_measures"),
    "china": FigureSpec(data.china_table, "draw_shares.china"),
    "france": FigureSpec(data.france_table, "draw_shares.france"),
}

FIGURES: dict[str, FigureSpec] = {
    **_LISTS,
    **data_model.FIGURES,
    **data_training.FIGURES,
    **data_partnership.FIGURES,
    **data_correlation.FIGURES,
}
