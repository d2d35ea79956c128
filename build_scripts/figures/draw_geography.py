"""Drawings on who owns the machines, through time."""

from __future__ import annotations

import itertools

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End, round_ticks
from .lettering import Box, spread, wrap
from .style import DASHES, color

PLACES = ("us", "cn", "europe", "jp", "other")  # from the bottom to the top, as in measures.geography
CELL_ROWS = 10


def tiles(canvas: Canvas, table: SmallTable) -> None:
    """One column of ten cells per edition, coloured by place; a dot below where the article's count holds."""
    count = len(table.rows)
    labels = {place: f"{canvas.label(place)} {table.column(place)[-1]}" for place in PLACES}
    room = 68 if canvas.narrow else canvas.room_for(list(labels.values()))
    pitch = min(int((canvas.width - 2 * EDGE - 8 - room) / count), 40)
    rise = int((canvas.bottom - canvas.top - canvas.size.small - 34) / CELL_ROWS)
    gap = 0.6 if pitch < 6 else 1
    bottom = round(canvas.top) + CELL_ROWS * rise
    floors = [0] * count
    for place in PLACES:
        owned = [value or 0 for value in table.column(place)]
        cells = [
            (EDGE + column * pitch, bottom - row * rise)
            for column, (floor, number) in enumerate(zip(floors, owned, strict=True))
            for row in range(floor, floor + number)
        ]
        # The lowest cell of a place is a little lower: the gap between places shows without colour, too.
        lowest = {(EDGE + column * pitch, bottom - floor * rise) for column, floor in enumerate(floors) if floor}
        canvas.boxes(
            [Box(x, y - rise + gap, x + pitch - gap, y - (2 if (x, y) in lowest else 0)) for x, y in cells],
            place,
        )
        floors = [floor + number for floor, number in zip(floors, owned, strict=True)]
    for row in range(count):
        x, top = EDGE + (row + 0.5) * pitch - 0.5, bottom - CELL_ROWS * rise
        canvas.mark(x, top, row, *PLACES, reach=((x, top), (x, bottom)))
    _tile_labels(canvas, table, labels, EDGE + count * pitch + 8, bottom, rise)
    _tile_years(canvas, table, pitch, bottom)


def _tile_labels(
    canvas: Canvas, table: SmallTable, labels: dict[str, str], x: float, bottom: float, rise: float
) -> None:  # fmt: skip
    """Write the place beside its cells in the newest column, with their number."""
    shown = [(place, table.column(place)[-1]) for place in PLACES if table.column(place)[-1]]
    floors = list(itertools.accumulate((number for _, number in shown), initial=0))
    middles = [bottom - (low + high) / 2 * rise for low, high in itertools.pairwise(floors)][::-1]
    texts = [wrap(labels[place], canvas.width - EDGE / 2 - x, canvas.size.text) for place, _ in shown][::-1]
    heights = [len(lines) * canvas.size.text * 1.25 for lines in texts]
    centres = spread(middles, heights, bottom - CELL_ROWS * rise - 4, bottom + 4)
    for (place, _), lines, centre in zip(shown[::-1], texts, centres, strict=True):
        canvas.lines(x, centre, lines, place)


def _tile_years(canvas: Canvas, table: SmallTable, pitch: int, bottom: float) -> None:
    """Write years below the columns of June, and between them the dots, with what they stand for."""
    size = canvas.size.small
    y = bottom + 12
    for column, match in enumerate(table.column("match")):
        if match:
            canvas.dot(EDGE + (column + 0.5) * pitch - 0.5, y, "accent", 3 if canvas.narrow else 7)
    if any(table.column("match")):
        canvas.text(EDGE + len(table.rows) * pitch + 8, y + 0.35 * size, canvas.label("dots"), "accent", size)
    step = 10 if canvas.narrow and len(table.rows) > 24 else 5
    for column, edition in enumerate(table.column("edition")):
        year, month = edition.split("-")
        if month == "06" and int(year) % (step if len(table.rows) > 10 else 1) == 0:
            x = EDGE + (column + 0.5) * pitch - 0.5
            canvas.stroke([(x, y + 9), (x, y + 13)], "muted", 1)
            canvas.text(x, y + 17 + size, year, "muted", size, align="center")


