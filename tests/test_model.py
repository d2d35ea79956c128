"""What a model is, and how big: against plain loops over the CSV files and arithmetic by hand."""

from __future__ import annotations

import csv
import math
from statistics import median

import pandas as pd
import pytest

from build_scripts.facts import common, model_executions, model_size, model_teams, model_weights
from build_scripts.figures import data_model
from build_scripts.measures import model as measure
from build_scripts.numbers import compute
from build_scripts.page_tables import model as page_tables
from build_scripts.registry import OWN, SPECS

from .conftest import DATA


def read(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def runs() -> dict[str, dict[str, str]]:
    return {row["fact"].removeprefix("run-"): row for row in read("facts/runs.csv")}


@pytest.fixture(scope="module")
def papers() -> list[tuple[int, int, float]]:
    """(year, authors, operations) of the papers that count, by the rule of the notes, in plain Python."""
    found = []
    for row in read("models/models.csv"):
        year = int(row["published"][:4])
        if row["table"] != "notable" or row["authors_complete"] != "yes" or year < 2010:
            continue
        if not row["authors_count"] or not row["training_flop"]:
            continue
        authors = int(float(row["authors_count"]))
        if authors != 100 and not (authors == 1 and year >= 2020):
            found.append((year, authors, float(row["training_flop"])))
    return found


# PAPER


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (50, 1), (51, 2), (174, 4), (309, 7), (1182, 24)])
def test_pages_of_code(lines, pages):
    assert measure.pages_of_code(lines) == pages


@pytest.mark.parametrize(
    ("parameters", "pages"), [(1, 1), (3000, 1), (3001, 2), (60_000, 20), (1.5e9, 500_000), (4.05e11, 135_000_000)]
)
def test_pages_of_numbers(parameters, pages):
    assert measure.pages_of_numbers(parameters) == pages


@pytest.mark.parametrize(("pages", "height"), [(1, 1e-4), (2, 1e-4), (3, 2e-4), (500_000, 25.0), (135_000_000, 6750.0)])
def test_a_sheet_has_two_pages(pages, height):
    assert measure.pile_m(pages) == pytest.approx(height)


@pytest.mark.parametrize(("gigabytes", "chips"), [(0.4, 1), (80, 1), (80.1, 2), (350, 5), (810, 11)])
def test_chips_to_hold(gigabytes, chips):
    assert measure.chips_to_hold(gigabytes) == chips


def test_landmark_is_the_largest_training_with_code_and_parameters(runs, world):
    known = [row for row in runs.values() if row["code_lines"] and row["parameters"] and row["training_flop"]]
    largest = max(known, key=lambda row: float(row["training_flop"]))
    assert largest["model"] == "Llama 3.1-405B" == model_size.landmark_name(world)
    assert model_size.landmark_code_lines(world) == 309
    assert model_size.landmark_code_pages(world) == 7
    assert model_size.landmark_code_pile(world) == pytest.approx(0.0004)
    assert model_size.landmark_weight_pages(world) == 135_000_000
    assert model_size.landmark_pile(world) == pytest.approx(6750)
    assert model_size.landmark_token_operations(world) == 8.1e11
    assert model_size.landmark_training_in_tokens(world) == pytest.approx(4.7e13)  # 3.8e25 / 8.1e11 = 4.69e13
    assert model_size.landmark_chips_to_hold(world) == 11


def test_a_mixture_of_experts_counts_its_active_parameters(world):
    table = common.runs(world).set_index("fact")["active"]
    assert table["run-deepseek-v3"] == 3.7e10
    assert table["run-gpt-3"] == 1.746e11


def test_code_of_all_models(runs, world):
    lines = [int(row["code_lines"]) for row in runs.values() if row["code_lines"]]
    assert model_size.code_models(world) == len(lines) == 12
    assert (
        (model_size.code_lines_fewest(world), model_size.code_lines_most(world))
        == (min(lines), max(lines))
        == (174, 1182)
    )
    assert (model_size.code_fewest_name(world), model_size.code_most_name(world)) == ("GPT-2", "llm.c")
    assert model_size.code_pages_together(world) == math.ceil(sum(lines) / 50) == 137


