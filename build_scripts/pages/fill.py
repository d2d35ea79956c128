"""Filling the pages of a language: names in double braces become numbers, figures and tables."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from ..errors import Refused
from ..files import Kept, read_text
from ..numbers import Numbers
from ..words.catalogue import ui
from ..words.html import escape, marked
from ..words.numbers import is_missing
from ..words.sentences import context, fill

HOME = "index.md"
FACTS_PAGE = "facts/index.md"
_GAP = re.compile(r' <span class="gap">.*?</span>')
_FIGURE = re.compile(r'<figure class="fig" id="([\w-]+)"')
_FIGURE_PAGE = re.compile(r"\]\((?:\.\./)*figures/([\w-]+)/index\.md\)")
_NEEDS_ADDRESS = re.compile(r"\{with_address\}.*?\{/with_address\}", re.DOTALL)
FACT_NAME = re.compile(r"\{\{\s*fact\.(\w+)")
_FACT_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)\{ \.fact \}")


def fill_pages(
    source: Path,
    numbers: Numbers,
    lang: str,
    blocks: dict[str, dict[str, str]],
    abbreviations: str,
    kept: Kept | None = None,
) -> dict[str, str]:
    """Return page ("top500/index.md") -> filled Markdown, for all pages in a folder; all errors in one run.

    blocks: "figure", "table" and "claim" -> name -> block of HTML, in which {root} stands for the way to the top of the
    site. abbreviations: Markdown that goes under each page, so that terms of the glossary explain themselves.
    kept: pages filled before from the same numbers and blocks.
    """
    kept = kept or Kept()
    pages: dict[str, str] = {}
    problems = []
    for path in sorted(source.rglob("*.md")):
        page = path.relative_to(source).as_posix()
        try:
            where = f"docs/{lang}/{page}"
            text = read_text(path, where)
            filled = kept.get(text, partial(fill_page, text, page, where, numbers, lang, blocks), where)
            pages[page] = f"{filled}\n{abbreviations}"
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)
    return pages


def finish(pages: dict[str, str], generated: dict[str, str], address: str, lang: str) -> dict[str, str]:
    """Return the pages that the build writes itself, with what only the whole site knows put in.

    pages: the filled pages of people. address: of the site in this language, "" if unknown. In a generated page {root}
    stands for the way to the top of the site, {address} for its address, what stands from {with_address} to
    {/with_address} needs one, {used_in} for the pages that show its figure
    or lead to it.
    """
    said = ui("figure_page", lang)
    shown_in: dict[str, list[str]] = {}
    for page, text in pages.items():
        for figure in {*_FIGURE.findall(text), *_FIGURE_PAGE.findall(text)}:
            shown_in.setdefault(figure, []).append(page)
    finished = {}
    for page, text in generated.items():
        links = [
            f'<a href="{{root}}{shown.removesuffix(".md")}.html">{escape(_title(pages[shown]))}</a>'
            for shown in shown_in.get(page.split("/")[1], [])
        ]
        text = text.replace("{used_in}", f"<p>{', '.join(links) or said['nowhere']}</p>")
        if not address:  # what needs the address of the site would not work
            text = _NEEDS_ADDRESS.sub("", text)
        text = text.replace("{address}", address).replace("{with_address}", "").replace("{/with_address}", "")
        finished[page] = text.replace("{root}", "../" * page.count("/"))
    return finished


def _title(page: str) -> str:
    """Return the title in the front matter of a page, else its heading."""
    found = re.search(r"^title: (.*)$", page, re.MULTILINE) or re.search(r"^# (.*)$", page, re.MULTILINE)
    return found[1]


def fill_page(text: str, page: str, where: str, numbers: Numbers, lang: str, blocks: dict[str, dict[str, str]]) -> str:
    """Return one page filled; facts are links to their entry, but plain text in the front matter and in headings."""
    root = "../" * page.count("/")
    blocks = {
        kind: {name: block.replace("{root}", root) for name, block in named.items()} for kind, named in blocks.items()
    }
    if page == HOME:  # the short version: what to know of a figure is on its page, one link away
        blocks = {kind: {name: _GAP.sub("", block) for name, block in named.items()} for kind, named in blocks.items()}

    def link(identity: str, said: str) -> str:
        if numbers.facts[identity].kind == "name":  # from a list: any letters may be in it
            said = marked(said)
        return f"[{said}]({root}{FACTS_PAGE}#{identity}){{ .fact }}"

    front, body = _split(text)
    body = without_later(body, later_facts(numbers))
    lines = front.count("\n")
    filled = fill(front, context(numbers, lang, lambda _, said: escape(said), **blocks), where) if front else ""
    return filled + _unlink_headings(fill(body, context(numbers, lang, link, **blocks), where, lines))


def later_facts(numbers: Numbers) -> set[str]:
    """Return the facts that are later than the edition."""
    return {name for name, fact in numbers.facts.items() if fact.late and is_missing(fact.value)}


def without_later(body: str, unknown: set[str]) -> str:
    """Return a page's body as of an earlier edition: without paragraphs that say what was not known yet.

    unknown: facts that are later than the edition. A list loses single items, a section that loses all its paragraphs
    loses its heading too. Lines stay where they are, so that errors name the right ones.
    """
    if not unknown:
        return body
    blocks = re.split(r"(\n(?=\s*\n)|\n(?=- ))", body)
    told = [set(FACT_NAME.findall(block)) for block in blocks]
    kept = ["\n" * block.count("\n") if names & unknown else block for block, names in zip(blocks, told, strict=True)]
    return _without_empty_sections("".join(kept))


def _without_empty_sections(body: str) -> str:
    """Drop headings under which nothing is left before the next heading of the same or a higher level."""
    lines = body.split("\n")
    for index in range(len(lines) - 1, -1, -1):
        level = len(lines[index]) - len(lines[index].lstrip("#"))
        if level < 2 or lines[index][level : level + 1] != " ":
            continue
        rest = next((line for line in lines[index + 1 :] if line.strip()), "#")
        below = len(rest) - len(rest.lstrip("#"))
        if rest.startswith("</div>") or 0 < below <= level:
            lines[index] = ""
    return "\n".join(lines)


def _split(text: str) -> tuple[str, str]:
    """Return front matter (with its marks) and body."""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _unlink_headings(text: str) -> str:
    """Return the text with the facts in headings as plain words: a heading is no place for a link."""
    return re.sub(r"(?m)^#{1,6} .*$", lambda heading: _FACT_LINK.sub(r"\1", heading[0]), text)
