"""Ids join by content, and nothing that stands there is overwritten."""

import pytest

from build_scripts.errors import Refused
from build_scripts.lists.ids import fill_ids, load_ids, match_by_content
from build_scripts.lists.importing import plan_import
from build_scripts.lists.store import list_path, list_text

from . import official
from .conftest import warnings


def without_ids(rows: list[dict]) -> list[dict]:
    return [row | {"system_id": "", "site_id": ""} for row in rows]


@pytest.mark.parametrize("edition", ["2006-11", "2019-11"])
def test_ids_of_the_same_version_join_row_by_row(edition):
    """2019-11 has 86 equal rows in a tie."""
    whole = official.stored(edition)
    bare = without_ids(whole)
    fill_ids(bare, match_by_content(bare, whole), edition)
    assert bare == whole


@pytest.mark.parametrize("gone", [1, 60, 250, 499])
def test_ids_of_a_version_with_one_machine_more_join_at_the_shifted_ranks(gone):
    """The machine at rank `gone` was withdrawn: all below it moved up by one."""
    other = official.stored("2026-06")
    bare = without_ids([row for row in other if row["rank"] != str(gone)])
    for row in bare:
        row["rank"] = str(int(row["rank"]) - (int(row["rank"]) > gone))
    truth = [row["system_id"] for row in other if row["rank"] != str(gone)]
    filled = fill_ids(bare, match_by_content(bare, other), "2026-06")
    wrong = [row for row, right in zip(bare, truth, strict=True) if row["system_id"] not in ("", right)]
    assert wrong == []
    assert filled.matched >= 490


def test_an_id_that_stands_there_is_kept_and_the_contradiction_reported():
    rows, others = official.stored("2026-06")[:3], official.stored("2026-06")[:3]
    others[1]["system_id"] = "1"
    filled = fill_ids(rows, match_by_content(rows, others), "2026-06")
    assert [row["system_id"] for row in rows] == [row["system_id"] for row in official.stored("2026-06")[:3]]
    assert "rank 2, system_id: 1 is not taken over" in str(filled.problems[0])


def test_an_id_is_never_given_twice():
    rows = official.stored("2026-06")[:2]
    rows[0]["system_id"] = ""
    others = official.stored("2026-06")[:2]
    others[0]["system_id"] = rows[1]["system_id"]
    filled = fill_ids(rows, match_by_content(rows, others), "2026-06")
    assert rows[0]["system_id"] == ""
    assert "another row has it" in str(filled.problems[0])


def test_xml_adds_ids_to_a_list_that_exists_and_nothing_else(data, tmp_path):
    whole = official.stored("2026-06")
    list_path(data, "2026-06").write_text(list_text(without_ids(whole)), encoding="utf-8")
    changed = [dict(row) for row in whole]
    changed[0]["segment"] = "Industry"
    path = tmp_path / "TOP500_202606_all.xml"
    path.write_text(official.xml_of(changed), encoding="utf-8")
    plan = plan_import([path], data)
    assert plan.texts == {list_path(data, "2026-06"): list_text(whole)}
    assert plan.outcomes[0].note == "500 of 500 rows matched, 1000 ids added"


def test_xml_of_another_edition_is_refused(data, tmp_path):
    path = tmp_path / "TOP500_202606_all.xml"
    path.write_text(official.xml_of(official.stored("2011-06")), encoding="utf-8")
    plan = plan_import([path], data)
    assert "does not look like 2026-06" in str(plan.fatal[0])


def test_xml_with_other_ids_changes_nothing_and_says_so(data, tmp_path):
    rows = official.stored("2026-06")
    rows[4]["system_id"] = "77"
    path = tmp_path / "TOP500_202606_all.xml"
    path.write_text(official.xml_of(rows), encoding="utf-8")
    plan = plan_import([path], data)
    assert plan.texts == {}
    assert len(warnings(plan)) == 1


def test_xml_alone_makes_a_list_with_the_columns_that_it_has(data, tmp_path):
    path = tmp_path / "TOP500_202611_all.xml"
    path.write_text(official.xml_of(official.next_list()), encoding="utf-8")
    plan = plan_import([path], data)
    assert plan.fatal == []
    assert plan.outcomes[0].result == "new"
    assert "without previous_rank" in plan.outcomes[0].note
    first = plan.texts[data / "lists" / "2026-11.csv"].splitlines()[1]
    assert first.startswith("1,,,,180490,50287,LineShine,")


def test_table_of_ids_must_have_its_columns(tmp_path):
    path = tmp_path / "ids.csv"
    path.write_text("list,rank,id\n1993-06,1,651\n", encoding="utf-8")
    with pytest.raises(Refused, match="list, rank, system_id, site_id"):
        load_ids(path)
