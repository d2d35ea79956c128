"""Drawings of two shares through time."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import Canvas
from .style import color


def two_shares(canvas: Canvas, table: SmallTable, role: str) -> None:
    """Two lines: share of the systems (dashed) and share of the performance (full)."""
    years = table.column("year")
    ends = [
        (table.column("systems_share")[-1], canvas.label("by_number"), "muted"),
        (table.column("rmax_share")[-1], canvas.label("by_rmax"), role),
    ]
    parts = [part for _, text, _ in ends for part in text.split("\n")]
    ax = canvas.axes(left=56, right=canvas.room_for(parts) + 16)
    canvas.years(ax, years[0], years[-1])
    canvas.shares(ax, max(*table.column("systems_share"), *table.column("rmax_share")))
    ax.plot(years, table.column("systems_share"), color=color("muted"), linewidth=2.5, dashes=(3, 1.5))
    ax.plot(years, table.column("rmax_share"), color=color(role), linewidth=3)
    canvas.end_labels(ax, years[-1], ends)


def china(canvas: Canvas, table: SmallTable) -> None:
    """China's two shares."""
    two_shares(canvas, table, "cn")


def france(canvas: Canvas, table: SmallTable) -> None:
    """France's two shares."""
    two_shares(canvas, table, "europe")


def concentration(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: share of the top ten and of number one in the whole."""
    years = table.column("year")
    ends = [
        (table.column("top_ten_share")[-1], canvas.label("top_ten"), "ink"),
        (table.column("first_share")[-1], canvas.label("first"), "accent"),
    ]
    parts = [part for _, text, _ in ends for part in text.split("\n")]
    ax = canvas.axes(left=56, right=canvas.room_for(parts) + 16)
    canvas.years(ax, years[0], years[-1])
    canvas.shares(ax, max(table.column("top_ten_share")))
    ax.fill_between(years, table.column("first_share"), color=color("grid"), linewidth=0)
    ax.plot(years, table.column("top_ten_share"), color=color("ink"), linewidth=2.5)
    ax.plot(years, table.column("first_share"), color=color("accent"), linewidth=2.5)
    canvas.end_labels(ax, years[-1], ends)


def accelerators(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: share of the accelerated systems in number and in performance."""
    two_shares(canvas, table, "accent")
