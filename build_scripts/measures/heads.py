"""The list shared out: performance per inhabitant and per dollar of GDP; Europe as one owner.

Pure functions from the lists (`load.load_lists`, with `place`) and the World Bank's tables (`models.store`).
A country is an ISO alpha-2 code.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..editions import decimal_year

OLDEST = 3  # years that a value may be older than the newest one that is used

# The members of the European Union as of today (27, without the United Kingdom), whatever the year of a list.
EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip


def per_unit(rows: pd.DataFrame, values: pd.DataFrame, value: str, year: int) -> pd.DataFrame:
    """Return the countries of one list, most performance per unit first.

    rows: one list. values: country, year and the column `value` (inhabitants, millions of dollars), of which the newest
    one up to `year` counts; a country without any, or whose newest is more than OLDEST years older than the newest of
    all, has no row (see `without_value`).
    Columns: country, systems, rmax_tflops, value, value_year, per (GFlop/s per unit), rank (from 1).
    """
    known = values[(values["year"] <= year) & values[value].notna()]
    known = known.sort_values("year").drop_duplicates("country", keep="last").set_index("country")
    known = known[known["year"] >= known["year"].max() - OLDEST]
    table = rows.groupby("country").agg(systems=("rank", "size"), rmax_tflops=("rmax_tflops", "sum"))
    table = table.join(known[[value, "year"]].rename(columns={value: "value", "year": "value_year"}), how="inner")
    table["per"] = table["rmax_tflops"] * 1000 / table["value"]
    table = table.reset_index().sort_values(["per", "country"], ascending=[False, True], ignore_index=True)
    table["rank"] = range(1, len(table) + 1)
    return table.astype({"value_year": int})


def without_value(rows: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    """Return the countries of a list that `per_unit` had to leave out, in alphabetical order."""
    return sorted(set(rows["country"]) - set(table["country"]))


def best_and(table: pd.DataFrame, most: int, always: Sequence[str]) -> pd.DataFrame:
    """Return the first rows of `per_unit`, and those of some countries wherever they are."""
    return table[(table["rank"] <= most) | table["country"].isin(list(always))].reset_index(drop=True)


def europe_as_one(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: Europe counted as one beside its rivals, as shares of the summed Rmax (0 to 1).

    Columns: edition, year, europe (TOP500's continent), eu (today's members), first_country (the one of Europe with
    most performance), first_share (what it holds alone), us, cn, jp. A place without a system holds 0.
    """
    rows = lists.assign(share=lists["rmax_tflops"] / lists.groupby("edition")["rmax_tflops"].transform("sum"))
    editions = sorted(lists["edition"].unique())

    def summed(chosen: pd.Series) -> pd.Series:
        return rows[chosen].groupby("edition")["share"].sum().reindex(editions, fill_value=0.0)

    european = rows[rows["place"] == "europe"].groupby(["edition", "country"])["share"].sum().reset_index()
    first = european.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    first = first.drop_duplicates("edition").set_index("edition").reindex(editions)
    columns = {
        "europe": summed(rows["place"] == "europe"),
        "eu": summed(rows["country"].isin(EU)),
        "first_country": first["country"].fillna(""),
        "first_share": first["share"].fillna(0.0),
        **{place: summed(rows["place"] == place) for place in ("us", "cn", "jp")},
    }
    table = pd.DataFrame(columns).rename_axis("edition").reset_index()
    table.insert(1, "year", [decimal_year(edition) for edition in table["edition"]])
    return table


def owners_with_europe(rows: pd.DataFrame) -> pd.Series:
    """Return owner -> summed Rmax in TFlop/s of one list, largest first; Europe is one owner, "europe"."""
    owner = rows["country"].where(rows["place"] != "europe", "europe")
    return rows.groupby(owner)["rmax_tflops"].sum().sort_values(ascending=False, kind="stable")
