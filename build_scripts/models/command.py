"""The verbs `import-models` and `import-facts`."""

from __future__ import annotations

from pathlib import Path

import click

from ..importing import Plan, carry_out, counted
from ..options import DATA, FILES, STRICT

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("import-models")
@FILES
@click.option("--accessed", type=_DAY, metavar="YYYY-MM-DD", help="Day on which the files were fetched.")
@click.option("--as-of", type=_DAY, metavar="YYYY-MM-DD", help="Day of their content, if earlier. [--accessed]")
@STRICT
@DATA
def import_models_command(files: tuple[Path, ...], accessed: object, as_of: object, strict: bool, data: Path) -> None:
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
    from .importing import plan_import

    days = {name: day and day.date().isoformat() for name, day in (("accessed", accessed), ("as_of", as_of))}  # type: ignore[attr-defined]
    if days["accessed"] and days["as_of"] and days["as_of"] > days["accessed"]:
        raise refuse("--as-of", f"{days['as_of']} is after {days['accessed']}", "a day before --accessed or the same")
    _carry_out(plan_import(files, data, **days), strict=strict)


@click.command("import-facts")
@FILES
@STRICT
@DATA
def import_facts_command(files: tuple[Path, ...], strict: bool, data: Path) -> None:
    """Turn the collected fact files into data/facts/.

    Reads partnership.csv, kyutai.csv, models_vs_execution.csv and top500_context.csv, told apart by their header and
    name. Our own words for each fact, in both languages, stand in data/facts/wording.csv.

    \b
    Example:
      python -m build_scripts import-facts facts/partnership.csv facts/kyutai.csv
    """
    from .facts import plan_facts

    _carry_out(plan_facts(files, data), strict=strict)


def _carry_out(plan: Plan, *, strict: bool) -> None:
    """Carry out a plan, and count the files that it writes."""
    summary = f"{counted(len(plan.outcomes), 'file')}, {counted(len(plan.texts), 'file')} written"
    carry_out(plan, summary, strict=strict)
