"""The words that go with a figure's files: the credit in its pictures, two sentences to say, the text beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..editions import edition_number
from ..words.catalogue import in_language, ui, words
from ..words.numbers import edition as month

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«“])")


def picture_credit(credit: str, edition: str, lang: str) -> str:
    """Return the line under a picture: project, edition (once), makers of the data."""
    written = month(edition, lang)
    said = ui("kit", lang)["credit" if written in credit else "credit_dated"]
    return said.format(site=ui("site", lang)["name"], edition=written, credit=credit)


def speaker_note(texts: Mapping[str, str]) -> str:
    """Return two sentences to say: the figure's own note, else its finding and how to read it."""
    if texts.get("note"):
        return texts["note"]
    title = texts["title"].rstrip()
    ended = title if title.endswith((".", "!", "?", "…")) else f"{title}."
    return f"{ended} {_END_OF_SENTENCE.split(texts['read'])[0]}"


def read_me(texts: Mapping[str, str], credit: str, edition: str, lang: str) -> str:
    """Return the text that goes with a figure's files, for any editor (lines end as on Windows).

    credit: entry of words/ui.toml, [credits].
    """
    said = ui("kit", lang)
    dated = {"number": edition_number(edition), "edition": month(edition, lang)}
    source = in_language(words("ui")["credits"][credit], lang)["source"].format(**dated)
    citation = ui("figure_page", lang)["citation"].format(
        site=ui("site", lang)["name"], year=edition[:4], title=texts["title"], address="", **dated
    )
    parts = {
        said["alt"]: texts["alt"],
        said["read"]: texts["read"],
        said["know"]: texts.get("know", ""),
        said["note"]: speaker_note(texts),
        said["credit_heading"]: picture_credit(texts["credit"], edition, lang),
        said["source"]: _LINK.sub(r"\1 (\2)", source),
        said["licence"]: said["licence_text"],
        said["cite"]: citation.strip(),
    }
    body = "".join(f"\n{heading}\n{'-' * len(heading)}\n{text}\n" for heading, text in parts.items() if text)
    head = f"{texts['title']}\n{'=' * len(texts['title'])}\n{texts['subtitle']}\n"
    return "\N{BYTE ORDER MARK}" + (head + body).replace("\n", "\r\n")
