"""Drawing all figures: each in both languages and both widths, in parallel, and only what has changed.

A finished SVG and its marks are kept in a cache under the hash of what they depend on: table, words, drawing code,
versions of the drawing libraries. A cache entry is written whole or not at all, so it can be used without a look; the
marks are written first, so that an SVG in the cache always has its marks.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..editions import edition_number
from ..files import write_atomic
from ..numbers import Numbers
from ..parallel import in_parallel
from ..tables import SmallTable
from ..words.catalogue import in_language, words
from ..words.numbers import LANGUAGES, edition, write
from ..words.sentences import Names, context, fill
from .style import ROLES, own_accent

if TYPE_CHECKING:
    from .canvas import Canvas, Width

WIDTH_NAMES = ("wide", "narrow")
_SHARED_CODE = (
    "canvas.py",
    "lettering.py",
    "names.py",
    "style.py",
    "svg.py",
    "../words/numbers.py",
    "../words/names.py",
    "../tables.py",
)
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Job:
    """One drawing: a figure in one language and one width, with all that it needs."""

    figure: str
    lang: str
    width: str
    draw: str  # "module.function"
    heights: dict[str, int]
    table: SmallTable
    words: dict[str, str]
    accent: tuple[str, str] = ROLES["accent"]  # light, dark

    @property
    def key(self) -> str:
        """The hash of everything that the drawing depends on."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(f"{_code_hash(self.draw)}\0{plain}".encode()).hexdigest()


@cache
def _code_hash(draw: str) -> str:
    """Return a hash over the code and the libraries with which a figure is drawn."""
    digest = hashlib.sha256(f"{version('matplotlib')} {version('numpy')} {version('babel')}".encode())
    for name in (f"{draw.split('.')[0]}.py", *_SHARED_CODE):
        digest.update((_HERE / name).read_bytes())
    return digest.hexdigest()


def figure_words(name: str, numbers: Numbers, lang: str, names: dict[str, Names]) -> dict[str, str]:
    """Return the words of a figure in a language, filled, with the credit line."""
    from .catalogue import FIGURES  # not at the top: the processes that draw need no pandas

    entry = in_language(words("figures")[name], lang)
    filled = {key: fill(text, names, f"words/figures.toml, [{name}] {key}.{lang}") for key, text in entry.items()}
    places = {place: texts[lang]["name"] for place, texts in words("facts")["places"].items()}
    credit = in_language(words("ui")["credits"][FIGURES[name].credit], lang)["credit"].format(
        number=edition_number(numbers.edition), edition=edition(numbers.edition, lang)
    )
    return {**places, **in_language(words("figures")["every_figure"], lang), **filled, "credit": credit}


def jobs(numbers: Numbers, accent: tuple[str, str] = ROLES["accent"]) -> Iterator[Job]:
    """Yield the drawings of all figures. accent: light and dark colour of the one thing to look at."""
    from .catalogue import FIGURES

    for lang in LANGUAGES:
        names = context(numbers, lang)
        for name, spec in FIGURES.items():
            filled = figure_words(name, numbers, lang, names)
            for width in WIDTH_NAMES:
                yield Job(name, lang, width, spec.draw, spec.heights, numbers.figures[name], filled, accent)


@dataclass(frozen=True)
class Drawing:
    """A finished drawing: the text of its SVG, and a JSON list of its marks (the fields of canvas.Mark)."""

    svg: str
    marks: str


def draw(job: Job) -> str:
    """Draw one figure and return its SVG text."""
    return finished(job).svg


def finished(job: Job) -> Drawing:
    """Draw one figure and return its SVG text with its marks."""
    from .canvas import WIDTHS
    from .svg import finish

    name = f"{job.figure}-{job.width}".replace("_", "-")
    with plain_matplotlib(), own_accent(job.accent):
        canvas = sheet(job, WIDTHS[job.width])
        svg = finish(canvas.figure, name, job.words["title"], job.words["alt"], job.lang)
    return Drawing(svg, json.dumps([asdict(mark) for mark in canvas.marks], ensure_ascii=False))


@contextmanager
def plain_matplotlib() -> Iterator[None]:
    """Leave a person's own matplotlibrc aside, which must not change the drawings."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        yield


def sheet(job: Job, size: Width) -> Canvas:
    """Return a figure drawn on a sheet of this size; a table without rows becomes a sentence that says so."""
    from .canvas import Canvas

    def written(value: object, kind: str) -> str:
        return write(value, kind, job.lang)

    canvas = Canvas(size, job.heights, job.words, written)
    if job.table.rows:
        module, function = job.draw.split(".")
        getattr(importlib.import_module(f".{module}", __package__), function)(canvas, job.table)
    else:
        canvas.nothing()
    return canvas


def draw_all(
    all_jobs: list[Job], kept: Path, progress: Callable[[int, int], None], workers: int | None = None
) -> tuple[dict[tuple[str, str, str], str], int]:
    """Draw what is not kept yet, in parallel; return (figure, language, width) -> key, and how many were drawn.

    kept: folder in which a drawing is the file `<key>.svg`, and its marks `<key>.json`.
    """
    keys = {(job.figure, job.lang, job.width): job.key for job in all_jobs}
    missing = [job for job in all_jobs if not all((kept / f"{job.key}.{kind}").is_file() for kind in ("json", "svg"))]
    progress(0, len(missing))
    for count, (job, drawing) in enumerate(in_parallel(finished, missing, workers), 1):
        write_atomic(kept / f"{job.key}.json", drawing.marks)
        write_atomic(kept / f"{job.key}.svg", drawing.svg)
        progress(count, len(missing))
    return keys, len(missing)
