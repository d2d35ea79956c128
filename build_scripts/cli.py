"""The command line. Each verb imports its own work, so that `--help` and an unchanged build stay instant."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .errors import Refused

DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of the data. [data]"
)
STRICT = click.option("--strict", is_flag=True, help="Turn warnings into refusals.")


class Cli(click.Group):
    """A group that lists its verbs in the order of the work and turns a Refused into words and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which they are defined."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; print what a refusal says, without a traceback."""
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            for problem in refusal.problems:
                click.echo(f"error: {problem}", err=True)
            count = len(refusal.problems)
            click.echo(f"refused: {count} error{'s' if count > 1 else ''}, nothing was written.", err=True)
            sys.exit(1)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """From the TOP500 lists to a website in French and English.

    Exit codes: 0 done (warnings are summed up in one line), 1 refused, 2 wrong words on the command line.
    """
