"""The command line. Each verb imports its own work, so that `--help` and an unchanged build stay instant."""

from __future__ import annotations

import errno
import sys
from datetime import datetime
from pathlib import Path

import click

from .errors import Problem, Refused
from .options import DATA, STRICT

_BAD_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


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
            problems = refusal.problems
        except OSError as error:  # a full disk, a folder that may not be written to
            if error.errno not in _BAD_DISK:
                raise
            what, expected = f"cannot be written ({error.strerror})", "room on the disk and the right to write"
            problems = (Problem(str(error.filename or "the disk"), what, expected),)
        for problem in problems:
            click.echo(f"error: {problem}", err=True)
        click.echo(f"refused: {len(problems)} error{'s' if len(problems) > 1 else ''}, nothing was written.", err=True)
        sys.exit(1)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """From the TOP500 lists to a website in French and English.

    Exit codes: 0 done (warnings are summed up in one line), 1 refused, 2 wrong words on the command line.
    """


from .fetching.command import fetch_command  # noqa: E402
from .lists.command import import_command, withdraw_command  # noqa: E402  (the verb stands with its work)
from .models.command import import_facts_command, import_models_command  # noqa: E402
from .talks.command import talk_command  # noqa: E402

main.add_command(fetch_command)
main.add_command(import_command)
main.add_command(withdraw_command)
main.add_command(import_models_command)
main.add_command(import_facts_command)


@main.command("build")
@DATA
@click.option("--as-of", metavar="EDITION", help="Build the site as of that edition, such as 2022-11.")
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes. [site]")
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), help="Folder for caches. [build]")
@click.option("--kits", is_flag=True, help="With pictures (PNG) and archives (ZIP) of the figures, which takes longer.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day: the pages then say if a list is overdue.")
@click.option("--engine", default="mkdocs", help="Module or program to publish with, such as properdocs. [mkdocs]")
@STRICT
def build_command(
    data: Path,
    as_of: str | None,
    site: Path | None,
    work: Path | None,
    kits: bool,
    today: datetime | None,
    engine: str,
    strict: bool,
) -> None:
    """Build the site in both languages.

    \b
    python -m build_scripts build --kits
    python -m build_scripts build --as-of 2022-11 --site build/site-2022-11
    """
    import os

    from .build import Places, build, report
    from .editions import parse_edition

    defaults = Places()
    places = Places(data, defaults.docs, work or defaults.work, site or defaults.site)
    address, day = os.environ.get("SITE_URL", ""), today and today.date()
    when = as_of and parse_edition(as_of)
    summary = build(places, when, address, _progress, kits=kits, today=day, engine=engine)
    for line in report(summary, places):
        click.echo(line)
    finish(summary.warnings, strict=strict)


def _progress(stage: str, done: int, total: int) -> None:
    """Show progress on a terminal as a counting line, elsewhere as a line at the start and at the end."""
    if sys.stdout.isatty():
        click.echo(f"\r{stage}: {done} of {total}", nl=done == total)
    elif total and done in (0, total):
        click.echo(f"{stage}: {done} of {total}")


def finish(warnings: list, *, strict: bool) -> None:
    """Sum up warnings in one line; with --strict they refuse."""
    if not warnings:
        return
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}, see above.", err=True)
    if strict:
        sys.exit(1)


main.add_command(talk_command)


@main.command("serve")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve_command(lang: str, port: int) -> None:
    """Show one language while you write; a saved page is seen at once.

    \b
    python -m build_scripts serve --lang en
    """
    from .serve import serve

    serve(lang, port)


@main.command("facts")
@DATA
@click.option("--as-of", metavar="EDITION", help="Compute them as of that edition, such as 2022-11.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
def facts_command(data: Path, as_of: str | None, as_json: bool) -> None:
    """Print all facts: id, value in French and English.

    \b
    python -m build_scripts facts
    python -m build_scripts facts --as-of 2022-11 --json
    """
    import json

    from .editions import parse_edition
    from .numbers import compute
    from .pages.facts_page import facts_as_objects

    objects = facts_as_objects(compute(data, as_of and parse_edition(as_of)))
    if as_json:
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
        return
    width = max(len(entry["id"]) for entry in objects)
    for entry in objects:
        click.echo(f"{entry['id']:{width}}  {entry['text']['en']}  |  {entry['text']['fr']}")


@main.command("figures")
@click.option("--renew", is_flag=True, help="Accept how they are drawn now.")
@click.option("--extract", is_flag=True, help="Take the small extract that they are drawn from anew, from the data.")
@click.option("--new-list", is_flag=True, help="Instead, all figures before and after the newest list.")
@DATA
def figures_command(renew: bool, extract: bool, new_list: bool, data: Path) -> None:
    """Show accepted figures beside how they are drawn now, on one HTML page; exit code 1 if any has changed.

    \b
    python -m build_scripts figures
    python -m build_scripts figures --new-list
    python -m build_scripts figures --renew
    """
    from .figures import accepted
    from .files import ROOT

    page = ROOT / "build" / "figures.html"
    if new_list:
        compared = accepted.compare_lists(data)
        accepted.write_page(compared, page, "one list before")
        changed = sum(not each.same for each in compared)
        click.echo(f"{len(compared)} drawings, {changed} changed by the newest list: {page.relative_to(ROOT)}")
        return
    if extract:
        accepted.write_extract(data)
    compared = accepted.compare()
    accepted.write_page(compared, page)
    changed = [each.name for each in compared if not each.same]
    click.echo(f"{len(compared)} drawings, {len(changed)} changed: {page.relative_to(ROOT)}")
    if renew:
        click.echo(f"{accepted.renew(compared)} accepted anew: tests/expected")
    elif changed:
        click.echo("\n".join(changed))
        sys.exit(1)


@main.command("diff")
@click.argument("older", required=False, metavar="[OLDER")
@click.argument("newer", required=False, metavar="NEWER]")
@click.option("--markdown", is_flag=True, help="For a pull request.")
@DATA
def diff_command(older: str | None, newer: str | None, markdown: bool, data: Path) -> None:
    """Tell what a list changed: facts, verdicts, sentences, figures, and what to look at first.

    Without editions, the newest list against the one before.

    \b
    python -m build_scripts diff 2025-11 2026-06
    python -m build_scripts diff --markdown
    """
    from .diff import account, in_words
    from .editions import parse_edition

    when = [edition and parse_edition(edition) for edition in (older, newer)]
    click.echo(in_words(account(data, *when), markdown=markdown), nl=False)


@main.command("lint")
@click.option("--fix", is_flag=True, help="Mend the spaces and quotes of the French pages.")
def lint_command(fix: bool) -> None:
    """Check the texts: numerals without a name, French typography.

    \b
    python -m build_scripts lint --fix
    """
    from .check.texts import lint

    problems = lint(fix=fix)
    if problems:
        raise Refused(problems)
    click.echo("The texts are clean.")


@main.command("bench")
def bench_command() -> None:
    """Print the times and weights that the project promises.

    \b
    python -m build_scripts bench
    """
    from .bench import bench

    sys.exit(0 if bench(click.echo) else 1)
