"""Drawings on the correlation of computing and models, and on the AI machines beside the list."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ..tables import SmallTable
from .canvas import EDGE, GAP, Canvas, round_ticks
from .draw_machines import bars_below_names, bars_beside_names
from .lettering import Box, spread, wrap

PERCENT_TICKS = (0.001, 0.01, 0.1, 1, 10, 100)
MODEL_TICKS = (1, 3, 10, 30, 100, 300, 1000)
NO_MODEL = 0.45  # where a country without a model is drawn, below one on the logarithmic scale
GIANTS = ("US", "CN")
THIRDS = ("early", "middle", "late", "clusters", "clusters_without_two", "clusters_plain_without_us")
COEFFICIENT_TICKS = (-0.5, 0, 0.5, 1)
SCALE_ROLE = {0: "muted", 1: "accent"}  # zero, and the coefficient that the article claims


def kinds(canvas: Canvas, table: SmallTable) -> None:
    """Draw one cloud of points for each coefficient: side by side, on narrow sheets one above the other."""
    groups: dict[float, list[tuple[float, float, int]]] = {}
    for row, (r, x, y) in enumerate(table.rows):
        groups.setdefault(r, []).append((x, y, row))
    top, bottom = canvas.top, canvas.bottom
    count, head = len(groups), canvas.size.text * 1.6
    for index, (r, points) in enumerate(groups.items()):
        if canvas.narrow:
            height = (bottom - top) / count
            box = Box(EDGE, top + index * height, canvas.width - EDGE, top + (index + 1) * height - 10)
        else:
            width = (canvas.width - 2 * EDGE + 18) / count
            box = Box(EDGE + index * width, top, EDGE + (index + 1) * width - 18, bottom)
        title = f"{canvas.label('coefficient')} {canvas.write(r, 'coefficient')}"
        canvas.text((box.left + box.right) / 2, box.top + canvas.size.text, title, bold=True, align="center")
        _cloud(canvas, points, Box(box.left, box.top + head, box.right, box.bottom))
    canvas.top, canvas.bottom = top, bottom


def _cloud(canvas: Canvas, points: Sequence[tuple[float, float, int]], box: Box) -> None:
    """Draw points (x, y, row of the table) with two axes without numbers."""
    canvas.stroke([(box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)], "muted", 1)
    for x, y, row in sorted(points):
        across = box.left + 10 + (x + 1.8) / 3.6 * (box.right - box.left - 20)
        up = box.bottom - 8 - (y + 2.4) / 4.8 * (box.bottom - box.top - 12)
        canvas.dot(across, up, "accent", 6 if canvas.narrow else 7)
        canvas.mark(across, up, row, "r", "x", "y")


def scatter(canvas: Canvas, table: SmallTable) -> None:
    """Countries by share and models, both on logarithmic scales; those without a model stand below, hollow."""
    shares, models = table.column("share_percent"), table.column("models")
    size = canvas.size.small
    canvas.text(EDGE, canvas.top + 10, canvas.label("up"), "muted", size)
    canvas.top, canvas.bottom = canvas.top + 20, canvas.bottom - size * 1.4
    low = min(shares, default=0) * 0.7 or 0.001
    span = (low, max(*shares, low, low) * 1.6)
    left = EDGE + canvas.room_for([canvas.write(tick, "count") for tick in MODEL_TICKS], size) + 8
    ax = canvas.axes(left, EDGE + 10, span, (NO_MODEL * 0.75, max([*models, 1]) * 1.7), log=True)
    ax.set_xscale("log")
    ax.set_xlim(*span)
    _scales(canvas, ax, [tick for tick in PERCENT_TICKS if span[0] <= tick <= span[1]],
            [tick for tick in MODEL_TICKS if tick <= max([*models, 1])])  # fmt: skip
    y = canvas.at(ax, span[0], NO_MODEL)[1]
    canvas.text(left - 8, y + 0.35 * size, canvas.write(0, "count"), "muted", size, align="right")
    known = sorted((share, fit) for share, fit, count in
                   zip(shares, table.column("fit"), models, strict=True) if count)  # fmt: skip
    if known:
        canvas.line(ax, [known[0][0], known[-1][0]], [known[0][1], known[-1][1]], "muted", 1.6, (4, 2))
    rows = list(zip(table.column("country"), shares, models, table.column("place"), strict=True))
    for _, share, count, place in rows:
        canvas.points(ax, [(share, count or NO_MODEL)], place, 9, hollow=not count)
    for row in sorted(range(len(rows)), key=lambda row: shares[row]):
        canvas.mark(*canvas.at(ax, shares[row], models[row] or NO_MODEL), row, "share_percent", "models")
    by_weight = [row for row in rows if row[2]] + sorted((row for row in rows if not row[2]), key=lambda row: -row[1])[
        :2
    ]
    for code, share, count, place in sorted(by_weight, key=lambda row: row[0] not in (*GIANTS, "FR", "JP", "IT", "GB")):
        _name(canvas, ax, (share, count or NO_MODEL), canvas.write(code, "country"), place, hollow=not count)


def _name(canvas: Canvas, ax: Axes, point: tuple[float, float], text: str, place: str, *, hollow: bool = False) -> None:
    """Name a point where there is room, and leave its mark as it is."""
    canvas.notes(ax, [(*point, text)], place, reach=20)
    if hollow:
        canvas.points(ax, [point], place, 9, hollow=True)


def _scales(canvas: Canvas, ax: Axes, across: Sequence[float], up: Sequence[float]) -> None:
    """Draw the lines of a grid with their values, and what the lower axis measures below it."""
    area, size = canvas.area(ax), canvas.size.small
    for tick in up:
        y = canvas.at(ax, ax.get_xlim()[0], tick)[1]
        canvas.stroke([(area.left, y), (area.right, y)], "grid", 1)
        canvas.text(area.left - 8, y + 0.35 * size, canvas.write(tick, "count"), "muted", size, align="right")
    canvas.stroke([(area.left, area.bottom), (area.right, area.bottom)], "muted", 1)
    for tick in across:
        x = canvas.at(ax, tick, ax.get_ylim()[0])[0]
        canvas.stroke([(x, area.bottom), (x, area.bottom + 4)], "muted", 1)
        canvas.text(x, area.bottom + 8 + size, canvas.write(tick, "count"), "muted", size, align="center")
    canvas.text(area.right, area.bottom + 10 + 2.3 * size, canvas.label("across"), "muted", size, align="right")


def giants(canvas: Canvas, table: SmallTable) -> None:
    """Draw the same points twice in plain numbers: with the two giants, and without them on a larger scale."""
    keys = ("country", "share_percent", "models", "place", "fit", "fit_rest")
    rows = list(zip(*map(table.column, keys), range(len(table.rows)), strict=True))
    rest = [row for row in rows if row[0] not in GIANTS]
    top, bottom, gap = canvas.top, canvas.bottom - canvas.size.small * 1.4, 26
    middle = canvas.width / 2
    if canvas.narrow:
        half = (bottom - top) / 2
        _panel(canvas, rows, 4, "with", (top, top + half - 12), (EDGE, canvas.width - EDGE))
        _panel(canvas, rest, 5, "without", (top + half + 12, bottom), (EDGE, canvas.width - EDGE))
    else:
        _panel(canvas, rows, 4, "with", (top, bottom), (EDGE, middle - gap / 2))
        _panel(canvas, rest, 5, "without", (top, bottom), (middle + gap / 2, canvas.width - EDGE))


def _panel(
    canvas: Canvas, rows: Sequence[tuple], fit: int, key: str, heights: tuple[float, float], sides: tuple[float, float]
) -> None:  # fmt: skip
    """Draw one of the two pictures: its title, axes from zero, the line, the points, the names that find room."""
    size = canvas.size.small
    y = heights[0] + 4
    for line in wrap(canvas.label(key), sides[1] - sides[0], canvas.size.text):
        canvas.text(sides[0], y + canvas.size.text * 0.6, line, bold=True)
        y += canvas.size.text * 1.3
    canvas.top, canvas.bottom = y + 12, heights[1]
    shares, models = [row[1] for row in rows], [row[2] for row in rows]
    ticks = round_ticks(max([*models, 1]), 4)
    left = sides[0] + canvas.room_for([canvas.write(tick, "count") for tick in ticks], size) + 8
    fits = [row[fit] for row in rows]
    low = min([0, *fits])
    span, heights_of = (0, max([*shares, 0.01]) * 1.12), (low * 1.02, max([*models, *fits, 1]) * 1.1)
    ax = canvas.axes(left, canvas.width - sides[1] + 4, span, heights_of)
    _scales(canvas, ax, round_ticks(max([*shares, 0.01]), 4), ticks)
    ends = sorted((row[1], row[fit]) for row in rows)
    if ends:
        canvas.line(ax, [ends[0][0], ends[-1][0]], [ends[0][1], ends[-1][1]], "muted", 1.6, (4, 2))
    for row in rows:
        canvas.points(ax, [(row[1], row[2])], row[3], 8)
    for row in sorted(rows, key=lambda row: row[1]):
        canvas.mark(*canvas.at(ax, row[1], row[2]), row[-1], "share_percent", "models", series=f"{key} {row[-1]}")
    heavy = sorted(rows, key=lambda row: -max(row[1] / max([*shares, 0.01]), row[2] / max([*models, 1])))
    for row in heavy[: 4 if key == "with" else 9]:
        canvas.notes(ax, [(row[1], row[2], canvas.write(row[0], "country"))], row[3], reach=20)


def choices(canvas: Canvas, table: SmallTable) -> None:
    """One row for each way to compute: a dot for the coefficient, a line for its interval; hollow if zero is in it."""
    canvas.top = canvas.key(((False, canvas.label("clear")), (True, canvas.label("unclear"))))
    names = [_choice_name(canvas, name, start, end) for name, start, end, *_ in table.rows]
    size = canvas.size.small if canvas.narrow else canvas.size.text
    left = EDGE + 6 if canvas.narrow else EDGE + canvas.room_for(names, size) + 18
    right = EDGE + canvas.room_for([canvas.write(-0.55, "coefficient")], size) + 10
    canvas.top += canvas.size.small * 1.2
    ax = canvas.axes(left, right, (min(-0.5, *table.column("low")) - 0.04, 1.04), (len(names), 0))
    area = canvas.area(ax)
    step = (area.bottom - area.top) / len(names)
    middles = [area.top + (row + (0.74 if canvas.narrow else 0.5)) * step for row in range(len(names))]
    bands = [(y - 9, y + 7) for y in middles] if canvas.narrow else [(area.top - 2, area.bottom)]
    _coefficient_scale(canvas, ax, bands)
    for row, (name, y, values) in enumerate(zip(names, middles, table.rows, strict=True)):
        role = "ink" if row else "accent"
        if canvas.narrow:
            canvas.text(EDGE, y - 11, name, role, size)
        else:
            canvas.text(left - 18, y + 0.35 * size, name, role, size, align="right")
        *_, r, low, high = values
        _interval(canvas, ax, (low, r, high), y, role)
        canvas.mark_in_row(
            canvas.at(ax, r, 0)[0], y, row, "first_year", "last_year", "points", "r", "low", "high"
        )  # fmt: skip
        canvas.text(canvas.width - EDGE, y + 0.35 * size, canvas.write(r, "coefficient"), role, size, align="right")


def _choice_name(canvas: Canvas, name: str, start: int, end: int) -> str:
    """Return what a choice is called, with its years where they are not those of all."""
    return f"{canvas.label(name)}, {start}–{end}" if name in THIRDS else canvas.label(name)


def _interval(canvas: Canvas, ax: Axes, ends: tuple[float, float, float], y: float, role: str) -> None:
    """Draw a coefficient as a dot on the line of its interval."""
    low, r, high = (canvas.at(ax, value, 0)[0] for value in ends)
    hollow = ends[0] <= 0 <= ends[2]
    canvas.stroke([(low, y), (high, y)], role, 2)
    canvas.dot(r, y, role, 8 if hollow else 10, hollow=hollow)


def _coefficient_scale(canvas: Canvas, ax: Axes, bands: Sequence[tuple[float, float]]) -> None:
    """Draw upright lines at round coefficients: zero in ink, one, which the article claims, in the accent.

    bands: the heights in which they are drawn, so that they cross no words.
    """
    area, size = canvas.area(ax), canvas.size.small
    for tick in COEFFICIENT_TICKS:
        x = canvas.at(ax, tick, 0)[0]
        role = SCALE_ROLE.get(tick, "grid")
        for top, bottom in bands:
            canvas.stroke([(x, top), (x, bottom)], role, 2)
        canvas.text(x, area.bottom + 5 + size, _signed(canvas, tick), role, size, align="center")
    canvas.text(canvas.at(ax, 1, 0)[0], area.top - 8, canvas.label("article"), "accent", size, align="right")


def _signed(canvas: Canvas, tick: float) -> str:
    """Write a round coefficient with a true minus sign."""
    return canvas.write(tick, "count").replace("-", "−")


def by_year(canvas: Canvas, table: SmallTable) -> None:
    """One upright interval for each year, its coefficient as a dot; below, the number of countries."""
    size, years = canvas.size.small, table.column("year")
    canvas.bottom -= size * 1.6
    left = EDGE + canvas.room_for([canvas.write(-0.55, "coefficient"), canvas.label("countries")], size) + 10
    low = min(-0.5, *table.column("low")) - 0.05
    ax = canvas.axes(left, EDGE + 8, (years[0] - 0.5, years[-1] + 0.5), (low, 1.06))
    area = canvas.area(ax)
    for tick in COEFFICIENT_TICKS:
        y, role = canvas.at(ax, years[0], tick)[1], SCALE_ROLE.get(tick, "grid")
        canvas.stroke([(area.left, y), (area.right, y)], role, 2)
        canvas.text(area.left - 8, y + 0.35 * size, _signed(canvas, tick), role, size, align="right")
    canvas.text(area.left + 4, canvas.at(ax, years[0], 1)[1] - 5, canvas.label("article"), "accent", size)
    below = area.bottom + 14 + 2.3 * size
    canvas.text(area.left - 8, below, canvas.label("countries"), "muted", size, align="right")
    for row, (year, count, r, bottom, top) in enumerate(table.rows):
        x = canvas.at(ax, year, 0)[0]
        hollow = bottom <= 0 <= top
        canvas.stroke([(x, canvas.at(ax, year, bottom)[1]), (x, canvas.at(ax, year, top)[1])], "ink", 2)
        canvas.dot(x, canvas.at(ax, year, r)[1], "ink", 8 if hollow else 10, hollow=hollow)
        reach = ((x, area.top), (x, area.bottom))
        canvas.mark(x, canvas.at(ax, year, r)[1], row, "points", "r", "low", "high", reach=reach)
        written = f"’{year % 100:02d}" if canvas.narrow else str(year)
        canvas.text(x, area.bottom + 8 + size, written, "muted", size, align="center")
        canvas.text(x, below, canvas.write(count, "count"), "muted", size, align="center")


def china_path(canvas: Canvas, table: SmallTable) -> None:
    """Draw two pictures over the same years: China's share of the list above, its notable models below."""
    top, half = canvas.top, (canvas.bottom - canvas.top) / 2
    panels = (("share", "share", "muted"), ("models", "count", "cn"))
    texts = [canvas.write(value, kind) for key, kind, _ in panels for value in (0.4, *table.column(key))]
    margin = canvas.room_for(texts)
    for index, (key, kind, role) in enumerate(panels):
        canvas.top = top + index * half + canvas.size.text * 1.9
        canvas.bottom = top + (index + 1) * half - (8 if index == 0 else 0)
        canvas.text(EDGE, canvas.top - canvas.size.text, canvas.label(f"panel_{key}"), role, bold=True)
        _yearly(canvas, table, key, kind, role, margin)


