"""Which edition a file holds: by its sheet, its name and what the caller says; they must agree."""

from __future__ import annotations

import re

from ..editions import edition_of_number
from ..errors import Problem, Refused

FIRST_NUMBERED_SHEET = 38  # 2011-11; sheets of earlier lists are all named "Sublist Results"
LAST_NUMBERED_SHEET = 199  # November 2092: a larger number names something else
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(06|11)(?!\d)")


def edition_of_sheet(sheet: str) -> str | None:
    """Return the edition that a sheet named by its number holds ("67" gives 2026-06)."""
    text = sheet.strip()
    if text.isascii() and text.isdigit() and FIRST_NUMBERED_SHEET <= int(text) <= LAST_NUMBERED_SHEET:
        return edition_of_number(int(text))
    return None


def editions_in_name(name: str) -> list[str]:
    """Return the different editions that stand in a file name ("TOP500_202606.xlsx" gives 2026-06)."""
    found = {f"{year}-{month}" for year, month in _IN_NAME.findall(name)}
    return sorted(edition for edition in found if edition >= "1993-06")


def find_edition(name: str, sheet: str, given: str | None) -> str:
    """Return the edition of a file; raise Refused if nothing says it or two sources disagree."""
    said = {}
    if edition_of_sheet(sheet):
        said[f"its sheet {sheet!r}"] = edition_of_sheet(sheet)
    said |= {f"its name ({edition})": edition for edition in editions_in_name(name)}
    if given:
        said["--edition"] = given
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    if not said:
        mend = "Say --edition 2026-06, or put the edition into the name (TOP500_202606.csv)"
        raise Refused([Problem(name, "does not say which edition it is", mend=mend)])
    what = "disagrees on its edition: " + ", ".join(f"{source} says {edition}" for source, edition in said.items())
    raise Refused([Problem(name, what, "one edition", "Correct the file name or --edition")])
