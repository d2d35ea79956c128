"""Filling the pages of a language: names in double braces become numbers, figures and tables."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Refused
from ..numbers import Numbers
from ..words.sentences import Names, context, fill

FACTS_PAGE = "facts/index.md"


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
    """Return one page filled. In the front matter and in headings facts are plain text, elsewhere links to their entry."""
    root = "../" * page.count("/")
    blocks = {
        "figure": Names("figure", {name: block.replace("{root}", root) for name, block in figures.items()}),
        "table": Names("table", tables),
    }

    def link(identity: str, said: str) -> str:
        return f"[{said}]({root}{FACTS_PAGE}#{identity}){{ .fact }}"

    plain_names = context(numbers, lang, **blocks)
    linked_names = context(numbers, lang, link, **blocks)
    front, body = _split(text)
    parts = [fill(front, plain_names, where)] if front else []
    for is_heading, part in _headings_apart(body):
        lines_before = text[: text.index(part)].count("\n") if part.strip() else 0
        parts.append(fill(part, plain_names if is_heading else linked_names, _at(where, lines_before)))
    return "".join(parts)


def _at(where: str, lines_before: int) -> str:
    """Return the place of a part of a page, for error messages."""
    return f"{where} (after line {lines_before})" if lines_before else where


def _split(text: str) -> tuple[str, str]:
    """Return front matter (with its marks) and body."""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _headings_apart(body: str) -> list[tuple[bool, str]]:
    """Return the body in parts: (True, heading line) and (False, what is between); an {% if %} must not span a heading."""
    return [(part.startswith("#"), part) for part in re.split(r"(?m)^(#{1,6} .*\n)", body) if part]
