"""Facts and checks on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

import pandas as pd

from ..measures import model as measure
from ..registry import check, fact
from ..words.numbers import rounded_down_to
from ..world import World

MODELS = ("epoch-notable-models",)
RUNS = ("epoch-notable-models-2026-03", "epoch-large-scale-models-2026-03")
LOW, HIGH, LARGE = 1e21, 1e24, 1e23  # FLOP
MINIMUM = 10  # models: a share or a median of fewer says nothing
RECENT = 2023  # first year of the newest period of team sizes
SMALL_WEIGHTS_SINCE = 2020


def runs(world: World) -> pd.DataFrame:
    """Return the landmark models known as of the world's edition, oldest first."""
    return measure.of_runs(world.ai.runs, world.ai.dated)


def _run(world: World, name: str, column: str) -> float | None:
    """Return a value of one landmark model, None if it or the value is not known yet."""
    values = world.ai.runs.loc[world.ai.runs["fact"] == f"run-{name}", column].dropna()
    return None if values.empty else values.iloc[0]


def _code_pages(world: World, name: str) -> int | None:
    lines = _run(world, name, "code_lines")
    return lines and measure.pages_of_code(lines)


def _weight_pages(world: World, name: str) -> int | None:
    parameters = _run(world, name, "parameters")
    return parameters and measure.pages_of_numbers(parameters)


def _pile(pages: float | None) -> float | None:
    return measure.pile_m(pages) if pages else None


def _two_digits(value: float) -> float:
    """Round to two significant digits what rests on estimates."""
    return rounded_down_to(value, 2)


# PAPER


@fact("count", fixed=True)
def paper_lines_per_page(world: World) -> int:
    return measure.LINES_PER_PAGE


@fact("count", fixed=True)
def paper_numbers_per_page(world: World) -> int:
    return measure.NUMBERS_PER_PAGE


@fact("length", fixed=True)
def paper_sheet(world: World) -> float:
    return measure.SHEET_M


@fact("count", fixed=True)
def paper_few_hundred(world: World) -> int:
    return measure.FEW_HUNDRED


@fact("amount", fixed=True)
def paper_few_hundred_numbers(world: World) -> int:
    return measure.FEW_HUNDRED * measure.NUMBERS_PER_PAGE


# THE LANDMARK: THE LARGEST TRAINING OF A MODEL WHOSE CODE AND PARAMETERS ARE PUBLISHED


def landmark(world: World) -> pd.Series | None:
    """Return the run that stands for today's large models."""
    return measure.landmark(runs(world))


def _landmark(world: World, column: str) -> float | str | None:
    row = landmark(world)
    return None if row is None or pd.isna(row[column]) or row[column] == "" else row[column]


@fact("name", late=True, sources=RUNS)
def landmark_name(world: World) -> str | None:
    return _landmark(world, "label")


@fact("year", late=True, sources=RUNS)
def landmark_year(world: World) -> int | None:
    date = _landmark(world, "date")
    return date and date.year


@fact("count", late=True, sources=RUNS)
def landmark_code_lines(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=RUNS)
def landmark_code_pages(world: World) -> int | None:
    lines = _landmark(world, "code_lines")
    return lines and measure.pages_of_code(lines)


@fact("length", late=True, sources=RUNS)
def landmark_code_pile(world: World) -> float | None:
    return _pile(landmark_code_pages(world))


@fact("amount", late=True, sources=RUNS)
def landmark_parameters(world: World) -> float | None:
    return _landmark(world, "parameters")


@fact("gigabytes", late=True, sources=RUNS)
def landmark_weights(world: World) -> float | None:
    return _landmark(world, "weights_gb")


@fact("amount", late=True, sources=RUNS)
def landmark_weight_pages(world: World) -> int | None:
    parameters = landmark_parameters(world)
    return parameters and measure.pages_of_numbers(parameters)


@fact("length", late=True, sources=RUNS)
def landmark_pile(world: World) -> float | None:
    return _pile(landmark_weight_pages(world))


@fact("amount", late=True, sources=RUNS)
def landmark_tokens(world: World) -> float | None:
    return _landmark(world, "training_tokens")


@fact("operations", late=True, sources=RUNS)
def landmark_operations(world: World) -> float | None:
    return _landmark(world, "training_flop")


@fact("count", late=True, sources=RUNS)
def landmark_authors(world: World) -> int | None:
    authors = _landmark(world, "authors")
    return authors and int(authors)


