"""The verb `import`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .importing import Plan


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--edition", metavar="YYYY-MM", help="Edition of files that do not say it themselves.")
@click.option("--ids", type=click.Path(path_type=Path, dir_okay=False), help="CSV with list, rank, system_id, site_id.")
@click.option("--revise", metavar="REASON", help="Replace lists that exist, and record why.")
@click.option("--strict", is_flag=True, help="Turn warnings into refusals.")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the data. [data]"
)
def import_command(
    files: tuple[Path, ...], edition: str | None, ids: Path | None, revise: str | None, strict: bool, data: Path | None
) -> None:
    """Turn official TOP500 files into data/lists/YYYY-MM.csv.

    Reads XLS, XLSX, XML, TSV and CSV as top500.org has published them, told apart by content. All files are checked
    together and written together: if one is refused, data/ stays as it was. An XML file of a list that exists only
    adds the ids of its systems.

    \b
    Examples:
      python -m build_scripts import TOP500_202611.xlsx
      python -m build_scripts import lists/*.xls --ids SYSTEM_IDS.csv
      python -m build_scripts import list.csv --edition 2026-11
      python -m build_scripts import TOP500_202606.xlsx --revise "Beta withdrawn"
    """
    from ..editions import parse_edition
    from ..errors import Refused, refuse
    from ..files import ROOT
    from .importing import plan_import
    from .store import write_all

    if revise is not None and not revise.strip():
        raise refuse("--revise", "has no reason", 'a few words such as --revise "Beta withdrawn"')
    with _progress(len(files)) as on_read:
        plan = plan_import(
            files,
            data or ROOT / "data",
            edition=parse_edition(edition) if edition else None,
            ids=ids,
            revise=" ".join(revise.split()) if revise else None,
            on_read=on_read,
        )
    warnings = [problem for problem in plan.problems if not problem.fatal]
    if plan.fatal or (strict and warnings):
        for problem in [] if strict else warnings:
            click.echo(f"warning: {problem}", err=True)
        raise Refused(plan.problems if strict else plan.fatal)
    write_all(plan.texts)
    _report(plan)


class _progress:
    """A bar on a terminal, nothing elsewhere: there the lines of the report follow at once."""

    def __init__(self, length: int):
        hidden = not sys.stderr.isatty()
        self.bar = click.progressbar(length=length, label="Reading", file=sys.stderr, hidden=hidden)

    def __enter__(self) -> Callable[[Path], None]:
        self.bar.__enter__()
        return lambda path: self.bar.update(1)

    def __exit__(self, *error: object) -> None:
        self.bar.__exit__(*error)


def _report(plan: Plan) -> None:
    """Say what became of each file, what is odd, and sum it up in one line."""
    for outcome in plan.outcomes:
        click.echo(
            f"{outcome.name}: {outcome.edition} {outcome.result}" + (f", {outcome.note}" if outcome.note else "")
        )
    for problem in plan.problems:
        click.echo(f"warning: {problem}", err=True)
    results = [outcome.result for outcome in plan.outcomes]
    counts = ", ".join(f"{results.count(result)} {result}" for result in dict.fromkeys(results))
    odd = f"{_count(len(plan.problems), 'warning')}, {plan.declared} declared oddities"
    click.echo(f"{_count(len(results), 'file')}: {counts}; {odd}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
