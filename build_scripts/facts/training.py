"""Facts and checks on machine time: training computing against the machines."""

from __future__ import annotations

import math

import pandas as pd

from ..editions import decimal_year
from ..measures import model as landmarks
from ..measures import training as measure
from ..measures.training import Bridge, Trend
from ..registry import check, fact
from ..words.numbers import rounded_down_to
from ..world import World
from . import growth

MODELS = ("epoch-notable-models",)
RUNS = ("epoch-notable-models-2026-03", "epoch-large-scale-models-2026-03")
GPT3 = ("arxiv-gpt3", "epoch-notable-models-2026-03")
MXP = ("hpl-mxp",)
HPCG = ("hpcg",)
CHIPS = ("epoch-ml-hardware",)
SINCE = 2012  # AlexNet: large models are trained on graphics chips since
SINCE_EDITION = "2012-06"
YEARS_GAINED = 2  # at least: "several"
SAME_MONTHS = 1  # doubling times that differ by less are told as the same
BIG_RUN_CHIPS = 100  # a run on fewer chips is no matter of a large machine
LINESHINE_MXP_TFLOPS = 7.92e6  # as the press reports it, in no table of ours: dated fact lineshine-mixed-precision
CHIP_ROWS = (
    "NVIDIA Tesla V100 SXM2 32 GB", "NVIDIA A100 SXM4 80 GB", "NVIDIA H100 SXM5 80GB", "AMD Instinct MI300X",
    "NVIDIA B200", "NVIDIA B300 (Blackwell Ultra)",
)  # fmt: skip


def _two_digits(value: float | None) -> float | None:
    """Round to two significant digits what rests on estimates."""
    return value and rounded_down_to(value, 2)


def runs(world: World) -> pd.DataFrame:
    """Return the landmark models known as of the world's edition, oldest first."""
    return landmarks.of_runs(world.ai.runs, world.ai.dated)


def _run(world: World, name: str, column: str) -> float | None:
    """Return a value of one landmark model, None if it or the value is not known yet."""
    values = world.ai.runs.loc[world.ai.runs["fact"] == f"run-{name}", column].dropna()
    return None if values.empty else float(values.iloc[0])


def bridge(world: World) -> Bridge | None:
    """Return the spread of HPL-MxP over HPL in the newest list of it."""
    return measure.bridge(world.ai.hpl_mxp)


# THE LAPTOP


@fact("performance", fixed=True)
def laptop_speed(world: World) -> float:
    return measure.LAPTOP_TFLOPS


@fact("edition")
def laptop_edition(world: World) -> str | None:
    return measure.last_edition_below(world.performance, measure.LAPTOP_TFLOPS)


@fact("name")
def laptop_name(world: World) -> str | None:
    edition = laptop_edition(world)
    return edition and world.firsts.set_index("edition")["label"][edition]


@check
def laptop_would_have_led(world: World) -> bool:
    """The laptop would have been number one of some list."""
    return laptop_edition(world) is not None


# THE BRIDGE


@fact("edition", late=True, sources=MXP)
def bridge_edition(world: World) -> str | None:
    found = bridge(world)
    return found and found.edition


@fact("count", late=True, sources=MXP)
def bridge_machines(world: World) -> int | None:
    found = bridge(world)
    return found and found.machines


@fact("factor", late=True, sources=MXP)
def bridge_middle(world: World) -> float | None:
    found = bridge(world)
    return found and found.middle


@fact("factor", late=True, sources=MXP)
def bridge_low(world: World) -> float | None:
    found = bridge(world)
    return found and found.low


@fact("factor", late=True, sources=MXP)
def bridge_high(world: World) -> float | None:
    found = bridge(world)
    return found and found.high


@fact("factor", late=True, sources=MXP)
def bridge_quarter(world: World) -> float | None:
    found = bridge(world)
    return found and found.quarter


@fact("factor", late=True, sources=MXP)
def bridge_three_quarters(world: World) -> float | None:
    found = bridge(world)
    return found and found.three_quarters


