"""The pages as people write them, filled as of editions early and late."""

from __future__ import annotations

import re

import pytest

from build_scripts.ai import load_ai
from build_scripts.editions import edition_number, edition_of_number
from build_scripts.figures.catalogue import FIGURES
from build_scripts.load import load_lists
from build_scripts.numbers import Numbers, load_names, numbers_of
from build_scripts.pages.blocks import figure_blocks
from build_scripts.pages.fill import fill_pages
from build_scripts.pages.reference import glossary
from build_scripts.prepare import all_blocks
from build_scripts.world import World, with_label_and_place

from .conftest import DATA, LANGUAGES, ROOT

SINCE = [edition_of_number(number) for number in range(edition_number("2008-06"), edition_number("2026-06") + 1)]


@pytest.fixture(scope="module")
def all_lists():
    return with_label_and_place(load_lists(DATA), load_names(DATA)), load_ai(DATA)


@pytest.fixture(scope="module", params=["1993-06", "1993-11", "1996-11", *SINCE])
def then(request, all_lists) -> Numbers:
    lists, ai = all_lists
    return numbers_of(World(lists, ai).as_of(request.param), ai)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_can_be_filled_as_of_any_edition(then, lang):
    pages = fill_pages(ROOT / "docs" / lang, then, lang, all_blocks(then, DATA, lang), "")
    assert len(pages) >= 4
    for name, text in pages.items():
        assert "{{" not in text, name
        assert "{%" not in text, name
        assert "nan" not in text.split(), name


def test_figures_say_the_edition_and_the_source_in_their_block(numbers):
    for lang, month in (("fr", "juin 2026"), ("en", "June 2026")):
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
