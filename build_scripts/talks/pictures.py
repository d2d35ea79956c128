"""The figures of a deck, drawn for the room that they have on a slide: as SVG for the screen, as PNG for PowerPoint.

Title and credit are texts of the slide, so the drawings have none. All measures are points of a slide of 960 x 540.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..figures.canvas import WIDTHS, Width
from ..figures.drawing import Job, plain_matplotlib, sheet
from ..figures.style import own_accent
from ..files import write_atomic
from ..parallel import in_parallel

SLIDE = (960, 540)
# Room of a figure -> its width and height on the slide, and the rendering (wide, narrow) that it is drawn like.
ROOMS: dict[str, tuple[int, int, str]] = {"full": (904, 388, "wide"), "half": (442, 388, "narrow")}
_SHARPNESS = 3  # pixels of a PNG for each point
_LEAST = 12  # points of the smallest text on the slide
_SAVED = {"wide": 78, "narrow": 88}  # of a drawing's height, without title and credit
_CODE = (Path(__file__), Path(__file__).parents[1] / "kits" / "picture.py")


def sheet_size(room: str, heights: dict[str, int]) -> Width:
    """Return the sheet for a drawing of these heights: as the room, but larger if the drawing needs it."""
    width, height, like = ROOMS[room]
    usual = WIDTHS[like]
    needed = heights.get(like, usual.height) - _SAVED[like]
    grown = max(1.0, needed / height, usual.width / width)
    small = math.ceil(max(usual.small, _LEAST * grown))
    text = max(usual.text, small + 1)
    return Width(like, round(width * grown), round(height * grown), text=text, title=text, small=small, credit=small)


def key(job: Job) -> str:
    """Return the hash of all that a picture depends on."""
    code = b"".join(path.read_bytes() for path in _CODE)
    return hashlib.sha256(f"{job.key}\0{hashlib.sha256(code).hexdigest()}".encode()).hexdigest()


def draw(job: Job, kind: str) -> bytes:
    """Draw a figure for its room. kind: "svg", or "png" (light, opaque)."""
    from ..figures.svg import finish
    from ..kits.picture import pixels, png

    size = sheet_size(job.width, job.heights)
    bare = replace(job, words=job.words | {"title": "", "credit": ""}, heights={})
    with plain_matplotlib(), own_accent(job.accent):
        canvas = sheet(bare, size)
        if kind == "svg":
            name = f"{job.figure}-{job.width}".replace("_", "-")
            return finish(canvas.figure, name, job.words["title"], job.words["alt"], job.lang).encode()
        across, down, _ = ROOMS[job.width]
        return png(pixels(canvas.figure, (across * _SHARPNESS, down * _SHARPNESS), size.height), "light")


def drawn(jobs: Iterable[Job], kind: str, cache: Path) -> None:
    """Draw, in parallel, what the cache has not: each picture is the file `<key>.<kind>` there."""
    missing = {name: job for job in jobs if not (cache / f"{(name := key(job))}.{kind}").is_file()}
    for name, (_, content) in zip(missing, in_parallel(partial(draw, kind=kind), list(missing.values())), strict=True):
        write_atomic(cache / f"{name}.{kind}", content)
