"""Drawings on machine time: training computing against the machines, and three tests of the same machines."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End
from .draw_model import LogScale
from .lettering import LEADING, Box, shorten
from .names import named_runs

# Times that an axis can name, in years, with the words of figures-training.toml, [every_figure].
_YEAR_S = 365.25 * 86_400
_TICKS = (
    ("second", 1 / _YEAR_S), ("minute", 60 / _YEAR_S), ("hour", 3600 / _YEAR_S), ("day", 1 / 365.25), ("month", 1 / 12),
    ("year", 1.0), ("decade", 10.0), ("century", 100.0), ("millennium", 1000.0), ("ten_thousand", 1e4),
    ("hundred_thousand", 1e5), ("million", 1e6),
)  # fmt: skip


def _time_axis(canvas: Canvas, scale: LogScale, top: float, bottom: float) -> None:
    """Draw faint lines at round times, from the shortest to the longest, and name them below where there is room."""
    size, free = canvas.size.small, 0.0
    for key, years in _TICKS:
        if not scale.low <= math.log10(years) <= scale.high:
            continue
        x, text = scale.at(years), canvas.label(f"tick_{key}")
        half = canvas.room_for([text], size) / 2
        if x - half < free or x + half > canvas.width - 2:
            continue
        canvas.stroke([(x, top), (x, bottom)], "grid", 1)
        canvas.text(x, bottom + 4 + size, text, "muted", size, align="center")
        free = x + half + 14


def _row(canvas: Canvas, row: int, rows: int, bottom: float) -> tuple[float, float]:
    """Return the height of a row's mark and its step; on narrow sheets the name stands above the mark."""
    step = (bottom - canvas.top) / rows
    return canvas.top + (row + (0.7 if canvas.narrow else 0.5)) * step, step


def _name(canvas: Canvas, y: float, name: str, more: str = "") -> None:
    """Write a row's name on the left, or above its mark on narrow sheets; more: a second line, or words beside it."""
    size = canvas.size.small
    if canvas.narrow:
        canvas.text(EDGE, y - 12, name, size=size)
        canvas.text(canvas.width - EDGE, y - 12, more, "muted", size, align="right")
        return
    canvas.text(EDGE, y + (-0.2 if more else 0.35) * canvas.size.text, name)
    if more:
        canvas.text(EDGE, y + 0.35 * size + 0.75 * canvas.size.text, more, "muted", size)


def times(canvas: Canvas, table: SmallTable) -> None:
    """One row a machine on a logarithmic axis of time: a dot for the middle of the bridge, a bar for its range."""
    names = [canvas.label(key) for key in table.column("machine")]
    speeds = [canvas.write(speed, "performance") for speed in table.column("speed")]
    low = math.log10(min([value for value in table.column("at_best") if value], default=1e-6)) - 0.4
    high = math.log10(max([value for value in table.column("at_worst") if value], default=1)) + 0.4
    room = canvas.room_for(names) + 24
    scale = LogScale(EDGE + (12 if canvas.narrow else room), canvas.width - EDGE - 18, low, high)
    bottom = canvas.bottom - canvas.size.small - 10
    _time_axis(canvas, scale, canvas.top, bottom)
    for row, (name, speed) in enumerate(zip(names, speeds, strict=True)):
        y, _ = _row(canvas, row, len(names), bottom)
        middle, best, worst = (table.column(key)[row] for key in ("middle", "at_best", "at_worst"))
        _name(canvas, y, name, speed)
        canvas.boxes([Box(scale.at(best), y - 4, scale.at(worst), y + 4)], "grid")
        canvas.dot(scale.at(middle), y, "accent", 12)
        canvas.mark_in_row(scale.at(middle), y, row, "speed", "middle", "at_best", "at_worst")
        _beside(canvas, scale.at(best), scale.at(worst), y, canvas.write(middle, "duration"))


