"""Facts and checks on who makes models: the size of teams by computing and by year, and academic institutions."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import OWN, check, fact
from ..world import World
from .common import MODELS, once

LOW, HIGH, LARGE = 1e21, 1e24, 1e23  # FLOP
MINIMUM = 10  # models: a share or a median of fewer says nothing
SERVER, CLUSTER = 8, 64  # chips
RECENT = 2023  # first year of the newest period of team sizes


# TEAMS


@once
def _signed(world: World) -> pd.DataFrame:
    return measure.signed(world.ai.models)


def _between(world: World, low: float = 0, high: float = float("inf")) -> pd.DataFrame:
    table = _signed(world)
    return table[(table["training_flop"] >= low) & (table["training_flop"] < high)]


def _in_years(world: World, first: int, last: int) -> pd.DataFrame:
    table = _signed(world)
    return table[table["year"].between(first, last)]


def _small_share(table: pd.DataFrame) -> float | None:
    return float(table["small"].mean()) if len(table) >= MINIMUM else None


def _median_authors(table: pd.DataFrame) -> float | None:
    return float(table["authors_count"].median()) if len(table) >= MINIMUM else None


@fact("operations", fixed=True, sources=(OWN,))
def team_limit_low(world: World) -> float:
    return LOW


@fact("operations", fixed=True, sources=(OWN,))
def team_limit_large(world: World) -> float:
    return LARGE


@fact("operations", fixed=True, sources=(OWN,))
def team_limit_high(world: World) -> float:
    return HIGH


@fact("count", late=True, sources=MODELS)
def team_models(world: World) -> int | None:
    return len(_signed(world)) or None


@fact("count", late=True, sources=MODELS)
def team_models_low(world: World) -> int | None:
    return len(_between(world, high=LOW)) or None


@fact("share", late=True, sources=MODELS)
def team_small_share_low(world: World) -> float | None:
    return _small_share(_between(world, high=LOW))


@fact("count", late=True, sources=MODELS)
def team_models_mid(world: World) -> int | None:
    return len(_between(world, LOW, HIGH)) or None


@fact("share", late=True, sources=MODELS)
def team_small_share_mid(world: World) -> float | None:
    return _small_share(_between(world, LOW, HIGH))


@fact("count", late=True, sources=MODELS)
def team_median_low(world: World) -> float | None:
    return _median_authors(_between(world, high=LOW))


@fact("count", late=True, sources=MODELS)
def team_models_high(world: World) -> int | None:
    return len(_between(world, HIGH)) or None


@fact("share", late=True, sources=MODELS)
def team_small_share_high(world: World) -> float | None:
    return _small_share(_between(world, HIGH))


@fact("count", late=True, sources=MODELS)
def team_median_high(world: World) -> float | None:
    return _median_authors(_between(world, HIGH))


@fact("count", late=True, sources=MODELS)
def team_fewest_high(world: World) -> int | None:
    table = _between(world, HIGH)
    return int(table["authors_count"].min()) if len(table) >= MINIMUM else None


@fact("count", late=True, sources=MODELS)
def team_models_large(world: World) -> int | None:
    return len(_between(world, LARGE)) or None


@fact("count", late=True, sources=MODELS)
def team_small_large(world: World) -> int | None:
    table = _between(world, LARGE)
    return int(table["small"].sum()) if len(table) else None


@fact("count", late=True, sources=MODELS)
def team_median_2010(world: World) -> float | None:
    return _median_authors(_in_years(world, 2010, 2016)) if world.edition >= "2016-11" else None


@fact("count", late=True, sources=MODELS)
def team_median_2017(world: World) -> float | None:
    return _median_authors(_in_years(world, 2017, 2019)) if world.edition >= "2019-11" else None


@fact("count", late=True, sources=MODELS)
def team_median_2020(world: World) -> float | None:
    return _median_authors(_in_years(world, 2020, 2022)) if world.edition >= "2022-11" else None


@fact("count", late=True, sources=MODELS)
def team_median_recent(world: World) -> float | None:
    return _median_authors(_in_years(world, RECENT, 2999))


@fact("share", late=True, sources=MODELS)
def team_small_share_2010(world: World) -> float | None:
    return _small_share(_in_years(world, 2010, 2016)) if world.edition >= "2016-11" else None


@fact("share", late=True, sources=MODELS)
def team_small_share_recent(world: World) -> float | None:
    return _small_share(_in_years(world, RECENT, 2999))


@fact("coefficient", late=True, sources=MODELS)
def team_correlation(world: World) -> float | None:
    table = _signed(world)
    if len(table) < MINIMUM:
        return None
    return measure.rank_correlation(table["authors_count"], table["training_flop"])


@fact("coefficient", late=True, sources=MODELS)
def team_correlation_given_year(world: World) -> float | None:
    table = _signed(world)
    if len(table) < MINIMUM:
        return None
    return measure.rank_correlation_given(table["authors_count"], table["training_flop"], table["year"])


@once
def _small_teams_with_machine(world: World) -> pd.Series:
    """Return the chips of the trainings since 2020 that six authors or fewer signed, where known."""
    models = world.ai.models
    year = models["published"].dt.year
    kept = (models["table"] == "notable") & (models["authors_complete"] == "yes") & (year >= 2020)
    return models.loc[kept & models["authors_count"].between(2, measure.SMALL_TEAM), "hardware_quantity"].dropna()


@fact("count", late=True, sources=MODELS)
def small_teams_with_machine(world: World) -> int | None:
    return len(_small_teams_with_machine(world)) or None


@fact("count", late=True, sources=MODELS)
def small_teams_chips(world: World) -> float | None:
    chips = _small_teams_with_machine(world)
    return float(chips.median()) if len(chips) >= MINIMUM else None


@fact("count", late=True, sources=MODELS)
def small_teams_cluster(world: World) -> int | None:
    chips = _small_teams_with_machine(world)
    return int((chips >= CLUSTER).sum()) if len(chips) >= MINIMUM else None


@fact("count", fixed=True, sources=(OWN,))
def cluster_least_chips(world: World) -> int:
    return CLUSTER


@fact("count", late=True, sources=MODELS)
def small_teams_chips_most(world: World) -> int | None:
    chips = _small_teams_with_machine(world)
    return int(chips.max()) if len(chips) >= MINIMUM else None


@check
def small_teams_one_server(world: World) -> bool:
    """The middle small team trained on eight chips at most, which is what one server holds."""
    return (small_teams_chips(world) or SERVER + 1) <= SERVER


# WHERE MODELS COME FROM


@once
def _kinds(world: World) -> pd.DataFrame:
    return measure.kinds_by_period(world.ai.models).set_index("first")


def _academia(world: World, first: int) -> float | None:
    table = _kinds(world)
    return table["academia_share"].get(first) if table["models"].get(first, 0) >= MINIMUM else None


@fact("share", late=True, sources=MODELS)
def academia_share_2010(world: World) -> float | None:
    return _academia(world, 2010) if world.edition >= "2016-11" else None


@fact("share", late=True, sources=MODELS)
def academia_share_before_2000(world: World) -> float | None:
    return _academia(world, 1950) if world.edition >= "1999-11" else None


@fact("share", late=True, sources=MODELS)
def academia_share_recent(world: World) -> float | None:
    return _academia(world, 2025)


@fact("share", late=True, sources=MODELS)
def academia_named_recent(world: World) -> float | None:
    table = _kinds(world)
    return table["academia_named"].get(2025) if table["models"].get(2025, 0) >= MINIMUM else None


# CHECKS


@check
def small_teams_common_below(world: World) -> bool:
    """More than half of the papers below 10^21 operations have six authors or fewer."""
    share = team_small_share_low(world)
    return bool(share is not None and share > 0.5)


@check
def no_small_team_at_the_top(world: World) -> bool:
    """No paper at or above 10^24 operations has six authors or fewer."""
    return team_small_share_high(world) == 0


@check
def small_teams_fade(world: World) -> bool:
    """The share of papers with six authors or fewer falls, or stays, from each band of computing to the next."""
    shares = measure.by_band(_signed(world))["small_share"]
    return len(shares) > 2 and shares.is_monotonic_decreasing


@check
def teams_grew(world: World) -> bool:
    """The median number of authors is larger since 2023 than in 2010 to 2016."""
    early, recent = team_median_2010(world), team_median_recent(world)
    return bool(early and recent and recent > early)


@check
def academia_led_in_2010(world: World) -> bool:
    """More than half of the notable models of 2010 to 2016 come from an academic institution."""
    share = academia_share_2010(world)
    return bool(share is not None and share > 0.5)


@check
def academia_led_before_2000(world: World) -> bool:
    """More than half of the notable models before 2000 come from an academic institution."""
    share = academia_share_before_2000(world)
    return bool(share is not None and share > 0.5)


@check
def academia_gave_way(world: World) -> bool:
    """Academic institutions led in 2010 to 2016, and publish less than a fifth of the notable models since 2025."""
    recent = academia_share_recent(world)
    return bool(academia_led_in_2010(world) and recent is not None and recent < 0.2)


@check
def early_models_were_small_teams(world: World) -> bool:
    """Papers of 2010 to 2016 have six authors or fewer more often than not, and since 2023 less often than not."""
    early, recent = team_small_share_2010(world), team_small_share_recent(world)
    return early is not None and recent is not None and early > 0.5 > recent
