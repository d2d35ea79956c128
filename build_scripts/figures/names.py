"""Which points of a line to name: one for each machine that a line goes through."""

from __future__ import annotations

import itertools

from ..tables import SmallTable


def named_runs(table: SmallTable, key: str, names: str) -> list[tuple[float, float, str]]:
    """Return (year, value, name) of the highest point of each run of one name: the newest run first, then by value.

    key, names: columns; points without value or name are left out. A name that comes back is given once, at its
    highest point.
    """
    rows = zip(table.column("year"), table.column(key), table.column(names), strict=True)
    best: dict[str, tuple[float, float, str]] = {}
    last = None
    for name, run in itertools.groupby(rows, key=lambda row: row[2]):
        known = [row for row in run if row[1] is not None]
        if name and known:
            top = max(known, key=lambda row: (row[1], -row[0]))
            best[name] = max(best.get(name, top), top, key=lambda row: (row[1], -row[0]))
            last = name
    return sorted(best.values(), key=lambda row: (row[2] != last, -row[1], row[0]))


def run_starts(table: SmallTable, key: str, names: str) -> list[tuple[float, float, str]]:
    """Return (year, value, name) of the first known point of each run of one name, the newest run first."""
    rows = zip(table.column("year"), table.column(key), table.column(names), strict=True)
    runs = (
        [row for row in run if row[1] is not None] if name else []
        for name, run in itertools.groupby(rows, key=lambda row: row[2])
    )
    return [run[0] for run in runs if run][::-1]


def records(table: SmallTable, key: str, names: str, factor: float) -> list[tuple[float, float, str]]:
    """Return (year, value, name) of each new name that beats all before it by that factor, the newest first."""
    found: list[tuple[float, float, str]] = []
    best = 0.0
    seen: set[str] = set()
    for year, value, name in zip(table.column("year"), table.column(key), table.column(names), strict=True):
        if name and value and name not in seen and value >= best * factor and best:
            found.append((year, value, name))
        seen.add(name)
        best = max(best, value or 0.0)
    return found[::-1]
