"""Arguments and options that several verbs of the command line have."""

from __future__ import annotations

from pathlib import Path

import click

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the data. [data]"
)
STRICT = click.option("--strict", is_flag=True, help="Turn warnings into refusals.")
