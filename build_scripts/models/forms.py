"""The files we know, told apart by their header, and how one is read into rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem, Refused, refuse
from .cells import Cells

NEEDED_LIKENESS = 0.6  # a file with less of a form's columns is another file
GDP_FROM = 1e11  # no population comes near, the World Bank's GDP of its aggregates is far above
CELL_LIMIT = 1 << 24  # abstracts and notes pass the default of 128 KiB


@dataclass(frozen=True)
class Form:
    """A published file. used: columns we read; marks: columns that tell it from its sisters; foreign: theirs."""

    name: str
    source: str  # id in data/sources.csv
    used: tuple[str, ...]
    marks: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def likeness(self, header: frozenset[str]) -> float:
        """Return from 0 to 1 how much a header looks like this form; foreign columns count against it."""
        own = {*self.used, *self.marks}
        return (len(own & header) - len(header.intersection(self.foreign)) * 2) / len(own)


_MODEL = (
    *("Model", "Organization", "Publication date", "Country (of organization)", "Authors", "Parameters"),
    *("Training compute (FLOP)", "Confidence", "Training hardware", "Hardware quantity", "Training time (hours)"),
    *("Hardware utilization (MFU)", "Base model", "Domain"),
)
_FRONTIER = ("Training data center", "Training chip-hours", "Estimated over 1e25 FLOP")
NOTABLE = Form(
    "notable AI models",
    "epoch-notable-models",
    (*_MODEL, "Organization categorization", "Frontier model", "Open model weights?"),
    foreign=_FRONTIER,
)
LARGE_SCALE = Form(
    "large-scale AI models",
    "epoch-large-scale-models",
    (*_MODEL, "Model accessibility"),
    foreign=("Notability criteria", "Frontier model", *_FRONTIER),
)
FRONTIER = Form("frontier AI models", "epoch-frontier-models", _MODEL, _FRONTIER, ("Organization categorization",))
CLUSTERS = Form(
    "GPU clusters",
    "epoch-gpu-clusters",
    (
        *("Name", "Status", "Certainty", "H100 equivalents", "Chip type (primary)", "Chip quantity (primary)"),
        *("Country", "Owner", "Users", "First Operational Date", "First Operational Date Note", "Sector"),
        *(
            "Power Capacity (MW)",
            "Include in Standard Analysis",
            "Superseded by",
            "Max OP/s",
            "8-bit OP/s",
            "16-bit OP/s",
        ),
    ),
)
CHIPS = Form(
    "machine-learning hardware",
    "epoch-ml-hardware",
    (
        *("Hardware name", "Manufacturer", "Type", "Release date", "Release price (USD)", "TDP (W)"),
        *("FP64 (double precision) performance (FLOP/s)", "FP32 (single precision) performance (FLOP/s)"),
        *("Tensor-FP16/BF16 performance (FLOP/s)", "FP8 performance (FLOP/s)", "Memory (bytes)"),
        "Memory bandwidth (byte/s)",
    ),
)
DATA_CENTERS = Form(
    "data centers",
    "epoch-data-centers",
    (
        *("Name", "Current H100 equivalents", "Current power (MW)", "Owner", "Users", "Project"),
        *("Current chip types", "Country"),
    ),
)
TIMELINES = Form(
    "data center timelines",
    "epoch-data-center-timelines",
    ("Data center", "Date", "Buildings operational", "IT power (MW)", "Power (MW)", "H100 equivalents"),
)
SITE_CHIPS = Form(
    "data center chip quantities",
    "epoch-data-center-chips",
    ("Data center", "Date", "Chip type", "Number of Units", "Number of Units source", "Owner", "User"),
)
HPL_MXP = Form(
    "HPL-MxP results",
    "hpl-mxp",
    ("list", "rank", "system", "site", "hpl_mxp_eflops", "hpl_rmax_eflops", "speedup", "top500_rank", "fp8"),
)
HPCG = Form(
    "HPCG results",
    "hpcg",
    (
        *("list", "rank", "system", "country", "hpl_rmax_pflops", "hpcg_pflops", "top500_rank"),
        "fraction_of_peak_pct",
    ),
)
_WORLD_BANK = ("Country Name", "Country Code", "Year", "Value")
POPULATION = Form("World Bank population", "world-bank-population", _WORLD_BANK)
GDP = Form("World Bank GDP", "world-bank-gdp", _WORLD_BANK)
FORMS = (
    *(NOTABLE, LARGE_SCALE, FRONTIER, CLUSTERS, CHIPS, DATA_CENTERS, TIMELINES, SITE_CHIPS),
    *(HPL_MXP, HPCG, POPULATION, GDP),
)


@dataclass
class SourceFile:
    """A file that was read: its form, its rows, and what is wrong with it."""

    name: str
    form: Form
    rows: list[Cells]
    problems: list[Problem] = field(default_factory=list)


def open_file(path: Path) -> SourceFile:
    """Return a file of a form we know, with its rows. Raises Refused, listing what is wrong with the file itself."""
    header, records = _split(_text(_bytes(path), path.name), path.name)
    form = recognise(header, path.name)
    lacking = [column for column in form.used if column not in header]
    if lacking:
        columns = ", ".join(f'"{column}"' for column in lacking)
        mend = "If the publisher has renamed it, change the name in build_scripts/models/forms.py"
        raise refuse(f"{path.name} ({form.name})", f"lacks the column {columns}", "all columns that we use", mend)
    problems: list[Problem] = []
    rows = [
        Cells(dict(zip(header, record, strict=True)), path.name, number, problems)
        for number, record in enumerate(records, 1)
    ]
    if form in (POPULATION, GDP):
        form = _by_values(rows)
    return SourceFile(path.name, form, rows, problems)


def open_file_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of any CSV file, with the same refusals as for a file of a form we know."""
    header, records = _split(_text(_bytes(path), path.name), path.name)
    return [dict(zip(header, record, strict=True)) for record in records]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(path.name, f"cannot be read ({error.strerror})", "a CSV file", "Check the path") from error


