"""The words of the figures: both languages, all editions, none too long."""

from __future__ import annotations

import re

import pytest

from build_scripts.figures.catalogue import FIGURES
from build_scripts.words.catalogue import words

ENTRIES = words("figures")
NEEDED = {"title", "subtitle", "alt", "read"}


def test_every_figure_has_words_and_all_words_have_a_figure():
    assert set(ENTRIES) == {*FIGURES, "every_figure"}


@pytest.mark.parametrize("figure", sorted(ENTRIES))
def test_both_languages_have_the_same_keys_and_facts(figure):
    for key, texts in ENTRIES[figure].items():
        assert set(texts) == {"fr", "en"}, key
        names = [re.findall(r"(?:fact|check|known)\.\w+", texts[lang]) for lang in ("fr", "en")]
        assert sorted(names[0]) == sorted(names[1]), key
    assert figure == "every_figure" or set(ENTRIES[figure]) >= NEEDED


@pytest.mark.parametrize("figure", sorted(ENTRIES))
def test_french_spaces_and_marks(figure):
    for key, texts in ENTRIES[figure].items():
        french = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "x", texts["fr"])
        assert not re.search(r"[^\u202f][;:!?%»]", french), f"{key}: a narrow no-break space before ; : ! ? % »"
        assert not re.search(r"«[^\u202f]", french), key
        assert "'" not in french and '"' not in french, f"{key}: the apostrophe is ’"
        assert "n° " not in french, f"{key}: a no-break space after n°"
        assert "'" not in texts["en"], key


@pytest.mark.parametrize("edition", ["1993-06", "2013-06", "2022-11", None])
def test_alt_texts_fit_and_nothing_is_left_to_fill(edition, jobs_of):
    for job in jobs_of(edition):
        assert len(job.words["alt"]) <= 250, f"{job.figure}.{job.lang}: {len(job.words['alt'])}"
        for key in NEEDED:
            assert job.words[key].strip(), f"{job.figure}.{key}.{job.lang}"
        assert not any("{" in text or "  " in text for text in job.words.values()), job.figure


def test_labels_do_not_stand_in_for_column_headings(jobs_of):
    """A page takes a label with the name of a column as its heading: no common heading is replaced unawares."""
    common = set(words("ui")["columns"])
    for job in jobs_of(None):
        own = set(ENTRIES[job.figure])
        assert not own & set(job.table.columns) & common, job.figure


def test_log_scales_are_said_in_words():
    for figure in ("growth", "efficiency"):
        assert "Échelle logarithmique" in ENTRIES[figure]["subtitle"]["fr"]
        assert "Logarithmic scale" in ENTRIES[figure]["subtitle"]["en"]
