"""A sheet to draw on: one figure in one language and one width, with title, subtitle and labels that fit.

Sizes are in pixels (1 unit of the SVG), from the left and the top of the sheet.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from .lettering import LEADING, Box, free_place, spread, text_box, text_width, wrap
from .style import color, text_color

DPI = 72  # one point = one pixel = one unit of the SVG
EDGE = 12
TITLE_LEADING, LEADING_SMALL = 1.22, 1.35  # heights of a line, in sizes of its letters
GAP = 12  # from a line's end to its label


@dataclass(frozen=True)
class Width:
    """The measures of one of the two renderings of a figure, in pixels.

    Shown at 600 px (wide) and 328 px (narrow) the smallest text has 10 px.
    """

    name: str
    width: int
    height: int
    text: int
    title: int
    small: int
    credit: int


WIDE = Width("wide", 800, 460, text=15, title=22, small=14, credit=14)
NARROW = Width("narrow", 360, 450, text=13, title=17, small=12, credit=11)
WIDTHS = {"wide": WIDE, "narrow": NARROW}


@dataclass(frozen=True)
class End:
    """The label at the end of a line: where the line ends, what is written (lines apart by "\\n"), in which role."""

    y: float
    text: str
    role: str


@dataclass(frozen=True)
class Mark:
    """A place on the sheet and what stands there: a row of the figure's table and the columns whose values it shows.

    series: marks of one series are a way from left to right (a line, the dots of a row). reach: places joined by
    straight lines; who points near one of them means this mark. Without a reach it is the place alone.
    """

    x: float
    y: float
    row: int
    columns: tuple[str, ...]
    series: str = ""
    reach: tuple[tuple[float, float], ...] = ()


class Canvas:
    """One figure in one language and one width.

    label(key) gives a word of the figure's catalogue entry, write(value, kind) a number in the language.
    """

    def __init__(
        self,
        size: Width,
        heights: dict[str, int],
        words: dict[str, str],
        write: Callable[[object, str], str],
    ):
        self.size = size
        self.narrow = size.name == "narrow"
        self.width, self.height = size.width, heights.get(size.name, size.height)
        self.words, self.write = words, write
        self.figure = Figure(figsize=(self.width / DPI, self.height / DPI), dpi=DPI, facecolor=color("paper"))
        self.sheet = self._axes(0, 0, self.width, self.height)
        self.sheet.set(xlim=(0, self.width), ylim=(self.height, 0))
        self.marks: list[Mark] = []
        self._lines = 0
        self._taken: list[Box] = []
        self._ink: list[tuple[float, float]] = []
        self.top = self._head(words["title"], words["subtitle"])
        self.bottom = self._foot(words["credit"])

    def label(self, key: str) -> str:
        """Return a word of this figure's entry in the catalogue."""
        return self.words[key]

    # Texts

    def text(
        self, x: float, y: float, text: str, role: str = "ink", size: float | None = None,
        *, align: str = "left", bold: bool = False, serif: bool = False,
    ) -> None:  # fmt: skip
        """Write one line of text with its baseline at y; align: which part of it is at x."""
        size = size or self.size.text
        self.figure.text(
            x / self.width, 1 - y / self.height, text, color=text_color(role), fontsize=size, ha=align, va="baseline",
            weight="bold" if bold else "normal", family="DejaVu Serif" if serif else "DejaVu Sans", parse_math=False,
        )  # fmt: skip
        self._taken.append(text_box(x, y, text, size, align, bold))

    def lines(
        self, x: float, middle: float, lines: Sequence[str], role: str, size: float | None = None,
        *, align: str = "left", bold: bool = False,
    ) -> None:  # fmt: skip
        """Write lines of text around a height."""
        size = size or self.size.text
        first = middle - (len(lines) - 1) * size * LEADING / 2 + 0.35 * size
        for index, line in enumerate(lines):
            self.text(x, first + index * size * LEADING, line, role, size, align=align, bold=bold)

    def room_for(self, texts: Sequence[str], size: float | None = None, *, bold: bool = False) -> float:
        """Return the width of the longest line of the texts."""
        parts = [part for text in texts for part in text.split("\n")]
        return max((text_width(part, size or self.size.text, bold) for part in parts), default=0.0)

    def _head(self, title: str, subtitle: str) -> float:
        """Write title, if it is not "", and subtitle; return the y below them."""
        y = EDGE if title else 0
        for line in _title_lines(self.size, self.width, title) if title else ():
            y += self.size.title * TITLE_LEADING
            self.text(EDGE, y, line, size=self.size.title, bold=True, serif=True)
        y += 5
        for line in wrap(subtitle, self.width - 2 * EDGE, self.size.small):
            y += self.size.small * LEADING_SMALL
            self.text(EDGE, y, line, "muted", self.size.small)
        return y + 14

    def _foot(self, credit: str) -> float:
        """Write the credit, on two lines if it is long, under a hairline; return the y above them.

        A sheet for a slide has no title and no credit: they stand on the slide, as texts of their own.
        """
        if not credit:
            return self.height - 8
        size, y = self.size.credit, self.height - 11
        lines = wrap(credit, self.width - 2 * EDGE, size)
        for above, line in enumerate(reversed(lines)):
            self.text(EDGE, y - above * size * LEADING, line, "muted", size)
        rule = y - (len(lines) - 1) * size * LEADING - size - 7
        self.stroke([(EDGE, rule), (self.width - EDGE, rule)], "grid", 1)
        return rule - 8

    def nothing(self) -> None:
        """Say in words that there is nothing to draw for this edition."""
        lines = wrap(self.label("empty"), self.width - 4 * EDGE, self.size.text)
        self.lines(self.width / 2, (self.top + self.bottom) / 2, lines, "muted", align="center")

    # Marks, in pixels

    def stroke(self, points: Sequence[tuple[float, float]], role: str, width: float) -> None:
        """Draw a line through places on the sheet."""
        xs, ys = zip(*points, strict=True)
        below = {"zorder": 0.5} if role == "grid" else {}
        self.sheet.plot(xs, ys, color=color(role), linewidth=width, solid_capstyle="butt", clip_on=False, **below)

    def boxes(self, boxes: Sequence[Box], role: str) -> None:
        """Fill rectangles on the sheet, all in one shape."""
        if not boxes:
            return
        outlines = [
            Path([(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom),
                  (box.left, box.top)], closed=True)
            for box in boxes
        ]  # fmt: skip
        self.sheet.add_patch(
            PathPatch(Path.make_compound_path(*outlines), facecolor=color(role), linewidth=0, clip_on=False)
        )

    def dot(
        self, x: float, y: float, role: str, size: float, *, hollow: bool = False, ax: Axes | None = None
    ) -> None:  # fmt: skip
        """Draw a round mark on the sheet, or in data coordinates on axes, over their lines; hollow: as a ring."""
        (ax or self.sheet).plot(
            [x], [y], "o", markersize=size, markerfacecolor=color("paper" if hollow else role), clip_on=False, zorder=4,
            markeredgecolor=color(role), markeredgewidth=0 if not hollow else 2.5 if size > 7 else 1.6,
        )  # fmt: skip

    def mark(
        self, x: float, y: float, row: int, *columns: str, series: str = "",
        reach: Sequence[tuple[float, float]] = (),
    ) -> None:  # fmt: skip
        """Note which row and columns of the figure's table stand at a place, for readers who point at it.

        series: see Mark; usually that of the row. Note marks in the order in which a reader would walk through them.
        """
        self.marks.append(Mark(x, y, row, columns, series or f"row {row}", tuple(reach)))

    def mark_in_row(self, x: float, y: float, row: int, *columns: str) -> None:
        """Note a mark that a reader means wherever they point at its height: a bar's end, a dot beside its name."""
        self.mark(x, y, row, *columns, reach=((0, y), (self.width, y)))

    def key(self, entries: Sequence[tuple[bool, str]]) -> float:
        """Write below the subtitle what a hollow (True) and a full mark (False) stand for; return the y below."""
        x, y, size = EDGE, self.top + 10, self.size.small
        for hollow, text in entries:
            if x > EDGE and x + 18 + text_width(text, size) > self.width - EDGE:
                x, y = EDGE, y + size * 1.5
            self.dot(x + 6, y - 0.35 * size, "ink", 8 if hollow else 10, hollow=hollow)
            self.text(x + 18, y, text, size=size)
            x += 18 + text_width(text, size) + 26
        return y + 16

    # Charts, in data coordinates

    def axes(
        self, left: float, right: float, x: tuple[float, float], y: tuple[float, float], *, log: bool = False
    ) -> Axes:
        """Return bare axes with these margins, and the ranges of their two scales; below them is room for years."""
        ax = self._axes(left, self.top, self.width - right, self.bottom - self.size.small - 12)
        ax.set_xlim(*x)
        if log:
            ax.set_yscale("log")
        ax.set_ylim(*y)
        return ax

    def at(self, ax: Axes, x: float, y: float) -> tuple[float, float]:
        """Return the place on the sheet of a point in data coordinates."""
        across, up = ax.transData.transform((x, y))
        return float(across), self.height - float(up)

    def area(self, ax: Axes) -> Box:
        """Return where axes stand on the sheet."""
        (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
        return Box(*self.at(ax, left, high), *self.at(ax, right, low))

    def years(self, ax: Axes, *, grid: bool = False) -> None:
        """Write round years below axes, as many as fit, four to six on most; grid: with a faint line for each."""
        area, (first, last) = self.area(ax), ax.get_xlim()
        most = max(1, min(7, int((area.right - area.left) / (text_width("2000", self.size.small) * 1.5))))
        step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= most)
        self.stroke([(area.left, area.bottom), (area.right, area.bottom)], "muted", 1)
        for year in range(math.ceil(first), math.floor(last) + 1):
            if year % step == 0:
                x = self.at(ax, year, ax.get_ylim()[0])[0]
                if grid:
                    self.stroke([(x, area.top), (x, area.bottom)], "grid", 1)
                self.stroke([(x, area.bottom), (x, area.bottom + 4)], "muted", 1)
                self.text(x, area.bottom + 8 + self.size.small, str(year), "muted", self.size.small, align="center")

    def line_chart(
        self, years: Sequence[float], heights: tuple[float, float], ticks: Sequence[tuple[float, str]],
        ends: Sequence[End], *, log: bool = False,
    ) -> Axes:  # fmt: skip
        """Return axes for lines through time: ticks on the left, years below, labels at the lines' ends.

        heights: lowest and highest value of the scale. ticks: value and label.
        """
        size = self.size.small
        left = EDGE + self.room_for([label for _, label in ticks], size) + 8
        right = EDGE + GAP + self.room_for([end.text for end in ends], bold=True)
        span = (years[0], years[-1]) if years[-1] > years[0] else (years[0] - 0.5, years[0] + 0.5)
        ax = self.axes(left, right, span, heights, log=log)
        area = self.area(ax)
        for value, label in ticks:
            y = self.at(ax, span[0], value)[1]
            self.stroke([(area.left, y), (area.right, y)], "grid", 1)
            self.text(area.left - 8, y + 0.35 * size, label, "muted", size, align="right")
        self.years(ax)
        self._ends(ax, years[-1], ends)
        return ax

    def _ends(self, ax: Axes, x: float, ends: Sequence[End]) -> None:
        """Write the labels at the ends of lines, moved apart where they would overlap."""
        placed = sorted(((*self.at(ax, x, end.y), end) for end in ends), key=lambda place: place[1])
        rows = [end.text.count("\n") + 1 for *_, end in placed]
        heights = [count * self.size.text * LEADING + (5 if count > 1 else 0) for count in rows]
        area = self.area(ax)
        centres = spread([y for _, y, _ in placed], heights, self.top - 8, area.bottom + 12)
        for (left, y, end), centre in zip(placed, centres, strict=True):
            if abs(centre - y) > 5:
                self.stroke([(left + 3, y), (left + GAP - 3, centre)], "muted", 1)
            self.lines(left + GAP, centre, end.text.split("\n"), end.role)

    def line(
        self, ax: Axes, xs: Sequence[float], ys: Sequence[float | None], role: str, width: float = 2.5,
        dash: tuple[float, ...] = (), *, dots: float = 0, columns: Sequence[str] = (),
        rows: Sequence[int] | None = None,
    ) -> None:  # fmt: skip
        """Draw a line; unknown values (None) are gaps. A point between gaps, or alone, is a dot.

        dash: lengths of dash and gap, in widths of the line. dots: size of a dot at each point. columns: those of the
        table that the line shows; each of its points becomes a mark. rows: of the points, if not all rows in order.
        """
        values = [math.nan if y is None else y for y in ys]
        ax.plot(xs, values, color=color(role), linewidth=width, clip_on=False, solid_capstyle="round",
                solid_joinstyle="round", **({"dashes": dash} if dash else {}))  # fmt: skip
        points = [None if y is None else self.at(ax, x, y) for x, y in zip(xs, ys, strict=True)]
        if columns:
            self._lines += 1
            for row, point in zip(rows or range(len(points)), points, strict=True):
                if point:
                    self.mark(*point, row, *columns, series=f"line {self._lines}")
        for before, point, after in zip([None, *points], points, [*points[1:], None], strict=False):
            if point and (dots or not (before or after)):
                self.dot(*point, role, dots or width * 2.4)
        for start, end in itertools.pairwise(points):
            if start and end:
                steps = max(1, int(math.dist(start, end) / 3))
                self._ink += [
                    (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
                    for step in range(steps + 1)
                ]

    def points(
        self, ax: Axes, places: Sequence[tuple[float, float]], role: str, size: float, *, hollow: bool = False
    ) -> None:
        """Draw a dot at each point (x, y); the notes that follow leave them free."""
        for x, y in places:
            left, top = self.at(ax, x, y)
            self.dot(x, y, role, size, hollow=hollow, ax=ax)
            self._ink += [(left + size / 2 * step, top) for step in (-1, 0, 1)]

    def notes(
        self, ax: Axes, notes: Sequence[tuple[float, float, str]], role: str, most: int = 99, reach: float = 34
    ) -> None:  # fmt: skip
        """Name points of a line (x, y, text), the most important first, where a text finds a free place.

        Call it after all lines and labels. A note that finds none is left out: the picture is whole without it.
        most: how many at most. reach: how far a text may be from its point, which a fine line then joins.
        """
        area = self.area(ax)
        area = Box(area.left + 2, self.top - 10, area.right + 2, area.bottom - 2)
        written = 0
        for x, y, text in notes:
            point = self.at(ax, x, y)
            place = free_place(*point, text, self.size.small, area, self._taken, self._ink, reach)
            if place and written < most:
                written += 1
                self.dot(*point, role, 7)
                self.text(*place.written, text, role, self.size.small, align=place.align)
                if place.away > 12:
                    self.stroke([point, place.near], "muted", 1)
                    self._ink += [(point[0], point[1] + (place.near[1] - point[1]) * step / 8) for step in range(1, 9)]

    def _axes(self, left: float, top: float, right: float, bottom: float) -> Axes:
        """Return bare axes between these edges of the sheet."""
        ax = self.figure.add_axes(
            (left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height)
        )
        ax.set_axis_off()
        return ax


def _title_lines(size: Width, width: float, title: str) -> list[str]:
    return wrap(title, width - 2 * EDGE, size.title, bold=True, serif=True)


def head_height(size: Width, title: str, subtitle: str) -> float:
    """Return how much of a drawing's height title and subtitle take, down to the tails of their letters."""
    titles = len(_title_lines(size, size.width, title))
    subtitles = len(wrap(subtitle, size.width - 2 * EDGE, size.small))
    return EDGE + titles * size.title * TITLE_LEADING + 5 + subtitles * size.small * LEADING_SMALL + 0.4 * size.small


def round_ticks(highest: float, most: int = 5) -> list[float]:
    """Return zero and the round values up to `highest`, at most that many above zero."""
    if highest <= 0:
        return [0.0]
    power = 10.0 ** math.floor(math.log10(highest))
    step = next(
        power * factor for factor in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10) if highest / (power * factor) < most + 1
    )
    return [step * index for index in range(int(highest / step + 1e-9) + 1)]
