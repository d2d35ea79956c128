"""The one figure of a generated page: a line through time, so small that it stands in the page itself.

It has no words, so that one drawing serves both languages, all widths and both schemes (site.css colours it).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ..editions import decimal_year
from ..words.html import escape

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 14, 32
RANKS = (1.0, 10.0, 100.0, 500.0)


def curve(
    editions: Sequence[str], values: Sequence[float | None], ticks: Sequence[tuple[float, str]], alt: str,
    *, log: bool = False, turned: bool = False, dot: int | None = None,
) -> str:  # fmt: skip
    """Return an SVG: a line with gaps where a value is None, a dot at one place (the last one, unless told).

    ticks: value and text; the scale goes from the lowest to the highest of them. turned: the lowest is on top.
    """
    years = [decimal_year(edition) for edition in editions]
    first, last = min(years), max(max(years), min(years) + 1)
    scale = math.log10 if log else float
    low, high = (scale(edge) for edge in (min(tick for tick, _ in ticks), max(tick for tick, _ in ticks)))

    def x(year: float) -> str:
        return f"{LEFT + (year - first) / (last - first) * (WIDTH - LEFT - RIGHT):.1f}"

    def y(value: float) -> str:
        part = (scale(value) - low) / ((high - low) or 1)
        return f"{TOP + (part if turned else 1 - part) * (HEIGHT - TOP - BOTTOM):.1f}"

    parts = []
    for tick, text in ticks:
        parts.append(f'<path d="M{LEFT} {y(tick)}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{float(y(tick)) + 6:.1f}" text-anchor="end">{escape(text)}</text>')
    step = next(step for step in (1, 2, 5, 10) if (last - first) / step < 8)
    for year in (year for year in range(math.ceil(first), math.floor(last) + 1) if year % step == 0):
        parts.append(f'<text x="{x(year)}" y="{HEIGHT - 8}" text-anchor="middle">{year}</text>')
    points = [None if value is None else (x(year), y(value)) for year, value in zip(years, values, strict=True)]
    drawn = "".join(_path(points))
    known = [point for point in points if point]
    at = points[dot] if dot is not None else known[-1] if known else None
    mark = f'<circle cx="{at[0]}" cy="{at[1]}" r="6"/>' if at else ""
    return (
        f'<svg class="small" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}">'
        f'{"".join(parts)}<path class="line" d="{drawn}"/>{mark}</svg>'
    )


def _path(points: Sequence[tuple[str, str] | None]) -> list[str]:
    """Return the steps of a path; a point alone between gaps is a short stroke."""
    steps, before = [], None
    for index, point in enumerate(points):
        if point:
            steps.append(f"{'L' if before else 'M'}{point[0]} {point[1]}")
            if not before and (index + 1 == len(points) or not points[index + 1]):
                steps.append("h.1")
        before = point
    return steps


def round_top(highest: float) -> list[tuple[float, str]]:
    """Return ticks in whole percent for shares up to `highest` (0 to 1): zero, a middle one and one above it."""
    percent = max(highest * 100, 1e-9)
    tops: Callable[[float], float] = lambda unit: math.ceil(percent / unit) * unit  # noqa: E731
    top = next(tops(unit) for unit in (2, 4, 10, 20) if tops(unit) / unit <= 5)
    return [(0.0, "0"), (top / 200, f"{top // 2:.0f}"), (top / 100, f"{top:.0f}")]
