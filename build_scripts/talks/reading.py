r"""From a talk's Markdown file to slides: the one parser, for all formats.

    ---
    title: Without fuel, the Ferrari stays in the garage
    duration: twenty minutes
    ---
    {: .figure-points }

    # Who owns the fuel?

    - **{{ fact.us_rmax_share }}** in the United States

    {{ figure.gauge }}

    Note: What to say, to the end of the slide.

    ---

Slides are divided by `---`. The first line of a slide names its layout; without it, a slide is a "statement".
What stands in double braces is filled first, all of it, as in pages; values are shielded meanwhile, so that no text
from the data is ever taken for Markdown.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import Problem, Refused
from ..files import read_text
from ..numbers import Numbers
from ..pages.fill import FACT_NAME, later_facts
from ..words.sentences import context, fill
from .slides import LAYOUTS, Line, Slide, Talk

HEAD = ("title", "author", "event", "date", "duration", "focus", "edition")
_LAYOUT = re.compile(r"\{: \.([\w-]+) \}")
_NAMED = re.compile("\ue020(figure|table|claim):(\\w+)\ue021")
_SAID = re.compile("\ue022(\\w+)\ue023")
_NUMBERED = re.compile("^\ue024(\\d+)\ue025", re.MULTILINE)
_STRONG = re.compile(r"\*\*(.+?)\*\*")
# Signs of Markdown and line ends inside a value, moved out of the way and back.
_SHIELD = {code: 0xE100 + code for code in (*range(0x20), *map(ord, "#*-:{}_`[]()|<>!"))}
_UNSHIELD = {away: code for code, away in _SHIELD.items()}


def talks_in(folder: Path) -> list[str]:
    """Return the names of the talks in `docs/talks`."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def find_talks(folder: Path, name: str | None) -> list[str]:
    """Return one talk, or all of them. Raises Refused if there is no talk of that name."""
    known = talks_in(folder)
    if name is None or name in known:
        return known if name is None else [name]
    near = difflib.get_close_matches(name, known, n=1)
    mend = f"Is it {near[0]!r}?" if near else "Correct the name"
    raise Refused([Problem(f"talk {name!r}", "is not in docs/talks", f"one of {', '.join(known) or 'none yet'}", mend)])


def head_of(folder: Path, name: str, lang: str) -> dict[str, str]:
    """Return the front matter of a talk as it is written: what it wants must be known before it can be filled."""
    where = f"docs/talks/{name}/{lang}.md"
    return _head(_split(read_text(folder / name / f"{lang}.md", where))[0])


def read_talk(folder: Path, name: str, lang: str, numbers: Numbers, named: Mapping[str, Mapping]) -> Talk:
    """Return a talk, filled.

    named: "figure", "table" and "claim" -> the names that there are. Raises Refused with all mistakes of the file:
    unknown names, facts without value, unknown layouts, slides without what their layout shows.
    """
    where = f"docs/talks/{name}/{lang}.md"
    head, body = _split(read_text(folder / name / f"{lang}.md", where))
    lines = head.count("\n")
    blocks = {kind: {each: f"\ue020{kind}:{each}\ue021" for each in known} for kind, known in named.items()}
    names = context(numbers, lang, _shield, **blocks)
    problems: list[Problem] = [*_wrong_head(head, where), *_wrong_layouts(body, where, lines)]
    filled = ["", ""]
    body = _without_later_slides(body, later_facts(numbers))
    for at, (text, before) in enumerate(((head, 0), (_number(body, lines), lines))):
        try:
            filled[at] = fill(text, names, where, before)
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(sorted(problems, key=lambda problem: int((re.findall(r"line (\d+)", problem.where) or [0])[0])))
    said = dict.fromkeys(_SAID.findall("".join(filled)))
    entries = _head(_SAID.sub("", filled[0]))
    slides = tuple(_slide(text) for text in _slides(filled[1]))
    if problems := [problem for slide in slides for problem in _wrong_slide(slide, where)]:
        raise Refused(problems)
    facts = tuple(fact for fact in said if fact in numbers.facts)
    shown = {key: _text(value) for key, value in entries.items() if key in ("author", "event", "date", "duration")}
    return Talk(name, lang, _text(entries["title"]), slides, facts, **shown)


def _shield(identity: str, said: str) -> str:
    """Return a value as text that is no Markdown, with the fact's name, so that one knows what a talk says."""
    return f"\ue022{identity}\ue023{said.translate(_SHIELD)}"


def _text(filled: str) -> str:
    return filled.strip().translate(_UNSHIELD)


def _split(text: str) -> tuple[str, str]:
    """Return front matter, with its marks, and the rest."""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _head(front: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in front.splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, _, value in pairs}


def _wrong_head(head: str, where: str) -> Iterator[Problem]:
    entries = _head(head)
    if not entries.get("title"):
        yield Problem(f"{where}, line 1", "has no title", "front matter between --- and ---, with title: …")
    for number, line in enumerate(head.splitlines(), 1):
        key = line.partition(":")[0].strip()
        if line != "---" and line.strip() and key not in HEAD:
            yield Problem(f"{where}, line {number}", f"says {key!r} in the front matter", f"one of {', '.join(HEAD)}")


