"""The verb `fetch`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ..options import DATA, STRICT


@click.command("fetch")
@click.option("--check", is_flag=True, help="Only say what is new; download and write nothing.")
@click.option("--index", default=None, hidden=True, help="Address of the index of lists (for the tests).")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), default=None, help="[downloads]")
@STRICT
@DATA
def fetch_command(check: bool, index: str | None, cache: Path | None, strict: bool, data: Path) -> None:
    """Get the lists that top500.org has and data/lists lacks, and import them.

    The spreadsheet is the authority; the XML form adds the ids of systems. What was downloaded stays in downloads/,
    outside of git. Where the site asks for a login, it says what to download by hand and where to put it.

    \b
    Examples:
      python -m build_scripts fetch --check
      python -m build_scripts fetch
    """
    from ..files import ROOT
    from ..importing import carry_out
    from ..lists.importing import plan_import
    from ..lists.store import stored_editions
    from .lists import INDEX, download, lacking, published
    from .polite import PAUSE, Site

    cache = cache or ROOT / "downloads"
    index = index or INDEX
    pause = PAUSE if index == INDEX else 0.0  # a test's own server need not be spared
    site = Site(index, cache, pause, backoff=1.0 if pause else 0.01, timeout=(10, 30) if pause else (1, 0.3))
    missing = lacking(published(site, index), stored_editions(data))
    if not missing:
        click.echo(f"Nothing new: {max(stored_editions(data), default='no list')} is the newest list there and here.")
        return
    if check:
        for found in missing:
            click.echo(f"new: {found.edition}, {found.page}")
        return
    files = []
    for found in missing:
        files += download(site, found, cache, click.echo)
    if not sys.stdout.isatty() and (output := os.environ.get("GITHUB_OUTPUT")):
        with Path(output).open("a", encoding="utf-8") as stream:  # the workflow names its pull request by it
            stream.write(f"edition={missing[-1].edition}\n")
    plan = plan_import(files, data)
    carry_out(plan, f"{len(missing)} new list{'s' if len(missing) > 1 else ''}", strict=strict)
