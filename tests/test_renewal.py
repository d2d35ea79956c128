"""Renewal: newcomers, ages, former number ones, peak shares, against small tables and plain loops over the files."""

from __future__ import annotations

import itertools
import math
import statistics

import pandas as pd
import pytest

from build_scripts import facts, registry  # noqa: F401  (facts: importing it registers them)
from build_scripts.editions import edition_number, next_edition
from build_scripts.facts import renewal as fact
from build_scripts.figures import data_renewal as figures
from build_scripts.measures import renewal

from .conftest import pinned

NAN = math.nan


def lists(rows: list[dict]) -> pd.DataFrame:
    """Make lists of what a test says; everything else is plain."""
    plain = {
        "previous_rank": NAN, "first_edition": "", "system_id": NAN, "site_id": 1.0, "country": "US", "label": "A",
        "rmax_tflops": 1.0, "rpeak_tflops": 2.0,
    }  # fmt: skip
    return pd.DataFrame([plain | row for row in rows])


def one(edition: str, rank: int, identity: float, **more: object) -> dict:
    return {"edition": edition, "rank": rank, "system_id": identity} | more


# NEWCOMERS


def test_entries_before_2012_are_the_ids_that_are_not_on_the_list_before():
    table = renewal.entries(
        lists([
            one("1993-06", 1, 10, rmax_tflops=9.0), one("1993-06", 2, 11, rmax_tflops=4.0),
            one("1993-06", 3, 12, rmax_tflops=3.0),
            one("1993-11", 1, 13, rmax_tflops=20.0), one("1993-11", 2, 10, rmax_tflops=9.0),
            one("1993-11", 3, 14, rmax_tflops=5.0),
        ])
    )  # fmt: skip
    assert table[["edition", "entered", "outpaced"]].values.tolist() == [["1993-11", 2, 2]]


def test_entries_since_2012_are_those_without_a_previous_rank_whatever_the_ids():
    rows = [
        one("2011-11", 1, 1), one("2011-11", 2, 2),
        one("2012-06", 1, 7, previous_rank=1.0), one("2012-06", 2, 2),
    ]  # fmt: skip
    table = renewal.entries(lists(rows))
    assert table["entered"].tolist() == [1]


def test_entries_are_unknown_where_ids_were_renumbered_or_are_missing():
    table = renewal.entries(lists([one("2011-06", 1, 1), one("2011-11", 1, 2)]))
    assert table["entered"].isna().all() and table["outpaced"].tolist() == [0]
    rows = [one("2004-11", rank, rank) for rank in range(1, 12)] + [one("2005-06", rank, NAN) for rank in range(1, 12)]
    assert renewal.entries(lists(rows))["entered"].isna().all()
    assert renewal.entries(lists(rows[1:11] + rows[11:21]))["entered"].tolist() == [10]


def test_newcomers_by_plain_counting(world, rows):
    table = world.entries.set_index("edition")["entered"]
    assert table["2026-06"] == sum(not row["previous_rank"] for row in rows["2026-06"]) == 43
    before = {row["system_id"] for row in rows["2007-11"]}
    assert table["2008-06"] == sum(row["system_id"] not in before for row in rows["2008-06"]) == 318
    assert set(table[table.isna()].index) == {"2005-06", "2005-11", "2011-11"}
    assert len(table) == len(rows) - 1


@pinned
def test_published_newcomers_agree_with_the_ids_where_both_are_there(world, rows):
    """previous_rank and system_id come from different files until 2017; all rows have an id in these lists."""
    table = world.entries.set_index("edition")["entered"]
    editions = sorted(rows)
    compared = 0
    for before, edition in itertools.pairwise(editions):
        ids, now = ({row["system_id"] for row in rows[name]} for name in (before, edition))
        if edition >= "2012-06" and "" not in ids | now:
            compared += 1
            assert abs(len(now - ids) - table[edition]) <= 7, edition
    assert compared >= 24


def test_machines_that_had_become_too_slow_are_the_published_turnover_of_june_2008(world):
    """TOP500.org said of that list that number 500 would have been number 200 half a year before."""
    assert world.entries.set_index("edition")["outpaced"]["2008-06"] == 301


# AGE


def test_ages_count_half_years_from_the_first_list():
    rows = [one("1995-11", 1, 5), one("1996-06", 1, 5), one("1996-06", 2, 6), one("1996-11", 1, 6)]
    table = renewal.ages(lists(rows))
    assert table["edition"].tolist() == ["1996-06", "1996-11"]
    assert table["mean"].tolist() == [0.25, 0.5]
    assert table["median"].tolist() == [0.25, 0.5]


def test_published_first_edition_comes_before_the_id():
    table = renewal.ages(
        lists([one("2012-06", 1, 5, first_edition="2010-06"), one("2012-06", 2, 5, first_edition="2012-06")])
    )
    assert table[["mean", "machines"]].values.tolist() == [[1.0, 2]]