@fact("count", late=True, sources=MXP)
def bridge_accelerated(world: World) -> int | None:
    found = bridge(world)
    if not found:
        return None
    rows = world.rows(found.edition)
    with_chips = set(rows.loc[~rows["accelerator"].isin(("", "None")), "rank"])
    return int(measure.admitted(world.ai.hpl_mxp)["top500_rank"].isin(with_chips).sum())


def trainings(world: World) -> pd.DataFrame:
    """Return the published trainings whose speed per chip can be set against HPL."""
    return measure.trained_against_hpl(runs(world), world.lists)


def _ratios(world: World) -> pd.Series:
    ratios = trainings(world)["ratio"]
    return ratios if len(ratios) >= 3 else ratios.iloc[:0]


@fact("count", late=True, sources=RUNS)
def trainings_compared(world: World) -> int | None:
    return len(_ratios(world)) or None


@fact("factor", late=True, sources=RUNS)
def trainings_low(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.min()) if len(ratios) else None


@fact("factor", late=True, sources=RUNS)
def trainings_middle(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.median()) if len(ratios) else None


@fact("factor", late=True, sources=RUNS)
def trainings_high(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.max()) if len(ratios) else None


@check
def trainings_within_bridge(world: World) -> bool:
    """All trainings that can be compared are within the range of the mixed-precision results."""
    found, ratios = bridge(world), _ratios(world)
    return bool(found and len(ratios) and found.low <= ratios.min() and ratios.max() <= found.high)


def _peak_shares(world: World) -> pd.Series:
    models = world.ai.models
    shares = models.loc[models["table"] == "notable", "mfu"].dropna()
    return shares if len(shares) >= measure.MINIMUM_MODELS else shares.iloc[:0]


@fact("count", late=True, sources=MODELS)
def peak_models(world: World) -> int | None:
    return len(_peak_shares(world)) or None


@fact("share", late=True, sources=MODELS)
def peak_share(world: World) -> float | None:
    shares = _peak_shares(world)
    return float(shares.median()) if len(shares) else None


# ONE RUN ON SEVERAL MACHINES


def time_on(world: World, operations: float | None, tflops: float, part: str = "middle") -> float | None:
    """Return the years of a run on a machine of that HPL speed, with the bridge's middle, low or high; two digits."""
    found = bridge(world)
    if not found or not operations:
        return None
    return _two_digits(measure.years_to_run(operations, tflops, getattr(found, part)))


def gpt3_operations_of(world: World) -> float | None:
    """Return the training operations of GPT-3."""
    return _run(world, "gpt-3", "training_flop")


@fact("operations", late=True, sources=GPT3, fixed=True)
def gpt3_operations(world: World) -> float | None:
    return gpt3_operations_of(world)


@fact("days", late=True, sources=GPT3, fixed=True)
def gpt3_days(world: World) -> float | None:
    return _run(world, "gpt-3", "duration_days")


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_laptop(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), measure.LAPTOP_TFLOPS)


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_last(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.last_rmax(world))


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_first(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world))


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_first_at_best(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "high")


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_first_at_worst(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.first_rmax(world), "low")


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_on_list(world: World) -> float | None:
    return time_on(world, gpt3_operations_of(world), growth.sum_rmax(world))


@fact("duration", late=True, sources=(*GPT3, "tomshardware-2026"), fixed=True)
def gpt3_on_lineshine(world: World) -> float | None:
    operations = gpt3_operations_of(world)
    if "lineshine-mixed-precision" not in set(world.ai.dated["id"]) or not operations:
        return None
    return _two_digits(measure.years_to_run(operations, LINESHINE_MXP_TFLOPS))


def best_mxp(world: World, edition: str) -> pd.Series | None:
    """Return the first row of an HPL-MxP list, None if there is none up to now."""
    rows = world.ai.hpl_mxp[(world.ai.hpl_mxp["list"] == edition) & (world.ai.hpl_mxp["rank"] == 1)]
    return None if rows.empty else rows.iloc[0]


