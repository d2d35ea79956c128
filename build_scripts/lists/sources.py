"""One official file becomes a tidy list with all that was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem, refuse
from ..files import ROOT
from .clean import fold
from .columns import SUBLIST_HEADINGS, map_columns, missing_fields
from .containers import RawTable
from .dating import find_edition
from .findings import Finding
from .issues import Issue, load_issues
from .tidy import TidyList, tidy_list
from .vocab import Country, Maker, load_countries, load_makers


@dataclass(frozen=True)
class Source:
    """A file that could be read: its name, its list, and what is odd about its headings."""

    name: str
    tidied: TidyList
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Spelling -> Country, manufacturer text -> Maker, the known issues."""

    countries: dict[str, Country]
    makers: dict[str, Maker]
    issues: list[Issue]

    def regions(self) -> dict[str, str]:
        """Return ISO code -> continent."""
        return {country.code: country.region for country in self.countries.values()}


def load_vocabulary(data: Path) -> Vocabulary:
    """Return the vocabularies of a data folder; what it has not of its own is the project's."""

    def find(name: str) -> Path:
        return data / name if (data / name).is_file() else ROOT / "data" / name

    countries = {country.spelling: country for country in load_countries(find("vocab/countries.csv"))}
    return Vocabulary(countries, load_makers(find("vocab/makers.csv")), load_issues(find("known_issues.csv")))


def open_source(path: Path, table: RawTable, given: str | None, vocabulary: Vocabulary) -> Source:
    """Return a raw table as a tidy list.

    given: the edition that the caller says, if any.
    Raises Refused if the edition is not clear or the file is another list of the same publisher.
    """
    name = path.name
    _refuse_sublists(name, table)
    edition = find_edition(name, table.sheet, given)
    columns, problems = map_columns(table.headings, edition, table.form, name)
    tidied = tidy_list(table, edition, columns, vocabulary.countries)
    unread = [str(heading) for heading in table.headings if not columns.reads(str(heading))]
    for missing in missing_fields(tidied.columns, edition, table.form):
        tidied.findings.append(_missing_column(edition, missing, unread))
    return Source(name, tidied, tuple(problems))


def _refuse_sublists(name: str, table: RawTable) -> None:
    """Refuse the Green500 and others, which have the rank in the TOP500 as a second rank."""
    for heading in table.headings:
        if fold(str(heading)) in SUBLIST_HEADINGS or "green500" in fold(table.sheet):
            what = f"is a Green500 list or another sublist (column {heading!r}), not the TOP500 list"
            raise refuse(name, what, "a TOP500 list", "Download the list from top500.org/lists/top500")


def _missing_column(edition: str, column: str, unread: list[str]) -> Finding:
    """Return the finding that a column is not there, with the headings that nobody reads as a hint."""
    hint = f"columns that are not read: {', '.join(unread[:20])}" if unread else "all other columns were read"
    mend = f"Take the official file again, or add its new heading in build_scripts/lists/columns.py ({hint})"
    return Finding(edition, None, column, "missing_column", "there is no such column", "this column", mend)
