"""Arguments and options that several verbs of the command line have."""

from __future__ import annotations

from pathlib import Path

import click

from .files import ROOT, alone, settle


def _whole(_context: click.Context, _option: click.Parameter, data: Path | None) -> Path:
    """Return the folder of the data, after finishing what a killed import had left half moved."""
    data = data or ROOT / "data"
    if data.is_dir():
        with alone(data, "an import"):
            if settle(data):
                click.echo("An import had been cut off while it was writing: it is finished now.", err=True)
    return data


FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
DATA = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    callback=_whole,
    help="Folder of the data. [data]",
)
STRICT = click.option("--strict", is_flag=True, help="Turn warnings into refusals.")
