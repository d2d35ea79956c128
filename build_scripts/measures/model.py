"""How big a model is: pages of code and of weights, piles of paper, teams by computing, machines to train and to serve.

Pure functions on the tables of `data/models/models.csv` and `data/facts/runs.csv`.
"""

from __future__ import annotations

import itertools
import math

import pandas as pd

# The arithmetic of paper. A page of 3,000 numbers is small print: fifty lines of sixty numbers.
LINES_PER_PAGE = 50
NUMBERS_PER_PAGE = 3000
PAGES_PER_SHEET = 2
SHEET_M = 1e-4  # thickness of a sheet of office paper (80 g/m²), in metres
FEW_HUNDRED = 500  # pages: the most that "a few hundred" can mean

# Heights to compare piles with, in metres: with antennas (since 2022), as measured in 2023, and in 2020.
HEIGHTS = {"eiffel": 330.0, "mont_blanc": 4806.0, "everest": 8849.0}

# Which landmark models are piled up, and what makes one known well enough for the table.
PILES = ("pocket-tts", "gpt-2", "moshi", "llama-2", "bloom", "gpt-3", "palm", "llama-3-1", "deepseek-v3")
MEASURES = ("authors", "parameters", "weights_gb", "training_flop", "hardware_count", "duration_days", "code_lines")
KNOWN = 5

SMALL_TEAM = 6  # the article: five or six researchers
CHIP_MEMORY_GB = 80.0  # one NVIDIA A100 or H100 of 80 GB
CUT_LISTS = 100  # a count of exactly 100 is a list that was cut
FIRST_YEAR = 2010
BANDS = (0.0, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, math.inf)  # FLOP; each band holds its lower bound
PERIODS = ((1950, 1999), (2000, 2009), (2010, 2016), (2017, 2019), (2020, 2022), (2023, 2024), (2025, 2099))


def pages_of_code(lines: float) -> int:
    """Return the pages that lines of code fill, 50 to a page, the last one begun."""
    return math.ceil(lines / LINES_PER_PAGE)


def pages_of_numbers(parameters: float) -> int:
    """Return the pages that a model's parameters fill, 3,000 numbers to a page, the last one begun."""
    return math.ceil(parameters / NUMBERS_PER_PAGE)


def pile_m(pages: float) -> float:
    """Return the height in metres of that many pages, printed on both sides of sheets of 0.1 mm."""
    return math.ceil(pages / PAGES_PER_SHEET) * SHEET_M


def chips_to_hold(weights_gb: float) -> int:
    """Return how many chips of 80 GB hold the weights; what a running model needs besides is left out."""
    return math.ceil(weights_gb / CHIP_MEMORY_GB)


def operations_per_token(parameters: float) -> float:
    """Return the operations that one more token takes a trained model: a product and a sum for each parameter in use.

    The usual estimate, 2N (Kaplan et al. 2020, arXiv 2001.08361, section 2.1); work on long texts comes on top.
    """
    return 2 * parameters


def of_runs(runs: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """Return the runs, oldest first, with three more columns.

    date: of their dated facts. active: parameters in use for a token. label: the model's name without what stands in
    brackets, in signs that need no language.
    """
    dates = dated.set_index("id")["date"]
    table = runs.assign(
        date=pd.to_datetime(runs["fact"].map(dates)),
        active=runs["active_parameters"].fillna(runs["parameters"]),
        label=runs["model"].str.replace(r" \(.*\)", "", regex=True).str.replace(" and ", " / "),
    )
    return table.sort_values(["date", "fact"], ignore_index=True)


def known_well(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the runs of which at least five of seven measures are known: those of the table in the text."""
    return runs[runs[list(MEASURES)].notna().sum(axis=1) >= KNOWN]


def piled(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the runs whose weights the figure piles up, with `pages` and the height of the `pile` in metres."""
    table = runs[runs["fact"].isin([f"run-{name}" for name in PILES])].dropna(subset=["parameters"])
    pages = table["parameters"].map(pages_of_numbers)
    return table.assign(pages=pages, pile=pages.map(pile_m))


def landmark(runs: pd.DataFrame) -> pd.Series | None:
    """Return the run that took most operations, of those whose code and parameters are known too; None if none is."""
    known = runs.dropna(subset=["code_lines", "parameters", "training_flop"])
    return None if known.empty else known.loc[known["training_flop"].idxmax()]


def signed(models: pd.DataFrame) -> pd.DataFrame:
    """Return the notable models whose list of authors can be counted and whose training operations are known.

    Left out: incomplete lists and counts of exactly 100 (cut lists), single names from 2020 on (nearly all are
    organisations), models before 2010. Adds `year` and `small` (six authors or fewer).
    """
    table = models.assign(year=models["published"].dt.year)
    kept = (
        (table["table"] == "notable")
        & (table["authors_complete"] == "yes")
        & (table["authors_count"] > 0)
        & (table["authors_count"] != CUT_LISTS)
        & ~((table["authors_count"] == 1) & (table["year"] >= 2020))
        & (table["year"] >= FIRST_YEAR)
        & (table["training_flop"] > 0)
    )
    table = table[kept]
    return table.assign(small=table["authors_count"] <= SMALL_TEAM)


def by_band(table: pd.DataFrame) -> pd.DataFrame:
    """Return low, high (FLOP), models, small_share and median_authors by band of computing; bands without models out.

    table: from `signed`.
    """
    rows = []
    for low, high in itertools.pairwise(BANDS):
        part = table[(table["training_flop"] >= low) & (table["training_flop"] < high)]
        if len(part):
            rows.append((low, high, len(part), part["small"].mean(), part["authors_count"].median()))
    return pd.DataFrame(rows, columns=["low", "high", "models", "small_share", "median_authors"])


def kinds_by_period(models: pd.DataFrame) -> pd.DataFrame:
    """Return first, last (year), models, academia_share, academia_named of the notable models by period.

    academia_share: of models whose first organisation is academic; academia_named: of those that name any academic one.
    Models without a kind are left out.
    """
    table = models[(models["table"] == "notable") & (models["organization_kind"] != "")]
    year = table["published"].dt.year
    rows = []
    for first, last in PERIODS:
        part = table[year.between(first, last)]
        if len(part):
            share = (part["organization_kind"] == "Academia").mean()
            rows.append((first, min(last, int(year.max())), len(part), share, (part["academia"] == "yes").mean()))
    return pd.DataFrame(rows, columns=["first", "last", "models", "academia_share", "academia_named"])


def rank_correlation(one: pd.Series, other: pd.Series) -> float:
    """Return Spearman's coefficient: Pearson's on ranks, ties sharing their mean rank."""
    return float(one.rank().corr(other.rank()))


def rank_correlation_given(one: pd.Series, other: pd.Series, third: pd.Series) -> float:
    """Return Spearman's coefficient of two series with a third one held: the partial correlation of their ranks."""
    first, second, across = (
        rank_correlation(one, other),
        rank_correlation(one, third),
        rank_correlation(other, third),
    )
    return (first - second * across) / math.sqrt((1 - second**2) * (1 - across**2))
