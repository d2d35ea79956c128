"""Making the finished search index forgiving: accents and plurals do not matter.

The theme's search compares words letter by letter. Each entry gets, hidden behind its text, the forms of its words that
a reader may type instead: without accents, in the singular, in the plural.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLURAL_ENDS = ("s", "x")


def folded(text: str) -> str:
    """Return a text in small letters without accents: "Énergie" gives "energie"."""
    marks = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def forms(text: str) -> list[str]:
    """Return, sorted, the forms that a reader may type for the words of a text and that are not words of it."""
    words = {word.lower() for word in _WORD.findall(html.unescape(_TAG.sub(" ", text)))}
    found = set()
    for word in words:
        bare = folded(word)
        plural = f"{bare}x" if bare.endswith(("au", "eu")) else f"{bare}s"  # French: réseau, réseaux
        found |= {bare, bare[:-1] if bare.endswith(_PLURAL_ENDS) else plural}
    return sorted(form for form in found - words if len(form) > 2)


def _says_it_again(entry: dict[str, str], pages: dict[str, dict[str, str]]) -> bool:
    """Return whether an entry is the heading of a page that is found by its title alone."""
    page, anchor, _ = entry["location"].partition("#")
    own = pages.get(page)
    return bool(anchor and own and not (entry["text"] or own["text"]) and entry["title"] == own["title"])


def forgiving(index: str) -> str:
    """Return the text of a search index with the forms of its words hidden in each entry; the rest stays."""
    content = json.loads(index)
    pages = {entry["location"]: entry for entry in content["docs"]}
    content["docs"] = [entry for entry in content["docs"] if not _says_it_again(entry, pages)]
    for entry in content["docs"]:
        more = forms(f"{entry['title']} {entry['text']}")
        if more:
            entry["text"] += f"<small hidden>{' '.join(more)}</small>"
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
