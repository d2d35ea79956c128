"""Measures against numbers found by other means: plain loops over the CSV files, published counts, closed forms."""

from __future__ import annotations

import math
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.editions import decimal_year, edition_number, edition_of_number, next_edition, parse_edition
from build_scripts.errors import Refused
from build_scripts.measures import energy, geography, growth, machines

from .conftest import pinned

# The reigns as any history of the TOP500 tells them: name, first list, last list, number of lists.
REIGNS = [
    ("CM-5", "1993-06", "1993-06", 1),
    ("Numerical Wind Tunnel", "1993-11", "1993-11", 1),
    ("Paragon XP/S 140", "1994-06", "1994-06", 1),
    ("Numerical Wind Tunnel", "1994-11", "1995-11", 3),
    ("SR2201", "1996-06", "1996-06", 1),
    ("CP-PACS", "1996-11", "1996-11", 1),
    ("ASCI Red", "1997-06", "2000-06", 7),
    ("ASCI White", "2000-11", "2001-11", 3),
    ("Earth Simulator", "2002-06", "2004-06", 5),
    ("BlueGene/L", "2004-11", "2007-11", 7),
    ("Roadrunner", "2008-06", "2009-06", 3),
    ("Jaguar", "2009-11", "2010-06", 2),
    ("Tianhe-1A", "2010-11", "2010-11", 1),
    ("K computer", "2011-06", "2011-11", 2),
    ("Sequoia", "2012-06", "2012-06", 1),
    ("Titan", "2012-11", "2012-11", 1),
    ("Tianhe-2", "2013-06", "2015-11", 6),
    ("Sunway TaihuLight", "2016-06", "2017-11", 4),
    ("Summit", "2018-06", "2019-11", 4),
    ("Fugaku", "2020-06", "2021-11", 4),
    ("Frontier", "2022-06", "2024-06", 5),
    ("El Capitan", "2024-11", "2025-11", 3),
    ("LineShine", "2026-06", "2026-06", 1),
]

ARTICLE_HOLDS = {
    "2010-11", "2013-06", "2018-11", "2019-06", "2019-11", "2021-06", "2021-11", "2022-06", "2022-11", "2023-06",
}  # fmt: skip


def closed_form_doubling(years: list[float], values: list[float]) -> float:
    """1 / slope of the least squares line through log2(values), by the textbook formula."""
    logs = [math.log2(value) for value in values]
    mean_year, mean_log = statistics.fmean(years), statistics.fmean(logs)
    above = sum((year - mean_year) * (log - mean_log) for year, log in zip(years, logs, strict=True))
    return sum((year - mean_year) ** 2 for year in years) / above


def rmax(list_rows: list[dict[str, str]]) -> list[float]:
    return [float(row["rmax_tflops"]) for row in list_rows]


# EDITIONS


@pytest.mark.parametrize(
    ("edition", "number"), [("1993-06", 1), ("1993-11", 2), ("2011-11", 38), ("2024-06", 63), ("2026-06", 67)]
)
def test_edition_has_the_number_that_top500_counts(edition, number):
    assert edition_number(edition) == number
    assert edition_of_number(number) == edition


def test_next_edition_crosses_the_year():
    assert next_edition("2025-11") == "2026-06"
    assert next_edition("2026-06") == "2026-11"


@pytest.mark.parametrize("text", ["2026-07", "1992-11", "2026", "26-06", "2026-6", "2026-06-01", "", "juin 2026"])
def test_what_is_no_edition_is_refused(text):
    with pytest.raises(Refused, match="is no edition"):
        parse_edition(text)


def test_editions_lie_half_a_year_apart_on_the_time_axis():
    assert decimal_year("2026-06") == pytest.approx(2026.458, abs=0.001)
    assert decimal_year("2026-11") == pytest.approx(2026.875)


# GROWTH


