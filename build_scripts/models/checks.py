"""What a row of data/models may hold: kinds, bounds, choices, keys, and what must agree with what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from ..editions import parse_edition
from ..errors import Problem, Refused
from ..lists.store import Row
from .issues import Issue
from .schema import Column, Table

Found = tuple[str, str, str, str]  # column, code, what stands there, what was expected
H100_OP_PER_S = 1.979e15  # 8-bit rate by which Epoch AI counts H100 equivalents
SPEEDUP_SLACK = 0.1  # the printed speedup is rounded


def key_of(table: Table, row: Row) -> str:
    """Return a row's key as one text ("2022-06/20")."""
    return "/".join(row[column] for column in table.key)


def check_table(
    table: Table, rows: list[Row], valid_country: Callable[[str], bool], issues: list[Issue]
) -> tuple[list[Problem], int]:
    """Return all that is wrong in a table and is not declared, and how many oddities are declared."""
    problems, declared, seen = [], 0, set()
    for row in rows:
        key = key_of(table, row)
        found = list(_row(table, row, valid_country))
        if key in seen:
            found.append((table.key[0], "duplicate_key", f"the key {key!r} stands twice", "each row once"))
        seen.add(key)
        for column, code, what, expected in found:
            if any(issue.covers(table.name, key, column, code) for issue in issues):
                declared += 1
                continue
            place = f", row {row['source_row']} of the source" if "source_row" in row else ""
            where = f"data/models/{table.name}.csv, {key!r}{place}, {column}"
            mend = f"If the source says so, declare it in data/models/known_issues.csv ({code})"
            problems.append(Problem(where, what, expected, mend))
    return problems, declared


def _row(table: Table, row: Row, valid_country: Callable[[str], bool]) -> Iterator[Found]:
    """Yield what is wrong with one row."""
    sound = True
    for column in table.columns:
        for found in _cell(column, row[column.name], valid_country):
            sound = False
            yield found
    if sound and table.name in _AGREE:
        yield from _AGREE[table.name](row)


def _cell(column: Column, text: str, valid_country: Callable[[str], bool]) -> Iterator[Found]:
    """Yield what is wrong with one cell."""
    name = column.name
    if not text:
        if column.required:
            yield name, "missing", "is empty", "a value in every row"
    elif column.choices:
        if text not in column.choices:
            yield name, "unknown_value", f"{text!r} is unknown", ", ".join(column.choices)
    elif column.kind in ("number", "integer"):
        yield from _number(column, text)
    elif column.kind in _SHAPES and not _SHAPES[column.kind](text, valid_country):
        yield name, f"no_{column.kind}", f"{text!r} is no {column.kind}", _EXAMPLES[column.kind]


def _number(column: Column, text: str) -> Iterator[Found]:
    """Yield whether a number is out of its bounds."""
    try:
        value = int(text) if column.kind == "integer" else float(text)
    except ValueError:
        yield column.name, "no_number", f"{text!r} is no {column.kind}", "a number"
        return
    if not column.low <= value <= column.high:  # type: ignore[operator]
        expected = f"{column.low:g} to {column.high:g} {column.unit}".rstrip()
        yield column.name, "out_of_bounds", f"{text} is absurd", expected


def _is_date(text: str, _: object) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_edition(text: str, _: object) -> bool:
    try:
        return parse_edition(text) == text
    except Refused:
        return False


_SHAPES: dict[str, Callable[[str, Callable[[str], bool]], bool]] = {
    "date": _is_date,
    "edition": _is_edition,
    "yesno": lambda text, _: text in ("yes", "no"),
    "country": lambda text, valid: valid(text),
    "countries": lambda text, valid: all(map(valid, text.split("; "))),
}
_EXAMPLES = {
    "date": "a date such as 2024-11-04",
    "edition": "an edition such as 2026-06",
    "yesno": "yes, no or an empty cell",
    "country": "an ISO alpha-2 code such as FR",
    "countries": "ISO alpha-2 codes such as FR; US",
}


def _dates_agree(row: Row, column: str) -> Iterator[Found]:
    """Yield a date without a precision, or the other way round."""
    if bool(row[column]) != bool(row[f"{column}_precision"]):
        yield f"{column}_precision", "date_without_precision", "date and precision do not go together", "both or none"


def _models(row: Row) -> Iterator[Found]:
    """Yield an author count that is not the length of a believable list."""
    yield from _dates_agree(row, "published")
    if row["authors_complete"] == "yes" and not row["authors_count"]:
        yield "authors_count", "missing", "is empty though the list is complete", "a count"
    if not re.fullmatch("[a-z0-9-]+", row["id"]):
        yield "id", "no_id", f"{row['id']!r} is no id", "small letters, digits and hyphens"


def _clusters(row: Row) -> Iterator[Found]:
    """Yield equivalents that are too low because an 8-bit rate is below the 16-bit one."""
    yield from _dates_agree(row, "first_operational")
    if row["h100_equivalents"] and row["op16_per_s"] and not row["name"].startswith("Anonymized"):
        least = 0.99 * float(row["op16_per_s"]) / H100_OP_PER_S
        if float(row["h100_equivalents"]) < least:
            what = f"{row['h100_equivalents']} is less than its 16-bit rate gives"
            yield "h100_equivalents", "equivalents_too_low", what, f"{least:.0f} or more"


def _hpl_mxp(row: Row) -> Iterator[Found]:
    """Yield a printed speedup that is not the ratio of the two results."""
    ratio = float(row["hpl_mxp_eflops"]) / float(row["hpl_rmax_eflops"])
    if abs(ratio / float(row["speedup"]) - 1) > SPEEDUP_SLACK:
        yield "speedup", "speedup_disagrees", f"{row['speedup']} is not the ratio of the results", f"about {ratio:.2f}"


def _timelines(row: Row) -> Iterator[Found]:
    """Yield machines that take more power than their site."""
    if row["it_power_mw"] and row["power_mw"] and float(row["it_power_mw"]) > float(row["power_mw"]):
        yield "it_power_mw", "above_site_power", f"{row['it_power_mw']} is above the site's", f"≤ {row['power_mw']}"


_AGREE: dict[str, Callable[[Row], Iterator[Found]]] = {
    "models": _models,
    "clusters": _clusters,
    "hpl_mxp": _hpl_mxp,
    "data_center_timelines": _timelines,
}
