"""How fast the list grows: first, last and sum of Rmax, and the time in which they double."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import linear_regression

import pandas as pd

from ..editions import decimal_year
from ..errors import refuse

MINIMUM_LISTS = 4  # a straight line through fewer points says nothing about growth


def performance(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: edition, year (decimal), first, last, total (Rmax in TFlop/s), top10 (their sum)."""
    by_edition = lists.groupby("edition", sort=True)["rmax_tflops"]
    top10 = lists[lists["rank"] <= 10].groupby("edition", sort=True)["rmax_tflops"].sum()
    table = pd.DataFrame(
        {"first": by_edition.first(), "last": by_edition.last(), "total": by_edition.sum(), "top10": top10}
    ).reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table


def doubling_time(years: Sequence[float], values: Sequence[float]) -> float:
    """Return the time, in years, in which `values` double.

    Fits a straight line to log2(values) over years by least squares; the doubling time is 1 / slope.
    years: decimal years, values: positive and known, at least four of each.
    Raises Refused for fewer points. A falling or flat series has no doubling time: returns infinity.
    """
    if len(years) < MINIMUM_LISTS:
        raise refuse("doubling time", f"has {len(years)} lists", f"{MINIMUM_LISTS} or more")
    # statistics sums exactly: NumPy's fit gives a flat series another slope than 0 on some processors.
    slope = linear_regression(years, [math.log2(value) for value in values]).slope
    return 1 / slope if slope > 0 else math.inf


def rolling_doubling(table: pd.DataFrame, column: str, span: int) -> pd.DataFrame:
    """Return edition, year, doubling_years of `column` over the last `span` editions, from the first full span on.

    table: as returned by `performance`. span: number of editions (20 = ten years).
    """
    rows = [
        (
            table["edition"].iloc[end - 1],
            table["year"].iloc[end - 1],
            doubling_time(table["year"].iloc[end - span : end], table[column].iloc[end - span : end]),
        )
        for end in range(span, len(table) + 1)
    ]
    return pd.DataFrame(rows, columns=["edition", "year", "doubling_years"])


def reigns(firsts: pd.DataFrame) -> pd.DataFrame:
    """Return the machines that were number one, in order: label, country, start, end, editions, rmax_tflops (best).

    firsts: the rows of rank 1, ordered by edition, with a column `label` (the same name for the same machine).
    A machine that comes back has one row per reign.
    """
    change = (firsts["label"] != firsts["label"].shift()).cumsum()
    return (
        firsts.groupby(change, sort=True)
        .agg(
            label=("label", "first"),
            country=("country", "first"),
            start=("edition", "first"),
            end=("edition", "last"),
            editions=("edition", "size"),
            rmax_tflops=("rmax_tflops", "max"),
        )
        .reset_index(drop=True)
    )


def last_first_below(table: pd.DataFrame) -> str | None:
    """Return the newest edition whose number one would miss today's list, or None if each would still be in it.

    table: as returned by `performance`; "today" is its last row.
    """
    below = table.loc[table["first"] < table["last"].iloc[-1], "edition"]
    return str(below.iloc[-1]) if len(below) else None
