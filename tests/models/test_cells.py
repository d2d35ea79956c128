import pytest

from build_scripts.models.cells import Cells, authors, split_names, split_tags
from build_scripts.models.tidy_machines import start_precision
from build_scripts.models.tidy_models import date_precision


def cells(**values):
    return Cells(values, "file.csv", 7, [])


@pytest.mark.parametrize(
    ("raw", "ours"),
    [
        ("14400.000000212056", "14400"),
        ("3.14e+23", "3.14e23"),
        ("740000000000000000000", "7.4e20"),  # overflows 64 bits: pandas gives text
        ("98940000000000000000", "9.894e19"),
        ("1.1e+21", "1.1e21"),
        ("0.36", "0.36"),
        ("0.0", "0"),
        ("", ""),
        ("  ", ""),
        ("16384", "16384"),
    ],
)
def test_numbers_are_kept_in_their_shortest_form(raw, ours):
    row = cells(x=raw)
    assert row.number("x") == ours
    assert row.problems == []


@pytest.mark.parametrize("raw", ["14180000,14180000", "about 5", "1e999999", "nan", "inf", "12 GB"])
def test_what_is_no_number_is_a_problem_with_row_and_column(raw):
    row = cells(x=raw)
    assert row.number("x") == ""
    assert "file.csv, row 7" in str(row.problems[0])


def test_scaled_numbers_have_our_unit():
    assert cells(x="989400000000000.0").number("x", scale=12) == "989.4"
    assert cells(x="68516699").integer("x") == "68516699"


@pytest.mark.parametrize("raw", ["2024-13-01", "04/11/2024", "2024", "2024-02-30"])
def test_what_is_no_day_is_a_problem(raw):
    row = cells(x=raw)
    assert row.date("x") == ""
    assert len(row.problems) == 1


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("United States of America,United States of America,France", ["United States of America", "France"]),
        ("NERSC, Lawrence Berkeley National Laboratory", ["NERSC, Lawrence Berkeley National Laboratory"]),
        (
            "NERSC, Lawrence Berkeley National Laboratory,NVIDIA",
            ["NERSC, Lawrence Berkeley National Laboratory", "NVIDIA"],
        ),
        ("Microsoft,OpenAI", ["Microsoft", "OpenAI"]),
        ("", []),
    ],
)
def test_names_are_split_once_each(raw, names):
    assert split_names(raw) == names


@pytest.mark.parametrize(
    ("raw", "names", "tags"),
    [
        ("Microsoft #confident, OpenAI #likely", "Microsoft; OpenAI", "confident; likely"),
        ("OpenAI #speculative", "OpenAI", "speculative"),
        ("CoreWeave", "CoreWeave", ""),
        ("CoreWeave, OpenAI #likely", "CoreWeave; OpenAI", "; likely"),
        ("", "", ""),
    ],
)
def test_tags_are_split_off_in_the_order_of_the_names(raw, names, tags):
    assert split_tags(raw) == (names, tags)


@pytest.mark.parametrize(
    ("text", "organizations", "year", "expected"),
    [
        ("Ashish Vaswani, Noam Shazeer, Niki Parmar", ["Google"], 2017, ("3", "yes")),
        ("Alec Radford and Karthik Narasimhan", ["OpenAI"], 2018, ("2", "yes")),
        ("A One; B Two\nC Three", [], 2015, ("3", "yes")),
        ("Sandra Anderson", [], 2019, ("1", "yes")),
        ("Meta AI", ["Meta AI"], 2024, ("", "no")),
        ("OpenAI", ["OpenAI"], 2019, ("", "no")),
        ("Zhipu AI", ["Z.ai (Zhipu AI)"], 2024, ("", "no")),
        ("Octo Model Team, Dibya Ghosh, Homer Walke", [], 2024, ("3", "no")),
        ("A, B et al. (100 additional authors not shown)", [], 2024, ("2", "no")),
        (", ".join(f"N{i}" for i in range(100)), [], 2024, ("100", "no")),
        (", ".join(f"N{i}" for i in range(101)), [], 2024, ("101", "yes")),
        (
            "Saudi Data and Artificial Intelligence Authority",
            ["Saudi Data and Artificial Intelligence Authority"],
            2024,
            ("", "no"),
        ),
        ("", [], 2024, ("", "")),
    ],
)
def test_author_lists_are_counted_by_the_rule(text, organizations, year, expected):
    assert authors(text, organizations, year) == expected


@pytest.mark.parametrize(
    ("iso", "precision"),
    [("2024-01-01", "year"), ("2018-06-01", "month"), ("2020-05-28", "day"), ("", "")],
)
def test_nominal_days_of_publication_are_not_shown(iso, precision):
    assert date_precision(iso) == precision


@pytest.mark.parametrize(
    ("iso", "note", "confirmed", "precision"),
    [
        ("2020-04-15", "2020-04", False, "month"),
        ("2018-07-01", "2018", True, "year"),
        ("2023-10-05", "2023-10-05", True, "day"),
        ("2022-04-30", "2022-04-30", False, "month"),
        ("2021-11-01", "2021-11-01", True, "month"),
        ("2019-11-15", "", True, "month"),
        ("", "Planned 2027", False, ""),
    ],
)
def test_a_cluster_has_a_day_only_where_its_note_has_one_and_it_is_confirmed(iso, note, confirmed, precision):
    assert start_precision(iso, note, confirmed=confirmed) == precision
