"""Drawings on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..tables import SmallTable
from .canvas import EDGE, Canvas
from .lettering import Box, shorten

SMALL_TEAM = 6
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power(exponent: int) -> str:
    """Write a power of ten as both languages do."""
    return "1" if not exponent else "10" + str(exponent).translate(_SUPERSCRIPTS)


@dataclass(frozen=True)
class LogScale:
    """A logarithmic scale across the sheet: where it starts and ends, in pixels and in powers of ten."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: float | None) -> float:
        """Return the x of a value; what is zero or unknown stands at the start."""
        power = math.log10(value) if value else self.low
        return self.left + (power - self.low) / (self.high - self.low) * (self.right - self.left)


def _log_axis(canvas: Canvas, scale: LogScale, step: int, top: float, bottom: float) -> None:
    """Draw faint lines at powers of ten and write them below."""
    size = canvas.size.small
    for power in range(math.ceil(scale.low), math.floor(scale.high) + 1, step):
        x = scale.at(10.0**power)
        canvas.stroke([(x, top), (x, bottom)], "grid", 1)
        canvas.text(x, bottom + 4 + size, _power(power), "muted", size, align="center")


def ladder(canvas: Canvas, table: SmallTable) -> None:
    """One row a measure: the first model as a ring, the newest as a dot, on one logarithmic scale."""
    name = next(iter(table.column("model")))
    canvas.top = canvas.key(((True, canvas.label("first_model")), (False, str(name))))
    size, rows = canvas.size.small, len(table.rows)
    bottom = canvas.bottom - size - 10
    step = (bottom - canvas.top) / rows
    scale = LogScale(EDGE + 8, canvas.width - EDGE - 18, 0, 27)
    _log_axis(canvas, scale, 6 if canvas.narrow else 3, canvas.top, bottom)
    for row, (key, oldest, newest, _) in enumerate(table.rows):
        y = canvas.top + row * step
        canvas.text(EDGE, y + canvas.size.text + 2, canvas.label(f"rung_{key}"), bold=True)
        line = y + step * 0.66
        ends = [scale.at(value) for value in (oldest, newest) if value]
        canvas.stroke([(scale.left, line), (max(ends, default=scale.left), line)], "other", 2)
        _ladder_marks(canvas, scale, line, row, oldest, newest)


def _ladder_marks(
    canvas: Canvas, scale: LogScale, y: float, row: int, oldest: float | None, newest: float | None
) -> None:  # fmt: skip
    """Draw ring and dot, the newer value above the line and the older one below it."""
    size = canvas.size.small
    marks = ((oldest, "oldest", "muted", True, y + size + 8), (newest, "newest", "accent", False, y - 10))
    for value, column, role, hollow, base in marks:
        if not value:
            continue
        written, x = canvas.write(value, "magnitude"), scale.at(value)
        half = canvas.room_for([written], size, bold=not hollow) / 2
        middle = min(max(x, EDGE + half), canvas.width - EDGE - half)
        canvas.dot(x, y, role, 10 if hollow else 13, hollow=hollow)
        canvas.mark_in_row(x, y, row, column)
        canvas.text(middle, base, written, role, size, align="center", bold=not hollow)


def pile(canvas: Canvas, table: SmallTable) -> None:
    """One bar a model from zero, as high as its pile of paper; heights that readers know as lines across."""
    size, heights = canvas.size.small, table.column("pile")
    names = [shorten(name, canvas.width * 0.62, canvas.size.text) for name in table.column("model")]
    written = [canvas.write(height, "length") for height in heights]
    pages = [f"{canvas.label('pages_word')} {canvas.write(count, 'amount')}" for count in table.column("pages")]
    left = EDGE if canvas.narrow else EDGE + canvas.room_for(names) + 12
    highest = max([table.column("everest")[0] * 1.02, *(height or 0 for height in heights)])
    full = canvas.width - EDGE - canvas.room_for(written, bold=True) - 12 - left
    top = _pile_marks(canvas, table, left, full / highest)
    step = (canvas.bottom - top) / len(names)
    for row, (name, height) in enumerate(zip(names, heights, strict=True)):
        middle = top + (row + (0.68 if canvas.narrow else 0.5)) * step
        thick = min(13.0, step * 0.25) if canvas.narrow else min(22.0, step * 0.55)
        end = left + max(1.5, full * (height or 0) / highest)
        canvas.boxes([Box(left, middle - thick / 2, end, middle + thick / 2)], "accent")
        canvas.mark_in_row(end, middle, row, "parameters", "pages", "pile")
        canvas.text(end + 7, middle + 0.35 * size, written[row], "accent", size, bold=True)
        if canvas.narrow:
            canvas.text(EDGE, middle - thick / 2 - 6, name, size=size)
            canvas.text(canvas.width - EDGE, middle - thick / 2 - 6, pages[row], "muted", size, align="right")
        else:
            canvas.text(left - 10, middle + 0.35 * size, name, align="right")


