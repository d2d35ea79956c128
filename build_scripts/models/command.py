"""The verbs `import-models` and `import-facts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .importing import Plan

_FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
_DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the data. [data]"
)
_STRICT = click.option("--strict", is_flag=True, help="Turn warnings into refusals.")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("import-models")
@_FILES
@click.option("--accessed", type=_DAY, metavar="YYYY-MM-DD", help="Day on which the files were fetched.")
@click.option("--as-of", type=_DAY, metavar="YYYY-MM-DD", help="Day of their content, if earlier. [--accessed]")
@_STRICT
@_DATA
def import_models_command(
    files: tuple[Path, ...], accessed: object, as_of: object, strict: bool, data: Path | None
) -> None:
    """Turn tables on AI models and machines into data/models/.

    Reads Epoch AI's tables (models, clusters, chips, data centres), the World Bank's population and GDP, and the
    HPL-MxP and HPCG results, told apart by their header. All files are checked together and written together: if one
    is refused, data/ stays as it was. The dates go to data/sources.csv.

    \b
    Examples:
      python -m build_scripts import-models notable_ai_models.csv --accessed 2027-01-15
      python -m build_scripts import-models downloads/*.csv --accessed 2027-01-15 --strict
    """
    from ..errors import refuse
    from ..files import ROOT
    from .importing import plan_import

    days = {name: day and day.date().isoformat() for name, day in (("accessed", accessed), ("as_of", as_of))}  # type: ignore[attr-defined]
    if days["accessed"] and days["as_of"] and days["as_of"] > days["accessed"]:
        raise refuse("--as-of", f"{days['as_of']} is after {days['accessed']}", "a day before --accessed or the same")
    _carry_out(plan_import(files, data or ROOT / "data", **days), strict=strict)


@click.command("import-facts")
@_FILES
@_STRICT
@_DATA
def import_facts_command(files: tuple[Path, ...], strict: bool, data: Path | None) -> None:
    """Turn the collected fact files into data/facts/.

    Reads partnership.csv, kyutai.csv, models_vs_execution.csv and top500_context.csv, told apart by their header and
    name. Our own words for each fact, in both languages, stand in data/facts/wording.csv.

    \b
    Example:
      python -m build_scripts import-facts facts/partnership.csv facts/kyutai.csv
    """
    from ..files import ROOT
    from .facts import plan_facts

    _carry_out(plan_facts(files, data or ROOT / "data"), strict=strict)


def _carry_out(plan: Plan, *, strict: bool) -> None:
    """Write a plan, or refuse it; say what became of each file."""
    from ..errors import Refused
    from ..lists.store import write_all

    warnings = [problem for problem in plan.problems if not problem.fatal]
    if plan.fatal or (strict and warnings):
        for problem in [] if strict else warnings:
            click.echo(f"warning: {problem}", err=True)
        raise Refused(plan.problems if strict else plan.fatal)
    write_all(plan.texts)
    for outcome in plan.outcomes:
        note = f", {outcome.note}" if outcome.note else ""
        click.echo(f"{outcome.name}: {outcome.form} {outcome.result}{note}")
    for problem in warnings:
        click.echo(f"warning: {problem}", err=True)
    counts = f"{_count(len(plan.outcomes), 'file')}, {_count(len(plan.texts), 'file')} written"
    click.echo(f"{counts}; {_count(len(warnings), 'warning')}, {plan.declared} declared oddities.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
