"""Small pieces of HTML that words need: escaping, links, tables."""

from __future__ import annotations

import html
import re

from ..tables import SmallTable
from .catalogue import ui, words
from .numbers import is_missing, write

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_LEFT = {"name", "country", "edition", "place", "word", "date", "statement", "known"}


def escape(text: str) -> str:
    """Escape a text for HTML content and attributes."""
    return html.escape(text, quote=True)


def with_links(text: str) -> str:
    """Escape a text and turn its Markdown links into HTML links."""
    return _LINK.sub(r'<a href="\2">\1</a>', escape(text))


def cell(value: object, kind: str, lang: str, own: dict[str, str]) -> str:
    """Write a table cell; unknown values are an en dash with the word for screen readers.

    "statement": a sentence in both languages, linked to the entry of the fact in "id", if there is one ({root} stands
    for the way to the top of the site). "known": the confidence of a dated fact and who reports it.
    """
    if kind == "place":
        return escape(words("facts")["places"][value][lang]["name"])
    if kind == "word":
        return escape(own[value])
    if kind == "yes_no":
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[lang][bool(value)]
    if is_missing(value):
        unknown = write(None, "name", lang)
        return f'<span title="{unknown}" aria-label="{unknown}" role="img">–</span>'
    if kind == "statement":
        said = escape(write(value, kind, lang))
        return f'<a class="fact" href="{{root}}facts/index.html#{value["id"]}">{said}</a>' if "id" in value else said
    if kind == "known":
        return escape(_how_known(*value, ui("facts", lang) | own))
    return escape(write(value, kind, lang))


def _how_known(confidence: str, reported_by: str, texts: dict[str, str]) -> str:
    """Return how a dated fact is known; a weak source is named."""
    who = f", {texts['reported_by'].format(who=reported_by)}" if reported_by else ""
    return texts[confidence] + who


def table(small: SmallTable, lang: str, caption: str, own: dict[str, str]) -> str:
    """Write a table as HTML without blank lines, in a frame that scrolls by keyboard on narrow screens.

    own: headings (and row words) of this table that come before the common ones of ui.toml.
    """
    headings = ui("columns", lang) | own
    shown = [index for index, kind in enumerate(small.kinds) if kind != "hidden"]
    head = "".join(
        f'<th scope="col"{_side(small.kinds[index])}>{escape(headings[small.columns[index]])}</th>' for index in shown
    )
    body = []
    for row in small.rows:
        cells = [(cell(row[index], small.kinds[index], lang, headings), _side(small.kinds[index])) for index in shown]
        first, rest = cells[0], cells[1:]
        body.append(
            f'<tr><th scope="row"{first[1]}>{first[0]}</th>' + "".join(f"<td{side}>{text}</td>" for text, side in rest)
        )
    rows = "</tr>".join([*body, ""])
    return (
        f'<div class="tw" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _side(kind: str) -> str:
    """Return the class of columns that hold words; numbers stand right-aligned without one."""
    return ' class="l"' if kind in _LEFT or kind == "yes_no" else ""
