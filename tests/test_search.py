"""The search index that forgives accents and plurals."""

from __future__ import annotations

import json

import pytest

from build_scripts.search import folded, forgiving, forms


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Énergie", "energie"),
        ("États-Unis", "etats-unis"),
        ("cœur", "coeur"),
        ("Türkiye", "turkiye"),
        ("plain", "plain"),
    ],
)
def test_accents_are_folded(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("La consommation", "consommations"), ("Énergie", "energie"), ("des supercalculateurs", "supercalculateur"),
        ("Une corrélation", "correlation"), ("les États-Unis", "etats"), ("training", "trainings"),
        ("<b>réseau</b>", "reseaux"), ("l’&eacute;tat", "etat"),
    ],
)  # fmt: skip
def test_forms_hold_what_a_reader_may_type(text, typed):
    assert typed in forms(text)


def test_words_that_stand_there_are_not_repeated():
    assert "machines" not in forms("machines machine")


def test_index_keeps_its_entries_and_hides_the_forms():
    index = {"config": {"lang": ["fr"]}, "docs": [{"location": "a.html", "title": "Été", "text": "<p>Une puce</p>"}]}
    content = json.loads(forgiving(json.dumps(index)))
    (entry,) = content["docs"]
    assert content["config"] == index["config"]
    assert entry["title"] == "Été"
    assert entry["text"].startswith("<p>Une puce</p><small hidden>")
    assert {"ete", "puces"} <= set(entry["text"].split("<small hidden>")[1].removesuffix("</small>").split())