def test_performance_agrees_with_plain_loops_in_every_edition(lists, rows):
    table = growth.performance(lists)
    assert list(table["edition"]) == sorted(rows)
    for line in table.to_dict("records"):
        values = rmax(rows[line["edition"]])
        assert line["first"] == values[0]
        assert line["last"] == values[-1]
        assert line["total"] == pytest.approx(math.fsum(values), rel=1e-12)
        assert line["top10"] == pytest.approx(math.fsum(values[:10]), rel=1e-12)


@pytest.mark.parametrize(
    ("edition", "total"),
    [
        ("1993-06", 1.122845), ("1997-06", 12.844358), ("2008-06", 11700.017), ("2016-11", 672112.38),
        ("2017-06", 748371.89), ("2020-06", 2206134.4), ("2024-06", 8213336.9), ("2026-06", 18732742),
    ],
)  # fmt: skip
def test_sum_is_the_one_of_the_official_file(lists, edition, total):
    table = growth.performance(lists).set_index("edition")
    assert table["total"][edition] == pytest.approx(total, rel=1e-6)


def test_doubling_time_of_an_exact_doubling_is_its_period():
    years = [2000.0, 2000.5, 2001.0, 2001.5, 2002.0]
    assert growth.doubling_time(years, [2 ** ((year - 2000) / 1.5) for year in years]) == pytest.approx(1.5)


def test_doubling_time_is_the_closed_form_of_least_squares():
    years, values = [1.0, 2.0, 3.0, 5.0, 8.0], [3.0, 7.0, 6.0, 40.0, 90.0]
    assert growth.doubling_time(years, values) == pytest.approx(closed_form_doubling(years, values))


@given(
    period=st.floats(0.2, 20),
    start=st.floats(1e-3, 1e6),
    scale=st.floats(1e-3, 1e3),
    count=st.integers(4, 30),
)
def test_doubling_time_does_not_depend_on_unit_or_length(period, start, scale, count):
    years = [1993.5 + step / 2 for step in range(count)]
    values = [start * 2 ** ((year - 1993.5) / period) for year in years]
    assert growth.doubling_time(years, values) == pytest.approx(period, rel=1e-6)
    assert growth.doubling_time(years, [scale * value for value in values]) == pytest.approx(period, rel=1e-6)


@pytest.mark.parametrize("values", [[8.0, 4.0, 2.0, 1.0], [5.0, 5.0, 5.0, 5.0]])
def test_what_does_not_grow_never_doubles(values):
    assert growth.doubling_time([1.0, 2.0, 3.0, 4.0], values) == math.inf


def test_three_lists_have_no_doubling_time():
    with pytest.raises(Refused, match="3 lists"):
        growth.doubling_time([1.0, 2.0, 3.0], [1.0, 2.0, 4.0])


def test_rolling_doubling_starts_with_the_first_full_span(lists, rows):
    table = growth.rolling_doubling(growth.performance(lists), "total", 20)
    assert table["edition"].iloc[0] == "2002-11"
    assert len(table) == len(rows) - 19
    for position in (0, 21, len(table) - 1):
        editions = sorted(rows)[position : position + 20]
        expected = closed_form_doubling(
            [decimal_year(edition) for edition in editions], [math.fsum(rmax(rows[edition])) for edition in editions]
        )
        assert table["doubling_years"].iloc[position] == pytest.approx(expected)


@pinned
def test_reigns_are_those_that_history_tells(world):
    table = world.reigns
    found = list(zip(table["label"], table["start"], table["end"], table["editions"], strict=True))
    assert len(found) == len(REIGNS)
    for (label, *span), (name, *expected) in zip(found, REIGNS, strict=True):
        assert span == expected, label
        assert label.lower().replace("-", " ").startswith(name.lower().replace("-", " ")), (label, name)
    assert len(set(table["label"])) == 22
    assert table["editions"].sum() == 67