def _yearly(canvas: Canvas, table: SmallTable, key: str, kind: str, role: str, margin: float) -> None:
    """Draw one line through years from zero, with its first and last value; margin: room for numbers, both sides."""
    years, values, size = table.column("year"), table.column(key), canvas.size.small
    highest = max(*values, 0.01)
    ax = canvas.axes(
        EDGE + margin + 8, EDGE + margin + GAP, (years[0], max(years[-1], years[0] + 1)), (0, highest * 1.15)
    )
    area = canvas.area(ax)
    for tick in round_ticks(highest, 3):
        y = canvas.at(ax, years[0], tick)[1]
        canvas.stroke([(area.left, y), (area.right, y)], "grid", 1)
        canvas.text(area.left - 8, y + 0.35 * size, canvas.write(tick, kind), "muted", size, align="right")
    canvas.years(ax)
    canvas.line(ax, years, values, role, 3, dots=7, columns=(key,))
    x, y = canvas.at(ax, years[-1], values[-1])
    canvas.text(x + GAP, y + 0.35 * canvas.size.text, canvas.write(values[-1], kind), role)
    canvas.notes(ax, [(years[0], values[0], canvas.write(values[0], kind))], role)


def ai_against_list(canvas: Canvas, table: SmallTable) -> None:
    """Two dots for each place joined by a line: its share of the list, and of the AI machines known."""
    names = [canvas.label(place) for place in table.column("place")]
    canvas.top = canvas.key(((True, canvas.label("by_list")), (False, canvas.label("by_ai"))))
    highest = max([*table.column("rmax_share"), *table.column("ai_share"), 0.01])
    left = EDGE + canvas.room_for(names) + 16
    ax = canvas.axes(left, 26, (0, highest * 1.04), (len(names), 0))
    area, size = canvas.area(ax), canvas.size.small
    for tick in round_ticks(highest, 4):
        x = canvas.at(ax, tick, 0)[0]
        canvas.stroke([(x, area.top), (x, area.bottom)], "grid", 1)
        canvas.text(x, area.bottom + 5 + size, canvas.write(tick, "share"), "muted", size, align="center")
    for row, (place, listed, known) in enumerate(table.rows):
        y = canvas.at(ax, 0, row + 0.5)[1]
        canvas.text(left - 16, y + 0.35 * canvas.size.text, names[row], place, align="right")
        xs = [canvas.at(ax, share, 0)[0] for share in (listed, known)]
        canvas.stroke([(min(xs), y), (max(xs), y)], place, 3)
        canvas.dot(xs[1], y, place, 11)
        canvas.dot(xs[0], y, place, 8, hollow=True)
        for x, column in zip(xs, ("rmax_share", "ai_share"), strict=True):
            canvas.mark_in_row(x, y, row, column)
        _both_values(canvas, xs, y, [canvas.write(listed, "share"), canvas.write(known, "share")], place)


