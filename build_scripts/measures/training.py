"""Machine time: how long a training run takes on a machine, what bridges 64 and 16 bits, how fast training has grown.

Pure functions on the lists and on the tables of `data/models` and `data/facts`. Operations are FLOP, speeds TFlop/s,
times years of 365.25 days where nothing else is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import linear_regression

import pandas as pd

from ..editions import decimal_year

SECONDS_PER_YEAR = 365.25 * 86_400
HOURS_PER_YEAR = 365.25 * 24
DAYS_PER_YEAR = 365.25

# A laptop, in 64 bits. Our assumption: 8 cores at 3 GHz, each with two units that do 4 products and 4 sums a tick
# (AVX2). No laptop was measured.
LAPTOP_TFLOPS = 8 * 3.0 * 16 / 1000
SMALL_LAB_CHIPS = 8  # one server of today commonly holds eight
MINIMUM_MACHINES = 10  # HPL-MxP results: a median of fewer says nothing
MINIMUM_MODELS = 10
MINIMUM_YEARS = 3.0

# Machines on the list whose chips are known, to compare trainings with: name, site, edition, units per chip.
# Chips = accelerator cores of the list / streaming multiprocessors per chip (80, 108 and 132 by NVIDIA's papers on the
# architectures Volta, Ampere and Hopper).
REFERENCES = {
    "V100": ("Summit", "Oak Ridge", "2019-11", 80),
    "A100": ("Selene", "NVIDIA", "2020-11", 108),
    "GH200": ("Alps", "CSCS", "2024-11", 132),
    "H100": ("Eagle", "Azure", "2024-06", 132),
}


def years_to_run(operations: float, tflops: float, factor: float = 1) -> float:
    """Return the years that operations take a machine without a pause.

    tflops: its HPL speed (64 bits). factor: training operations that it does in the time of one of HPL, see `bridge`.
    """
    return operations / (tflops * 1e12 * factor) / SECONDS_PER_YEAR


# THE BRIDGE FROM 64 TO 16 BITS


def admitted(mxp: pd.DataFrame) -> pd.DataFrame:
    """Return the newest HPL-MxP list without results in 8 bits, which are no longer admitted; indexed anew."""
    newest = mxp[mxp["list"] == mxp["list"].max()]
    return newest[newest["fp8"] != "yes"].reset_index(drop=True)


@dataclass(frozen=True)
class Bridge:
    """How many times as fast as HPL machines are in HPL-MxP: the spread over the machines of one list."""

    edition: str
    machines: int
    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float


def bridge(mxp: pd.DataFrame) -> Bridge | None:
    """Return the spread of the measured speedups of the newest HPL-MxP list, None for fewer than ten machines.

    The speedups are those that the list prints; quartiles are interpolated linearly.
    """
    table = admitted(mxp)
    if len(table) < MINIMUM_MACHINES:
        return None
    parts = table["speedup"].quantile([0, 0.25, 0.5, 0.75, 1])
    return Bridge(str(table["list"].iloc[0]), len(table), *(float(part) for part in parts))


def hpl_per_chip(lists: pd.DataFrame, chip: str) -> float | None:
    """Return the HPL speed per chip of the machine that stands for a chip, None if no list up to now has it."""
    name, site, edition, units = REFERENCES[chip]
    rows = lists[
        (lists["edition"] == edition)
        & (lists["label"] == name)
        & lists["site"].str.contains(site, regex=False)
        & lists["accelerator_cores"].notna()
    ]
    if len(rows) != 1:
        return None
    row = rows.iloc[0]
    return float(row["rmax_tflops"] / (row["accelerator_cores"] / units))


def chip_of(hardware: str) -> str | None:
    """Return the chip of REFERENCES that a text names, None if it names none."""
    return next((chip for chip in REFERENCES if chip in hardware), None)


def trained_against_hpl(runs: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Return the trainings whose speed per chip can be set against HPL on the same kind of chip.

    Kept are runs whose parameters, tokens and chip-hours are published, on a chip of a machine of the list. Operations
    are six for each parameter in use and token: Epoch AI's of BLOOM, and in part of Llama 2, are themselves chip-hours
    at an assumed speed, and would only give that speed back. Adds chip, machine, trained (TFlop/s a chip, over the
    whole run), hpl (TFlop/s a chip) and ratio. runs: from `measures.model.of_runs`, oldest first.
    """
    known = runs.dropna(subset=["active", "training_tokens", "gpu_hours"])
    known = known.assign(chip=known["hardware"].map(chip_of)).dropna(subset=["chip"])
    known = known.assign(
        machine=[REFERENCES[chip][0] for chip in known["chip"]],
        trained=6 * known["active"] * known["training_tokens"] / (known["gpu_hours"] * 3600) / 1e12,
        hpl=[hpl_per_chip(lists, chip) for chip in known["chip"]],
    )
    known = known.dropna(subset=["hpl"])
    return known.assign(ratio=known["trained"] / known["hpl"]).reset_index(drop=True)


# GROWTH