def test_a_machine_that_comes_back_has_two_reigns_and_keeps_its_best_rmax():
    firsts = pd.DataFrame(
        {
            "label": ["A", "A", "B", "A"],
            "country": ["US", "US", "JP", "US"],
            "edition": ["1993-06", "1993-11", "1994-06", "1994-11"],
            "rmax_tflops": [1.0, 3.0, 4.0, 5.0],
        }
    )
    table = growth.reigns(firsts)
    assert table.to_dict("list") == {
        "label": ["A", "B", "A"],
        "country": ["US", "JP", "US"],
        "start": ["1993-06", "1994-06", "1994-11"],
        "end": ["1993-11", "1994-06", "1994-11"],
        "editions": [2, 1, 1],
        "rmax_tflops": [3.0, 4.0, 5.0],
    }


@pinned
def test_last_number_one_that_would_miss_todays_list(lists, rows):
    entry = rmax(rows["2026-06"])[-1]
    expected = max(edition for edition, list_rows in rows.items() if rmax(list_rows)[0] < entry)
    assert growth.last_first_below(growth.performance(lists)) == expected == "2010-11"


def test_first_list_has_no_number_one_that_would_miss_it(lists):
    assert growth.last_first_below(growth.performance(lists[lists["edition"] == "1993-06"])) is None


# GEOGRAPHY


def place_by_hand(row: dict[str, str], regions: dict[str, str]) -> str:
    if row["country"] in ("US", "CN", "JP"):
        return row["country"].lower()
    return "europe" if regions[row["country"]] == "Europe" else "other"


def test_every_system_has_exactly_one_place_found_by_hand(lists, rows, regions):
    expected = [place_by_hand(row, regions) for edition in sorted(rows) for row in rows[edition]]
    assert list(geography.place_of(lists)) == expected


def test_europe_is_the_continent_of_top500(regions):
    assert {regions[code] for code in ("RU", "GB", "CH", "NO", "IS")} == {"Europe"}
    assert "Europe" not in {regions[code] for code in ("TR", "IL", "CY", "KZ")}


@pytest.mark.parametrize("value", ["systems_share", "rmax_share"])
def test_shares_of_an_edition_add_up_to_one(world, value):
    for table in (world.holdings, world.countries):
        sums = table.groupby("edition")[value].sum()
        assert list(sums.index) == world.editions
        assert all(total == pytest.approx(1, abs=1e-9) for total in sums)


def test_systems_of_an_edition_add_up_to_500(world):
    for table in (world.holdings, world.countries):
        assert set(table.groupby("edition")["systems"].sum()) == {500}


@pytest.mark.parametrize(
    ("edition", "country", "systems"),
    [
        ("2010-06", "CN", 24), ("2010-06", "DE", 24), ("2010-06", "US", 282), ("2014-11", "US", 231),
        ("2015-11", "CN", 109), ("2015-11", "JP", 37), ("2015-11", "DE", 33), ("2018-11", "CN", 227),
        ("2018-11", "US", 109), ("2019-11", "JP", 29), ("2019-11", "FR", 18), ("2019-11", "IE", 14),
        ("2022-06", "CN", 173), ("2022-06", "DE", 31), ("2024-06", "US", 171), ("2024-06", "CN", 80),
        ("2024-06", "IT", 11), ("2025-11", "TW", 10), ("2025-11", "CZ", 3), ("2025-11", "KR", 15),
        ("2025-11", "FR", 23), ("2025-11", "GB", 9), ("2026-06", "US", 161),
    ],
)  # fmt: skip
def test_systems_of_a_country_are_as_published(world, edition, country, systems):
    assert world.place(country.lower(), edition)["systems"] == systems


@pytest.mark.parametrize(
    ("country", "percent"), [("us", 37.5), ("cn", 12.7), ("jp", 8.1), ("it", 7.7), ("de", 7.5), ("fr", 1.7)]
)
def test_shares_of_june_2026(world, country, percent):
    assert round(100 * world.place(country, "2026-06")["rmax_share"], 1) == percent


