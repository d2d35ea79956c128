"""Files that want to hurt are refused by limits; names that want to hurt are shown as the text they are."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from build_scripts.build import Places, build
from build_scripts.errors import Problem
from build_scripts.files import write_all
from build_scripts.lists.containers import RawTable
from build_scripts.lists.importing import plan_import
from build_scripts.lists.reading import read_files
from build_scripts.lists.store import read_list

from ..conftest import copy_data
from . import official
from .conftest import put, texts

# FILES

MEGABYTE = 1 << 20
HEADINGS = b"Rank,Site,Computer,Country,Year,Rmax,Rpeak\n"
LIST = b'<top500:list xmlns:top500="t">'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 12)
)


def packed(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a ZIP whose one part unpacks to many zeros."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(size // MEGABYTE):
            part.write(bytes(MEGABYTE))
    return stream.getvalue()


def workbook(rows: bytes, honest: bool = True) -> Callable[[Path], bytes]:
    """Return what makes a workbook with more rows in its sheet; honest: its directory says the true sizes."""

    def make(good: Path) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for part in source.infolist():
                content = source.read(part)
                target.writestr(part.filename, content.replace(b"</sheetData>", rows + b"</sheetData>"))
            sizes = [part.file_size for part in target.infolist()]
        raw = stream.getvalue()
        return raw if honest else raw.replace(max(sizes).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    return make


FILES: dict[str, tuple[bytes | Callable[[Path], bytes], str]] = {
    "ZIP bomb": (packed(200 * MEGABYTE), "unpacks to more than 20 MB"),
    "ZIP bomb below the limit": (packed(19 * MEGABYTE), "damaged"),
    "ZIP that lies about its size": (workbook(b" " * (60 * MEGABYTE), honest=False), "damaged"),
    "a cell at the far end": (workbook(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too much memory"),
    "a cell far below": (workbook(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too much memory"),
    "a cell that takes half the memory": (workbook(b'<row r="300000"><c r="AZ300000"><v>1</v></c></row>'), "memory"),
    "many small rows": (workbook(b"<row><c><v>1</v></c></row>" * 700_000), "memory"),
    "many cells": (workbook((b"<row>" + b"<c><v>1</v></c>" * 1200 + b"</row>") * 500), "and 1200 columns"),
    "a long cell": (workbook(b'<row><c t="inlineStr"><is><t>' + b"x" * 9_000_000 + b"</t></is></c></row>"), "cell of"),
    "billion laughs": (LAUGHS + b"]>" + LIST + b"&a11;</top500:list>", "defines entities"),
    "external entity": (
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + LIST + b"&a;</top500:list>",
        "defines entities",
    ),
    "external DTD": (b'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd">' + LIST + b"</top500:list>", "no top500:list"),
    "many elements": (LIST + b"<top500:site>" + b"<a/>" * 1_100_000 + b"</top500:site>", "elements in one"),
    "many other elements": (LIST + b"<a/>" * 1_100_000, "more than 2000 systems"),
    "many attributes": (LIST + b"<top500:site " + b" ".join(b'a%d=""' % n for n in range(350_000)) + b"/>", "XML"),
    "commas": (b"," * 5_000_000, "cannot be split"),
    "empty lines": (HEADINGS + b"\n" * 5_000_000, "more than 2000 rows"),
    "wide rows": (HEADINGS[:-1] + (b"," * 100_000 + b"\n") * 40, "or 100 columns"),
    "many headings": (HEADINGS[:-1].replace(b"\n", b",") * 100_000, "cannot be split"),
    "many digits": (HEADINGS + b"1,a,b,c,2026," + b"9" * 100_000 + b",1\n", "cell of 100000 characters"),
}


def test_heavy_files_are_refused_by_the_limits_of_the_reader(tmp_path):
    """The limits are the assertion: a file that got past them would be read, or named after the time ran out."""
    good = official.write_xlsx(tmp_path / "good.xlsx", official.table(official.stored("2026-06")[:12]), sheet="67")
    paths = []
    for name, (content, _) in FILES.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content(good) if callable(content) else content)
    large = tmp_path / "1 GB"
    with large.open("wb") as stream:
        stream.truncate(1 << 30)
    answers = dict(read_files([*paths, large, good]))
    assert isinstance(answers[good], RawTable)
    said = {path.name: str(answers[path]) for path in (*paths, large) if isinstance(answers[path], Problem)}
    assert set(said) == {*FILES, "1 GB"}
    words = {name: (words, "made its reader break down") for name, (_, words) in FILES.items()}
    words["1 GB"] = ("is larger than 5 MB",)
    assert {name: text for name, text in said.items() if not any(word in text for word in words[name])} == {}
    assert "Traceback" not in str(said)


def test_numbers_that_are_none_are_refused_at_their_place(plan_of, cells):
    for rank, value in enumerate(["NaN", "inf", "-inf", "Infinity", "1e999", "-5", "0x10", "1_000"], 11):
        put(cells, rank, "Total Cores", value)
    found = texts(plan_of(cells))
    assert [rank for rank in range(11, 19) if any(f"rank {rank}, cores" in text for text in found)] == list(
        range(11, 19)
    )


# NAMES

SCRIPT = "<script>alert(1)</script>"
NAMES = [
    SCRIPT,
    "a | b || *c* **d** _e_ `f` ~~g~~ ^h^",
    "<b>bold</b> <!-- gone --> <style>*",
    "# + - --- > 1. ``` ~~~ :smile: ++a++ ==b== !!! note",
    "Two\nlines\r\n\n# and a heading\n\n- and an item",
    "\u202eright to left\u200f \u2067marks",
    '=HYPERLINK("http://example.org";"x")',
    "[click](javascript:alert(1)) ![x](y) <https://example.org> [^1] *[HPL]: z",
    "$\\frac$ $a^b_c$ 5$ %s %(a)s \\1 \\g<0> &lt; &amp;amp; &#60;",
    "\"><img src=x onerror=alert(1)> ' </title></svg></style><!-- --- ]]> ?>",
]


@pytest.mark.parametrize("name", ["{{ fact.sum_rmax }}", "{% if x %}", "{# x #}", "{root}", "{0}"])
@pytest.mark.parametrize("heading", ["Name", "Site", "Computer", "Manufacturer"])
def test_name_with_braces_is_refused(name, heading, plan_of, cells):
    """They would be taken for a number of ours that was not filled in; no official text has them."""
    put(cells, 3, heading, name)
    (told,) = texts(plan_of(cells))
    assert told.startswith(f"list 2026-11, rank 3, {heading.lower()}: '{name}' has braces")


@pytest.fixture(scope="module")
def hostile(built, tmp_path_factory) -> Path:
    """The site with hostile names in the first ten rows of the newest list."""
    folder = tmp_path_factory.mktemp("hostile")
    editions = sorted(path.stem for path in (official.DATA / "lists").glob("????-??.csv"))
    data = copy_data(folder / "data", *editions[:-1])
    cells = official.table(official.stored(editions[-1]))
    for rank, name in enumerate(NAMES, 1):
        for heading in ("Name", "Site", "Computer"):
            put(cells, rank, heading, f"{name} {heading}")
    path = folder / "TOP500_202606.csv"  # a workbook would take the leading = for a formula
    path.write_text(official.text_of(cells), encoding="utf-8")
    plan = plan_import([path], data)
    assert plan.fatal == []
    write_all(data, plan.texts)
    shutil.copytree(built[0].work / "cache", folder / "work" / "cache")
    build(Places(data=data, work=folder / "work", site=folder / "site"))
    return folder


def test_hostile_names_are_kept_as_text(hostile):
    rows = read_list(hostile / "data", "2026-06")
    kept = [row["site"].removesuffix(" Site") for row in rows[:10]]
    assert kept[0] == SCRIPT and kept[3] == NAMES[3] and kept[6] == NAMES[6] and kept[9] == NAMES[9]
    assert kept[4] == "Two lines # and a heading - and an item"
    assert kept[5] == "right to left marks"


def parsed(site: Path) -> dict[str, etree._Element]:
    return {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def structure(page: etree._Element) -> Counter[str]:
    """Return how many of each element a page has, of those that a name must not make."""
    names = ("script", "table", "h1", "h2", "h3", "img", "iframe", "em", "strong", "code", "del", "title", "style")
    return Counter(element.tag for element in page.iter(*names))


def scripts(page: etree._Element) -> set[str]:
    return {(element.get("src") or "").rpartition("/")[2] + (element.text or "") for element in page.iter("script")}


def handlers(page: etree._Element) -> set[str]:
    """Return attributes that run code, and addresses that do."""
    return {
        f"{name}={value}"
        for element in page.iter(etree.Element)
        for name, value in element.attrib.items()
        if name.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
    }


def test_hostile_names_change_no_page(hostile, site):
    """Every page has the elements that it has with the true names, no more scripts, and no code in attributes."""
    true, spoilt = parsed(site), parsed(hostile / "site")
    assert sorted(true) == sorted(spoilt)
    own, code = set(), set()
    for page in true.values():
        own |= scripts(page)
        code |= handlers(page)
    changed = {name: (structure(true[name]), structure(page)) for name, page in spoilt.items()}
    assert {name: (a - b, b - a) for name, (a, b) in changed.items() if a != b} == {}
    assert {name: scripts(page) - own for name, page in spoilt.items() if scripts(page) - own} == {}
    assert {name: handlers(page) - code for name, page in spoilt.items() if handlers(page) - code} == {}


def test_hostile_names_are_shown_as_they_are(hostile):
    """Each name stands, letter by letter, in the text of some page in each language."""
    rows = read_list(hostile / "data", "2026-06")[:10]
    for lang in ("fr", "en"):
        pages = [
            " ".join(page.text_content().split())
            for name, page in parsed(hostile / "site").items()
            if name.startswith("en/") is (lang == "en")
        ]
        for row in rows:
            assert any(row["name"].removesuffix(" Name") in text for text in pages), (lang, row["name"])


def test_hostile_names_put_nothing_into_what_the_search_shows(hostile):
    """The theme puts titles and texts of its index into the page as HTML."""
    for path in (hostile / "site").rglob("search_index.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["docs"]:
            shown = html.fromstring(f"<div>{entry['title']} {entry['text']}</div>")
            assert [element.tag for element in shown.iter("script", "img", "b", "style", "a")] == [], entry["location"]


def test_hostile_names_break_no_drawing_feed_or_download(hostile):
    found: Counter[str] = Counter()
    for path in sorted((hostile / "site").rglob("*")):
        if path.suffix in (".svg", ".xml"):
            tags = {etree.QName(element).localname for element in etree.parse(path).iter(etree.Element)}
            assert not tags & {"script", "img", "foreignObject"}, path
            found[path.suffix] += 1
        elif path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1, path
            assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], path
            found[path.suffix] += 1
    assert found[".svg"] and found[".csv"] and found[".xml"]