def _gpt3_at_mxp(world: World, edition: str | None) -> float | None:
    row, operations = edition and best_mxp(world, edition), gpt3_operations_of(world)
    if row is None or not operations:
        return None
    return _two_digits(measure.years_to_run(operations, row["hpl_mxp_eflops"] * 1e6))


def _mxp_editions(world: World) -> list[str]:
    return sorted(world.ai.hpl_mxp["list"].unique())


@fact("duration", late=True, sources=GPT3 + MXP, fixed=True)
def gpt3_at_mxp_2019(world: World) -> float | None:
    return _gpt3_at_mxp(world, "2019-11")


@fact("duration", late=True, sources=GPT3 + MXP)
def gpt3_at_mxp_now(world: World) -> float | None:
    return _gpt3_at_mxp(world, (_mxp_editions(world) or [None])[-1])


@fact("name", late=True, sources=MXP)
def mxp_best_name(world: World) -> str | None:
    editions = _mxp_editions(world)
    row = best_mxp(world, editions[-1]) if editions else None
    return None if row is None else row["name"]


def largest(world: World) -> pd.Series | None:
    """Return the landmark model whose training took most operations."""
    table = runs(world).dropna(subset=["training_flop"])
    return None if table.empty else table.loc[table["training_flop"].idxmax()]


def _largest_on(world: World, tflops: float) -> float | None:
    row = largest(world)
    return None if row is None else time_on(world, row["training_flop"], tflops)


@fact("duration", late=True, sources=RUNS + MXP)
def largest_on_first(world: World) -> float | None:
    return _largest_on(world, growth.first_rmax(world))


@fact("duration", late=True, sources=RUNS + MXP)
def largest_on_list(world: World) -> float | None:
    return _largest_on(world, growth.sum_rmax(world))


@fact("duration", late=True, sources=RUNS + MXP)
def largest_on_last(world: World) -> float | None:
    return _largest_on(world, growth.last_rmax(world))


@check
def largest_over_a_month_of_list(world: World) -> bool:
    """The largest training would keep the whole list busy for more than a month."""
    years = largest_on_list(world)
    return bool(years and years * 12 > 1)


# THEN AND NOW: A DAY OF TODAY'S NUMBER ONE


def day_on(world: World, tflops: float) -> float:
    """Return the years in which a machine does what today's number one does in a day, both by HPL; two digits."""
    return rounded_down_to(growth.first_rmax(world) / tflops / measure.DAYS_PER_YEAR, 2)


@fact("duration")
def day_on_oldest_first(world: World) -> float:
    return day_on(world, growth.oldest_first_rmax(world))


@fact("duration")
def day_on_oldest_list(world: World) -> float:
    return day_on(world, growth.oldest_sum_rmax(world))


@fact("duration")
def day_on_last(world: World) -> float:
    return day_on(world, growth.last_rmax(world))


@fact("duration")
def day_on_laptop(world: World) -> float:
    return day_on(world, measure.LAPTOP_TFLOPS)


# CHIPS


def chips(world: World) -> pd.DataFrame:
    """Return the chips to compare, oldest first, with `ratio` of 16 to 64 bits."""
    table = world.ai.chips[world.ai.chips["name"].isin(CHIP_ROWS)].dropna(subset=["fp64_tflops", "tensor16_tflops"])
    table = table.sort_values(["released", "name"], ignore_index=True)
    return table.assign(ratio=table["tensor16_tflops"] / table["fp64_tflops"])


def _chip(world: World, name: str, column: str) -> float | None:
    table = chips(world)
    values = table.loc[table["name"].str.startswith(name), column]
    return None if values.empty else float(values.iloc[0])


@fact("performance", late=True, sources=CHIPS, fixed=True)
def h100_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "fp64_tflops")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def h100_in_16_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "tensor16_tflops")


@fact("factor", late=True, sources=CHIPS, fixed=True)
def h100_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "ratio")


