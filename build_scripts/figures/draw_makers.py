"""Drawings on who builds the machines and their chips, and who uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from ..editions import decimal_year
from ..tables import SmallTable
from .canvas import EDGE, GAP, Canvas, round_ticks
from .lettering import LEADING, Box, shorten, spread
from .style import color

PANELS = ("systems", "rmax")
BOLD = 1.15  # how much wider bold letters are
JUMP = 0.07  # a share that grows by so much from one list to the next is told by the machine that did it


@dataclass(frozen=True)
class Line:
    """A line of both panels: key of its columns (`key_systems`, `key_rmax`; several are added), role, width, dash."""

    key: str
    role: str
    width: float = 2.4
    dash: tuple[float, ...] = ()
    columns: tuple[str, ...] = ()
    named: bool = False  # whether the machines that made it jump are named

    def values(self, table: SmallTable, panel: str) -> list[float | None]:
        """Return the values of the line in one of the PANELS."""
        parts = [table.column(f"{key}_{panel}") for key in self.columns or (self.key,)]
        return [None if None in row else sum(row) for row in zip(*parts, strict=True)]


def accelerator_makers(canvas: Canvas, table: SmallTable) -> None:
    """Shares of NVIDIA, AMD, Intel and the others in the accelerated machines and in their performance."""
    lines = (
        Line("other", "other", 2.2, (1, 1), ("cn", "other")), Line("intel", "muted", 2.2, (4, 1.5), named=True),
        Line("amd", "ink", named=True), Line("nvidia", "accent", 3),
    )  # fmt: skip
    two_panels(canvas, table, lines)


def segments(canvas: Canvas, table: SmallTable) -> None:
    """Shares of research, industry, universities and the rest in the machines and in the performance."""
    lines = (
        Line("rest", "other", 2.2, (1, 1)), Line("academic", "muted", 2.2, (4, 1.5)), Line("research", "ink"),
        Line("industry", "accent", 3),
    )  # fmt: skip
    two_panels(canvas, table, lines)


def processors(canvas: Canvas, table: SmallTable) -> None:
    """Shares of four lines of processors in the machines and in the performance."""
    lines = (
        Line("own", "other", 2.2, (1, 1), named=True), Line("server", "muted", 2.2, (4, 1.5)), Line("x86", "ink"),
        Line("arm", "accent", 3, named=True),
    )  # fmt: skip
    two_panels(canvas, table, lines)


def two_panels(canvas: Canvas, table: SmallTable, lines: Sequence[Line]) -> None:
    """Draw the same lines twice, by number and by performance: side by side, on narrow sheets one above the other.

    A line that is at zero in every list is left out.
    """
    lines = [line for line in lines if any(line.values(table, "systems"))] or lines
    top, bottom = canvas.top + 6, canvas.bottom
    middle, half = canvas.width / 2, (bottom - top) / 2
    for index, panel in enumerate(PANELS):
        if canvas.narrow:
            box = Box(EDGE, top + index * half, canvas.width - EDGE, top + (index + 1) * half - (0 if index else 10))
        else:
            box = Box(EDGE + index * (middle - EDGE + 8), top, middle - 8 + index * (middle - EDGE + 8), bottom)
        _panel(canvas, table, lines, panel, box)
    canvas.top, canvas.bottom = top, bottom


def _panel(canvas: Canvas, table: SmallTable, lines: Sequence[Line], panel: str, box: Box) -> None:
    """Draw one panel in its box: its title, the scale to the whole, the lines, their names and newest values."""
    size, years = canvas.size.small, table.column("year")
    canvas.text(box.left, box.top + canvas.size.text * 0.7, canvas.label(f"panel_{panel}"), bold=True)
    canvas.top, canvas.bottom = box.top + canvas.size.text * 2.2, box.bottom
    series = {line.key: line.values(table, panel) for line in lines}
    known = [value for line in lines for part in PANELS for value in line.values(table, part) if value]
    highest = max([0.01, *known])
    ticks = round_ticks(highest)
    texts = {
        line.key: f"{canvas.label(line.key)}\n{canvas.write(series[line.key][-1], 'share')}"
        for line in lines
        if series[line.key][-1] is not None
    }
    left = box.left + canvas.room_for([canvas.write(tick, "share") for tick in ticks], size) + 8
    right = canvas.width - box.right + GAP + canvas.room_for(list(texts.values()), size)
    span = (years[0], years[-1]) if years[-1] > years[0] else (years[0] - 0.5, years[0] + 0.5)
    ax = canvas.axes(left, right, span, (0, highest * 1.08))
    area = canvas.area(ax)
    for tick in ticks:
        y = canvas.at(ax, span[0], tick)[1]
        canvas.stroke([(area.left, y), (area.right, y)], "grid", 1)
        canvas.text(area.left - 8, y + 0.35 * size, canvas.write(tick, "share"), "muted", size, align="right")
    canvas.years(ax)
    for line in lines:
        columns = [f"{key}_{panel}" for key in line.columns or (line.key,)]
        canvas.line(ax, years, series[line.key], line.role, line.width, line.dash, columns=columns)
    roles = {line.key: line.role for line in lines}
    _names(canvas, ax, years[-1], [(series[key][-1] or 0.0, text, roles[key]) for key, text in texts.items()])
    if panel == PANELS[-1]:
        for line in reversed(lines):
            if line.named:
                canvas.notes(ax, _jumps(table, line, series[line.key]), line.role, 4, reach=62)


def _jumps(table: SmallTable, line: Line, values: Sequence[float | None]) -> list[tuple[float, float, str]]:
    """Return (year, value, name) where a line jumps: the fastest machine of that list, the newest first, each once."""
    years, names = table.column("year"), table.column(f"{line.key}_first")
    known = [value or 0.0 for value in values]
    found = {
        names[row]: (years[row], known[row], names[row])
        for row in range(len(known) - 1, 0, -1)
        if known[row] - known[row - 1] >= JUMP and names[row] not in ("", names[row - 1])
    }
    return list(found.values())


def _names(canvas: Canvas, ax: Axes, x: float, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write names at the lines' ends (value, text, role), moved apart where they would overlap."""
    size, area = canvas.size.small, canvas.area(ax)
    placed = sorted(((*canvas.at(ax, x, value), text, role) for value, text, role in ends), key=lambda end: end[1])
    heights = [(text.count("\n") + 1) * size * LEADING + 5 for _, _, text, _ in placed]
    centres = spread([y for _, y, *_ in placed], heights, canvas.top - 8, area.bottom + 4)
    for (left, y, text, role), centre in zip(placed, centres, strict=True):
        if abs(centre - y) > 5:
            canvas.stroke([(left + 3, y), (left + GAP - 3, centre)], "muted", 1)
        canvas.lines(left + GAP, centre, text.split("\n"), role, size)


