"""What the lists tell of their past, counted without pandas and without the project’s measures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from build_scripts import facts, registry  # noqa: F401  (facts: importing it registers them)
from build_scripts.facts import owners_past as past

from .conftest import pinned, place_counts


def lead(rows: list[dict[str, str]], code: str, *without: str) -> float:
    """Return a country's summed Rmax over that of the best of the others."""
    sums = place_counts(rows, float)
    return sums.get(code, 0.0) / max(total for other, total in sums.items() if other not in (code, *without))


@pinned
def test_chinas_lead_over_all_but_the_united_states(world, rows):
    assert past.cn_lead(world) == pytest.approx(lead(rows["2026-06"], "CN", "US"))
    assert round(past.cn_lead(world), 2) == 1.57
    assert past.cn_well_ahead_of_others(world)
    assert not past.cn_well_ahead_of_others(world.as_of("2024-06"))


@pinned
def test_china_above_the_united_states_twice_and_never_by_far(world, rows):
    sums = {edition: place_counts(table, float) for edition, table in rows.items()}
    above = [edition for edition, speeds in sums.items() if speeds.get("CN", 0) > speeds["US"]]
    assert above == ["2016-06", "2017-11"]
    assert (past.cn_over_us_first(world), past.cn_over_us_last(world)) == tuple(above)
    assert past.cn_over_us_editions(world) == 2 and past.cn_over_us_twice(world) and past.cn_never_well_over_us(world)
    assert past.cn_over_us_most(world) == pytest.approx(
        max(speeds.get("CN", 0) / speeds["US"] for speeds in sums.values())
    )
    assert not past.cn_ever_over_us(world.as_of("2015-11"))


@pinned
def test_lists_in_which_the_united_states_is_not_well_ahead(world, rows):
    assert past.us_not_well_ahead(world) == sum(lead(table, "US") < 1.5 for table in rows.values()) == 12


@pinned
def test_chinese_machines_that_left_and_came(world, rows):
    left = slow = came = late = 0
    editions = [edition for edition in rows if edition >= "2020-06"]
    for before, after in pairwise(editions):
        old = {row["system_id"]: float(row["rmax_tflops"]) for row in rows[before] if row["country"] == "CN"}
        new = {row["system_id"] for row in rows[after] if row["country"] == "CN"}
        last = float(rows[after][-1]["rmax_tflops"])
        gone = [speed for identity, speed in old.items() if identity not in new]
        left, slow = left + len(gone), slow + sum(speed < last for speed in gone)
        came += len(new - set(old))
        late += len(new - set(old)) if after > "2022-06" else 0
    found = (past.cn_left(world), past.cn_left_too_slow(world), past.cn_came(world), past.cn_came_since_2022(world))
    assert found == (left, slow, came, late) == (230, 228, 35, 4)
    assert past.cn_left_for_slowness(world) and past.cn_arrivals_stopped(world)
    assert past.cn_left(world.as_of("2020-06")) is None


def test_the_chinese_machines_of_november_2019(world, rows):
    chinese = [row for row in rows["2019-11"] if row["country"] == "CN"]
    assert len(chinese) == 228
    assert past.cn_most_industry(world) == sum(row["segment"] == "Industry" for row in chinese) == 179
    assert past.cn_most_one_provider(world) == Counter(row["site"] for row in chinese).most_common(1)[0][1] == 52
    assert past.cn_most_industry(world.as_of("2019-06")) is None


@pinned
def test_secret_machines(world, rows):
    counts = {edition: sum(row["segment"] == "Classified" for row in table) for edition, table in rows.items()}
    with_any = [edition for edition, count in counts.items() if count]
    assert past.classified_lists(world) == len(with_any) == 46
    assert past.classified_most(world) == max(counts.values()) == counts["1996-06"] == 48
    assert past.classified_most_edition(world) == "1996-06"
    assert past.classified_last(world) == with_any[-1] == "2017-11"
    assert past.classified_gone(world)


@pinned
def test_one_result_for_several_machines(world, rows):
    def shared(edition: str) -> int:
        pairs = Counter((row["computer"], float(row["rmax_tflops"])) for row in rows[edition])
        return sum(count for count in pairs.values() if count > 1)

    found = past.shared_results_oldest(world), past.shared_results_2010(world), past.shared_results(world)
    assert found == (shared("1993-06"), shared("2010-06"), shared("2026-06")) == (427, 182, 69)
    assert past.shared_results_rarer(world)
    assert past.shared_results_2010(world.as_of("2009-11")) is None


@pinned
def test_laboratories_of_the_department_of_energy(world, rows):
    american = [row for row in rows["2026-06"] if row["country"] == "US"]
    total = sum(float(row["rmax_tflops"]) for row in american)
    arms = ("DOE/NNSA", "Sandia National", "Lawrence Livermore", "Los Alamos")
    nuclear = [row for row in american if row["site"].startswith(arms)]
    energy = [
        row
        for row in american
        if row["site"].startswith(("DOE/", *arms, "Idaho National Lab", "National Renewable Energy"))
    ]
    assert past.us_nnsa_share(world) == pytest.approx(sum(float(row["rmax_tflops"]) for row in nuclear) / total)
    assert past.us_doe_share(world) == pytest.approx(sum(float(row["rmax_tflops"]) for row in energy) / total)
    assert (round(past.us_doe_share(world), 3), round(past.us_nnsa_share(world), 3)) == (0.695, 0.331)


def test_shares_on_the_article_s_day(world, rows):
    sums = place_counts(rows["2024-06"], float)
    for place, share in (("US", 0.537), ("JP", 0.082), ("CN", 0.043)):
        found = registry.SPECS[f"{place.lower()}_article_rmax_share"].compute(world)
        assert found == pytest.approx(sums[place] / sum(sums.values())) and round(found, 3) == share


@pytest.mark.parametrize("edition", ["1993-06", "2009-11", "2015-06", "2020-06", "2023-06"])
def test_earlier_editions_know_less_and_never_fail(world, edition):
    then = world.as_of(edition)
    for name, spec in registry.SPECS.items():
        if spec.code.startswith("build_scripts/facts/owners_past.py"):
            value = spec.compute(then)
            assert value is None or not re.search("nan", str(value)), name
    for name, check in registry.CHECKS.items():
        if check.__module__.endswith("owners_past"):
            assert bool(check(then)) in (True, False), name
