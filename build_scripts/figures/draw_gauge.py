"""The emblem made real: a fuel gauge whose dial is divided among those who own the machines."""

from __future__ import annotations

import math

from matplotlib.patches import Wedge

from ..tables import SmallTable
from .canvas import Canvas
from .lettering import LEADING, Box, text_width
from .style import color

QUARTERS = ((0, "0"), (0.25, "¼"), (0.5, "½"), (0.75, "¾"), (1, "1"))


def gauge(canvas: Canvas, table: SmallTable) -> None:
    """A half dial of the whole performance, a piece per place; the needle stands where the first piece ends."""
    shares = [share or 0.0 for share in table.column("rmax_share")]
    owners = table.column("place")
    radius = 108 if canvas.narrow else 196
    hub = (canvas.width / 2, canvas.top + (54 if canvas.narrow else 50) + radius)
    ring = radius * 0.3
    start = 0.0
    pieces = []
    for row, (place, share) in enumerate(zip(owners, shares, strict=True)):
        if share > 0:
            _piece(canvas, hub, radius, ring, (start, start + share), place)
            arc = [_on_dial(hub, radius - ring / 2, start + share * step / 8) for step in range(9)]
            canvas.mark(*arc[4], row, "rmax_tflops", "rmax_share", reach=arc)
            pieces.append((start + share / 2, place, share))
        start += share
    _scale(canvas, hub, radius - ring)
    _needle(canvas, hub, radius - ring, shares[0])
    _labels(canvas, hub, radius, pieces)
    _reading(canvas, hub, sum(value or 0 for value in table.column("rmax_tflops")))


def _on_dial(hub: tuple[float, float], radius: float, share: float) -> tuple[float, float]:
    """Return the place on a half circle: share 0 is on the left, 1 on the right."""
    angle = math.pi * (1 - share)
    return hub[0] + radius * math.cos(angle), hub[1] - radius * math.sin(angle)


def _piece(
    canvas: Canvas, hub: tuple[float, float], radius: float, ring: float, span: tuple[float, float], place: str
) -> None:  # fmt: skip
    """Draw a piece of the ring, from one share to another."""
    canvas.sheet.add_patch(
        Wedge(hub, radius, 180 + 180 * span[0], 180 + 180 * span[1], width=ring, facecolor=color(place),
              edgecolor=color("paper"), linewidth=2.5, clip_on=False)
    )  # fmt: skip


def _scale(canvas: Canvas, hub: tuple[float, float], radius: float) -> None:
    """Draw the quarters inside the ring, as on a dashboard."""
    size = canvas.size.small
    for share, text in QUARTERS:
        canvas.stroke([_on_dial(hub, radius - 3, share), _on_dial(hub, radius - 9, share)], "muted", 2)
        x, y = _on_dial(hub, radius - 11 - size * 0.75, share)
        canvas.text(x, y + 0.35 * size - (0 if 0 < share < 1 else size * 0.2), text, "muted", size, align="center")


def _needle(canvas: Canvas, hub: tuple[float, float], radius: float, share: float) -> None:
    """Draw the needle, thick at its hub."""
    x, y = hub[0], hub[1] - 4
    tip = _on_dial((x, y), radius - 4, share)
    across = (-(tip[1] - y) / radius * 4, (tip[0] - x) / radius * 4)
    canvas.sheet.fill(
        [x - across[0], tip[0], x + across[0]], [y - across[1], tip[1], y + across[1]], color=color("ink"), linewidth=0,
        clip_on=False,
    )  # fmt: skip
    canvas.dot(x, y, "ink", 13)


def _labels(
    canvas: Canvas, hub: tuple[float, float], radius: float, pieces: list[tuple[float, str, float]]
) -> None:  # fmt: skip
    """Write owner and share outside the ring, each beside its piece, moved along the ring where two would meet."""
    size = canvas.size.text if canvas.narrow else 17
    blocks = []
    for middle, place, share in pieces:
        name = canvas.label(place)
        align, x = _align(hub, radius, middle)
        room = {"left": canvas.width - x, "center": canvas.width, "right": x}[align] - 6
        lines = _name_lines(name, room, size) if canvas.narrow else [name]
        blocks.append(([*lines, canvas.write(share, "share")], middle))
    places = _without_overlap(hub, radius, size, blocks)
    for (lines, middle), at, (_, place, _) in zip(blocks, places, pieces, strict=True):
        box = _label_box(hub, radius, at, lines, size)
        if abs(at - middle) > 0.03:
            canvas.stroke([_on_dial(hub, radius + 1, middle), _on_dial(hub, radius + 8, at)], "muted", 1)
        align, x = _align(hub, radius, at)
        canvas.lines(x, (box.top + box.bottom) / 2, lines, place, size, align=align, bold=True)


def _name_lines(name: str, room: float, size: float) -> list[str]:
    """Break a name at its spaces, and at its hyphens if it is still too wide."""
    lines = name.split(" ")
    if max(text_width(line, size, bold=True) for line in lines) > room:
        lines = name.replace("-", "- ").split(" ")
    return lines


def _without_overlap(
    hub: tuple[float, float], radius: float, size: float, blocks: list[tuple[list[str], float]]
) -> list[float]:  # fmt: skip
    """Return where on the dial each label stands: pushed to the right, or back from its end if that is too far."""
    places: list[float] = []
    for step in (1, -1):
        boxes: list[Box] = []
        places = []
        for lines, at in blocks[::step]:
            while 0 <= at <= 1 and any(_label_box(hub, radius, at, lines, size).overlaps(box, 4) for box in boxes):
                at += step / 200
            places.append(at)
            boxes.append(_label_box(hub, radius, at, lines, size))
        places = places[::step]
        if all(0 <= at <= 1 for at in places):
            break
    return places


def _align(hub: tuple[float, float], radius: float, at: float) -> tuple[str, float]:
    """Return how a label at that place of the dial is aligned, and its x."""
    x = _on_dial(hub, radius + 10, at)[0]
    return ("center" if abs(at - 0.5) < 0.06 else "right" if at < 0.5 else "left"), x


def _label_box(hub: tuple[float, float], radius: float, at: float, lines: list[str], size: float) -> Box:
    """Return where a label at that place of the dial stands: outside the ring, growing upwards from it."""
    align, x = _align(hub, radius, at)
    y = _on_dial(hub, radius + 10, at)[1]
    width = max(text_width(line, size, bold=True) for line in lines)
    height = len(lines) * size * LEADING
    left = x - {"left": 0, "center": width / 2, "right": width}[align]
    bottom = y + height / 2 * (1 - math.sin(math.pi * at))
    return Box(left, bottom - height, left + width, bottom)


def _reading(canvas: Canvas, hub: tuple[float, float], total_tflops: float) -> None:
    """Write the whole below the hub, as a gauge says its unit."""
    big, small = canvas.size.title, canvas.size.small
    whole = canvas.write(total_tflops, "performance")
    canvas.text(hub[0], hub[1] + 16 + big, whole, size=big, align="center", bold=True)
    canvas.text(hub[0], hub[1] + 22 + big + small, canvas.label("whole"), "muted", small, align="center")
