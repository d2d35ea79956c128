"""How to mislead: the same table in four panels, by number and by performance, on ordinary and logarithmic axes."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from ..tables import SmallTable
from .canvas import EDGE, GAP, Canvas, round_ticks
from .draw_growth import power_ticks
from .lettering import LEADING, Box, spread, wrap

AIR = 26  # between panels
COUNTRIES = ("us", "cn")
MOST_TICKS = 4
MEASURES = (("systems", "count"), ("rmax", "performance"))


@dataclass(frozen=True)
class Panel:
    """One of the four: measure ("systems" or "rmax"), the kind of its values, its scale, its place on the sheet."""

    measure: str
    kind: str
    log: bool
    place: Box

    @property
    def key(self) -> str:
        """What its words begin with."""
        return f"{self.measure}_{'log' if self.log else 'linear'}"


def mislead(canvas: Canvas, table: SmallTable) -> None:
    """Four panels, two by two or, on narrow sheets, one below the other; an ordinary and a logarithmic one in turn."""
    canvas.top -= 4
    across = 1 if canvas.narrow else 2
    wide = (canvas.width - 2 * EDGE - (across - 1) * AIR) / across
    high = (canvas.bottom - canvas.top) * across / 4
    for index in range(4):
        (measure, kind), log = MEASURES[index // 2], index % 2
        left, top = EDGE + index % across * (wide + AIR), canvas.top + index // across * high
        _panel(canvas, table, Panel(measure, kind, bool(log), Box(left, top, left + wide, top + high - 12)))


def _panel(canvas: Canvas, table: SmallTable, panel: Panel) -> None:
    """Write what a panel makes one believe and what it shows; draw the two lines, their names at their ends."""
    top, size = _head(canvas, panel), canvas.size.small
    years, columns = table.column("year"), {country: f"{country}_{panel.measure}" for country in COUNTRIES}
    series = {country: [value or None for value in table.column(column)] for country, column in columns.items()}
    known = [value for values in series.values() for value in values if value]
    low, high = _range(known, log=panel.log)
    ticks = _ticks(low, high, panel)
    labels = [canvas.write(tick, panel.kind) if tick else "0" for tick in ticks]
    room = max(canvas.room_for(labels, size), canvas.room_for(["300"], size))
    names = {country: canvas.label(country) for country in COUNTRIES}
    left, right = panel.place.left + room + 8, panel.place.right - GAP - canvas.room_for(list(names.values()))
    span = (years[0], max(years[-1], years[0] + 1))
    ax = _axes(canvas, Box(left, top, right, panel.place.bottom), span, (low, high), log=panel.log)
    area = canvas.area(ax)
    for tick, label in zip(ticks, labels, strict=True):
        y = canvas.at(ax, span[0], tick)[1]
        canvas.stroke([(area.left, y), (area.right, y)], "grid", 1)
        canvas.text(area.left - 8, y + 0.35 * size, label, "muted", size, align="right")
    canvas.years(ax)
    for country in COUNTRIES:
        canvas.line(ax, years, series[country], country, 2.6, columns=(columns[country],))
    _names(canvas, ax, {names[country]: (country, series[country][-1]) for country in COUNTRIES}, years[-1])


def _head(canvas: Canvas, panel: Panel) -> float:
    """Write the two texts above a panel; return the y below them."""
    y, room = panel.place.top, panel.place.right - panel.place.left
    for key, role, size, bold in (
        (panel.key, "ink", canvas.size.text, True), (f"{panel.key}_shown", "muted", canvas.size.small, False),
    ):  # fmt: skip
        for line in wrap(canvas.label(key), room, size, bold=bold):
            y += size * LEADING
            canvas.text(panel.place.left, y, line, role, size, bold=bold)
    return y + 14


def _names(canvas: Canvas, ax: Axes, ends: dict[str, tuple[str, float | None]], x: float) -> None:
    """Write the countries' names at the ends of their lines, moved apart where they would overlap."""
    placed = sorted((canvas.at(ax, x, y)[1], name, role) for name, (role, y) in ends.items() if y)
    area, height = canvas.area(ax), canvas.size.text * LEADING
    centres = spread([y for y, *_ in placed], [height] * len(placed), area.top - 10, area.bottom + 8)
    for (y, name, role), centre in zip(placed, centres, strict=True):
        if abs(centre - y) > 5:
            canvas.stroke([(area.right + 3, y), (area.right + GAP - 3, centre)], "muted", 1)
        canvas.lines(area.right + GAP, centre, [name], role)


def _range(known: list[float], *, log: bool) -> tuple[float, float]:
    """Return the lowest and highest value of a scale; an ordinary one starts at zero."""
    highest = max(known, default=1)
    return (min(known, default=1) / 1.4, highest * 1.8) if log else (0, highest * 1.08)


def _ticks(low: float, high: float, panel: Panel) -> list[float]:
    """Return the values that a panel's scale writes."""
    if panel.log:
        powers = [tick for tick in power_ticks(low, high) if panel.kind == "performance" or tick >= 1]
        return powers[:: len(powers) // MOST_TICKS + 1]
    return round_ticks(high / 1.08, 3)


def _axes(canvas: Canvas, place: Box, x: tuple[float, float], y: tuple[float, float], *, log: bool) -> Axes:
    """Return the axes of a panel, with room for years below."""
    sheet = canvas.top, canvas.bottom
    canvas.top, canvas.bottom = place.top, place.bottom
    ax = canvas.axes(place.left, canvas.width - place.right, x, y, log=log)
    canvas.top, canvas.bottom = sheet
    return ax
