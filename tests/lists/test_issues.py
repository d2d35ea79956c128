import pytest

from build_scripts.errors import Refused
from build_scripts.lists.checks import check_list
from build_scripts.lists.findings import Finding, spans
from build_scripts.lists.issues import changes, load_issues
from build_scripts.lists.plausible import check_plausible
from build_scripts.lists.sources import load_vocabulary
from build_scripts.lists.tidy import TidyList

from .conftest import DATA

HEADER = "id,editions,ranks,column,what,action,reason,source\n"
# What no check can see: declared for readers and for statistics.
UNCHECKED = {
    "accelerator_text_and_cores",
    "country_of_maker",
    "ids_from_xml",
    "nmax_too_large",
    "os_family_is_os",
    "power_derived",
    "power_jump",
    "power_source_unknown",
    "revised",
    "rmax_cut",
    "text_blanks",
    "text_encoding",
    "text_invisible",
    "text_letter_lost",
    "zero_is_missing",
}
# Seen only in the official file: the tidy list has an empty cell, and no reported efficiency.
IN_FILE_ONLY = {"negative_number", "efficiency_differs"}


def issue(tmp_path, editions: str, ranks: str):
    path = tmp_path / "known_issues.csv"
    path.write_text(
        HEADER + f"x,{editions},{ranks},rpeak_tflops,rmax_above_rpeak,kept,why,https://x\n", encoding="utf-8"
    )
    return load_issues(path)[0]


def finding(edition: str, rank: int | None, column: str = "rpeak_tflops", code: str = "rmax_above_rpeak") -> Finding:
    return Finding(edition, rank, column, code, "what")


@pytest.mark.parametrize(
    ("editions", "ranks", "edition", "rank", "system_id", "covered"),
    [
        ("1996-06", "10-11 24", "1996-06", 11, "", True),
        ("1996-06", "10-11 24", "1996-06", 12, "", False),
        ("1996-06", "10-11 24", "1996-11", 11, "", False),
        ("1996-06 1996-11", "10;17 18", "1996-11", 18, "", True),
        ("1996-06 1996-11", "10;17 18", "1996-06", 18, "", False),
        ("2019-11..2020-11", "id179801", "2020-06", 292, "179801", True),
        ("2019-11..2020-11", "id179801", "2020-06", 292, "", False),
        ("2024-11..", "id180260", "2031-06", 400, "180260", True),
        ("2020-06", "*", "2020-06", None, "", True),
        ("2020-06", "5", "2020-06", None, "", False),
    ],
)
def test_issue_covers_its_places_and_no_others(tmp_path, editions, ranks, edition, rank, system_id, covered):
    assert issue(tmp_path, editions, ranks).covers(finding(edition, rank), system_id) is covered


def test_issue_covers_only_its_kind_and_column(tmp_path):
    declared = issue(tmp_path, "1996-06", "*")
    assert not declared.covers(finding("1996-06", 10, code="rpeak_too_high"))
    assert not declared.covers(finding("1996-06", 10, column="rmax_tflops"))


@pytest.mark.parametrize(
    ("editions", "ranks"), [("1996-07", "1"), ("1996-06", "one"), ("1996-06 1996-11", "1;2;3"), ("", "1")]
)
def test_issue_that_cannot_be_understood_is_refused_with_its_line(tmp_path, editions, ranks):
    with pytest.raises(Refused, match="line 2"):
        issue(tmp_path, editions, ranks)


def test_every_declared_issue_is_still_there(rows):
    """An oddity that a revision has mended must leave the table too."""
    vocabulary = load_vocabulary(DATA)
    found = []
    for edition, stored in rows.items():
        tidied = TidyList(edition, rows=stored, columns=frozenset(stored[0]))
        found += check_list(tidied, vocabulary.makers, vocabulary.regions())
        found += check_plausible(tidied, lambda other: rows.get(other))
    ids = {(edition, int(row["rank"])): row["system_id"] for edition, stored in rows.items() for row in stored}
    for declared in vocabulary.issues:
        if declared.what in UNCHECKED | IN_FILE_ONLY:
            continue
        for first, last, places in declared.spans:
            here = [one for one in found if declared.covers(one, ids.get((one.edition, one.rank), ""))]
            assert [one for one in here if first <= one.edition <= last], f"{declared.id}, {first}"
            assert not places.ranks - {one.rank for one in here if one.edition == first}


def test_codes_of_issues_are_known():
    for declared in load_issues(DATA / "known_issues.csv"):
        assert declared.reason and declared.source.startswith("https://")
        assert declared.what in UNCHECKED | IN_FILE_ONLY or declared.action in ("kept", "left out")


def test_statistics_are_told_what_to_read_instead():
    told = list(changes(load_issues(DATA / "known_issues.csv")))
    assert [(one.first, one.text) for one in told if one.column == "os_family"] == [("2020-06", "Linux")]
    quartetto = [one for one in told if one.places.hold(1, "178251")]
    assert {(one.column, one.text) for one in quartetto if not one.places.everywhere} == {("power_kw", "")}


def test_spans_are_short():
    assert spans([1, 2, 3, 7, 9, 10]) == "1-3 7 9-10"
