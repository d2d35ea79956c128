"""Drawings on one country, for talks: its shares through time, and its neighbours in the ranking."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import Canvas
from .draw_partnership import Bar, bars
from .draw_shares import two_shares


def share(canvas: Canvas, table: SmallTable) -> None:
    """The country's two shares; where its best machine stood when the share was largest."""
    ax = two_shares(canvas, table, ("systems_share", "rmax_share"), ("muted", "accent"), (3, 1.5), 1.15)
    shares = table.column("rmax_share")
    peak = max(range(len(shares)), key=lambda row: shares[row] or 0)
    when, place = canvas.write(table.column("edition")[peak], "edition"), canvas.write(shares[peak], "share")
    canvas.notes(ax, [(table.column("year")[peak], shares[peak] or 0, f"{when}, {place}")], "accent", reach=90)


def neighbours(canvas: Canvas, table: SmallTable) -> None:
    """One bar for each country around this one, which alone is coloured."""
    shares = table.column("rmax_share")
    highest = max([share for share in shares if share], default=1)
    rows = [
        Bar(
            f"{canvas.write(place, 'count')}. {canvas.write(code, 'country')}", canvas.write(share, "share"),
            canvas.write(systems, "systems"), "accent" if focus else "other", (share or 0) / highest,
        )
        for place, code, systems, share, focus in table.rows
    ]  # fmt: skip
    bars(canvas, rows, ("rank", "country", "systems", "rmax_share"))
