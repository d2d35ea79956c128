"""The marks of the drawings: where they are, and that what they say is what the table behind the figure says."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from lxml import etree, html

from build_scripts.figures.canvas import WIDTHS
from build_scripts.figures.catalogue import FIGURES
from build_scripts.figures.drawing import Job, draw_all, finished
from build_scripts.pages import marks as pages_marks
from build_scripts.words.html import table

EDITIONS = ["1993-06", "2008-06", None]
WITHOUT: dict[str, str] = {}  # figure -> why there is nothing to point at
SVG = "{http://www.w3.org/2000/svg}"


def marked(edition, jobs_of, finished_of) -> Iterator[tuple[Job, list[dict]]]:
    for job in jobs_of(edition):
        yield job, json.loads(finished_of(edition)[f"{job.figure}-{job.lang}-{job.width}"].marks)


@pytest.mark.parametrize("edition", EDITIONS)
def test_figures_with_rows_have_marks_and_no_others(edition, jobs_of, finished_of):
    for job, marks in marked(edition, jobs_of, finished_of):
        expected = bool(job.table.rows) and job.figure not in WITHOUT
        assert bool(marks) == expected, f"{job.figure}: call canvas.mark, or canvas.line with its columns"


@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_are_on_the_sheet_and_name_what_the_table_has(edition, jobs_of, finished_of):
    for job, marks in marked(edition, jobs_of, finished_of):
        size = WIDTHS[job.width]
        width, height = size.width, FIGURES[job.figure].heights.get(job.width, size.height)
        shown = {name for name, kind in zip(job.table.columns, job.table.kinds, strict=True) if kind != "hidden"}
        for mark in marks:
            for x, y in [(mark["x"], mark["y"]), *mark["reach"]]:
                assert 0 <= x <= width and 0 <= y <= height, (job.figure, job.width, mark)
            assert 0 <= mark["row"] < len(job.table.rows), (job.figure, mark)
            assert mark["columns"] and set(mark["columns"]) <= shown, (job.figure, mark)


def cells_of(job: Job) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of the table as a page shows it; an unknown value is what a screen reader says."""
    root = html.fragment_fromstring(table(job.table, job.lang, "", job.words))
    rows = [
        ["".join(cell.itertext()) if cell.find("span") is None else cell.find("span").get("title") for cell in row]
        for row in root.xpath(".//tbody/tr")
    ]
    return ["".join(head.itertext()) for head in root.xpath(".//thead//th")], rows


@pytest.mark.parametrize("edition", EDITIONS)
def test_words_are_the_tables_cells(edition, jobs_of, finished_of):
    colon = {"fr": "\u202f: ", "en": ": "}
    for job, marks in marked(edition, jobs_of, finished_of):
        if job.width != "narrow" or not marks:
            continue
        headings, rows = cells_of(job)
        shown = [name for name, kind in zip(job.table.columns, job.table.kinds, strict=True) if kind != "hidden"]
        for mark in marks:
            said = pages_marks.words_of(job.table, mark["row"], mark["columns"], job.lang, job.words).split(" · ")
            row = rows[mark["row"]]
            pairs = {f"{head}{colon[job.lang]}{cell}" for head, cell in zip(headings, row, strict=True)}
            assert set(said) <= pairs | set(row), (job.figure, said)
            assert len(said) == len(set(said)) >= len(mark["columns"])
            for column in mark["columns"]:
                at = shown.index(column)
                assert f"{headings[at]}{colon[job.lang]}{row[at]}" in said or said[0] == row[at], (job.figure, column)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("figure", ["growth", "doubling", "systems", "china", "french_centres"])
def test_marks_of_lines_stand_on_the_lines(figure, width, finished_of):
    drawing = finished_of(None)[f"{figure}-fr-{width}"]
    corners = [
        (float(x), float(y))
        for path in etree.fromstring(drawing.svg).iter(f"{SVG}path")
        for x, y in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.get("d"))
    ]
    for mark in json.loads(drawing.marks):
        assert min(abs(mark["x"] - x) + abs(mark["y"] - y) for x, y in corners) < 0.2, mark


def test_files_are_small_and_whole_pixels(numbers, jobs_of, finished_of):
    marks = {(job.figure, job.lang, job.width): found for job, found in marked(None, jobs_of, finished_of)}
    files = pages_marks.mark_files(marks, numbers)
    assert len(files) == sum(bool(found) for found in marks.values())
    for name, content in files.items():
        plain = json.loads(content)
        assert len(gzip.compress(content.encode(), 9)) <= 8_000, name
        assert sum(plain.get("series", [])) in (0, len(plain["marks"])), name
        for x, y, words, *reach in plain["marks"]:
            assert all(isinstance(part, int) for part in (x, y, *reach)) and len(reach) % 2 == 0, name
            assert words, name


def test_one_job_gives_the_same_marks_each_time(jobs_of):
    job = next(job for job in jobs_of(None) if job.figure == "training_bridge")
    assert finished(job) == finished(job)


def test_a_drawing_in_the_cache_has_its_marks(jobs_of, tmp_path):
    wanted = [job for job in jobs_of(None) if job.figure == "gauge" and job.lang == "fr"]
    keys, drawn = draw_all(wanted, tmp_path, lambda done, total: None)
    assert drawn == len(wanted)
    for key in keys.values():
        assert json.loads((tmp_path / f"{key}.json").read_text(encoding="utf-8"))
    assert draw_all(wanted, tmp_path, lambda done, total: None)[1] == 0
    lost = tmp_path / f"{next(iter(keys.values()))}.json"
    lost.unlink()
    assert draw_all(wanted, tmp_path, lambda done, total: None)[1] == 1
    assert lost.is_file()
