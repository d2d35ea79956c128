"""What a list changed, told to a maintainer: what to look at first, the list, verdicts, sentences, figures, facts.

They are those of the site with one list as the newest and with the other, by the code, the texts and the AI tables of
now: what differs is the list's doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .ai import Ai
from .editions import edition_number
from .errors import Problem, refuse
from .figures.catalogue import FIGURES
from .figures.drawing import figure_words
from .files import ROOT, read_text
from .lists.importing import check_lists
from .lists.sources import load_vocabulary
from .lists.store import COLUMNS, read_list, stored_editions
from .lists.tidy import TidyList
from .numbers import FactValue, Numbers, load_world, numbers_of
from .pages.record_pages import edition_summary
from .records.editions import RECORDS, EditionRecord, edition_records
from .records.machines import notable
from .words.catalogue import in_language, words
from .words.html import said
from .words.names import country_name
from .words.numbers import LANGUAGES, edition, is_missing, share, write
from .words.sentences import context, fact_words, fill
from .world import World

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"⟦*\[])")
_MARK = re.compile(r"⟦(\w+)\|(.*?)⟧")


@dataclass(frozen=True)
class Section:
    """A part of the account: its heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """The site as of one list."""

    world: World
    numbers: Numbers
    record: EditionRecord


def account(data: Path, older: str | None, newer: str | None, docs: Path = ROOT / "docs") -> list[Section]:
    """Return what changed between two lists; without them, between the newest and the one before.

    Raises Refused if there is no such list, or the first one is not older.
    """
    editions = stored_editions(data)
    newer = newer or max(editions, default=None)
    older = older or (editions[editions.index(newer) - 1] if newer in editions[1:] else None)
    for each in (older, newer):
        if each not in editions:
            raise refuse("diff", f"finds no list of {each or 'an earlier edition'}", "two editions of data/lists")
    if older >= newer:
        raise refuse("diff", f"is asked from {older} to {newer}", "the older list first")
    world, ai = load_world(data, newer)
    before, after = (_side(World(world.lists[world.lists["edition"] <= each], world.ai), ai) for each in (older, newer))
    warnings, declared = _warnings(data, newer)
    sentences = _sentences(docs, before.numbers, after.numbers)
    claims = _claims(before.numbers, after.numbers)
    titles = _figures(before.numbers, after.numbers)
    facts = _facts(before.numbers, after.numbers)
    number = edition_number(newer)
    return [
        Section(f"{newer} (no. {number}) against {older}", tuple(edition_summary(after.record, "en"))),
        Section("Look at this first", tuple(_first(before, after, warnings, claims, sentences, titles))),
        Section("The list", tuple(_list(before, after))),
        Section(f"Statements whose verdict changed: {len(claims)}", tuple(claims)),
        Section(f"Sentences that read differently: {len(sentences)}", tuple(sentences)),
        Section(f"Figures: {titles.changed} of {len(FIGURES)} show other numbers", titles.lines),
        Section(f"Facts that changed: {len(facts)}", tuple(facts)),
        Section(
            f"The checks of the list: {len(warnings)} to look at, {declared} declared oddities",
            tuple(str(problem) for problem in warnings),
        ),
    ]


