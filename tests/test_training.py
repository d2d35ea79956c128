"""Machine time: its measures and facts, against arithmetic from the files by other means."""

from __future__ import annotations

import csv
import math
import statistics
from datetime import date

import numpy as np
import pandas as pd
import pytest

from build_scripts import facts, registry  # noqa: F401  (facts: importing it registers them)
from build_scripts.facts import beside, common, model_teams, partnership_kyutai, partnership_openai
from build_scripts.facts import training_bridge as bridge
from build_scripts.facts import training_chips as chips
from build_scripts.facts import training_growth as growth
from build_scripts.facts import training_three_tests as three
from build_scripts.facts import training_times as times
from build_scripts.facts import training_years_gained as years_gained
from build_scripts.figures import data_training as figures
from build_scripts.measures import model as landmarks
from build_scripts.measures import training as measure
from build_scripts.page_tables import training as tables

from .conftest import DATA, pinned

YEAR_S = 365.25 * 86_400


def file(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def runs() -> dict[str, dict[str, str]]:
    return {row["fact"]: row for row in file("facts/runs")}


@pytest.fixture(scope="module")
def early(world):
    """The world before GPT-3, before HPL-MxP and before AlexNet."""
    return world.as_of("2011-11")


@pytest.fixture(scope="module")
def in_2022(world):
    return world.as_of("2022-11")


# THE BRIDGE


def speedups(edition: str) -> list[float]:
    return [float(row["speedup"]) for row in file("models/hpl_mxp") if row["list"] == edition and row["fp8"] != "yes"]


def test_bridge_is_the_spread_of_the_printed_speedups_without_8_bits(world):
    found, printed = measure.bridge(world.ai.hpl_mxp), speedups("2025-11")
    assert found.edition == "2025-11"
    assert found.machines == len(printed) == 38
    assert found.middle == statistics.median(printed) == 6.6
    assert (found.low, found.high) == (min(printed), max(printed)) == (0.7, 24.4)
    quarters = statistics.quantiles(printed, n=4, method="inclusive")
    assert (found.quarter, found.three_quarters) == pytest.approx((quarters[0], quarters[2]))


def test_a_result_in_8_bits_is_left_out(world):
    assert "ABCI 3.0" not in set(measure.admitted(world.ai.hpl_mxp)["name"])


def test_bridge_as_of_an_earlier_list(in_2022):
    printed = speedups("2022-11")
    found = measure.bridge(in_2022.ai.hpl_mxp)
    assert (found.edition, found.machines) == ("2022-11", len(printed))
    assert found.middle == pytest.approx(statistics.median(printed))


def test_no_bridge_from_fewer_than_ten_machines(world):
    assert measure.bridge(world.as_of("2020-11").ai.hpl_mxp) is None  # five results
    assert measure.bridge(world.ai.hpl_mxp.iloc[:0]) is None


def test_machines_with_accelerators_by_the_list_itself(world, rows):
    ranks = {
        row["top500_rank"] for row in file("models/hpl_mxp") if row["list"] == "2025-11" and row["fp8"] != "yes"
    } - {""}
    with_chips = [row for row in rows["2025-11"] if row["rank"] in ranks and row["accelerator"] not in ("", "None")]
    assert bridge.bridge_accelerated(world) == len(with_chips) == 28


def test_the_highest_ratios_are_those_of_b200_and_the_lowest_is_alone(world, rows):
    by_rank = {row["rank"]: row for row in rows["2025-11"]}
    table = [row for row in file("models/hpl_mxp") if row["list"] == "2025-11" and row["fp8"] != "yes"]
    table.sort(key=lambda row: float(row["speedup"]))
    chips = [by_rank.get(row["top500_rank"], {}).get("accelerator", "") for row in table]
    assert ["B200" in chip for chip in chips] == [False] * 35 + [True] * 3
    assert bridge.bridge_led_by_b200(world) and not bridge.bridge_led_by_b200(world.as_of("2022-11"))
    assert float(table[0]["speedup"]) * 2 < float(table[1]["speedup"])


@pytest.mark.parametrize(
    ("chip", "edition", "name", "site", "chips"),
    [
        ("V100", "2019-11", "Summit", "Oak Ridge", 27_648),
        ("A100", "2020-11", "Selene", "NVIDIA", 4480),
        ("H100", "2024-06", "Eagle", "Azure", 14_400),
        ("GH200", "2024-11", "Alps", "CSCS", 10_400),
    ],
)
def test_hpl_per_chip_rests_on_the_known_number_of_chips(world, rows, chip, edition, name, site, chips):
    row = next(row for row in rows[edition] if row["name"] == name and site in row["site"] and row["accelerator_cores"])
    assert measure.hpl_per_chip(world.lists, chip) == pytest.approx(float(row["rmax_tflops"]) / chips)


def test_hpl_per_chip_is_unknown_before_its_machine(early):
    assert measure.hpl_per_chip(early.lists, "H100") is None


def test_gh200_is_not_taken_for_an_h100():
    assert measure.chip_of("NVIDIA GH200 (public machine Alps)") == "GH200"
    assert measure.chip_of("NVIDIA H100 80GB") == "H100"
    assert measure.chip_of("Google TPU v4") is None


def test_trainings_against_hpl_worked_out_by_hand(world, runs):
    table = bridge.trainings(world).set_index("fact")
    gpt3 = runs["run-gpt-3"]
    operations = 6 * float(gpt3["parameters"]) * float(gpt3["training_tokens"])
    trained = operations / (float(gpt3["gpu_hours"]) * 3600) / 1e12  # TFlop/s on a V100
    assert table["ratio"]["run-gpt-3"] == pytest.approx(trained / (148_600 / 27_648))
    llama = runs["run-llama-3-1"]
    trained = float(llama["training_flop"]) / (float(llama["gpu_hours"]) * 3600) / 1e12
    assert table["ratio"]["run-llama-3-1"] == pytest.approx(trained / (561_200 / 14_400), rel=0.01)


def test_an_estimate_from_chip_hours_does_not_come_back_as_a_measured_speed(world, runs):
    """Epoch AI's operations of BLOOM are 384 chips x 117 days x 314 TFlop/s x 0.3, an assumption."""
    bloom = runs["run-bloom"]
    hours = float(bloom["gpu_hours"]) * 3600
    assert float(bloom["training_flop"]) / hours / 1e12 == pytest.approx(0.3 * 314, rel=0.01)
    trained = bridge.trainings(world).set_index("fact")["trained"]["run-bloom"]
    assert trained == pytest.approx(6 * 176.2e9 * 366e9 / hours / 1e12)
    assert trained > 0.31 * 314


def test_trainings_without_published_tokens_or_on_other_chips_are_not_compared(world):
    compared = set(bridge.trainings(world)["fact"])
    assert not compared & {"run-gpt-oss", "run-gpt-4", "run-grok-3", "run-palm", "run-deepseek-v3"}
    assert len(compared) == bridge.trainings_compared(world) == 6


# TIMES


@pinned
def test_gpt3_on_machines(world, rows):
    seconds = 3.14e23 / (float(rows["2026-06"][0]["rmax_tflops"]) * 1e12 * 6.6)
    assert times.gpt3_on_first(world) == pytest.approx(seconds / YEAR_S, rel=0.05)  # two digits
    whole = sum(float(row["rmax_tflops"]) for row in rows["2026-06"])
    assert times.gpt3_on_list(world) == pytest.approx(3.14e23 / (whole * 1e12 * 6.6) / YEAR_S, rel=0.05)
    assert times.gpt3_on_laptop(world) == pytest.approx(3.14e23 / (0.384e12 * 6.6) / YEAR_S, rel=0.05)
    assert times.gpt3_on_first_at_best(world) < times.gpt3_on_first(world) < times.gpt3_on_first_at_worst(world)


def test_gpt3_at_measured_mixed_speeds(world):
    assert times.gpt3_at_mxp_2019(world) * 365.25 == pytest.approx(3.14e23 / 0.45e18 / 86_400, rel=0.05)
    assert times.gpt3_at_mxp_now(world) * 365.25 * 24 == pytest.approx(3.14e23 / 16.68e18 / 3600, rel=0.05)


def test_lineshine_speed_is_the_one_that_the_dated_fact_tells():
    row = next(row for row in file("facts/dated") if row["id"] == "lineshine-mixed-precision")
    assert f"{times.LINESHINE_MXP_TFLOPS / 1e6:g} EFlop/s" in row["statement_en"]


def test_years_to_run_is_plain_division():
    assert measure.years_to_run(YEAR_S * 1e12, 1) == pytest.approx(1)
    assert measure.years_to_run(YEAR_S * 1e12, 2, 5) == pytest.approx(0.1)


@pinned
def test_a_day_of_number_one(world, rows):
    ratio = float(rows["2026-06"][0]["rmax_tflops"]) / float(rows["1993-06"][0]["rmax_tflops"])
    assert times.day_on_oldest_first(world) == pytest.approx(ratio / 365.25, rel=0.05)
    assert times.day_on_oldest_first(world.as_of("1993-06")) == pytest.approx(1 / 365.25, rel=0.05)


def test_laptop_against_old_lists(rows, world):
    slower = [edition for edition, table in rows.items() if float(table[0]["rmax_tflops"]) < 0.384]
    assert bridge.laptop_edition(world) == max(slower) == "1996-11"


@pinned
def test_times_are_rounded_only_when_they_are_written(world, rows):
    first, last = (float(rows["2026-06"][index]["rmax_tflops"]) for index in (0, -1))
    assert times.day_on_last(world) == pytest.approx(first / last / 365.25)
    assert times.gpt3_on_lineshine(world) == pytest.approx(3.14e23 / 7.92e18 / YEAR_S)
    assert times.gpt3_at_mxp_2019(world) == pytest.approx(3.14e23 / 0.45e18 / YEAR_S)


def test_a_v100_is_of_2017_and_no_training_counts_twice_for_its_share_of_the_peak(world):
    assert dict(zip(*map(figures.chips_table(world).column, ("chip", "released")), strict=True))["V100"] == 2017
    rows = [row for row in file("models/models") if row["table"] == "notable" and row["mfu"] and not row["base_model"]]
    shares = {(row["mfu"], row["training_flop"]) for row in rows}
    assert bridge.peak_models(world) == len(shares) == len(rows) - 1, "DeepSeek-V3 stands there twice"
    assert bridge.peak_share(world) == pytest.approx(statistics.median(float(share) for share, _ in shares))


# CHIPS


def test_ratio_of_16_to_64_bits(world):
    table = {row["name"]: row for row in file("models/chips")}
    row = table["NVIDIA H100 SXM5 80GB"]
    assert chips.h100_ratio(world) == pytest.approx(float(row["tensor16_tflops"]) / float(row["fp64_tflops"]))
    assert round(chips.h100_ratio(world)) == 30
    assert len(chips.chips(world)) == len(chips.CHIP_ROWS)
    assert chips.chips_turn_from_64_bits(world)


def test_chips_not_out_yet_are_unknown(world):
    assert chips.h100_in_64_bits(world.as_of("2021-11")) is None
    assert not chips.chips_turn_from_64_bits(world.as_of("2017-06"))


# GROWTH


def frontier(confidence: str = "") -> tuple[list[float], list[float]]:
    years, logs = [], []
    for row in file("models/models"):
        if row["frontier"] == "yes" and row["training_flop"] and not row["base_model"] and row["published"] >= "2012":
            if confidence and row["confidence"] != confidence:
                continue
            day = date.fromisoformat(row["published"])
            years.append(day.year + (day.timetuple().tm_yday - 0.5) / 365.25)
            logs.append(math.log2(float(row["training_flop"])))
    return years, logs


def slope(years: list[float], logs: list[float]) -> float:
    """Least squares by its formula, without a library."""
    mean_x, mean_y = statistics.mean(years), statistics.mean(logs)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(years, logs, strict=True))
    return across / sum((x - mean_x) ** 2 for x in years)


