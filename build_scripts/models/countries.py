"""Country names of the AI tables, whatever their spelling, as ISO alpha-2 codes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..lists.store import read_csv
from .cells import Cells
from .schema import MULTINATIONAL

NO_COUNTRY = "-"  # code of spellings that are no country: the World Bank's groups, the space station
MEND = "Add the spelling to data/vocab/country_names.csv, with its ISO code or - if it is no country"


class Countries:
    """The spellings of data/vocab/countries.csv (the lists') and data/vocab/country_names.csv (ours)."""

    def __init__(self, vocab: Path):
        lists = read_csv(vocab / "countries.csv")
        self.known = frozenset(row["code"] for row in lists)
        self.codes = {row["spelling"]: row["code"] for row in lists}
        self.codes |= {row["spelling"]: row["code"] for row in read_csv(vocab / "country_names.csv")}

    def code(self, cells: Cells, column: str) -> str:
        """Return the code of a cell with one country, "" if it is empty or no country."""
        return next(iter(self._codes(cells, column, [cells.text(column)])), "")

    def set_of(self, cells: Cells, column: str) -> list[str]:
        """Return the different codes of a cell with several countries, in their order."""
        return self._codes(cells, column, cells.names(column))

    def world_bank(self, cells: Cells) -> str:
        """Return the code of a World Bank row, "" for a group of countries.

        The alpha-3 code decides (from CLDR); a name whose code is none must be declared.
        """
        return alpha_3().get(cells.text("Country Code")) or self.code(cells, "Country Name")

    def valid(self, code: str) -> bool:
        """Return whether a code is an ISO one or the mark for multinational."""
        return code in self.known or code == MULTINATIONAL

    def _codes(self, cells: Cells, column: str, names: list[str]) -> list[str]:
        found = []
        for name in filter(None, names):
            if name not in self.codes:
                cells.complain(column, f"the country {name!r} is unknown", "a known spelling", MEND)
            elif self.codes[name] != NO_COUNTRY:
                found.append(self.codes[name])
        return list(dict.fromkeys(found))


@cache
def alpha_3() -> dict[str, str]:
    """Return ISO alpha-3 -> alpha-2, from the territory aliases of CLDR."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {old: new[0] for old, new in aliases.items() if len(old) == 3 and old.isalpha() and len(new) == 1}