@fact("factor", late=True, sources=CHIPS, fixed=True)
def v100_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA Tesla V100", "ratio")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def v100_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA Tesla V100", "fp64_tflops")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def b300_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA B300", "fp64_tflops")


@fact("factor", late=True, sources=CHIPS, fixed=True)
def b300_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA B300", "ratio")


@check
def chips_turn_from_64_bits(world: World) -> bool:
    """The newest chip of the comparison does less in 64 bits than the oldest, and more in 16."""
    table = chips(world)
    if len(table) < 2:
        return False
    old, new = table.iloc[0], table.iloc[-1]
    return bool(new["fp64_tflops"] < old["fp64_tflops"] and new["tensor16_tflops"] > old["tensor16_tflops"])


# GROWTH


def training_trend(world: World) -> Trend | None:
    """Return the growth of the operations of the largest models since 2012."""
    table = measure.largest_trainings(world.ai.models, SINCE)
    return measure.trend(table["year"], table["training_flop"])


def list_growth(world: World, column: str = "total") -> Trend | None:
    """Return the growth of the list over the same years as that of the models."""
    found = training_trend(world)
    return found and measure.list_trend(world.performance, column, SINCE, found.end)


@fact("year", fixed=True)
def frontier_since(world: World) -> int:
    return SINCE


@fact("count", late=True, sources=MODELS)
def frontier_models(world: World) -> int | None:
    found = training_trend(world)
    return found and found.points


@fact("year", late=True, sources=MODELS)
def frontier_until(world: World) -> int | None:
    found = training_trend(world)
    return found and int(found.end)


@fact("duration", late=True, sources=MODELS)
def frontier_doubling(world: World) -> float | None:
    found = training_trend(world)
    return found and found.doubling_years


@fact("factor", late=True, sources=MODELS)
def frontier_per_year(world: World) -> float | None:
    found = training_trend(world)
    return found and found.per_year


@fact("duration", late=True, sources=MODELS)
def list_doubling_beside(world: World) -> float | None:
    found = list_growth(world)
    return found and found.doubling_years


@fact("factor", late=True, sources=MODELS)
def list_per_year_beside(world: World) -> float | None:
    found = list_growth(world)
    return found and found.per_year


@fact("amount", late=True, sources=MODELS)
def frontier_growth(world: World) -> float | None:
    found = training_trend(world)
    return found and _two_digits(found.at(found.end) / found.at(decimal_year(SINCE_EDITION)))


@fact("amount", late=True, sources=MODELS)
def list_growth_beside(world: World) -> float | None:
    found = training_trend(world)
    table = world.performance[world.performance["edition"] >= SINCE_EDITION]
    past = found and table[table["year"] <= found.end]["total"]
    return None if past is None or past.empty else _two_digits(float(past.iloc[-1] / past.iloc[0]))


@check
def training_grows_faster(world: World) -> bool:
    """The operations of the largest models double in less time than the sum of the list, over the same years."""
    models, whole = training_trend(world), list_growth(world)
    return bool(models and whole and models.doubling_years < whole.doubling_years)


@check
def confident_figures_agree(world: World) -> bool:
    """The figures of which Epoch AI is confident give the same doubling time, to a month."""
    table = measure.largest_trainings(world.ai.models, SINCE, ("Confident",))
    all_of_them, confident = training_trend(world), measure.trend(table["year"], table["training_flop"])
    return bool(
        all_of_them and confident and abs(all_of_them.doubling_years - confident.doubling_years) * 12 < SAME_MONTHS
    )


# YEARS GAINED


def lab(world: World) -> pd.DataFrame:
    """Return the published runs with their time on the real machine, on one chip and on eight, in years."""
    return measure.small_lab(runs(world))


def big_runs(world: World) -> pd.DataFrame:
    """Return those of `lab` that ran on a hundred chips or more."""
    table = lab(world)
    return table[table["hardware_count"] >= BIG_RUN_CHIPS]


