"""The figures: one line each, by subject. Their words are in words/figures*.toml under the same name."""

from __future__ import annotations

from . import (
    data,
    data_correlation,
    data_makers,
    data_model,
    data_owners,
    data_partnership,
    data_renewal,
    data_training,
)
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
    **data_owners.FIGURES,
    **data_makers.FIGURES,
    **data_renewal.FIGURES,
}

# The themes of the gallery, and in each the order in which a speaker would show the figures.
THEMES: dict[str, tuple[str, ...]] = {
    "growth": (
        "growth", "doubling", "number_ones", "former_first", "first_today", "turnover", "age", "concentration",
        "mislead",
    ),
    "machines": (
        "top_ten_now", "accelerators", "efficiency", "power", "peak_share", "three_rankings", "three_speeds",
        "accelerator_makers", "makers", "processors",
    ),
    "owners": (
        "gauge", "tiles", "performance_share", "systems", "two_measures", "china", "france", "europe_machines",
        "french_centres", "europe_as_one", "per_head", "per_gdp", "segments",
    ),
    "model": tuple(data_model.FIGURES),
    "training": (
        "training_times", "training_day", "training_bridge", "training_chips", "training_growth", "training_years",
        "ai_against_list", "ai_largest",
    ),
    "partnership": (
        "azure_ranks", "azure_shares", "openai_money", "openai_machines", "openai_gigawatts", "kyutai_scale",
        "kyutai_releases",
    ),
    "correlation": ("corr_scatter", "corr_giants", "corr_choices", "corr_by_year", "corr_china", "corr_kinds"),
}  # fmt: skip
