"""Electricity: power of the machines and what they do with a watt. Estimated ("derived") power is left out."""

from __future__ import annotations

import pandas as pd

from ..editions import decimal_year

POWER_SINCE = "2008-06"  # the first list with a power column
SOURCE_SINCE = "2016-11"  # the first list that says whether power was submitted or derived


def measured(lists: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a power that was handed in (kW), with `gflops_per_watt` = Rmax / power.

    Lists before 2016-11 do not say where a power comes from: all their values count. Later, "derived" ones
    (estimated from similar machines) are left out; "optimized" ones are left out too, because they come from
    a run tuned for efficiency and do not go with the Rmax of the row.
    """
    known = lists["power_kw"].notna() & ((lists["edition"] < SOURCE_SINCE) | (lists["power_source"] == "submitted"))
    rows = lists[known].copy()
    rows["gflops_per_watt"] = rows["rmax_tflops"] / rows["power_kw"]  # TFlop/s per kW = GFlop/s per W
    return rows


def efficiency(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 2008-06: edition, year, systems (with power), first, median, best.

    first, median, best: GFlop/s per watt of number one (NaN if its power is unknown), of the middle system and of
    the best one.
    """
    rows = measured(lists)
    groups = rows.groupby("edition", sort=True)["gflops_per_watt"]
    first = rows[rows["rank"] == 1].set_index("edition")["gflops_per_watt"]
    table = pd.DataFrame({"systems": groups.size(), "median": groups.median(), "best": groups.max()})
    table["first"] = first.reindex(table.index)
    table = table.reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table


def power_of_leaders(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 2008-06: edition, year, first_kw (number one), top_ten_median_kw.

    top_ten_median_kw: median of the powers known in the top ten. NaN where nothing is known.
    """
    rows = measured(lists)
    top = rows[rows["rank"] <= 10]
    editions = sorted(lists.loc[lists["edition"] >= POWER_SINCE, "edition"].unique())
    first = top[top["rank"] == 1].set_index("edition")["power_kw"].reindex(editions)
    median = top.groupby("edition")["power_kw"].median().reindex(editions)
    return pd.DataFrame(
        {
            "edition": editions,
            "year": [decimal_year(edition) for edition in editions],
            "first_kw": first.to_numpy(),
            "top_ten_median_kw": median.to_numpy(),
        }
    )
