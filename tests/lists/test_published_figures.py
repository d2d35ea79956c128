"""The lists against 525 figures that others have published, each with its source.

agrees = yes: the lists must give the figure. Otherwise `reason` says why they cannot, and the lists must give exactly
what they gave when the figure was looked up (`file_value`): a figure that begins to agree is noticed too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from build_scripts.files import ROOT
from build_scripts.lists.vocab import load_countries

# Units of the figures in units of the lists.
SCALES = {"GFlop/s": 1e-3, "TFlop/s": 1, "PFlop/s": 1e3, "EFlop/s": 1e6, "million cores": 1e6, "MW": 1e3}
CODES = {country.spelling: country.code for country in load_countries(ROOT / "data" / "vocab" / "countries.csv")}
REGIONS = {country.code: country.region for country in load_countries(ROOT / "data" / "vocab" / "countries.csv")}


def read_figures() -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "published_figures.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


FIGURES = read_figures()


def total(rows: list[dict[str, str]], column: str = "rmax_tflops") -> float:
    return sum(float(row[column]) for row in rows)


def of_country(rows: list, name: str) -> list:
    return [row for row in rows if row["country"] == CODES[name]]


def of_continent(rows: list, name: str) -> list:
    return [row for row in rows if REGIONS[row["country"]] == name]


def of_maker(rows: list, name: str) -> list:
    return [row for row in rows if row["manufacturer"] == name]


def at(rows: list, subject: str) -> dict[str, str]:
    return rows[int(subject) - 1]


def threshold(subject: str) -> float:
    number, unit = subject.split()
    return float(number) * SCALES[unit]


# Metric -> value computed from the tidy rows of one list and the subject of the figure; performance in TFlop/s.
METRICS: dict[str, Callable[[list, str], float | str]] = {
    "rmax_at_rank": lambda rows, rank: float(at(rows, rank)["rmax_tflops"]),
    "rpeak_at_rank": lambda rows, rank: float(at(rows, rank)["rpeak_tflops"]),
    "hpcg_at_rank": lambda rows, rank: float(at(rows, rank)["hpcg_tflops"]),
    "power_at_rank": lambda rows, rank: float(at(rows, rank)["power_kw"]),
    "cores_at_rank": lambda rows, rank: int(at(rows, rank)["cores"]),
    "max_cores": lambda rows, _: max(int(row["cores"]) for row in rows),
    "mean_cores": lambda rows, _: total(rows, "cores") / len(rows),
    "sum_rmax": lambda rows, _: total(rows),
    "sum_rmax_of_ranks": lambda rows, ranks: total([at(rows, rank) for rank in ranks.split(",")]),
    "country_sum_rmax": lambda rows, name: total(of_country(rows, name)),
    "country_share_rmax": lambda rows, name: 100 * total(of_country(rows, name)) / total(rows),
    "country_systems": lambda rows, name: len(of_country(rows, name)),
    "best_rank_of_country": lambda rows, name: min(int(row["rank"]) for row in of_country(rows, name)),
    "continent_sum_rmax": lambda rows, name: total(of_continent(rows, name)),
    "continent_sum_rpeak": lambda rows, name: total(of_continent(rows, name), "rpeak_tflops"),
    "continent_systems": lambda rows, name: len(of_continent(rows, name)),
    "manufacturer_sum_rmax": lambda rows, name: total(of_maker(rows, name)),
    "manufacturer_systems": lambda rows, name: len(of_maker(rows, name)),
    "architecture_systems": lambda rows, name: sum(row["architecture"] == name for row in rows),
    "os_family_systems": lambda rows, name: sum(row["os_family"] == name for row in rows),
    "accelerated_systems": lambda rows, _: sum(row["accelerator"] not in ("", "None") for row in rows),
    "systems_with_rmax_at_least": lambda rows, text: sum(float(row["rmax_tflops"]) >= threshold(text) for row in rows),
    "name_at_rank": lambda rows, rank: at(rows, rank)["name"],
    "computer_at_rank": lambda rows, rank: at(rows, rank)["computer"],
    "site_at_rank": lambda rows, rank: at(rows, rank)["site"],
    "country_at_rank": lambda rows, rank: at(rows, rank)["country"],
    "no1_system": lambda rows, rank: f"{at(rows, rank)['name']} / {at(rows, rank)['computer']}",
}
TEXT_METRICS = ("name_at_rank", "computer_at_rank", "site_at_rank", "no1_system")


def agrees(figure: dict[str, str], ours: float | str) -> bool:
    """Return whether a value computed from the lists is the published one, within what its rounding allows."""
    if figure["metric"] == "country_at_rank":
        return CODES[figure["value"]] == ours
    if figure["metric"] in TEXT_METRICS:
        return figure["value"].casefold() in str(ours).casefold()
    scaled = float(ours) / SCALES.get(figure["unit"], 1)
    return abs(scaled - float(figure["value"])) <= float(figure["tolerance"]) * (1 + 1e-9)


def compute(figure: dict[str, str], rows: dict[str, list[dict[str, str]]]) -> float | str:
    return METRICS[figure["metric"]](rows[figure["list"]], figure["subject"])


def name_of(figure: dict[str, str]) -> str:
    return f"{figure['list']}-{figure['metric']}-{figure['subject']}"


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if figure["agrees"] == "yes"], ids=name_of)
def test_published_figure_is_reproduced(figure, rows):
    ours = compute(figure, rows)
    assert agrees(figure, ours), f"{figure['source']} says {figure['value']} {figure['unit']}, the lists give {ours}"


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if figure["agrees"] != "yes"], ids=name_of)
def test_figure_that_differs_still_differs_as_recorded(figure, rows):
    ours = compute(figure, rows)
    assert figure["reason"]
    assert not agrees(figure, ours), "it agrees now: set agrees to yes"
    assert float(ours) / SCALES.get(figure["unit"], 1) == pytest.approx(float(figure["file_value"]), rel=2e-6)


def test_figures_cover_every_list_and_name_their_source():
    assert len(FIGURES) == 525
    assert len({figure["list"] for figure in FIGURES}) == 67
    assert all(figure["source"] for figure in FIGURES)
