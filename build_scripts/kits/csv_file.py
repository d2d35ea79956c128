"""The table behind a figure as a CSV file, for spreadsheets and programs: raw numbers, their unit in the heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from ..tables import SmallTable
from ..words.html import said
from ..words.numbers import KINDS, is_missing

# Kinds whose heading says all: words, and numbers of things.
_NO_UNIT = {
    "name", "place", "word", "yes_no", "statement", "country", "year", "rank", "count", "systems", "editions", "cores",
    "amount", "magnitude", "factor", "coefficient", "signed_count",
}  # fmt: skip
# Where the unit of the facts page explains rather than names.
_UNITS = {
    "share": {"fr": "1 = 100 %", "en": "1 = 100%"},
    "signed_share": {"fr": "1 = 100 %", "en": "1 = 100%"},
    "points": {"fr": "1 = 100 points", "en": "1 = 100 points"},
    "edition": {"fr": "AAAA-MM", "en": "YYYY-MM"},
    "date": {"fr": "AAAA-MM-JJ", "en": "YYYY-MM-DD"},
    "gigabytes": {"fr": "Go", "en": "GB"},
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: SmallTable, lang: str, headings: Mapping[str, str]) -> str:
    """Return a table as readers see it (without hidden columns), as CSV (RFC 4180) after a byte order mark, for Excel.

    Decimal points and ISO dates in both languages; unknown values are empty. headings: column -> heading in the
    language; also the words that stand for values.
    """
    shown = [at for at, kind in enumerate(table.kinds) if kind != "hidden"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_safe(_heading(headings[table.columns[at]], table.kinds[at], lang)) for at in shown)
    for row in table.rows:
        writer.writerow(_cell(row[at], table.kinds[at], lang, headings) for at in shown)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _heading(heading: str, kind: str, lang: str) -> str:
    """Return a heading with the unit of its column."""
    if kind in _NO_UNIT:
        return heading
    return f"{heading} ({_UNITS.get(kind, KINDS[kind][1])[lang]})"


def _cell(value: object, kind: str, lang: str, own: Mapping[str, str]) -> str:
    """Return a value as it stands in the file: names in the language, numbers as they are."""
    if kind in ("place", "word", "yes_no"):
        return _safe(said(value, kind, lang, own))
    if is_missing(value):
        return ""
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(float(value))
    if kind in ("edition", "date"):
        return str(value)
    return _safe(said(value, kind, lang, own))


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
