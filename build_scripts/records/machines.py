"""The notable machines through all lists: those that were ever in a top ten, in France, or Microsoft's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from ..editions import edition_number
from ..measures import partnership
from ..measures.machines import model
from ..tables import SmallTable, from_rows
from ..world import World

TOP = 10
UPGRADE = 1.01  # from this many times the Rmax of the list before on, a machine has been upgraded (or tested better)
OF_MICROSOFT = r"Microsoft|\bAzure\b"
NOT_MICROSOFTS = r"NREL|Renewable Energy"  # whose Eagle has nothing to do with the other one


@dataclass(frozen=True)
class MachineRecord:
    """All that the page of a machine says.

    key: as `measures.identity` gives it. names, sites, computers, makers: as published, newest first. why: "top_ten",
    "france", "microsoft". missed: lists between its first and its last one that do not have it. mxp: (list, EFlop/s in
    mixed precision), None if it is not known. namesakes: (key, first list, last list) of other notable machines of its
    name in its country: an upgrade that got an id of its own is one. joined: whether its rows have several ids, which
    our rules joined.
    table: edition by edition; upgrade: its Rmax had grown.
    """

    key: str
    label: str
    names: tuple[str, ...]
    sites: tuple[str, ...]
    computers: tuple[str, ...]
    makers: tuple[str, ...]
    country: str
    why: tuple[str, ...]
    first: str
    last: str
    editions: int
    missed: int
    best_rank: int
    best_edition: str
    rank_now: int | None
    rmax: float
    system_id: int | None
    accelerator: str
    joined: bool
    mxp: tuple[str, float] | None
    namesakes: tuple[tuple[str, str, str], ...]
    table: SmallTable


def notable(world: World) -> dict[str, tuple[str, ...]]:
    """Return machine -> why it has a page."""
    lists = world.lists
    named = lists["site"].str.contains(OF_MICROSOFT, regex=True) | lists["manufacturer"].str.contains(
        OF_MICROSOFT, regex=True
    )
    microsoft = lists[named & ~lists["site"].str.contains(NOT_MICROSOFTS, regex=True)]
    groups = {
        "top_ten": lists[lists["rank"] <= TOP],
        "france": lists[lists["country"] == "FR"],
        "microsoft": pd.concat([microsoft, partnership.azure(lists)]),
    }
    why: dict[str, list[str]] = {}
    for reason, rows in groups.items():
        for machine in rows["machine"].unique():
            why.setdefault(machine, []).append(reason)
    return {machine: tuple(reasons) for machine, reasons in why.items()}


def machine_records(world: World, why: dict[str, tuple[str, ...]]) -> list[MachineRecord]:
    """Return the record of each notable machine, by best rank, then by first list."""
    rows = world.lists[world.lists["machine"].isin(why)]
    mixed = _mixed_precision(world)
    records = [
        _record(str(key), group, why[str(key)], world.edition, mixed)
        for key, group in rows.groupby("machine", sort=False)
    ]
    named: dict[tuple[str, str], list[MachineRecord]] = {}
    for record in records:
        if record.label != model(record.computers[0]):  # else it has no name of its own
            named.setdefault((record.label, record.country), []).append(record)
    found = [
        replace(record, namesakes=_others(record, named.get((record.label, record.country), []))) for record in records
    ]
    return sorted(found, key=lambda record: (record.best_rank, record.first, record.key))


def _others(record: MachineRecord, of_its_name: list[MachineRecord]) -> tuple[tuple[str, str, str], ...]:
    """Return the other machines of a name, oldest first: key, first list, last list."""
    others = [other for other in of_its_name if other.key != record.key]
    return tuple((other.key, other.first, other.last) for other in sorted(others, key=lambda other: other.first))


def _record(
    key: str, rows: pd.DataFrame, why: tuple[str, ...], newest: str, mixed: dict[str, tuple[str, float]]
) -> MachineRecord:
    rows = rows.sort_values("edition", ascending=False, kind="stable").drop_duplicates("edition")
    last, first = rows.iloc[0], rows.iloc[-1]
    best = rows.loc[rows[::-1]["rank"].idxmin()]
    span = edition_number(last["edition"]) - edition_number(first["edition"]) + 1
    identity = last["system_id"]
    return MachineRecord(
        key=key,
        label=last["label"],
        names=_each(rows["name"]),
        sites=_each(rows["site"]),
        computers=_each(rows["computer"]),
        makers=_each(rows["maker_name"]),
        country=last["country"],
        why=why,
        first=first["edition"],
        last=last["edition"],
        editions=len(rows),
        missed=span - len(rows),
        best_rank=int(best["rank"]),
        best_edition=best["edition"],
        rank_now=int(last["rank"]) if last["edition"] == newest else None,
        rmax=float(last["rmax_tflops"]),
        system_id=None if pd.isna(identity) else int(identity),
        accelerator="" if last["accelerator"] == "None" else last["accelerator"],
        joined=len(set(rows["system_id"].dropna())) > 1 or bool(rows["system_id"].isna().any() and len(rows) > 1),
        mxp=mixed.get(key),
        namesakes=(),
        table=_history(rows),
    )


def _each(column: pd.Series) -> tuple[str, ...]:
    """Return the texts of a column, each once, in order, without empty ones."""
    return tuple(text for text in dict.fromkeys(column) if text)


def _history(rows: pd.DataFrame) -> SmallTable:
    """Rank, Rmax, cores and power, newest list first; upgrade: its Rmax is larger than in its list before."""
    grown = rows["rmax_tflops"].to_numpy()
    upgrades = [*(now >= UPGRADE * before for now, before in pairwise(grown)), False]
    columns = {
        "edition": "list", "rank": "count", "rmax_tflops": "performance", "cores": "count", "power_kw": "power",
        "upgrade": "yes_no",
    }  # fmt: skip
    found = []
    for (_, row), upgrade in zip(rows.iterrows(), upgrades, strict=True):
        power = None if pd.isna(row["power_kw"]) else float(row["power_kw"])
        speed, cores = float(row["rmax_tflops"]), int(row["cores"])
        found.append((row["edition"], int(row["rank"]), speed, cores, power, bool(upgrade)))
    return from_rows(columns, found)


def _mixed_precision(world: World) -> dict[str, tuple[str, float]]:
    """Return machine -> (newest list with a result, EFlop/s in HPL-MxP), matched by TOP500 rank in that list."""
    table = world.ai.hpl_mxp
    found = {}
    places = world.lists.set_index(["edition", "rank"])["machine"]
    for row in table[table["top500_rank"].notna()].sort_values("list").to_dict("records"):
        machine = places.get((row["list"], float(row["top500_rank"])))
        if machine is not None:
            found[machine] = (row["list"], float(row["hpl_mxp_eflops"]))
    return found
