"""Drawings on OpenAI, Microsoft, Kyutai and the public machines: bars that are full or hollow, ranks, releases."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End
from .draw_shares import two_shares
from .lettering import Box, shorten, text_width
from .names import named_runs, run_starts

RANK_TICKS = (1, 3, 10, 30, 100, 300)
LARGEST_DOT = 34  # pixels across, for the largest number of parameters
SMALLEST_DOT = 5


@dataclass(frozen=True)
class Bar:
    """A bar: its name, what is written behind it, a word more in grey, colour, length (0 to 1), full or hollow."""

    name: str
    written: str
    more: str
    role: str
    share: float
    hollow: bool = False


def bars(canvas: Canvas, rows: Sequence[Bar], columns: Sequence[str]) -> None:
    """Draw bars from zero: names on the left, or above the bars on narrow sheets.

    rows: one for each row of the table. columns: those that a bar shows.
    """
    draw = _below_names if canvas.narrow else _beside_names
    for index, box in enumerate(draw(canvas, rows)):
        canvas.mark_in_row(box.right, (box.top + box.bottom) / 2, index, *columns)


def _beside_names(canvas: Canvas, rows: Sequence[Bar]) -> Iterator[Box]:
    """Draw names on the left, bars, and behind each its value and a word more; yield where each bar stands."""
    small = canvas.size.small
    left = EDGE + canvas.room_for([row.name for row in rows], small) + 10
    room = max((_written_room(canvas, row) for row in rows), default=0.0)
    full = canvas.width - EDGE - room - 8 - left
    step = (canvas.bottom - canvas.top) / max(len(rows), 5)
    for index, row in enumerate(rows):
        middle = canvas.top + (index + 0.5) * step
        box = Box(left, middle - step * 0.3, left + max(2.0, full * row.share), middle + step * 0.3)
        _bar(canvas, box, row)
        canvas.text(left - 10, middle + 0.35 * small, row.name, size=small, align="right")
        _behind(canvas, box.right + 8, middle + 0.35 * small, row)
        yield box


def _below_names(canvas: Canvas, rows: Sequence[Bar]) -> Iterator[Box]:
    """Draw the name above each bar, the value behind it; yield where each bar stands."""
    small = canvas.size.small
    full = canvas.width - 2 * EDGE - max((text_width(row.written, small, bold=True) for row in rows), default=0.0) - 8
    step = (canvas.bottom - canvas.top + 6) / max(len(rows), 5)
    for index, row in enumerate(rows):
        top = canvas.top - 6 + index * step
        room = canvas.width - 2 * EDGE - text_width(row.more, small) - 8
        name = shorten(row.name, room, small)
        canvas.text(EDGE, top + small, name, size=small)
        canvas.text(EDGE + text_width(name, small) + 8, top + small, row.more, "muted", small)
        box = Box(EDGE, top + small + 6, EDGE + max(2.0, full * row.share), top + min(step - 8, small + 26))
        _bar(canvas, box, row)
        middle = (box.top + box.bottom) / 2 + 0.35 * small
        canvas.text(box.right + 8, middle, row.written, row.role, small, bold=True)
        yield box


def _written_room(canvas: Canvas, row: Bar) -> float:
    """Return the room that stands behind a bar on wide sheets."""
    small = canvas.size.small
    return text_width(row.written, small, bold=True) + 8 + text_width(row.more, small)


def _behind(canvas: Canvas, x: float, y: float, row: Bar) -> None:
    """Write a bar's value and a word more in grey."""
    small = canvas.size.small
    canvas.text(x, y, row.written, row.role, small, bold=True)
    canvas.text(x + text_width(row.written, small, bold=True) + 8, y, row.more, "muted", small)


