"""Lists that are not out yet: the texts of all pages must be true for them as well, without an edit."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from build_scripts.numbers import Numbers, compute
from build_scripts.pages.fill import fill_pages
from build_scripts.prepare import all_blocks

from .conftest import DATA, LANGUAGES, ROOT, copy_data

NEXT = "2026-11"
Rows = list[dict[str, str]]


def next_list(rows: Rows) -> Rows:
    """Return the newest list as the list after it: the same machines, each with its rank as previous rank."""
    return [row | {"previous_rank": row["rank"]} for row in rows]


def newcomer(row: dict[str, str], name: str, country: str, rmax: float) -> dict[str, str]:
    """Return a machine that is new on the list."""
    fresh = {"name": name, "country": country, "rmax_tflops": f"{rmax:g}", "rpeak_tflops": f"{rmax * 1.3:g}"}
    ids = {"system_id": str(990000 + len(name) + int(rmax)), "previous_rank": "", "first_rank": "", "power_kw": ""}
    return row | fresh | ids | {"first_edition": NEXT, "computer": f"{name}, invented"}


def ranked(rows: Rows) -> Rows:
    """Return 500 rows ranked anew by Rmax."""
    rows = sorted(rows, key=lambda row: -float(row["rmax_tflops"]))[:500]
    return [row | {"rank": str(rank)} for rank, row in enumerate(rows, 1)]


def usa_first(rows: Rows) -> Rows:
    return ranked([newcomer(rows[0], "Liberty", "US", 3_000_000), *rows])


def china_with_five(rows: Rows) -> Rows:
    return ranked([*(newcomer(rows[0], f"Dragon {n}", "CN", 2_000_000 - n) for n in range(4)), *rows])


def tie_at_the_top(rows: Rows) -> Rows:
    return ranked([rows[0], rows[1] | {"rmax_tflops": rows[0]["rmax_tflops"]}, *rows[2:]])


def everything_gone(rows: Rows) -> Rows:
    """No machine of China, France, Azure or with accelerators: the sentences on them must cope."""
    odd = [row for row in rows if row["country"] in ("CN", "FR") or "Azure" in row["site"] + row["manufacturer"]]
    kept = [row | {"accelerator": "None", "power_kw": "", "power_source": ""} for row in rows if row not in odd]
    low = [newcomer(rows[-1], f"Small {n}", "US", 2000 - n) for n in range(len(odd))]
    return ranked(kept + low)


CASES = {case.__name__: case for case in (usa_first, china_with_five, tie_at_the_top, everything_gone)}


def write(case: str, folder: Path) -> Path:
    """Write the project's data with an invented next list; return the folder."""
    editions = [path.stem for path in (DATA / "lists").glob("????-??.csv")]
    data = copy_data(folder, *editions)
    with (data / "lists" / "2026-06.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), reader.fieldnames
    with (data / "lists" / f"{NEXT}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(CASES[case](next_list(rows)))
    return data


@pytest.fixture(scope="module", params=CASES)
def invented(request, tmp_path_factory) -> tuple[str, Path, Numbers]:
    """Case, data folder and numbers of an invented next list."""
    data = write(request.param, tmp_path_factory.mktemp(request.param) / "data")
    return request.param, data, compute(data)


def test_every_page_can_be_filled_for_a_list_that_is_not_out_yet(invented):
    _, data, numbers = invented
    assert numbers.edition == NEXT
    for lang in LANGUAGES:
        pages = fill_pages(ROOT / "docs" / lang, numbers, lang, all_blocks(numbers, data, lang), "")
        assert len(pages) >= 15
        assert not [name for name, text in pages.items() if "{{" in text or "{%" in text]


EXPECTED = {
    "usa_first": {"us_first": True, "cn_first": False, "first_changed": True, "us_most_rmax": True},
    "china_with_five": {"cn_first": True, "first_changed": False, "article_holds_now": False},
    "tie_at_the_top": {"cn_first": True, "us_first": False, "first_changed": False},
    "everything_gone": {"cn_in_list": False, "fr_in_list": False, "azure_in_list": False, "us_first": True},
}


def test_checks_follow_the_invented_list(invented):
    case, _, numbers = invented
    assert {name: numbers.checks[name] for name in EXPECTED[case]} == EXPECTED[case]


def test_home_page_tells_the_new_leader(tmp_path):
    data = write("usa_first", tmp_path / "data")
    numbers = compute(data)
    home = fill_pages(ROOT / "docs" / "fr", numbers, "fr", all_blocks(numbers, data, "fr"), "")["index.md"]
    assert "Liberty" in home
    assert "aux États-Unis" in home