def test_code_grows_less_than_the_numbers_when_like_is_compared_with_like(runs, world):
    """GPT-1's 443 lines hold the training loop too: GPT-2 is the first whose file is the model alone."""
    first, last = runs["gpt-2"], runs["llama-3-1"]
    assert model_size.code_growth(world) == pytest.approx(309 / 174)
    assert model_size.parameters_growth(world) == pytest.approx(float(last["parameters"]) / float(first["parameters"]))
    assert model_size.parameters_growth(world) == pytest.approx(270)
    assert model_size.code_stayed_short(world)
    assert model_size.gpt1_code_lines(world) == 443


def test_code_beside_the_main_file(world):
    """Two more files of the model beside Moshi's main one: transformer.py and compression.py."""
    assert model_size.moshi_code_lines(world) == 850
    assert model_size.moshi_code_lines_whole(world) == 850 + 983 + 488


def test_how_many_piles_beat_everest(world):
    table = data_model.pile_table(world)
    piles = table.column("pile")
    assert model_weights.pile_models(world) == len(piles) == 9
    assert model_weights.piles_over_everest(world) == sum(pile > 8849 for pile in piles) == 2


def test_chips_of_a_training_in_the_table(world):
    chips = [count for count in page_tables.landmark_models(world).column("hardware_count") if count]
    assert (model_weights.table_chips_fewest(world), model_weights.table_chips_most(world)) == (min(chips), max(chips))
    assert (min(chips), max(chips)) == (8, 25000)


def test_chips_that_epoch_guessed_are_marked(world):
    table = page_tables.landmark_models(world)
    chips = dict(zip(table.column("model"), table.column("chip"), strict=True))
    assert (chips["GPT-1"], chips["GPT-4"], chips["GPT-3"]) == ("Quadro P600 (Epoch AI)", "A100 (Epoch AI)", "V100")


def test_deepseek_has_the_operations_of_the_notable_table(runs):
    noted = next(row for row in read("models/models.csv") if row["id"] == "deepseek-v3")
    assert float(runs["deepseek-v3"]["training_flop"]) == float(noted["training_flop"]) == 3.3e24


def test_what_is_a_guess(world):
    assert model_executions.largest_run_speculative(world)
    assert model_executions.guesses_above_landmark(world)


def test_small_teams_with_many_chips(world):
    chips = sorted(
        float(row["hardware_quantity"])
        for row in read("models/models.csv")
        if row["table"] == "notable" and row["authors_complete"] == "yes" and row["published"] >= "2020"
        and row["hardware_quantity"] and 2 <= float(row["authors_count"]) <= 6
    )  # fmt: skip
    assert model_teams.small_teams_with_machine(world) == len(chips) == 44
    assert model_teams.small_teams_cluster(world) == sum(count >= 64 for count in chips) == 12
    assert model_teams.small_teams_chips_most(world) == max(chips) == 2048
    assert model_teams.small_teams_one_server(world)


def test_our_own_choices_do_not_cite_the_lists():
    names = ("paper_lines_per_page", "paper_sheet", "team_limit_low", "chip_memory", "paper_few_hundred")
    assert {SPECS[name].sources for name in names} == {(OWN,)}


def test_named_models(world):
    assert model_weights.gpt2_code_pages(world) == 4
    assert model_weights.gpt2_pile(world) == pytest.approx(25)
    assert model_weights.gpt3_weight_pages(world) == 58_200_000
    assert model_weights.pocket_weight_pages(world) == 33_334
    assert model_weights.lenet_weight_pages(world) == 20


def test_models_that_fit_in_five_hundred_pages(world):
    sizes = [
        float(row["parameters"])
        for row in read("models/models.csv")
        if row["table"] == "notable" and row["published"] >= "2020" and row["parameters"]
    ]
    assert model_weights.sized_models(world) == len(sizes)
    assert model_weights.sized_models_in_pages(world) == sum(size <= 1_500_000 for size in sizes)


# TEAMS


def test_papers_are_those_of_the_rule(papers, world):
    assert model_teams.team_models(world) == len(papers) == 391


@pytest.mark.parametrize(
    ("low", "high", "count", "share", "middle"),
    [
        (0, 1e21, model_teams.team_models_low, model_teams.team_small_share_low, model_teams.team_median_low),
        (1e24, math.inf, model_teams.team_models_high, model_teams.team_small_share_high, model_teams.team_median_high),
    ],
)
def test_small_teams_by_computing(papers, world, low, high, count, share, middle):
    authors = [authors for _, authors, flop in papers if low <= flop < high]
    assert count(world) == len(authors)
    assert share(world) == pytest.approx(sum(number <= 6 for number in authors) / len(authors))
    assert middle(world) == median(authors)


