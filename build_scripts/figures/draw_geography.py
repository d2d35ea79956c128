"""Drawings on who owns the machines."""

from __future__ import annotations

import itertools

from ..tables import SmallTable
from .canvas import EDGE, Canvas
from .style import color

PLACES = ("us", "cn", "europe", "jp", "other")


def gauge(canvas: Canvas, table: SmallTable) -> None:
    """One bar, the whole performance of the list, divided by owner: a fuel gauge."""
    left = 0.0
    shares = table.column("rmax_share")
    ax = canvas.axes(left=EDGE, right=EDGE, bottom=40, top=6)
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(-1.6, 1.35)
    for index, (place, share) in enumerate(zip(table.column("place"), shares, strict=True)):
        ax.barh(0, share, left=left, height=0.9, color=color(place), edgecolor=color("paper"), linewidth=2)
        if share:
            low = canvas.narrow and index % 2 == 1
            canvas.over(ax, left, -0.55 if low else 0.55, f"{canvas.label(place)}\n{canvas.write(share, 'share')}",
                        place, below=low)  # fmt: skip
        left += share


def tiles(canvas: Canvas, table: SmallTable) -> None:
    """One column of ten squares per edition, coloured by place; a dot below where the article's count holds."""
    years = table.column("year")
    right = canvas.room_for([canvas.label(place) for place in PLACES]) + 14
    ax = canvas.axes(left=EDGE, right=right, bottom=60)
    ax.set_yticks([])
    ax.set_xlim(years[0] - 0.3, years[-1] + 0.3)
    ax.set_ylim(-1.2, 10.1)
    canvas.years(ax, years[0] - 0.3, years[-1] + 0.3)
    width = 0.5 * 0.82
    bottoms = [0] * len(years)
    for place in PLACES:
        counts = table.column(place)
        for at, bottom, count in zip(years, bottoms, counts, strict=True):
            ax.bar([at] * count, [0.86] * count, width, [bottom + index + 0.07 for index in range(count)],
                   color=color(place))  # fmt: skip
        bottoms = [bottom + count for bottom, count in zip(bottoms, counts, strict=True)]
    matches = list(itertools.compress(years, table.column("match")))
    ax.plot(matches, [-0.6] * len(matches), "o", color=color("accent"), markersize=4 if canvas.narrow else 6)
    last = list(itertools.accumulate((table.column(place)[-1] for place in PLACES), initial=0))
    canvas.end_labels(ax, years[-1] + 0.2, [
        ((low + high) / 2, canvas.label(place), place)
        for place, low, high in zip(PLACES, last, last[1:], strict=False) if high > low
    ])  # fmt: skip


def performance_share(canvas: Canvas, table: SmallTable) -> None:
    """Areas stacked to the whole, one per place."""
    years = table.column("year")
    series = [table.column(place) for place in PLACES]
    labels = [f"{canvas.label(place)} {canvas.write(values[-1], 'share')}" for place, values in zip(PLACES, series, strict=True)]
    ax = canvas.axes(left=56, right=canvas.room_for(labels) + 14)
    canvas.years(ax, years[0], years[-1])
    canvas.shares(ax, 1.0)
    ax.set_ylim(0, 1)
    ax.stackplot(years, series, colors=[color(place) for place in PLACES], edgecolor=color("paper"), linewidth=1)
    edges = list(itertools.accumulate((values[-1] for values in series), initial=0))
    canvas.end_labels(ax, years[-1], [
        ((low + high) / 2, label, place)
        for place, label, low, high in zip(PLACES, labels, edges, edges[1:], strict=False) if high > low
    ])  # fmt: skip


def systems(canvas: Canvas, table: SmallTable) -> None:
    """One line per place: its number of systems."""
    years = table.column("year")
    ends = [
        (table.column(place)[-1], f"{canvas.label(place)} {canvas.write(table.column(place)[-1], 'count')}", place)
        for place in PLACES
    ]
    ax = canvas.axes(left=44, right=canvas.room_for([text for _, text, _ in ends]) + 14)
    canvas.years(ax, years[0], years[-1])
    highest = max(max(table.column(place)) for place in PLACES)
    ax.set_ylim(0, highest * 1.04)
    canvas.grid(ax, range(0, highest + 1, 50), [canvas.write(tick, "count") for tick in range(0, highest + 1, 50)])
    for place in reversed(PLACES):
        ax.plot(years, table.column(place), color=color(place), linewidth=2 if place == "other" else 2.5)
    canvas.end_labels(ax, years[-1], ends)


def two_measures(canvas: Canvas, table: SmallTable) -> None:
    """Two dots per country joined by a line: its share of the systems and of the performance."""
    names = [canvas.write(code, "country") for code in table.column("country")]
    ax = canvas.axes(left=canvas.room_for(names) + EDGE + 10, right=30, bottom=52, top=24)
    systems_shares, rmax_shares = table.column("systems_share"), table.column("rmax_share")
    highest = max(*systems_shares, *rmax_shares)
    ax.set_xlim(0, highest * 1.06)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", labelcolor=color("ink"), labelsize=canvas.size.text)
    ticks = [tick / 10 for tick in range(0, int(highest * 10) + 1)]
    ax.set_xticks(ticks, [canvas.write(tick, "share") for tick in ticks])
    ax.xaxis.grid(True, color=color("grid"), linewidth=1)
    ax.set_axisbelow(True)
    for row, (by_number, by_rmax, place) in enumerate(
        zip(systems_shares, rmax_shares, table.column("place"), strict=True)
    ):
        ax.plot([by_number, by_rmax], [row, row], color=color(place), linewidth=3, solid_capstyle="butt")
        ax.plot(by_number, row, "o", markersize=9, markerfacecolor=color("paper"), markeredgecolor=color(place),
                markeredgewidth=2.5)  # fmt: skip
        ax.plot(by_rmax, row, "o", markersize=11, color=color(place))
    canvas.key(ax, (("hollow", canvas.label("by_number")), ("full", canvas.label("by_rmax"))))
