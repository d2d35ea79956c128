"""Drawings on renewal: newcomers, age, the fall of number ones, records outgrown, share of the peak."""

from __future__ import annotations

from ..tables import SmallTable
from .canvas import EDGE, Canvas, End, round_ticks
from .lettering import Box, shorten, text_width
from .names import named_runs
from .style import color

NEWEST_NAMED = 10  # former number ones whose lines stand out
RANKS = (1, 3, 10, 30, 100, 300)
LAST = 500
COLUMNS = ("label", "reign_end", "top_ten_years", "list_years", "rank_today")  # what a line of former_first stands for
BAR_COLUMNS = ("label", "reign_start", "until", "enough_years", "would_rank", "rmax_tflops")  # a bar of first_today


def turnover(canvas: Canvas, table: SmallTable) -> None:
    """Two lines from zero: machines that are new, and machines that had become too slow; the peak is written."""
    years, series = table.column("year"), {key: table.column(key) for key in ("entered", "outpaced")}
    highest = max([value for values in series.values() for value in values if value], default=1)
    ticks = [(tick, canvas.write(tick, "count")) for tick in round_ticks(highest)]
    roles = {"outpaced": "muted", "entered": "accent"}
    ends = [_end(canvas, series[key], key, "count", role) for key, role in roles.items()]
    ax = canvas.line_chart(years, (0, highest * 1.1), ticks, [end for end in ends if end])
    canvas.line(ax, years, series["outpaced"], "muted", 2.2, (3, 1.5), columns=("outpaced",))
    canvas.line(ax, years, series["entered"], "accent", 3, columns=("entered",))
    most, peak = max((value or 0, row) for row, value in enumerate(series["entered"]))
    if most and peak < len(years) - 3:
        canvas.notes(ax, [(years[peak], most, canvas.write(most, "count"))], "accent")


def age(canvas: Canvas, table: SmallTable) -> None:
    """Two lines from zero: mean and median age; the youngest list is written."""
    years, mean, median = table.column("year"), table.column("mean"), table.column("median_age")
    highest = max([value for values in (mean, median) for value in values if value], default=1)
    ticks = [(tick, canvas.write(tick, "count")) for tick in round_ticks(highest)]
    ends = [_end(canvas, mean, "mean", "duration", "accent"), _end(canvas, median, "median_age", "duration", "muted")]
    ax = canvas.line_chart(years, (0, highest * 1.1), ticks, [end for end in ends if end])
    canvas.line(ax, years, median, "muted", 2.2, (3, 1.5), columns=("median_age",))
    canvas.line(ax, years, mean, "accent", 3, columns=("mean",))
    low, row = min(((value, row) for row, value in enumerate(mean) if value), default=(0, 0))
    if low and row < len(years) - 3:
        canvas.notes(ax, [(years[row], low, canvas.write(low, "duration"))], "accent", reach=145)


def former_first(canvas: Canvas, table: SmallTable) -> None:
    """One line of ranks for each former number one, from its last list on top on; the newest are named."""
    trails = [_ranks(text) for text in table.column("ranks")]
    longest = max((len(trail) for trail in trails), default=1)
    years = [half / 2 for half in range(max(longest, 3))]
    ticks = [(rank, canvas.write(rank, "rank")) for rank in RANKS]
    ax = canvas.line_chart(years, (LAST, 0.8), ticks, [], log=True)
    area = canvas.area(ax)
    ten = canvas.at(ax, 0, 10)[1]
    canvas.stroke([(area.left, ten), (area.right, ten)], "muted", 1)
    canvas.text(area.right, ten - 6, canvas.label("top_ten"), "muted", canvas.size.small, align="right")
    ranks = table.column("rank_today")
    names = []
    for row, (trail, name) in enumerate(zip(trails, table.column("label"), strict=True)):
        xs, standing = years[: len(trail)], ranks[row] is not None
        late = len(trails) - row <= NEWEST_NAMED
        role, width = ("accent", 3) if standing else ("ink", 2.2) if late else ("other", 2)
        canvas.line(ax, xs, trail, role, width, columns=COLUMNS, rows=[row] * len(trail))
        end = len(trail) - 1
        if (late or end == longest - 1) and trail:
            names.append((standing, (xs[end], trail[end], name), role))
    for standing, note, role in sorted(names, key=lambda entry: not entry[0]):
        canvas.notes(ax, [note], role, reach=120 if standing else 62)