def test_doubling_time_of_trainings(world):
    years, logs = frontier()
    assert growth.frontier_models(world) == len(years) == 62
    assert growth.frontier_doubling(world) == pytest.approx(1 / slope(years, logs))
    assert growth.frontier_per_year(world) == pytest.approx(2 ** slope(years, logs))
    assert 5 < growth.frontier_doubling(world) * 12 < 6
    years, logs = frontier("Confident")
    assert abs(1 / slope(years, logs) - growth.frontier_doubling(world)) * 12 < 1
    assert growth.confident_figures_agree(world)


def test_the_list_is_measured_over_the_same_years(world, rows):
    last = max(frontier()[0])
    points = [
        (year, math.log2(sum(float(row["rmax_tflops"]) for row in table)))
        for edition, table in rows.items()
        if 2012 <= (year := int(edition[:4]) + (int(edition[5:]) - 0.5) / 12) <= last
    ]
    assert growth.list_doubling_beside(world) == pytest.approx(1 / slope(*map(list, zip(*points, strict=True))))
    assert growth.training_grows_faster(world)


def test_trend_finds_a_steady_growth():
    years = pd.Series(np.linspace(2000, 2010, 21))
    found = measure.trend(years, 2 ** (2 * (years - 2000)))
    assert found.doubling_years == pytest.approx(0.5)
    assert found.per_year == pytest.approx(4)
    assert found.at(2001) == pytest.approx(4)


