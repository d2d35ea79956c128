"""Small tables and their HTML."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from lxml import html as lxml_html

from build_scripts.tables import from_rows, small_table
from build_scripts.words import html


def test_small_table_holds_plain_values_that_json_can_keep():
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, math.nan], "c": ["x", "y"], "d": [9, 9]})
    small = small_table(frame, {"b": "share", "a": "count", "c": "name"})
    assert small.columns == ("b", "a", "c")
    assert small.rows == ((0.5, 1, "x"), (None, 2, "y"))
    assert json.loads(json.dumps(small.rows, allow_nan=False)) == [[0.5, 1, "x"], [None, 2, "y"]]
    assert small.column("a") == [1, 2]


def test_every_table_of_the_site_can_be_kept_as_json(numbers):
    for small in (*numbers.figures.values(), *numbers.tables.values()):
        assert small.rows
        json.dumps(small.rows, allow_nan=False)
        assert all(len(row) == len(small.columns) == len(small.kinds) for row in small.rows)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_table_has_caption_headings_row_headings_and_a_frame_for_the_keyboard(lang):
    small = from_rows(
        {"country": "country", "systems": "count", "place": "hidden", "rmax_share": "share"},
        [("US", 1234, "us", 0.375), ("FR", 0, "europe", None)],
    )
    frame = lxml_html.fragment_fromstring(html.table(small, lang, "Cap <1>", {}))
    assert frame.get("tabindex") == "0"
    assert frame.get("role") == "region"
    assert frame.get("aria-label") == "Cap <1>" == frame.findtext("table/caption")
    assert len(frame.xpath(".//thead//th[@scope='col']")) == 3
    assert [th.text for th in frame.xpath(".//tbody//th[@scope='row']")] == [
        {"fr": "États-Unis", "en": "United States"}[lang],
        "France",
    ]
    first, second = ([cell.text_content() for cell in row] for row in frame.xpath(".//tbody/tr"))
    assert first[1:] == {"fr": ["1\u202f234", "37,5\u202f%"], "en": ["1,234", "37.5%"]}[lang]
    assert second[1:] == ["0", "–"]
    assert frame.xpath("string(.//td/span/@aria-label)") == {"fr": "inconnu", "en": "unknown"}[lang]


def test_table_is_one_block_without_blank_lines(numbers):
    for small in numbers.figures.values():
        own = {name: name for name in small.columns}
        own |= {row[at]: "x" for row in small.rows for at, kind in enumerate(small.kinds) if kind == "word"}
        assert "\n\n" not in html.table(small, "fr", "x", own)


def test_text_from_the_lists_is_escaped():
    small = from_rows({"label": "name"}, [('<b>"A&B"</b>',)])
    frame = lxml_html.fragment_fromstring(html.table(small, "en", '"q" & <i>', {}))
    assert frame.xpath(".//tbody//th")[0].text == '<b>"A&B"</b>'
    assert not frame.xpath(".//b | .//i")


def test_yes_and_no_follow_the_language():
    assert [html.cell(value, "yes_no", lang, {}) for lang in ("fr", "en") for value in (True, False)] == [
        "oui", "non", "yes", "no",
    ]  # fmt: skip


def test_links_in_words_become_links_and_the_rest_is_escaped():
    assert html.with_links("a < [T](https://t.org/) & b") == 'a &lt; <a href="https://t.org/">T</a> &amp; b'
