"""Real rows of official files become the rows of the committed lists."""

import json

import pytest

from build_scripts.lists.columns import map_columns
from build_scripts.lists.containers import RawTable
from build_scripts.lists.tidy import TidyList, tidy_list
from build_scripts.lists.vocab import load_countries

from .conftest import DATA, EXTRACTS

COUNTRIES = {country.spelling: country for country in load_countries(DATA / "vocab" / "countries.csv")}
OFFICIAL = json.loads((EXTRACTS / "official_rows.json").read_text(encoding="utf-8"))


def tidy(headings: list, rows: list[list], edition: str, form: str = "XLSX") -> TidyList:
    table = RawTable(form, "", headings, rows, list(range(2, len(rows) + 2)))
    return tidy_list(table, edition, map_columns(headings, edition, form, "file")[0], COUNTRIES)


@pytest.mark.parametrize("edition", OFFICIAL)
def test_official_rows_become_the_committed_ones(edition, rows):
    raw = OFFICIAL[edition]
    found = tidy(raw["headings"], raw["rows"], edition, raw["form"])
    expected = [rows[edition][int(row["rank"]) - 1] for row in found.rows]
    if edition < "2017-11":  # ids come from elsewhere
        expected = [row | {"system_id": "", "site_id": ""} for row in expected]
    assert found.rows == expected
    assert {finding.code for finding in found.findings} <= {"negative_number"}


@pytest.mark.parametrize(
    ("edition", "rank", "column", "text"),
    [
        ("1993-06", 1, "rmax_tflops", "0.0597"),
        ("1993-06", 160, "site", "Centro de Supercomputación de Galicia"),
        ("1993-06", 1, "accelerator", ""),
        ("1996-06", 10, "rpeak_tflops", "0.064"),
        ("2008-06", 2, "power_kw", "2329.6"),
        ("2008-06", 11, "power_kw", ""),
        ("2011-11", 1, "accelerator", "None"),
        ("2016-11", 1, "rmax_tflops", "93014.59388"),
        ("2017-06", 3, "power_source", "optimized"),
        ("2026-06", 1, "rmax_tflops", "2198400"),
        ("2026-06", 1, "country", "CN"),
        ("2026-06", 42, "site", "EuroHPC/NAISS (National Academic Infrastructure for Supercomputing in Sweden)"),
        ("2021-06", 196, "nhalf", ""),
    ],
)
def test_known_cell(edition, rank, column, text, rows):
    assert rows[edition][rank - 1][column] == text


def test_xml_segment_codes_and_units():
    headings = ["rank", "r-max", "area-of-installation", "country", "power"]
    found = tidy(headings, [["1", "143500000.0", "6", "United States", "9783.0"]], "2018-11", "XML")
    row = found.rows[0]
    assert (row["rmax_tflops"], row["segment"], row["country"], row["power_kw"]) == ("143500", "Research", "US", "9783")


@pytest.mark.parametrize(
    ("heading", "cell", "code", "fatal"),
    [
        ("Power (kW)", "n/a kW", "not_a_number", True),
        ("Total Cores", 512.5, "not_a_number", True),
        ("Total Cores", -4, "negative_number", True),
        ("Nhalf", -1, "negative_number", False),
        ("Country", "Atlantis", "unknown_country", True),
        ("Country", "germany", "unknown_country", True),
        ("Country", "Kenya", "new_country", False),
        ("Country", "Türkiye", "new_country", False),
        ("Country", "Viet Nam", "new_country", False),
        ("Country", "", "empty_cell", True),
        ("Accelerator/Co-Processor", "", "empty_cell", True),
        ("Segment", "Cloud", "unknown_segment", False),
        ("Segment", "9", "unknown_segment", True),
        ("Power Source", "Guessed", "unknown_power_source", True),
        ("First Appearance", -3, "negative_number", True),
    ],
)
def test_bad_cell_is_found_with_its_rank(heading, cell, code, fatal):
    found = tidy(["Rank", heading], [[7, cell]], "2026-11").findings
    assert [(one.rank, one.code, one.fatal) for one in found] == [(7, code, fatal)]


def test_a_near_spelling_is_offered():
    (finding,) = tidy(["Rank", "Country"], [[1, "Germny"]], "2026-11").findings
    assert "perhaps 'Germany'" in finding.what


@pytest.mark.parametrize("heading", ["Nmax", "Nhalf", "Power", "HPCG", "Accelerator Cores", "System ID"])
def test_zero_that_means_missing_becomes_empty(heading):
    found = tidy(["Rank", heading], [[1, 0]], "2010-06")
    assert [text for column, text in found.rows[0].items() if text and column != "rank"] == []
    assert found.findings == []