def test_no_trend_from_few_points_few_years_or_no_growth():
    years = pd.Series(np.linspace(2000, 2010, 21))
    assert measure.trend(years[:9], 2 ** years[:9]) is None
    assert measure.trend(years / 10, 2 ** (years - 2000)) is None  # one year
    assert measure.trend(years, years * 0 + 1) is None


def test_models_made_from_others_are_left_out(world):
    names = set(measure.largest_trainings(world.ai.models, 2012)["name"])
    assert "PaLM (540B)" in names and not names & {"Flan-PaLM 540B", "GPT-4 (Jun 2023)"}


# YEARS GAINED


def test_years_on_one_chip_and_on_eight(world, runs):
    hours = float(runs["run-gpt-3"]["gpu_hours"])
    assert years_gained.gpt3_on_one_chip(world) == pytest.approx(hours / 24 / 365.25)
    assert round(years_gained.gpt3_on_one_chip(world)) == 405, "as its own dated fact says"
    assert years_gained.gpt3_on_eight_chips(world) == pytest.approx(hours / 24 / 365.25 / 8, rel=0.05)


def test_least_and_most_gain_of_large_runs(world, runs):
    gains = []
    for row in runs.values():
        if row["gpu_hours"] and row["hardware_count"] and float(row["hardware_count"]) >= 100:
            hours, count = float(row["gpu_hours"]), float(row["hardware_count"])
            days = float(row["duration_days"] or hours / count / 24)
            if row["fact"] not in ("run-gpt-4", "run-grok-3"):
                gains.append((hours / 8 / 24 - days) / 365.25)
    assert years_gained.big_runs_count(world) == len(gains) == 7
    assert years_gained.big_runs_least_gain(world) == math.floor(min(gains))
    assert years_gained.big_runs_most_gain(world) == pytest.approx(max(gains), rel=0.05)
    assert years_gained.every_big_run_gains_years(world)