def test_universities_named_first_or_at_all_since_2025(world):
    rows = [
        row
        for row in read("models/models.csv")
        if row["table"] == "notable" and row["published"] >= "2025" and row["organization_kind"]
    ]
    first = sum(row["organization_kind"] == "Academia" for row in rows) / len(rows)
    named = sum(row["academia"] == "yes" for row in rows) / len(rows)
    assert model_teams.academia_share_recent(world) == pytest.approx(first)
    assert model_teams.academia_named_recent(world) == pytest.approx(named)
    assert (round(first * 100, 1), round(named * 100, 1)) == (1.4, 4.9)


def test_no_small_team_at_the_top(papers, world):
    assert model_teams.team_fewest_high(world) == min(authors for _, authors, flop in papers if flop >= 1e24) == 7
    assert model_teams.team_small_large(world) == sum(authors <= 6 for _, authors, flop in papers if flop >= 1e23) == 4
    assert model_teams.no_small_team_at_the_top(world)


@pytest.mark.parametrize(
    ("first", "last", "fact"),
    [
        (2010, 2016, model_teams.team_median_2010),
        (2017, 2019, model_teams.team_median_2017),
        (2020, 2022, model_teams.team_median_2020),
        (2023, 2100, model_teams.team_median_recent),
    ],
)
def test_medians_by_period(papers, world, first, last, fact):
    assert fact(world) == median(authors for year, authors, _ in papers if first <= year <= last)


def test_bands_hold_each_paper_once(papers, world):
    table = measure.by_band(measure.signed(world.ai.models))
    assert table["models"].sum() == len(papers)
    assert table["models"].tolist() == [149, 42, 57, 60, 42, 35, 6]
    assert (table["small_share"] * table["models"]).round().tolist() == [126, 25, 22, 19, 4, 0, 0]


def paper(**more: object) -> dict[str, object]:
    return {
        "table": "notable", "published": pd.Timestamp("2021-05-01"), "authors_count": 5.0, "authors_complete": "yes",
        "training_flop": 1e20,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, True),
        ({"authors_count": 100.0}, False),
        ({"authors_count": 1.0}, False),
        ({"authors_count": 1.0, "published": pd.Timestamp("2019-12-31")}, True),
        ({"authors_complete": "no"}, False),
        ({"authors_count": math.nan}, False),
        ({"training_flop": math.nan}, False),
        ({"published": pd.Timestamp("2009-12-31")}, False),
        ({"table": "large-scale"}, False),
    ],
)
def test_which_papers_count(more, kept):
    assert len(measure.signed(pd.DataFrame([paper(**more)]))) == kept


def test_six_is_small_and_a_band_holds_its_lower_bound():
    rows = [paper(authors_count=6.0, training_flop=1e21), paper(authors_count=7.0, training_flop=9e20)]
    table = measure.by_band(measure.signed(pd.DataFrame(rows)))
    assert table[["low", "small_share"]].values.tolist() == [[1e20, 0.0], [1e21, 1.0]]


def test_rank_correlation_by_hand():
    # Ranks 1 2 3 4 against 1 2 4 3: 1 - 6 * 2 / (4 * 15) = 0.8
    assert measure.rank_correlation(pd.Series([1, 2, 3, 9]), pd.Series([1, 5, 80, 7])) == pytest.approx(0.8)


def test_partial_correlation_by_hand():
    one, other, third = pd.Series([1, 2, 3, 4]), pd.Series([1, 2, 4, 3]), pd.Series([2, 1, 3, 4])
    # Coefficients 0.8 (one, other), 0.8 (one, third), 0.6 (other, third)
    expected = (0.8 - 0.8 * 0.6) / math.sqrt((1 - 0.64) * (1 - 0.36))
    assert measure.rank_correlation_given(one, other, third) == pytest.approx(expected)


# WHERE MODELS COME FROM


def test_share_of_universities(world):
    kinds = [
        row["organization_kind"]
        for row in read("models/models.csv")
        if row["table"] == "notable" and "2010" <= row["published"][:4] <= "2016" and row["organization_kind"]
    ]
    assert model_teams.academia_share_2010(world) == pytest.approx(kinds.count("Academia") / len(kinds))


# TWO EXECUTIONS