def performance_share(canvas: Canvas, table: SmallTable) -> None:
    """Areas stacked to the whole, one per place."""
    years = table.column("year")
    series = [[value or 0.0 for value in table.column(place)] for place in PLACES]
    edges = list(itertools.accumulate((values[-1] for values in series), initial=0))
    between = "\n" if canvas.narrow else " "
    ends = [
        End((low + high) / 2, f"{canvas.label(place)}{between}{canvas.write(high - low, 'share')}", place)
        for place, low, high in zip(PLACES, edges, edges[1:], strict=False)
        if high > low
    ]
    ticks = [(tick / 4, canvas.write(tick / 4, "share")) for tick in range(5)]
    ax = canvas.line_chart(years, (0, 1), ticks, ends)
    for row, year in enumerate(years):
        top, bottom = canvas.at(ax, year, 1), canvas.at(ax, year, 0)
        canvas.mark(*top, row, *PLACES, reach=(top, bottom))
    if len(years) == 1:  # an area needs two ends
        years, series = list(ax.get_xlim()), [values * 2 for values in series]
    ax.stackplot(years, series, colors=[color(place) for place in PLACES], edgecolor=color("paper"), linewidth=1.5,
                 clip_on=False)  # fmt: skip


def systems(canvas: Canvas, table: SmallTable) -> None:
    """One line per place: its number of systems; China's, which the title speaks of, is the thickest."""
    years = table.column("year")
    between = "\n" if canvas.narrow else " "
    ends = [
        End(table.column(place)[-1] or 0,
            f"{canvas.label(place)}{between}{canvas.write(table.column(place)[-1], 'count')}", place)
        for place in PLACES
    ]  # fmt: skip
    highest = max([value for place in PLACES for value in table.column(place) if value], default=1)
    ticks = [(tick, canvas.write(tick, "count")) for tick in round_ticks(highest)]
    ax = canvas.line_chart(years, (0, highest * 1.06), ticks, ends)
    for place in reversed(PLACES):
        canvas.line(ax, years, table.column(place), place, 3.5 if place == "cn" else 2.2, DASHES.get(place, ()),
                    columns=(place,))  # fmt: skip
    most, peak = max((value or 0, row) for row, value in enumerate(table.column("cn")))
    if most > 20 and peak < len(years) - 3:
        canvas.notes(ax, [(years[peak], most, canvas.write(most, "count"))], "cn")


def two_measures(canvas: Canvas, table: SmallTable) -> None:
    """Two dots per country joined by a line: its share of the systems and of the performance."""
    names = [canvas.write(code, "country") for code in table.column("country")]
    canvas.top = canvas.key(((True, canvas.label("by_number")), (False, canvas.label("by_rmax"))))
    highest = max([value for key in ("systems_share", "rmax_share") for value in table.column(key) if value], default=1)
    left = EDGE + canvas.room_for(names) + 16
    ax = canvas.axes(left, 26, (0, highest * 1.02), (len(names), 0))
    area = canvas.area(ax)
    for tick in round_ticks(highest, 4 if canvas.narrow else 5):
        x = canvas.at(ax, tick, 0)[0]
        canvas.stroke([(x, area.top), (x, area.bottom)], "grid", 1)
        canvas.text(x, area.bottom + 5 + canvas.size.small, canvas.write(tick, "share"), "muted", canvas.size.small,
                    align="center")  # fmt: skip
    rows = zip(names, table.column("systems_share"), table.column("rmax_share"), table.column("place"), strict=True)
    for row, (name, by_number, by_rmax, place) in enumerate(rows):
        y = canvas.at(ax, 0, row + 0.5)[1]
        canvas.text(left - 16, y + 0.35 * canvas.size.text, name, align="right")
        shares = [canvas.at(ax, share, 0)[0] for share in (by_number, by_rmax) if share is not None]
        canvas.stroke([(min(shares, default=left), y), (max(shares, default=left), y)], place, 3)
        for share, hollow, column in ((by_rmax, False, "rmax_share"), (by_number, True, "systems_share")):
            if share is not None:
                x = canvas.at(ax, share, 0)[0]
                canvas.dot(x, y, place, 8 if hollow else 11, hollow=hollow)
                canvas.mark_in_row(x, y, row, column)
