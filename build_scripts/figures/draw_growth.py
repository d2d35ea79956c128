"""Drawings on growth: performance over time, doubling times, who was first and for how long."""

from __future__ import annotations

import math

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End
from .lettering import Box, apart, shorten, text_box, text_width


def growth(canvas: Canvas, table: SmallTable) -> None:
    """Three lines on a logarithmic axis: sum, number one, number 500; the first machine in each unit is named."""
    years = table.column("year")
    lines = (("total", "ink", 2.5, ()), ("first", "accent", 3, ()), ("last", "muted", 2.5, (4, 1.5)))
    series = {key: [value or None for value in table.column(key)] for key, *_ in lines}
    ends = [
        End(series[key][-1], f"{canvas.label(f'end_{key}')}\n{canvas.write(series[key][-1], 'performance')}", role)
        for key, role, *_ in lines
        if series[key][-1]
    ]
    known = [value for values in series.values() for value in values if value]
    low, high = min(known, default=1) / 1.5, max(known, default=1) * 2
    ticks = [(tick, canvas.write(tick, "performance")) for tick in power_ticks(low, high)]
    ax = canvas.line_chart(years, (low, high), ticks, ends, log=True)
    for key, role, width, dash in lines:
        canvas.line(ax, years, series[key], role, width, dash, columns=(key,))
    marks = zip(years, series["first"], table.column("milestone"), strict=True)
    canvas.notes(ax, [mark for mark in marks if mark[1] and mark[2]], "accent", reach=62)


def power_ticks(low: float, high: float) -> list[float]:
    """Return powers of a thousand between two values, or powers of ten where those would be fewer than three."""
    powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
    thousands = [power for power in powers if power % 3 == 0]
    return [10.0**power for power in (thousands if len(thousands) > 2 else powers)]


def doubling(canvas: Canvas, table: SmallTable) -> None:
    """One line: the doubling time, in months, of the sum over the ten years before each edition."""
    years = table.column("year")
    months = [value * 12 if value and math.isfinite(value) else None for value in table.column("doubling_years")]
    known = [(year, value) for year, value in zip(years, months, strict=True) if value is not None]

    def written(value: float) -> str:
        return f"{canvas.write(round(value), 'count')} {canvas.label('months')}"

    highest = max([value for _, value in known], default=12.0)
    ticks = [(tick, canvas.write(tick, "count")) for tick in range(0, int(highest) + 1, 6 if highest < 40 else 12)]
    ends = [End(months[-1], written(months[-1]), "accent")] if months[-1] is not None else []
    ax = canvas.line_chart(years, (0, highest * 1.15), ticks, ends)
    canvas.line(ax, years, months, "accent", 3, columns=("doubling_years",))
    fastest = min(known, key=lambda point: point[1], default=None)
    if fastest and fastest[0] < years[-1] - 3 and written(fastest[1]) != written(known[-1][1]):
        canvas.notes(ax, [(*fastest, written(fastest[1]))], "accent")


def number_ones(canvas: Canvas, table: SmallTable) -> None:
    """One bar per machine that was number one, from its first to its last edition, named, with its country."""
    starts, ends = table.column("start_year"), table.column("end_year")
    ax = canvas.axes(EDGE + 4, EDGE, (starts[0] - 0.3, ends[-1] + 0.3), (len(table.rows), 0))
    canvas.years(ax, grid=True)
    area, size = canvas.area(ax), canvas.size.small
    rows = zip(starts, ends, table.column("label"), table.column("country"), table.column("place"), strict=True)
    labels, boxes = [], []
    for row, (start, end, name, country, place) in enumerate(rows):
        (left, top), (right, bottom) = canvas.at(ax, start, row), canvas.at(ax, end, row + 1)
        height = min(24.0, (bottom - top) * 0.7)
        middle = (top + bottom) / 2
        canvas.boxes([Box(left, middle - height / 2, max(right - 1, left + 2), middle + height / 2)], place)
        canvas.mark_in_row((left + right) / 2, middle, row, "country", "start", "end", "editions", "rmax_tflops")
        where = canvas.write(country, "country")
        room = text_width(where, size) + 16
        spaces = (left - area.left - room, area.right + 2 - right - room)
        to_right = spaces[1] >= text_width(name, size) or spaces[1] > spaces[0]
        x, y, name = right if to_right else left, middle + 0.35 * size, shorten(name, spaces[to_right], size)
        labels.append((x, y, name, where, place, not to_right))
        away, align = (6, "left") if to_right else (-6, "right")
        boxes.append(text_box(x + away, y, f"{name} {where}", size, align))
    # Where not all names have room, the newest and those of long reigns stay; all bars do.
    first = sorted(range(len(boxes)), key=lambda row: (row == len(boxes) - 1, ends[row] - starts[row]), reverse=True)
    for row in sorted(apart(boxes, first)):
        *label, left_of_bar = labels[row]
        _name_and_country(canvas, *label, left=left_of_bar)


def _name_and_country(
    canvas: Canvas, x: float, y: float, name: str, where: str, place: str, *, left: bool
) -> None:  # fmt: skip
    """Write a machine's name and its country's beside a bar; the country is nearer to the bar on its left."""
    size = canvas.size.small
    if left:
        canvas.text(x - 6, y, where, place, size, align="right")
        canvas.text(x - 12 - text_width(where, size), y, name, size=size, align="right")
    else:
        canvas.text(x + 6, y, name, size=size)
        canvas.text(x + 12 + text_width(name, size), y, where, place, size)
