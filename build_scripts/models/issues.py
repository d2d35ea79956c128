"""Known issues of the tables of data/models: oddities that are declared, with what is done about each.

data/models/known_issues.csv, one row per issue:
table   name of the table (the file without .csv)
rows    "*", or keys with "; " between; a key of several columns has "/" inside ("2022-06/20")
what    the code of a check (see checks.py), or of something that no check can see
action  "kept" as published, "mended" at import, "left out" (the cell is emptied, or the row is not taken)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem, Refused
from ..lists.store import read_csv
from .schema import TABLES

COLUMNS = ("table", "rows", "column", "what", "action", "reason", "source")
ACTIONS = ("kept", "mended", "left out")
EMPTIED = "not_what_it_says"  # a cell that is emptied at import, whatever it holds


@dataclass(frozen=True)
class Issue:
    """One declared oddity; rows: keys, or None for all."""

    table: str
    rows: frozenset[str] | None
    column: str
    what: str
    action: str
    reason: str
    source: str

    def covers(self, table: str, key: str, column: str, what: str) -> bool:
        """Return whether this issue declares what a check found."""
        return (self.table, self.column, self.what) == (table, column, what) and (self.rows is None or key in self.rows)


def load_issues(data: Path) -> list[Issue]:
    """Return all known issues of data/models; raise Refused, listing every row that cannot be understood."""
    path = data / "models" / "known_issues.csv"
    headers = {table.name: {*table.header, ""} for table in TABLES}
    issues, problems = [], []
    for line, row in enumerate(read_csv(path), 2):
        where = f"data/models/{path.name}, line {line}"
        if tuple(row) != COLUMNS:
            raise Refused([Problem(where, "has other columns", ",".join(COLUMNS))])
        if row["table"] not in headers:
            problems.append(Problem(where, f"the table {row['table']!r} is unknown", ", ".join(headers)))
        elif row["column"] not in headers[row["table"]]:
            problems.append(Problem(where, f"the column {row['column']!r} is not in {row['table']}"))
        elif row["action"] not in ACTIONS:
            problems.append(Problem(where, f"the action {row['action']!r} is unknown", ", ".join(ACTIONS)))
        else:
            rows = None if row["rows"] == "*" else frozenset(row["rows"].split("; "))
            issues.append(Issue(**{**row, "rows": rows}))
    if problems:
        raise Refused(problems)
    return issues


def empty_cells(table: str, rows: list[dict[str, str]], keys: list[str], issues: list[Issue]) -> None:
    """Empty the cells that an issue says are not what they say."""
    for issue in issues:
        if issue.table == table and issue.what == EMPTIED and issue.rows:
            for row, key in zip(rows, keys, strict=True):
                if key in issue.rows:
                    row[issue.column] = "no" if issue.column == "authors_complete" else ""
