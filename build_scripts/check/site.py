"""What the site engine lets through and readers would stumble over: checked on the finished files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from ..errors import Problem
from ..files import Kept

_LOADED = (
    ("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("video", "src"), ("audio", "src"),
    ("embed", "src"), ("object", "data"),
)  # fmt: skip
_LOADING_LINKS = {
    "stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest",
}  # fmt: skip
_LINKING = ("href", "src", "srcset", "data-marks")
LONGEST_ALT = 250
LEFTOVERS = re.compile(r".{0,20}(?:\{\{|\{%|\}\}|%\}|\{root\}|\{ ?\.\w|\{: ).{0,20}", re.DOTALL)
# What a style sheet fetches from another host.
_FOREIGN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s*["'])((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)


class Page:
    """A page of the finished site, read."""

    def __init__(self, name: str, text: str):
        self.name = name
        self.root = html.document_fromstring(text)

    @cached_property
    def ids(self) -> list[str]:
        """All ids (and names of anchors) on the page."""
        return self.root.xpath("//@id") + self.root.xpath("//a/@name")

    def links(self) -> list[str]:
        """All that the page leads to or shows, each once."""
        return list(dict.fromkeys(link for key in _LINKING for link in self.root.xpath(f"//@{key}")))

    def twins(self) -> dict[str, str]:
        """Return link -> language of the links that a reader can follow to the page in another language."""
        return {a.get("href"): a.get("hreflang") for a in self.root.xpath("//body//a[@hreflang]")}


@dataclass(frozen=True)
class Seen:
    """What one page says of itself; how it fits the others is seen when all are together."""

    problems: list[Problem]
    ids: frozenset[str]
    links: list[str]
    twins: dict[str, str]


def pages_of(site: Path) -> list[Path]:
    """Return the pages of a finished site: no files to take, nor "404.html", whose links are absolute."""
    return [
        path
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html" and "assets" not in path.relative_to(site).parts
    ]


def check_site(site: Path, languages: Sequence[str], kept: Kept | None = None) -> list[Problem]:
    """Return everything that is wrong with a finished site; the first language stands at its top, others in folders.

    kept: what was seen in files on earlier runs; files whose bytes are the same are not read again.
    """
    kept = kept or Kept()
    pages = {}
    problems = []
    for path in pages_of(site):
        name = path.relative_to(site).as_posix()
        home = next((lang for lang in languages[1:] if name.startswith(f"{lang}/")), languages[0])
        pages[name] = home, _seen(name, path.read_bytes(), home, kept)
    if not pages:
        problems.append(Problem(site.name, "has no page", "a site"))
    ids = {name: page.ids for name, (_, page) in pages.items()}
    for name, (home, page) in pages.items():
        problems += page.problems
        problems += _links(name, page.links, ids, site)
        problems += _twin(name, page.twins, ids, languages, home)
    for ending, look in ((".css", _style_sheet), (".svg", _drawing)):
        for path in sorted(site.rglob(f"*{ending}")):
            problems += _problems(path.relative_to(site).as_posix(), path.read_bytes(), look, kept)
    return problems


def _seen(name: str, content: bytes, home: str, kept: Kept) -> Seen:
    def look() -> dict[str, Any]:
        page = Page(name, content.decode("utf-8"))
        found = [*_language(page, home), *_structure(page), *_figures(page), *_foreign(page), *_leftovers(page)]
        problems = [astuple(problem) for problem in found]
        return {"problems": problems, "ids": page.ids, "links": page.links(), "twins": page.twins()}

    plain = kept.get(content, look, name, home)
    return Seen([Problem(*each) for each in plain["problems"]], frozenset(plain["ids"]), plain["links"], plain["twins"])


def _problems(
    name: str, content: bytes, look: Callable[[str, bytes], Iterator[Problem]], kept: Kept
) -> Iterator[Problem]:
    for each in kept.get(content, lambda: [astuple(problem) for problem in look(name, content)], name):
        yield Problem(*each)


def _language(page: Page, expected: str) -> Iterator[Problem]:
    if (lang := page.root.get("lang", "")) != expected:
        yield Problem(page.name, f'has lang="{lang}"', f'lang="{expected}"', "Check SITE_LANGUAGE in publish.py")


def _structure(page: Page) -> Iterator[Problem]:
    every = " or ".join(f"self::h{level}" for level in range(1, 7))
    headings = [int(element.tag[1]) for element in page.root.xpath(f"//article//*[{every}]")]
    if headings.count(1) != 1:
        yield Problem(page.name, f"has {headings.count(1)} h1", "one", "Start the page with one # heading")
    for above, below in pairwise(headings):
        if below > above + 1:
            yield Problem(page.name, f"jumps from h{above} to h{below}", "no level left out")
    twice = sorted({identity for identity in page.ids if page.ids.count(identity) > 1})
    if twice:
        yield Problem(page.name, f"has the same id twice: {', '.join(twice)}", "each id once")
    if not page.root.xpath("//title/text()"):
        yield Problem(page.name, "has no title", "a title")
    if not page.root.xpath('//meta[@name="description"]/@content'):
        yield Problem(page.name, "has no description", "a description", "Add description: to the page's front matter")


def _figures(page: Page) -> Iterator[Problem]:
    for image in page.root.xpath("//article//img"):
        alt = image.get("alt")
        if alt == "" and image.get("class") == "thumb":
            continue  # a small picture beside words that say it all
        if not (alt or "").strip() or len(alt) > LONGEST_ALT:
            state = f"of {len(alt)} characters" if alt else "missing"
            yield Problem(f"{page.name}, {image.get('src')}", f"alt text is {state}", f"1 to {LONGEST_ALT} characters")
    for figure in page.root.xpath('//figure[@class="fig"]'):
        for part in ("figcaption", "details//table", "picture//source", "picture//img[@width and @height]"):
            if not figure.xpath(f".//{part}"):
                yield Problem(f"{page.name}, figure {figure.get('id')}", f"has no {part}", "caption, table, two widths")
    for table in page.root.xpath("//article//table"):
        if not table.xpath("ancestor::div[@tabindex]") or not table.xpath("caption"):
            yield Problem(
                page.name, "has a table without caption or scrolling frame", "{{ table.… }} or a figure's own"
            )


def _links(name: str, links: list[str], ids: dict[str, frozenset[str]], site: Path) -> Iterator[Problem]:
    folder = posixpath.dirname(name)
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else name
        if target.startswith("..") or parts.path.startswith("/"):
            yield Problem(name, f"links outside of the site: {link}", "a relative link inside")
        elif target not in ids and not (site / target).is_file():
            yield Problem(name, f"links to {link}, which does not exist", "a file of the site")
        elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
            yield Problem(name, f"links to {link}, whose anchor does not exist", f"an id on {target}")


def _foreign(page: Page) -> Iterator[Problem]:
    """What a browser would fetch from another host while showing the page."""
    loaded = [element.get(key) for tag, key in _LOADED for element in page.root.xpath(f"//{tag}[@{key}]")]
    loaded += [part.split()[0] for value in page.root.xpath("//@srcset") for part in value.split(",") if part.strip()]
    loaded += [
        element.get("href")
        for element in page.root.xpath("//link[@href]")
        if _LOADING_LINKS & set(element.get("rel", "").split())
    ]
    loaded += [link for style in page.root.xpath("//style/text() | //@style") for link in _FOREIGN_STYLE.findall(style)]
    for link in loaded:
        if urlsplit(link).netloc:
            yield Problem(page.name, f"loads {link} from another host", "nothing from elsewhere at reading time")


def _twin(
    name: str, twins: dict[str, str], pages: Container[str], languages: Sequence[str], home: str
) -> Iterator[Problem]:
    """Each page has its twin in each other language, and a link to it that needs no script."""
    folder = posixpath.dirname(name)
    bare = name.removeprefix(f"{home}/")
    linked = {posixpath.normpath(posixpath.join(folder, urlsplit(link).path)): lang for link, lang in twins.items()}
    for lang in languages:
        twin = bare if lang == languages[0] else f"{lang}/{bare}"
        if lang == home:
            continue
        if twin not in pages:
            yield Problem(name, f"has no twin {twin}", "the same pages in each language")
        elif linked.get(twin) != lang:
            yield Problem(name, f"does not link to its twin {twin}", "a link with hreflang in the header")


def _leftovers(page: Page) -> Iterator[Problem]:
    """Braces in what a reader sees or hears: texts and attributes, not scripts nor code that is shown."""
    texts = page.root.xpath("//text()[not(parent::script or parent::style or ancestor::pre)] | //@*")
    if left := next(filter(None, map(LEFTOVERS.search, texts)), None):
        mend = "A fact cannot stand inside the words of another link"
        yield Problem(page.name, f"shows {left[0].strip()!r}, which should have been filled", "no braces", mend)


def _style_sheet(name: str, content: bytes) -> Iterator[Problem]:
    for link in _FOREIGN_STYLE.findall(content.decode("utf-8")):
        yield Problem(name, f"loads {link} from another host", "nothing from elsewhere at reading time")


def _drawing(name: str, content: bytes) -> Iterator[Problem]:
    """A drawing is a picture only: well-formed, with title and description, no script, nothing from elsewhere."""
    if "/figures/" not in f"/{name}":
        return
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield Problem(name, f"is not well-formed: {error}")
        return
    tags = {etree.QName(element).localname for element in root.iter() if isinstance(element.tag, str)}
    handlers = any(etree.QName(key).localname.startswith("on") for element in root.iter() for key in element.attrib)
    if not {"title", "desc"} <= tags or tags & {"script", "foreignObject", "image"} or handlers:
        yield Problem(name, "has no title or desc, or holds a script or picture", "a plain drawing with title and desc")
    for link in _FOREIGN_STYLE.findall("".join(root.itertext(f"{{{root.nsmap.get(None, '')}}}style"))):
        yield Problem(name, f"loads {link} from another host", "nothing from elsewhere at reading time")