def largest_trainings(models: pd.DataFrame, since: int, confidence: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return Epoch AI's frontier models since a year with known operations, oldest first, with `year` (decimal).

    Models made from another one are left out: their row repeats the operations of their base. confidence: keep only
    rows of which Epoch AI is that sure.
    """
    return _with_operations(models[models["frontier"] == "yes"], since, confidence)


def notable_trainings(models: pd.DataFrame, since: int) -> pd.DataFrame:
    """Return all notable models since a year with known operations, as `largest_trainings` does."""
    return _with_operations(models[models["table"] == "notable"], since, ())


def _with_operations(models: pd.DataFrame, since: int, confidence: tuple[str, ...]) -> pd.DataFrame:
    kept = (models["training_flop"] > 0) & (models["base_model"] == "") & (models["published"].dt.year >= since)
    if confidence:
        kept &= models["confidence"].isin(confidence)
    table = models[kept].sort_values(["published", "id"])
    return table.assign(year=[day.year + (day.day_of_year - 0.5) / DAYS_PER_YEAR for day in table["published"]])


@dataclass(frozen=True)
class Trend:
    """A steady growth: points it rests on, first and last year (decimal), doubling time in years, value at a year."""

    points: int
    start: float
    end: float
    doubling_years: float
    height: float  # log2 of the value in the year 0

    @property
    def per_year(self) -> float:
        """By how much the value is multiplied in a year."""
        return 2 ** (1 / self.doubling_years)

    def at(self, year: float) -> float:
        """Return the value of the line in a year."""
        return 2 ** (self.height + year / self.doubling_years)


def trend(years: pd.Series, values: pd.Series) -> Trend | None:
    """Fit a straight line to log2(values) over years by least squares.

    None for fewer than ten points, less than three years between first and last, or values that do not grow.
    """
    if len(years) < MINIMUM_MODELS or max(years) - min(years) < MINIMUM_YEARS:
        return None
    slope, height = linear_regression(years, [math.log2(value) for value in values])
    if slope <= 0:
        return None
    return Trend(len(years), float(min(years)), float(max(years)), 1 / slope, height)


def list_trend(performance: pd.DataFrame, column: str, start: float, end: float) -> Trend | None:
    """Return the growth of a column of `measures.growth.performance` over the editions from one year to another."""
    table = performance[performance["year"].between(start, end)]
    return trend(table["year"], table[column])


# YEARS


def chip_years(chip_hours: float, chips: float = 1) -> float:
    """Return the years that so many chips need for so many chip-hours, if they never stop."""
    return chip_hours / chips / HOURS_PER_YEAR


def small_lab(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the runs whose chip-hours and chips are published, with three times in years.

    real: on the real machine (days as told, or chip-hours / chips where they are not). one: on one chip of its kind.
    small: on eight. Estimates from outside (GPT-4, Grok) are left out: they are named by `guessed`.
    """
    known = runs.dropna(subset=["gpu_hours", "hardware_count"])
    known = known[~guessed(known)]
    days = known["duration_days"].fillna(known["gpu_hours"] / known["hardware_count"] / 24)
    return known.assign(
        real=days / DAYS_PER_YEAR,
        one=chip_years(known["gpu_hours"]),
        small=chip_years(known["gpu_hours"], SMALL_LAB_CHIPS),
    ).reset_index(drop=True)


def guessed(runs: pd.DataFrame) -> pd.Series:
    """Return which runs are told by outside estimates alone: their makers publish neither machine nor hours."""
    return runs["fact"].str.match(r"run-(gpt-4|gpt-5|grok|mistral-large)")


def first_edition_with(performance: pd.DataFrame, tflops: float) -> str | None:
    """Return the first edition whose number one does at least that much, None if there is none."""
    reached = performance.loc[performance["first"] >= tflops, "edition"]
    return None if reached.empty else str(reached.iloc[0])


def last_edition_below(performance: pd.DataFrame, tflops: float) -> str | None:
    """Return the newest edition whose number one does less than that, None if there is none."""
    below = performance.loc[performance["first"] < tflops, "edition"]
    return None if below.empty else str(below.iloc[-1])


def years_between(early: str, late: str) -> float:
    """Return the years between two editions."""
    return decimal_year(late) - decimal_year(early)


# THREE TESTS


def three_tests(lists: pd.DataFrame, mxp: pd.DataFrame, hpcg: pd.DataFrame) -> pd.DataFrame:
    """Return the machines that are ranked in TOP500, HPL-MxP and HPCG, in the newest list that all three have.

    Rows are joined by the rank in the TOP500 that all three print. Columns: edition, label, country, place, rank (in
    the TOP500), mxp_rank, hpcg_rank, hpl, mxp, hpcg (PFlop/s). Results in 8 bits are left out, ranks are as printed.
    """
    common = set(lists["edition"]) & set(mxp["list"]) & set(hpcg["list"])
    if not common:
        return pd.DataFrame()
    newest = max(common)
    fast = mxp[(mxp["list"] == newest) & (mxp["fp8"] != "yes")].assign(mxp=lambda rows: rows["hpl_mxp_eflops"] * 1000)
    fast = fast.rename(columns={"rank": "mxp_rank"})[["top500_rank", "mxp_rank", "mxp"]]
    slow = hpcg[hpcg["list"] == newest].rename(columns={"rank": "hpcg_rank", "hpcg_pflops": "hpcg"})
    slow = slow[["top500_rank", "hpcg_rank", "hpcg"]]
    rows = lists[lists["edition"] == newest].assign(hpl=lambda rows: rows["rmax_tflops"] / 1000)
    rows = rows[["edition", "label", "country", "place", "rank", "hpl"]]
    table = rows.merge(fast.dropna(), left_on="rank", right_on="top500_rank")
    return table.merge(slow.dropna(), on="top500_rank").sort_values("rank", ignore_index=True)
