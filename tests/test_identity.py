"""Which rows of all lists are one machine: on real rows that go wrong easily, and as properties."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts.errors import Refused
from build_scripts.load import load_declared
from build_scripts.measures.identity import RENUMBERED, identify, resolved

from .conftest import DATA


def row(edition: str, rank: int, **cells: object) -> dict[str, object]:
    usual = {
        "system_id": float("nan"), "previous_rank": float("nan"), "first_edition": "", "first_rank": float("nan"),
        "country": "FR", "site": "A", "computer": "C", "name": "", "label": "C", "cores": 100.0, "rmax_tflops": 1.0,
    }  # fmt: skip
    return usual | {"edition": edition, "rank": float(rank)} | cells


def machines(*rows: dict[str, object], declared=None) -> list[tuple[str, str]]:
    found = identify(pd.DataFrame(rows), declared or {})
    return list(zip(found["machine"], found["how"], strict=True))


def test_one_id_is_one_machine_whatever_else_changes():
    rows = row("2020-06", 1, system_id=5.0), row("2020-11", 9, system_id=5.0, site="B", rmax_tflops=7.0)
    assert machines(*rows) == [("5", "id"), ("5", "id")]


def test_two_ids_of_one_time_are_two_machines_though_all_else_is_equal():
    rows = row("2020-06", 1, system_id=5.0), row("2020-11", 1, system_id=6.0)
    assert machines(*rows) == [("5", "id"), ("6", "id")]


def test_row_without_id_is_the_one_that_the_list_names_by_its_rank():
    rows = (
        row("2013-11", 3, system_id=5.0),
        row("2013-11", 4, system_id=6.0),
        row("2014-06", 8, previous_rank=4.0, rmax_tflops=2.0),
        row("2014-11", 9, system_id=6.0, rmax_tflops=2.0),
    )
    assert machines(*rows)[2:] == [("6", "rank"), ("6", "id")]


def test_row_without_id_that_is_new_gets_the_id_of_the_next_list():
    rows = row("2013-11", 3, system_id=5.0), row("2014-06", 8, cores=7.0), row("2014-11", 9, system_id=8.0, cores=7.0)
    assert machines(*rows)[1:] == [("8", "new"), ("8", "id")]


def test_renumbered_machine_is_found_by_content_and_by_name():
    rows = (
        row("2011-06", 1, system_id=50.0),
        row("2011-06", 2, system_id=51.0, name="K", label="K", rmax_tflops=8.0),
        row("2011-11", 1, system_id=900.0, name="K", label="K", rmax_tflops=10.0, site="B"),
        row("2011-11", 2, system_id=901.0),
    )
    assert machines(*rows) == [("901", "id"), ("900", "id"), ("900", "same"), ("901", "same")]


def test_what_fits_several_rows_is_not_guessed():
    rows = (
        row("2011-06", 1, system_id=50.0, site="A"),
        row("2011-06", 2, system_id=51.0, site="B"),
        row("2011-11", 1, system_id=900.0, site="C"),
    )
    assert machines(*rows)[2] == ("900", "unresolved")
    declared = {("2011-11", 1): ("2011-06", 2)}
    assert machines(*rows, declared=declared)[1:] == [("900", "id"), ("900", "declared")]
    assert machines(*rows, declared={("2011-11", 1): None})[2] == ("900", "declared")


def test_equal_copies_are_taken_in_the_order_of_their_ranks():
    rows = [row("2011-06", rank, system_id=50.0 + rank) for rank in (1, 2)]
    rows += [row("2011-11", rank, system_id=900.0 + rank) for rank in (5, 6)]
    assert machines(*rows) == [("905", "id"), ("906", "id"), ("905", "same"), ("906", "same")]


def test_machine_that_a_later_list_dates_back_is_joined_or_unresolved():
    rows = (
        row("2010-11", 7, system_id=40.0, site="S", rmax_tflops=3.0),
        row("2011-06", 9, system_id=40.0, site="S", rmax_tflops=3.0),
        row("2011-11", 1, system_id=900.0, site="S", rmax_tflops=9.0, cores=999.0),
        row("2011-11", 2, system_id=901.0, site="T", rmax_tflops=5.0, cores=998.0),
        row("2012-06", 3, system_id=900.0, first_edition="2010-11", first_rank=7.0),
        row("2012-06", 4, system_id=901.0, first_edition="2010-11", first_rank=8.0),
    )
    assert machines(*rows)[:4] == [("900", "id"), ("900", "id"), ("900", "same"), ("901", "unresolved")]


def test_no_machine_stands_twice_on_a_list(world):
    assert not world.lists.duplicated(["edition", "machine"]).any()


def test_what_later_lists_call_new_is_never_joined_to_an_older_machine(world):
    """The lists since 2012-06 say when a machine came first: a second opinion on the machines of 2011-11."""
    lists = world.lists
    first = lists[lists["first_edition"] != ""].drop_duplicates("system_id").set_index("system_id")["first_edition"]
    there = lists[lists["edition"] == RENUMBERED]
    said = there["system_id"].map(first)
    assert (there.loc[said == RENUMBERED, "how"] == "new").all()
    older = there.loc[said < RENUMBERED, "how"]
    assert older.isin(["same", "declared", "unresolved"]).all() and (older != "unresolved").mean() > 0.95


@pytest.mark.parametrize(
    ("edition", "rank", "label", "since"),
    [
        ("2011-11", 1, "K computer", "2011-06"),
        ("2011-11", 3, "Jaguar", "2009-11"),
        ("2011-11", 10, "Roadrunner", "2009-11"),
        ("2013-11", 18, "Spirit", "2013-06"),
    ],
)
def test_known_machines_are_followed_back(world, edition, rank, label, since):
    lists = world.lists
    (found,) = lists[(lists["edition"] == edition) & (lists["rank"] == rank)].to_dict("records")
    assert found["label"] == label
    assert since in set(lists.loc[lists["machine"] == found["machine"], "edition"])


def test_almost_all_rows_are_resolved(world):
    shares = resolved(world.lists, world.lists["how"])
    assert shares.min() >= 0.98 and (shares < 1).sum() <= 2


def test_declared_file_is_read_and_another_header_is_refused(tmp_path):
    assert load_declared(DATA)[("2011-11", 80)] == ("2011-06", 180)
    (tmp_path / "vocab").mkdir()
    (tmp_path / "vocab" / "machines.csv").write_text("edition,rank\n2011-11,80\n", encoding="utf-8")
    with pytest.raises(Refused, match="has another header"):
        load_declared(tmp_path)
