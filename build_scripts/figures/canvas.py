"""A sheet to draw on: one figure in one language and one width, with title, subtitle and labels that fit.

Sizes are in pixels (1 unit of the SVG). Room is reckoned with DejaVu, which is wider than the system fonts in which
readers will see the texts; so what fits here fits there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from .style import color, text_color

DPI = 72  # one point = one pixel = one unit of the SVG
EDGE = 12


@dataclass(frozen=True)
class Width:
    """The measures of one of the two renderings of a figure, in pixels."""

    name: str
    width: int
    height: int
    text: int
    title: int
    small: int


WIDE = Width("wide", 800, 460, text=14, title=21, small=13)
NARROW = Width("narrow", 360, 450, text=13, title=17, small=12)
WIDTHS = {"wide": WIDE, "narrow": NARROW}


@cache
def text_width(text: str, size: float, bold: bool = False, serif: bool = False) -> float:
    """Return how wide a text is, in pixels, in DejaVu."""
    font = FontProperties(family="DejaVu Serif" if serif else "DejaVu Sans", weight="bold" if bold else "normal")
    font.set_size(size)
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text: str, width: float, size: float, bold: bool = False, serif: bool = False) -> list[str]:
    """Break a text into lines of at most `width` pixels; no-break spaces hold."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold, serif) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


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
        lang: str,
    ):
        self.size = size
        self.narrow = size.name == "narrow"
        self.width, self.height = size.width, heights.get(size.name, size.height)
        self.words, self.write, self.lang = words, write, lang
        self.figure = Figure(figsize=(self.width / DPI, self.height / DPI), dpi=DPI, facecolor=color("paper"))
        self.top = self._head(words["title"], words["subtitle"])
        self._foot(words["credit"])

    def label(self, key: str) -> str:
        """Return a word of this figure's entry in the catalogue."""
        return self.words[key]

    def text(
        self, x: float, y: float, text: str, role: str = "ink", size: float | None = None, **more: object
    ) -> None:
        """Write a text at pixels from the left and the top of the sheet."""
        self.figure.text(
            x / self.width, 1 - y / self.height, text,
            color=text_color(role), fontsize=size or self.size.text, **{"va": "baseline", **more},
        )  # fmt: skip

    def _head(self, title: str, subtitle: str) -> float:
        """Write title and subtitle; return the y below them."""
        room, y = self.width - 2 * EDGE, EDGE
        for line in wrap(title, room, self.size.title, bold=True, serif=True):
            y += self.size.title * 1.22
            self.text(EDGE, y, line, size=self.size.title, weight="bold", family="DejaVu Serif")
        y += 4
        for line in wrap(subtitle, room, self.size.small):
            y += self.size.small * 1.35
            self.text(EDGE, y, line, "muted", size=self.size.small)
        return y + 12

    def _foot(self, credit: str) -> None:
        """Write the credit line at the bottom."""
        self.text(EDGE, self.height - 9, credit, "muted", size=self.size.small - 1)

    def axes(self, left: float = 44, right: float = EDGE, bottom: float = 52, top: float = 0) -> Axes:
        """Return axes with these margins in pixels (top: below the subtitle) in the plain style of the site."""
        low, high = bottom / self.height, 1 - (self.top + top) / self.height
        ax = self.figure.add_axes((left / self.width, low, 1 - (left + right) / self.width, high - low))
        ax.set_facecolor("none")
        for side in ("top", "right", "left"):
            ax.spines[side].set_visible(False)
        ax.spines["bottom"].set_color(color("muted"))
        ax.tick_params(colors=text_color("muted"), labelsize=self.size.small, length=0, pad=5)
        ax.tick_params(axis="x", length=4, color=color("muted"))
        return ax

    def years(self, ax: Axes, first: float, last: float, step: int = 5) -> None:
        """Set a time axis with a tick for each round year; narrow sheets get half as many."""
        step = step * 2 if self.narrow else step
        ticks = [year for year in range(int(first) - 1, int(last) + 2) if year % step == 0 and first <= year <= last]
        ax.set_xlim(first, last)
        ax.set_xticks(ticks, [str(year) for year in ticks])

    def grid(self, ax: Axes, ticks: Sequence[float], labels: Sequence[str]) -> None:
        """Set the ticks of the vertical axis, with a faint line for each."""
        ax.set_yticks(list(ticks), list(labels))
        ax.yaxis.grid(True, color=color("grid"), linewidth=1)
        ax.set_axisbelow(True)

    def shares(self, ax: Axes, highest: float) -> None:
        """Set a vertical axis of shares from zero to just above `highest`."""
        step = 0.25 if highest > 0.6 else 0.1 if highest > 0.25 else 0.05
        count = int(highest / step + 0.999)
        ticks = [step * index for index in range(count + 1)]
        ax.set_ylim(0, max(highest * 1.03, ticks[-1] if highest > 0.9 else 0))
        ticks = [tick for tick in ticks if tick <= ax.get_ylim()[1]]
        self.grid(ax, ticks, [self.write(tick, "share") for tick in ticks])

    def room_for(self, texts: Sequence[str], size: float | None = None, bold: bool = False) -> float:
        """Return the width, in pixels, of the longest of the texts."""
        return max(text_width(text, size or self.size.text, bold) for text in texts)

    def end_labels(self, ax: Axes, x: float, entries: Sequence[tuple[float, str, str]]) -> None:
        """Write a label (y, text, role) at the end of each line, moved apart where they would overlap."""
        pixels = ax.transData.transform
        line = self.size.text * 1.25
        placed: list[float] = []
        for y, text, role in sorted(entries):
            at = pixels((x, y))[1]
            if placed:
                at = max(at, placed[-1] + line * (text.count("\n") + 1))
            placed.append(at)
            ax.annotate(
                text, xy=(pixels((x, y))[0] + 8, at), xycoords="figure pixels",
                color=text_color(role), fontsize=self.size.text, va="center", ha="left", annotation_clip=False,
                linespacing=1.15,
            )  # fmt: skip

    def beside(
        self, ax: Axes, x: float, y: float, text: str, role: str, size: float | None = None, *, left: bool = False
    ) -> None:
        """Write a label to the right (or left) of a mark at data coordinates."""
        ax.annotate(
            text, xy=(x, y), xytext=(-5 if left else 5, 0), textcoords="offset pixels", annotation_clip=False,
            color=text_color(role), fontsize=size or self.size.small, va="center", ha="right" if left else "left",
        )  # fmt: skip

    def over(self, ax: Axes, x: float, y: float, text: str, role: str, *, below: bool = False) -> None:
        """Write a label above (or below) a place on the sheet, left-aligned."""
        ax.annotate(
            text, xy=(x, y), xytext=(1, -7 if below else 7), textcoords="offset pixels", annotation_clip=False,
            color=text_color(role), fontsize=self.size.text, fontweight="bold", linespacing=1.3,
            va="top" if below else "bottom", ha="left",
        )  # fmt: skip

    def key(self, ax: Axes, entries: Sequence[tuple[str, str]]) -> None:
        """Write above the axes what a hollow and a full mark stand for."""
        x = ax.get_position().x0 * self.width
        y = self.top + 10
        for mark, text in entries:
            face = color("paper") if mark == "hollow" else color("ink")
            ax.plot(
                [(x + 5) / self.width], [1 - (y - 4) / self.height], "o", transform=self.figure.transFigure,
                markersize=9, markerfacecolor=face, markeredgecolor=color("ink"), markeredgewidth=2, clip_on=False,
            )  # fmt: skip
            self.text(x + 16, y, text, size=self.size.small)
            x += 16 + text_width(text, self.size.small) + 22