def _wrong_layouts(body: str, where: str, lines: int) -> Iterator[Problem]:
    for number, line in enumerate(body.splitlines(), lines + 1):
        if not line.startswith("{:"):
            continue
        match = _LAYOUT.fullmatch(line.strip())
        if not match or match[1] not in LAYOUTS:
            near = difflib.get_close_matches(match[1] if match else "", LAYOUTS, n=1)
            mend = f"Is it {near[0]!r}?" if near else "Write {: .figure }"
            yield Problem(
                f"{where}, line {number}", f"has no such layout: {line}", f"one of {', '.join(LAYOUTS)}", mend
            )


def _without_later_slides(body: str, later: set[str]) -> str:
    """Return the body as of an earlier edition: without the slides that say what was not known yet.

    later: facts that are later than the edition. Lines stay where they are.
    """
    if not later:
        return body
    kept = []
    for slide in re.split(r"(?m)^(---)$", body):
        tags = re.findall(r"(?m)^\{%[^%]*%\}$", slide)  # around whole slides
        gone = later & set(FACT_NAME.findall(slide))
        kept.append("".join(tags) + "\n" * slide.count("\n") if gone else slide)
    return "".join(kept)


def _number(body: str, before: int) -> str:
    """Put its number in front of each line: a part that a check leaves out must not move those below it."""
    return "\n".join(f"\ue024{number}\ue025{line}" for number, line in enumerate(body.split("\n"), before + 1))


def _slides(body: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines of each slide with their numbers."""
    slide: list[tuple[int, str]] = []
    number = 0
    for line in body.split("\n"):
        if match := _NUMBERED.match(line):
            number = int(match[1])
        line = re.sub("\ue024\\d+\ue025", "", line)
        if line.strip() == "---":
            if any(text.strip() for _, text in slide):
                yield slide
            slide = []
        else:
            slide.append((number, line))
    if any(text.strip() for _, text in slide):
        yield slide


def _slide(lines: list[tuple[int, str]]) -> Slide:
    """Return a slide from its lines: layout, title, list, names, paragraphs, and from "Note:" on what to say."""
    start = next(number for number, line in lines if line.strip())
    layout, title = "statement", ""
    texts, points = [], []
    named: list[tuple[str, str]] = []
    shown, _, note = "\n".join(line for _, line in lines).partition("\nNote:")
    facts = tuple(dict.fromkeys(_SAID.findall(shown)))
    shown, note = _SAID.sub("", shown), _SAID.sub("", note)
    for block in re.split(r"\n\s*\n|\n(?=- )|\n(?=\{:)|\n(?=# )", shown):
        block = " ".join(block.split("\n")).strip()
        if match := _LAYOUT.match(block):
            layout, block = match[1], block[match.end() :].strip()
        named += _NAMED.findall(block)
        block = _NAMED.sub("", block).strip()
        if block.startswith("# "):
            title = _text(block[2:])
        elif block.startswith("- "):
            points.append(_line(block[2:]))
        elif block:
            texts.append(_line(block))
    notes = tuple(_text(" ".join(part.split("\n"))) for part in re.split(r"\n\s*\n", note) if part.strip())
    figures, tables, claims = (
        tuple(name for each, name in named if each == kind) for kind in ("figure", "table", "claim")
    )
    return Slide(start, layout, title, tuple(texts), tuple(points), figures, tables, claims, notes, facts)


def _line(block: str) -> Line:
    """Return a line with its ** parts ** told apart."""
    parts = _STRONG.split(block.strip())
    return tuple((part.translate(_UNSHIELD), bool(at % 2)) for at, part in enumerate(parts) if part)


def _wrong_slide(slide: Slide, where: str) -> Iterator[Problem]:
    """Yield what a slide lacks or has too much of for its layout."""
    here = f"{where}, line {slide.line}"
    for kind, names in (("figure", slide.figures), ("table", slide.tables), ("claim", slide.claims)):
        if len(names) != (wanted := LAYOUTS[slide.layout].get(kind, 0)):
            yield Problem(
                here,
                f"a slide of layout {slide.layout!r} shows {len(names)} {kind}{'' if len(names) == 1 else 's'}",
                str(wanted),
                f"Add or take away {{{{ {kind}.… }}}}, or choose another layout",
            )
    if slide.layout in ("figure-points", "statement") and not (slide.points or slide.texts or slide.title):
        yield Problem(here, f"a slide of layout {slide.layout!r} says nothing", "a title, points or a paragraph")
    if slide.layout not in ("figure", "figure-points", "sources", "title") and not slide.title:
        yield Problem(here, f"a slide of layout {slide.layout!r} has no title", "a line that begins with '# '")
    if not slide.notes and slide.layout != "sources":
        yield Problem(here, "has nothing to say", "'Note:' and what the speaker says", "Write it, to be spoken aloud")