def test_large_notable_models_gain_less_than_the_landmarks(world):
    gains = []
    for row in file("models/models"):
        sure = row["table"] == "notable" and row["confidence"] == "Confident" and not row["base_model"]
        if sure and row["training_hours"] and float(row["hardware_quantity"] or 0) >= 100:
            hours, count = float(row["training_hours"]), float(row["hardware_quantity"])
            gains.append((hours * count / 8 - hours) / 24 / 365.25)
    assert years_gained.confident_runs(world) == len(gains) == 61
    assert years_gained.confident_runs_middle_gain(world) == pytest.approx(statistics.median(gains))
    assert years_gained.confident_runs_middle_gain(world) < years_gained.big_runs_least_gain(world)
    assert years_gained.middle_run_gains_years(world)
    assert not years_gained.middle_run_gains_years(world.as_of("2011-11"))


def test_outside_estimates_are_no_published_runs(world):
    labels = set(years_gained.lab(world)["fact"])
    assert not labels & {"run-gpt-4", "run-grok-3", "run-grok-4"}


def test_a_run_without_days_gets_them_from_its_hours(world):
    row = years_gained.lab(world).set_index("fact").loc["run-apertus"]
    assert row["real"] * 365.25 == pytest.approx(row["gpu_hours"] / row["hardware_count"] / 24)


def test_small_runs_gain_nothing_on_eight_chips(world):
    row = years_gained.lab(world).set_index("fact").loc["run-transformer"]
    assert row["small"] == pytest.approx(row["real"], rel=0.01)


@pinned
def test_how_far_number_500_is_behind(world, rows):
    last = float(rows["2026-06"][-1]["rmax_tflops"])
    first = min(edition for edition, table in rows.items() if float(table[0]["rmax_tflops"]) >= last)
    assert years_gained.last_is_first_of(world) == first == "2011-06"
    assert years_gained.last_behind_first(world) == pytest.approx(15)


# THREE TESTS


