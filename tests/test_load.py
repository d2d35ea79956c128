"""Lists that are not as they should be: each one clear refusal, never a traceback, a 0 or a guess."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.errors import Refused
from build_scripts.load import load_lists
from build_scripts.numbers import compute

EDITIONS = ("2024-06", "2024-11", "2025-06")


def edit(change: Callable[[list[str]], list[str] | None]) -> Callable[[Path], None]:
    """Return what breaks the list in the middle: change(lines) gives the new lines."""

    def apply(data: Path) -> None:
        path = data / "lists" / "2024-11.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(change(lines)), encoding="utf-8")

    return apply


def cell(row: int, column: str, text: str) -> Callable[[Path], None]:
    """Return what replaces one cell of the list in the middle (all cells before it are unquoted)."""

    def change(lines: list[str]) -> list[str]:
        import csv
        import io

        at = lines[0].strip().split(",").index(column)
        cells = next(csv.reader([lines[row]]))
        cells[at] = text
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(cells)
        return [*lines[:row], out.getvalue(), *lines[row + 1 :]]

    return edit(change)


def remove(name: str) -> Callable[[Path], None]:
    return lambda data: (data / name).unlink()


def not_utf_8(data: Path) -> None:
    path = data / "lists" / "2024-11.csv"
    path.write_bytes(path.read_bytes().replace(b"Frontier", b"Fronti\xe9r"))


BROKEN = {
    "missing in the middle": (remove("lists/2024-11.csv"), ["2024-11", "missing"]),
    "another header": (edit(lambda lines: [lines[0].replace("rank,", "place,", 1), *lines[1:]]), ["2024-11", "header"]),
    "a column less": (edit(lambda lines: [line.rpartition(",")[0] + "\n" for line in lines]), ["2024-11", "header"]),
    "499 rows": (edit(lambda lines: lines[:-1]), ["2024-11", "499"]),
    "501 rows": (edit(lambda lines: [*lines, lines[-1]]), ["2024-11", "501"]),
    "no rows": (edit(lambda lines: lines[:1]), ["2024-11", "0 rows"]),
    "an empty file": (edit(lambda lines: []), ["2024-11", "header"]),
    "a last line that is cut off": (edit(lambda lines: [*lines[:-1], lines[-1][:40]]), ["2024-11", "499"]),
    "a row with fewer cells": (edit(lambda lines: [*lines[:7], "7,7,7\n", *lines[8:]]), ["2024-11"]),
    "a row with more cells": (edit(lambda lines: [*lines[:7], lines[7][:-1] + ",x\n", *lines[8:]]), ["2024-11"]),
    "text where a number belongs": (cell(7, "rmax_tflops", "fast"), ["2024-11", "fast"]),
    "a number written for reading": (cell(7, "cores", "1 234"), ["2024-11", "1 234"]),
    "an empty rank": (cell(7, "rank", ""), ["2024-11", "rank"]),
    "an empty rmax": (cell(7, "rmax_tflops", ""), ["2024-11", "rmax_tflops"]),
    "empty cores": (cell(7, "cores", ""), ["2024-11", "cores"]),
    "the same rank twice": (cell(7, "rank", "8"), ["2024-11", "rank"]),
    "rows out of order": (edit(lambda lines: [lines[0], *lines[:0:-1]]), ["2024-11", "rank"]),
    "a country nobody knows": (cell(7, "country", "XX"), ["XX"]),
    "no country": (cell(7, "country", ""), ["2024-11", "country"]),
    "infinite rmax": (cell(1, "rmax_tflops", "inf"), ["2024-11", "rmax_tflops"]),
    "negative rmax": (cell(7, "rmax_tflops", "-5"), ["2024-11", "rmax_tflops"]),
    "bytes that are not UTF-8": (not_utf_8, ["2024-11"]),
    "a file that is no edition": (lambda data: (data / "lists" / "2024-12.csv").write_text(""), ["2024-12"]),
    "no countries": (remove("vocab/countries.csv"), ["countries.csv"]),
    "no makers": (remove("vocab/makers.csv"), ["makers.csv"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_list_is_refused_by_name(small_data, name):
    data = small_data(*EDITIONS)
    breaks, named = BROKEN[name]
    breaks(data)
    with pytest.raises(Refused) as refusal:
        load_lists(data)
    assert len({problem.where for problem in refusal.value.problems}) == 1, str(refusal.value)
    for word in named:
        assert word in str(refusal.value)


def test_no_list_at_all_is_refused(tmp_path):
    with pytest.raises(Refused, match="holds no list"):
        load_lists(tmp_path)


def test_edition_that_is_not_there_is_refused(small_data):
    with pytest.raises(Refused, match="2023-11"):
        load_lists(small_data(*EDITIONS), "2023-11")


def test_names_in_common_use_must_have_their_header(small_data):
    data = small_data("2025-06")
    (data / "vocab" / "names.csv").write_text("computer,site\nA,B\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"names\.csv"):
        compute(data)


def test_missing_names_in_common_use_are_refused_in_words(small_data):
    data = small_data("2025-06")
    (data / "vocab" / "names.csv").unlink()
    with pytest.raises(Refused, match=r"names\.csv"):
        compute(data)


def test_faults_of_several_lists_are_told_at_once(small_data):
    data = small_data("2023-11", *EDITIONS)
    (data / "lists" / "2024-06.csv").unlink()
    path = data / "lists" / "2025-06.csv"
    path.write_text(path.read_text(encoding="utf-8") + "extra\n", encoding="utf-8")
    edit(lambda lines: lines[:-2])(data)
    with pytest.raises(Refused) as refusal:
        load_lists(data)
    told = str(refusal.value)
    assert all(edition in told for edition in ("2024-06", "2024-11", "2025-06"))
    assert len(refusal.value.problems) == 3


def test_good_lists_have_all_rows_in_order_with_region_and_maker(small_data):
    lists = load_lists(small_data(*EDITIONS))
    assert list(lists["edition"].unique()) == list(EDITIONS)
    assert len(lists) == 1500
    assert list(lists["rank"][:3]) == [1, 2, 3]
    assert lists["region"].notna().all()
    assert (lists["maker"] != "").all()


def test_lists_after_the_edition_are_not_read(small_data):
    data = small_data(*EDITIONS)
    (data / "lists" / "2025-06.csv").write_text("nonsense", encoding="utf-8")
    assert list(load_lists(data, "2024-11")["edition"].unique()) == ["2024-06", "2024-11"]


def test_legal_texts_none_and_not_available_stay_texts(lists):
    assert (lists["accelerator"] == "None").any()
    assert (lists["interconnect_family"] == "N/A").any()
    assert lists["accelerator"].map(type).eq(str).all()


def test_unknown_numbers_are_nan_not_zero(lists, rows):
    for edition in ("1993-06", "2026-06"):
        list_rows = rows[edition]
        own = lists[lists["edition"] == edition].reset_index(drop=True)
        for column in ("power_kw", "hpcg_tflops", "nmax", "accelerator_cores"):
            for value, row in zip(own[column], list_rows, strict=True):
                assert math.isnan(value) if row[column] == "" else value == float(row[column])
