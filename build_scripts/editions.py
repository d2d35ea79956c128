"""Editions of the TOP500: "YYYY-MM", one in June and one in November of each year since June 1993.

As text an edition sorts by time, so that comparisons (`<`, `max`) need no help.
"""

from __future__ import annotations

import re
from datetime import date

from .errors import refuse

FIRST_YEAR = 1993
_EDITION = re.compile(r"(\d{4})-(06|11)")


def parse_edition(text: str) -> str:
    """Return `text` if it is an edition such as "2026-06"; otherwise raise Refused."""
    match = _EDITION.fullmatch(text.strip())
    if not match or int(match[1]) < FIRST_YEAR:
        raise refuse(f"edition {text!r}", "is no edition", "a June or November since 1993, written 2026-06")
    return match[0]


def edition_number(edition: str) -> int:
    """Return the number that TOP500.org counts: 1 for 1993-06, 67 for 2026-06."""
    year, month = parse_edition(edition).split("-")
    return 2 * (int(year) - FIRST_YEAR) + (1 if month == "06" else 2)


def edition_of_number(number: int) -> str:
    """Return the edition with that number: 1 gives 1993-06."""
    if number < 1:
        raise refuse(f"edition number {number}", "is no edition", "1 (June 1993) or more")
    year, half = divmod(number - 1, 2)
    return f"{FIRST_YEAR + year}-{'11' if half else '06'}"


def next_edition(edition: str) -> str:
    """Return the edition half a year later."""
    return edition_of_number(edition_number(edition) + 1)


def overdue_since(edition: str, today: date) -> date | None:
    """Return since when the list after an edition is overdue on a day, None if it is not: its month has passed."""
    year, month = map(int, next_edition(edition).split("-"))
    since = date(year + month // 12, month % 12 + 1, 1)
    return since if today >= since else None


def decimal_year(edition: str) -> float:
    """Return the place of an edition on a time axis, in years: middle of June (.46), middle of November (.87)."""
    year, month = parse_edition(edition).split("-")
    return int(year) + (int(month) - 0.5) / 12