def _pile_marks(canvas: Canvas, table: SmallTable, left: float, pixels: float) -> float:
    """Draw the lines of the heights to compare with, each with its name above; return the y below the names."""
    size = canvas.size.small
    marks = ("mont_blanc", "everest") if canvas.narrow else ("eiffel", "mont_blanc", "everest")
    for row, key in enumerate(marks):
        height = table.column(key)[0]
        x, y = left + height * pixels, canvas.top + (row + 0.8) * size * 1.4
        text = f"{canvas.label(f'mark_{key}')}, {canvas.write(height, 'count')} m"
        right = x + 6 + canvas.room_for([text], size) <= canvas.width - EDGE
        canvas.stroke([(x, y - size * 0.8), (x, canvas.bottom)], "grid", 2)
        canvas.text(x + 6 if right else x - 6, y, text, "muted", size, align="left" if right else "right")
    return canvas.top + len(marks) * size * 1.4 + 4


def _share_rows(
    canvas: Canvas, names: Sequence[str], shares: Sequence[float | None], texts: Sequence[str], role: str,
    columns: Sequence[str],
) -> None:  # fmt: skip
    """One bar a row from 0 to 100 %: its name on the left (narrow: above it), its share and a text behind it.

    columns: those that a row shows.
    """
    size, step = canvas.size.small, (canvas.bottom - canvas.top) / len(names)
    left = EDGE if canvas.narrow else EDGE + canvas.room_for(names) + 12
    written = [canvas.write(share, "share") for share in shares]
    behind = 0 if canvas.narrow else canvas.room_for(texts, size) + 10
    full = canvas.width - EDGE - canvas.room_for(written, bold=True) - 10 - behind - left
    for row, (name, share) in enumerate(zip(names, shares, strict=True)):
        middle = canvas.top + (row + (0.7 if canvas.narrow else 0.5)) * step
        thick = min(14.0, step * 0.3) if canvas.narrow else min(26.0, step * 0.6)
        end = left + full * (share or 0)
        canvas.boxes([Box(left, middle - thick / 2, left + full, middle + thick / 2)], "grid")
        if share:
            canvas.boxes([Box(left, middle - thick / 2, max(end, left + 2), middle + thick / 2)], role)
        canvas.mark_in_row(end, middle, row, *columns)
        canvas.text(left + full + 10, middle + 0.35 * canvas.size.text, written[row], role, bold=True)
        if canvas.narrow:
            canvas.text(EDGE, middle - thick / 2 - 6, name, size=size)
            canvas.text(canvas.width - EDGE, middle - thick / 2 - 6, texts[row], "muted", size, align="right")
        else:
            canvas.text(left - 10, middle + 0.35 * canvas.size.text, name, align="right")
            canvas.text(canvas.width - EDGE, middle + 0.35 * size, texts[row], "muted", size, align="right")


def teams(canvas: Canvas, table: SmallTable) -> None:
    """One bar a band of computing: the share of papers with six authors or fewer."""
    papers, middle = canvas.label("papers"), canvas.label("middle")
    texts = [
        f"{canvas.write(count, 'count')} {papers}, {middle} {canvas.write(median, 'count')}"
        for count, median in zip(table.column("models"), table.column("median_authors"), strict=True)
    ]
    _share_rows(canvas, table.column("band"), table.column("small_share"), texts, "accent",
                ("models", "small_share", "median_authors"))  # fmt: skip


