"""Filling the pages of a language: names in double braces become numbers, figures and tables."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Refused
from ..numbers import Numbers
from ..words.sentences import context, fill

FACTS_PAGE = "facts/index.md"
_FACT_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)\{ \.fact \}")


def fill_pages(
    source: Path, numbers: Numbers, lang: str, figures: dict[str, str], tables: dict[str, str]
) -> dict[str, str]:
    """Return page ("top500/index.md") -> filled Markdown, for all pages in a folder; all errors in one run.

    figures, tables: name -> block of HTML in which {root} stands for the way to the top of the site.
    """
    pages: dict[str, str] = {}
    problems = []
    for path in sorted(source.rglob("*.md")):
        page = path.relative_to(source).as_posix()
        try:
            pages[page] = fill_page(
                path.read_text(encoding="utf-8"), page, f"docs/{lang}/{page}", numbers, lang, figures, tables
            )
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)
    return pages


def fill_page(
    text: str, page: str, where: str, numbers: Numbers, lang: str, figures: dict[str, str], tables: dict[str, str]
) -> str:
    """Return one page filled; facts are links to their entry, but plain text in the front matter and in headings."""
    root = "../" * page.count("/")
    blocks = {
        "figure": {name: block.replace("{root}", root) for name, block in figures.items()},
        "table": tables,
    }

    def link(identity: str, said: str) -> str:
        return f"[{said}]({root}{FACTS_PAGE}#{identity}){{ .fact }}"

    front, body = _split(text)
    lines = front.count("\n")
    filled = fill(front, context(numbers, lang, **blocks), where) if front else ""
    return filled + _unlink_headings(fill(body, context(numbers, lang, link, **blocks), where, lines))


def _split(text: str) -> tuple[str, str]:
    """Return front matter (with its marks) and body."""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _unlink_headings(text: str) -> str:
    """Return the text with the facts in headings as plain words: a heading is no place for a link."""
    return re.sub(r"(?m)^#{1,6} .*$", lambda heading: _FACT_LINK.sub(r"\1", heading[0]), text)
