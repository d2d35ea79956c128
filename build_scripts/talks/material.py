"""What slides show, in one language: numbers, figures, tables and verdicts as plain texts, and where they come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from ..editions import edition_number
from ..figures.drawing import Job
from ..files import write_atomic
from ..numbers import Numbers, from_plain
from ..settings import Settings
from ..words.catalogue import in_language, ui, words
from ..words.html import headings, said
from ..words.names import publisher
from ..words.numbers import counted, edition, number
from ..words.sentences import context, fill
from . import pictures
from .own import DRAWINGS, Own, own_records, with_own
from .slides import ROOM, Talk

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_SAID = re.compile("\ue022(\\w+)\ue023")
_NUMBERS = {"count", "systems", "performance", "share", "rank", "was", "power"}  # kinds that stand on the right


def numbers_for(data: Path, as_of: str | None, focus: str, cache: Path, key: str) -> Numbers:
    """Return the numbers of an edition with those of a country in focus, from the cache if the key is the same.

    Raises Refused if the country was never on a list.
    """
    try:
        content = json.loads(_kept(cache, as_of, focus).read_bytes())
        if content["key"] == key:
            return from_plain(content["numbers"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no cache, or one that cannot be trusted
    from ..numbers import load_world, numbers_of

    world, ai = load_world(data, as_of)
    numbers = numbers_of(world, ai)
    return keep_numbers(numbers, own_records(world, numbers), as_of, focus, cache, key)


def keep_numbers(numbers: Numbers, own: Own, as_of: str | None, focus: str, cache: Path, key: str) -> Numbers:
    """Return the numbers with those of a country in focus, and keep them for `numbers_for`. Raises Refused like it."""
    numbers = with_own(numbers, own, focus)
    content = json.dumps({"key": key, "numbers": asdict(numbers)}, ensure_ascii=False)
    write_atomic(_kept(cache, as_of, focus), content)
    return numbers


def _kept(cache: Path, as_of: str | None, focus: str) -> Path:
    return cache / f"numbers-{as_of or 'newest'}-{focus.upper()}.json"


@dataclass(frozen=True)
class Picture:
    """A figure on a slide. file: name of its drawing in the cache, without ending; size: in points of the slide."""

    name: str
    title: str
    alt: str
    credit: str
    file: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """A table on a slide, as texts. right: the columns of numbers, which stand on the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class Verdict:
    """A statement with its verdicts: (label, verdict, status) when the article appeared and today, and a sentence."""

    statement: str
    kind: str
    verdicts: tuple[tuple[str, str, str], ...]
    held: str


