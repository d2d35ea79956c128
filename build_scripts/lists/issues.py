"""Known issues: faults and oddities of the lists that are declared, with what is done about each.

data/known_issues.csv, one row per issue:
editions  "1996-06", a span "2020-06..2022-11" or one without end "2024-06..", several with blanks between
ranks     "*" for all, or "10 24-26", or "id179801" (a system id, which outlives a shift of ranks);
          with ";" between, one such part for each edition or span
what      the code of a check (see checks.py and plausible.py) or of something that no check can see
action    "kept" as published, "mended" at import, "left out" of statistics, "read as X" in statistics
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..editions import parse_edition
from ..errors import Problem, Refused
from .findings import Finding
from .store import COLUMNS, read_csv

READ_AS = "read as "
OPEN_END = "9999-11"
ACTIONS = ("kept", "mended", "left out")


@dataclass(frozen=True)
class Places:
    """Rows of one list: all of them, or those with certain ranks or system ids."""

    everywhere: bool = False
    ranks: frozenset[int] = frozenset()
    system_ids: frozenset[str] = frozenset()

    def hold(self, rank: int | None, system_id: str) -> bool:
        """Return whether a row is among them; a rank of None stands for the list as a whole."""
        return self.everywhere or rank in self.ranks or (bool(system_id) and system_id in self.system_ids)


@dataclass(frozen=True)
class Issue:
    """One declared fault; spans: first and last edition, and the rows that have it there."""

    id: str
    spans: tuple[tuple[str, str, Places], ...]
    column: str
    what: str
    action: str
    reason: str
    source: str

    def covers(self, finding: Finding, system_id: str = "") -> bool:
        """Return whether this issue declares a finding; system_id: that of its row, "" if there is none."""
        return (self.what, self.column) == (finding.code, finding.column) and any(
            first <= finding.edition <= last and places.hold(finding.rank, system_id)
            for first, last, places in self.spans
        )


@dataclass(frozen=True)
class Change:
    """What statistics read instead of what is published, from one edition to another; text: "" leaves it out."""

    first: str
    last: str
    places: Places
    column: str
    text: str


def load_issues(path: Path) -> list[Issue]:
    """Return all known issues; raise Refused, listing every row that cannot be understood."""
    issues, problems = [], []
    for line, row in enumerate(read_csv(path), 2):
        try:
            issues.append(_issue(row))
        except (ValueError, KeyError, TypeError, AttributeError, Refused) as error:
            problems.append(Problem(f"{path.name}, line {line}", f"cannot be understood ({error})"))
    if problems:
        raise Refused(problems)
    return issues


def _issue(row: dict[str, str]) -> Issue:
    """Return one row as an Issue."""
    action = row["action"]
    if action not in ACTIONS and not action.startswith(READ_AS):
        raise ValueError(f"action {action!r} is unknown")
    if row["column"] not in COLUMNS:
        raise ValueError(f"column {row['column']!r} is unknown")
    spans, parts = [_span(word) for word in row["editions"].split()], row["ranks"].split(";")
    if len(parts) == 1:
        parts *= len(spans)
    if not spans or len(parts) != len(spans):
        raise ValueError(f"{len(spans)} editions or spans, but {len(parts)} parts of ranks")
    places = tuple((first, last, _places(part)) for (first, last), part in zip(spans, parts, strict=True))
    return Issue(row["id"], places, row["column"], row["what"], action, row["reason"], row["source"])


def _span(word: str) -> tuple[str, str]:
    """Return first and last edition of "2016-11", "2016-11..2019-11" or "2016-11.."."""
    first, dots, last = word.partition("..")
    if last:
        return parse_edition(first), parse_edition(last)
    return parse_edition(first), OPEN_END if dots else first


def _places(part: str) -> Places:
    """Return the rows of "*", "10 24-26" or "id179801"."""
    if part.strip() == "*":
        return Places(everywhere=True)
    ranks: set[int] = set()
    system_ids = {word.removeprefix("id") for word in part.split() if word.startswith("id")}
    for span in part.split():
        if not span.startswith("id"):
            first, _, last = span.partition("-")
            ranks.update(range(int(first), int(last or first) + 1))
    return Places(ranks=frozenset(ranks), system_ids=frozenset(system_ids))


def split_declared(
    findings: Iterable[Finding], issues: Iterable[Issue], system_id: Callable[[str, int | None], str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that no issue declares, and those that one does.

    system_id: edition and rank -> id of that row, "" if it has none.
    """
    by_kind: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        by_kind.setdefault((issue.what, issue.column), []).append(issue)
    undeclared: list[Finding] = []
    declared: list[Finding] = []
    for finding in findings:
        row_id = system_id(finding.edition, finding.rank)
        candidates = by_kind.get((finding.code, finding.column), ())
        (declared if any(issue.covers(finding, row_id) for issue in candidates) else undeclared).append(finding)
    return undeclared, declared


def changes(issues: Iterable[Issue]) -> Iterator[Change]:
    """Yield what statistics read differently from what is published."""
    for issue in issues:
        if issue.action == "left out" or issue.action.startswith(READ_AS):
            text = issue.action.removeprefix(READ_AS) if issue.action != "left out" else ""
            for first, last, places in issue.spans:
                yield Change(first, last, places, issue.column, text)
