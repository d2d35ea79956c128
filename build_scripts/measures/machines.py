"""What the machines are: their names, accelerators and makers."""

from __future__ import annotations

import pandas as pd

from ..editions import decimal_year

# The column "accelerator" exists since 2011-06; before, a list says nothing about accelerators.
ACCELERATORS_SINCE = "2011-06"


def labels(lists: pd.DataFrame, known: dict[tuple[str, str], str]) -> pd.Series:
    """Return a short name for each system: the published name, else the known one, else the computer text's start.

    known: (computer text, site) -> name in common use, for machines whose list gives none (`data/vocab/names.csv`).
    """
    pairs = zip(lists["computer"], lists["site"], strict=True)
    common = pd.Series([known.get(pair, "") for pair in pairs], index=lists.index)
    short = lists["computer"].map({computer: model(computer) for computer in lists["computer"].unique()})
    return common.where(common != "", lists["name"]).where(lambda text: text != "", short)


def model(computer: str) -> str:
    """Return the start of a computer text, which names its kind: a label that is no more than that is no own name."""
    return computer.split(",")[0].split(" - ")[0].strip()


def accelerated(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 2011-06: edition, year, systems, systems_share, rmax_share (0 to 1).

    A system counts as accelerated if its accelerator is named (text other than "None"), which gives the numbers that
    TOP500.org publishes.
    """
    rows = lists[lists["edition"] >= ACCELERATORS_SINCE]
    with_one = rows[(rows["accelerator"] != "None") & (rows["accelerator"] != "")]
    sums = pd.DataFrame(
        {
            "systems": with_one.groupby("edition").size(),
            "rmax": with_one.groupby("edition")["rmax_tflops"].sum(),
            "all_systems": rows.groupby("edition").size(),
            "all_rmax": rows.groupby("edition")["rmax_tflops"].sum(),
        }
    ).fillna(0)
    return pd.DataFrame(
        {
            "edition": sums.index,
            "year": [decimal_year(edition) for edition in sums.index],
            "systems": sums["systems"].astype(int).to_numpy(),
            "systems_share": (sums["systems"] / sums["all_systems"]).to_numpy(),
            "rmax_share": (sums["rmax"] / sums["all_rmax"]).to_numpy(),
        }
    )
