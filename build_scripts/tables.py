"""Small tables: what a figure draws and a page shows. Plain values, so that they can be kept, hashed and handed on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pages that are only filled anew need no pandas, which takes a quarter of a second to import
    import pandas as pd


@dataclass(frozen=True)
class SmallTable:
    """Columns with a kind each (a key of words.numbers.KINDS, or "hidden") and rows of plain values.

    None stands for "unknown".
    """

    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def column(self, name: str) -> list[object]:
        """Return the values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def small_table(frame: pd.DataFrame, kinds: dict[str, str]) -> SmallTable:
    """Return the columns named in `kinds` of a DataFrame as a SmallTable, in that order."""
    rows = zip(*(frame[name].tolist() for name in kinds), strict=True)
    return SmallTable(tuple(kinds), tuple(kinds.values()), tuple(tuple(_plain(cell) for cell in row) for row in rows))


def _plain(value: object) -> object:
    """Return a value that JSON can hold; NaN becomes None, a float that is whole stays a float."""
    return None if isinstance(value, float) and math.isnan(value) else value


def from_rows(columns: dict[str, str], rows: Sequence[Sequence[object]]) -> SmallTable:
    """Return a SmallTable from column -> kind and rows."""
    return SmallTable(tuple(columns), tuple(columns.values()), tuple(tuple(row) for row in rows))
