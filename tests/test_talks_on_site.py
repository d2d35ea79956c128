"""Talks on the site: a page with all slides and all that is said, and the decks to take away."""

from __future__ import annotations

import json

import pytest
from lxml import html

from build_scripts.files import data_key
from build_scripts.settings import Settings
from build_scripts.talks.making import Wish, read_talks
from build_scripts.talks.on_site import DECKS, site_talks
from build_scripts.talks.reading import talks_in

from .conftest import DATA, LANGUAGES, ROOT, copy_data

FOLDER = ROOT / "docs" / "talks"
NAMES = talks_in(FOLDER)


@pytest.fixture(scope="module")
def talks(built) -> dict:
    """(talk, language) -> the talk as the site has it."""
    cache = built[0].work / "cache" / "talks"
    found = read_talks(NAMES, Wish(LANGUAGES), Settings(), DATA, FOLDER, cache, data_key(DATA))
    return {(talk.name, talk.lang): (talk, material) for talk, material in found}


def home(site, lang: str):
    return site if lang == "fr" else site / lang


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_every_slide_and_all_that_is_said(site, talks, name, lang):
    talk, material = talks[name, lang]
    page = html.document_fromstring((home(site, lang) / "talks" / name / "index.html").read_text(encoding="utf-8"))
    sections = page.xpath("//section[@class='spoken']")
    assert len(sections) == len(talk.slides)
    for slide, section in zip(talk.slides, sections, strict=True):
        assert [part.text_content() for part in section.xpath("p")] == list(slide.notes)
        assert len(section.xpath(".//picture")) == len(slide.figures)
        assert len(section.xpath(".//table")) == len(slide.tables) + len(slide.figures)
    assert [item.text_content() for item in sections[-1].xpath(".//li")] == material.sources(talk)
    assert page.xpath("string(//h1)").strip() == talk.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_talks_leads_to_pages_and_decks(site, lang):
    page = html.document_fromstring((home(site, lang) / "talks" / "index.html").read_text(encoding="utf-8"))
    assert sorted(page.xpath("//section[@class='talk']/@id")) == NAMES
    links = page.xpath("//section[@class='talk']//a/@href")
    assert len(links) == 3 * len(NAMES)
    assert all((home(site, lang) / "talks" / link).is_file() for link in links)
    assert {link.rpartition(".")[2] for link in links} == {"html", "pptx"}


def test_a_deck_on_the_site_is_that_of_the_verb(site, talks):
    from build_scripts.talks.html_file import html_deck

    talk, material = talks["country", "en"]
    deck = site / "en" / DECKS / f"country-en-{material.numbers.edition}.html"
    assert deck.read_text(encoding="utf-8") == html_deck(talk, material)


def test_the_site_has_talks_of_its_own_edition_whatever_the_settings_say(tmp_path):
    """Words of one edition must not stand beside figures of another."""
    data, cache = copy_data(tmp_path / "data", "2025-06", "2025-11", "2026-06"), tmp_path / "cache"
    (tmp_path / "docs" / "t").mkdir(parents=True)
    for lang in LANGUAGES:
        text = "---\ntitle: T\nedition: 2025-06\n---\n# {{ fact.edition }}\n\nNote: a\n"
        (tmp_path / "docs" / "t" / f"{lang}.md").write_text(text, encoding="utf-8")
    settings = Settings(edition="2025-11")
    made = site_talks(data, tmp_path / "docs", cache, None, settings, {"fr": {}, "en": {}}, "key", kits=False)
    assert "June 2026</h2>" in made.pages["en"]["talks/t/index.md"]
    assert made.files[0][1].endswith("t-fr-2026-06.html")


def test_search_does_not_lead_to_the_talks_word_for_word(site):
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if entry["location"].startswith(tuple(f"talks/{n}/" for n in NAMES))]
