"""Making what readers take away: tables always, pictures and archives for a site with kits; only what has changed.

As with drawings, a finished file is kept in a cache under the hash of what it depends on.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..figures.drawing import Job
from ..figures.style import SCHEMES
from ..files import write_atomic, write_if_changed
from ..numbers import Numbers
from ..parallel import in_parallel
from ..words.catalogue import ui
from ..words.html import headings
from . import all_figures, kit_name, kit_path
from .csv_file import csv_text
from .picture import picture_key, pictures, slide_job
from .texts import picture_credit, read_me

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the ZIP format: archives have no clock


@dataclass(frozen=True)
class KitFile:
    """A file to take away: language, path from the top of that language's site, name in the cache, size in bytes."""

    lang: str
    path: str
    kept: str
    size: int


@dataclass(frozen=True)
class Kit:
    """All that a figure in a language gives.

    slide: its drawing for slides. pictures: scheme -> name in the cache. members: what is in its archive, name -> file
    or content.
    """

    job: Job
    slide: Job
    pictures: dict[str, str]
    members: dict[str, Path | bytes]


def make(
    numbers: Numbers, jobs: list[Job], drawings: Path, cache: Path, progress: Callable[[int, int], None], *, kits: bool
) -> list[KitFile]:  # fmt: skip
    """Return the files to take away of all figures, made if the cache has them not.

    jobs: all drawings. drawings: folder of the finished ones. kits: with pictures and archives.
    """
    edition = numbers.edition
    by_place = {(job.figure, job.lang, job.width): job for job in jobs}
    wide = [job for job in jobs if job.width == "wide"]
    tables = [_csv(job, edition, cache) for job in wide]
    if not kits:
        return tables
    made = []
    for job, table in zip(wide, tables, strict=True):
        drawn = {
            ending: drawings / f"{by_place[job.figure, job.lang, width].key}.svg"
            for width, ending in (("wide", ".svg"), ("narrow", "-narrow.svg"))
        }
        made.append(_kit(job, edition, drawn | {".csv": cache / table.kept}, cache))
    _draw(made, cache, progress)
    files = [*tables, *(file for kit in made for file in _of_figure(kit, edition, cache))]
    files += [_of_all(made, lang, edition, cache) for lang in sorted({job.lang for job in wide})]
    _forget_all_but({file.kept for file in files}, cache)
    return files


def _csv(job: Job, edition: str, cache: Path) -> KitFile:
    """Write the table behind a figure."""
    content = csv_text(job.table, job.lang, headings(job.lang, job.words)).encode()
    kept = f"{hashlib.sha256(content).hexdigest()}.csv"
    write_if_changed(cache / kept, content)
    return KitFile(job.lang, kit_path(job.figure, job.lang, edition, ".csv"), kept, len(content))


def _kit(job: Job, edition: str, files: Mapping[str, Path], cache: Path) -> Kit:
    """Return what is to be made of a figure. files: ending -> file in a cache."""
    from ..figures.catalogue import FIGURES

    slide = slide_job(job, picture_credit(job.words["credit"], edition, job.lang))
    key = picture_key(slide)
    pictures = {scheme: f"{key}-{scheme}.png" for scheme in SCHEMES}
    files = {**files, **{f"-{scheme}.png": cache / kept for scheme, kept in pictures.items()}}
    members = {kit_name(job.figure, job.lang, edition, ending): file for ending, file in files.items()}
    text = read_me(job.words, FIGURES[job.figure].credit, edition, job.lang)
    return Kit(job, slide, pictures, {**members, ui("kit", job.lang)["read_me"]: text.encode()})


def _draw(kits: list[Kit], cache: Path, progress: Callable[[int, int], None]) -> None:
    """Draw the pictures that are not kept yet, in parallel."""
    missing = [kit for kit in kits if not all((cache / kept).is_file() for kept in kit.pictures.values())]
    progress(0, len(missing))
    drawn = in_parallel(pictures, [kit.slide for kit in missing])
    for count, (kit, (_, found)) in enumerate(zip(missing, drawn, strict=True), 1):
        for scheme, content in found.items():
            write_atomic(cache / kit.pictures[scheme], content)
        progress(count, len(missing))


def _of_figure(kit: Kit, edition: str, cache: Path) -> list[KitFile]:
    """Return the pictures and the archive of a figure."""
    files = {f"-{scheme}.png": kept for scheme, kept in kit.pictures.items()} | {".zip": _archive(kit.members, cache)}
    figure, lang = kit.job.figure, kit.job.lang
    return [
        KitFile(lang, kit_path(figure, lang, edition, ending), kept, (cache / kept).stat().st_size)
        for ending, kept in files.items()
    ]


def _of_all(kits: list[Kit], lang: str, edition: str, cache: Path) -> KitFile:
    """Return the archive of all figures in a language; each figure has a folder in it."""
    together = {
        f"{kit.job.figure.replace('_', '-')}/{name}": content
        for kit in kits
        if kit.job.lang == lang
        for name, content in kit.members.items()
    }
    kept = _archive(together, cache)
    return KitFile(lang, all_figures(lang, edition), kept, (cache / kept).stat().st_size)


def _archive(members: Mapping[str, Path | bytes], cache: Path) -> str:
    """Return the name in the cache of an archive; kept files are known by their names, which are hashes."""
    known = {
        name: member.name if isinstance(member, Path) else hashlib.sha256(member).hexdigest()
        for name, member in members.items()
    }
    kept = f"{hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()}.zip"
    if not (cache / kept).is_file():
        write_atomic(
            cache / kept,
            zipped({name: each.read_bytes() if isinstance(each, Path) else each for name, each in members.items()}),
        )
    return kept


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive: the same members make the same bytes everywhere. Stored: pictures are packed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, members[name])
    return out.getvalue()


def _forget_all_but(kept: set[str], cache: Path) -> None:
    """Remove what is of an earlier build: kits are heavy."""
    for path in cache.iterdir():
        if path.name not in kept:
            path.unlink()
