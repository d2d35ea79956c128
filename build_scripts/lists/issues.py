"""Known issues: faults and oddities of the lists that are declared, with what is done about each.

data/known_issues.csv, one row per issue:
editions  "1996-06", several with blanks between, or a span "2020-06..2022-11"
ranks     "*" for all, "10 24-26", or one such part per edition with ";" between
what      the code of a check (see checks.py and plausible.py) or of something that no check can see
action    "kept" as published, "mended" at import, "left out" of statistics, "read as X" in statistics
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..editions import edition_number, edition_of_number, parse_edition
from ..errors import Problem, Refused
from .findings import Finding
from .store import COLUMNS, read_csv

READ_AS = "read as "
ACTIONS = ("kept", "mended", "left out")


@dataclass(frozen=True)
class Issue:
    """One declared fault; ranks: edition -> ranks, None for all of them."""

    id: str
    ranks: dict[str, frozenset[int] | None]
    column: str
    what: str
    action: str
    reason: str
    source: str

    def covers(self, finding: Finding) -> bool:
        """Return whether this issue declares a finding."""
        if (self.what, self.column) != (finding.code, finding.column) or finding.edition not in self.ranks:
            return False
        ranks = self.ranks[finding.edition]
        return ranks is None or finding.rank in ranks


@dataclass(frozen=True)
class Change:
    """What statistics read instead of what is published: text "" leaves the value out; ranks: None for all."""

    edition: str
    ranks: frozenset[int] | None
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
    editions = [edition for part in row["editions"].split() for edition in _editions(part)]
    parts = row["ranks"].split(";")
    if len(parts) == 1:
        parts *= len(editions)
    ranks = {edition: _ranks(part) for edition, part in zip(editions, parts, strict=True)}
    return Issue(row["id"], ranks, row["column"], row["what"], action, row["reason"], row["source"])


def _editions(part: str) -> list[str]:
    """Return the editions of "2016-11" or "2016-11..2019-11"."""
    first, _, last = part.partition("..")
    numbers = range(edition_number(first), edition_number(last or first) + 1)
    return [parse_edition(edition_of_number(number)) for number in numbers]


def _ranks(part: str) -> frozenset[int] | None:
    """Return the ranks of "10 24-26", None for "*"."""
    if part.strip() == "*":
        return None
    ranks: set[int] = set()
    for span in part.split():
        first, _, last = span.partition("-")
        ranks.update(range(int(first), int(last or first) + 1))
    return frozenset(ranks)


def split_declared(findings: Iterable[Finding], issues: list[Issue]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that no issue declares, and those that one does."""
    by_kind: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        by_kind.setdefault((issue.what, issue.column), []).append(issue)
    open_ones: list[Finding] = []
    declared: list[Finding] = []
    for finding in findings:
        candidates = by_kind.get((finding.code, finding.column), ())
        (declared if any(issue.covers(finding) for issue in candidates) else open_ones).append(finding)
    return open_ones, declared


def changes(issues: Iterable[Issue]) -> Iterator[Change]:
    """Yield what statistics read differently from what is published, by edition."""
    for issue in issues:
        if issue.action == "left out" or issue.action.startswith(READ_AS):
            text = issue.action.removeprefix(READ_AS) if issue.action != "left out" else ""
            for edition, ranks in issue.ranks.items():
                yield Change(edition, ranks, issue.column, text)