def _ranks(text: str) -> list[float | None]:
    """Return the ranks of a machine list by list, None for a list without it."""
    return [float(part) if part.isdigit() else None for part in (text or "").split()]


def first_today(canvas: Canvas, table: SmallTable) -> None:
    """One bar per number one, from its first list on top to the list for which its Rmax is too slow; named."""
    starts, untils, lives = (table.column(key) for key in ("start_year", "until_year", "enough_years"))
    size, names = canvas.size.small, table.column("label")
    kind = "count" if canvas.narrow else "duration"  # no room for "years" on a narrow sheet
    said = [
        canvas.write(life, kind) if life is not None else canvas.write(rank, "rank") if rank else ""
        for life, rank in zip(lives, table.column("would_rank"), strict=True)
    ]
    last = max(*untils, min(starts) + 1) + 0.1
    width = canvas.width - 2 * EDGE - 14
    first = min(starts) - 0.3
    for name, start, life, text in zip(names, starts, lives, said, strict=True):
        if life is None:  # the name stands on the left of the bar, and must find room there
            part = min(0.7, (text_width(name, size) + text_width(text, size) + 24) / width)
            first = min(first, (start - part * last) / (1 - part))
    ax = canvas.axes(EDGE + 4, EDGE + 10, (first, last), (len(table.rows), 0))
    canvas.years(ax, grid=True)
    area = canvas.area(ax)
    for row, (start, until, life) in enumerate(zip(starts, untils, lives, strict=True)):
        (left, top), (right, bottom) = canvas.at(ax, start, row), canvas.at(ax, until, row + 1)
        height, middle = min(24.0, (bottom - top) * 0.7), (top + bottom) / 2
        gone = life is not None
        role, right = "other" if gone else "accent", max(right, left + 3)
        canvas.boxes([Box(left, middle - height / 2, right, middle + height / 2)], role)
        if not gone:
            _arrow(canvas, right, middle, height)
        canvas.mark_in_row(right, middle, row, *BAR_COLUMNS)
        room = text_width(said[row], size) + 20
        spaces = (left - area.left - room, area.right - right - room)
        to_right = gone and (spaces[1] > spaces[0] or spaces[1] > 180)
        name = shorten(names[row], spaces[to_right], size)
        y, side = middle + 0.35 * size, "left" if to_right else "right"
        near, step = (right, 1) if to_right else (left, -1)
        canvas.text(near + 7 * step, y, said[row], role, size, align=side)
        canvas.text(near + step * (14 + text_width(said[row], size)), y, name, size=size, align=side)


def _arrow(canvas: Canvas, x: float, middle: float, height: float) -> None:
    """Draw at a bar's end the sign that it goes on."""
    canvas.stroke([(x + 3, middle - height / 3), (x + 9, middle), (x + 3, middle + height / 3)], "accent", 2)


def peak_share(canvas: Canvas, table: SmallTable) -> None:
    """A band (10 to 90 %), the median and number one, as shares of the peak; peaks of number one are named."""
    years, series = table.column("year"), {key: table.column(key) for key in ("low", "median", "high", "first")}
    ticks = [(tick / 4, canvas.write(tick / 4, "share")) for tick in range(5)]
    roles = {"high": "muted", "first": "accent", "median": "ink", "low": "muted"}
    between = {"high": " ", "low": " "}
    ends = [_end(canvas, series[key], key, "share", role, between.get(key, "\n")) for key, role in roles.items()]
    canvas.top += 8
    ax = canvas.line_chart(years, (0, 1), ticks, [end for end in ends if end])
    band = [(x, low, high) for x, low, high in zip(years, series["low"], series["high"], strict=True) if low and high]
    if band:
        across, lows, highs = zip(*band, strict=True)
        ax.fill_between(across, lows, highs, color=color("grid"), linewidth=0, clip_on=False, zorder=0.6)
    canvas.line(ax, years, series["median"], "ink", 2.5, (4, 1.5), columns=("median", "low", "high"))
    canvas.line(ax, years, series["first"], "accent", 3, columns=("first",))
    canvas.notes(ax, named_runs(table, "first", "first_name"), "accent", 2 if canvas.narrow else 6)


def _end(canvas: Canvas, values: list, key: str, kind: str, role: str, between: str = "\n") -> End | None:
    """Return the label at a line's end with its newest known value, None if none is known."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return End(known[-1], f"{canvas.label(f'end_{key}')}{between}{canvas.write(known[-1], kind)}", role)
