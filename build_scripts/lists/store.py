"""The tidy lists on disk: which columns, in which unit, and how one CSV is read and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..errors import refuse
from ..files import read_text

Row = dict[str, str]  # column -> text as it stands in the CSV; "" = unknown or none
ROWS_PER_LIST = 500


@dataclass(frozen=True)
class Column:
    """A column of the tidy lists; kind: "integer", "number", "string" or "edition"."""

    name: str
    kind: str
    unit: str = ""


SCHEMA = (
    Column("rank", "integer"),
    Column("previous_rank", "integer"),
    Column("first_rank", "integer"),
    Column("first_edition", "edition"),
    Column("system_id", "integer"),
    Column("site_id", "integer"),
    Column("name", "string"),
    Column("computer", "string"),
    Column("site", "string"),
    Column("manufacturer", "string"),
    Column("segment", "string"),
    Column("year", "integer"),
    Column("country", "string", "ISO 3166 alpha-2"),
    Column("cores", "integer"),
    Column("accelerator_cores", "integer"),
    Column("rmax_tflops", "number", "TFlop/s"),
    Column("rpeak_tflops", "number", "TFlop/s"),
    Column("hpcg_tflops", "number", "TFlop/s"),
    Column("nmax", "integer"),
    Column("nhalf", "integer"),
    Column("power_kw", "number", "kW"),
    Column("power_source", "string"),
    Column("processor", "string"),
    Column("processor_family", "string"),
    Column("accelerator", "string"),
    Column("interconnect_family", "string"),
    Column("os_family", "string"),
    Column("architecture", "string"),
)
COLUMNS = tuple(column.name for column in SCHEMA)
INTEGER_COLUMNS = tuple(column.name for column in SCHEMA if column.kind == "integer")
NUMBER_COLUMNS = tuple(column.name for column in SCHEMA if column.kind in ("integer", "number"))
TEXT_COLUMNS = tuple(column.name for column in SCHEMA if column.kind in ("string", "edition"))


def list_path(data: Path, edition: str) -> Path:
    """Return where the tidy list of an edition is or would be."""
    return data / "lists" / f"{edition}.csv"


def stored_editions(data: Path) -> list[str]:
    """Return the editions that have a tidy list, oldest first."""
    return sorted(path.stem for path in (data / "lists").glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].csv"))


def read_list(data: Path, edition: str) -> list[Row] | None:
    """Return the rows of a tidy list, ordered by rank, or None if there is none.

    Raises Refused if the file does not have the header of this project.
    """
    path = list_path(data, edition)
    if not path.is_file():
        return None
    rows = read_csv(path)
    if rows and tuple(rows[0]) != COLUMNS:
        raise refuse(str(path), "has another header", ",".join(COLUMNS), "Take the file from the repository again")
    return rows


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a UTF-8 CSV file with a header. Raises Refused if it is missing or no UTF-8."""
    return list(csv.DictReader(io.StringIO(read_text(path), newline="")))


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return a CSV with header as text, lines ended by \\n."""
    names = list(columns)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in rows)
    return stream.getvalue()


def list_text(rows: Iterable[Row]) -> str:
    """Return a tidy list as CSV text, ordered by rank."""
    return csv_text(COLUMNS, sorted(rows, key=lambda row: int(row["rank"])))


def number_text(value: Decimal) -> str:
    """Return a number as the CSV has it: no exponent, no trailing zeros ("0.0597", "1102000")."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
