"""Each country that ever had a machine on the list: shares, machines, makers, computing per inhabitant."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..measures import heads
from ..tables import SmallTable, from_rows
from ..world import World
from .editions import link

MACHINES_SHOWN = 25
MAKERS_SHOWN = 6
STEP = 10  # lists between two columns of the makers' table: five years
STEPS = 5


@dataclass(frozen=True)
class CountryRecord:
    """All that the page of a country says.

    systems, share, rank: in the newest list (0 and None without a machine); rank: among the countries, by summed Rmax.
    last: the newest list with a machine. best_*: its best place ever. most_*: when it had most machines.
    per_head, per_gdp: (GFlop/s per inhabitant or per million dollars, rank among the countries with data, year of the
    data), None if unknown. shares: edition -> share of the summed Rmax, all editions.
    """

    code: str
    systems: int
    share: float
    rank: int | None
    of: int
    first: str
    last: str
    best_rank: int
    best_edition: str
    best_machine: list[str]
    most_systems: int
    most_edition: str
    top_share: float
    top_share_edition: str
    per_head: tuple[float, int, int] | None
    per_gdp: tuple[float, int, int] | None
    shares: dict[str, float]
    machines: SmallTable
    makers: SmallTable
    history: SmallTable


def country_records(world: World, pages: set[str]) -> list[CountryRecord]:
    """Return the record of each country that ever had a machine, by code. pages: machines that have a page."""
    now = world.countries[world.countries["edition"] == world.edition]
    order = now.sort_values(["rmax_tflops", "group"], ascending=[False, True])["group"].tolist()
    year = int(world.edition[:4])
    per = {
        "head": heads.per_unit(world.now, world.ai.population, "population", year),
        "gdp": heads.per_unit(world.now, world.ai.gdp, "gdp_million_usd", year),
    }
    return [
        _record(world, str(code), rows, order, {name: table.set_index("country") for name, table in per.items()}, pages)
        for code, rows in world.lists.groupby("country", sort=True)
    ]


def _record(
    world: World, code: str, rows: pd.DataFrame, order: list[str], per: dict[str, pd.DataFrame], pages: set[str]
) -> CountryRecord:
    held = world.countries[world.countries["group"] == code].set_index("edition")
    shares = held["rmax_share"].reindex(world.editions, fill_value=0.0)
    best = rows.loc[rows["rank"].idxmin()]
    newest = held.index[-1]
    here = newest == world.edition
    current = rows[rows["edition"] == newest]
    return CountryRecord(
        code=code,
        systems=int(held["systems"].iloc[-1]) if here else 0,
        share=float(held["rmax_share"].iloc[-1]) if here else 0.0,
        rank=order.index(code) + 1 if here else None,
        of=len(order),
        first=held.index[0],
        last=newest,
        best_rank=int(best["rank"]),
        best_edition=best["edition"],
        best_machine=link(best, pages),
        most_systems=int(held["systems"].max()),
        most_edition=str(held["systems"].idxmax()),
        top_share=float(held["rmax_share"].max()),
        top_share_edition=str(held["rmax_share"].idxmax()),
        per_head=_per(per["head"], code),
        per_gdp=_per(per["gdp"], code),
        shares={edition: float(share) for edition, share in shares.items()},
        machines=_machines(current, pages),
        makers=_makers(world, rows),
        history=_history(held),
    )


def _per(table: pd.DataFrame, code: str) -> tuple[float, int, int] | None:
    if code not in table.index:
        return None
    row = table.loc[code]
    return float(row["per"]), int(row["rank"]), int(row["value_year"])


def _machines(rows: pd.DataFrame, pages: set[str]) -> SmallTable:
    columns = {"rank": "count", "machine": "machine", "site": "name", "rmax_tflops": "performance", "cores": "count"}
    shown = rows.head(MACHINES_SHOWN)
    return from_rows(
        columns,
        [
            (int(row["rank"]), link(row, pages), row["site"], float(row["rmax_tflops"]), int(row["cores"]))
            for _, row in shown.iterrows()
        ],
    )


def _makers(world: World, rows: pd.DataFrame) -> SmallTable:
    """The makers with most machines in the country: their number now and in steps of five years back."""
    steps = [world.editions[-1 - step * STEP] for step in range(STEPS) if len(world.editions) > step * STEP]
    counts = rows[rows["edition"].isin(steps)].groupby(["maker_name", "edition"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=steps, fill_value=0)
    totals = counts.assign(total=counts.sum(axis="columns")).sort_values(
        ["total", *steps], ascending=False, kind="stable"
    )
    columns = {"maker": "name"} | dict.fromkeys(steps, "count")
    return from_rows(columns, [(name, *map(int, row[steps])) for name, row in totals.head(MAKERS_SHOWN).iterrows()])


def _history(held: pd.DataFrame) -> SmallTable:
    """List by list, newest first: machines, their share, the share of the summed Rmax, the best rank."""
    columns = {
        "edition": "list", "systems": "count", "systems_share": "share", "rmax_share": "share", "best_rank": "count",
    }  # fmt: skip
    return from_rows(
        columns,
        [
            (edition, int(row["systems"]), float(row["systems_share"]), float(row["rmax_share"]), int(row["best_rank"]))
            for edition, row in held[::-1].iterrows()
        ],
    )
