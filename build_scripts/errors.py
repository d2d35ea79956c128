"""Refusals in words: where, what, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or odd.

    where: the place as a reader would look for it ("list 2008-06, row 214, power_kw").
    what: what stands there. expected: what should. mend: what to do about it.
    fatal: True for an error (nothing is written), False for a warning. details: lines to show below.
    """

    where: str
    what: str
    expected: str = ""
    mend: str = ""
    fatal: bool = True
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}."
        if self.expected:
            text += f" Expected {self.expected}."
        if self.mend:
            text += f" {self.mend}."
        return "\n    ".join([text, *self.details])


class Refused(Exception):
    """Work that stops because of its input; `problems` lists all that was found in one go."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(where: str, what: str, expected: str = "", mend: str = "") -> Refused:
    """Return a `Refused` with one problem, ready to raise."""
    return Refused([Problem(where, what, expected, mend)])
