"""How the list is renewed: machines that enter, the age of those that stay, and what becomes of former number ones.

A machine is followed by `system_id`. Three limits of the data decide what is known: ids were all renumbered between
2011-06 and 2011-11; some rows before 2014-11 have none; `previous_rank` and `first_edition` are given since 2012-06.
"""

from __future__ import annotations

import re

import pandas as pd

from ..editions import decimal_year, edition_number, next_edition
from .identity import PUBLISHED, REBUILT, RENUMBERED

MOST_UNKNOWN = 10  # rows of a list (2 %) whose machine may be unknown; with more the list is left out
AGES_SINCE = "1996-06"  # before, too many machines stood on the very first list: when they came is not known
TOP = 10
AWAY = 4  # lists in a row without a machine, after which it is gone for good


def entries(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition from the second one on: edition, year, entered, outpaced.

    entered: machines that were not on the list before, which is also how many left; NaN where it is not known.
    Since 2012-06: rows without `previous_rank`, as published. Before: rows whose `system_id` is not on the list before
    (an upgrade may bring a new id), if 10 rows of both lists at most have no id and the ids were not renumbered.
    outpaced: machines of the list before with less Rmax than the new number 500; they had to leave. Known of all lists.
    """
    groups = {edition: rows for edition, rows in lists.groupby("edition", sort=True)}
    found, before = [], None
    for edition, rows in groups.items():
        if before is not None:
            outpaced = int((before["rmax_tflops"] < rows["rmax_tflops"].min()).sum())
            found.append((edition, decimal_year(edition), _entered(edition, rows, before), outpaced))
        before = rows
    return pd.DataFrame(found, columns=["edition", "year", "entered", "outpaced"])


def _entered(edition: str, rows: pd.DataFrame, before: pd.DataFrame) -> float:
    """Return how many machines are new, NaN if that is not known."""
    if edition >= PUBLISHED:
        return float(rows["previous_rank"].isna().sum())
    unknown = rows["system_id"].isna().sum() + before["system_id"].isna().sum()
    if edition == RENUMBERED or unknown > MOST_UNKNOWN:
        return float("nan")
    return float((~rows["system_id"].isin(before["system_id"].dropna())).sum())


def ages(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 1996-06: edition, year, mean, median (years), machines (with an age).

    Age: half a year for each list since the machine's first one, 0 if it is new. First list: `first_edition` where
    it is published, before that the first list with the same `system_id` (an upgrade may bring a new id, a new age).
    NaN where more than 10 rows have no age.
    """
    number = {edition: edition_number(edition) for edition in sorted(lists["edition"].unique())}
    first = _first_lists(lists)
    rows = lists.assign(age=(lists["edition"].map(number) - first) / 2)
    rows = rows[rows["edition"] >= AGES_SINCE]
    groups = rows.groupby("edition", sort=True)["age"]
    table = pd.DataFrame({"mean": groups.mean(), "median": groups.median(), "machines": groups.count()})
    unknown = groups.size() - table["machines"] > MOST_UNKNOWN
    table.loc[unknown, ["mean", "median"]] = float("nan")
    table = table.reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table


def _first_lists(lists: pd.DataFrame) -> pd.Series:
    """Return the number of each row's first list, NaN where it is not known."""
    published = lists["first_edition"].map(lambda text: edition_number(text) if text else float("nan"))
    own = lists["edition"].map({edition: edition_number(edition) for edition in lists["edition"].unique()})
    old = lists["edition"] < RENUMBERED
    by_id = own[old].groupby(lists.loc[old, "system_id"]).transform("min")
    return published.fillna(by_id.reindex(lists.index))


def trails(lists: pd.DataFrame, reigns: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of each former number one: label, country, edition, years (since its last list on top), rank.

    reigns: as returned by `growth.reigns`. The first row of a machine is its last list as number one: years 0, rank 1.
    A machine is followed by `system_id`; where its id is gone, by the same name at the same site (from 2011-06 to
    2011-11, when all ids changed, in the same country) with no more than 1.5 times the Rmax and no less than 1 / 1.5 of
    it. A list without it has no row; after four such lists it is gone for good.
    """
    groups = {edition: rows for edition, rows in lists.groupby("edition", sort=True)}
    newest = max(groups)
    last = reigns.groupby("label", sort=False)["end"].max().sort_values()
    found = []
    for label, end in last[last < newest].items():
        machine, away = groups[end].iloc[0], 0
        found.append((label, machine["country"], end, 0.0, 1))
        for edition in [edition for edition in groups if edition > end]:
            row = _again(machine, label, groups[edition])
            away = away + 1 if row is None else 0
            if away > AWAY:
                break
            if row is not None:
                machine = row
                years = (edition_number(edition) - edition_number(end)) / 2
                found.append((label, machine["country"], edition, years, int(machine["rank"])))
    return pd.DataFrame(found, columns=["label", "country", "edition", "years", "rank"])


def _again(machine: pd.Series, label: str, rows: pd.DataFrame) -> pd.Series | None:
    """Return the row of a machine in a later list, None if it is not there. label: its name as number one."""
    renumbered = machine["edition"] < RENUMBERED <= rows["edition"].iloc[0]
    same = rows.iloc[:0] if renumbered else rows[rows["system_id"] == machine["system_id"]]
    if same.empty:
        key = "country" if renumbered else "site_id"
        rows = rows[rows[key] == machine[key]]
        rows = rows[(rows["rmax_tflops"] / machine["rmax_tflops"]).between(1 / REBUILT, REBUILT)]
        same = rows[[_stem(other) == _stem(label) for other in rows["label"]]]
    return None if same.empty else same.iloc[0]


def _stem(label: str) -> str:
    """Return a name without the number of processors: "CM-5/1056" is "CM-5"."""
    return re.sub(r"/\d+$", "", label)


def falls(trails: pd.DataFrame, editions: list[str]) -> pd.DataFrame:
    """Return one row per former number one, oldest first: label, country, end, top_ten_years, list_years, rank, ranks.

    trails: as returned by `trails`. editions: all lists, in order. end: its last list as number one.
    top_ten_years, list_years: from `end` to the first list without it in the top ten (on the list); NaN while it is
    still there. rank: its rank in the newest list, NaN if it is gone. ranks: rank by rank from `end` on, "–" for a
    list without it.
    """
    rows = []
    for label, trail in trails.groupby("label", sort=False):
        end, rank_of = trail["edition"].iloc[0], dict(zip(trail["edition"], trail["rank"], strict=True))
        after = [edition for edition in editions if edition >= end]
        out_of_top = next((edition for edition in after if rank_of.get(edition, TOP + 1) > TOP), None)
        last = trail["edition"].iloc[-1]
        gone = next_edition(last) if last != editions[-1] else None
        seen = [str(rank_of.get(edition, "–")) for edition in after if edition <= last]
        rows.append((label, trail["country"].iloc[0], end, _years(end, out_of_top), _years(end, gone),
                     float(rank_of.get(editions[-1], "nan")), " ".join(seen)))  # fmt: skip
    return pd.DataFrame(rows, columns=["label", "country", "end", "top_ten_years", "list_years", "rank", "ranks"])


def _years(start: str, end: str | None) -> float:
    """Return the years between two editions, NaN if there is no second one."""
    return (edition_number(end) - edition_number(start)) / 2 if end else float("nan")


def record_lives(lists: pd.DataFrame, reigns: pd.DataFrame) -> pd.DataFrame:
    """Return how long each record was enough to be on the list: label, country, start, rmax_tflops, until, years, rank.

    reigns: as returned by `growth.reigns`. One row per machine, oldest first. rmax_tflops: its best Rmax as number one.
    until: first list whose number 500 is faster, "" while none is; years: from its first list as number one to `until`.
    rank: the rank that this Rmax has in the newest list, NaN if it is too slow for it.
    """
    last = lists[lists["rank"] == 500].set_index("edition")["rmax_tflops"].sort_index()
    now = lists.loc[lists["edition"] == last.index[-1], "rmax_tflops"]
    rows = []
    for label, reign in reigns.groupby("label", sort=False):
        start, rmax = reign["start"].min(), reign["rmax_tflops"].max()
        until = next((edition for edition, value in last.items() if edition >= start and value > rmax), None)
        rank = float("nan") if until else float((now > rmax).sum() + 1)
        rows.append((label, reign["country"].iloc[0], start, rmax, until or "", _years(start, until), rank))
    return pd.DataFrame(rows, columns=["label", "country", "start", "rmax_tflops", "until", "years", "rank"])


def peak_shares(lists: pd.DataFrame) -> pd.DataFrame:
    """Return Rmax / Rpeak (0 to 1) by edition: edition, year, low, median, high (10, 50, 90 %), first, left_out.

    Rpeak: the speed that all units of all processors would give together if none ever waited. Rows with more Rmax than
    Rpeak, which cannot be, and rows without Rpeak are left out and counted (left_out). first: number one's, NaN if it
    is left out.
    """
    rows = lists.assign(share=lists["rmax_tflops"] / lists["rpeak_tflops"])
    rows.loc[rows["share"] > 1, "share"] = float("nan")
    groups = rows.groupby("edition", sort=True)["share"]
    table = pd.DataFrame({"low": groups.quantile(0.1), "median": groups.median(), "high": groups.quantile(0.9)})
    table["first"] = rows[rows["rank"] == 1].set_index("edition")["share"]
    table["left_out"] = groups.size() - groups.count()
    table = table.reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table


def rivals(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: edition, year, us_systems, cn_systems, us_rmax, cn_rmax (sums, TFlop/s)."""
    table = pd.DataFrame(index=sorted(lists["edition"].unique()))
    for country in ("us", "cn"):
        rows = lists[lists["country"] == country.upper()].groupby("edition")["rmax_tflops"]
        table[f"{country}_systems"] = rows.size().reindex(table.index, fill_value=0)
        table[f"{country}_rmax"] = rows.sum().reindex(table.index, fill_value=0.0)
    table = table.rename_axis("edition").reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table
