"""A batch of source files becomes a plan: what to write, what became of each file, and all that is wrong.

Nothing is written here. If any problem is fatal, the command writes nothing at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Problem, Refused
from ..files import read_text
from ..importing import Outcome, Plan
from ..lists.store import Row, csv_text, read_csv
from . import forms, schema
from .checks import check_table, key_of
from .countries import Countries
from .forms import SourceFile, open_file
from .issues import Issue, empty_cells, load_issues
from .package import package_text
from .schema import Table
from .sheets import SOURCES
from .tidy_machines import tidy_chips, tidy_clusters, tidy_data_centers, tidy_site_chips, tidy_timelines
from .tidy_models import same_names, tidy_models, union
from .tidy_results import tidy_gdp, tidy_hpcg, tidy_hpl_mxp, tidy_population

LEAST_SHARE = 0.9  # a file with less of the rows that we have was probably cut
_MODEL_FORMS = (forms.NOTABLE, forms.LARGE_SCALE)
_PLAIN: dict[str, tuple[Table, Callable[[SourceFile, Countries], list[Row]]]] = {
    forms.CLUSTERS.name: (schema.CLUSTERS, tidy_clusters),
    forms.CHIPS.name: (schema.CHIPS, tidy_chips),
    forms.DATA_CENTERS.name: (schema.DATA_CENTERS, tidy_data_centers),
    forms.HPL_MXP.name: (schema.HPL_MXP, tidy_hpl_mxp),
    forms.HPCG.name: (schema.HPCG, tidy_hpcg),
    forms.POPULATION.name: (schema.POPULATION, tidy_population),
    forms.GDP.name: (schema.GDP, tidy_gdp),
}
_DATED: dict[str, tuple[Table, Callable[[SourceFile, str], list[Row]]]] = {
    forms.TIMELINES.name: (schema.TIMELINES, tidy_timelines),
    forms.SITE_CHIPS.name: (schema.SITE_CHIPS, tidy_site_chips),
}


@dataclass
class Batch:
    """An import on its way."""

    data: Path
    countries: Countries
    issues: list[Issue]
    sources: dict[str, Row]
    plan: Plan

    def stored(self, table: Table) -> list[Row]:
        """Return the rows of a table as the folder has it, none if it has none."""
        path = self.data / "models" / f"{table.name}.csv"
        return read_csv(path) if path.is_file() else []


def plan_import(paths: Sequence[Path], data: Path, *, accessed: str | None = None, as_of: str | None = None) -> Plan:
    """Return the plan of an import.

    accessed: day on which the files were fetched. as_of: day of their content, if it is another. Both go to
    data/sources.csv; without them that file keeps what it says.
    Raises Refused if the folder's own tables cannot be read.
    """
    need(data, "sources.csv", "vocab/countries.csv", "vocab/country_names.csv", "models/known_issues.csv")
    sources = {row["id"]: row for row in read_csv(data / "sources.csv")}
    batch = Batch(data, Countries(data / "vocab"), load_issues(data), sources, Plan(data))
    files = _one_of_each(_open(paths, batch), batch)
    _date_sources(files, batch, accessed, as_of)
    _add_models([file for file in files if file.form in _MODEL_FORMS], batch)
    for file in files:
        if file.form.name in _PLAIN:
            table, tidy = _PLAIN[file.form.name]
            _add(table, tidy(file, batch.countries), [file], batch)
        elif file.form.name in _DATED:
            table, tidy_dated = _DATED[file.form.name]
            _add(table, tidy_dated(file, _as_of(file, batch)), [file], batch)
        elif file.form is forms.FRONTIER:
            note = "its mark is in the notable table, and the rest is not shown anywhere"
            batch.plan.outcomes.append(Outcome(file.name, file.form.name, "not used", note))
    _settle(files, batch, dated=bool(accessed or as_of))
    return batch.plan


def need(data: Path, *names: str) -> None:
    """Raise Refused, listing all, if tables that an import reads are not in the folder."""
    missing = [name for name in names if not (data / name).is_file()]
    if missing:
        mend = "Take it from the repository, or check --data"
        raise Refused(
            [Problem(f"{data.name}/{name}", "is missing", "a table of this project", mend) for name in missing]
        )


def _open(paths: Sequence[Path], batch: Batch) -> list[SourceFile]:
    """Return the files that could be read; the others become problems."""
    files = []
    for path in paths:
        try:
            files.append(open_file(path))
        except Refused as refusal:
            batch.plan.problems += refusal.problems
    return files


def _one_of_each(files: list[SourceFile], batch: Batch) -> list[SourceFile]:
    """Return the files in the order of our forms; two of one form are a problem."""
    for name, count in Counter(file.form.name for file in files).items():
        if count > 1:
            names = ", ".join(file.name for file in files if file.form.name == name)
            batch.plan.problems.append(Problem(names, f"are {count} files of {name}", "one", "Import the newest only"))
    return sorted(files, key=lambda file: [form.name for form in forms.FORMS].index(file.form.name))


def _date_sources(files: list[SourceFile], batch: Batch, accessed: str | None, as_of: str | None) -> None:
    """Note when the files were fetched and of when they are; each must have its row in data/sources.csv."""
    for file in files:
        if file.form is forms.FRONTIER:
            continue
        if file.form.source not in batch.sources:
            what, mend = f"has no source {file.form.source!r}", "Add a line with its title, address and licence"
            batch.plan.problems.append(Problem("data/sources.csv", what, "a line for each source", mend))
            continue
        row = batch.sources[file.form.source]
        if accessed:
            row["accessed"] = accessed
        if accessed or as_of:
            row["published"], row["published_precision"] = as_of or accessed or "", "day"


def _as_of(file: SourceFile, batch: Batch) -> str:
    """Return the day of a file's content: what is dated later is a projection."""
    row = batch.sources.get(file.form.source, {})
    return row.get("published") or row.get("accessed") or ""


