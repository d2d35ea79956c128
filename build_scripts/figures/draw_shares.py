"""Drawings of shares through time."""

from __future__ import annotations

from matplotlib.axes import Axes

from ..tables import SmallTable
from .canvas import Canvas, End, round_ticks
from .names import named_runs, run_starts

SMALLEST_SCALE = 0.01  # shares are written to a tenth of a percent: a finer axis would repeat its labels


def two_shares(
    canvas: Canvas, table: SmallTable, keys: tuple[str, str], roles: tuple[str, str], dash: tuple[float, ...],
    air: float = 1.08,
) -> Axes:  # fmt: skip
    """Draw two shares as lines from zero, the first one dashed; return the axes.

    air: how much higher the axes are than the highest point, so that notes have room.
    """
    series = [table.column(key) for key in keys]
    ends = [
        End(values[-1] or 0, f"{canvas.label(f'end_{key}')}\n{canvas.write(values[-1], 'share')}", role)
        for key, values, role in zip(keys, series, roles, strict=True)
    ]
    highest = max([SMALLEST_SCALE, *(value for values in series for value in values if value)])
    ticks = [(tick, canvas.write(tick, "share")) for tick in round_ticks(highest)]
    ax = canvas.line_chart(table.column("year"), (0, highest * air), ticks, ends)
    canvas.line(ax, table.column("year"), series[0], roles[0], 2.2, dash, columns=keys[:1])
    canvas.line(ax, table.column("year"), series[1], roles[1], 3, columns=keys[1:])
    return ax


def accelerators(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: share of the accelerated systems in number and in performance."""
    ax = two_shares(canvas, table, ("systems_share", "rmax_share"), ("muted", "accent"), (3, 1.5), 1.2)
    if canvas.label("without"):
        newest = (table.column("year")[-1], table.column("rmax_share")[-1], canvas.label("without"))
        canvas.notes(ax, [newest], "accent", reach=80)


def concentration(canvas: Canvas, table: SmallTable) -> None:
    """Two lines: share of the top ten and of number one in the whole; names on the peaks of number one."""
    ax = two_shares(canvas, table, ("top_ten_share", "first_share"), ("ink", "accent"), ())
    runs = named_runs(table, "first_share", "first_name")
    canvas.notes(ax, runs, "accent", 3 if canvas.narrow else 5)


def china(canvas: Canvas, table: SmallTable) -> None:
    """China's two shares; its number ones are named, and its largest number of systems."""
    ax = two_shares(canvas, table, ("systems_share", "rmax_share"), ("muted", "cn"), (3, 1.5))
    canvas.notes(ax, run_starts(table, "rmax_share", "first_name"), "cn", reach=150)
    peak = max(range(len(table.rows)), key=lambda row: table.column("systems")[row] or 0, default=None)
    systems = table.column("systems")[peak]
    if systems:
        note = (table.column("year")[peak], table.column("systems_share")[peak], canvas.write(systems, "systems"))
        canvas.notes(ax, [note], "muted")


def france(canvas: Canvas, table: SmallTable) -> None:
    """France's two shares; its machines among the first ten are named with their rank."""
    ax = two_shares(canvas, table, ("systems_share", "rmax_share"), ("muted", "fr"), (3, 1.5))
    runs = named_runs(table, "rmax_share", "best_name")
    ranks = dict(zip(table.column("year"), table.column("best_rank"), strict=True))
    notes = [(year, share, f"{name}, {canvas.write(ranks[year], 'rank')}") for year, share, name in runs]
    canvas.notes(ax, notes, "fr", 3 if canvas.narrow else 5, reach=62)
