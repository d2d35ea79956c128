"""Small pieces of HTML that words need: escaping, links, tables."""

from __future__ import annotations

import html
import re

from ..tables import SmallTable
from .catalogue import ui, words
from .numbers import is_missing, write

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# Cells that lead to the page of a list, a machine or a country -> how their words are written.
_LEADING = {"list": "edition", "machine": "name", "nation": "country"}
_LEFT = {*_LEADING, "name", "country", "edition", "place", "word", "date", "statement"}


def escape(text: str) -> str:
    """Escape a text for HTML content and attributes."""
    return html.escape(text, quote=True)


def marked(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>&~^$-])", lambda sign: f"&#{ord(sign[1])};", text)


def quoted(text: str) -> str:
    """Return a text as a YAML string of HTML: the theme puts it into its pages as it is."""
    return '"' + escape(text).replace("\\", "\\\\") + '"'


def with_links(text: str) -> str:
    """Escape a text and turn its Markdown links into HTML links."""
    return _LINK.sub(r'<a href="\2">\1</a>', escape(text))


def said(value: object, kind: str, lang: str, own: dict[str, str]) -> str:
    """Write what a table cell says, in plain text."""
    if kind == "place":
        return words("facts")["places"][value][lang]["name"]
    if kind == "word":
        return own[value]
    if kind == "was":  # a rank in another list, 0 for "was not there"
        return write(value, "count", lang) if value else own["new"]
    if kind in _LEADING:
        return write(value[0] if kind == "machine" else value, _LEADING[kind], lang)
    if kind == "yes_no":
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[lang][bool(value)]
    return write(value, kind, lang)


def cell(value: object, kind: str, lang: str, own: dict[str, str]) -> str:
    """Write a table cell; unknown values are an en dash with the word for screen readers.

    "statement": see `_statement`. "list", "machine", "nation": see `_leading`.
    """
    if kind not in ("place", "word", "yes_no") and is_missing(value):
        unknown = said(None, "name", lang, own)
        return f'<span title="{unknown}" aria-label="{unknown}" role="img">–</span>'
    if kind in _LEADING:
        return _leading(value, kind, lang)
    if kind == "statement":
        return _statement(value, lang, ui("facts", lang) | own)
    return escape(said(value, kind, lang, own))


def _leading(value: object, kind: str, lang: str) -> str:
    """Return a list, a machine or a country as a link to its page; a machine is its label and its key, "" for no page.

    {root} stands for the way to the top of the site.
    """
    text = escape(said(value, kind, lang, {}))
    folder, name = {
        "list": ("editions", value),
        "machine": ("machines", value[1]),
        "nation": ("countries", str(value).lower()),
    }[kind]
    return f'<a href="{{root}}{folder}/{name}/index.html">{text}</a>' if name else text


def headings(lang: str, own: dict[str, str]) -> dict[str, str]:
    """Return the headings (and row words) of a table: its own ones, else the common ones of ui.toml."""
    return ui("columns", lang) | own


def _statement(value: dict[str, str], lang: str, texts: dict[str, str]) -> str:
    """Return the sentence of a dated fact, linked to its entry, and how it is known; a weak source is named.

    value: fr, en and, for a fact, its id, its confidence and who reports it. {root} stands for the way to the top of
    the site.
    """
    said = escape(value[lang])
    if "id" not in value:
        return said
    reporter = ui("reporters", lang).get(value["reported_by"], value["reported_by"])
    who = f", {texts['reported_by'].format(who=reporter)}" if reporter else ""
    known = escape(texts[value["confidence"]] + who)
    return f'<a class="fact" href="{{root}}facts/index.html#{value["id"]}">{said}</a> <small>{known}</small>'


def table(small: SmallTable, lang: str, caption: str, own: dict[str, str]) -> str:
    """Write a table as HTML without blank lines, in a frame that scrolls by keyboard on narrow screens.

    own: headings (and row words) of this table that come before the common ones of ui.toml.
    """
    texts = headings(lang, own)
    shown = [index for index, kind in enumerate(small.kinds) if kind != "hidden"]
    head = "".join(
        f'<th scope="col"{_side(small.kinds[index])}>{escape(texts[small.columns[index]])}</th>' for index in shown
    )
    body = []
    for row in small.rows:
        cells = [(cell(row[index], small.kinds[index], lang, texts), _side(small.kinds[index])) for index in shown]
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
