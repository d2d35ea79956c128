"""One row of a source file, cell by cell: numbers, dates, sets, tags. What cannot be read becomes a problem."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from ..errors import Problem
from ..lists.clean import clean_text
from .schema import TAGS

SIGNIFICANT = 9  # digits kept of a number: Epoch's 14400.000000212056 is 14400
MAX_EXPONENT = 30  # no cell needs more
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_TAG = re.compile(rf"\s*#({'|'.join(TAGS)})$")
_NAMES_WITH_COMMA = ("NERSC, Lawrence Berkeley National Laboratory",)
_HELD = "\x1f"  # stands for the comma inside such a name while the others are split


class Cells:
    """A row of a source file; row: its number among the rows under the header, 1 for the first."""

    def __init__(self, values: dict[str, str], file: str, row: int, problems: list[Problem]):
        self.values, self.file, self.row, self.problems = values, file, row, problems

    def complain(self, column: str, what: str, expected: str, mend: str = "") -> None:
        """Note what is wrong with a cell."""
        self.problems.append(Problem(f'{self.file}, row {self.row}, column "{column}"', what, expected, mend))

    def text(self, column: str) -> str:
        """Return a cell without line breaks and superfluous blanks."""
        return clean_text(self.values[column])

    def number(self, column: str, *, scale: int = 0, digits: int = SIGNIFICANT) -> str:
        """Return a number as our tables have it, divided by 10**scale, "" if the cell is empty.

        Read by way of Decimal, so that what overflows 64 bits stays a number.
        """
        text = self.text(column)
        if not text:
            return ""
        value = Decimal(text) if _NUMBER.fullmatch(text) else None
        if value is None or abs(value.adjusted()) > MAX_EXPONENT:
            self.complain(column, f"{text[:40]!r} is no number", "a number such as 3.14e+23, or an empty cell")
            return ""
        return number_text(value.scaleb(-scale), digits)

    def integer(self, column: str) -> str:
        """Return a whole number exactly, "" if the cell is empty."""
        text = self.text(column)
        if not text:
            return ""
        if not re.fullmatch(r"[+-]?\d+(\.0*)?", text):
            self.complain(column, f"{text[:40]!r} is no whole number", "a whole number, or an empty cell")
            return ""
        return str(int(text.partition(".")[0]))

    def date(self, column: str) -> str:
        """Return an ISO day, "" if the cell is empty."""
        text = self.text(column)
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.complain(column, f"{text[:40]!r} is no date", "a date such as 2024-11-04, or an empty cell")
            return ""

    def yes_no(self, column: str, yes: str = "Yes", no: str = "No") -> str:
        """Return "yes", "no", or "" for an empty cell."""
        text = self.text(column)
        if text not in (yes, no, ""):
            self.complain(column, f"{text[:40]!r} is unknown", f"{yes!r}, {no!r} or an empty cell")
        return {yes: "yes", no: "no"}.get(text, "") if text else ""

    def names(self, column: str) -> list[str]:
        """Return the different names of a cell with commas, in their order."""
        return split_names(self.text(column))


def split_names(text: str) -> list[str]:
    """Return the different names of a text with commas between; a name that holds a comma stays whole."""
    for name in _NAMES_WITH_COMMA:
        text = text.replace(name, name.replace(",", _HELD))
    parts = (part.replace(_HELD, ",").strip() for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def join(names: list[str]) -> str:
    """Return names as one cell of ours."""
    return "; ".join(names)


def split_tags(text: str) -> tuple[str, str]:
    """Return the names of "Microsoft #confident, OpenAI #likely" and, in the same order, their tags.

    A name without a tag keeps an empty place: "CoreWeave, OpenAI #likely" gives ("CoreWeave; OpenAI", "; likely").
    """
    names, tags = [], []
    for part in (part.strip() for part in text.split(",")):
        match = _TAG.search(part)
        names.append(part[: match.start()] if match else part)
        tags.append(match[1] if match else "")
    return (join(names), join(tags)) if text else ("", "")


def number_text(value: Decimal, digits: int = SIGNIFICANT) -> str:
    """Return a number in its shortest form: "14400", "0.36", and from 10^15 on "3.14e23"."""
    value = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value).normalize()
    if value == 0:
        return "0"
    exponent = value.adjusted()
    if -5 <= exponent < 15:
        return format(value, "f")
    mantissa = format(value.scaleb(-exponent).normalize(), "f")
    return f"{mantissa}e{exponent}"


def authors(text: str, organizations: list[str], year: int) -> tuple[str, str]:
    """Return how many names an author list has and whether it can be believed: "yes", "no" or "" without a list.

    A name is a piece between commas, semicolons, line ends and the word "and". Not to be believed: a list that names
    a team or ends in "et al." or "not shown", one of exactly 100 (cut), one that is the organization itself, and a
    single name from 2020 on (nearly always an organization). A single name that is none of a person is not counted.
    """
    pieces = [piece for piece in re.split(r",|;|\n|\band\b", text) if piece.strip()]
    if not pieces:
        return "", ""
    cut = len(pieces) == 100 or re.search(r"et al|not shown", text, re.IGNORECASE)
    team = re.search(r"\bteam\b", text, re.IGNORECASE)
    itself = clean_text(text).casefold() in {name.casefold() for name in organizations}
    alone = len(pieces) == 1 and year >= 2020
    if itself or alone:
        return "", "no"
    return str(len(pieces)), "no" if cut or team else "yes"
