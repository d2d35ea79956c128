"""Drawings on growth: performance over time, doubling times, who was first and for how long."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import EDGE, Canvas
from .style import color

_LOG_TICKS = [10.0**exponent for exponent in range(-3, 9)]


def growth(canvas: Canvas, table: SmallTable) -> None:
    """Three lines on a logarithmic axis: sum, number one, number 500."""
    years = table.column("year")
    lines = (("total", "ink", 2.5), ("first", "accent", 2.5), ("last", "muted", 2.5))
    ends = [(table.column(key)[-1], canvas.label(key), role) for key, role, _ in lines]
    right = canvas.room_for([part for _, text, _ in ends for part in text.split("\n")]) + 18
    ax = canvas.axes(left=82 if not canvas.narrow else 76, right=right)
    ax.set_yscale("log")
    low, high = min(table.column("last")) / 2, max(table.column("total")) * 3
    ax.set_ylim(low, high)
    ticks = [tick for tick in _LOG_TICKS if low <= tick <= high]
    canvas.grid(ax, ticks, [canvas.write(tick, "performance") for tick in ticks])
    ax.yaxis.minorticks_off()
    canvas.years(ax, years[0], years[-1])
    for key, role, width in lines:
        ax.plot(years, table.column(key), color=color(role), linewidth=width, solid_capstyle="round")
    canvas.end_labels(ax, years[-1], ends)


def doubling(canvas: Canvas, table: SmallTable) -> None:
    """One line: the doubling time of the sum over the ten years before each edition."""
    years, values = table.column("year"), table.column("doubling_years")
    last = canvas.write(values[-1], "duration")
    ax = canvas.axes(left=64, right=canvas.room_for([last], bold=True) + 18)
    top = max(values) * 1.15
    ax.set_ylim(0, top)
    ticks = [half / 2 for half in range(0, 11) if half / 2 <= top and (half % 2 == 0 or top < 3)]
    canvas.grid(ax, ticks, [canvas.write(tick, "duration") if tick else "0" for tick in ticks])
    canvas.years(ax, years[0], years[-1])
    ax.plot(years, values, color=color("accent"), linewidth=3, solid_capstyle="round")
    canvas.end_labels(ax, years[-1], [(values[-1], last, "accent")])


def number_ones(canvas: Canvas, table: SmallTable) -> None:
    """One bar per machine that was number one, from its first to its last edition, coloured by country."""
    names = table.column("label")
    size = canvas.size.small - (1 if canvas.narrow else 0)
    left = canvas.room_for(names, size) + EDGE + 10
    ax = canvas.axes(left=left, right=canvas.room_for([canvas.label("us")], size) + 4, bottom=48)
    ax.spines["bottom"].set_visible(False)
    rows = range(len(names))
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_yticks(list(rows), names, fontsize=size)
    ax.tick_params(axis="y", labelcolor=color("ink"))
    canvas.years(ax, table.column("start_year")[0] - 0.3, table.column("end_year")[-1] + 0.3)
    ax.xaxis.grid(True, color=color("grid"), linewidth=1)
    ax.set_axisbelow(True)
    for row, start, end, place in zip(
        rows, table.column("start_year"), table.column("end_year"), table.column("place"), strict=True
    ):
        ax.barh(row, end - start, left=start, height=0.66, color=color(place))
        known = canvas.label(place) if place in canvas.words else canvas.label("other")
        later = end > table.column("end_year")[-1] - 9
        canvas.beside(ax, start if later else end, row, known, place, size, left=later)
