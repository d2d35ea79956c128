"""A raw table becomes tidy rows: one column set, one unit per column, ISO country codes, "" for missing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..editions import edition_of_number
from ..errors import Refused
from .clean import clean_text, to_decimal, uses_comma_decimals
from .columns import TIDY_NAMES
from .columns import Mapping as Columns
from .containers import RawTable
from .findings import Finding
from .store import COLUMNS, INTEGER_COLUMNS, Row, number_text
from .vocab import POWER_SOURCES, SEGMENT_CODES, SEGMENTS, Country

NUMBER_FIELDS = (*INTEGER_COLUMNS, *TIDY_NAMES, "efficiency", "first_edition")
# A zero in these means "none" or "not known"; in the others it is an error.
ZERO_IS_EMPTY = frozenset(
    [
        "previous_rank",
        "first_rank",
        "first_edition",
        "system_id",
        "site_id",
        "accelerator_cores",
        "hpcg",
        "nmax",
        "nhalf",
        "power",
        "efficiency",
    ]
)
SIZES = ("nmax", "nhalf")
# These are filled in all 33,500 rows.
ALWAYS_FILLED = [
    "rank",
    "computer",
    "site",
    "manufacturer",
    "segment",
    "year",
    "country",
    "cores",
    "rmax",
    "rpeak",
    "architecture",
    "processor",
    "accelerator",
]


class Negative(ValueError):
    """A number below zero; as a problem size it stands for "missing" (Nhalf -1 and -2, 2020-11 to 2025-11)."""


@dataclass
class TidyList:
    """The tidy rows of one list and what else its file tells.

    form: of the file ("XLS", "XML" …). rows: column -> text. columns: tidy columns that the file has at all.
    efficiency: reported GFlop/s per W by rank. continent: the file's continent by rank.
    findings: what was wrong with single cells.
    """

    edition: str
    form: str = ""
    rows: list[Row] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    efficiency: dict[int, float] = field(default_factory=dict)
    continent: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def tidy_list(table: RawTable, edition: str, columns: Columns, countries: Mapping[str, Country]) -> TidyList:
    """Return the tidy form of a raw table.

    columns: where each field stands. countries: spelling -> Country.
    Cells that cannot be read become "" and a finding, so that one run lists them all.
    """
    tidied = TidyList(edition, table.form)
    ranks = _ranks(table, columns)
    fields: dict[str, list[str]] = {}
    comma = _uses_comma_decimals(table, columns)
    for name, place in columns.places.items():
        cells = [row[place] for row in table.rows]
        if name in NUMBER_FIELDS:
            values = _read_numbers(name, cells, columns.exponents[name], ranks, tidied, comma=comma)
        else:
            values = _read_texts(name, cells, ranks, tidied, countries)
        fields[name] = values
        if name in ALWAYS_FILLED:
            _check_filled(name, cells, ranks, tidied)
    _take_extras(fields, ranks, tidied)
    tidied.columns = frozenset(TIDY_NAMES.get(name, name) for name in fields)
    named = {TIDY_NAMES.get(name, name): values for name, values in fields.items()}
    empty = [""] * len(table.rows)
    tidied.rows = [
        dict(zip(COLUMNS, cells, strict=True))
        for cells in zip(*(named.get(column, empty) for column in COLUMNS), strict=True)
    ]
    return tidied


def _ranks(table: RawTable, columns: Columns) -> list[int]:
    """Return the rank of each row, or where it stands below the headings if its rank is no number."""
    place = columns.places.get("rank")
    ranks = []
    for position, row in enumerate(table.rows, 1):
        try:
            ranks.append(int(to_decimal(row[place]) or position) if place is not None else position)
        except ValueError:
            ranks.append(position)
    return ranks


def _uses_comma_decimals(table: RawTable, columns: Columns) -> bool:
    """Return whether the numbers of a file are written "1.206.000,5"; all its columns say so together."""
    places = [place for name, place in columns.places.items() if name in NUMBER_FIELDS]
    return uses_comma_decimals(
        cell.strip() for row in table.rows for place in places if isinstance(cell := row[place], str) and cell
    )


def _read_numbers(
    name: str, cells: list, exponent: int, ranks: list[int], tidied: TidyList, *, comma: bool
) -> list[str]:
    """Return a column of numbers as texts in the unit of the tidy lists."""
    whole = name in INTEGER_COLUMNS or name == "first_edition"
    values = []
    for rank, cell in zip(ranks, cells, strict=True):
        try:
            values.append(_number(name, cell, exponent, whole=whole, comma=comma))
        except ValueError as error:
            values.append("")
            kind = "a whole number" if whole else "a number"
            code = "negative_number" if isinstance(error, Negative) else "not_a_number"
            fatal = code != "negative_number" or name not in SIZES
            _report(tidied, rank, name, code, str(error), f"{kind}, 0 or more, or an empty cell", fatal=fatal)
        except Refused:
            values.append("")
            _report(tidied, rank, name, "not_a_number", f"{cell!r} is no edition number", "1 (June 1993) or more")
    return values


def _number(name: str, cell: object, exponent: int, *, whole: bool, comma: bool) -> str:
    """Return one number as text; "" for an empty cell and for a zero that means missing."""
    if not exponent and name != "first_edition" and type(cell) is float and 0 < cell < 1e15 and cell.is_integer():
        return str(int(cell))  # most cells; the long way gives the same
    if cell == "":
        return ""
    value = to_decimal(cell, comma_decimals=comma)
    if value is None or (not value and name in ZERO_IS_EMPTY):
        return ""
    if value < 0:
        raise Negative(f"{value} is negative")
    if whole and value != value.to_integral_value():
        raise ValueError(f"{value} is no whole number")
    if name == "first_edition":
        return edition_of_number(int(value))
    return number_text(value.scaleb(exponent) if exponent else value)


def _read_texts(
    name: str, cells: list, ranks: list[int], tidied: TidyList, countries: Mapping[str, Country]
) -> list[str]:
    """Return a column of texts, cleaned and held against its vocabulary."""
    known: dict[str, str] = {}
    readers: dict[str, Callable[[str], tuple[str, Finding | None]]] = {
        "country": lambda text: read_country(text, tidied.edition, countries),
        "segment": lambda text: read_segment(text, tidied.edition),
        "power_source": lambda text: read_power_source(text, tidied.edition),
    }
    read = readers.get(name)
    found: dict[str, Finding | None] = {}
    values = []
    for rank, cell in zip(ranks, cells, strict=True):
        raw = cell if isinstance(cell, str) else clean_text(cell)
        if raw not in known:
            known[raw] = clean_text(raw)
            if read and known[raw]:
                known[raw], found[raw] = read(known[raw])
        values.append(known[raw])
        finding = found.get(raw)
        if finding:
            tidied.findings.append(_at(finding, rank))
    return values


def _at(finding: Finding, rank: int) -> Finding:
    return Finding(**{**finding.__dict__, "rank": rank})


def read_country(text: str, edition: str, countries: Mapping[str, Country]) -> tuple[str, Finding | None]:
    """Return the ISO code of a country; a name that no list has had yet is reported, an unknown one is fatal."""
    country = countries.get(text)
    if country and country.origin == "list":
        return country.code, None
    if country:
        what = f"{text!r} is a country that no list has had before, read as {country.code}"
        mend = "If that is right, set its origin to list in data/vocab/countries.csv"
        return country.code, Finding(edition, None, "country", "new_country", what, mend=mend, fatal=False)
    near = difflib.get_close_matches(text, countries, 1, cutoff=0.75)
    hint = f" (perhaps {near[0]!r})" if near else ""
    mend = "Correct it, or add the spelling to data/vocab/countries.csv"
    return "", Finding(edition, None, "country", "unknown_country", f"{text!r} is unknown{hint}", "a country", mend)


def read_segment(text: str, edition: str) -> tuple[str, Finding | None]:
    """Return a segment in words; a new word is kept and reported, an unknown code is fatal."""
    if text in SEGMENT_CODES:
        return SEGMENT_CODES[text], None
    known = {segment.casefold(): segment for segment in SEGMENTS}.get(text.casefold())
    if known:
        return known, None
    what, expected = f"{text!r} is unknown", "one of " + ", ".join(SEGMENTS)
    mend = "If TOP500.org has a new segment, add it in build_scripts/lists/vocab.py"
    return text, Finding(edition, None, "segment", "unknown_segment", what, expected, mend, fatal=text.isdigit())


def read_power_source(text: str, edition: str) -> tuple[str, Finding | None]:
    """Return a power source in small letters; an unknown one is fatal, because estimates must not pass as measured."""
    if text.casefold() in POWER_SOURCES:
        return text.casefold(), None
    what, expected = f"{text!r} is unknown", "one of " + ", ".join(POWER_SOURCES)
    mend = "If TOP500.org has a new one, add it in build_scripts/lists/vocab.py"
    return "", Finding(edition, None, "power_source", "unknown_power_source", what, expected, mend)


def _check_filled(name: str, cells: Iterable, ranks: list[int], tidied: TidyList) -> None:
    """Report empty cells in a column that is filled in every official list."""
    for rank, cell in zip(ranks, cells, strict=True):
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            expected = "a value in every row"
            if name == "accelerator":
                expected += '; "None" for a machine without one'
            _report(tidied, rank, name, "empty_cell", "is empty", expected)


def _report(
    tidied: TidyList, rank: int | None, name: str, code: str, what: str, expected: str, *, fatal: bool = True
) -> None:
    column = TIDY_NAMES.get(name, name)
    mend = "Correct the cell in the file, or take the official file again"
    tidied.findings.append(Finding(tidied.edition, rank, column, code, what, expected, mend, fatal))


def _take_extras(fields: Mapping[str, list[str]], ranks: list[int], tidied: TidyList) -> None:
    """Keep what only the checks need."""
    tidied.efficiency = {
        rank: float(text) for rank, text in zip(ranks, fields.get("efficiency", ()), strict=False) if text
    }
    tidied.continent = {rank: text for rank, text in zip(ranks, fields.get("continent", ()), strict=False) if text}