class Material:
    """What the slides of one language can show, by name. cache: folder of the drawings."""

    def __init__(self, numbers: Numbers, lang: str, cache: Path, settings: Settings | None = None):
        self.numbers, self.lang, self.cache = numbers, lang, cache
        self.settings = settings or Settings()
        self.ui = in_language(words("talks")["slide"], lang)

    @property
    def named(self) -> dict[str, dict]:
        """The names that a talk may say, beside facts and checks."""
        return {"figure": self.numbers.figures, "table": self.numbers.tables, "claim": self.numbers.claims}

    @property
    def credit(self) -> str:
        """Whose data the lists are, and as of when."""
        return self._credit("lists", "credit")

    @property
    def source(self) -> str:
        """Where the lists are from, as below figures on pages: with a Markdown link."""
        return self._credit("lists", "source")

    def credits_of(self, facts: Iterable[str]) -> list[str]:
        """Return whose data facts rest on: that of the lists as in figures, else who published them."""
        found = []
        for fact in (self.numbers.facts[name] for name in facts if name in self.numbers.facts):
            known = [each for each in fact.sources if each in self.numbers.sources and each != "top500"]
            found += [self._publisher(each) or self.numbers.sources[each]["title"] for each in known]
            if not fact.sources or "top500" in fact.sources:
                found.insert(0, self.credit)
        return list(dict.fromkeys(found))

    @cached_property
    def _names(self) -> dict:
        return context(self.numbers, self.lang)

    def _credit(self, entry: str, what: str) -> str:
        dated = {"number": edition_number(self.numbers.edition), "edition": edition(self.numbers.edition, self.lang)}
        return in_language(words("ui")["credits"][entry], self.lang)[what].format(**dated)

    def _words(self, name: str, names: dict | None = None) -> dict[str, str]:
        """Return the words of a figure, filled."""
        from ..figures.drawing import figure_words

        names = names or self._names
        if name not in DRAWINGS:
            return figure_words(name, self.numbers, self.lang, names)
        entry = in_language(words("talks")["figures"][name], self.lang)
        where = f"words/talks.toml, [figures.{name}]"
        filled = {key: fill(text, names, f"{where} {key}.{self.lang}") for key, text in entry.items()}
        return {**in_language(words("figures")["every_figure"], self.lang), **filled, "credit": self.credit}

    def job(self, name: str, room: str) -> Job:
        """Return the drawing of a figure for a room of a slide."""
        table = self.numbers.figures[name]
        if name in DRAWINGS:
            return Job(name, self.lang, room, DRAWINGS[name], {}, table, self._words(name), self.settings.accents)
        from ..figures.catalogue import FIGURES

        draw, heights = FIGURES[name].draw, FIGURES[name].heights
        return Job(name, self.lang, room, draw, heights, table, self._words(name), self.settings.accents)

    def draw(self, talk: Talk, kind: str) -> None:
        """Draw the figures of a talk that the cache has not. kind: "svg" or "png"."""
        pictures.drawn(
            [self.job(name, ROOM[each.layout]) for each in talk.slides for name in each.figures],
            kind,
            self.cache,
        )

    def picture(self, name: str, layout: str) -> Picture:
        """Return a figure as a slide of that layout shows it."""
        job = self.job(name, ROOM[layout])
        across, down, _ = pictures.ROOMS[job.width]
        texts = job.words
        return Picture(name, texts["title"], texts["alt"], texts["credit"], pictures.key(job), (across, down))

    def grid(self, name: str) -> Grid:
        """Return a table as texts."""
        table, own = self.numbers.tables[name], self.table_words(name)
        heads = headings(self.lang, own)
        shown = [at for at, kind in enumerate(table.kinds) if kind != "hidden"]
        return Grid(
            own["caption"],
            tuple(heads[table.columns[at]] for at in shown),
            tuple(tuple(said(row[at], table.kinds[at], self.lang, heads) for at in shown) for row in table.rows),
            tuple(table.kinds[at] in _NUMBERS for at in shown),
        )

    def table_words(self, name: str) -> dict[str, str]:
        """Return the words of a table, filled."""
        entry = words("talks")["tables"].get(name) or words("tables")[name]
        return {
            key: fill(text, self._names, f"words/tables.toml, [{name}] {key}.{self.lang}")
            for key, text in in_language(entry, self.lang).items()
        }

    def verdict(self, name: str) -> Verdict:
        """Return a claim with its verdicts."""
        claim, said = self.numbers.claims[name], ui("claims", self.lang)
        held = sum(claim.strip.values())
        sentence = said["held"].format(
            count=counted(held, "edition", self.lang), all=number(len(claim.strip), self.lang)
        )
        verdicts = tuple(
            (said[when], said[status], status) for when, status in (("then", claim.then), ("now", claim.now))
        )
        kind = f"{said[claim.origin]} · {said[claim.kind]}"
        return Verdict(claim.statement[self.lang], kind, verdicts, sentence if claim.strip else "")

    def sources(self, talk: Talk) -> list[str]:
        """Return all sources that a talk uses: those of its figures, of its facts and of the facts its figures say."""
        figures = dict.fromkeys(name for slide in talk.slides for name in slide.figures)
        makers, facts = self._makers("lists"), list(talk.facts)
        for name in figures:
            makers |= self._makers(self._credit_of(name))
            marked = self._words(name, context(self.numbers, self.lang, _mark))
            facts += [fact for text in marked.values() for fact in _SAID.findall(text)]
            facts += self._stated(name)
        ids = dict.fromkeys(
            source for fact in facts for source in self.numbers.facts[fact].sources if source in self.numbers.sources
        )
        entries = [
            (self.numbers.sources[source]["title"], self._publisher(source)) for source in ids if source != "top500"
        ]
        lines = [f"{maker} ({address})" for maker, address in makers.items()]
        span = {"first": self.numbers.facts["first_edition"].value, "edition": self.numbers.edition}
        written = {name: edition(value, self.lang) for name, value in span.items()}
        lines[0] += f", {self.ui['as_of'].format(**written)}"
        lines += [", ".join(filter(None, entry)) for entry in entries]
        made = self.ui["made"].format(site=ui("site", self.lang)["name"])
        return [*dict.fromkeys(lines), made]

    def _publisher(self, source: str) -> str:
        return publisher(self.numbers.sources[source]["publisher"], self.lang)

    def _stated(self, figure: str) -> list[str]:
        """Return the dated facts that the table behind a figure states."""
        table = self.numbers.figures[figure]
        cells = (cell for row in table.rows for cell, kind in zip(row, table.kinds, strict=True) if kind == "statement")
        return [cell["id"] for cell in cells if isinstance(cell, dict) and cell.get("id") in self.numbers.facts]

    def _credit_of(self, figure: str) -> str:
        from ..figures.catalogue import FIGURES

        return FIGURES[figure].credit if figure in FIGURES else "lists"

    def _makers(self, credit: str) -> dict[str, str]:
        """Return who made the data of a figure -> address, without "https://"."""
        found = _LINK.findall(self._credit(credit, "source"))
        return {maker: address.removeprefix("https://").rstrip("/") for maker, address in found}


def _mark(identity: str, said: str) -> str:
    return f"\ue022{identity}\ue023{said}"