def _beside(canvas: Canvas, left: float, right: float, y: float, text: str) -> None:
    """Write a text on the right of a bar, or on its left where it would leave the sheet."""
    base = y + 0.35 * canvas.size.text
    if right + 10 + canvas.room_for([text], bold=True) <= canvas.width - EDGE:
        canvas.text(right + 10, base, text, "accent", bold=True)
    else:
        canvas.text(left - 10, base, text, "accent", align="right", bold=True)


def day(canvas: Canvas, table: SmallTable) -> None:
    """Three lines on a logarithmic axis of time: a day of today's number one on the machines of each list."""
    years = table.column("year")
    lines = (("last", "muted", 2.5, (4, 1.5)), ("first", "accent", 3, ()), ("total", "ink", 2.5, ()))
    values = [value for key, *_ in lines for value in table.column(key) if value]
    low, high = min(values, default=1e-4) / 2, max(values, default=1) * 2
    named = _TICKS[:-1] if canvas.narrow else _TICKS  # the longest words would take too much of a narrow sheet
    ticks = [(value, canvas.label(f"tick_{key}")) for key, value in named if low <= value <= high]
    newest = {key: table.column(key)[-1] for key, *_ in lines}
    ends = [
        End(newest[key], f"{canvas.label(f'end_{key}')}\n{canvas.write(newest[key], 'duration')}", role)
        for key, role, *_ in lines
        if newest[key]
    ]
    ax = canvas.line_chart(years, (low, high), ticks, ends, log=True)
    for key, role, width, dash in lines:
        canvas.line(ax, years, [value or None for value in table.column(key)], role, width, dash, columns=(key,))
    first = sorted(named_runs(table, "first", "first_name"))
    wanted = 3 if canvas.narrow else 6
    canvas.notes(ax, first[:: -max(1, len(first) // wanted)], "accent", wanted, reach=62)


def growth(canvas: Canvas, table: SmallTable) -> None:
    """Two growths on one logarithmic axis, both from 1: dots and trend of the largest models, and the list's sum."""
    when, times, trend = (table.column(key) for key in ("when", "times", "trend"))
    whole = table.column("list_times")
    highest = max([value for value in (*times, *whole) if value], default=10)
    low, high = min([0.3, *(value for value in times if value)]) / 2, highest * 3
    powers = [power for power in range(0, 16, 3 if highest > 1e5 else 1) if 10.0**power <= high]
    ticks = [(10.0**power, f"× {canvas.write(10.0**power, 'amount')}") for power in powers]
    ends = [
        End(values[-1], f"{canvas.label(key)}\n× {canvas.write(_round(values[-1]), 'amount')}", role)
        for key, values, role in (("end_models", trend, "accent"), ("end_list", whole, "ink"))
        if values[-1]
    ]
    ax = canvas.line_chart(when, (low, high), ticks, ends, log=True)
    canvas.points(ax, [(x, y) for x, y in zip(when, times, strict=True) if y], "other", 7)
    for row, (x, y) in enumerate(zip(when, times, strict=True)):
        if y:
            canvas.mark(*canvas.at(ax, x, y), row, "published", "training_flop", "times", "list_times")
    canvas.line(ax, when, trend, "accent", 3)
    canvas.line(ax, when, whole, "ink", 3)
    named = [*zip(when, times, table.column("model"), strict=True)]
    wanted = [
        note for key in ("AlexNet", "GPT-3 175B", "AlphaGo Lee", "GPT-4 ", "Grok 4") for note in named if key in note[2]
    ]
    notes = [(x, y, name.split(" (")[0].removesuffix(" 175B")) for x, y, name in wanted if y]
    canvas.notes(ax, notes, "muted", 3 if canvas.narrow else 5, reach=34)


def _round(value: float) -> float:
    """Round to two significant digits what rests on a trend."""
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else 0.0


def _dumbbells(
    canvas: Canvas, names: Sequence[str], scale: LogScale, bottom: float,
    ends: Sequence[tuple[float | None, float | None]], written: Sequence[tuple[str, str]], columns: tuple[str, str],
) -> None:  # fmt: skip
    """One row a name: a ring at the first value and a dot at the second, each with its words beside it.

    columns: that of the first values and that of the second ones.
    """
    size = canvas.size.small
    for row, (name, (ring, dot), (ring_text, dot_text)) in enumerate(zip(names, ends, written, strict=True)):
        y, _ = _row(canvas, row, len(names), bottom)
        _name(canvas, y, name)
        if not ring or not dot:
            continue
        sides = sorted(
            ((scale.at(ring), ring_text, "ink"), (scale.at(dot), dot_text, "accent")), key=lambda side: side[0]
        )
        canvas.stroke([(sides[0][0], y), (sides[1][0], y)], "other", 2)
        canvas.dot(scale.at(ring), y, "ink", 9, hollow=True)
        canvas.dot(scale.at(dot), y, "accent", 11)
        for value, column in zip((ring, dot), columns, strict=True):
            canvas.mark_in_row(scale.at(value), y, row, column)
        for (x, text, role), align in zip(sides, ("right", "left"), strict=True):
            at = x + (10 if align == "left" else -10)
            canvas.text(at, y + 0.35 * size, text, role, size, align=align, bold=role == "accent")


def chips(canvas: Canvas, table: SmallTable) -> None:
    """One row a chip: a ring for 64 bits, a dot for 16 bits, on a logarithmic axis of TFlop/s."""
    canvas.top = canvas.key(((True, canvas.label("bits_64")), (False, canvas.label("bits_16"))))
    years = table.column("released")
    names = [f"{chip} ({year})" for chip, year in zip(table.column("chip"), years, strict=True)]
    pairs = [*zip(table.column("fp64_tflops"), table.column("tensor16_tflops"), strict=True)]
    written = [tuple(canvas.write(value, "performance") for value in pair) for pair in pairs]
    size = canvas.size.small
    rooms = [canvas.room_for([texts[side] for texts in written], size, bold=True) + 16 for side in (0, 1)]
    values = [value for pair in pairs for value in pair if value]
    left = EDGE + rooms[0] + (0 if canvas.narrow else canvas.room_for(names) + 10)
    low, high = math.log10(min(values, default=1)), math.log10(max(values, default=10))
    scale = LogScale(left, canvas.width - EDGE - rooms[1], low, max(high, low + 1))
    _dumbbells(canvas, names, scale, canvas.bottom, pairs, written, ("fp64_tflops", "tensor16_tflops"))


def years(canvas: Canvas, table: SmallTable) -> None:
    """One row a training: a ring for its time on the real machine, a dot for its time on eight of the chips."""
    canvas.top = canvas.key(((True, canvas.label("real_machine")), (False, canvas.label("eight_chips"))))
    names = table.column("model")
    pairs = [*zip(table.column("real"), table.column("small"), strict=True)]
    written = [tuple(_time(canvas, value) for value in pair) for pair in pairs]
    values = [value for pair in pairs for value in pair if value]
    size, bottom = canvas.size.small, canvas.bottom - canvas.size.small - 10
    rooms = [canvas.room_for([texts[side] for texts in written], size, bold=True) + 16 for side in (0, 1)]
    left = EDGE + rooms[0] + (0 if canvas.narrow else canvas.room_for(names) + 10)
    low, high = math.log10(min(values, default=0.01)), math.log10(max(values, default=1))
    scale = LogScale(left, canvas.width - EDGE - rooms[1], low, max(high, low + 1))
    _time_axis(canvas, scale, canvas.top, bottom)
    _dumbbells(canvas, names, scale, bottom, pairs, written, ("real", "small"))


def _time(canvas: Canvas, years: float | None) -> str:
    """Write a time: in days under a year, in years of two digits above."""
    if years and years < 1:
        return (
            canvas.write(years * 365.25, "days") if years * 365.25 < 10 else canvas.write(round(years * 365.25), "days")
        )
    return canvas.write(years and _round(years), "duration")


def bridge(canvas: Canvas, table: SmallTable) -> None:
    """Above, one dot a machine: HPL-MxP over HPL; below, one dot a training: its speed over HPL on the same chips."""
    rows = [(*row, at) for at, row in enumerate(table.rows) if row[2]]
    machines, runs = ([row for row in rows if row[1] == what] for what in ("what_mxp", "what_run"))
    ratios = [row[2] for row in rows]
    scale = LogScale(
        EDGE + 14, canvas.width - EDGE - 20, math.log10(min(ratios) * 0.85), math.log10(max(ratios) * 1.15)
    )
    size, bottom = canvas.size.small, canvas.bottom - canvas.size.small - 10
    line = size * (1.7 if canvas.narrow else 1.75)
    below = bottom - line * len(runs) - (size + 22 if runs else 0)
    for tick in (0.5, 1, 2, 5, 10, 20, 50):
        if scale.low <= math.log10(tick) <= scale.high:
            canvas.stroke([(scale.at(tick), canvas.top + 24), (scale.at(tick), bottom)], "grid", 1)
            canvas.text(
                scale.at(tick), bottom + 4 + size, f"× {canvas.write(tick, 'count')}", "muted", size, align="center"
            )
    _swarm(canvas, scale, machines, below - 14)
    if runs:
        canvas.text(EDGE, below + 22, canvas.label("runs"), size=size, bold=True)
    for row, (name, _, ratio, at) in enumerate(runs):
        y, x = below + 30 + (row + 0.5) * line, scale.at(ratio)
        text = shorten(name, canvas.width * 0.55, size)
        left = x + 10 + canvas.room_for([text], size) > canvas.width - EDGE
        canvas.dot(x, y, "accent", 11)
        canvas.mark_in_row(x, y, at, "ratio")
        canvas.text(x + (-10 if left else 10), y + 0.35 * size, text, size=size, align="right" if left else "left")


def _swarm(canvas: Canvas, scale: LogScale, machines: Sequence[tuple], base: float) -> None:
    """Draw one dot a machine, piled up from the base where they would overlap; the middle and both ends are named."""
    size, step = canvas.size.small, 10 if canvas.narrow else 13
    canvas.text(EDGE, canvas.top + size, canvas.label("machines"), size=size, bold=True)
    taken: list[tuple[float, int]] = []
    for _, _, ratio, at in machines:
        x = scale.at(ratio)
        level = next(level for level in range(99) if all(abs(x - left) > step or level != up for left, up in taken))
        taken.append((x, level))
        canvas.dot(x, base - 8 - level * step, "ink", step - 2)
        canvas.mark(x, base - 8 - level * step, at, "ratio")
    ordered = sorted(row[2] for row in machines)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    x, top = scale.at(middle), base - 8 - max(up for _, up in taken) * step - 22
    canvas.stroke([(x, top + 4), (x, base)], "accent", 2)
    canvas.text(
        x, top, f"{canvas.label('middle')} × {canvas.write(middle, 'factor')}", "accent", align="center", bold=True
    )
    for (name, _, ratio, _), align in ((machines[0], "left"), (machines[-1], "right")):
        at = max(scale.at(ratio) - 6, EDGE) if align == "left" else min(scale.at(ratio) + 6, canvas.width - EDGE)
        canvas.text(
            at, base - 24 - (step if align == "right" else 0), shorten(name, 130, size), "muted", size, align=align
        )


MOVES = 5  # places that make a line worth looking at


def rankings(canvas: Canvas, table: SmallTable) -> None:
    """Three columns of ranks, one line a machine; those that move five places or more are accented."""
    keys = ("hpl_rank", "mxp_rank", "hpcg_rank")
    size = canvas.size.small
    names = [shorten(name, 124 if canvas.narrow else 190, size) for name in table.column("label")]
    room = canvas.room_for([f"99  {name}" for name in names], size, bold=True) + 12
    right = canvas.width - EDGE - room
    left = EDGE + (canvas.room_for(["99"], size) + 14 if canvas.narrow else room)
    columns = (left, (left + right) / 2, right)
    below = _heads(canvas, columns, [canvas.label(f"column_{key}") for key in keys])
    ranks = [tuple(table.column(key)[row] for key in keys) for row in range(len(names))]
    worst = max(rank for row in ranks for rank in row)
    top = below + 1.4 * size
    step = (canvas.bottom - top - 10) / max(1, worst - 1)
    for row, (key, column) in itertools.product(range(len(names)), enumerate(keys)):
        canvas.mark(columns[key], top + (ranks[row][key] - 1) * step, row, column)
    for name, row in sorted(zip(names, ranks, strict=True), key=lambda pair: _moved(pair[1])):
        role = "accent" if _moved(row) else "muted"
        ys = [top + (rank - 1) * step for rank in row]
        canvas.stroke([*zip(columns, ys, strict=True)], role, 3 if _moved(row) else 2)
        for x, y in zip(columns, ys, strict=True):
            canvas.dot(x, y, role, 9)
        canvas.text(right + 12, ys[2] + 0.35 * size, f"{row[2]:.0f}  {name}", role, size, bold=_moved(row))
        text = f"{row[0]:.0f}" if canvas.narrow else f"{name}  {row[0]:.0f}"
        canvas.text(left - 12, ys[0] + 0.35 * size, text, role, size, align="right", bold=_moved(row))
        canvas.text(columns[1] + 9, ys[1] - 6, f"{row[1]:.0f}", role, size, bold=_moved(row))


def _moved(ranks: tuple[float, float, float]) -> bool:
    """Return whether a machine's rank in another test is five places or more from that in HPL."""
    return max(abs(ranks[1] - ranks[0]), abs(ranks[2] - ranks[0])) >= MOVES


def _heads(canvas: Canvas, columns: Sequence[float], heads: Sequence[str]) -> float:
    """Write the heads of columns, on narrow sheets in two lines; return the y below them."""
    size, lines = canvas.size.small, 1
    for x, head in zip(columns, heads, strict=True):
        parts = head.replace(" (", "\n(").split("\n") if canvas.narrow else [head]
        lines = max(lines, len(parts))
        half = canvas.room_for(parts, size, bold=True) / 2
        middle = min(max(x, EDGE + half), canvas.width - EDGE - half)
        for line, part in enumerate(parts):
            y = canvas.top + size + line * size * LEADING
            canvas.text(middle, y, part, size=size, align="center", bold=True)
    return canvas.top + lines * size * LEADING


def speeds(canvas: Canvas, table: SmallTable) -> None:
    """One row a machine: its speed in HPCG, HPL and HPL-MxP, three dots on one logarithmic axis."""
    marks = (("hpcg", "europe", False), ("hpl", "ink", True), ("mxp", "accent", False))
    names = table.column("label")
    values = [value for key, *_ in marks for value in table.column(key) if value]
    size, bottom = canvas.size.small, canvas.bottom - canvas.size.small - 10
    left = EDGE + 12 if canvas.narrow else EDGE + canvas.room_for(names) + 24
    low, high = math.log10(min(values, default=1e3)) - 0.15, math.log10(max(values, default=1e6)) + 0.15
    scale = LogScale(left, canvas.width - EDGE - 30, low, high)
    canvas.top += size * 1.5
    for power in range(math.ceil(low), math.floor(high) + 1):
        x = scale.at(10.0**power)
        canvas.stroke([(x, canvas.top), (x, bottom)], "grid", 1)
        text = canvas.write(10.0**power, "performance")
        if not canvas.narrow or power % 3 == 0:
            middle = max(x, EDGE + canvas.room_for([text], size) / 2)
            canvas.text(middle, bottom + 4 + size, text, "muted", size, align="center")
    for row, name in enumerate(names):
        y, _ = _row(canvas, row, len(names), bottom)
        _name(canvas, y, name)
        xs = [scale.at(table.column(key)[row]) for key, *_ in marks]
        canvas.stroke([(xs[0], y), (xs[-1], y)], "other", 2)
        for x, (key, role, hollow) in zip(xs, marks, strict=True):
            canvas.dot(x, y, role, 10 if hollow else 11, hollow=hollow)
            canvas.mark_in_row(x, y, row, key)
            if row == 0:
                canvas.text(x, canvas.top - 4, canvas.label(f"test_{key}"), role, size, align="center", bold=True)
