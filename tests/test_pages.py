"""The pages as people write them, filled as of editions early and late."""

from __future__ import annotations

import csv
import itertools
import re
from types import SimpleNamespace

import pytest

from build_scripts.ai import load_ai
from build_scripts.figures.catalogue import FIGURES
from build_scripts.lists.store import stored_editions
from build_scripts.load import load_lists
from build_scripts.numbers import load_names, numbers_of
from build_scripts.pages.blocks import figure_blocks
from build_scripts.pages.fill import fill_pages
from build_scripts.pages.reference import glossary, issues, sources
from build_scripts.prepare import all_blocks
from build_scripts.talks.material import Material
from build_scripts.talks.own import own_records, with_own
from build_scripts.talks.reading import read_talk, talks_in
from build_scripts.words.catalogue import words
from build_scripts.words.html import escape
from build_scripts.words.numbers import edition as edition_words
from build_scripts.words.typography import mend_french
from build_scripts.world import World, with_label_and_place

from .conftest import DATA, LANGUAGES, ROOT

TALKS = ROOT / "docs" / "talks"
SINCE = [edition for edition in stored_editions(DATA) if edition >= "2008-06"]


@pytest.fixture(scope="module")
def all_lists():
    return with_label_and_place(load_lists(DATA), load_names(DATA)), load_ai(DATA)


@pytest.mark.parametrize("edition", ["1993-06", "1993-11", "1996-11", *SINCE])
def test_every_page_can_be_filled_as_of_any_edition(all_lists, edition):
    lists, ai = all_lists
    then = numbers_of(World(lists, ai).as_of(edition), ai)
    for lang in LANGUAGES:
        pages = fill_pages(ROOT / "docs" / lang, then, lang, all_blocks(then, DATA, lang), "")
        assert len(pages) >= 4
        for name, text in pages.items():
            assert "{{" not in text, name
            assert "{%" not in text, name
            assert "nan" not in text.split(), name
    own = own_records(World(lists, ai).as_of(edition), then)
    told = with_own(then, own, "FR")
    for talk, lang in itertools.product(talks_in(TALKS), LANGUAGES):
        material = Material(told, lang, TALKS)
        slides = read_talk(TALKS, talk, lang, told, material.named).slides
        assert len(slides) >= 4, (talk, lang)
        assert "{{" not in "".join(slide.title + "".join(slide.notes) for slide in slides), (talk, lang)


def test_figures_say_the_edition_and_the_source_in_their_block(numbers):
    for lang in LANGUAGES:
        month = edition_words(numbers.edition, lang)
        for name, block in figure_blocks(numbers, lang).items():
            assert "\n\n" not in block, name
            if FIGURES[name].credit == "lists":
                assert month in block, name
                assert "https://www.top500.org/" in block, name
            assert FIGURES[name].credit == "made" or 'class="source">Source' in block, name
            assert f"-{lang}-wide.svg" in block, name
            assert f"-{lang}-narrow.svg" in block, name


def test_only_a_figure_with_marks_names_their_files(numbers):
    for name, block in figure_blocks(numbers, "en", {"growth"}).items():
        named = re.findall(r'data-marks="([^"]*)"', block)
        files = [f"{{root}}assets/figures/growth-en-{width}.json" for width in ("narrow", "wide")]
        assert named == (files if name == "growth" else [])
        assert ("data-keys=" in block) == (name == "growth")


def test_glossary_sorts_without_accents():
    terms = re.findall(r"<dt>(.*?)</dt>", glossary("fr"))
    assert terms == sorted(terms, key=lambda term: term.casefold().replace("é", "e").replace("â", "a"))
    assert terms.index("édition") < terms.index("Flop/s")


def column(name: str, key: str) -> list[str]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return [row[key] for row in csv.DictReader(stream)]


def test_each_issue_and_each_licence_has_french_words_and_no_words_are_left_over():
    ids = column("known_issues.csv", "id")
    assert sorted(words("issues")) == sorted(ids)
    assert set(words("ui")["actions"]) == set(column("known_issues.csv", "action"))
    assert set(words("ui")["licences"]) == set(column("sources.csv", "licence")) - {""}
    french, english = issues(DATA, "fr"), issues(DATA, "en")
    for key, reason in zip(ids, column("known_issues.csv", "reason"), strict=True):
        said = words("issues")[key]["reason"]["fr"]
        assert mend_french(said) == said, key
        assert f'<td class="l">{escape(said)}</td>' in french, key
        assert f'<td class="l">{escape(reason)}</td>' in english, key
    assert "lang=" not in french + english


def test_issue_without_french_words_stands_in_english_and_is_marked(tmp_path):
    head = "id,editions,ranks,column,what,action,reason,source\n"
    (tmp_path / "known_issues.csv").write_text(f"{head}new,2026-06,1,site,x,read as Y,A & B.,z\n", encoding="utf-8")
    for text in ("A &amp; B.", "read as Y"):
        assert f'<td class="l"><span lang="en">{text}</span></td>' in issues(tmp_path, "fr")
        assert f'<td class="l">{text}</td>' in issues(tmp_path, "en")


@pytest.mark.parametrize(
    ("licence", "french", "english"),
    [
        ("cited, not reproduced", "cité, non reproduit, ", "cited, not reproduced, "),
        ("CC0 & more", '<span lang="en">CC0 &amp; more</span>, ', "CC0 &amp; more, "),
        ("", "", ""),
    ],
)
def test_licence_is_said_in_the_language_of_the_page_or_marked_as_english(licence, french, english):
    entry = {"title": "T", "url": "", "publisher": "P", "published": "", "licence": licence, "accessed": "2026-11-24"}
    shown = SimpleNamespace(sources={"t": entry})
    assert sources(shown, "fr").endswith(f"</cite>. P, {french}consulté le 2026-11-24.</li></ol>")
    assert sources(shown, "en").endswith(f"</cite>. P, {english}read on 2026-11-24.</li></ol>")
