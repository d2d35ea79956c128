"""Blocks of the reference pages, as HTML without blank lines: glossary, sources, known issues of the data."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ..lists.store import read_csv
from ..numbers import Numbers
from ..words.catalogue import ui, words
from ..words.html import escape
from ..words.names import publisher

Entry = dict[str, str]


def reference_blocks(numbers: Numbers, data: Path, lang: str) -> dict[str, str]:
    """Return name -> block: glossary, sources, issues."""
    return {
        "glossary": glossary(lang),
        "sources": sources(numbers, lang),
        "issues": issues(data, lang, numbers.edition),
    }


def glossary(lang: str) -> str:
    """Return all terms with their meaning, in alphabetical order of the language."""
    terms = sorted((entry[lang] for entry in words("glossary").values()), key=lambda term: bare(term["term"]))
    return (
        '<dl class="glossary">'
        + "".join(
            f'<div id="{slug(term["term"])}"><dt>{escape(term["term"])}</dt><dd>{escape(term["text"])}</dd></div>'
            for term in terms
        )
        + "</dl>"
    )


def bare(text: str) -> str:
    """Return a text as dictionaries sort it: without accents, small and large letters alike."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))


def abbreviations(lang: str) -> str:
    """Return the Markdown lines that make each term of the glossary show its meaning where it stands in a text."""
    return "".join(
        f"*[{form}]: {entry[lang]['text']}\n"
        for entry in words("glossary").values()
        for form in entry[lang].get("forms", [entry[lang]["term"]])
    )


def slug(text: str) -> str:
    """Return an id for a term: "HPL-MxP" gives "hpl-mxp"."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def sources(numbers: Numbers, lang: str) -> str:
    """Return all sources, the article first: title, publisher, date, licence, when it was read."""
    interface, licences = ui("sources", lang), words("ui")["licences"]
    items = []
    for name, entry in numbers.sources.items():
        title = escape(entry["title"])
        linked = f'<a href="{escape(entry["url"])}">{title}</a>' if entry["url"] else title
        licence = _translated(entry["licence"], licences.get(entry["licence"], {}), lang)
        accessed = interface["accessed"].format(day=entry["accessed"])
        parts = [escape(publisher(entry["publisher"], lang)), escape(entry["published"]), licence, escape(accessed)]
        items.append(f'<li id="{escape(name)}"><cite>{linked}</cite>. {", ".join(filter(None, parts))}.</li>')
    return f'<ol class="sources">{"".join(items)}</ol>'


def _translated(text: str, texts: dict[str, str], lang: str) -> str:
    """Return an English text of the data as HTML in a page's language; without words there, marked as English."""
    if text and lang != "en" and lang not in texts:
        return f'<span lang="en">{escape(text)}</span>'
    return escape(texts.get(lang, text))


def issues(data: Path, lang: str, until: str = "9999") -> str:
    """Return the known oddities of the official files: where, what, what is done about it.

    until: the newest edition; oddities of later ones are not known yet.
    """
    interface, shown = ui("issues", lang), ("ranks", "column", "reason", "action")
    reasons, actions = words("issues"), words("ui")["actions"]
    rows = ""
    for issue in read_csv(data / "known_issues.csv"):
        if issue["editions"][:7] > until:
            continue
        reason = _translated(issue["reason"], reasons.get(issue["id"], {}).get("reason", {}), lang)
        action = _translated(issue["action"], actions.get(issue["action"], {}), lang)
        cells = (escape(issue["ranks"]), escape(issue["column"]), reason, action)
        rows += f'<tr><th scope="row" class="l">{escape(issue["editions"])}</th>'
        rows += "".join(f'<td class="l">{cell}</td>' for cell in cells) + "</tr>"
    head = "".join(f'<th scope="col" class="l">{interface[key]}</th>' for key in ("editions", *shown))
    caption = interface["caption"]
    return (
        f'<div class="tw" tabindex="0" role="region" aria-label="{caption}" data-search-exclude><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
