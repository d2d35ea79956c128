"""The collected fact files become data/facts: dated.csv with our own words, and runs.csv on landmark models.

data/facts/wording.csv gives each collected fact, by its key, an id and our words in both languages, or says why it is
left out. data/facts/source_urls.csv gives each address an id of data/sources.csv. So a corrected file comes out with
the same ids, and a fact that nobody has worded stops the import.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import Problem, Refused, refuse
from ..files import read_text
from ..importing import Outcome, Plan
from ..lists.clean import slug
from ..lists.store import Row, csv_text, read_csv
from .forms import open_file_rows
from .importing import need
from .sheets import CONFIDENCE, DATED_FACTS, KINDS, PRECISIONS, RANKS, RUNS
from .statements import digits, says

THEME_OF = {
    "partnership": "partnership",
    "kyutai": "kyutai",
    "models_vs_execution": "models",
    "top500_context": "top500",
}
NEEDED = ("date", "date_precision", "fact_en", "confidence", "source_url", "source_rank", "second_source_url")
WORDS_IN_KEY = 6
WORDING = (*("key", "id", "take", "reason", "reported_by", "also", "value_of", "statement_fr", "statement_en"),)
# Numbers in which a collected file follows an older table of Epoch AI: the later one counts, as in data/models.
FOLLOWED = {("run-deepseek-v3", "training_flop"): "3.3e+24"}
# Facts that their collected file calls official, and whose number comes from outside: Patterson and colleagues.
OUTSIDE = ("run-gpt-3",)
UNITS = {  # of the column of models_vs_execution.csv that a fact takes its value from
    "hardware_count": "chips",
    "code_lines": "lines",
    "parameters": "parameters",
    "active_parameters": "parameters",
    "training_flop": "FLOP",
    "gpu_hours": "GPU-hours",
    "authors": "authors",
}
_RUN_COLUMNS = tuple(name for name in RUNS.header if name not in ("fact", "code_url"))


@dataclass
class Wordings:
    """What the folder says about facts: our words by key, source ids by address, and the sources."""

    by_key: dict[str, Row]
    source_of: dict[str, str]
    sources: dict[str, Row]

    @property
    def last_day(self) -> str:
        """The day on which a source was last read; no fact can be later."""
        return max(row["accessed"] for row in self.sources.values())


def load_wordings(data: Path) -> Wordings:
    """Return the folder's own tables on facts. Raises Refused if a key or an id stands twice."""
    need(data, "sources.csv", "facts/wording.csv", "facts/source_urls.csv")
    rows = read_csv(data / "facts" / "wording.csv")
    problems = [
        Problem("data/facts/wording.csv", f"the {name} {value!r} stands twice", "each once")
        for name in ("key", "id")
        for value in sorted(_twice(row[name] for row in rows if row[name]))
    ]
    if problems:
        raise Refused(problems)
    return Wordings(
        {row["key"]: row for row in rows},
        {row["url"]: row["source"] for row in read_csv(data / "facts" / "source_urls.csv")},
        {row["id"]: row for row in read_csv(data / "sources.csv")},
    )


def _twice(values: Iterator[str]) -> set[str]:
    seen: set[str] = set()
    return {value for value in values if value in seen or seen.add(value)}  # type: ignore[func-returns-value]


def plan_facts(paths: Sequence[Path], data: Path) -> Plan:
    """Return the plan of an import of fact files; of themes that are not imported the stored rows stay."""
    plan, wordings = Plan(data), load_wordings(data)
    dated = {row["id"]: row for row in _stored(data / "facts" / "dated.csv")}
    runs = {row["fact"]: row for row in _stored(data / "facts" / "runs.csv")}
    for path in paths:
        try:
            theme, collected = _collected(path)
        except Refused as refusal:
            plan.problems += refusal.problems
            continue
        dated = {name: row for name, row in dated.items() if row["theme"] != theme}
        taken = list(_take(collected, theme, path.name, wordings, plan))
        dated |= {row["id"]: row for row in taken}
        if theme == "models":
            runs = {row["fact"]: row for row in _runs(collected, wordings)}
        note = f"{len(taken)} of {len(collected)} facts"
        plan.outcomes.append(Outcome(path.name, f"theme {theme}", "read", note))
    rows = sorted(dated.values(), key=lambda row: (row["date"], row["id"]))
    texts = {
        data / "facts" / "dated.csv": csv_text(DATED_FACTS.header, rows),
        data / "facts" / "runs.csv": csv_text(RUNS.header, runs.values()),
    }
    if not plan.fatal:
        plan.texts = {path: text for path, text in texts.items() if not path.is_file() or read_text(path) != text}
    return plan


def _stored(path: Path) -> list[Row]:
    return read_csv(path) if path.is_file() else []


def _collected(path: Path) -> tuple[str, list[Row]]:
    """Return the theme and the rows of a collected file. Raises Refused if it is none."""
    if path.stem not in THEME_OF:
        raise refuse(path.name, "is no fact file", ", ".join(f"{name}.csv" for name in THEME_OF), "Check the name")
    rows = open_file_rows(path)
    lacking = [name for name in NEEDED if name not in rows[0]]
    if lacking:
        raise refuse(path.name, f"lacks the column {', '.join(lacking)}", "all columns that we use")
    return THEME_OF[path.stem], rows