def test_a_list_with_too_many_machines_of_unknown_age_has_none():
    table = renewal.ages(lists([one("2011-11", rank, rank) for rank in range(1, 13)]))
    assert table["mean"].isna().all() and table["machines"].tolist() == [0]


@pinned
def test_mean_age_by_plain_counting(world, rows):
    table = world.ages.set_index("edition")
    ages = [(67 - edition_number(row["first_edition"])) / 2 for row in rows["2026-06"]]
    assert table["mean"]["2026-06"] == pytest.approx(statistics.fmean(ages))
    assert table["median"]["2026-06"] == statistics.median(ages) == 2.5
    first = {}
    for edition in sorted(rows):
        if edition <= "2008-06":
            for row in rows[edition]:
                first.setdefault(row["system_id"], edition)
    ages = [(31 - edition_number(first[row["system_id"]])) / 2 for row in rows["2008-06"]]
    assert table["mean"]["2008-06"] == pytest.approx(statistics.fmean(ages)) == table["mean"].min()


def test_years_of_installation_tell_the_same_story(rows):
    """Another column, filled in all lists: the mean time since installation has grown by more than two years, too."""

    def mean(edition: str) -> float:
        return statistics.fmean(int(edition[:4]) - float(row["year"]) for row in rows[edition])

    assert mean("2026-06") - mean("2008-06") == pytest.approx(2.8, abs=0.1)


# FORMER NUMBER ONES

REIGNS = pd.DataFrame({"label": ["A", "B"], "country": ["US", "US"], "start": ["1993-06", "1993-11"],
                       "end": ["1993-06", "1996-06"], "editions": [1, 6], "rmax_tflops": [1.0, 9.0]})  # fmt: skip


def test_a_former_number_one_is_followed_by_id_then_by_name_place_and_speed():
    after = {"rmax_tflops": 9.0, "label": "B"}
    found = renewal.trails(
        lists([
            one("1993-06", 1, 1),
            one("1993-11", 1, 2, **after), one("1993-11", 2, 1, label="renamed"),
            one("1994-06", 1, 2, **after), one("1994-06", 7, 3, label="A", site_id=8.0), one("1994-06", 12, 4),
            one("1994-11", 1, 2, **after), one("1994-11", 30, 5, label="A", rmax_tflops=1.6),
        ]),
        REIGNS,
    )  # fmt: skip
    assert found["label"].unique().tolist() == ["A"]
    assert found["rank"].tolist() == [1, 2, 12]  # not that of another site, nor a machine rebuilt with more speed
    assert found["years"].tolist() == [0, 0.5, 1]


def test_all_ids_are_new_in_november_2011():
    reigns = REIGNS.assign(end=["2011-06", "2011-11"])
    rows = [
        one("2011-06", 1, 1), one("2011-11", 1, 2, label="B"), one("2011-11", 2, 1, label="C"),
        one("2011-11", 3, 9, site_id=4.0),
    ]  # fmt: skip
    assert renewal.trails(lists(rows), reigns)["rank"].tolist() == [1, 3]


def test_falls_measure_to_the_first_list_without_the_machine():
    editions = ["1993-06", "1993-11", "1994-06", "1994-11", "1995-06"]
    trail = pd.DataFrame(
        [("A", "US", "1993-06", 0.0, 1), ("A", "US", "1993-11", 0.5, 8), ("A", "US", "1994-11", 1.5, 40)],
        columns=["label", "country", "edition", "years", "rank"],
    )
    row = renewal.falls(trail, editions).iloc[0]
    assert (row["end"], row["top_ten_years"], row["list_years"], row["ranks"]) == ("1993-06", 1.0, 2.0, "1 8 – 40")
    assert math.isnan(row["rank"])


@pinned
def test_former_number_ones_in_the_files(world, rows):
    table = world.falls.set_index("label")
    assert len(table) == len(set(world.reigns["label"])) - 1
    for label, identity in (("Frontier", "180047"), ("Fugaku", "179807"), ("Sunway TaihuLight", "178764")):
        ranks = [row["rank"] for edition in sorted(rows) for row in rows[edition]
                 if edition >= table["end"][label] and row["system_id"] == identity]  # fmt: skip
        assert table["ranks"][label] == " ".join(ranks)
    assert table["ranks"]["BlueGene/L"].split()[-2:] == ["22", "92"]
    assert table["ranks"]["Jaguar"] == "1 2 3 3 6"
    assert table["ranks"]["Earth Simulator"].split()[-1] == "73"  # its successor of 2009 has the same name
    assert table["ranks"]["CM-5"].split()[:6] == ["1", "2", "3", "3", "6", "10"]
    gone = table["rank"].isna()
    assert sorted(table.index[~gone]) == ["El Capitan", "Frontier", "Fugaku", "Sunway TaihuLight"]