def makers(canvas: Canvas, table: SmallTable) -> None:
    """Small pictures on one scale, in the order of their peaks: each maker's number of machines through time."""
    columns = 2 if canvas.narrow else 4
    count = len(table.rows)
    lines = -(-count // columns)
    gap = 14 if canvas.narrow else 22
    width = (canvas.width - 2 * EDGE - (columns - 1) * gap) / columns
    size, top = canvas.size.small, canvas.top
    height = (canvas.bottom - top - size - 8) / lines
    highest = max([1, *(value or 0 for course in table.column("course") for value in course)])
    for row in range(count):
        across, down = row % columns, row // columns
        box = Box(EDGE + across * (width + gap), top + down * height, EDGE + across * (width + gap) + width,
                  top + (down + 1) * height - 8)  # fmt: skip
        _career(canvas, table, row, box, highest)
        if down == lines - 1 or row + columns >= count:
            years = table.column("years")[row]
            canvas.text(box.left, box.bottom + 4 + size, f"{years[0]:.0f}", "muted", size)
            if len(years) > 1 and int(years[0]) != int(years[-1]):
                canvas.text(box.right, box.bottom + 4 + size, f"{int(years[-1])}", "muted", size, align="right")


def _career(canvas: Canvas, table: SmallTable, row: int, box: Box, highest: float) -> None:
    """Draw one maker: its name and newest number, its course as an area from zero, its peak with number and year."""
    size = canvas.size.small
    years, course = table.column("years")[row], [value or 0 for value in table.column("course")[row]]
    name = shorten(table.column("maker")[row], (box.right - box.left) / BOLD, size)
    now = f"{canvas.write(table.column('systems')[row], 'count')} ({int(years[-1])})"
    canvas.text(box.left, box.top + size, name, size=size, bold=True)
    free = box.right - box.left - canvas.room_for([name], size, bold=True) - 8
    if decimal_year(table.column("peak")[row]) < years[-1] and free > canvas.room_for([now], size):
        canvas.text(box.right, box.top + size, now, "muted", size, align="right")
    span = (years[0], years[-1]) if years[-1] > years[0] else (years[0] - 0.5, years[0] + 0.5)
    top, bottom = canvas.top, canvas.bottom
    canvas.top, canvas.bottom = box.top + size * 3.1, box.bottom + size + 12
    ax = canvas.axes(box.left, canvas.width - box.right, span, (0, highest))
    canvas.top, canvas.bottom = top, bottom
    across, heights = (years, course) if len(years) > 1 else (list(span), course * 2)
    ax.fill_between(across, heights, color=color("other"), linewidth=0, clip_on=False)
    area = canvas.area(ax)
    canvas.stroke([(area.left, area.bottom), (area.right, area.bottom)], "muted", 1)
    peak, most = decimal_year(table.column("peak")[row]), table.column("most")[row] or 0
    x, y = canvas.at(ax, peak, most)
    written = f"{canvas.write(most, 'count')} ({int(peak)})"
    room = canvas.room_for([written], size) / 2
    canvas.dot(x, y, "accent", 6)
    canvas.text(min(max(x, area.left + room), area.right - room), y - 7, written, "accent", size, align="center")
    canvas.mark(x, y, row, "most", "peak")
    canvas.mark(*canvas.at(ax, years[-1], course[-1]), row, "systems", "share")