@fact("count", late=True, sources=RUNS)
def landmark_chips(world: World) -> int | None:
    chips = _landmark(world, "hardware_count")
    return chips and int(chips)


@fact("days", late=True, sources=RUNS)
def landmark_days(world: World) -> float | None:
    return _landmark(world, "duration_days")


@fact("amount", late=True, sources=RUNS)
def landmark_token_operations(world: World) -> float | None:
    active = _landmark(world, "active")
    return active and measure.operations_per_token(active)


@fact("amount", late=True, sources=RUNS)
def landmark_training_in_tokens(world: World) -> float | None:
    token = landmark_token_operations(world)
    return token and _two_digits(landmark_operations(world) / token)


@fact("count", late=True, sources=RUNS)
def landmark_chips_to_hold(world: World) -> int | None:
    weights = landmark_weights(world)
    return weights and measure.chips_to_hold(weights)


@fact("gigabytes", fixed=True)
def chip_memory(world: World) -> float:
    return measure.CHIP_MEMORY_GB


# CODE


def _coded(world: World) -> pd.DataFrame:
    return runs(world).dropna(subset=["code_lines"])


@fact("count", late=True, sources=RUNS)
def code_models(world: World) -> int | None:
    return len(_coded(world)) or None


def _code_extreme(world: World, column: str, *, most: bool) -> object:
    table = _coded(world).sort_values("code_lines", ascending=not most)
    return None if table.empty else table[column].iloc[0]


@fact("count", late=True, sources=RUNS)
def code_lines_fewest(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=False)
    return lines and int(lines)


@fact("name", late=True, sources=RUNS)
def code_fewest_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=False)


@fact("count", late=True, sources=RUNS)
def code_lines_most(world: World) -> int | None:
    lines = _code_extreme(world, "code_lines", most=True)
    return lines and int(lines)


@fact("name", late=True, sources=RUNS)
def code_most_name(world: World) -> str | None:
    return _code_extreme(world, "label", most=True)


@fact("count", late=True, sources=RUNS)
def code_pages_most(world: World) -> int | None:
    lines = code_lines_most(world)
    return lines and measure.pages_of_code(lines)


@fact("count", late=True, sources=RUNS)
def code_pages_together(world: World) -> int | None:
    lines = _coded(world)["code_lines"].sum()
    return measure.pages_of_code(lines) if lines else None


# WEIGHTS OF NAMED MODELS


@fact("count", late=True, sources=RUNS, fixed=True)
def gpt2_code_lines(world: World) -> int | None:
    lines = _run(world, "gpt-2", "code_lines")
    return lines and int(lines)


@fact("count", late=True, sources=RUNS, fixed=True)
def gpt2_code_pages(world: World) -> int | None:
    return _code_pages(world, "gpt-2")


@fact("amount", late=True, sources=RUNS, fixed=True)
def gpt2_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "gpt-2")


@fact("length", late=True, sources=RUNS, fixed=True)
def gpt2_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "gpt-2"))


@fact("amount", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "gpt-3")


@fact("length", late=True, sources=("arxiv-gpt3", *RUNS), fixed=True)
def gpt3_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "gpt-3"))