def _lab(world: World, name: str, column: str) -> float | None:
    table = lab(world).set_index("fact")
    return _two_digits(table[column].get(f"run-{name}"))


@fact("duration", late=True, sources=GPT3, fixed=True)
def gpt3_on_one_chip(world: World) -> float | None:
    return _lab(world, "gpt-3", "one")


@fact("duration", late=True, sources=GPT3, fixed=True)
def gpt3_on_eight_chips(world: World) -> float | None:
    return _lab(world, "gpt-3", "small")


@fact("duration", late=True, sources=("bigscience-hardware",), fixed=True)
def bloom_on_eight_chips(world: World) -> float | None:
    return _lab(world, "bloom", "small")


@fact("days", late=True, sources=("bigscience-hardware",), fixed=True)
def bloom_days(world: World) -> float | None:
    return _run(world, "bloom", "duration_days")


@fact("duration", late=True, sources=("llama-3-1-card",), fixed=True)
def llama_on_eight_chips(world: World) -> float | None:
    return _lab(world, "llama-3-1", "small")


@fact("days", late=True, sources=("llama-3-1-card",), fixed=True)
def llama_days(world: World) -> float | None:
    return _run(world, "llama-3-1", "duration_days")


@fact("days", late=True, sources=("arxiv-transformer",), fixed=True)
def transformer_days(world: World) -> float | None:
    return _run(world, "transformer", "duration_days")


@fact("count", late=True, sources=RUNS)
def big_runs_count(world: World) -> int | None:
    return len(big_runs(world)) or None


@fact("duration", late=True, sources=RUNS)
def big_runs_least_gain(world: World) -> float | None:
    table = big_runs(world)
    return float(math.floor((table["small"] - table["real"]).min())) if len(table) else None


@fact("duration", late=True, sources=RUNS)
def big_runs_most_gain(world: World) -> float | None:
    table = big_runs(world)
    return _two_digits(float((table["small"] - table["real"]).max())) if len(table) else None


@check
def every_big_run_gains_years(world: World) -> bool:
    """Each published run on a hundred chips or more was years shorter than it would have been on eight."""
    least = big_runs_least_gain(world)
    return bool(least and least >= YEARS_GAINED)


@fact("edition")
def last_is_first_of(world: World) -> str | None:
    return measure.first_edition_with(world.performance, growth.last_rmax(world))


@fact("name")
def last_is_first_of_name(world: World) -> str | None:
    return world.firsts.set_index("edition")["label"][last_is_first_of(world)]


@fact("duration")
def last_behind_first(world: World) -> float | None:
    return measure.years_between(last_is_first_of(world), world.edition) or None


@check
def last_is_years_behind(world: World) -> bool:
    """Number 500 of today is years behind number one."""
    years = last_behind_first(world)
    return bool(years and years >= YEARS_GAINED)


# METHODS COUNT TOO


@fact("operations", late=True, sources=RUNS, fixed=True)
def llama_operations(world: World) -> float | None:
    return _run(world, "llama-3-1", "training_flop")


@fact("operations", late=True, sources=RUNS, fixed=True)
def deepseek_operations(world: World) -> float | None:
    return _run(world, "deepseek-v3", "training_flop")


@fact("factor", late=True, sources=RUNS, fixed=True)
def llama_against_deepseek(world: World) -> float | None:
    llama, deepseek = llama_operations(world), deepseek_operations(world)
    return llama / deepseek if llama and deepseek else None


# THREE TESTS OF THE SAME MACHINES


def three_tests(world: World) -> pd.DataFrame:
    """Return the machines that are ranked by HPL, HPL-MxP and HPCG, in the newest list that all three have."""
    return measure.three_tests(world.lists, world.ai.hpl_mxp, world.ai.hpcg)


@fact("edition", late=True, sources=MXP + HPCG)
def three_edition(world: World) -> str | None:
    table = three_tests(world)
    return None if table.empty else table["edition"].iloc[0]


@fact("count", late=True, sources=MXP + HPCG)
def three_machines(world: World) -> int | None:
    return len(three_tests(world)) or None


