"""How much room texts take, and where they go: widths, line breaks, labels moved apart, free places for notes.

Room is reckoned with the DejaVu that comes with Matplotlib, which is wider than the system fonts in which readers will
see the texts; so what fits here fits there. All measures are pixels, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
ASCENT, DESCENT = 0.93, 0.24  # of DejaVu, above and below the baseline, in parts of the size
LEADING = 1.25  # from one baseline to the next


@cache
def _font(bold: bool, serif: bool) -> FT2Font:
    """Open one of Matplotlib's own font files, never one of the system."""
    return FT2Font(_FONTS / f"DejaVu{'Serif' if serif else 'Sans'}{'-Bold' if bold else ''}.ttf")


@cache
def text_width(text: str, size: float, bold: bool = False, serif: bool = False) -> float:
    """Return how wide a text is, in pixels, in DejaVu."""
    font = _font(bold, serif)
    font.set_size(100, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 * size / 100


def wrap(text: str, width: float, size: float, *, bold: bool = False, serif: bool = False) -> list[str]:
    """Break a text into as few lines of at most `width` pixels as can be, of like length; no-break spaces hold."""
    lines = _fill(text, width, size, bold, serif)
    for share in range(95, 45, -5):
        tighter = _fill(text, width * share / 100, size, bold, serif)
        if len(tighter) > len(lines) or any(text_width(line, size, bold, serif) > width for line in tighter):
            break
        lines = tighter
    return lines


def _fill(text: str, width: float, size: float, bold: bool, serif: bool) -> list[str]:
    """Fill line after line; a word that is too long gets a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold, serif) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shorten(text: str, width: float, size: float) -> str:
    """Cut a text that is wider than `width`, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1].rstrip(" ,-/")
    return f"{text}…"


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return centres as near to the wanted ones (ascending) as can be without overlap, between low and high."""
    blocks: list[list[int]] = []
    for index in range(len(wanted)):
        blocks.append([index])
        while len(blocks) > 1 and _start(blocks[-2], wanted, heights, low, high) + sum(
            heights[item] for item in blocks[-2]
        ) > _start(blocks[-1], wanted, heights, low, high):
            last = blocks.pop()
            blocks[-1].extend(last)
    centres = []
    for block in blocks:
        y = _start(block, wanted, heights, low, high)
        for item in block:
            centres.append(y + heights[item] / 2)
            y += heights[item]
    return centres


def _start(block: list[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> float:
    """Return where a block of touching labels starts, so that they are on the whole nearest to their places."""
    above, starts = 0.0, []
    for item in block:
        starts.append(wanted[item] - above - heights[item] / 2)
        above += heights[item]
    return max(low, min(sum(starts) / len(starts), high - above))


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        """Return whether two boxes are nearer than `gap` to each other."""
        return (
            self.left < other.right + gap and other.left < self.right + gap
            and self.top < other.bottom + gap and other.top < self.bottom + gap
        )  # fmt: skip

    def holds(self, x: float, y: float, gap: float = 0) -> bool:
        """Return whether a point is in the box or nearer than `gap` to it."""
        return self.left - gap < x < self.right + gap and self.top - gap < y < self.bottom + gap

    def within(self, other: Box) -> bool:
        """Return whether this box is wholly in the other one."""
        return (
            self.left >= other.left and self.right <= other.right
            and self.top >= other.top and self.bottom <= other.bottom
        )  # fmt: skip


def text_box(x: float, y: float, text: str, size: float, align: str = "left", bold: bool = False) -> Box:
    """Return the box of a text whose baseline is at y; align: which part of it is at x."""
    width = text_width(text, size, bold)
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size)


def apart(boxes: Sequence[Box], order: Iterable[int]) -> set[int]:
    """Return which boxes may stay, so that none covers another; order: of their places, what matters most first."""
    kept: set[int] = set()
    for item in order:
        if not any(boxes[item].overlaps(boxes[other], -0.5) for other in kept):
            kept.add(item)
    return kept


@dataclass(frozen=True)
class Place:
    """Where a note may stand: away pixels from its point, written at (x, baseline); near: its end next to the point."""

    away: float
    written: tuple[float, float]
    align: str
    near: tuple[float, float]


def places_around(x: float, y: float, size: float, reach: float) -> Iterator[Place]:
    """Yield places for a text about a point, from near and above to far and below."""
    for away in (9, 20, 34, 48, 62, 80, 100, 120, 145):
        if away > reach:
            return
        for side, align in ((0, "center"), (-6, "right"), (6, "left")):
            yield Place(away, (x + side, y - away), align, (x, y - away + 3))
        for side, align in ((6, "left"), (0, "center"), (-6, "right")):
            yield Place(away, (x + side, y + away + 0.72 * size), align, (x, y + away - 2))
        if away < 12:
            for side, align in ((-away, "right"), (away, "left")):
                yield Place(away, (x + side, y + 0.35 * size), align, (x, y))


def _crosses(x: float, y: float, place: Place, taken: Iterable[Box]) -> bool:
    """Return whether the fine line from a point to its far text would run through a text that is not on the point."""
    if place.away <= 12:
        return False
    steps = [(x, y + (place.near[1] - y) * step / 8) for step in range(1, 9)]
    return any(box.holds(*point, 1) for box in taken if not box.holds(x, y) for point in steps)


def free_place(
    x: float, y: float, text: str, size: float, area: Box, taken: Iterable[Box], ink: Sequence[tuple[float, float]],
    reach: float,
) -> Place | None:  # fmt: skip
    """Return a place near a point where a text covers no other text and no line, or None if there is none.

    taken: boxes of the other texts; ink: points of the lines; reach: how far away it may be.
    """
    taken = list(taken)
    for place in places_around(x, y, size, reach):
        box = text_box(*place.written, text, size, place.align)
        if (
            box.within(area)
            and not any(box.overlaps(other, 3) for other in taken)
            and not _crosses(x, y, place, taken)
            and not any(box.holds(*point, 2) for point in ink)
        ):
            return place
    return None
