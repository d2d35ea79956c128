"""Drawings on the machines: today's ten, electricity."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import EDGE, Canvas
from .style import color


def top_ten_now(canvas: Canvas, table: SmallTable) -> None:
    """Ten bars from zero, named, coloured by place."""
    names = table.column("label")
    values = table.column("rmax_tflops")
    written = [canvas.write(value, "performance") for value in values]
    countries = [canvas.write(code, "country") for code in table.column("country")]
    left = canvas.room_for(names, canvas.size.small) + EDGE + 10
    ax = canvas.axes(left=left, right=EDGE + 4, bottom=30)
    ax.set_axis_on()
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    room = canvas.room_for(written, canvas.size.small) + canvas.room_for(countries, canvas.size.small) + 20
    width = canvas.width - left - EDGE
    ax.set_xlim(0, max(values) * width / max(width - (written and room) * (0.62 if canvas.narrow else 1), 1))
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", labelcolor=color("ink"), labelsize=canvas.size.small)
    for row, (value, place) in enumerate(zip(values, table.column("place"), strict=True)):
        ax.barh(row, value, height=0.7, color=color(place))
        text = written[row] if canvas.narrow else f"{written[row]}, {countries[row]}"
        canvas.beside(ax, value, row, text, place)


def efficiency(canvas: Canvas, table: SmallTable) -> None:
    """Two lines on a logarithmic axis: GFlop/s per watt of number one and of the middle system."""
    years = table.column("year")
    known = [(year, value) for year, value in zip(years, table.column("first"), strict=True) if value is not None]
    ends = [(table.column("median")[-1], canvas.label("median"), "ink")]
    if known:
        ends.append((known[-1][1], canvas.label("first"), "accent"))
    parts = [part for _, text, _ in ends for part in text.split("\n")]
    ax = canvas.axes(left=44, right=canvas.room_for(parts) + 16)
    ax.set_yscale("log")
    values = table.column("median") + [value for _, value in known]
    ax.set_ylim(min(values) * 0.7, max(values) * 1.4)
    ticks = [tick for tick in (0.01, 0.1, 1, 10, 100, 1000) if min(values) * 0.7 <= tick <= max(values) * 1.4]
    canvas.grid(ax, ticks, [canvas.write(tick, "count") for tick in ticks])
    ax.yaxis.minorticks_off()
    canvas.years(ax, years[0], years[-1])
    ax.plot(years, table.column("median"), color=color("ink"), linewidth=2.5)
    ax.plot([year for year, _ in known], [value for _, value in known], color=color("accent"), linewidth=2.5)
    canvas.end_labels(ax, years[-1], ends)


def power(canvas: Canvas, table: SmallTable) -> None:
    """A line and dots: megawatts of number one (gaps where nobody said), and the middle of the top ten."""
    years = table.column("year")
    first = [value / 1000 if value else None for value in table.column("first_kw")]
    median = [value / 1000 if value else None for value in table.column("top_ten_median_kw")]
    known = [(year, value) for year, value in zip(years, first, strict=True) if value]
    ends = []
    if known:
        ends.append((known[-1][1], canvas.label("first"), "accent"))
    if median[-1]:
        ends.append((median[-1], canvas.label("median"), "ink"))
    ax = canvas.axes(left=44, right=canvas.room_for([part for _, text, _ in ends for part in text.split("\n")]) + 16)
    highest = max([value for value in first + median if value], default=1)
    ax.set_ylim(0, highest * 1.08)
    canvas.grid(ax, range(0, int(highest) + 1, 10), [canvas.write(tick, "count") for tick in range(0, int(highest) + 1, 10)])
    canvas.years(ax, years[0], years[-1])
    nan = float("nan")
    ax.plot(years, [value or nan for value in median], color=color("ink"), linewidth=2.5)
    ax.plot(years, [value or nan for value in first], "o-", color=color("accent"), linewidth=2.5, markersize=5)
    canvas.end_labels(ax, years[-1], ends)
