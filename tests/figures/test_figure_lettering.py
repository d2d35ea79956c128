"""Widths, line breaks, and labels that keep clear of each other."""

from __future__ import annotations

import random

import pytest

from build_scripts.figures.canvas import round_ticks
from build_scripts.figures.draw_growth import power_ticks
from build_scripts.figures.lettering import Box, apart, free_place, shorten, spread, text_box, text_width, wrap
from build_scripts.figures.names import named_runs, records, run_starts
from build_scripts.tables import from_rows


def test_width_grows_with_text_size_and_weight():
    assert text_width("Chine", 14) < text_width("Chine 12", 14) < text_width("Chine 12", 28)
    assert text_width("Chine", 14) < text_width("Chine", 14, bold=True)
    assert text_width("", 14) == 0


def test_wrap_keeps_all_words_and_the_width_and_evens_lines_out():
    text = "Compter les machines ou compter leur puissance\u202f: deux classements"
    lines = wrap(text, 420, 17)
    assert " ".join(lines) == text
    assert len(lines) == 2
    assert all(text_width(line, 17) <= 420 for line in lines)
    assert text_width(lines[1], 17) > text_width(lines[0], 17) / 2
    assert "puissance\u202f:" in " ".join(lines).split(" ")
    assert wrap("Anticonstitutionnellement", 10, 17) == ["Anticonstitutionnellement"]


def test_shorten():
    assert shorten("Alps", 200, 14) == "Alps"
    cut = shorten("SP Power3 375 MHz 16 way, a very long name", 120, 14)
    assert cut.endswith("…") and text_width(cut, 14) <= 120


def test_spread_moves_only_what_must_move():
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]
    assert spread([50, 51], [10, 10], 0, 100) == [45.5, 55.5]
    assert spread([99, 100], [10, 10], 0, 100) == [85, 95]
    assert spread([], [], 0, 100) == []


def test_spread_never_overlaps_and_keeps_the_order():
    numbers = random.Random(5)
    for _ in range(200):
        count = numbers.randint(1, 6)
        heights = [numbers.choice((18, 36, 54)) for _ in range(count)]
        wanted = sorted(numbers.uniform(-20, 420) for _ in range(count))
        centres = spread(wanted, heights, 0, 400)
        tops = [centre - height / 2 for centre, height in zip(centres, heights, strict=True)]
        assert tops[0] >= -1e-9 and tops[-1] + heights[-1] <= 400 + 1e-9
        for (top, height), below in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
            assert top + height <= below + 1e-9


def test_of_boxes_that_cover_each_other_those_that_matter_most_stay():
    boxes = [Box(0, 12 * row, 50, 12 * row + 14) for row in range(4)]
    assert apart(boxes, range(4)) == {0, 2}
    assert apart(boxes, (3, 2, 1, 0)) == {1, 3}
    assert apart([Box(0, 14 * row, 50, 14 * row + 14) for row in range(4)], range(4)) == {0, 1, 2, 3}


def test_a_note_covers_neither_text_nor_line_nor_edge():
    area = Box(0, 0, 200, 200)
    assert free_place(100, 100, "Titan", 12, area, [], [], 34).align == "center"
    line = [(x, 91.0) for x in range(200)]
    place = free_place(100, 100, "Titan", 12, area, [], line, 34)
    box = text_box(*place.written, "Titan", 12, place.align)
    assert not any(box.holds(*point, 2) for point in line)
    assert free_place(100, 100, "Titan", 12, area, [Box(0, 0, 200, 200)], [], 34) is None
    assert free_place(100, 100, "Titan", 12, Box(90, 90, 110, 110), [], [], 34) is None
    far = free_place(100, 100, "Titan", 12, area, [Box(0, 60, 200, 140)], [], 62)
    assert far.away > 34


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, [0]), (0.42, [0, 0.1, 0.2, 0.3, 0.4]), (309, [0, 100, 200, 300]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1])],
)
def test_round_ticks(highest, ticks):
    assert round_ticks(highest) == pytest.approx(ticks)


def test_round_ticks_are_few_and_reach_far():
    for index in range(1, 400):
        highest = index * 0.37
        ticks = round_ticks(highest)
        assert 4 <= len(ticks) <= 6
        assert highest * 0.6 < ticks[-1] <= highest


def test_power_ticks():
    assert power_ticks(0.0003, 4e7) == pytest.approx([1e-3, 1, 1e3, 1e6])
    assert power_ticks(0.0004, 8) == pytest.approx([1e-3, 1e-2, 1e-1, 1])


RUNS = from_rows(
    {"year": "hidden", "value": "count", "name": "name"},
    [(1, 5, "A"), (2, 7, "A"), (3, 6, "B"), (4, None, "C"), (5, 9, ""), (6, 3, "A"), (7, 4, "D"), (8, 4, "D")],
)


def test_named_runs_give_each_name_once_the_newest_first():
    assert named_runs(RUNS, "value", "name") == [(7, 4, "D"), (2, 7, "A"), (3, 6, "B")]


def test_run_starts_are_first_points():
    assert run_starts(RUNS, "value", "name") == [(7, 4, "D"), (6, 3, "A"), (3, 6, "B"), (1, 5, "A")]


def test_records_beat_all_before():
    assert records(RUNS, "value", "name", 1.2) == []
    table = from_rows(
        {"year": "hidden", "value": "count", "name": "name"}, [(1, 1, "A"), (2, 1.1, "B"), (3, 2, "C"), (4, None, "D")]
    )
    assert records(table, "value", "name", 1.3) == [(3, 2, "C")]