@fact("amount", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_weight_pages(world: World) -> int | None:
    return _weight_pages(world, "pocket-tts")


@fact("length", late=True, sources=("kyutai-pocket-tts",), fixed=True)
def pocket_pile(world: World) -> float | None:
    return _pile(_weight_pages(world, "pocket-tts"))


def _lenet(world: World) -> float | None:
    models = world.ai.models
    values = models.loc[models["id"] == "lenet-5", "parameters"].dropna()
    return None if values.empty else values.iloc[0]


@fact("amount", late=True, sources=MODELS, fixed=True)
def lenet_parameters(world: World) -> float | None:
    return _lenet(world)


@fact("count", late=True, sources=MODELS, fixed=True)
def lenet_weight_pages(world: World) -> int | None:
    parameters = _lenet(world)
    return parameters and measure.pages_of_numbers(parameters)


def _sized(world: World) -> pd.Series:
    """Return the parameters of the notable models since 2020, where known."""
    models = world.ai.models
    kept = (models["table"] == "notable") & (models["published"].dt.year >= SMALL_WEIGHTS_SINCE)
    return models.loc[kept, "parameters"].dropna()


@fact("count", late=True, sources=MODELS)
def sized_models(world: World) -> int | None:
    return len(_sized(world)) or None


@fact("count", late=True, sources=MODELS)
def sized_models_in_pages(world: World) -> int | None:
    sizes = _sized(world)
    return int((sizes <= paper_few_hundred_numbers(world)).sum()) if len(sizes) else None


# TEAMS


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


@fact("operations", fixed=True)
def team_limit_low(world: World) -> float:
    return LOW


@fact("operations", fixed=True)
def team_limit_large(world: World) -> float:
    return LARGE


@fact("operations", fixed=True)
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


# WHERE MODELS COME FROM


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


# TRAINING THROUGH TIME


def _measured(world: World) -> pd.DataFrame:
    return runs(world).dropna(subset=["training_flop"])


@fact("name", late=True, sources=RUNS)
def largest_run_name(world: World) -> str | None:
    table = _measured(world)
    return None if table.empty else table.loc[table["training_flop"].idxmax(), "label"]


@fact("operations", late=True, sources=RUNS)
def largest_run_operations(world: World) -> float | None:
    table = _measured(world)
    return None if table.empty else float(table["training_flop"].max())


@fact("operations", late=True, sources=MODELS, fixed=True)
def alexnet_operations(world: World) -> float | None:
    models = world.ai.models
    values = models.loc[models["id"] == "alexnet", "training_flop"]
    return None if values.empty else float(values.iloc[0])


@fact("amount", late=True, sources=(*MODELS, *RUNS))
def largest_run_growth(world: World) -> float | None:
    first, last = alexnet_operations(world), largest_run_operations(world)
    return _two_digits(last / first) if first and last else None


# SERVING


def served(world: World) -> pd.DataFrame:
    """Return the landmark models whose training chips and weights are known, with `chips_to_hold`."""
    table = runs(world).dropna(subset=["hardware_count", "weights_gb"])
    return table.assign(chips_to_hold=table["weights_gb"].map(measure.chips_to_hold))


@fact("count", late=True, sources=RUNS)
def served_models(world: World) -> int | None:
    return len(served(world)) or None


@fact("count", late=True, sources=RUNS)
def served_chips_most(world: World) -> int | None:
    table = served(world)
    return None if table.empty else int(table["chips_to_hold"].max())


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
def code_fits_in_pages(world: World) -> bool:
    """The code of all landmark models together takes 500 pages at most."""
    pages = code_pages_together(world)
    return pages is not None and pages <= measure.FEW_HUNDRED


@check
def code_stayed_short(world: World) -> bool:
    """The landmark's code is no longer than GPT-1's, and its training took a million times as many operations."""
    row = landmark(world)
    first, flop = _run(world, "gpt-1", "code_lines"), _run(world, "gpt-1", "training_flop")
    if row is None or not first or not flop:
        return False
    return bool(row["code_lines"] <= first and row["training_flop"] >= 1e6 * flop)


@check
def weights_do_not_fit(world: World) -> bool:
    """The weights of each landmark model would fill more than 500 pages."""
    parameters = world.ai.runs["parameters"].dropna()
    return bool(len(parameters) > 0 and parameters.min() > paper_few_hundred_numbers(world))


@check
def pile_beats_everest(world: World) -> bool:
    """A landmark model with published weights makes a pile that is higher than Mount Everest."""
    parameters = runs(world).dropna(subset=["weights_gb"])["parameters"]
    return any(measure.pile_m(measure.pages_of_numbers(value)) > measure.HEIGHTS["everest"] for value in parameters)


@check
def landmark_beats_mont_blanc(world: World) -> bool:
    """The landmark's pile is higher than Mont Blanc."""
    pile = landmark_pile(world)
    return pile is not None and pile > measure.HEIGHTS["mont_blanc"]


@check
def holding_takes_fewer_chips(world: World) -> bool:
    """Each landmark model was trained on at least eight times the chips that hold its weights."""
    table = served(world)
    return len(table) > 0 and bool((table["hardware_count"] >= 8 * table["chips_to_hold"]).all())


@check
def early_models_were_small_teams(world: World) -> bool:
    """Papers of 2010 to 2016 have six authors or fewer more often than not, and since 2023 less often than not."""
    early, recent = team_small_share_2010(world), team_small_share_recent(world)
    return early is not None and recent is not None and early > 0.5 > recent