def _both_values(canvas: Canvas, xs: Sequence[float], y: float, texts: Sequence[str], place: str) -> None:
    """Write two values above their dots, moved apart where they would touch."""
    size = canvas.size.small
    order = sorted((0, 1), key=lambda index: xs[index])
    widths = [canvas.room_for([texts[index]], size) + 8 for index in order]
    centres = spread([xs[index] for index in order], widths, EDGE, canvas.width - EDGE / 2)
    for index, centre in zip(order, centres, strict=True):
        canvas.text(centre, y - 10, texts[index], place, size, align="center")


def ai_largest(canvas: Canvas, table: SmallTable) -> None:
    """Ten bars of H100 equivalents: in the accent those that the list does not have, in ink those that it has."""
    chips, listed = table.column("chips"), table.column("listed")
    written = [canvas.write(value, "amount") for value in chips]
    said = [canvas.label("on_list" if there else "off_list") for there in listed]
    roles = ["ink" if there else "accent" for there in listed]
    draw = bars_below_names if canvas.narrow else bars_beside_names
    columns = ("owner", "country", "since", "certainty", "chips", "listed")
    draw(canvas, table.column("machine"), said, written, roles, [value / max(chips) for value in chips], columns)


def europe_machines(canvas: Canvas, table: SmallTable) -> None:
    """One row for each country: a stroke at the rank of each of its machines, its number and share beside."""
    size, small = canvas.size.text, canvas.size.small
    countries = [canvas.write(code, "country") for code in table.column("country")]
    counts = [canvas.write(count, "systems") for count in table.column("systems")]
    shares = [canvas.write(share, "share") for share in table.column("rmax_share")]
    left = (
        EDGE
        if canvas.narrow
        else EDGE
        + canvas.room_for([f"{c}, {n}" for c, n in zip(countries, counts, strict=True)], small, bold=True)
        + 14
    )
    right = EDGE + canvas.room_for(shares, size) + 12
    canvas.text(canvas.width - EDGE, canvas.top + small * 0.6, canvas.label("share"), "muted", small, align="right")
    canvas.top += small * 1.2
    ax = canvas.axes(left, right, (0, 501), (len(countries), 0))
    area = canvas.area(ax)
    _rank_scale(canvas, ax)
    step = (area.bottom - area.top) / len(countries)
    for row, code in enumerate(table.column("country")):
        role = "fr" if code == "FR" else "europe"
        middle = area.top + (row + (0.68 if canvas.narrow else 0.5)) * step
        reach = step * (0.22 if canvas.narrow else 0.3)
        if canvas.narrow:
            canvas.text(EDGE, middle - step * 0.36, f"{countries[row]}, {counts[row]}", role, small, bold=code == "FR")
        else:
            said = f"{countries[row]}, {counts[row]}"
            canvas.text(left - 14, middle + 0.35 * small, said, role, small, bold=code == "FR", align="right")
        places = [canvas.at(ax, rank, 0)[0] for rank in table.column("ranks")[row]]
        canvas.boxes([Box(x - 1.2, middle - reach, x + 1.2, middle + reach) for x in places], role)
        canvas.mark_in_row(min(places), middle, row, "systems", "rmax_share", "best_rank", "best_name")
        canvas.text(canvas.width - EDGE, middle + 0.35 * size, shares[row], role, align="right")


def _rank_scale(canvas: Canvas, ax: Axes) -> None:
    """Draw upright lines at round ranks, with their numbers below."""
    area, size = canvas.area(ax), canvas.size.small
    for rank in (1, 100, 200, 300, 400, 500):
        x = canvas.at(ax, rank, 0)[0]
        canvas.stroke([(x, area.top), (x, area.bottom)], "grid", 1)
        canvas.text(x, area.bottom + 5 + size, canvas.write(rank, "count"), "muted", size,
                    align="left" if canvas.narrow and rank == 1 else "center")  # fmt: skip
