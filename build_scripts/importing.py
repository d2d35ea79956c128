"""What all imports share: the plan, in which nothing is written yet, and how it is carried out or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import click

from .errors import Problem, Refused
from .files import alone, write_all


@dataclass(frozen=True)
class Outcome:
    """What became of one file; what: its list, table or theme; result: "new", "unchanged" …; note: perhaps none.

    details: lines to print below it.
    """

    name: str
    what: str
    result: str
    note: str = ""
    details: tuple[str, ...] = ()


@dataclass
class Plan:
    """What an import would write (path -> text, None to remove), what became of each file, problems, declared oddities.

    data: the folder that all paths are in.
    """

    data: Path
    texts: dict[Path, str | None] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    declared: int = 0

    @property
    def fatal(self) -> list[Problem]:
        """The problems for which nothing may be written."""
        return [problem for problem in self.problems if problem.fatal]

    @property
    def warnings(self) -> list[Problem]:
        """The other problems."""
        return [problem for problem in self.problems if not problem.fatal]


def carry_out(plan: Plan, summary: str, *, strict: bool) -> None:
    """Write a plan, or refuse it; say what became of each file, what is odd, and sum it up in one line."""
    if plan.fatal or (strict and plan.warnings):
        for problem in [] if strict else plan.warnings:
            click.echo(f"warning: {problem}", err=True)
        raise Refused(plan.problems if strict else plan.fatal)
    with alone(plan.data, "an import"):
        write_all(plan.data, plan.texts)
    for outcome in plan.outcomes:
        note = f", {outcome.note}" if outcome.note else ""
        click.echo("\n    ".join([f"{outcome.name}: {outcome.what} {outcome.result}{note}", *outcome.details]))
    for problem in plan.warnings:
        click.echo(f"warning: {problem}", err=True)
    click.echo(f"{summary}; {counted(len(plan.warnings), 'warning')}, {plan.declared} declared oddities.")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 file", "2 files"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
