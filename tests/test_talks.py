"""Talks: what is refused, texts that stay texts, the same bytes, what PowerPoint holds, other countries."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from lxml import etree, html
from PIL import Image
from pptx import Presentation

from build_scripts.errors import Refused
from build_scripts.figures.drawing import plain_matplotlib, sheet
from build_scripts.logo import read_logo
from build_scripts.numbers import FactValue
from build_scripts.settings import Settings
from build_scripts.talks.chromium import check_fit, find_browser, print_pdf
from build_scripts.talks.html_file import html_deck, source_line, title_of
from build_scripts.talks.making import Wish, make_talks
from build_scripts.talks.material import Material
from build_scripts.talks.own import own_records, with_own
from build_scripts.talks.pictures import sheet_size
from build_scripts.talks.powerpoint import powerpoint
from build_scripts.talks.reading import find_talks, read_talk, talks_in
from build_scripts.talks.slides import LAYOUTS, ROOM, plain

from .conftest import LANGUAGES, ROOT
from .test_kits import boxes

TALKS = ROOT / "docs" / "talks"
NAMES = talks_in(TALKS)
COUNTRIES = ("FR", "US", "NL", "PL", "HK")  # plain, first, with an article, small, without an article
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><path d="M0 0h9"/></svg>'
HOSTILE = "<script>alert(1)</script> **b** {{ fact.x }}\n---\n# <img src=x onerror=alert(1)> & \"'"


@pytest.fixture(scope="module")
def own(world, numbers):
    return own_records(world, numbers)


@pytest.fixture(scope="module")
def focused(numbers, own):
    return with_own(numbers, own, "FR")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("talks")


@pytest.fixture
def read(focused, cache, tmp_path):
    """Return a function that reads a talk from its text: (talk, material)."""

    def of(text: str, numbers=focused, lang: str = "en"):
        (tmp_path / "t").mkdir(exist_ok=True)
        (tmp_path / "t" / f"{lang}.md").write_text(text, encoding="utf-8")
        material = Material(numbers, lang, cache)
        return read_talk(tmp_path, "t", lang, numbers, material.named), material

    return of


def talk_of(name: str, lang: str, numbers, cache):
    material = Material(numbers, lang, cache)
    return read_talk(TALKS, name, lang, numbers, material.named), material


# Reading


def test_a_talk_is_read_into_slides(read):
    talk, _ = read(
        "---\ntitle: A talk of {{ fact.edition }}\n---\n{: .title }\n\nNote: Hello.\n\n---\n\n"
        "{: .figure-points }\n# Two\nlines\n\n- **{{ fact.us_systems }}** there\n- and here\n\n{{ figure.gauge }}\n\n"
        "Note: First.\n\nSecond.\n"
    )
    assert talk.title == "A talk of June 2026" and [slide.layout for slide in talk.slides] == ["title", "figure-points"]
    slide = talk.slides[1]
    assert slide.title == "Two lines" and slide.figures == ("gauge",) and slide.notes == ("First.", "Second.")
    assert [plain(point) for point in slide.points] == ["161\N{NO-BREAK SPACE}machines there", "and here"]
    assert slide.points[0][0] == ("161\N{NO-BREAK SPACE}machines", True)
    assert talk.facts == ("edition", "us_systems")


def test_all_mistakes_are_told_at_once_with_their_lines(read):
    with pytest.raises(Refused) as refused:
        read(
            "---\ntitle: T\nautor: me\n---\n{: .figur }\n\n{{ figure.gage }}\n\nNote: {{ fact.nothing }}\n\n"
            "---\n{: .table }\n\n{{ table.decadess }} {{ claim.x }}\n"
        )
    told = [str(problem) for problem in refused.value.problems]
    for line, words in (
        (3, "'autor'"), (5, "Is it 'figure'?"), (7, "Is it 'gauge'?"), (9, "no fact named 'nothing'"),
        (14, "Is it 'decades'?"), (14, "no claim named 'x'"),
    ):  # fmt: skip
        assert any(f"docs/talks/t/en.md, line {line}:" in one and words in one for one in told), (line, words, told)
    assert len(told) == 6


@pytest.mark.parametrize(
    ("slide", "words"),
    [
        ("{: .figure }\n\nNote: x", "shows 0 figures. Expected 1"),
        ("{: .two-figures }\n# T\n\n{{ figure.gauge }}\n\nNote: x", "shows 1 figure. Expected 2"),
        ("{: .statement }\n# T\n\n{{ table.decades }}\n\nNote: x", "shows 1 table. Expected 0"),
        ("{: .claim }\n\n{{ claim.china_officially }}\n\nNote: x", "has no title"),
        ("# T", "has nothing to say"),
    ],
)
def test_a_slide_that_lacks_something_is_refused(read, slide, words):
    with pytest.raises(Refused, match=words):
        read(f"---\ntitle: T\n---\n{slide}\n")


def test_lines_are_right_below_a_branch_that_is_left_out(read):
    text = "---\ntitle: T\n---\n{% if not check.focus_on_list %}\n---\n# A\n\nNote: a\n{% endif %}\n\n---\n# B\n"
    with pytest.raises(Refused, match="line 12: has nothing to say"):
        read(text)


def test_unknown_talk_and_country(numbers, own):
    with pytest.raises(Refused, match="Is it 'country'"):
        find_talks(TALKS, "contry")
    with pytest.raises(Refused, match="Is it 'PL'"):
        with_own(numbers, own, "poland")
    with pytest.raises(Refused, match="never had a machine"):
        with_own(numbers, own, "XX")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Refused, match=r"docs/talks/t/fr\.md"):
        (tmp_path / "docs" / "t").mkdir(parents=True)
        make_talks("t", Wish(formats=("html",)), print, folder=tmp_path / "docs", work=tmp_path)


# Texts from the data stay texts


def test_hostile_text_stays_text(read, focused):
    facts = {"bad": FactValue("bad", "name", HOSTILE, "", "", None)}
    machines = focused.tables["focus_machines"]
    rows = tuple((row[0], [HOSTILE, ""], *row[2:]) for row in machines.rows[:2])
    numbers = replace(
        focused,
        facts=focused.facts | facts,
        tables=focused.tables | {"focus_machines": replace(machines, rows=rows)},
    )
    talk, material = read(
        "---\ntitle: {{ fact.bad }}\n---\n# {{ fact.bad }}\n\n- {{ fact.bad }}\n\nNote: {{ fact.bad }}\n\n"
        "---\n{: .table }\n# T\n\n{{ table.focus_machines }}\n\nNote: x\n",
        numbers,
    )
    assert len(talk.slides) == 2 and plain(talk.slides[0].points[0]) == HOSTILE and talk.slides[0].notes == (HOSTILE,)
    page = html.document_fromstring(html_deck(talk, material))
    assert page.xpath("string(//h2)") == HOSTILE and page.xpath("string(//td[2])") == HOSTILE
    assert not page.xpath("//img") and len(page.xpath("//script")) == 3
    deck = Presentation(io.BytesIO(powerpoint(talk, material)))
    slide = deck.slides[0]
    said = HOSTILE.replace("\n", " ")
    assert slide.shapes.title.text == said and slide.notes_slide.notes_text_frame.text == said
    table = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
    assert table.cell(1, 1).text == said


# Formats


@pytest.fixture(scope="module")
def made(focused, cache):
    """The shortest talk in both formats: talk, material, HTML, bytes of PowerPoint."""
    talk, material = talk_of("new-list", "fr", focused, cache)
    material.draw(talk, "svg")
    material.draw(talk, "png")
    return talk, material, html_deck(talk, material), powerpoint(talk, material)


def test_the_same_bytes_again(made):
    talk, material, page, deck = made
    again = Material(material.numbers, material.lang, material.cache)
    assert html_deck(talk, again) == page and powerpoint(talk, again) == deck
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(deck)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_html_needs_nothing_else(made):
    *_, text, _ = made
    page = html.document_fromstring(text)
    assert len(text) < 2_500_000 and "Hakim El Hattab" in text
    assert not page.xpath("//link | //*[@src] | //*[@srcset]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) and not page.xpath("//svg//style")
    assert page.get("lang") == "fr" and len(page.xpath("//h1")) == 1


def test_powerpoint_holds_titles_notes_words_and_numbers(made):
    talk, material, _, content = made
    assert len(content) < 6_000_000
    deck = Presentation(io.BytesIO(content))
    assert deck.core_properties.title == talk.title and len(deck.slides) == len(talk.slides)
    for slide, page in zip(talk.slides, deck.slides, strict=True):
        shapes = list(page.shapes)
        assert shapes[0] == page.shapes.title and page.shapes.title.text == title_of(slide, talk, material)
        kinds = [shape.placeholder_format.type.name for shape in shapes if shape.is_placeholder]
        assert kinds[-1] == "SLIDE_NUMBER" and all(shape.text for shape in shapes if shape.has_text_frame)
        assert [shape.name for shape in shapes if shape.has_table] == [
            material.grid(name).caption for name in slide.tables
        ]
        pictures = [shape for shape in shapes if shape.shape_type is not None and shape.shape_type.name == "PICTURE"]
        assert [each._element.nvPicPr.cNvPr.get("descr") for each in pictures] == [
            material.picture(name, slide.layout).alt for name in slide.figures
        ]
        assert page.has_notes_slide == bool(slide.notes)
        if slide.notes:
            assert page.notes_slide.notes_text_frame.text == "\n".join(slide.notes)


def test_sources_are_those_of_figures_and_facts(read, focused):
    talk, material = read(
        "---\ntitle: T\n---\n# {{ fact.focus_per_head }}\n\nNote: x\n\n"
        "---\n{: .figure }\n{{ figure.ai_largest }}\n\nNote: x\n"
    )
    lines = material.sources(talk)
    assert any("World Bank" in line for line in lines) and any("epoch.ai" in line for line in lines)
    assert not any("GDP" in line or "HPL-MxP" in line for line in lines)


# A speaker's own settings


def test_settings_reach_slides_pictures_and_properties(focused, cache, tmp_path):
    said = {name: dict.fromkeys(LANGUAGES, text) for name, text in (("name", "A <b>"), ("footer", "Open day"))}
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    logo = read_logo(tmp_path / "logo.svg", "logo")
    own = Settings(**said, logo=logo, accent="#1d4ed8", accent_dark="#93b4ff")
    material = Material(focused, "en", cache, own)
    talk = replace(read_talk(TALKS, "country", "en", focused, material.named), author=own.author("en"))
    material.draw(talk, "svg")
    material.draw(talk, "png")
    page = html.document_fromstring(text := html_deck(talk, material))
    assert "--accent:#1d4ed8" in text and "--accent:#93b4ff" in text and "A <b>" in page.xpath("string(//section[1])")
    assert all("Open day" in foot.text_content() for foot in page.find_class("foot"))
    credits = page.xpath("string(//section[last()])")
    assert "TOP500 (www.top500.org)" in credits and "CC BY 4.0" in credits, "credits for data and origin stay"
    deck = Presentation(io.BytesIO(powerpoint(talk, material)))
    assert deck.core_properties.author == "A <b>"
    assert page.xpath("//img/@src") == [logo.inline]
    package = deck.part.package
    drawn = next(part for part in package.iter_parts() if part.partname.endswith(".svg"))
    assert drawn.blob == logo.content and drawn.content_type == "image/svg+xml"
    picture = next(shape for shape in deck.slides[3].shapes if hasattr(shape, "image"))
    colours = Image.open(io.BytesIO(picture.image.blob)).convert("RGB").getcolors(1 << 20)
    assert {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in colours} & {"#1d4ed8", "#b3261e"} == {"#1d4ed8"}


# Our talks


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_figures_fit_their_room(name, lang, focused, cache):
    talk, material = talk_of(name, lang, focused, cache)
    for figure, room in {(figure, ROOM[slide.layout]) for slide in talk.slides for figure in slide.figures}:
        job = material.job(figure, room)
        size = sheet_size(job.width, job.heights)
        bare = replace(job, words=job.words | {"title": "", "credit": ""}, heights={})
        with plain_matplotlib():
            texts = boxes(sheet(bare, size))
        for text, left, top, right, bottom, _ in texts:
            assert left > -1 and top > -1 and right < size.width + 1 and bottom < size.height + 1, (figure, text)
        for one, other in itertools.combinations(texts, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 1 or min(one[4], other[4]) - max(one[2], other[2]) < 4, (figure, one[0], other[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_slide_that_tells_of_data_says_whose(name, focused, cache):
    for lang in LANGUAGES:
        talk, material = talk_of(name, lang, focused, cache)
        for slide in talk.slides:
            lists = [fact for fact in slide.facts if focused.facts[fact].sources in ((), ("top500",))]
            assert not lists or "TOP500.org" in source_line(slide, material), (lang, slide.line)
            assert not slide.facts or source_line(slide, material), (lang, slide.line)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_tell_the_same(name, focused, cache):
    french, english = (talk_of(name, lang, focused, cache)[0] for lang in LANGUAGES)
    shape = [
        [
            (slide.layout, slide.figures, slide.tables, slide.claims, len(slide.points), len(slide.notes))
            for slide in talk.slides
        ]
        for talk in (french, english)
    ]
    assert shape[0] == shape[1] and set(french.facts) == set(english.facts)
    assert shape[0][0][0] == "title" and shape[0][-1][0] == "sources" and {row[0] for row in shape[0]} <= set(LAYOUTS)


def test_countries_build(numbers, own, cache):
    for code, lang in itertools.product(own.countries if "TORTURE" in os.environ else COUNTRIES, LANGUAGES):
        focus = with_own(numbers, own, code)
        for name in NAMES if "TORTURE" in os.environ else ["country"]:
            talk, material = talk_of(name, lang, focus, cache)
            material.draw(talk, "svg")
            page = html.document_fromstring(html_deck(talk, material))
            assert "{{" not in page.text_content() and len(page.xpath("//section")) == len(talk.slides)


def test_a_country_that_has_left_the_list_gets_a_sentence(numbers, own, cache):
    gone = next(code for code, record in own.countries.items() if not record.systems)
    talk, _ = talk_of("country", "en", with_own(numbers, own, gone), cache)
    assert any("no machine on today’s list" in slide.title for slide in talk.slides)
    assert all("focus_neighbours" not in slide.figures for slide in talk.slides)


# In the browser


@pytest.mark.browser
def test_slides_fit_print_and_are_accessible(made, tmp_path):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    talk, _, text, _ = made
    browser = find_browser()
    assert browser, "the tests need Chromium"
    deck, pdf = tmp_path / "deck.html", tmp_path / "deck.pdf"
    deck.write_text(text, encoding="utf-8")
    check_fit(browser, deck, talk)
    print_pdf(browser, deck, pdf)
    printed = pdf.read_bytes()
    assert printed.count(b"/Type /Page\n") == len(talk.slides)
    print_pdf(browser, deck, pdf)
    assert pdf.read_bytes() == printed, "no clock in it"
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for scheme, way in itertools.product(("light", "dark"), ("", "?print")):
            page = window.new_context(color_scheme=scheme).new_page()
            page.goto(deck.as_uri() + way)
            for number in range(len(talk.slides) if not way else 1):
                if not way:
                    page.evaluate(f"Reveal.slide({number})")
                assert Axe().run(page).response["violations"] == []
        window.close()


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (make office)")
def test_libreoffice_opens_the_powerpoint_and_shows_every_slide(made, tmp_path):
    """Read by another program, each slide has its title first, then its table or figure, then source and notes."""
    talk, material, _, content = made
    (tmp_path / "deck.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("odp", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "deck.pptx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    assert len(re.findall(rb"/Type/Page\b", (tmp_path / "deck.pdf").read_bytes())) == len(talk.slides)
    with zipfile.ZipFile(tmp_path / "deck.odp") as package:
        slides = etree.fromstring(package.read("content.xml")).xpath("//*[local-name()='page']")
        sizes = {name: package.getinfo(name).file_size for name in package.namelist() if name.startswith("Pictures/")}
    assert len(slides) == len(talk.slides)

    def words(text: str) -> str:
        return " ".join(text.split())

    for slide, page in zip(talk.slides, slides, strict=True):
        shown = [words("".join(part.itertext())) for part in page.xpath("*[local-name()='frame']")]
        assert shown[0] == words(title_of(slide, talk, material)), slide.line
        assert not (source := words(source_line(slide, material))) or source in shown[1:], slide.line
        told = words("".join(page.xpath("*[local-name()='notes']")[0].itertext()))
        assert all(words(note) in told for note in slide.notes), slide.line
        cells = ["".join(cell.itertext()) for cell in page.xpath(".//*[local-name()='table-cell']")]
        wanted = [cell for name in slide.tables for row in material.grid(name).rows for cell in row]
        assert cells[len(cells) - len(wanted) :] == wanted, slide.line
        drawn = page.xpath("*[local-name()='frame']/*[local-name()='image']/@*[local-name()='href']")
        pictures = [name for name in drawn if name.endswith(".png") and sizes[name] > 5000]
        assert len(pictures) == len(slide.figures), slide.line


@pytest.mark.browser
def test_a_slide_that_is_too_full_is_refused(read, tmp_path):
    points = "".join(
        "- A line that says a lot, and a lot more, and more still, number {{ fact.edition }}\n" for _ in range(12)
    )
    talk, material = read(f"---\ntitle: T\n---\n# Full\n\n{points}\nNote: x\n")
    deck = tmp_path / "deck.html"
    deck.write_text(html_deck(talk, material), encoding="utf-8")
    with pytest.raises(Refused, match=r"line 4: slide 1 is too full, by \d+ of 540 points"):
        check_fit(find_browser(), deck, talk)


def test_without_a_browser_the_other_files_are_written(monkeypatch, tmp_path, numbers, own):
    from build_scripts.talks import chromium, making

    monkeypatch.setattr(chromium, "find_browser", lambda: None)
    monkeypatch.setattr(making, "numbers_for", lambda *_: with_own(numbers, own, "FR"))
    (tmp_path / "docs" / "t").mkdir(parents=True)
    (tmp_path / "docs" / "t" / "en.md").write_text("---\ntitle: T\n---\n# A\n\nNote: a\n", encoding="utf-8")
    told: list[str] = []
    written = make_talks("t", Wish(("en",)), told.append, folder=tmp_path / "docs", work=tmp_path)
    assert [path.name for path in written] == ["t-en.html", "t-en.pptx"] and "CHROME_PATH" in told[0]