def key_of(theme: str, row: Row) -> str:
    """Return a collected fact's key: theme, date and its first words; for a model its name."""
    if theme == "models":
        return f"models:{slug(row['model'])}"
    return f"{theme}:{row['date']}:{slug(' '.join(row['fact_en'].split()[:WORDS_IN_KEY]))}"


def _take(rows: list[Row], theme: str, name: str, wordings: Wordings, plan: Plan) -> Iterator[Row]:
    """Yield the facts of a file in our words, and note what is wrong with any."""
    missing = {key for key in wordings.by_key if key.startswith(f"{theme}:")}
    for number, row in enumerate(rows, 1):
        key = key_of(theme, row)
        missing.discard(key)
        wording = wordings.by_key.get(key)
        if wording is None:
            mend = "Add a line to data/facts/wording.csv, or change the key of its old line"
            plan.problems.append(Problem(f"{name}, row {number}", f"the fact {key!r} has no words of ours", "", mend))
        elif wording["take"] == "yes":
            fact = _fact(row, theme, wording, wordings)
            plan.problems += [
                Problem(f"{name}, row {number}, {wording['id']}", what, expected)
                for what, expected in _faults(fact, row, wordings)
            ]
            yield fact
        elif not wording["reason"]:
            plan.problems.append(
                Problem(f"data/facts/wording.csv, {key!r}", "is left out without a reason", "a reason")
            )
    for key in sorted(missing):
        what = f"the fact {key!r} is in data/facts/wording.csv and not in the file"
        plan.problems.append(Problem(name, what, "every worded fact", "Remove its line, or change its key"))


def _fact(row: Row, theme: str, wording: Row, wordings: Wordings) -> Row:
    """Return a fact as dated.csv has it."""
    text = row[wording["value_of"]] if theme == "models" and wording["value_of"] else row.get("value", "")
    number = _number(text)
    return {
        "id": wording["id"],
        "key": wording["key"],
        "theme": theme,
        "date": row["date"],
        "precision": row["date_precision"],
        "kind": row.get("kind", "run"),
        "value": text if number is not None else "",
        "text_value": text if number is None else "",
        "unit": UNITS.get(wording["value_of"], "") if theme == "models" else row["unit"],
        "confidence": "estimate" if wording["id"] in OUTSIDE else row["confidence"],
        "rank": row["source_rank"],
        "source": wordings.source_of.get(row["source_url"], ""),
        "second_source": wording.get("also") or _second(row, wordings),
        "reported_by": wording["reported_by"],
        "statement_fr": wording["statement_fr"],
        "statement_en": wording["statement_en"],
    }


def _second(row: Row, wordings: Wordings) -> str:
    """Return the id of a second source, "" if it is weak (not in our sources) or the first one again."""
    first, second = (wordings.source_of.get(row[name], "") for name in ("source_url", "second_source_url"))
    return second if second != first else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _faults(fact: Row, row: Row, wordings: Wordings) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a fact, and what was expected."""
    yield from _date_faults(fact, wordings.last_day)
    for name, allowed in (("kind", KINDS), ("confidence", CONFIDENCE), ("rank", RANKS)):
        if fact[name] not in allowed:
            yield f"the {name} {fact[name]!r} is unknown", ", ".join(allowed)
    if fact["second_source"] and fact["second_source"] not in wordings.sources:
        yield f"the source {fact['second_source']!r} is unknown", "an id of data/sources.csv in the column also"
    if fact["source"] not in wordings.sources:
        yield f"the address {row['source_url'][:80]!r} has no source", "a line in data/facts/source_urls.csv"
    if fact["rank"] == "weak" and not fact["reported_by"]:
        yield "its only source is weak", "words in reported_by, or take = no with a reason"
    french, english = fact["statement_fr"], fact["statement_en"]
    if not french or not english:
        yield "is not worded in both languages", "a French and an English statement"
    elif digits(french, "fr") != digits(english, "en"):
        yield f"the statements differ in their numbers: {french!r} and {english!r}", "the same numbers"
    elif fact["value"] and not says(float(fact["value"]), english):
        yield f"its value {fact['value']} is not in its statement {english!r}", "the value in the sentence"


def _date_faults(fact: Row, last_day: str) -> Iterator[tuple[str, str]]:
    """Yield whether a date or its precision is impossible."""
    if fact["precision"] not in PRECISIONS:
        yield f"the precision {fact['precision']!r} is impossible", ", ".join(PRECISIONS)
    try:
        day = date.fromisoformat(fact["date"]).isoformat()
    except ValueError:
        yield f"{fact['date']!r} is no date", "a day such as 2024-11-04; for a month or a year a day within it"
        return
    if day > last_day:
        yield f"{fact['date']} is after the day on which the sources were read", f"{last_day} or before"


def _runs(rows: list[Row], wordings: Wordings) -> Iterator[Row]:
    """Yield the makings of models as runs.csv has them; an approximate text in a number column is left empty."""
    for row in rows:
        wording = wordings.by_key.get(key_of("models", row))
        if wording and wording["take"] == "yes":
            run = {name: row.get(name, "") for name in _RUN_COLUMNS}
            for column in RUNS.columns:
                if column.kind in ("number", "integer") and _number(run[column.name]) is None:
                    run[column.name] = ""
            followed = {column: text for (fact, column), text in FOLLOWED.items() if fact == wording["id"]}
            yield {"fact": wording["id"], **run, **followed, "code_url": row["code_source_url"]}
