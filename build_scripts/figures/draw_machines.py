"""Drawings on the machines: today's ten, electricity."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End, round_ticks
from .lettering import Box, shorten
from .names import named_runs, records


def top_ten_now(canvas: Canvas, table: SmallTable) -> None:
    """Ten bars from zero, named, coloured by place; on narrow sheets the names stand above the bars."""
    values = table.column("rmax_tflops")
    written = [canvas.write(value, "performance") for value in values]
    countries = [canvas.write(code, "country") for code in table.column("country")]
    draw = bars_below_names if canvas.narrow else bars_beside_names
    highest = max([value for value in values if value], default=1)
    shares = [(value or 0) / highest for value in values]
    columns = ("rank", "country", "rmax_tflops")
    draw(canvas, table.column("label"), countries, written, table.column("place"), shares, columns)


def bars_beside_names(
    canvas: Canvas, names: list[str], countries: list[str], written: list[str], places: list[str], shares: list[float],
    columns: Sequence[str],
) -> None:  # fmt: skip
    """Draw names on the left, bars, and behind them the value and the country; columns: those that a bar shows."""
    size = canvas.size.text
    names = [shorten(name, 230, size) for name in names]
    texts = [f"{value}, {country}" for value, country in zip(written, countries, strict=True)]
    left = EDGE + canvas.room_for(names, size) + 10
    full = canvas.width - EDGE - canvas.room_for(texts, canvas.size.small) - 8 - left
    step = (canvas.bottom - canvas.top) / len(names)
    for row, (name, text, place, share) in enumerate(zip(names, texts, places, shares, strict=True)):
        middle = canvas.top + (row + 0.5) * step
        canvas.boxes([Box(left, middle - step * 0.36, left + full * share, middle + step * 0.36)], place)
        canvas.mark_in_row(left + full * share, middle, row, *columns)
        canvas.text(left - 10, middle + 0.35 * size, name, size=size, align="right")
        canvas.text(left + full * share + 8, middle + 0.35 * canvas.size.small, text, place, canvas.size.small)


def bars_below_names(
    canvas: Canvas, names: list[str], countries: list[str], written: list[str], places: list[str], shares: list[float],
    columns: Sequence[str],
) -> None:  # fmt: skip
    """Draw name and country above each bar, the value behind it; columns: those that a bar shows."""
    size = canvas.size.small
    full = canvas.width - 2 * EDGE - canvas.room_for(written, size) - 8
    step = (canvas.bottom - canvas.top + 6) / len(names)
    for row, (name, where, place, share) in enumerate(zip(names, countries, places, shares, strict=True)):
        top = canvas.top - 6 + row * step
        name = shorten(name, canvas.width - 2 * EDGE - canvas.room_for([where], size) - 8, size)
        canvas.text(EDGE, top + size, name, size=size)
        canvas.text(EDGE + canvas.room_for([name], size) + 8, top + size, where, place, size)
        bar = Box(EDGE, top + size + 4, EDGE + full * share, top + step - 6)
        canvas.boxes([bar], place)
        canvas.mark_in_row(bar.right, (bar.top + bar.bottom) / 2, row, *columns)
        canvas.text(bar.right + 8, (bar.top + bar.bottom) / 2 + 0.35 * size, written[row], size=size)


def efficiency(canvas: Canvas, table: SmallTable) -> None:
    """Two lines on a logarithmic axis: GFlop/s per watt of number one and of the middle system; records are named."""
    keys = ("median", "first")
    known = [value for key in keys for value in table.column(key) if value]
    low, high = min(known, default=1) * 0.7, max(known, default=1) * 1.6
    powers = [10.0**power for power in range(-4, 6)]
    ticks = [tick for tick in powers if low <= tick <= high]
    if len(ticks) < 4:
        ticks = [tick * part for tick in powers for part in (1, 3) if low <= tick * part <= high]
    labels = [(tick, canvas.write(tick, "count")) for tick in ticks]
    ends = _ends(canvas, table, keys, "count")
    ax = canvas.line_chart(table.column("year"), (low, high), labels, ends, log=True)
    _middle_and_first(canvas, ax, table, keys)
    canvas.notes(ax, records(table, "first", "first_name", 1.3), "accent", 3 if canvas.narrow else 6)
    _unsure(canvas, ax, table, "first")


def power(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: power of number one (gaps where nobody said), and the middle of the top ten; peaks are named."""
    keys = ("top_ten_median_kw", "first_kw")
    highest = max([value for key in keys for value in table.column(key) if value], default=1000)
    ticks = [(tick * 1000, canvas.write(tick, "count")) for tick in round_ticks(highest / 1000)]
    ax = canvas.line_chart(table.column("year"), (0, highest * 1.12), ticks, _ends(canvas, table, keys, "power"))
    _middle_and_first(canvas, ax, table, keys)
    canvas.notes(ax, named_runs(table, "first_kw", "first_name"), "accent", 3 if canvas.narrow else 6)
    _unsure(canvas, ax, table, "first_kw")


def _ends(canvas: Canvas, table: SmallTable, keys: tuple[str, str], kind: str) -> list[End]:
    """Return the labels of both lines with their newest known values; a line without any has none."""
    ends = []
    for key, role in zip(keys, ("ink", "accent"), strict=True):
        known = [value for value in table.column(key) if value]
        if known:
            ends.append(End(known[-1], f"{canvas.label(f'end_{key}')}\n{canvas.write(known[-1], kind)}", role))
    return ends


def _middle_and_first(canvas: Canvas, ax: Axes, table: SmallTable, keys: tuple[str, str]) -> None:
    """Draw the line of the middle, dashed, and the line of number one."""
    middle, first = ([value or None for value in table.column(key)] for key in keys)
    canvas.line(ax, table.column("year"), middle, "ink", 2.5, (4, 1.5), columns=keys[:1])
    canvas.line(ax, table.column("year"), first, "accent", 3, columns=keys[1:])


def _unsure(canvas: Canvas, ax: Axes, table: SmallTable, key: str) -> None:
    """Draw the values of number one as rings where the list leaves open if they were measured or estimated."""
    told = zip(table.column("year"), table.column(key), table.column("unsure"), strict=True)
    canvas.points(ax, [(x, y) for x, y, unsure in told if y and unsure], "accent", 6.5, hollow=True)
