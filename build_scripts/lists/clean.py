"""Cells become clean texts and exact numbers. Nothing is guessed: what is no number raises ValueError."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite

# Control characters, marks that turn the direction of text, and what XML (so each SVG) must not hold.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# UTF-8 read as Latin-1 or Windows-1252: a lead byte of two or three, followed by what a continuation byte looks like.
_MOJIBAKE = re.compile("[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u0152-\u2122]")
# Accents that the source lost altogether (42 rows, 2011-11 to 2026-06).
_LOST_LETTERS = {"Enseignement Suprieur": "Enseignement Supérieur"}

MAX_EXPONENT = 24  # no cell needs more; "1e999999999" would fill the memory when written out
_PLAIN = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_COMMA_DECIMAL = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d*)?")
_SPACES_IN_NUMBERS = re.compile("[\\s\u00a0\u202f'’]+(?=\\d{3})")


def clean_text(cell: object) -> str:
    """Return a cell as text: encoding mended, invisible characters dropped, blanks trimmed and collapsed.

    An empty cell gives "". A whole number in a text cell loses its ".0".
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell)
    if text.isascii():
        text = _INVISIBLE.sub("", text)
    else:
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _mend_encoding(text)))
    text = " ".join(text.split())
    for lost, whole in _LOST_LETTERS.items():
        text = text.replace(lost, whole)
    return text


def _mend_encoding(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 or Windows-1252 ("SupercomputaciÃ³n"); leave all else alone."""
    if not _MOJIBAKE.search(text):
        return text
    for wrong in ("latin-1", "cp1252"):
        try:
            return text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
    return text


def uses_comma_decimals(texts: Iterable[str]) -> bool:
    """Return whether the numbers of a file are written "1.206.000,00" rather than "1,206,000.00".

    A single comma or point before exactly three digits says nothing. Where both styles occur, the point is believed,
    so that the others show up as what is no number.
    """
    comma = False
    for text in texts:
        is_point, is_comma = _is_point_number(text), bool(_COMMA_DECIMAL.fullmatch(text))
        if is_point and not is_comma:
            return False
        comma = comma or (is_comma and not is_point)
    return comma


def _is_point_number(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text))


def to_decimal(cell: object, *, comma_decimals: bool = False) -> Decimal | None:
    """Return a cell as an exact number, None if it is empty; 59.7 stays 59.7.

    Accepts numbers and texts such as "8,699,904", "1 206 000" and "1.105e+06"; with `comma_decimals` "1.206.000,5".
    Raises ValueError for everything else, NaN and dates included.
    """
    if isinstance(cell, bool):
        raise ValueError(f"{cell} is no number")
    if isinstance(cell, (int, float)):
        text = repr(cell)  # the shortest text that stands for this float, so no noise enters
        readable = isfinite(cell)
    else:
        text = _SPACES_IN_NUMBERS.sub("", clean_text(cell))
        if not text:
            return None
        if comma_decimals and _COMMA_DECIMAL.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        readable = _is_point_number(text)
    if readable:
        value = Decimal(text.replace(",", ""))
        if abs(value.adjusted()) <= MAX_EXPONENT:
            return value
    raise ValueError(f"{text!r} is no number")


def fold(text: str) -> str:
    """Return a text for comparison: letters and digits only, without accents and case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text.casefold() if char.isascii() and char.isalnum())


def slug(text: str) -> str:
    """Return a text as an id: small ASCII letters and digits with hyphens, "unnamed" if none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or "unnamed"
