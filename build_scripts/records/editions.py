"""What one list changed: who came, left, rose and fell, shares, records, verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from ..editions import edition_number, edition_of_number
from ..measures import energy, geography
from ..tables import SmallTable, from_rows
from ..world import World

SHOWN = 10  # rows of a table
COUNTRIES_SHOWN = 12
FIVE_YEARS = 10  # lists
MINIMUM_LISTS = 6  # before them, everything would be a record
# What can break a record, in the order in which it is told, and the kind of its value.
RECORDS: dict[str, str] = {
    "first_share": "share",
    "top_ten_share": "share",
    "us_systems": "systems",
    "cn_systems": "systems",
    "europe_systems": "systems",
    "jp_systems": "systems",
    "us_share": "share",
    "cn_share": "share",
    "europe_share": "share",
    "jp_share": "share",
    "countries": "count",
    "accelerated": "systems",
    "power": "power",
    "came": "systems",
}


@dataclass(frozen=True)
class Record:
    """A largest or smallest value ever: what (a key of RECORDS), whether it is the largest, value, and the one before.

    at: the edition of the one before.
    """

    what: str
    highest: bool
    value: float
    before: float
    at: str


@dataclass(frozen=True)
class EditionRecord:
    """All that the page of a list says.

    before: the list before, None if there is none. total, last, first: TFlop/s, and of the list before
    (None without one). came, left: how many machines. keys of tables: "top_ten", "came", "left", "rose", "fell",
    "countries". verdicts: claim -> (held, held in the list before or None).
    resolved: share of the rows whose machine is known.
    """

    edition: str
    number: int
    before: str | None
    after: str | None
    first_name: str
    first_key: str
    first_country: str
    first_is_new: bool | None
    first_before: str | None
    total: float
    total_before: float | None
    first: float
    last: float
    last_before: float | None
    came: int | None
    left: int | None
    tables: dict[str, SmallTable]
    records: tuple[Record, ...]
    verdicts: dict[str, tuple[bool, bool | None]]
    resolved: float


def edition_records(
    world: World, strips: Mapping[str, Mapping[str, bool]], pages: set[str], editions: list[str] | None = None
) -> list[EditionRecord]:
    """Return the record of each list, oldest first.

    strips: claim -> edition -> whether it held. pages: keys of the machines that have a page. editions: only these.
    """
    rows = {edition: rows for edition, rows in world.lists.groupby("edition", sort=True)}
    series = _series(world, rows)
    return [
        _record(world, edition, rows, series, strips, pages)
        for edition in world.editions
        if editions is None or edition in editions
    ]


def compare_lists(
    now: pd.DataFrame, before: pd.DataFrame, pages: set[str]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, SmallTable]]:
    """Return the rows that came, the rows that left, and the tables "came", "left", "rose" and "fell".

    now, before: rows of two lists with `machine` and `how`. A row whose machine is unresolved neither comes nor leaves.
    """
    came = now[~now["machine"].isin(before["machine"]) & (now["how"] != "unresolved")]
    left = before[~before["machine"].isin(now["machine"])]
    both = now.merge(before, on="machine", suffixes=("", "_before"))
    both = both.assign(step=both["rank_before"] - both["rank"])
    rose = both[both["step"] > 0].sort_values(["step", "rank"], ascending=[False, True], kind="stable")
    fell = both[both["step"] < 0].sort_values(["step", "rank"], kind="stable")
    columns = {"rank": "count", "machine": "machine", "site": "name", "country": "nation", "rmax_tflops": "performance"}
    moves = {
        "machine": "machine", "country": "nation", "rank_before": "count", "rank": "count",
        "rmax_before": "performance", "rmax_tflops": "performance",
    }  # fmt: skip
    tables = {
        "came": from_rows(columns, [_cells(row, pages) for _, row in came.head(SHOWN).iterrows()]),
        "left": from_rows(columns, [_cells(row, pages) for _, row in left.head(SHOWN).iterrows()]),
    }
    for name, moved in (("rose", rose), ("fell", fell)):
        tables[name] = from_rows(
            moves,
            [
                (link(row, pages), row["country"], int(row["rank_before"]), int(row["rank"]),
                 row["rmax_tflops_before"], row["rmax_tflops"])
                for _, row in moved.head(SHOWN).iterrows()
            ],
        )  # fmt: skip
    return came, left, tables


def link(row: pd.Series, pages: set[str]) -> list[str]:
    """Return a machine as a cell: its label, and its key if it has a page."""
    return [row["label"], row["machine"] if row["machine"] in pages else ""]


def _cells(row: pd.Series, pages: set[str]) -> tuple[object, ...]:
    return int(row["rank"]), link(row, pages), row["site"], row["country"], row["rmax_tflops"]


def _record(
    world: World, edition: str, rows: Mapping[str, pd.DataFrame], series: pd.DataFrame,
    strips: Mapping[str, Mapping[str, bool]], pages: set[str],
) -> EditionRecord:  # fmt: skip
    number = edition_number(edition)
    now = rows[edition]
    earlier = edition_of_number(number - 1) if number > 1 else None
    before = rows.get(earlier)
    long_ago = edition_of_number(number - FIVE_YEARS) if number > FIVE_YEARS else None
    first = now.iloc[0]
    came, left, tables = None, None, {}
    if before is not None:
        came, left, tables = compare_lists(now, before, pages)
    tables["top_ten"] = _top_ten(now, before, pages)
    tables["countries"] = _countries(world, edition, earlier if before is not None else None, long_ago, rows)
    known = {claim: strip for claim, strip in strips.items() if edition in strip}
    return EditionRecord(
        edition=edition,
        number=number,
        before=earlier if before is not None else None,
        after=edition_of_number(number + 1) if edition != world.edition else None,
        first_name=first["label"],
        first_key=first["machine"],
        first_country=first["country"],
        first_is_new=None if before is None else before.iloc[0]["machine"] != first["machine"],
        first_before=None if before is None else before.iloc[0]["label"],
        total=now["rmax_tflops"].sum(),
        total_before=None if before is None else before["rmax_tflops"].sum(),
        first=first["rmax_tflops"],
        last=now["rmax_tflops"].min(),
        last_before=None if before is None else before["rmax_tflops"].min(),
        came=None if came is None else len(came),
        left=None if left is None else len(left),
        tables=tables,
        records=tuple(_records(series, edition)),
        verdicts={claim: (strip[edition], strip.get(earlier)) for claim, strip in known.items()},
        resolved=float((now["how"] != "unresolved").mean()),
    )


def _top_ten(now: pd.DataFrame, before: pd.DataFrame | None, pages: set[str]) -> SmallTable:
    """The first ten: rank, rank in the list before (0: was not there), machine, site, country, Rmax, cores, power."""
    ranks = {} if before is None else dict(zip(before["machine"], before["rank"], strict=True))
    columns = {
        "rank": "count", "rank_before": "was", "machine": "machine", "site": "name", "country": "nation",
        "rmax_tflops": "performance", "cores": "count", "power_kw": "power",
    }  # fmt: skip
    rows = [
        (int(row["rank"]), int(ranks.get(row["machine"], 0)), link(row, pages),
         row["site"], row["country"], row["rmax_tflops"], int(row["cores"]), row["power_kw"] or None)
        for _, row in now.head(10).iterrows()
    ]  # fmt: skip
    return from_rows(columns, [tuple(None if cell != cell else cell for cell in row) for row in rows])


def _countries(
    world: World, edition: str, before: str | None, long_ago: str | None, rows: Mapping[str, pd.DataFrame]
) -> SmallTable:
    """The countries with most performance: share and machines now, in the list before and five years before."""
    compared = [each for each in (edition, before, long_ago) if each in rows]
    by = {each: world.countries[world.countries["edition"] == each].set_index("group") for each in compared}
    shown = by[edition].sort_values("rmax_tflops", ascending=False, kind="stable").index[:COUNTRIES_SHOWN]
    names = ("now", "before", "five_years")
    columns = {"country": "nation"}
    columns |= {f"share_{name}": "share" for name, _ in zip(names, compared, strict=False)}
    columns |= {f"systems_{name}": "count" for name, _ in zip(names, compared, strict=False)}
    found = []
    for country in shown:
        there = [by[each].loc[country] if country in by[each].index else None for each in compared]
        shares = [0.0 if row is None else float(row["rmax_share"]) for row in there]
        found.append((country, *shares, *(0 if row is None else int(row["systems"]) for row in there)))
    return from_rows(columns, found)


def _series(world: World, rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return edition -> the values that may be records (columns: RECORDS), NaN where unknown."""
    table = world.performance.set_index("edition")
    systems = geography.over_time(world.holdings, "systems", geography.PLACES).set_index("edition")
    shares = geography.over_time(world.holdings, "rmax_share", geography.PLACES).set_index("edition")
    accelerated = (
        world.accelerated.set_index("edition")["systems"] if len(world.accelerated) else pd.Series(dtype=float)
    )
    power = energy.power_of_leaders(world.lists).set_index("edition")["first_kw"]
    entered = world.entries.set_index("edition")["entered"]
    values: dict[str, pd.Series] = {
        "first_share": table["first"] / table["total"],
        "top_ten_share": table["top10"] / table["total"],
        **{f"{place}_systems": systems[place] for place in ("us", "cn", "europe", "jp")},
        **{f"{place}_share": shares[place] for place in ("us", "cn", "europe", "jp")},
        "countries": pd.Series({edition: each["country"].nunique() for edition, each in rows.items()}),
        "accelerated": accelerated,
        "power": power,
        "came": entered,
    }
    return pd.DataFrame({what: values[what].reindex(list(rows)).astype(float) for what in RECORDS})


def _records(series: pd.DataFrame, edition: str) -> list[Record]:
    """Return the records that a list breaks; the lowest value counts only where a low one is news."""
    found = []
    for what in RECORDS:
        known = series.loc[:edition, what].dropna()
        if edition not in known.index or len(known) <= MINIMUM_LISTS:
            continue
        value, past = float(known[edition]), known.iloc[:-1]
        extremes: tuple[tuple[bool, Callable[[], str]], ...] = ((True, past.idxmax), (False, past.idxmin))
        for highest, where in extremes:
            at = where()
            beaten = value > past[at] if highest else value < past[at]
            if beaten and (highest or what == "came" or what.startswith(("us_", "jp_", "europe_"))):
                found.append(Record(what, highest, value, float(past[at]), at))
    return found
