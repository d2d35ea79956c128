import csv

import pytest

from build_scripts.editions import next_edition
from build_scripts.lists.columns import count_fields, find_field, map_columns, missing_fields
from build_scripts.lists.store import COLUMNS

from .conftest import EXTRACTS


def eras() -> list[dict[str, str]]:
    with (EXTRACTS / "headings.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("era", eras(), ids=lambda era: era["since"])
def test_headings_of_every_era_are_all_known(era):
    headings = era["headings"].split("|")
    mapping, problems = map_columns(headings, era["since"], era["form"], "file")
    present = [
        {"rmax": "rmax_tflops", "rpeak": "rpeak_tflops", "hpcg": "hpcg_tflops", "power": "power_kw"}.get(name, name)
        for name in mapping.places
    ]
    assert problems == []
    assert missing_fields(present, era["since"]) == []
    assert set(present) - {"efficiency", "continent"} <= set(COLUMNS)
    assert mapping.exponents["rmax"] == (0 if era["since"] >= "2017-06" else -3)


def test_columns_arrive_when_the_codebook_says():
    assert "power_kw" not in missing_fields([], "2007-11") and "power_kw" in missing_fields([], "2008-06")
    assert "system_id" not in missing_fields([], "2017-06") and "system_id" in missing_fields(
        [], next_edition("2017-06")
    )


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Rank", "rank"),
        ("\ufeff RANK ", "rank"),
        ("RMax", "rmax"),
        ("Rmax (PFlop/s)", "rmax"),
        ("rmax_tflops", "rmax"),
        ("Rpeak [Tflops]", "rpeak"),
        ("Power [MW]", "power"),
        ("power_kw", "power"),
        ("Mflops/Watt", "efficiency"),
        ("Power Effeciency [GFlops/Watts]", "efficiency"),
        ("Processors", "cores"),
        ("Cores (total)", "cores"),
        ("number-of-processors", "cores"),
        ("area-of-installation", "segment"),
        ("n-half", "nhalf"),
        ("Accelerator/Co-Processor", "accelerator"),
    ],
)
def test_heading_is_found_by_its_folded_name(heading, field):
    assert find_field(heading)[0].name == field


@pytest.mark.parametrize("heading", ["Processor Cores", "Cores per Socket", "Efficiency (%)", "Region", "TOP500", ""])
def test_heading_that_only_looks_alike_is_not_taken(heading):
    assert find_field(heading) is None


@pytest.mark.parametrize(
    ("heading", "edition", "form", "exponent"),
    [
        ("Rmax", "2016-11", "XLS", -3),
        ("Rmax", "2017-06", "CSV", 0),
        ("Rmax [TFlop/s]", "2017-06", "XLS", 0),
        ("Rmax [GFlop/s]", "2026-11", "XLSX", -3),
        ("Rmax [PFlop/s]", "2026-11", "XLSX", 3),
        ("r-max", "2026-11", "XML", -3),
        ("Power", "2010-06", "XLS", 0),
        ("Power [MW]", "2026-11", "XLSX", 3),
        ("Power (W)", "2026-11", "XLSX", -3),
        ("Mflops/Watt", "2012-06", "XLS", -3),
        ("Energy Efficiency [GFlops/Watts]", "2022-06", "XLSX", 0),
    ],
)
def test_unit_comes_from_the_heading_else_from_the_edition(heading, edition, form, exponent):
    mapping, _ = map_columns([heading], edition, form, "file")
    assert list(mapping.exponents.values()) == [exponent]


def test_the_surer_of_two_headings_is_read_and_the_other_reported():
    mapping, problems = map_columns(["Cores", "Total Cores"], "2026-11", "XLSX", "file")
    assert mapping.places["cores"] == 1
    assert [problem.fatal for problem in problems] == [False]


def test_the_same_heading_twice_is_refused():
    _, problems = map_columns(["Rank", "Rank"], "2026-11", "XLSX", "file")
    assert [problem.fatal for problem in problems] == [True]


def test_row_of_headings_is_told_from_a_row_of_cells():
    assert count_fields(["Rank", "Site", "Computer", "Country", "Year", "Rmax"]) == 6
    assert count_fields([1, "Los Alamos National Laboratory", "CM-5/1024", "United States", 1993, 59.7]) == 0