def origins(canvas: Canvas, table: SmallTable) -> None:
    """One bar a period: the share of models from academic institutions."""
    texts = [f"{canvas.write(count, 'count')} {canvas.label('models_word')}" for count in table.column("models")]
    _share_rows(canvas, table.column("period"), table.column("academia_share"), texts, "europe",
                ("models", "academia_share"))  # fmt: skip


def training(canvas: Canvas, table: SmallTable) -> None:
    """One dot a model, on a logarithmic axis of operations; small teams are accented, landmarks are named."""
    canvas.top = canvas.key(((False, canvas.label("small_team")), (True, canvas.label("other_team"))))
    columns = [table.column(key) for key in ("when", "training_flop", "authors", "model", "named")]
    dots = [
        (when, flop, name, 0 < (authors or 0) <= SMALL_TEAM, named)
        for when, flop, authors, name, named in zip(*columns, strict=True)
        if flop
    ]
    low, high = min((dot[1] for dot in dots), default=1e17) / 6, max((dot[1] for dot in dots), default=1e18) * 8
    powers = [power for power in range(0, 40) if low <= 10.0**power <= high]
    ticks = [(10.0**power, _power(power)) for power in powers[:: max(1, round(len(powers) / 5))]]
    years = [when for when, *_ in dots]
    air = (years[-1] - years[0]) * 0.08 if years else 0  # room for names after the newest
    ax = canvas.line_chart([*(years or columns[0]), columns[0][-1] + air], (low, high), ticks, [], log=True)
    rings, full = ([dot[:2] for dot in dots if dot[3] == small] for small in (False, True))
    canvas.points(ax, rings, "muted", 8, hollow=True)
    canvas.points(ax, full, "accent", 11)
    for role, small in (("accent", True), ("ink", False)):
        wanted = sorted((dot for dot in dots if dot[3] == small), key=lambda dot: (dot[4], -dot[1]))
        canvas.notes(ax, [dot[:3] for dot in wanted], role, reach=20 if canvas.narrow else 34)
    for place in rings:  # notes have put full dots on them
        canvas.dot(*canvas.at(ax, *place), "muted", 8, hollow=True)
    for row, (when, flop) in enumerate(zip(*columns[:2], strict=True)):
        if flop:
            canvas.mark(*canvas.at(ax, when, flop), row, "published", "training_flop", "authors")


def executions(canvas: Canvas, table: SmallTable) -> None:
    """One row a model: a ring for the chips that hold its weights, a dot for the chips that trained it."""
    canvas.top = canvas.key(((True, canvas.label("hold")), (False, canvas.label("train"))))
    size, names = canvas.size.small, table.column("model")
    bottom = canvas.bottom - size - 10
    step = (bottom - canvas.top) / len(names)
    left = EDGE + 10 if canvas.narrow else EDGE + canvas.room_for(names) + 24
    room = canvas.room_for([canvas.write(value, "amount") for value in table.column("hardware_count")], size, bold=True)
    highest = max([100.0, *(value for value in table.column("hardware_count") if value)])
    scale = LogScale(left, canvas.width - EDGE - room - 14, 0, math.log10(highest))
    _log_axis(canvas, scale, 1, canvas.top, bottom)
    for row, (name, trained, _, held) in enumerate(table.rows):
        middle = canvas.top + (row + (0.68 if canvas.narrow else 0.5)) * step
        start, end = scale.at(held), scale.at(trained)
        canvas.stroke([(start, middle), (end, middle)], "other", 2)
        canvas.dot(start, middle, "ink", 9, hollow=True)
        canvas.dot(end, middle, "accent", 11)
        canvas.mark_in_row(start, middle, row, "weights_gb", "chips_to_hold")
        canvas.mark_in_row(end, middle, row, "hardware_count")
        canvas.text(end + 10, middle + 0.35 * size, canvas.write(trained, "amount"), "accent", size, bold=True)
        if canvas.narrow:
            canvas.text(EDGE, middle - 9, name, size=size)
        else:
            canvas.text(EDGE, middle + 0.35 * canvas.size.text, name)