def _bar(canvas: Canvas, box: Box, row: Bar) -> None:
    """Draw a full bar, or only its outline."""
    if not row.hollow or box.right - box.left < 6:
        canvas.boxes([box], row.role)
        return
    inner = Box(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
    corners = [
        (inner.left, inner.top),
        (inner.right, inner.top),
        (inner.right, inner.bottom),
        (inner.left, inner.bottom),
    ]
    canvas.stroke([*corners, corners[0], corners[1]], row.role, 2)


def _shares(values: Sequence[float | None]) -> list[float]:
    """Return each value as a share of the largest; unknown values are 0."""
    highest = max([value for value in values if value], default=1)
    return [(value or 0) / highest for value in values]


def _readable(chips: float | None) -> float | None:
    """Return a number of chips with three digits from ten thousand on, whole below."""
    return chips and (float(f"{chips:.3g}") if chips >= 10_000 else round(chips))


def money(canvas: Canvas, table: SmallTable) -> None:
    """Full bars for what Microsoft puts into OpenAI, hollow ones for what OpenAI has pledged to clouds."""
    rows = zip(*(table.column(name) for name in ("date", "contract", "way", "sum", "known")), strict=True)
    shares = _shares(table.column("sum"))
    bars(
        canvas,
        [
            Bar(
                f"{date[:4]} · {canvas.label(contract)}", canvas.write(value, "usd"), canvas.label(known),
                "us" if way == "to_openai" else "accent", share, hollow=way != "to_openai",
            )
            for (date, contract, way, value, known), share in zip(rows, shares, strict=True)
        ],
        ("contract", "way", "sum", "known"),
    )  # fmt: skip


def machines(canvas: Canvas, table: SmallTable) -> None:
    """Full bars for machines that a list has, hollow ones for those that no list has."""
    rows = zip(*(table.column(name) for name in ("date", "cluster", "chips", "on_list")), strict=True)
    shares = _shares(table.column("chips"))
    bars(
        canvas,
        [
            Bar(
                f"{date} · {canvas.label(cluster)}", canvas.write(_readable(chips), "count"),
                canvas.label(listed), "us" if listed == "listed" else "accent", share, hollow=listed != "listed",
            )
            for (date, cluster, chips, listed), share in zip(rows, shares, strict=True)
        ],
        ("cluster", "chips", "certainty", "on_list"),
    )  # fmt: skip


def gigawatts(canvas: Canvas, table: SmallTable) -> None:
    """Full bars for what runs, hollow ones for what is announced."""
    rows = zip(*(table.column(name) for name in ("what", "state", "gigawatts", "known")), strict=True)
    shares = _shares(table.column("gigawatts"))
    bars(
        canvas,
        [
            Bar(
                canvas.label(what), canvas.write(value, "count"), canvas.label(known),
                "us" if state == "running" else "accent", share, hollow=state != "running",
            )
            for (what, state, value, known), share in zip(rows, shares, strict=True)
        ],
        ("state", "gigawatts", "known"),
    )  # fmt: skip


def kyutai_scale(canvas: Canvas, table: SmallTable) -> None:
    """One bar per machine, the one that Kyutai uses in the accent."""
    rows = zip(*(table.column(name) for name in ("cluster", "for_whom", "chips", "place")), strict=True)
    shares = _shares(table.column("chips"))
    bars(
        canvas,
        [
            Bar(canvas.label(cluster), canvas.write(_readable(chips), "count"),
                canvas.label(whom), place, share)
            for (cluster, whom, chips, place), share in zip(rows, shares, strict=True)
        ],
        ("for_whom", "country", "date", "chips"),
    )  # fmt: skip


def _rank_axes(canvas: Canvas, years: Sequence[float], worst: float, ends: Sequence[End]) -> Axes:
    """Return axes of ranks, on a logarithmic scale with number one on top."""
    lowest = max(worst, 12) * 1.25
    ticks = [(tick, canvas.write(tick, "count")) for tick in RANK_TICKS if tick < lowest]
    return canvas.line_chart(years, (lowest, 0.85), ticks, ends, log=True)


def azure_ranks(canvas: Canvas, table: SmallTable) -> None:
    """One line per kind of machine: its best rank in each list; names at the ends, or at the start of those gone."""
    years = sorted(set(table.column("year")))
    lines: dict[str, list[tuple[float, float, int]]] = {}
    rows: dict[str, list[int]] = {}
    for row, (year, machine, systems, rank) in enumerate(
        zip(*(table.column(name) for name in ("year", "machine", "systems", "best_rank")), strict=True)
    ):
        if rank:
            lines.setdefault(machine, []).append((year, rank, systems))
            rows.setdefault(machine, []).append(row)
    named = {
        machine: shorten(_plural_name(machine, points[-1][2]), 0.35 * canvas.width, canvas.size.text)
        for machine, points in lines.items()
    }
    between = "\n" if canvas.narrow else " "
    roles = {machine: "accent" if machine == _best_today(lines, years[-1]) else "us" for machine in lines}
    ends = [
        End(points[-1][1], f"{named[machine]}{between}{canvas.write(points[-1][1], 'rank')}", roles[machine])
        for machine, points in lines.items()
        if points[-1][0] == years[-1]
    ]
    worst = max((rank for points in lines.values() for _, rank, _ in points), default=100)
    ax = _rank_axes(canvas, years, worst, ends)
    for machine, points in lines.items():
        canvas.line(ax, [year for year, *_ in points], [rank for _, rank, _ in points], roles[machine],
                    3 if roles[machine] == "accent" else 2.2, dots=6, rows=rows[machine],
                    columns=("machine", "systems", "best_rank", "rmax_tflops"))  # fmt: skip
    gone = [(*points[0][:2], named[machine]) for machine, points in lines.items() if points[-1][0] < years[-1]]
    canvas.notes(ax, gone, "us", reach=62)


def _plural_name(machine: str, systems: int | None) -> str:
    """Return a kind of machine with how many there are of it, if several."""
    return f"{systems} {machine}" if (systems or 0) > 1 else machine


def _best_today(lines: dict[str, list[tuple[float, float, int]]], year: float) -> str:
    """Return the machine of the best rank in the newest list, "" if none is in it."""
    ranks = {machine: points[-1][1] for machine, points in lines.items() if points[-1][0] == year}
    return min(ranks, key=ranks.__getitem__, default="")


def azure_shares(canvas: Canvas, table: SmallTable) -> None:
    """Azure's two shares; the machines that lead it are named."""
    ax = two_shares(canvas, table, ("systems_share", "rmax_share"), ("muted", "us"), (3, 1.5), 1.15)
    canvas.notes(ax, named_runs(table, "rmax_share", "machine"), "us", reach=62)


def releases(canvas: Canvas, table: SmallTable) -> None:
    """One row per release: a dot at its date, its area the number of parameters, a ring where none is given."""
    years, names = table.column("year"), table.column("release")
    ax = canvas.axes(EDGE + 4, EDGE, (min(years) - 0.15, max(years) + 0.15), (max(len(names), 3), 0))
    canvas.years(ax, grid=True)
    area, small = canvas.area(ax), canvas.size.small
    highest = max([value for value in table.column("parameters") if value], default=1)
    for row, (year, name, value) in enumerate(zip(years, names, table.column("parameters"), strict=True)):
        x, y = canvas.at(ax, year, row + 0.5)
        across = max(SMALLEST_DOT, LARGEST_DOT * math.sqrt((value or 0) / highest))
        canvas.dot(x, y, "accent" if value else "muted", across if value else 9, hollow=not value)
        canvas.mark_in_row(x, y, row, "date", "parameters")
        written = canvas.write(value, "amount") if value else ""
        to_right = x < (area.left + area.right) / 2
        _name_beside(canvas, x + (1 if to_right else -1) * (across / 2 + 8), y + 0.35 * small, name, written, to_right)


def _name_beside(canvas: Canvas, x: float, y: float, name: str, written: str, to_right: bool) -> None:
    """Write a name and a number on one side of a dot; the name is nearer to it on the right side."""
    small = canvas.size.small
    if to_right:
        canvas.text(x, y, name, size=small)
        canvas.text(x + text_width(name, small) + 8, y, written, "muted", small)
    else:
        canvas.text(x, y, name, size=small, align="right")
        canvas.text(x - text_width(name, small) - 8, y, written, "muted", small, align="right")


def french_centres(canvas: Canvas, table: SmallTable) -> None:
    """One line per centre: the rank of its best machine in each list; machines are named where they enter."""
    years = table.column("year")
    roles = {"cea": "muted", "tgcc": "other", "cines": "europe", "idris": "accent"}
    series = {centre: [rank or None for rank in table.column(centre)] for centre in roles}
    between = "\n" if canvas.narrow else " "
    ends = [
        End(values[-1], f"{canvas.label(f'end_{centre}')}{between}{canvas.write(values[-1], 'rank')}", roles[centre])
        for centre, values in series.items()
        if values[-1]
    ]
    worst = max([rank for values in series.values() for rank in values if rank], default=100)
    ax = _rank_axes(canvas, years, worst, ends)
    for centre, values in series.items():
        dash = (4, 1.5) if centre in ("cea", "tgcc") else ()
        columns = (centre, f"{centre}_name")
        canvas.line(ax, years, values, roles[centre], 3 if centre == "idris" else 2.2, dash, columns=columns)
    for centre, most, reach in (("cines", 3, 34), ("idris", 3, 62), ("cea", 3, 20), ("tgcc", 2, 20)):
        known = [point for point in run_starts(table, centre, f"{centre}_name") if point[1]]
        canvas.notes(ax, known, roles[centre], most - canvas.narrow, reach=reach)
