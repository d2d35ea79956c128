"""Who builds and uses the machines, and the list shared out by country: measures by hand, numbers counted apart."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pandas as pd
import pytest

from build_scripts.figures import data_makers, data_owners
from build_scripts.measures import heads, makers

from .conftest import pinned

DATA = Path(__file__).resolve().parent.parent / "data"


def frame(*rows: tuple, columns: str) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


LIST = frame(
    ("2026-06", 1, "US", "us", 60.0), ("2026-06", 2, "IT", "europe", 20.0), ("2026-06", 3, "CH", "europe", 10.0),
    ("2026-06", 4, "TW", "other", 6.0), ("2026-06", 5, "IT", "europe", 4.0),
    columns="edition rank country place rmax_tflops",
)  # fmt: skip


# SHARED OUT

PEOPLE = frame(
    ("US", 2024, 300), ("US", 2025, 999), ("IT", 2023, 60), ("CH", 2024, 8), ("CH", 2010, 1), ("TW", 2015, 20),
    columns="country year population",
)  # fmt: skip


def test_per_unit_takes_the_newest_value_up_to_a_year_and_nothing_too_old():
    table = heads.per_unit(LIST, PEOPLE, "population", 2024).set_index("country")
    assert list(table.index) == ["CH", "IT", "US"]
    assert table["per"].tolist() == pytest.approx([10_000 / 8, 24_000 / 60, 60_000 / 300])
    assert table["rank"].tolist() == [1, 2, 3]
    assert table["systems"].tolist() == [1, 2, 1]
    assert table["value_year"].tolist() == [2024, 2023, 2024]
    assert heads.without_value(LIST, table.reset_index()) == ["TW"]


def test_best_and_keeps_ranks_of_the_whole():
    table = heads.per_unit(LIST, PEOPLE, "population", 2024)
    assert heads.best_and(table, 1, ("US", "XX"))[["country", "rank"]].values.tolist() == [["CH", 1], ["US", 3]]


def test_europe_as_one_by_hand():
    earlier = LIST.assign(edition="2025-11")[LIST["place"] != "europe"]
    before, now = heads.europe_as_one(pd.concat([earlier, LIST])).to_dict("records")
    assert (before["europe"], before["eu"], before["first_country"], before["first_share"]) == (0, 0, "", 0)
    assert before["us"] == pytest.approx(60 / 66)
    assert now["europe"] == pytest.approx(0.34)
    assert now["eu"] == pytest.approx(0.24)
    assert (now["first_country"], now["first_share"]) == ("IT", pytest.approx(0.24))
    assert (now["cn"], now["jp"]) == (0, 0)
    owners = heads.owners_with_europe(LIST)
    assert owners.to_dict() == {"US": 60, "europe": 34, "TW": 6}
    assert list(owners.index) == ["US", "europe", "TW"]


def test_the_union_has_27_members_and_all_of_them_are_codes_of_the_vocabulary(regions):
    assert len(set(heads.EU)) == 27
    assert set(heads.EU) <= set(regions)
    assert not {"GB", "CH", "NO", "RU", "TR"} & set(heads.EU)


# MAKERS OF ACCELERATORS, LINES OF PROCESSORS, USERS


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("NVIDIA 2050", "nvidia"), ("Nvidia H100 SXM5 94Gb", "nvidia"), ("NVIDIA GH200 Superchip", "nvidia"),
        ("NVIDIA B999", "nvidia"), ("AMD Instinct MI300A", "amd"), ("ATI GPU", "amd"),
        ("Intel Xeon Phi 5110P", "intel"),
        ("Xeon Phi 9", "intel"), ("Intel Data Center GPU Max", "intel"), ("Matrix-2000", "cn"), ("Matrix-3000", "cn"),
        ("Deep Computing Processor", "cn"), ("PEZY-SC3", "other"), ("MN-Core", "other"), ("IBM PowerXCell 8i", "other"),
        ("NDIVA M2090/Intel Xeon Phi 7120P", "other"), ("K20M/Xeon Phi 5110P", "other"), ("Something new", "other"),
    ],
)  # fmt: skip
def test_accelerator_texts(text, maker):
    assert makers.accelerator_maker(text) == maker


@pinned
def test_every_accelerator_text_of_the_lists_is_claimed(rows):
    """What is "other" is so by intent: it names two makers, or a maker that the table calls other."""
    texts = {row["accelerator"] for list_rows in rows.values() for row in list_rows} - {"", "None"}
    assert len(texts) > 80
    for text in texts:
        small = f"{text.casefold()} "
        assert any(word in small for words in makers.ACCELERATOR_WORDS.values() for word in words), text
    assert {text for text in texts if "NVIDIA" in text.upper() and makers.accelerator_maker(text) != "nvidia"} == {
        text for text in texts if "NVIDIA" in text.upper() and "Phi" in text
    }


@pinned
def test_every_segment_of_the_lists_has_a_user(rows):
    segments = {row["segment"] for list_rows in rows.values() for row in list_rows}
    assert segments == {segment for group in makers.USERS.values() for segment in group}


@pytest.mark.parametrize(
    ("family", "line"),
    [
        ("Intel Skylake", "x86"), ("Intel EM64T", "x86"), ("AMD Zen-9", "x86"), ("X86_64", "x86"),
        ("Intel i860", "server"), ("Intel IA-64", "server"), ("Power", "server"), ("PowerPC", "server"),
        ("Sparc", "server"), ("PA-RISC", "server"), ("Fujitsu ARM", "arm"), ("NVIDIA Grace CPU", "arm"),
        ("ThunderX2", "arm"), ("Fujitsu", "own"), ("Cray", "own"), ("NEC Vector Engine", "own"), ("ShenWei", "own"),
        ("LineShine LX2", "own"), ("TMC CM2", "own"),
    ],
)  # fmt: skip
def test_processor_families(family, line):
    assert makers.processor_line(family) == line


def test_shares_of_accelerator_makers_by_hand():
    lists = frame(
        ("2026-06", 1, "A", "AMD Instinct", 60.0), ("2026-06", 2, "B", "NVIDIA H100", 25.0),
        ("2026-06", 3, "C", "None", 900.0), ("2026-06", 4, "D", "NVIDIA H200", 15.0),
        ("2010-11", 1, "E", "", 9.0), columns="edition rank label accelerator rmax_tflops",
    )  # fmt: skip
    (row,) = makers.accelerator_makers(lists).to_dict("records")
    assert row["edition"] == "2026-06"
    assert (row["amd_systems"], row["amd_rmax"], row["amd_first"]) == (pytest.approx(1 / 3), 0.6, "A")
    assert (row["nvidia_systems"], row["nvidia_rmax"], row["nvidia_first"]) == (pytest.approx(2 / 3), 0.4, "B")
    assert (row["cn_systems"], row["cn_rmax"], row["cn_first"]) == (0, 0, "")
    assert makers.accelerator_makers(lists[lists["edition"] < "2011"]).empty


def test_careers_by_hand():
    names = {"1993-06": "AAAB", "1993-11": "ABBB", "1994-06": "BBBC"}
    lists = frame(
        *((edition, name, 1.0) for edition, text in names.items() for name in text),
        columns="edition maker_name rmax_tflops",
    )
    table = makers.careers(lists, 2)
    assert table["maker"].tolist() == ["A", "B"]
    assert table["peak"].tolist() == ["1993-06", "1993-11"]
    assert table["most"].tolist() == [3, 3]
    assert table["systems"].tolist() == [0, 3]
    assert table["share"].tolist() == [0, 0.75]
    assert table["course"].tolist() == [[3, 1, 0], [1, 3, 3]]


# REAL DATA, COUNTED APART


def total(list_rows: list[dict[str, str]]) -> float:
    return math.fsum(float(row["rmax_tflops"]) for row in list_rows)


def value_of(table: str, country: str, year: int, column: str) -> float:
    with (DATA / "models" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return next(
            float(row[column])
            for row in csv.DictReader(stream)
            if (row["country"], row["year"]) == (country, str(year))
        )


@pytest.mark.parametrize("country", ["FI", "US", "FR", "CN", "JP"])
def test_per_head_and_per_gdp_agree_with_plain_division(world, rows, country):
    rmax = total([row for row in rows["2026-06"] if row["country"] == country])
    then = world.as_of("2026-06")
    by_head, by_gdp = data_owners.per_head_table(then), data_owners.per_gdp_table(then)
    at = by_head.column("country").index(country)
    assert by_head.column("value_year")[at] == 2024
    assert by_head.column("per")[at] == pytest.approx(rmax / value_of("population", country, 2024, "population"))
    at = by_gdp.column("country").index(country)
    assert by_gdp.column("value_year")[at] == 2023
    assert by_gdp.column("per")[at] == pytest.approx(rmax / value_of("gdp", country, 2023, "gdp_million_usd"))


def test_no_country_of_the_newest_list_beats_finland_per_head(world, rows):
    sums: dict[str, float] = {}
    for row in rows["2026-06"]:
        sums[row["country"]] = sums.get(row["country"], 0) + float(row["rmax_tflops"])
    per = {code: rmax / value_of("population", code, 2024, "population") for code, rmax in sums.items() if code != "TW"}
    ranked = sorted(per, key=per.get, reverse=True)
    assert ranked[:3] == ["FI", "CH", "IS"]
    table = data_owners.per_head_table(world.as_of("2026-06"))
    assert table.column("country")[:12] == ranked[:12]
    assert table.column("rank")[-2:] == [ranked.index("FR") + 1, ranked.index("CN") + 1]


@pinned
def test_europe_agrees_with_plain_sums(world, rows, regions):
    table = data_owners.europe_as_one_table(world)
    for edition in ("1993-06", "2009-11", "2026-06"):
        at = table.column("edition").index(edition)
        now = rows[edition]
        assert table.column("europe")[at] == pytest.approx(
            total([row for row in now if regions[row["country"]] == "Europe"]) / total(now)
        )
        assert table.column("eu")[at] == pytest.approx(
            total([row for row in now if row["country"] in heads.EU]) / total(now)
        )
        alone = table.column("alone_country")[at]
        assert table.column("alone")[at] == pytest.approx(
            total([row for row in now if row["country"] == alone]) / total(now)
        )
    assert table.column("alone_country")[-1] == "IT"


def test_accelerators_agree_with_plain_counts(world, rows):
    then = data_makers.accelerator_makers_table(world.as_of("2026-06"))
    having = [row for row in rows["2026-06"] if row["accelerator"] not in ("", "None")]
    amd = [row for row in having if row["accelerator"].startswith("AMD ")]
    nvidia = [row for row in having if row["accelerator"].upper().startswith("NVIDIA ")]
    assert (len(having), len(nvidia), len(amd)) == (274, 237, 32)
    assert then.column("nvidia_systems")[-1] == pytest.approx(237 / 274)
    assert then.column("amd_rmax")[-1] == pytest.approx(total(amd) / total(having))
    assert then.column("amd_first")[-1] == "El Capitan"


def test_segments_agree_with_plain_counts(world, rows):
    table = data_makers.segments_table(world)
    for edition in ("1993-06", "2009-06", "2026-06"):
        at = table.column("edition").index(edition)
        industry = [row for row in rows[edition] if row["segment"] == "Industry"]
        assert table.column("industry_systems")[at] == len(industry) / 500
        assert table.column("industry_rmax")[at] == pytest.approx(total(industry) / total(rows[edition]))
        assert sum(table.column(f"{user}_rmax")[at] for user in makers.USERS) == pytest.approx(1)


@pinned
def test_makers_agree_with_plain_counts(world, rows):
    table = data_makers.makers_table(world.as_of("2026-06"))
    careers = dict(zip(table.column("maker"), table.rows, strict=True))
    ibm = [sum(row["manufacturer"].startswith("IBM") for row in rows[edition]) for edition in sorted(rows)]
    assert careers["IBM"][1:4] == (max(ibm), sorted(rows)[ibm.index(max(ibm))], ibm[-1])
    assert careers["IBM"][5] == ibm
    lenovo = sum(row["manufacturer"].casefold().startswith("lenovo") for row in rows["2026-06"])
    assert careers["Lenovo"][3] == lenovo
    assert len(careers) == 12


def test_processors_agree_with_plain_counts(world, rows):
    table = data_makers.processors_table(world)
    arm = [
        row for row in rows["2026-06"]
        if any(word in row["processor"] for word in ("Grace", "GH Superchip", "A64FX"))
    ]  # fmt: skip
    at = table.column("edition").index("2026-06")
    assert table.column("arm_systems")[at] == len(arm) / 500
    assert table.column("arm_rmax")[at] == pytest.approx(total(arm) / total(rows["2026-06"]))
    at = table.column("edition").index("1993-06")
    assert table.column("x86_systems")[at] == 0


# DRAWINGS


@pytest.mark.parametrize("edition", ["1993-06", "2013-06", "2026-06"])
def test_marks_stand_on_the_sheet_and_name_shown_columns(edition):
    from build_scripts.figures.canvas import WIDTHS
    from build_scripts.figures.drawing import jobs, plain_matplotlib, sheet
    from build_scripts.numbers import compute

    own = {**data_owners.FIGURES, **data_makers.FIGURES}
    for job in jobs(compute(DATA, edition)):
        if job.figure not in own or job.lang != "fr" or not job.table.rows:
            continue
        with plain_matplotlib():
            canvas = sheet(job, WIDTHS[job.width])
        kinds = dict(zip(job.table.columns, job.table.kinds, strict=True))
        assert len(canvas.marks) >= len(job.table.rows)
        for mark in canvas.marks:
            assert 0 <= mark.x <= canvas.width and 0 <= mark.y <= canvas.height
            assert mark.row < len(job.table.rows)
            assert all(kinds[column] != "hidden" for column in mark.columns)
