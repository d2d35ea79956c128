"""Drawings that share the list out: per inhabitant, per dollar of GDP, Europe as one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..tables import SmallTable
from ..words.numbers import NBSP
from .canvas import EDGE, Canvas, End, round_ticks
from .lettering import Box
from .style import DASHES, color

# One unit for all bars, in TFlop/s: the largest of which the longest bar has ten. In the first lists it is small.
UNITS = ((1.0, "TFlop/s"), (1e-3, "GFlop/s"), (1e-6, "MFlop/s"), (1e-9, "kFlop/s"))
# What a row of a ranking holds: its top, name, value, number of machines, role, and the part of the longest bar.
Row = tuple[float, str, str, str, str, float]


def ranking(canvas: Canvas, table: SmallTable) -> None:
    """One bar from zero for each country, with its rank and number of machines; a gap where ranks are left out."""
    names = [
        f"{canvas.write(rank, 'count')}. {canvas.write(code, 'country')}"
        for rank, code in zip(table.column("rank"), table.column("country"), strict=True)
    ]
    values = [value or 0 for value in table.column("per")]
    scale, unit = next((unit for unit in UNITS if max(values) >= 10 * unit[0]), UNITS[-1])
    written = [f"{canvas.write(value / scale, 'count')}{NBSP}{unit}" for value in values]
    machines = [canvas.write(count, "systems") for count in table.column("systems")]
    ranks = [rank or 0 for rank in table.column("rank")]
    jumps = [0.0, *(0.45 if after > before + 1 else 0.0 for before, after in itertools.pairwise(ranks))]
    step = (canvas.bottom - canvas.top) / (len(names) + sum(jumps))
    shares = [value / (max(values) or 1) for value in values]
    draw = _rows_below_names if canvas.narrow else _rows_beside_names
    tops = [canvas.top + step * (row + above) for row, above in enumerate(itertools.accumulate(jumps))]
    bars = draw(canvas, list(zip(tops, names, written, machines, table.column("place"), shares, strict=True)), step)
    for row, bar in enumerate(bars):
        canvas.mark_in_row(bar.right, (bar.top + bar.bottom) / 2, row, "per", "systems")


def _rows_beside_names(canvas: Canvas, rows: Sequence[Row], step: float) -> list[Box]:
    """Draw names on the left, bars, and behind them the value and the number of machines; return the bars."""
    size = canvas.size.small
    left = EDGE + canvas.room_for([name for _, name, *_ in rows]) + 10
    full = (
        canvas.width - EDGE - canvas.room_for([f"{value}, {count}" for _, _, value, count, *_ in rows], size) - left - 8
    )
    bars = []
    for top, name, value, count, role, share in rows:
        middle = top + step / 2
        bars.append(Box(left, middle - step * 0.33, left + full * share, middle + step * 0.33))
        canvas.text(left - 10, middle + 0.35 * canvas.size.text, name, align="right")
        canvas.boxes(bars[-1:], role)
        canvas.text(bars[-1].right + 8, middle + 0.35 * size, value, role, size)
        after = bars[-1].right + 8 + canvas.room_for([f"{value}, "], size)
        canvas.text(after, middle + 0.35 * size, count, "muted", size)
    return bars


def _rows_below_names(canvas: Canvas, rows: Sequence[Row], step: float) -> list[Box]:
    """Draw above each bar its name, its number of machines and, on the right, its value; return the bars."""
    size = canvas.size.small
    bars = []
    for top, name, value, count, role, share in rows:
        y = top + size * 0.9
        canvas.text(EDGE, y, name, size=size)
        canvas.text(EDGE + canvas.room_for([name], size) + 10, y, count, "muted", size)
        canvas.text(canvas.width - EDGE, y, value, role, size, align="right")
        bars.append(Box(EDGE, y + size * 0.35, EDGE + (canvas.width - 2 * EDGE) * share, top + step - 5))
        canvas.boxes(bars[-1:], role)
    return bars


def europe_as_one(canvas: Canvas, table: SmallTable) -> None:
    """Lines of shares: Europe as one over a pale area, in it the European Union and its first country alone; rivals."""
    years = table.column("year")
    lines = (
        ("jp", "jp", 2.2, DASHES["jp"]), ("cn", "cn", 2.2, ()), ("us", "us", 2.6, ()), ("alone", "ink", 2.4, (1, 1)),
        ("eu", "europe", 2.2, (3, 1.4)), ("europe", "europe", 3.6, ()),
    )  # fmt: skip
    series = {key: [value or 0.0 for value in table.column(key)] for key, *_ in lines}
    names = {key: canvas.label(key) for key, *_ in lines if key != "alone"}
    first = table.column("alone_country")[-1]
    names["alone"] = f"{canvas.write(first, 'country')}, {canvas.label('first_alone')}"
    between = "\n" if canvas.narrow else " "
    ends = [
        End(series[key][-1], f"{names[key]}{between}{canvas.write(series[key][-1], 'share')}", role)
        for key, role, *_ in lines
        if series[key][-1]
    ]
    highest = max([0.01, *(value for values in series.values() for value in values)])
    ticks = [(tick, canvas.write(tick, "share")) for tick in round_ticks(highest)]
    ax = canvas.line_chart(years, (0, highest * 1.06), ticks, ends)
    across, heights = (years, series["europe"]) if len(years) > 1 else (list(ax.get_xlim()), series["europe"] * 2)
    ax.fill_between(across, heights, color=color("grid"), linewidth=0, clip_on=False, zorder=0.4)
    for key, role, width, dash in lines:
        shown = ("alone_country", "alone") if key == "alone" else (key,)
        canvas.line(ax, years, series[key], role, width, dash, columns=shown)