def test_three_tests_join_the_same_machine(world):
    table = three.three_tests(world)
    mixed = {
        int(row["top500_rank"]) for row in file("models/hpl_mxp")
        if row["list"] == "2025-11" and row["fp8"] != "yes" and row["top500_rank"]
    }  # fmt: skip
    memory = {int(row["top500_rank"]) for row in file("models/hpcg") if row["list"] == "2025-11" and row["top500_rank"]}
    assert set(table["rank"].astype(int)) == mixed & memory
    row = table.set_index("label").loc["El Capitan"]
    assert (row["mxp"], row["hpl"], row["hpcg"]) == pytest.approx((16_680, 1809, 17.41))
    assert three.three_spread(world) == pytest.approx(16_680 / 17.41)


def test_names_of_joined_machines_agree(world):
    printed = {
        (row["list"], row["top500_rank"]): row["name"] for row in file("models/hpl_mxp") if row["list"] == "2025-11"
    }
    for row in three.shown_tests(world).itertuples():
        assert printed["2025-11", str(int(row.rank))].split()[0] == row.label.split()[0]


def test_ranks_that_the_page_tells(world):
    assert (three.three_mover(world), three.three_mover_rank(world), three.three_mover_mxp_rank(world)) == (
        "CHIE-4", 17, 5,
    )  # fmt: skip
    assert (three.fugaku_rank(world), three.fugaku_hpcg_rank(world)) == (7, 2)
    assert three.three_rankings_differ(world) and three.three_first_is_the_same(world)


def test_no_three_tests_before_there_were_three(early):
    assert three.three_tests(early).empty
    assert three.three_name(early) is None and not three.three_rankings_differ(early)


# FIGURES, TABLES, EARLY EDITIONS


@pytest.mark.parametrize("edition", ["1993-06", "2011-11", "2020-06", "2022-11"])
def test_every_fact_check_figure_and_table_can_be_computed(world, edition):
    past = world.as_of(edition)
    for spec in registry.SPECS.values():
        if "facts/training_" in spec.code:
            spec.compute(past)
    for function in registry.CHECKS.values():
        if "facts.training_" in function.__module__:
            assert function(past) in (True, False)
    for figure in figures.FIGURES.values():
        figure.table(past)
    for table in tables.TABLES.values():
        table(past)


def test_figures_have_no_rows_before_their_data(early):
    empty = {name for name, figure in figures.FIGURES.items() if not figure.table(early).rows}
    assert empty == set(figures.FIGURES) - {"training_day"}


def test_table_of_times_says_what_is_guessed(world):
    known = {row[0]: row[1] for row in tables.training_times(world).rows}
    assert known["GPT-3"] == known["Llama 3.1-405B"] == "known_published"
    assert known["GPT-4"] == known["Grok 4"] == known["GPT-2"] == known["BLOOM-176B"] == "known_guess"


def test_growth_figure_and_its_words_tell_the_same(world):
    last = figures.growth_table(world).rows[-1]
    table = figures.growth_table(world)
    assert growth.list_growth_beside(world) == pytest.approx(last[table.columns.index("list_times")], rel=0.05)
    assert growth.frontier_growth(world) == pytest.approx(last[table.columns.index("trend")], rel=0.05)


def test_runs_are_those_of_the_page_on_models(world):
    assert common.runs(world).equals(landmarks.of_runs(world.ai.runs, world.ai.dated))


# WHAT READERS ASKED FOR


def test_middle_half_of_the_bridge(world):
    printed = statistics.quantiles(speedups("2025-11"), n=4, method="inclusive")
    ratios = bridge.trainings(world)["ratio"].tolist()
    inside = [ratio for ratio in ratios if printed[0] <= ratio <= printed[2]]
    assert bridge.trainings_in_middle_half(world) == len(inside) == 5
    assert bridge.trainings_mostly_in_middle_half(world)


@pinned
def test_gpt3_on_number_one_in_the_middle_half_and_on_number_500_without_a_bridge(world, rows):
    first, last = (float(rows["2026-06"][index]["rmax_tflops"]) * 1e12 for index in (0, -1))
    assert times.gpt3_on_first_short(world) == pytest.approx(3.14e23 / (first * 9.9) / YEAR_S, rel=0.05)
    assert times.gpt3_on_first_long(world) == pytest.approx(3.14e23 / (first * 4.5) / YEAR_S, rel=0.05)
    assert times.gpt3_on_last_plain(world) == pytest.approx(3.14e23 / last / YEAR_S, rel=0.05)
    assert rows["2026-06"][-1]["accelerator"] == "None" and "Ethernet" in rows["2026-06"][-1]["interconnect_family"]
    assert times.last_without_accelerators(world)


