"""A batch of official files becomes a plan: what to write, what became of each file, and all that is wrong.

Nothing is written here. If any problem is fatal, the command writes nothing at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from ..editions import edition_number, edition_of_number
from ..errors import Problem, Refused, refuse
from ..files import read_text
from ..importing import Outcome, Plan
from .checks import check_list
from .columns import missing_fields
from .findings import SHOWN_PER_KIND, Finding, spans, to_problems, without_echoes
from .ids import fill_ids, load_ids, match_by_content, match_by_rank
from .issues import split_declared
from .plausible import RowsOf, check_plausible
from .reading import read_files
from .revisions import Difference, compare, revisions_path, revisions_text
from .sources import Source, Vocabulary, load_vocabulary, open_source
from .store import COLUMNS, TEXT_COLUMNS, Row, list_path, list_text, read_list, stored_editions
from .tidy import TidyList

LIST_SCHEMA = "lists/schema.json"  # in data/
SELDOM_WRONG = {*TEXT_COLUMNS, "previous_rank", "first_rank"}  # renamed or counted anew for a whole list at times
MIN_MATCHED = 0.5  # of an XML file's rows; below, it is not the list that it is taken for


@dataclass
class Batch:
    """An import on its way: the folder, the choices of the caller, and the rows of each list that changes."""

    data: Path
    vocabulary: Vocabulary
    ids: dict[str, list[Row]]
    revise: str | None
    plan: Plan
    rows: dict[str, list[Row]] = field(default_factory=dict)
    revised: list[tuple[str, Difference]] = field(default_factory=list)
    stored_rows: dict[str, list[Row] | None] = field(default_factory=dict)

    def stored(self, edition: str) -> list[Row] | None:
        """Return the rows of a list as the folder has it, None if it has none."""
        if edition not in self.stored_rows:
            self.stored_rows[edition] = read_list(self.data, edition)
        return self.stored_rows[edition]

    def rows_of(self, edition: str) -> list[Row] | None:
        """Return the rows of a list as they will be after the import."""
        return self.rows[edition] if edition in self.rows else self.stored(edition)


def plan_import(
    paths: Sequence[Path],
    data: Path,
    *,
    edition: str | None = None,
    ids: Path | None = None,
    revise: str | None = None,
    on_read: Callable[[Path], None] = lambda path: None,
) -> Plan:
    """Return the plan of an import.

    edition: said by the caller, for files that do not say it. ids: table of ids by list and rank.
    revise: why lists that exist may be replaced; None if they may not. on_read: told of each file that was read.
    Raises Refused if the folder's own tables or the table of ids cannot be read.
    """
    batch = Batch(data, load_vocabulary(data), load_ids(ids) if ids else {}, revise, Plan(data))
    sources = _read_sources(paths, edition, batch, on_read)
    lists: list[TidyList] = []
    for source in sorted(sources, key=lambda source: (source.tidied.form == "XML", source.tidied.edition)):
        batch.plan.problems += source.problems
        if source.tidied.form == "XML" and batch.rows_of(source.tidied.edition):
            _add_ids(source, batch)
        elif _add_list(source, batch):
            lists.append(source.tidied)
    problems, batch.plan.declared = check_lists(lists, batch.vocabulary, batch.rows_of)
    batch.plan.problems += problems
    _settle(batch)
    return batch.plan


def _read_sources(
    paths: Sequence[Path], edition: str | None, batch: Batch, on_read: Callable[[Path], None]
) -> list[Source]:
    """Return the files that could be read; the others become problems."""
    sources = []
    for path, answer in read_files(paths):
        on_read(path)
        if isinstance(answer, Problem):
            batch.plan.problems.append(answer)
            continue
        try:
            sources.append(open_source(path, answer, edition, batch.vocabulary))
        except Refused as refusal:
            batch.plan.problems += refusal.problems
    return sources


def _add_list(source: Source, batch: Batch) -> bool:
    """Take a list into the batch; return whether it must be checked: unless it is sound and the one that exists."""
    tidied = source.tidied
    edition, rows = tidied.edition, tidied.rows
    stored = batch.stored(edition)
    if stored and "system_id" not in tidied.columns:
        fill_ids(rows, match_by_content(rows, stored), edition)
    if edition in batch.ids:
        batch.plan.problems += fill_ids(rows, match_by_rank(rows, batch.ids[edition]), edition).problems
    if edition in batch.rows:
        return _add_twin(source, batch)
    difference = compare(stored, rows) if stored else None
    if stored and not difference:
        batch.plan.outcomes.append(Outcome(source.name, edition, "unchanged"))
        return any(finding.fatal for finding in tidied.findings)
    batch.rows[edition] = rows
    if not difference:
        details = _since_last(tidied, batch)
        batch.plan.outcomes.append(Outcome(source.name, edition, "new", _what_it_has(source), details))
    elif batch.revise:
        batch.revised.append((edition, difference))
        batch.plan.outcomes.append(Outcome(source.name, edition, "revised", str(difference), difference.lines))
    else:
        batch.plan.problems.append(_differs(source.name, edition, difference))
    return True


def _what_it_has(source: Source) -> str:
    """Return the number of rows and, for a form with few columns, what the list lacks."""
    lacking = missing_fields(source.tidied.columns, source.tidied.edition)
    return f"{len(source.tidied.rows)} rows" + (f", without {', '.join(lacking)}" if lacking else "")


def _since_last(tidied: TidyList, batch: Batch) -> tuple[str, ...]:
    """Return in words which cells differ from the list before, for the machines that are on both.

    A digit that a damaged file has changed is seen here and nowhere else. The rank is left aside, the previous rank is
    held against the rank of the list before. Texts and ranks that change in many rows are only counted.
    """
    last = edition_of_number(edition_number(tidied.edition) - 1) if edition_number(tidied.edition) > 1 else ""
    before = {row["system_id"]: row for row in batch.rows_of(last) or () if row["system_id"]}
    now = [row for row in tidied.rows if row["system_id"] in before]
    if not now:
        return ()
    then = [before[row["system_id"]] for row in now]
    then = [row | {"previous_rank": row["rank"]} for row in then]
    columns = {name for name in COLUMNS[1:] if name in tidied.columns and any(row[name] for row in then)}

    def compared(columns: Set[str]) -> Difference:
        others = [name for name in COLUMNS if name not in columns]
        return compare([old | {name: new[name] for name in others} for old, new in zip(then, now, strict=True)], now)

    changed = compared(columns).columns
    counts = ", ".join(f"{name} of {count}" for name, count in changed.items()) or "nothing"
    listed = compared(columns - {name for name in SELDOM_WRONG if changed.get(name, 0) > SHOWN_PER_KIND})
    came_back = (row for row in tidied.rows if row["previous_rank"] and row["system_id"] not in before)
    lost = [int(row["rank"]) for row in came_back if row["rank"]]
    strange = (f"with a previous rank, but not on {last} by their system id: ranks {spans(lost)}",) if lost else ()
    return (f"{len(now)} machines are also on {last}; changed: {counts}", *listed.lines, *strange)


def _add_twin(source: Source, batch: Batch) -> bool:
    """Handle a second file of one edition in a batch: fine if it says the same."""
    edition = source.tidied.edition
    difference = compare(batch.rows[edition], source.tidied.rows)
    if difference:
        what = f"is a second file of {edition} in this import and says something else: {difference}"
        batch.plan.problems.append(Problem(source.name, what, "one version", "Import only the right one"))
    else:
        batch.plan.outcomes.append(Outcome(source.name, edition, "unchanged", "same as another file of this import"))
    return False


def _differs(name: str, edition: str, difference: Difference) -> Problem:
    what = f"is another version of {edition} than data/lists/{edition}.csv: {difference}"
    mend = 'To replace the list, say --revise "why"'
    return Problem(name, what, "the same content", mend, details=difference.lines)


def _add_ids(source: Source, batch: Batch) -> None:
    """Fill empty ids of a list from its XML form; nothing else is taken from it."""
    edition, others = source.tidied.edition, source.tidied.rows
    rows = [dict(row) for row in batch.rows_of(edition) or ()]
    partners = match_by_content(rows, others)
    filled = fill_ids(rows, partners, edition)
    note = f"{filled.matched} of {len(rows)} rows matched, {filled.written} ids added"
    if filled.matched < MIN_MATCHED * len(rows):
        what = f"does not look like {edition}: only {filled.matched} of its rows are in the list"
        mend = "Check the file name and --edition"
        batch.plan.problems.append(Problem(source.name, what, "the same list", mend))
        return
    batch.plan.problems += filled.problems
    batch.plan.problems += to_problems(found for found in source.tidied.findings if found.code == "not_a_number")
    batch.plan.outcomes.append(Outcome(source.name, edition, "ids" if filled.written else "unchanged", note))
    if filled.written:
        batch.rows[edition] = rows


def check_lists(lists: Sequence[TidyList], vocabulary: Vocabulary, rows_of: RowsOf) -> tuple[list[Problem], int]:
    """Return the problems of lists, each checked against its neighbours, and the number of declared oddities."""
    regions = vocabulary.regions()
    findings: list[Finding] = []
    for tidied in lists:
        findings += check_list(tidied, vocabulary.makers, regions)
        findings += check_plausible(tidied, rows_of)
    ids = {
        tidied.edition: {row["rank"]: row["system_id"] for row in rows_of(tidied.edition) or tidied.rows}
        for tidied in lists
    }
    undeclared, declared = split_declared(
        findings, vocabulary.issues, lambda edition, rank: ids[edition].get(str(rank), "")
    )
    return to_problems(without_echoes(undeclared)), len(declared)


def _gaps(batch: Batch) -> list[Problem]:
    """Return the editions that would be missing between two others after the import."""
    editions = sorted({*stored_editions(batch.data), *batch.rows})
    numbers = range(edition_number(editions[0]), edition_number(editions[-1])) if batch.rows else ()
    missing = [edition for edition in map(edition_of_number, numbers) if edition not in editions]
    mend = "Import its official file too, in the same call or before"
    return [Problem("data/lists", f"edition {edition} would be missing", "no gap", mend) for edition in missing]


def _settle(batch: Batch) -> None:
    """Turn the lists that change into texts, with the record of revisions and the data package."""
    batch.plan.problems += _gaps(batch)
    if batch.plan.fatal:
        return
    texts = {list_path(batch.data, edition): list_text(rows) for edition, rows in sorted(batch.rows.items())}
    if batch.revised:
        texts[revisions_path(batch.data)] = revisions_text(batch.data, batch.revised, batch.revise or "")
    if batch.rows:
        texts |= _package(batch.data, {*stored_editions(batch.data), *batch.rows})
    batch.plan.texts = texts


def plan_withdrawal(data: Path, edition: str, reason: str) -> Plan:
    """Return the plan that takes back the newest list, and records why. Raises Refused for any other list."""
    editions = stored_editions(data)
    if edition not in editions[-1:]:
        newest = editions[-1] if editions else "none"
        mend = "A list in the middle is corrected with import --revise"
        raise refuse(f"edition {edition}", "is not the newest list", f"the newest, which is {newest}", mend)
    if len(editions) == 1:
        raise refuse(f"edition {edition}", "is the only list", "an older list to fall back on")
    rows = read_list(data, edition) or []
    gone = Difference(added=0, removed=len(rows), changed=0, columns={})
    texts: dict[Path, str | None] = {list_path(data, edition): None}
    texts[revisions_path(data)] = revisions_text(data, [(edition, gone)], f"withdrawn: {reason}")
    texts |= _package(data, set(editions[:-1]))
    return Plan(data, texts, [Outcome("withdraw", edition, "withdrawn", f"{editions[-2]} is the newest list again")])


def _package(data: Path, editions: set[str]) -> dict[Path, str]:
    """Return path -> text of the data package if other lists than before are in it, else nothing."""
    package = data / "datapackage.json"
    if not package.is_file():
        return {}
    text = package_text(read_text(package), editions)
    return {} if text == read_text(package) else {package: text}


def package_text(text: str, editions: set[str]) -> str:
    """Return the data package with one resource for each list; all share the schema lists/schema.json."""
    package = json.loads(text)
    others = [resource for resource in package["resources"] if resource.get("schema") != LIST_SCHEMA]
    lists = [
        {
            "name": edition,
            "path": f"lists/{edition}.csv",
            "profile": "tabular-data-resource",
            "schema": LIST_SCHEMA,
        }
        for edition in sorted(editions)
    ]
    return json.dumps(package | {"resources": others + lists}, ensure_ascii=False, indent=2) + "\n"
