"""A figure as a picture for slides (PNG), light and dark: 16:9, opaque, its credit in it.

Drawn by the same code as the SVG on a sheet of other measures. Matplotlib's own fonts, no metadata and one way to pack
make the same bytes everywhere.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..figures.canvas import DPI, WIDE, Width
from ..figures.drawing import Job, plain_matplotlib, sheet
from ..figures.style import SCHEMES, own_accent, roles, scheme

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure

PIXELS = (3840, 2160)
_LEAST = 477  # height of a sheet
_SIZES = {"text": 15, "title": 22, "small": 14, "credit": 13}  # as on wide drawings: what fits there fits here
_POINTS = 14  # of the smallest text but the credit, on a slide of 960 x 540 points
_COLOURS = 256
_NEAR = 12  # how far (of 255) a colour may be from its place in the palette, so that no band can be seen


def slide(heights: dict[str, int]) -> Width:
    """Return the measures of a sheet of 16:9 that has room for a drawing of these heights."""
    height = -(-max(_LEAST, heights.get("wide", WIDE.height)) // 9) * 9
    grown = max(1.0, _POINTS / 540 * height / _SIZES["small"])
    sizes = {name: math.ceil(size * grown) for name, size in _SIZES.items()}
    return Width("slide", height // 9 * 16, height, **sizes)


def slide_job(wide: Job, credit: str) -> Job:
    """Return the drawing of a figure for slides. credit: what stands below it: project, edition, makers of the data."""
    return replace(wide, width="slide", words=wide.words | {"credit": credit})


def picture_key(job: Job) -> str:
    """Return the hash of all that the pictures of a drawing depend on."""
    return hashlib.sha256(f"{_code_hash()}\0{job.key}".encode()).hexdigest()


@cache
def _code_hash() -> str:
    return hashlib.sha256(f"{version('pillow')}\0".encode() + Path(__file__).read_bytes()).hexdigest()


def pictures(job: Job) -> dict[str, bytes]:
    """Draw a figure for slides; return scheme -> PNG."""
    drawn = {}
    for name in SCHEMES:
        with plain_matplotlib(), scheme(name), own_accent(job.accent):
            canvas = sheet(job, slide(job.heights))
            drawn[name] = png(pixels(canvas.figure, PIXELS, canvas.height), name)
    return drawn


def pixels(figure: Figure, size: tuple[int, int], height: int) -> np.ndarray:
    """Return a figure as a picture of this size, rows of 0xRRGGBB. height: of its sheet."""
    import matplotlib
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    matplotlib.rcParams["text.hinting"] = "no_hinting"  # as the room for texts is reckoned
    figure.set_dpi(DPI * size[1] / height)
    figure.set_size_inches(*(count / figure.dpi + 1e-9 for count in size))  # Matplotlib rounds down
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    red, green, blue, _ = np.moveaxis(np.asarray(canvas.buffer_rgba()).astype(np.uint32), 2, 0)
    return red << 16 | green << 8 | blue


def png(pixels: np.ndarray, scheme_name: str) -> bytes:
    """Return pixels as a PNG: with a palette if no eye can tell, which is a third of the size."""
    import numpy as np
    from PIL import Image

    seen = np.zeros(1 << 24, dtype=bool)
    seen[pixels.ravel()] = True
    used = np.flatnonzero(seen)
    at = SCHEMES.index(scheme_name)
    first = [int(colours[at][1:], 16) for colours in roles().values()]
    palette, places, away = _palette(used, [colour for colour in first if seen[colour]])
    if away > _NEAR:
        image = Image.fromarray(_channels(pixels).astype(np.uint8))
    else:
        place = np.zeros(1 << 24, dtype=np.uint8)
        place[used] = places
        image = Image.frombytes("P", pixels.shape[::-1], place[pixels].tobytes())
        image.putpalette(_channels(palette).astype(np.uint8).tobytes())
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _palette(used: np.ndarray, first: list[int]) -> tuple[np.ndarray, np.ndarray, int]:
    """Choose a palette for colours: these first, then always the colour that is farthest from all chosen.

    Return the palette, the place in it of each colour, and by how much at most a channel is off.
    """
    import numpy as np

    colours = _channels(used)
    chosen = first or [int(used[0])]
    distance = np.full(len(used), np.iinfo(np.int32).max, dtype=np.int32)
    places = np.zeros(len(used), dtype=np.uint8)
    for index in range(min(_COLOURS, len(used))):
        if index == len(chosen):
            chosen.append(int(used[distance.argmax()]))
        to_this = ((colours - _channels(np.array(chosen[index]))) ** 2).sum(axis=-1)
        nearer = to_this < distance
        distance[nearer] = to_this[nearer]
        places[nearer] = index
    palette = np.array(chosen)
    return palette, places, int(np.abs(colours - _channels(palette[places])).max())


def _channels(colours: np.ndarray) -> np.ndarray:
    """Return red, green and blue of colours 0xRRGGBB."""
    import numpy as np

    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=-1).astype(np.int32)