def test_h100_by_its_matrix_units(world):
    assert chips.h100_matrix_64(world) == 66.9
    assert chips.h100_matrix_ratio(world) == pytest.approx(989.4 / 66.9)


@pytest.mark.parametrize(
    ("first", "last", "compute", "count"),
    [
        (2012, 2015, growth.frontier_doubling_first, 16),
        (2016, 2019, growth.frontier_doubling_slow, 18),
        (2020, 2026, growth.frontier_doubling_since_2020, 28),
    ],
)
def test_doubling_of_trainings_by_period(world, first, last, compute, count):
    years, logs = frontier()
    pairs = [(year, log) for year, log in zip(years, logs, strict=True) if first <= year < last + 1]
    assert len(pairs) == count
    assert compute(world) == pytest.approx(1 / slope(*map(list, zip(*pairs, strict=True))))
    assert growth.frontier_slowed_between(world)


def test_how_long_trainings_last(world):
    for year, compute, count, days in (
        ("2018", growth.run_days_2018, 11, 2.8),
        ("2024", growth.run_days_2024, 12, 25.5),
    ):
        hours = [
            float(row["training_hours"])
            for row in file("models/models")
            if row["table"] == "notable" and row["published"].startswith(year) and row["training_hours"]
        ]
        assert len(hours) == count
        assert compute(world) == pytest.approx(statistics.median(hours) / 24, abs=0.05) == days
    assert (growth.run_models_2018(world), growth.run_models_2024(world)) == (11, 12)
    early = world.as_of("2023-11")
    assert growth.run_days_2024(early) is growth.run_models_2024(early) is None


def test_weights_and_operations_of_named_models(world, runs):
    assert years_gained.llama_weights(world) == float(runs["run-llama-3-1"]["weights_gb"]) == 810
    assert years_gained.deepseek_weights(world) == float(runs["run-deepseek-v3"]["weights_gb"]) == 685
    flop = {row["name"]: row["training_flop"] for row in file("models/models") if row["table"] == "notable"}
    assert years_gained.chinchilla_operations(world) == float(flop["Chinchilla"]) == 5.76e23
    assert years_gained.gopher_operations(world) == float(flop["Gopher (280B)"]) == 6.31e23


def test_papers_of_the_middle_band(world):
    rows = model_teams._signed(world)
    rows = [row for row in rows.to_dict("records") if 1e21 <= row["training_flop"] < 1e24]
    assert model_teams.team_models_mid(world) == len(rows) == 159
    assert model_teams.team_small_share_mid(world) == sum(row["authors_count"] <= 6 for row in rows) / 159 == 45 / 159


def test_openais_models_and_the_machines_of_kyutai_and_jean_zay(world):
    openai = [row for row in file("models/models") if row["table"] == "notable" and "OpenAI" in row["organizations"]]
    assert partnership_openai.openai_notable(world) == len(openai) == 67
    clusters = {row["name"]: row for row in file("models/clusters")}
    third, fourth = (clusters[f"Jean Zay Supercomputer Phase {phase}"] for phase in (3, 4))
    assert partnership_kyutai.jean_zay_h100_chips(world) == int(fourth["chip_quantity"]) == 1456
    assert partnership_kyutai.jean_zay_a100_chips(world) == int(third["chip_quantity"]) == 416
    assert partnership_kyutai.jean_zay_a100_in_h100(world) == 131
    assert partnership_kyutai.jean_zay_h100(world) == 1456 + 131
    assert partnership_kyutai.colossus_h100(world) == 276_000 and partnership_kyutai.colossus_grew(world)
    seconds = 8.8e22 / (1016 * 9.894e14 * bridge.peak_share(world))
    assert partnership_kyutai.helium_on_machine(world) * 365.25 == pytest.approx(seconds / 86_400, rel=0.05)
    assert 2.5 < seconds / 86_400 < 3.5


@pinned
def test_the_gap_in_the_arena_ranking_is_the_difference_of_the_two_scores(world):
    assert beside.ai_index_arena_gap(world) == 1503 - 1464
    assert beside.ai_index_arena_gap(world.as_of("2025-11")) is None
    assert beside.eurohpc_under_hosts(world)
