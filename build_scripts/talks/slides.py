"""What a talk is: plain slides, from which every format is written."""

from __future__ import annotations

from dataclasses import dataclass

# Layout -> how many figures, tables and claims it shows. "sources" is filled by the build.
LAYOUTS: dict[str, dict[str, int]] = {
    "title": {},
    "statement": {},
    "figure": {"figure": 1},
    "figure-points": {"figure": 1},
    "two-figures": {"figure": 2},
    "table": {"table": 1},
    "claim": {"claim": 1},
    "sources": {},
}
ROOM = {"figure": "full", "figure-points": "half", "two-figures": "half"}  # layout -> room of pictures.ROOMS
Line = tuple[tuple[str, bool], ...]  # parts of a line: text, and whether it stands out


def plain(line: Line) -> str:
    """Return a line as plain text."""
    return "".join(text for text, _ in line)


@dataclass(frozen=True)
class Slide:
    """One slide.

    line: where it begins in its file. title: "" if its figure says it. texts: paragraphs; points: of its list.
    figures, tables, claims: names. notes: what to say, a paragraph each. facts: those that it shows.
    """

    line: int
    layout: str
    title: str
    texts: tuple[Line, ...] = ()
    points: tuple[Line, ...] = ()
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """One talk in one language. facts: those that it says; event, author, date: "" if the file leaves them out."""

    name: str
    lang: str
    title: str
    slides: tuple[Slide, ...]
    facts: tuple[str, ...]
    author: str = ""
    event: str = ""
    date: str = ""
    duration: str = ""
