"""The verb `talk`."""

from __future__ import annotations

from pathlib import Path

import click

from ..options import DATA


@click.command("talk")
@click.argument("name", required=False)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Only this language. [both]")
@click.option(
    "--focus", metavar="COUNTRY", help="Code of the country to tell of, such as PL. [FR, or as the talk says]"
)
@click.option("--as-of", metavar="EDITION", help="As of that edition, such as 2024-06.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["html", "pptx", "pdf"]), help="Only these. [all]"
)
@click.option("--notes", is_flag=True, help="The PDF with what to say under each slide.")
@DATA
def talk_command(
    name: str | None, lang: str | None, focus: str | None, as_of: str | None, formats: tuple[str, ...], notes: bool,
    data: Path,
) -> None:  # fmt: skip
    """Make the slides of a talk, or of all talks, in build/talks: HTML, PowerPoint and PDF.

    \b
    python -m build_scripts talk
    python -m build_scripts talk country --focus PL --lang en
    python -m build_scripts talk fuel --as-of 2024-06 --format html
    """
    from ..editions import parse_edition
    from ..files import ROOT
    from ..words.numbers import kilobytes
    from .making import FORMATS, Wish, make_talks

    wish = Wish((lang,) if lang else (), formats or FORMATS, focus, as_of and parse_edition(as_of), notes)
    for path in make_talks(name, wish, lambda line: click.echo(line, err=True), data):
        click.echo(f"{path.relative_to(ROOT)}  {kilobytes(path.stat().st_size, 'en')}")
