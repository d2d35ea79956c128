"""Bytes become a raw table: which form a file has is told by its content. Runs in the worker process only.

Whatever a file does here (a Rust panic, endless memory, endless time) must not hurt the importer.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineWorkbook

from .columns import count_fields

MEGABYTE = 1 << 20
# Limits of what is read at all, so that whatever is in a file is refused within the time and memory of the worker.
MAX_FILE = 5 * MEGABYTE  # the largest official file has 0.6 MB
MAX_UNPACKED = 20 * MEGABYTE  # the largest official XLSX unpacks to 1 MB
MAX_ROWS = 2000
MAX_COLUMNS = 100  # official files have 38
MAX_TEXT = 2000  # characters of a cell; the longest official one has 178
MAX_SHEETS = 20
MAX_DEPTH = 12  # top500:list has 4 levels
HEADING_ROWS = 30  # the headings stand in the first or second row of every official file
MIN_HEADINGS = 6

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_LISTS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip-compressed: unpack it first"),
    (b"BZh", "bzip2-compressed: unpack it first"),
    (b"\xfd7zXZ", "xz-compressed: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_A_LIST = "a TOP500 list as XLS, XLSX, XML, TSV or CSV"


class Fault(Exception):
    """A file that cannot be read as a list: what it is, what was expected, how to mend it."""

    def __init__(self, what: str, expected: str = _A_LIST, mend: str = "Download the official file again"):
        super().__init__(what)
        self.what, self.expected, self.mend = what, expected, mend


@dataclass(frozen=True)
class RawTable:
    """The cells below a row of headings, as the file has them.

    form: "XLS", "XLSX", "XML", "TSV" or "CSV". sheet: name of the sheet, "" for the others. rows: those with any
    content, each as long as the headings. numbers: for each row, its place in the file as a reader counts (from 1).
    """

    form: str
    sheet: str
    headings: list[str]
    rows: list[list[object]]
    numbers: list[int]


def read_table(path: Path) -> RawTable:
    """Return the raw table of a file; raise Fault if it is none."""
    if not path.exists():
        raise Fault("there is no such file", "", "Check the name")
    if not path.is_file():
        raise Fault("is a folder or a device, no file", mend="Give the files in it")
    if path.stat().st_size > MAX_FILE:
        raise Fault(f"is larger than {MAX_FILE // MEGABYTE} MB", f"{_A_LIST}; official files are below 1 MB")
    raw = path.read_bytes()
    if not raw.strip(b"\0 \t\r\n"):
        raise Fault("is empty")
    return _read_bytes(raw)


def _read_bytes(raw: bytes) -> RawTable:
    """Return the raw table in some bytes, by what they begin with."""
    if raw.startswith(_OLE2):
        return _read_workbook(raw, "XLS")
    if raw.startswith(b"PK"):
        _check_zip(raw)
        return _read_workbook(raw, "XLSX")
    for magic, name in _NO_LISTS:
        if raw.startswith(magic):
            raise Fault(f"is {name}")
    text = decode(raw)
    start = text[:2000].lstrip().lower()
    if start.startswith("<"):
        if "<html" in start or start.startswith("<!doctype html"):
            raise Fault("is a web page, perhaps the page that asks for a login", mend="Log in, then download the list")
        return _read_xml(text)
    return _read_text(text)


def _check_zip(raw: bytes) -> None:
    """Refuse archives that are no workbook or unpack to too much.

    A directory that lies about sizes is left to the limits of the worker.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Fault("is an XLSX or ZIP file that is damaged or cut off") from error
    if not any(part.filename.lower().startswith("xl/") for part in parts):
        raise Fault("is a ZIP archive, no spreadsheet", mend="Unpack it and give the list inside")
    if len(parts) > 1000 or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Fault(f"unpacks to more than {MAX_UNPACKED // MEGABYTE} MB or 1000 parts")


