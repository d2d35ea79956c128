"""Another version of a list that exists: what differs, and the record of why it was replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .store import COLUMNS, Row, csv_text, read_csv

REVISION_COLUMNS = ("edition", "reason", "added", "removed", "changed")


@dataclass(frozen=True)
class Difference:
    """Rows that only the new version has, only the old one has, or that differ; columns: name -> rows that differ."""

    added: int
    removed: int
    changed: int
    columns: dict[str, int]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __str__(self) -> str:
        names = ", ".join(f"{name} ({count})" for name, count in self.columns.items())
        parts = [f"{self.changed} rows changed" + (f" in {names}" if names else "")]
        return ", ".join([*parts, f"{self.added} added, {self.removed} removed"])


def compare(old: Sequence[Row], new: Sequence[Row]) -> Difference:
    """Return what differs between two versions; rows are the same if their system id is, else if their rank is."""
    key = "system_id" if all(row["system_id"] for row in (*old, *new)) else "rank"
    before, after = {row[key]: row for row in old}, {row[key]: row for row in new}
    columns: Counter[str] = Counter()
    changed = 0
    for name in before.keys() & after.keys():
        differing = [column for column in COLUMNS if before[name][column] != after[name][column]]
        columns.update(differing)
        changed += bool(differing)
    ordered = {column: columns[column] for column in COLUMNS if columns[column]}
    added = len(after.keys() - before.keys()) + len(new) - len(after)  # a row that stands there twice is one too many
    return Difference(added, len(before.keys() - after.keys()), changed, ordered)


def revisions_path(data: Path) -> Path:
    """Return where replaced lists are recorded."""
    return data / "lists" / "REVISIONS.csv"


def revisions_text(data: Path, revised: Sequence[tuple[str, Difference]], reason: str) -> str:
    """Return the record of replaced lists with new lines at its end."""
    path = revisions_path(data)
    rows: list[dict[str, object]] = list(read_csv(path)) if path.is_file() else []
    for edition, difference in revised:
        counts = {"added": difference.added, "removed": difference.removed, "changed": difference.changed}
        rows.append({"edition": edition, "reason": reason, **counts})
    return csv_text(REVISION_COLUMNS, rows)
