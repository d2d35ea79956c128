"""System and site ids: joined from the official XML form or from a table, by the content of the rows."""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem, refuse
from .clean import fold
from .store import Row, read_csv

ID_COLUMNS = ("system_id", "site_id")
RMAX_TOLERANCE = 1e-4  # XML cuts 93014593.88 GFlop/s to 93014593.9
SHORTEST_LIKE = 6  # letters of a text that may stand inside another one


@dataclass
class Filled:
    """What filling ids came to: rows that found a partner, ids written, and contradictions in words."""

    matched: int = 0
    written: int = 0
    problems: list[Problem] = field(default_factory=list)


def load_ids(path: Path) -> dict[str, list[Row]]:
    """Return edition -> rows with rank, system_id, site_id, from a CSV with list, rank, system_id, site_id.

    Raises Refused if a column is missing.
    """
    try:
        rows = read_csv(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise refuse(f"--ids {path}", "cannot be read as a UTF-8 CSV file") from error
    if not rows or not {"list", "rank", *ID_COLUMNS} <= set(rows[0]):
        raise refuse(f"--ids {path}", "has not the right columns", "list, rank, system_id, site_id")
    by_edition: dict[str, list[Row]] = {}
    for row in rows:
        by_edition.setdefault(row["list"], []).append(row)
    return by_edition


def match_by_rank(rows: Sequence[Row], others: Iterable[Row]) -> dict[int, Row]:
    """Return place in `rows` -> other row of the same rank."""
    by_rank = {other["rank"]: other for other in others}
    return {place: by_rank[row["rank"]] for place, row in enumerate(rows) if row["rank"] in by_rank}


def match_by_content(rows: Sequence[Row], others: Sequence[Row]) -> dict[int, Row]:
    """Return place in `rows` -> other row of the same machine; rows without a sure partner are absent.

    First by site, country, Rmax and cores, wherever the row stands: equal machines are paired in the order of their
    ranks, if both sides have as many of them. Then, among those left, the same rank and Rmax with the same computer
    or site.
    """
    matched = _pairs_by_content(rows, others)
    taken = {other["rank"] for other in matched.values()}
    left = {other["rank"]: other for other in others if other["rank"] not in taken}
    for place, row in enumerate(rows):
        other = left.get(row["rank"])
        if place not in matched and other and _same_place(row, other):
            matched[place] = other
    return matched


def _pairs_by_content(rows: Sequence[Row], others: Sequence[Row]) -> dict[int, Row]:
    """Pair the rows of each content in order, if there are as many on each side and their computers are alike."""
    theirs: dict[Hashable, list[Row]] = {}
    for other in others:
        theirs.setdefault(_content(other), []).append(other)
    mine: dict[Hashable, list[int]] = {}
    for place, row in enumerate(rows):
        mine.setdefault(_content(row), []).append(place)
    pairs = {}
    for content, places in mine.items():
        partners = theirs.get(content, [])
        if len(places) == len(partners):
            pairs |= {
                place: other
                for place, other in zip(places, partners, strict=True)
                if _like(rows[place]["computer"], other["computer"])
            }
    return pairs


def _content(row: Row) -> Hashable:
    rmax = f"{float(row['rmax_tflops']):.4g}" if row["rmax_tflops"] else ""
    return fold(row["site"]), row["country"], rmax, row["cores"]


def _same_rmax(row: Row, other: Row) -> bool:
    if not row["rmax_tflops"] or not other["rmax_tflops"]:
        return False
    mine, theirs = float(row["rmax_tflops"]), float(other["rmax_tflops"])
    return abs(mine - theirs) <= RMAX_TOLERANCE * mine


def _same_place(row: Row, other: Row) -> bool:
    return _same_rmax(row, other) and (_like(row["computer"], other["computer"]) or _like(row["site"], other["site"]))


def _like(one: str, other: str) -> bool:
    """Return whether two texts are the same or one holds the other ("Red Storm - Cray XT3" holds "Cray XT3")."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return short == long or (len(short) >= SHORTEST_LIKE and short in long)


def fill_ids(rows: Sequence[Row], partners: Mapping[int, Row], where: str) -> Filled:
    """Write the partners' ids into empty ids of `rows`; never overwrite one, never give one system id twice."""
    filled = Filled(matched=len(partners))
    taken = {row["system_id"] for row in rows if row["system_id"]}
    for place, other in partners.items():
        row = rows[place]
        for column in ID_COLUMNS:
            mine, theirs = row[column], other[column]
            if not theirs or mine == theirs:
                continue
            if mine:
                filled.problems.append(_contradiction(where, row, column, theirs, "the list has " + mine))
            elif column == "system_id" and theirs in taken:
                filled.problems.append(_contradiction(where, row, column, theirs, "another row has it"))
            else:
                row[column] = theirs
                filled.written += 1
                taken.update([theirs] if column == "system_id" else [])
    return filled


def _contradiction(where: str, row: Row, column: str, theirs: str, why: str) -> Problem:
    place = f"list {where}, rank {row['rank']}, {column}"
    return Problem(place, f"{theirs} is not taken over: {why}", "the same id in both files", fatal=False)