def _add_models(files: list[SourceFile], batch: Batch) -> None:
    """Take the model tables; of the one that is not imported the stored rows stay."""
    if not files:
        return
    stored = batch.stored(schema.MODELS)
    parts = {form.name: [row for row in stored if row["source"] == form.source] for form in _MODEL_FORMS}
    for file in files:
        parts[file.form.name] = tidy_models(file, batch.countries)
        batch.plan.problems += same_names(parts[file.form.name])
    _add(schema.MODELS, union(*(parts[form.name] for form in _MODEL_FORMS)), files, batch)


def _add(table: Table, rows: list[Row], files: list[SourceFile], batch: Batch) -> None:
    """Check a table and take it into the plan."""
    rows.sort(key=lambda row: _sort_key(table, row))
    empty_cells(table.name, rows, [key_of(table, row) for row in rows], batch.issues)
    cell_problems = [problem for file in files for problem in _grouped(file.problems)]
    problems, declared = check_table(table, rows, batch.countries.valid, batch.issues)
    batch.plan.problems += cell_problems or problems  # what a cell that could not be read leaves is an echo
    batch.plan.declared += declared
    stored = batch.stored(table)
    names = ", ".join(file.name for file in files)
    if len(rows) < LEAST_SHARE * len(stored):
        what = f"gives {len(rows)} rows of {table.name}, and we have {len(stored)}"
        mend = f"Fetch it again; if the source has shrunk, remove data/models/{table.name}.csv first"
        batch.plan.problems.append(Problem(names, what, "about as many", mend))
    text = csv_text(table.header, rows)
    path = batch.data / "models" / f"{table.name}.csv"
    result = "new" if not path.is_file() else "unchanged" if read_text(path) == text else "revised"
    for file in files:
        batch.plan.outcomes.append(Outcome(file.name, file.form.name, result, _difference(table, stored, rows)))
    batch.plan.texts[path] = text


def _sort_key(table: Table, row: Row) -> tuple[object, ...]:
    """Return what a table is sorted by: models and clusters by time, all others by their key, numbers as numbers."""
    lead = {"models": (row.get("published"),), "clusters": (row.get("first_operational") or "9999",)}
    key = [int(row[name]) if row[name].isdecimal() else row[name] for name in table.key]
    return (*lead.get(table.name, ()), *key)


def _difference(table: Table, stored: list[Row], rows: list[Row]) -> str:
    """Return in words how many rows a table has and what changes; moved source rows do not count."""
    before, after = ({key_of(table, row): row for row in part} for part in (stored, rows))
    if not before:
        return f"{len(rows)} rows"
    changed = sum(
        any(row[name] != before[key].get(name) for name in table.header if name != "source_row")
        for key, row in after.items()
        if key in before
    )
    added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    return f"{len(rows)} rows" + (f", {added} new, {changed} changed, {gone} gone" if added + changed + gone else "")


def _grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of cells, those that say the same thing once, with their number."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.what, problem.where.rpartition(",")[2]), []).append(problem)
    return [
        replace(group[0], what=group[0].what + (f" (and in {len(group) - 1} more rows)" if group[1:] else ""))
        for group in groups.values()
    ]


def _settle(files: list[SourceFile], batch: Batch, *, dated: bool) -> None:
    """Keep only what changes, with the data package and the dates of the sources."""
    plan, data = batch.plan, batch.data
    if plan.fatal:
        plan.texts = {}
        return
    changed = [outcome.name for outcome in plan.outcomes if outcome.result == "revised"]
    if changed and not dated:
        what = "has other content, and data/sources.csv keeps the old dates"
        mend = "Say --accessed YYYY-MM-DD"
        plan.problems += [Problem(name, what, "a new access date", mend, fatal=False) for name in changed]
    plan.texts[data / "models" / "datapackage.json"] = package_text(batch.sources)
    plan.texts[data / "sources.csv"] = csv_text(SOURCES.header, batch.sources.values())
    plan.texts = {path: text for path, text in plan.texts.items() if not path.is_file() or read_text(path) != text}
