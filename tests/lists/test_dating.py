import pytest

from build_scripts.errors import Refused
from build_scripts.lists.dating import edition_of_sheet, editions_in_name, find_edition


@pytest.mark.parametrize(
    ("sheet", "edition"),
    [
        ("38", "2011-11"),
        ("67", "2026-06"),
        (" 68 ", "2026-11"),
        ("37", None),
        ("2026", None),
        ("Sublist Results", None),
        ("", None),
    ],
)
def test_a_sheet_named_by_its_number_says_the_edition(sheet, edition):
    assert edition_of_sheet(sheet) == edition


@pytest.mark.parametrize(
    ("name", "editions"),
    [
        ("TOP500_199306.xls", ["1993-06"]),
        ("top500-2026-11.CSV", ["2026-11"]),
        ("TOP500_200611_all.xml", ["2006-11"]),
        ("list 2026.06.txt", ["2026-06"]),
        ("export_20260628.xlsx", []),
        ("TOP500_202607.xlsx", []),
        ("199211.xls", []),
        ("2025-11_and_2026-06.csv", ["2025-11", "2026-06"]),
    ],
)
def test_edition_in_a_file_name(name, editions):
    assert editions_in_name(name) == editions


def test_sources_that_agree_are_enough_and_one_of_them_too():
    assert find_edition("TOP500_202611.xlsx", "68", "2026-11") == "2026-11"
    assert find_edition("list.csv", "", "2026-11") == "2026-11"


@pytest.mark.parametrize(
    ("name", "sheet", "given", "words"),
    [
        ("TOP500_202606.xlsx", "68", None, "its sheet '68' says 2026-11, its name"),
        ("list.csv", "", None, "does not say which edition"),
        ("TOP500_202606.csv", "", "2026-11", "--edition says 2026-11"),
        ("2025-11_and_2026-06.csv", "", None, "disagrees"),
    ],
)
def test_sources_that_disagree_or_are_silent_are_refused(name, sheet, given, words):
    with pytest.raises(Refused, match=words):
        find_edition(name, sheet, given)
