"""The verb `import`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from ..importing import carry_out, counted
from ..options import DATA, FILES, STRICT


@click.command("import")
@FILES
@click.option("--edition", metavar="YYYY-MM", help="Edition of files that do not say it themselves.")
@click.option("--ids", type=click.Path(path_type=Path, dir_okay=False), help="CSV with list, rank, system_id, site_id.")
@click.option("--revise", metavar="REASON", help="Replace lists that exist, and record why.")
@STRICT
@DATA
def import_command(
    files: tuple[Path, ...], edition: str | None, ids: Path | None, revise: str | None, strict: bool, data: Path
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
    from .importing import plan_import

    reason = None if revise is None else _reason("--revise", revise)
    with _progress(len(files)) as on_read:
        plan = plan_import(
            files,
            data,
            edition=parse_edition(edition) if edition else None,
            ids=ids,
            revise=reason,
            on_read=on_read,
        )
    results = [outcome.result for outcome in plan.outcomes]
    counts = ", ".join(f"{results.count(result)} {result}" for result in dict.fromkeys(results))
    carry_out(plan, f"{counted(len(results), 'file')}: {counts}", strict=strict)


@click.command("withdraw")
@click.argument("edition", metavar="YYYY-MM")
@click.option("--reason", required=True, metavar="WHY", help="Why the list is taken back; readers are told.")
@DATA
def withdraw_command(edition: str, reason: str, data: Path) -> None:
    """Take back the newest list, if TOP500.org has published it wrongly.

    The list before it is the newest again. The reason is recorded in data/lists/REVISIONS.csv. When the right file is
    out, import it as any new list.

    \b
    Example:
      python -m build_scripts withdraw 2026-11 --reason "published by mistake"
    """
    from ..editions import parse_edition
    from .importing import plan_withdrawal

    plan = plan_withdrawal(data, parse_edition(edition), _reason("--reason", reason))
    carry_out(plan, "1 list withdrawn", strict=False)


def _reason(option: str, text: str) -> str:
    """Return a reason in one line; refuse an empty one."""
    from ..errors import refuse

    if not text.strip():
        raise refuse(option, "has no reason", f'a few words such as {option} "Beta withdrawn"')
    return " ".join(text.split())


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