def _read_workbook(raw: bytes, form: str) -> RawTable:
    """Return the list in a workbook; exactly one of its sheets may hold one."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names[:MAX_SHEETS]
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise Fault(f"is {form}, but damaged, cut off or locked by a password") from error
    found = [(name, rows, at) for name, rows in sheets if (at := _find_headings(rows)) is not None]
    if not found:
        raise _no_headings(form)
    if len(found) > 1:
        names = ", ".join(repr(name) for name, _, _ in found)
        raise Fault(f"has a list in {len(found)} sheets ({names})", "one", "Save the one you mean as its own file")
    name, rows, at = found[0]
    return _table(form, name, rows[at], enumerate(rows[at + 1 :], at + 2))


def _find_headings(rows: Sequence[Sequence[object]]) -> int | None:
    """Return the place of the row of headings among the first rows, None if there is none."""
    counts = [count_fields(row) for row in rows[:HEADING_ROWS]]
    best = max(counts, default=0)
    return counts.index(best) if best >= MIN_HEADINGS else None


def _no_headings(form: str) -> Fault:
    headings = "a row of headings such as Rank, Site, Computer, Country, Rmax"
    return Fault(f"is {form}, but has no headings of a list in its first {HEADING_ROWS} rows", headings)


def _table(form: str, sheet: str, headings: Sequence[object], rows: Iterator[tuple[int, list[object]]]) -> RawTable:
    """Return a raw table without rows that are empty; refuse what is far larger than a list."""
    kept = [(number, row) for number, row in rows if any(cell not in ("", None) for cell in row)]
    if len(kept) > MAX_ROWS or len(headings) > MAX_COLUMNS:
        raise Fault(f"has {len(kept)} rows and {len(headings)} columns", "500 rows, less than 40 columns")
    longest, at = max(((len(cell), at) for at, row in kept for cell in row if isinstance(cell, str)), default=(0, 0))
    if longest > MAX_TEXT:
        raise Fault(f"has a cell of {longest} characters (row {at})", f"at most {MAX_TEXT}", "Correct the cell")
    return RawTable(form, sheet, list(headings), [row for _, row in kept], [number for number, _ in kept])


def decode(raw: bytes) -> str:
    """Return bytes as text: UTF-8 or UTF-16 by their mark or by trial, otherwise Windows-1252."""
    if raw.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in raw[:200]:
        encodings = ["utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Fault("is neither text nor a spreadsheet")


def _read_text(text: str) -> RawTable:
    """Return the table in delimited text; the delimiter is the one that makes the most headings."""
    best, delimiter = 0, ","
    for candidate in "\t,;|":
        rows = _parse_text("".join(text.splitlines(keepends=True)[:HEADING_ROWS]), candidate)
        fields = max((count_fields(row) for row in rows), default=0)
        if fields > best:
            best, delimiter = fields, candidate
    rows = _parse_text(text, delimiter)
    at = _find_headings(rows)
    if at is None:
        raise _no_headings("text")
    width = len(rows[at])
    numbered = [(number, row) for number, row in enumerate(rows[at + 1 :], at + 2) if any(row)]
    wrong = [number for number, row in numbered if len(row) < width or any(row[width:])]
    if wrong:
        places = ", ".join(map(str, wrong[:5])) + (", …" if len(wrong) > 5 else "")
        what = f"has {len(wrong)} rows with more or fewer cells than the {width} headings (row {places})"
        raise Fault(what, "as many cells as headings, and quotes around a cell that holds the separator")
    if not text.endswith(("\n", "\r")) and not any(map(str.isalpha, rows[-1][-1])):
        mend = "If it is whole, add a line break at its end; otherwise download it again"
        raise Fault("ends within a number, so it may be cut off", "a line break at the end", mend)
    form = "TSV" if delimiter == "\t" else "CSV"
    return _table(form, "", rows[at], ((number, row[:width]) for number, row in numbered))


def _parse_text(text: str, delimiter: str) -> list[list[str]]:
    """Return the cells of delimited text; an unclosed quote, an endless cell, row or table is a Fault."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Fault(f"has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns", "500 rows, less than 40 columns")
    except csv.Error as error:
        raise Fault(f"is text that cannot be split into cells ({error})") from error
    return rows


def _read_xml(text: str) -> RawTable:
    """Return the table in a top500:list: one row per top500:site, one column per element that holds text."""
    rows: list[dict[str, str]] = []
    names: dict[str, None] = {}
    for row in _xml_sites(text):
        rows.append(row)
        names.update(dict.fromkeys(row))
    if not rows or count_fields(list(names)) < MIN_HEADINGS:
        raise Fault("is XML, but no top500:list with systems")
    return _table("XML", "", list(names), enumerate(([row.get(name, "") for name in names] for row in rows), 1))


def _xml_sites(text: str) -> Iterator[dict[str, str]]:
    """Yield element name -> text for each site of a top500:list; names without namespace.

    Entities and external parts are refused by defusedxml, nesting, floods of elements and broken markup here.
    """
    # The text is decoded already, so an encoding that the XML declares no longer holds.
    body = text.lstrip().encode("utf-8")
    depth, counts = 0, Counter()  # counts: elements directly in the list, and within the present one of them
    try:
        parser = iterparse(io.BytesIO(_without_declaration(body)), events=("start", "end"))
        for event, element in parser:
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise Fault(f"is XML nested deeper than {MAX_DEPTH} levels")
            counts[depth > 2] += event == "start"
            if counts[False] > MAX_ROWS or counts[True] > MAX_COLUMNS:
                raise Fault(
                    f"has more than {MAX_ROWS} systems or {MAX_COLUMNS} elements in one", "500 and less than 40"
                )
            if event == "end" and depth == 1:
                counts[True] = 0
                if _local(element.tag) == "site":
                    leaves = [part for part in element.iter() if not len(part)]
                    row = {_local(part.tag): part.text or "" for part in leaves}
                    if len(row) < len(leaves):
                        raise Fault("is XML with an element twice in one system", "each element once")
                    yield row
                element.clear()
    except DefusedXmlException as error:
        raise Fault("is XML that defines entities or asks for other files, which no official list does") from error
    except ParseError as error:
        raise Fault(f"is XML that is damaged or cut off ({error})") from error


def _without_declaration(body: bytes) -> bytes:
    """Return XML without its <?xml …?> line."""
    return body.partition(b"?>")[2] if body.startswith(b"<?xml") else body


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
