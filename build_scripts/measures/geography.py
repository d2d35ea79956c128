"""Who owns the machines: countries and regions, by number of systems and by performance."""

from __future__ import annotations

import pandas as pd

from ..editions import decimal_year

# The places that the site follows. A system belongs to exactly one of them; "europe" is TOP500's continent
# (with Russia, Switzerland and the United Kingdom, without Turkey and Israel).
PLACES = ("us", "cn", "europe", "jp", "other")
ARTICLE_TOP10 = {"us": 5, "cn": 2, "europe": 2, "jp": 1, "other": 0}  # the count that the article gives
ARTICLE_EDITION = "2024-06"  # the list in force when the article appeared, on 4 November 2024
CONSIDERABLE = 1.5  # a lead is considerable from this many times what the next country holds


def place_of(lists: pd.DataFrame) -> pd.Series:
    """Return the place (one of PLACES) of each row."""
    place = pd.Series("other", index=lists.index)
    place[lists["region"] == "Europe"] = "europe"
    for code in ("us", "cn", "jp"):
        place[lists["country"] == code.upper()] = code
    return place


def holdings(lists: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return systems and performance by edition and group.

    group: the group of each row. Columns: edition, group, systems, rmax_tflops, systems_share and rmax_share
    (0 to 1, of the 500 systems and of the summed Rmax of that edition), best_rank. Absent groups have no row.
    """
    table = (
        lists.assign(group=group)
        .groupby(["edition", "group"], sort=True)
        .agg(systems=("rank", "size"), rmax_tflops=("rmax_tflops", "sum"), best_rank=("rank", "min"))
        .reset_index()
    )
    totals = table.groupby("edition")[["systems", "rmax_tflops"]].transform("sum")
    table["systems_share"] = table["systems"] / totals["systems"]
    table["rmax_share"] = table["rmax_tflops"] / totals["rmax_tflops"]
    return table


def over_time(table: pd.DataFrame, value: str, groups: tuple[str, ...]) -> pd.DataFrame:
    """Return one row per edition (edition, year) and one column of `value` per group, 0 where a group is absent.

    table: as returned by `holdings`.
    """
    wide = table.pivot(index="edition", columns="group", values=value).reindex(columns=list(groups)).fillna(0)
    wide = wide.reset_index().rename_axis(columns=None)
    wide.insert(1, "year", [decimal_year(edition) for edition in wide["edition"]])
    return wide


def top_ten_by_place(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: edition, year and the number of top ten systems of each place (they add up to 10)."""
    top = lists[lists["rank"] <= 10]
    counts = pd.crosstab(top["edition"], place_of(top)).reindex(columns=list(PLACES), fill_value=0)
    counts = counts.reset_index().rename_axis(columns=None)
    counts.insert(1, "year", [decimal_year(edition) for edition in counts["edition"]])
    return counts


def matches_article(counts: pd.DataFrame) -> pd.Series:
    """Return for each row of `top_ten_by_place` whether it is the article's count, 5 / 2 / 2 / 1."""
    return (counts[list(PLACES)] == pd.Series(ARTICLE_TOP10)[list(PLACES)]).all(axis=1)