def test_best_rank_and_rmax_of_a_country_agree_with_plain_loops(world, rows):
    for edition in ("1993-06", "2004-11", "2026-06"):
        for country in {row["country"] for row in rows[edition]} - {"US", "CN", "JP"}:
            own = [row for row in rows[edition] if row["country"] == country]
            found = world.place(country.lower(), edition)
            assert found["best_rank"] == min(int(row["rank"]) for row in own)
            assert found["rmax_tflops"] == pytest.approx(math.fsum(rmax(own)))
            assert found["systems"] == len(own)


def test_absent_place_has_zeros_and_no_rank(world):
    assert world.place("cn", "1993-06") == {
        "systems": 0, "systems_share": 0.0, "rmax_tflops": 0.0, "rmax_share": 0.0, "best_rank": None,
    }  # fmt: skip


def test_absent_group_is_zero_over_time(world):
    table = geography.over_time(world.holdings, "systems", geography.PLACES).set_index("edition")
    assert table["cn"]["1993-06"] == 0
    assert table.loc[world.edition, list(geography.PLACES)].sum() == 500
    assert list(table.index) == world.editions


def test_top_ten_adds_up_to_ten_and_agrees_with_plain_loops(lists, rows, regions):
    table = geography.top_ten_by_place(lists).set_index("edition")
    assert list(table.index) == list(rows)
    for edition, list_rows in rows.items():
        places = [place_by_hand(row, regions) for row in list_rows[:10]]
        for place in geography.PLACES:
            assert table[place][edition] == places.count(place)
        assert table.loc[edition, list(geography.PLACES)].sum() == 10


@pinned
def test_article_count_holds_in_ten_lists_and_in_none_since(lists):
    table = geography.top_ten_by_place(lists)
    assert set(table.loc[geography.matches_article(table), "edition"]) == ARTICLE_HOLDS


def test_top_ten_in_force_when_the_article_appeared(lists):
    line = geography.top_ten_by_place(lists).set_index("edition").loc["2024-06"]
    assert [line[place] for place in ("us", "europe", "jp", "cn", "other")] == [5, 4, 1, 0, 0]


def test_top_ten_of_june_2026(lists):
    line = geography.top_ten_by_place(lists).set_index("edition").loc["2026-06"]
    assert [line[place] for place in ("us", "europe", "jp", "cn", "other")] == [4, 4, 1, 1, 0]


# MACHINES


@pytest.mark.parametrize(("edition", "systems"), [("2012-11", 62), ("2014-11", 75), ("2018-11", 138)])
def test_accelerated_systems_are_as_published(lists, edition, systems):
    table = machines.accelerated(lists).set_index("edition")
    assert table["systems"][edition] == systems


def test_accelerated_agrees_with_plain_loops_since_2011(lists, rows):
    table = machines.accelerated(lists).set_index("edition")
    assert list(table.index) == [edition for edition in sorted(rows) if edition >= "2011-06"]
    for edition, line in table.iterrows():
        own = [row for row in rows[edition] if row["accelerator"] not in ("", "None")]
        assert line["systems"] == len(own)
        assert line["systems_share"] == pytest.approx(len(own) / 500)
        assert line["rmax_share"] == pytest.approx(math.fsum(rmax(own)) / math.fsum(rmax(rows[edition])))


def test_list_without_accelerators_counts_zero_not_nothing():
    table = machines.accelerated(
        pd.DataFrame({"edition": ["2011-06"] * 2, "accelerator": ["None", "None"], "rmax_tflops": [2.0, 1.0]})
    )
    assert table[["systems", "systems_share", "rmax_share"]].to_numpy().tolist() == [[0, 0, 0]]


def test_accelerators_before_2011_are_not_known(lists):
    assert machines.accelerated(lists[lists["edition"] < "2011-06"]).empty


def test_label_is_the_common_name_then_the_published_one_then_the_start_of_the_computer_text():
    lists = pd.DataFrame(
        {
            "computer": ["eServer Blue Gene Solution", "HPE Cray EX, 64C", "SP PC604e 332 MHz, Switch", "X - Y"],
            "site": ["LLNL", "ORNL", "Bank", "Lab"],
            "name": ["", "Frontier", "", ""],
        }
    )
    found = machines.labels(lists, {("eServer Blue Gene Solution", "LLNL"): "BlueGene/L"})
    assert list(found) == ["BlueGene/L", "Frontier", "SP PC604e 332 MHz", "X"]


