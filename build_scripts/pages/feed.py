"""An Atom feed (RFC 4287) per language: an entry for each of the newest lists."""

from __future__ import annotations

from xml.etree import ElementTree

from ..records import Records
from ..words.catalogue import in_language, ui, words
from ..words.numbers import edition
from .record_pages import edition_summary

FEED = "feed.xml"
SHOWN = 20  # lists: ten years
_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "tag:github.com,2024:ia-supercalculateurs"  # what readers' programs know an entry by, wherever the site stands


def feed(records: Records, lang: str) -> str:
    """Return the feed; {address} stands for the address of the site in this language, or nothing if it has none.

    An entry is dated by the month of its list: the build has no clock.
    """
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    said = in_language(words("records")["edition"], lang)
    newest = records.editions[-1].edition

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(root, "title", in_language(words("records")["feed"], lang)["title"])
    add(root, "id", f"{_NAME}:{lang}")
    add(root, "updated", f"{newest}-01T00:00:00Z")
    add(root, "link", rel="self", href=f"{{address}}{FEED}")
    add(root, "link", rel="alternate", href="{address}index.html")
    add(add(root, "author"), "name", ui("site", lang)["name"])
    for record in list(reversed(records.editions))[:SHOWN]:
        entry = add(root, "entry")
        add(entry, "title", said["title"].format(edition=edition(record.edition, lang)))
        add(entry, "id", f"{_NAME}:{lang}:{record.edition}")
        add(entry, "updated", f"{record.edition}-01T00:00:00Z")
        add(entry, "link", rel="alternate", href=f"{{address}}editions/{record.edition}/index.html")
        add(entry, "summary", " ".join(edition_summary(record, lang)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