@pinned
def test_times_in_the_top_ten_that_the_title_compares(world):
    assert fact.fall_early(world) == statistics.median([3, 3, 2.5, 2, 2])
    assert fact.fall_recent(world) == statistics.median(
        [7, 6.5, 8, 6, 5]
    )  # Sequoia, Titan, Tianhe-2, TaihuLight, Summit
    assert fact.fall_recent(world.as_of("2008-06")) is None


@pinned
def test_lives_of_records(world, rows):
    small = lists([one("1993-06", rank, rank, rmax_tflops=501.0 - rank) for rank in range(1, 501)]
                  + [one("1993-11", rank, rank, rmax_tflops=900.0 - rank) for rank in range(1, 501)])  # fmt: skip
    lives = renewal.record_lives(small, REIGNS.assign(rmax_tflops=[300.0, 899.0], end=["1993-06", "1993-11"]))
    assert lives["until"].tolist() == ["1993-11", ""]
    assert lives["years"].iloc[0] == 0.5 and lives["rank"].iloc[1] == 1
    table = world.record_lives.set_index("label")
    for label, rmax, start, rank in (("Tianhe-1A", 2566.0, "2010-11", None), ("K computer", 10510.0, "2011-06", 178)):
        slow = [
            edition for edition in sorted(rows) if edition >= start and float(rows[edition][-1]["rmax_tflops"]) > rmax
        ]
        assert table["until"][label] == (slow[0] if slow else "")
        if rank:
            assert table["rank"][label] == 1 + sum(float(row["rmax_tflops"]) > rmax for row in rows["2026-06"]) == rank
    assert table["years"]["Tianhe-1A"] == 15


# PEAK AND RIVALS


def test_peak_shares_leave_out_what_cannot_be():
    rows = [
        one("1993-06", rank, rank, rmax_tflops=part, rpeak_tflops=1.0) for rank, part in enumerate((1.2, 0.8, 0.5), 1)
    ]
    row = renewal.peak_shares(lists(rows)).iloc[0]
    assert row["median"] == pytest.approx(0.65) and row["left_out"] == 1 and math.isnan(row["first"])
    assert row["low"] == pytest.approx(0.53) and row["high"] == pytest.approx(0.77)


def test_peak_shares_by_plain_counting(world, rows):
    table = world.peak_shares.set_index("edition")
    shares = [float(row["rmax_tflops"]) / float(row["rpeak_tflops"]) for row in rows["2026-06"]]
    assert table["median"]["2026-06"] == pytest.approx(statistics.median(shares))
    tenths = statistics.quantiles(shares, n=10, method="inclusive")
    assert (table["low"]["2026-06"], table["high"]["2026-06"]) == pytest.approx((tenths[0], tenths[-1]))
    above = sum(float(row["rmax_tflops"]) > float(row["rpeak_tflops"]) for row in rows["1996-06"])
    assert table["left_out"]["1996-06"] == above == 27


def test_rivals_by_plain_counting(world, rows):
    table = figures.mislead_table(world)
    newest = dict(zip(table.columns, table.rows[-1], strict=True))
    for country in ("US", "CN"):
        speeds = [float(row["rmax_tflops"]) for row in rows[max(rows)] if row["country"] == country]
        assert newest[f"{country.lower()}_systems"] == len(speeds)
        assert newest[f"{country.lower()}_rmax"] == pytest.approx(math.fsum(speeds))


# EDITIONS


@pytest.mark.parametrize("edition", ["1993-06", "1995-06", "2011-11", "2023-11"])
def test_every_edition_has_tables_facts_and_checks(world, edition):
    then = world.as_of(edition)
    for name, spec in figures.FIGURES.items():
        assert all(len(row) == len(spec.table(then).columns) for row in spec.table(then).rows), name
    for spec in registry.SPECS.values():
        if spec.code.startswith("build_scripts/facts/renewal.py"):
            spec.compute(then)
    assert len(figures.first_today_table(then).rows) == len(set(then.reigns["label"]))


def test_early_editions_know_what_they_can(world):
    first = world.as_of("1993-06")
    assert fact.entered(first) is None and fact.mean_age(first) is None and fact.fall_early(first) is None
    assert fact.former_firsts(first) == 0 and fact.records_standing(first) == 1
    assert not fact.renewal_slowed(first) and not fact.list_aged(first) and not fact.records_last_longer(first)
    assert not figures.turnover_table(first).rows and not figures.age_table(first).rows
    assert not figures.mislead_table(world.as_of("1995-06")).rows
    assert next_edition(world.entries["edition"].iloc[0]) == "1994-06"