def in_words(sections: list[Section], *, markdown: bool) -> str:
    """Return an account as text, or as Markdown for a pull request (long parts folded)."""
    parts = []
    for index, section in enumerate(sections):
        heading = f"{'#' if not index else '##'} {section.heading}" if markdown else section.heading.upper()
        lines = "\n".join(f"- {_plain(line) if markdown else line}" for line in section.lines) or "Nothing."
        if markdown and len(section.lines) > 20:
            lines = f"<details><summary>{len(section.lines)} lines</summary>\n\n{lines}\n\n</details>"
        parts.append(f"{heading}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def _plain(line: str) -> str:
    """Return a line in which Markdown sees nothing but text: names in lists are not ours."""
    return re.sub(r"([\\`*_{}\[\]<>|#@~])", r"\\\1", line)


def _side(world: World, ai: Ai) -> Side:
    """Return the site of a world. ai: the AI tables as of today, for the names of later facts."""
    numbers = numbers_of(world, ai)
    strips = {name: claim.strip for name, claim in numbers.claims.items() if claim.strip}
    (record,) = edition_records(world, strips, set(notable(world)), [world.edition])
    return Side(world, numbers, record)


def _warnings(data: Path, when: str) -> tuple[list[Problem], int]:
    """Return what the checks of an import say of a list as it stands, and the number of declared oddities."""
    tidied = TidyList(when, rows=read_list(data, when) or [], columns=frozenset(COLUMNS))
    return check_lists([tidied], load_vocabulary(data), lambda edition: read_list(data, edition))


def _first(
    before: Side, after: Side, warnings: list[Problem], claims: list[str], sentences: list[str], titles: Titles
) -> Iterator[str]:
    """Yield what a person must look at before anything else."""
    if after.record.first_key != before.record.first_key:
        yield f"Number one is {after.record.first_name}, before {before.record.first_name}"
    yield from (f"Verdict: {line}" for line in claims)
    old, new = set(before.world.lists["country"]), set(after.world.now["country"])
    for code in sorted(new - old):
        yield f"A country that was never on the list: {country_name(code, 'en')} ({code})"
    now = after.world.now
    makers = set(now["maker_name"]) - set(before.world.lists["maker_name"])
    yield from (f"A maker that was never on the list: {name}" for name in sorted(makers))
    top = now[(now["rank"] <= 10) & (now["name"] == "") & (now["label"] == now["computer"].str.split(",").str[0])]
    for label, site in zip(top["label"], top["site"], strict=True):
        yield f"A machine in the first ten has no name: {label} ({site}); data/vocab/names.csv can give it one"
    if warnings:
        yield f"{len(warnings)} findings of the checks, at the end"
    if sentences:
        yield f"{len(sentences)} sentences that another wording was chosen for: read them in both languages"
    if titles.reworded:
        yield f"{titles.reworded} titles of figures with other words"


def _list(before: Side, after: Side) -> Iterator[str]:
    record = after.record
    for row in record.tables["top_ten"].rows:
        rank, was, machine, site, country, rmax, *_ = row
        came = "new" if not was else "as before" if was == rank else f"was {was}"
        where, speed = country_name(country, "en"), write(rmax, "performance", "en")
        yield f"{rank}. {machine[0]} ({where}, {site}), {speed}, {came}"
    for name in ("came", "left", "rose", "fell"):
        if record.before == before.record.edition and record.tables[name].rows:
            machines = [said(value, "machine", "en", {}) for value in record.tables[name].column("machine")]
            yield f"{name.capitalize()}, the best placed: {'; '.join(machines)}"
    yield "Shares: " + "; ".join(
        f"{country_name(row[0], 'en')} {share(row[1], 'en')}" for row in record.tables["countries"].rows[:8]
    )
    names = in_language(words("records")["record"], "en")
    for each in record.records:
        kind = "highest" if each.highest else "lowest"
        told = f"{write(each.value, RECORDS[each.what], 'en')} (before: {write(each.before, RECORDS[each.what], 'en')}"
        yield f"Record, {kind} ever: {names[each.what]}, {told}, {edition(each.at, 'en')})"


def _claims(before: Numbers, after: Numbers) -> list[str]:
    return [
        f"“{claim.statement['en']}”: {before.claims[name].now}, now {claim.now}"
        for name, claim in after.claims.items()
        if name in before.claims and before.claims[name].now != claim.now
    ]


def _facts(before: Numbers, after: Numbers) -> list[str]:
    """Return the facts that are written differently, with their name in words."""
    found = []
    for name, fact in after.facts.items():
        old = before.facts.get(name)
        then, now = (_value(each) for each in (old, fact))
        if then != now:
            found.append(f"{name} ({fact_words(fact, 'en')['name']}): {then}, now {now}")
    return found


def _value(fact: FactValue | None) -> str:
    return "unknown" if fact is None or is_missing(fact.value) else write(fact.value, fact.kind, "en")


def _sentences(docs: Path, before: Numbers, after: Numbers) -> list[str]:
    """Return the sentences of pages for which another wording was chosen; another number alone does not count."""
    found = []
    for lang in LANGUAGES:
        for path in sorted((docs / lang).rglob("*.md")):
            where = path.relative_to(docs).as_posix()
            text = re.sub(r"\{\{ *(?:figure|table|claim)\.\w+ *\}\}", "", read_text(path))
            found += [f"{where}: {line}" for line in _reworded(text, before, after, lang, where)]
        for name, claim in words("claims").items():
            where = f"{lang}/fact-check, {name}"
            found += [f"{where}: {line}" for line in _reworded(claim["verdict"][lang], before, after, lang, where)]
    return found


def _reworded(text: str, before: Numbers, after: Numbers, lang: str, where: str) -> Iterator[str]:
    """Yield "old → new" for each line of a text in which other sentences stand, facts left aside."""
    from .pages.fill import later_facts, without_later

    sides = []
    for numbers in (before, after):
        body = without_later(text, later_facts(numbers))
        marked = context(numbers, lang, _marked)
        sides.append(fill(body, marked, where).split("\n"))
    for old, new in zip(*sides, strict=True):
        left, right = (_SENTENCE_END.split(line.strip()) if line.strip() else [] for line in (old, new))
        gone = [sentence for sentence in left if _wording(sentence) not in map(_wording, right)]
        came = [sentence for sentence in right if _wording(sentence) not in map(_wording, left)]
        if gone or came:
            yield f"{_told(gone)} → {_told(came)}"


def _marked(identity: str, said: str) -> str:
    """Say a fact so that its words can be left aside."""
    return f"⟦{identity}|{said}⟧"


def _wording(sentence: str) -> str:
    """Return a sentence with the names of its facts instead of their values."""
    return _MARK.sub(r"⟦\1⟧", sentence)


def _told(sentences: list[str]) -> str:
    """Return sentences as readers see them."""
    return " ".join(_MARK.sub(r"\2", sentence) for sentence in sentences) or "(nothing)"


@dataclass(frozen=True)
class Titles:
    """How many figures show other numbers, how many of their titles have other words, and which."""

    changed: int
    reworded: int
    lines: tuple[str, ...]


def _figures(before: Numbers, after: Numbers) -> Titles:
    changed, reworded, lines = 0, 0, []
    for name in FIGURES:
        differs = before.figures[name] != after.figures[name]
        changed += differs
        for lang in LANGUAGES:
            old, new = (
                figure_words(name, numbers, lang, context(numbers, lang, _marked))["title"]
                for numbers in (before, after)
            )
            if _wording(old) != _wording(new):
                reworded += 1
                lines.append(f"{name}, {lang}: {_told([old])} → {_told([new])}")
        if differs and not any(line.startswith(f"{name}, ") for line in lines):
            lines.append(f"{name}: {figure_words(name, after, 'en', context(after, 'en'))['title']}")
    return Titles(changed, reworded, tuple(lines))
