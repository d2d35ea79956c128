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
    """Rows that only the new version has, only the old one has, or that differ; columns: name -> rows that differ.

    lines: each of these rows in words; rows that differ in their rank alone are one line.
    """

    added: int
    removed: int
    changed: int
    columns: dict[str, int]
    lines: tuple[str, ...] = ()

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
    lines = [f"{_shown(before[name])}: removed" for name in before if name not in after]
    lines += [f"{_shown(after[name])}: added" for name in after if name not in before]
    changed, moved = 0, 0
    for name in (name for name in before if name in after):
        differing = [column for column in COLUMNS if before[name][column] != after[name][column]]
        columns.update(differing)
        changed += bool(differing)
        moved += differing == ["rank"]
        if differing and differing != ["rank"]:
            cells = (f"{column} {before[name][column]!r} became {after[name][column]!r}" for column in differing)
            lines.append(f"{_shown(after[name])}: {', '.join(cells)}")
    if moved:
        lines.append(f"{moved} more rows: another rank, nothing else")
    ordered = {column: columns[column] for column in COLUMNS if columns[column]}
    added = len(after.keys() - before.keys()) + len(new) - len(after)  # a row that stands there twice is one too many
    return Difference(added, len(before.keys() - after.keys()), changed, ordered, tuple(lines))


def _shown(row: Row) -> str:
    """Return a row as a person finds it: "rank 12, Beta (Some site)"."""
    return f"rank {row['rank']}, {row['name'] or row['computer']} ({row['site']})"


def revisions_path(data: Path) -> Path:
    """Return where replaced lists are recorded."""
    return data / "lists" / "REVISIONS.csv"


def revisions_text(data: Path, revised: Sequence[tuple[str, Difference]], reason: str) -> str:
    """Return the record of replaced and withdrawn lists with new lines at its end."""
    path = revisions_path(data)
    rows: list[dict[str, object]] = list(read_csv(path)) if path.is_file() else []
    for edition, difference in revised:
        counts = {"added": difference.added, "removed": difference.removed, "changed": difference.changed}
        rows.append({"edition": edition, "reason": reason, **counts})
    return csv_text(REVISION_COLUMNS, rows)