def _text(raw: bytes, name: str) -> str:
    """Return a file's text. Raises Refused for what is no CSV text."""
    mend = "Download it again"
    if not raw.strip():
        raise refuse(name, "is empty", "a CSV file", mend)
    if raw[:2] == b"PK":
        raise refuse(name, "is a ZIP archive or a spreadsheet", "a CSV file", "Unpack it, or save it as CSV")
    if raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise refuse(name, "is a web page (HTML or XML), not a table", "a CSV file", mend)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(name, f"is not UTF-8 text (byte {error.start})", "a CSV file in UTF-8", mend) from error


def _split(text: str, name: str) -> tuple[list[str], list[list[str]]]:
    """Return header and records. Raises Refused, all problems at once, if the text was cut or is ragged."""
    before = csv.field_size_limit(CELL_LIMIT)
    try:
        records = [record for record in csv.reader(io.StringIO(text, newline=""), strict=True) if record]
    except csv.Error as error:
        raise refuse(name, f"breaks off or is no CSV ({error})", "a whole CSV file", "Download it again") from error
    finally:
        csv.field_size_limit(before)  # it is one for the whole process
    header = [" ".join(cell.split()) for cell in records[0]]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise refuse(name, f"has the column {', '.join(twice)} twice", "each column once", "Take out one")
    if len(records) == 1:
        raise refuse(name, "has a header and no rows", "at least one row", "Download it again")
    ragged = [
        Problem(f"{name}, row {number}", f"has {len(record)} cells", f"{len(header)}", "Download the file again")
        for number, record in enumerate(records[1:], 1)
        if len(record) != len(header)
    ]
    if ragged:
        raise Refused(ragged)
    return header, records[1:]


def recognise(header: list[str], name: str) -> Form:
    """Return the form that a header belongs to. Raises Refused if it is none."""
    columns = frozenset(header)
    best = max(FORMS, key=lambda form: form.likeness(columns))
    if best.likeness(columns) < NEEDED_LIKENESS:
        known = ", ".join(form.name for form in FORMS)
        what = f"has a header of no file that we know (it begins {', '.join(header)[:60]!r})"
        raise refuse(name, what, f"one of: {known}", "Check that it is the right file")
    return best


def _by_values(rows: list[Cells]) -> Form:
    """Tell the World Bank's two tables, which have one header, apart by the size of their values."""
    values = [row.values["Value"] for row in rows]
    return GDP if max(map(_float_or_zero, values)) > GDP_FROM else POPULATION


def _float_or_zero(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
