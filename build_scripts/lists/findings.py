"""What is found in a list: one fault or oddity at one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from ..errors import Problem

DECLARE = "If TOP500.org publishes it so, declare it in data/known_issues.csv"
SHOWN_PER_KIND = 25  # of one kind in one list; the ranks of the rest follow in one line

COLUMN_CODES = ("unit", "implausible")
ECHO_CODES = frozenset(
    (
        "rmax_above_rpeak",
        "rpeak_too_high",
        "rpeak_too_low",
        "power_too_high",
        "power_too_low",
        "hpcg_too_high",
        "too_large",
        "cores_unlike_peers",
        "nmax_impossible",
    )
)
ANOTHER_LIST = "green500"  # the code that makes all other findings about a file pointless


@dataclass(frozen=True)
class Finding:
    """One fault (fatal) or oddity of a list.

    rank: None if it concerns a whole column or list. code: the kind, by which data/known_issues.csv declares it.
    """

    edition: str
    rank: int | None
    column: str
    code: str
    what: str
    expected: str = ""
    mend: str = ""
    fatal: bool = True

    def problem(self) -> Problem:
        """Return it in words for a maintainer."""
        rank = "" if self.rank is None else f", rank {self.rank}"
        column = f", {self.column}" if self.column else ""
        return Problem(f"list {self.edition}{rank}{column}", self.what, self.expected, self.mend, self.fatal)


def to_problems(findings: Iterable[Finding]) -> list[Problem]:
    """Return findings in words, by list, column, kind and rank; a flood of one kind is cut and its ranks summed up."""

    def kind(finding: Finding) -> tuple[str, str, str]:
        return finding.edition, finding.column, finding.code

    problems = []
    for _, group in groupby(sorted(findings, key=lambda found: (*kind(found), found.rank or 0)), key=kind):
        found = list(group)
        problems += [one.problem() for one in found[:SHOWN_PER_KIND]]
        rest = found[SHOWN_PER_KIND:]
        if rest:
            ranks = spans(one.rank or 0 for one in rest)
            more = replace(found[0], rank=None, what=f"the same in {len(rest)} more rows (ranks {ranks})")
            problems.append(more.problem())
    return problems


def without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that follow from a greater one.

    A file that is another list has no other faults; of a column in the wrong unit, the rows need not be listed.
    """
    found = list(findings)
    strangers = {finding.edition for finding in found if finding.code == ANOTHER_LIST}
    found = [finding for finding in found if finding.edition not in strangers or finding.code == ANOTHER_LIST]
    off = {finding.edition for finding in found if finding.code in COLUMN_CODES}
    counts = Counter((finding.edition, finding.code) for finding in found)
    return [
        finding
        for finding in found
        if not (
            finding.edition in off
            and finding.code in ECHO_CODES
            and counts[finding.edition, finding.code] > SHOWN_PER_KIND
        )
    ]


def spans(ranks: Iterable[int]) -> str:
    """Return numbers in short form: 1, 2, 3, 7 gives "1-3 7"."""
    parts: list[list[int]] = []
    for rank in sorted(set(ranks)):
        if parts and rank == parts[-1][-1] + 1:
            parts[-1][-1:] = [parts[-1][-1], rank] if len(parts[-1]) == 1 else [rank]
        else:
            parts.append([rank])
    return " ".join("-".join(map(str, part)) for part in parts)
