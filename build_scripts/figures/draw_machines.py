"""Drawings on the machines: today's ten, electricity."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End, round_ticks
from .lettering import Box, shorten
from .names import named_runs


def top_ten_now(canvas: Canvas, table: SmallTable) -> None:
    """Ten bars from zero, named, coloured by place; on narrow sheets the names stand above the bars."""
    values = table.column("rmax_tflops")
    written = [canvas.write(value, "performance") for value in values]
    countries = [canvas.write(code, "country") for code in table.column("country")]
    draw = _bars_below_names if canvas.narrow else _bars_beside_names
    draw(canvas, table.column("label"), countries, written, table.column("place"),
         [value / max(values) for value in values])  # fmt: skip


def _bars_beside_names(
    canvas: Canvas, names: list[str], countries: list[str], written: list[str], places: list[str], shares: list[float]
) -> None:  # fmt: skip
    """Draw names on the left, bars, and behind them the value and the country."""
    size = canvas.size.text
    names = [shorten(name, 230, size) for name in names]
    texts = [f"{value}, {country}" for value, country in zip(written, countries, strict=True)]
    left = EDGE + canvas.room_for(names, size) + 10
    full = canvas.width - EDGE - canvas.room_for(texts, canvas.size.small) - 8 - left
    step = (canvas.bottom - canvas.top) / len(names)
    for row, (name, text, place, share) in enumerate(zip(names, texts, places, shares, strict=True)):
        middle = canvas.top + (row + 0.5) * step
        canvas.boxes([Box(left, middle - step * 0.36, left + full * share, middle + step * 0.36)], place)
        canvas.text(left - 10, middle + 0.35 * size, name, size=size, align="right")
        canvas.text(left + full * share + 8, middle + 0.35 * canvas.size.small, text, place, canvas.size.small)


def _bars_below_names(
    canvas: Canvas, names: list[str], countries: list[str], written: list[str], places: list[str], shares: list[float]
) -> None:  # fmt: skip
    """Draw name and country above each bar, the value behind it."""
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
        canvas.text(bar.right + 8, (bar.top + bar.bottom) / 2 + 0.35 * size, written[row], size=size)


def efficiency(canvas: Canvas, table: SmallTable) -> None:
    """Two lines on a logarithmic axis: GFlop/s per watt of number one and of the middle system."""
    series = (("median", "ink", (4, 1.5)), ("first", "accent", ()))
    known = [value for key, *_ in series for value in table.column(key) if value]
    low, high = min(known, default=1) * 0.7, max(known, default=1) * 1.6
    powers = [10.0**power for power in range(-4, 6)]
    ticks = [tick for tick in powers if low <= tick <= high]
    if len(ticks) < 4:
        ticks = [tick * part for tick in powers for part in (1, 3) if low <= tick * part <= high]
    _two_lines(canvas, table, series, (low, high), ticks, log=True)


def power(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: megawatts of number one (gaps where nobody said), and the middle of the top ten."""
    columns = dict(zip(table.columns, zip(*table.rows, strict=True), strict=True))
    for key in ("first_kw", "top_ten_median_kw"):
        columns[key] = [value / 1000 if value else None for value in columns[key]]
    megawatts = SmallTable(table.columns, table.kinds, tuple(zip(*columns.values(), strict=True)))
    highest = max([value for key in ("first_kw", "top_ten_median_kw") for value in columns[key] if value], default=1)
    series = (("top_ten_median_kw", "ink", (4, 1.5)), ("first_kw", "accent", ()))
    _two_lines(canvas, megawatts, series, (0, highest * 1.12), round_ticks(highest), log=False)


def _two_lines(
    canvas: Canvas, table: SmallTable, series: tuple[tuple[str, str, tuple[float, ...]], ...],
    heights: tuple[float, float], ticks: list[float], *, log: bool,
) -> None:  # fmt: skip
    """Draw the line of the middle and the line of number one, whose machines are named."""
    ends = []
    for key, role, _ in series:
        known = [value for value in table.column(key) if value]
        if known:
            ends.append(End(known[-1], f"{canvas.label(f'end_{key}')}\n{canvas.write(known[-1], 'count')}", role))
    labels = [(tick, canvas.write(tick, "count")) for tick in ticks]
    ax = canvas.line_chart(table.column("year"), heights, labels, ends, log=log)
    for key, role, dash in series:
        canvas.line(ax, table.column("year"), [value or None for value in table.column(key)], role, 2.8, dash)
    canvas.notes(ax, named_runs(table, series[-1][0], "first_name"), "accent", 3 if canvas.narrow else 6)