def _three(world: World, column: str) -> pd.Series | None:
    """Return the machine that is best in one of the three tests."""
    table = three_tests(world)
    return None if table.empty else table.loc[table[column].idxmax()]


@fact("name", late=True, sources=MXP + HPCG)
def three_name(world: World) -> str | None:
    row = _three(world, "hpl")
    return None if row is None else row["label"]


def _three_speed(world: World, column: str) -> float | None:
    row = _three(world, "hpl")
    return None if row is None else float(row[column]) * 1000


@fact("performance", late=True, sources=MXP + HPCG)
def three_hpl(world: World) -> float | None:
    return _three_speed(world, "hpl")


@fact("performance", late=True, sources=MXP + HPCG)
def three_mxp(world: World) -> float | None:
    return _three_speed(world, "mxp")


@fact("performance", late=True, sources=MXP + HPCG)
def three_hpcg(world: World) -> float | None:
    return _three_speed(world, "hpcg")


@fact("factor", late=True, sources=MXP + HPCG)
def three_spread(world: World) -> float | None:
    mixed, memory = three_mxp(world), three_hpcg(world)
    return mixed / memory if mixed and memory else None


def mover(world: World) -> pd.Series | None:
    """Return the machine that gains most places from HPL to HPL-MxP among those in the figure."""
    table = shown_tests(world)
    return None if table.empty else table.loc[(table["rank"] - table["mxp_rank"]).idxmax()]


TESTS_SHOWN = 20  # best ranks of the TOP500 whose machines the figure shows


def shown_tests(world: World) -> pd.DataFrame:
    """Return those of `three_tests` that are among the first twenty of the TOP500."""
    table = three_tests(world)
    return table if table.empty else table[table["rank"] <= TESTS_SHOWN].reset_index(drop=True)


@fact("count", late=True, sources=MXP + HPCG)
def three_shown(world: World) -> int | None:
    return len(shown_tests(world)) or None


def _mover(world: World, column: str) -> object:
    row = mover(world)
    return None if row is None else row[column]


@fact("name", late=True, sources=MXP + HPCG)
def three_mover(world: World) -> str | None:
    return _mover(world, "label")


@fact("rank", late=True, sources=MXP + HPCG)
def three_mover_rank(world: World) -> int | None:
    return _mover(world, "rank")


@fact("rank", late=True, sources=MXP + HPCG)
def three_mover_mxp_rank(world: World) -> int | None:
    return _mover(world, "mxp_rank")


def _fugaku(world: World, column: str) -> int | None:
    table = three_tests(world)
    rows = table if table.empty else table[table["label"] == "Fugaku"]
    return None if rows.empty else int(rows[column].iloc[0])


@fact("rank", late=True, sources=MXP + HPCG)
def fugaku_rank(world: World) -> int | None:
    return _fugaku(world, "rank")


@fact("rank", late=True, sources=MXP + HPCG)
def fugaku_hpcg_rank(world: World) -> int | None:
    return _fugaku(world, "hpcg_rank")


@check
def three_rankings_differ(world: World) -> bool:
    """The order of the machines by HPL is not the one by HPL-MxP, nor the one by HPCG."""
    table = three_tests(world)
    if len(table) < 2:
        return False
    orders = [list(table.sort_values(key)["label"]) for key in ("rank", "mxp_rank", "hpcg_rank")]
    return orders[0] not in orders[1:]


@check
def three_first_is_the_same(world: World) -> bool:
    """One machine is the best of the three tests, among those that have all three results."""
    rows = [_three(world, key) for key in ("hpl", "mxp", "hpcg")]
    return rows[0] is not None and len({row["label"] for row in rows}) == 1


@check
def a_machine_gains_many_places(world: World) -> bool:
    """A machine of the figure is at least five places better by HPL-MxP than by HPL."""
    row = mover(world)
    return row is not None and bool(row["rank"] - row["mxp_rank"] >= 5)
