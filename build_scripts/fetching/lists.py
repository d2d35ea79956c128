"""The pages of top500.org on its lists, and the files that they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from ..editions import edition_number, next_edition
from ..errors import Refused, refuse
from ..files import write_atomic
from .polite import Site

INDEX = "https://www.top500.org/lists/top500/"
_LIST = re.compile(r"/lists/top500/(\d{4})/(06|11)/?$")
_FILE = re.compile(r"^TOP500_(\d{4})(06|11)[\w-]*\.(xlsx|xls|xml)$", re.IGNORECASE)
_LOGIN = re.compile(r"/(accounts?/)?(log-?in|sign-?in)\b", re.IGNORECASE)
_PAGE = re.compile(rb"^\s*(<!doctype html|<html)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A list that top500.org has: its edition, the address of its page."""

    edition: str
    page: str


def published(site: Site, index: str = INDEX) -> list[Found]:
    """Return the lists that the index leads to, in order. Raises Refused if it leads to none."""
    answer = site.get(index)
    found = {}
    for link in _links(answer.content, answer.url):
        if match := _LIST.search(urlsplit(link).path):
            found[f"{match[1]}-{match[2]}"] = link
    if not found:
        raise refuse(
            index, "leads to no list", "links such as /lists/top500/2026/06/",
            "The site has changed: download the list by hand (see README, A new list is out)",
        )  # fmt: skip
    return [Found(edition, found[edition]) for edition in sorted(found)]


def lacking(lists: list[Found], stored: list[str]) -> list[Found]:
    """Return the lists that are not stored yet. Raises Refused if storing them would leave a gap."""
    missing = [found for found in lists if found.edition not in stored]
    after = max(stored, default="")
    for found in missing:
        if after and found.edition > after:
            if found.edition != next_edition(after):
                raise refuse(
                    f"edition {next_edition(after)}", f"is not on the index, but {found.edition} is",
                    "every list in its turn", "Download the missing list by hand and import it first",
                )  # fmt: skip
            after = found.edition
    return missing


def download(site: Site, found: Found, folder: Path, say: Callable[[str], None]) -> list[Path]:
    """Fetch a list's spreadsheet, and its XML form if there is one; return the files, the spreadsheet first.

    A file that a person has put into the folder is taken as it is. Raises Refused, with what to do by hand, where the
    site asks for a login or leads to no spreadsheet.
    """
    if by_hand := _there(folder, found.edition):
        say(f"{found.edition}: {', '.join(path.name for path in by_hand)} is already in {folder}")
        return by_hand
    answer = site.get(found.page)
    links = {}
    for link in _links(answer.content, answer.url):
        name = urlsplit(link).path.rstrip("/").rpartition("/")[2]
        match = _FILE.match(name)
        if match and f"{match[1]}-{match[2]}" == found.edition:
            links.setdefault("xml" if match[3].lower() == "xml" else "sheet", (name, link))
    if "sheet" not in links:
        raise refuse(
            found.page, "leads to no spreadsheet", f"a file such as {_name(found.edition)}", _hand(found, folder)
        )
    files = []
    for kind in ("sheet", "xml"):
        if kind not in links:
            continue
        name, link = links[kind]
        try:
            content = site.get(link)
        except Refused as refusal:
            if kind == "sheet":
                raise
            say(f"{found.edition}: without ids, for {refusal}")  # the XML form only adds ids
            continue
        if _LOGIN.search(urlsplit(content.url).path) or _PAGE.match(content.content[:200]):
            if kind == "sheet":
                raise refuse(link, "asks for a login or is a page", "a spreadsheet", _hand(found, folder))
            say(f"{found.edition}: without ids, for the XML form asks for a login")
            continue
        write_atomic(folder / name, content.content)
        files.append(folder / name)
        say(f"{found.edition}: {name}, {len(content.content) / 1000:.0f} KB")
    return files


def _there(folder: Path, edition: str) -> list[Path]:
    """Return the files of an edition that the folder holds, the spreadsheet first; none if it has no spreadsheet."""
    named = [path for path in sorted(folder.glob("TOP500_*")) if (match := _FILE.match(path.name))
             and f"{match[1]}-{match[2]}" == edition]  # fmt: skip
    sheets = [path for path in named if path.suffix.lower() != ".xml"]
    return sheets[-1:] + [path for path in named if path.suffix.lower() == ".xml"][-1:] if sheets else []


def _links(content: bytes, base: str) -> list[str]:
    """Return the addresses that a page leads to, whole and without the part after #; none for what is no page."""
    try:
        root = html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return []
    return [urldefrag(urljoin(base, str(link))).url for link in root.xpath("//a/@href")]


def _name(edition: str) -> str:
    return f"TOP500_{edition.replace('-', '')}.xlsx"


def _hand(found: Found, folder: Path) -> str:
    """Return what a person should do."""
    return (
        f"Open {found.page} in a browser, log in if it asks, download the spreadsheet (and the XML form) of list "
        f"{edition_number(found.edition)}, put them as {_name(found.edition)} into {folder} and run fetch again"
    )