def test_no_label_is_empty(world):
    assert (world.lists["label"].str.strip() != "").all()


# ENERGY


def has_submitted_power(row: dict[str, str], edition: str) -> bool:
    return bool(row["power_kw"]) and (edition < "2016-11" or row["power_source"] == "submitted")


@pytest.mark.parametrize(
    ("edition", "systems"),
    [("2008-06", 247), ("2016-06", 223), ("2016-11", 239), ("2017-06", 229), ("2019-11", 184), ("2026-06", 200)],
)
def test_estimated_and_tuned_power_does_not_count(lists, edition, systems):
    # The files have two more of 2016-11 to 2019-11: Jade and Quartz, left out by data/known_issues.csv.
    table = energy.efficiency(lists).set_index("edition")
    assert table["systems"][edition] == systems


def power_left_out(row: dict[str, str], edition: str) -> bool:
    """Jade and Quartz, and Guru in its first list: data/known_issues.csv."""
    return row["system_id"] in ("178969", "178971") or (edition, row["system_id"]) == ("2021-06", "179912")


def test_efficiency_agrees_with_plain_loops(lists, rows):
    table = energy.efficiency(lists).set_index("edition")
    assert list(table.index) == [edition for edition in sorted(rows) if edition >= "2008-06"]
    for edition, line in table.iterrows():
        own = [
            float(row["rmax_tflops"]) / float(row["power_kw"])
            for row in rows[edition]
            if has_submitted_power(row, edition) and not power_left_out(row, edition)
        ]
        assert line["median"] == pytest.approx(statistics.median(own))
        assert line["best"] == pytest.approx(max(own))
        first = rows[edition][0]
        if has_submitted_power(first, edition):
            assert line["first"] == pytest.approx(float(first["rmax_tflops"]) / float(first["power_kw"]))
        else:
            assert math.isnan(line["first"])


def test_number_one_of_2026_computes_52_gflops_per_watt(lists):
    table = energy.efficiency(lists).set_index("edition")
    assert table["first"]["2026-06"] == pytest.approx(2198400 / 42220)


def test_power_of_leaders_has_one_row_per_list_also_where_nothing_is_known():
    lists = pd.DataFrame(
        {
            "edition": ["2008-06"] * 2 + ["2008-11"] * 3,
            "rank": [1, 2, 1, 2, 11],
            "rmax_tflops": [4.0, 2.0, 8.0, 6.0, 1.0],
            "power_kw": [math.nan, math.nan, 100.0, 300.0, 9999.0],
            "power_source": [""] * 5,
        }
    )
    table = energy.power_of_leaders(lists)
    assert list(table["edition"]) == ["2008-06", "2008-11"]
    assert table["first_kw"].isna().tolist() == [True, False]
    assert table["first_kw"][1] == 100
    assert table["top_ten_median_kw"][1] == 200


# THE LISTS THEMSELVES


def test_every_list_has_500_ranks_in_order_and_rmax_that_never_rises(rows):
    assert len(rows) == edition_number(max(rows))
    for edition, list_rows in rows.items():
        assert [row["rank"] for row in list_rows] == [str(rank) for rank in range(1, 501)], edition
        values = rmax(list_rows)
        assert values == sorted(values, reverse=True), edition


@pinned
def test_rmax_is_above_rpeak_only_where_known(rows):
    above = {
        (edition, row["rank"])
        for edition, list_rows in rows.items()
        for row in list_rows
        if float(row["rmax_tflops"]) > float(row["rpeak_tflops"])
    }
    assert {(edition, rank) for edition, rank in above if edition != "1996-06"} == {
        ("2019-11", "244"), ("2020-06", "291"),
    }  # fmt: skip
    assert sum(edition == "1996-06" for edition, _ in above) == 27