def test_every_training_took_more_chips_than_holding_the_weights(runs, world):
    both = [row for row in runs.values() if row["hardware_count"] and row["weights_gb"]]
    assert model_executions.served_models(world) == len(both) == 13
    assert (
        model_executions.served_chips_most(world) == max(math.ceil(float(row["weights_gb"]) / 80) for row in both) == 14
    )
    assert all(int(row["hardware_count"]) >= 8 * math.ceil(float(row["weights_gb"]) / 80) for row in both)
    assert model_executions.holding_takes_fewer_chips(world)


def test_largest_training_against_alexnet(runs, world):
    largest = max(float(row["training_flop"]) for row in runs.values() if row["training_flop"])
    assert model_executions.largest_run_operations(world) == largest
    assert model_executions.largest_run_growth(world) == pytest.approx(largest / 4.7e17, rel=0.05)


def test_the_transformers_own_operations_are_three_times_those_shown(runs, world):
    told = model_executions.transformer_paper_operations(world)
    assert round(told / float(runs["transformer"]["training_flop"])) == 3
    assert model_executions.transformer_paper_operations(world.as_of("2016-11")) is None


# TABLES


def test_pile_table_is_sorted_and_knows_everest(world):
    table = data_model.pile_table(world)
    assert table.column("pile") == sorted(table.column("pile"), reverse=True)
    assert table.column("model")[0] == "DeepSeek-V3"
    assert set(table.column("everest")) == {8849.0}


def test_names_need_no_language(world):
    names = common.runs(world)["label"]
    assert names.is_unique
    assert not names.str.contains(r"\(| and ", regex=True).any()


def test_landmark_table_keeps_what_is_known_well(runs, world):
    known = [name for name, row in runs.items() if sum(bool(row[key]) for key in measure.MEASURES) >= 5]
    table = page_tables.landmark_models(world)
    assert len(table.rows) == len(known) == 14
    assert table.column("chip")[0] == "P100"
    assert all(table.column("chip")), "each machine's chip is read from the text"


def test_ladder_leaves_out_what_is_not_published(world):
    table = data_model.ladder_table(world)
    assert table.column("step") == list(data_model.LADDER)
    assert table.column("oldest") == [174.0, 1.5e9, None, 1.9e21], "GPT-2: like Llama's, its file is the model alone"
    assert table.column("newest") == [309.0, 4.05e11, 1.56e13, 3.8e25]


# AS OF AN EDITION


def test_no_ladder_before_gpt_2(world):
    assert data_model.ladder_table(world.as_of("2018-11")).rows == ()


def test_before_language_models_nothing_is_known(world):
    early = world.as_of("2012-06")
    assert model_size.landmark_name(early) is None
    assert model_size.code_models(early) is None
    assert model_executions.served_models(early) is None
    assert not model_size.weights_do_not_fit(early)
    assert not model_weights.pile_beats_everest(early)
    assert data_model.ladder_table(early).rows == data_model.pile_table(early).rows == ()
    assert model_weights.lenet_weight_pages(early) == 20


def test_november_2022_knows_neither_llama_nor_the_periods_after_it(world):
    then = world.as_of("2022-11")
    assert model_size.landmark_name(then) == "GPT-2"
    assert model_teams.team_median_recent(then) is None
    assert model_teams.team_small_share_high(then) is None, "six papers say nothing"
    assert not model_teams.no_small_team_at_the_top(then)
    assert model_executions.largest_run_name(then) == "PaLM"


@pytest.mark.parametrize("edition", ["1993-06", "2013-06", "2018-11", "2022-11"])
def test_all_facts_are_computed_as_of(edition):
    numbers = compute(DATA, edition)
    mine = [fact for fact in numbers.facts.values() if "facts/model_" in fact.code]
    assert len(mine) > 60
    assert numbers.facts["paper_numbers_per_page"].value == 3000


def test_gpt1s_own_operations_are_almost_five_times_those_shown(runs, world):
    told = model_executions.gpt1_post_operations(world)  # "8 P600 GPU's * 30 days * 12 TFLOPS/GPU * 0.33 utilization"
    assert told == pytest.approx(8 * 30 * 86_400 * 12e12 * 0.33, rel=0.02)
    assert 4.5 < told / float(runs["gpt-1"]["training_flop"]) < 5
    assert model_executions.gpt1_post_operations(world.as_of("2016-11")) is None
