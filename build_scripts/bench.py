"""The times and weights that the project promises, measured: `make bench`. Nothing here is asserted by a test."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from .files import ROOT

RAW = ROOT.parent / "shared" / "data" / "top500" / "raw"
RUNS = 3


@dataclass(frozen=True)
class Line:
    """One measured promise. limit: the most it may be (None: told only), or with `least` the least it must be."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.least else self.value <= self.limit

    def __str__(self) -> str:
        verdict = "" if self.limit is None else ("  ok" if self.kept else "  MISSED")
        limit = "" if self.limit is None else f" (at {'least' if self.least else 'most'} {self.limit:g})"
        return f"{self.what:58} {self.value:8.2f} {self.unit}{limit}{verdict}"


def bench(say: Callable[[str], None]) -> bool:
    """Measure everything, print a line each, return whether all promises are kept."""
    lines: list[Line] = []

    def add(line: Line) -> None:
        lines.append(line)
        say(str(line))

    with tempfile.TemporaryDirectory() as name:
        for line in _measure(Path(name), say):
            add(line)
    return all(line.kept for line in lines)


def _measure(work: Path, say: Callable[[str], None]):
    """Yield the lines, in the order of the work."""
    if RAW.is_dir():
        files = sorted(str(path) for path in RAW.iterdir())
        data = work / "data"
        shutil.copytree(ROOT / "data", data, ignore=lambda folder, names: names if Path(folder).name == "lists" else [])
        ids = RAW.parent / "derived" / "SYSTEM_IDS_199306_201706.csv"
        yield Line("67 lists imported", _run("import", *files, "--ids", str(ids), "--data", str(data)), "s", 6)
    else:
        say("67 lists imported: not measured, the official files are not beside the project")
    yield from _figures(work / "figures")
    yield Line("all tidy lists loaded", _load_seconds(), "s", 0.6)
    copy = _copy(work / "copy")
    build = ["build"]
    peak = Peak()
    with peak:
        cold = _run(*build, root=copy)
    yield Line("cold site", cold, "s", 120)
    yield Line("peak memory of a cold build", peak.megabytes, "MB", 900)
    yield Line("nothing changed", _median(lambda: _run(*build, root=copy)), "s", 2)
    yield from _one_sentence(copy)
    yield Line("kits, all figures", _run(*build, "--kits", root=copy), "s")
    yield from weights(copy / "site")
    yield from _talks(copy)
    yield from _new_list(copy, say)
    yield from _growth()


def _run(*arguments: str, root: Path = ROOT) -> float:
    """Run a verb in a project folder; return wall seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "build_scripts", *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def _load_seconds() -> float:
    """Return the median seconds of loading all lists, imports of libraries not counted."""
    from .load import load_lists

    def once() -> float:
        start = time.perf_counter()
        load_lists(ROOT / "data")
        return time.perf_counter() - start

    return _median(once)


def _figures(kept: Path):
    """Yield the times of drawings and pictures, and what a second core and the cache are worth."""
    from .figures.drawing import draw, draw_all, jobs
    from .kits.picture import pictures, slide_job
    from .numbers import compute

    all_jobs = list(jobs(compute(ROOT / "data")))

    def seconds(workers: int) -> float:
        start = time.perf_counter()
        draw_all(all_jobs, kept / str(workers), lambda done, total: None, workers)
        return time.perf_counter() - start

    # First of all: here as there the time holds the import of the library.
    yield Line("speed from two cores, all figures drawn cold", seconds(1) / seconds(2), "times", 1.8, least=True)
    yield Line("warm figures", _median(lambda: seconds(2)), "s", 0.5)
    times = {job.figure: _processor(lambda job=job: draw(job)) for job in all_jobs[::2]}  # one width
    yield Line("one drawing, median of all", statistics.median(times.values()), "s", 0.3)
    slowest = sorted(times, key=lambda name: -times[name])[:3]
    told = ", ".join(f"{name} {times[name]:.2f}" for name in slowest)
    yield Line(f"slowest figures: {told}", times[slowest[0]], "s")
    slides = [slide_job(job, job.words["credit"]) for job in all_jobs[::20]]
    pictures(slides[0])
    yield Line(
        "processor time per PNG",
        statistics.median(_processor(lambda job=job: pictures(job)) / 2 for job in slides),
        "s",
    )


def _processor(work: Callable[[], object]) -> float:
    """Return the processor seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _copy(target: Path) -> Path:
    """Return a copy of what the site is made from."""
    target.mkdir()
    for name in ("build_scripts", "data", "docs"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy2(ROOT / name, target / name)
    return target


def _talks(copy: Path):
    """Yield times and weights of the longest talk in one language."""
    talk, made = ["talk", "fuel", "--lang", "fr"], copy / "build" / "talks"
    shutil.rmtree(copy / "build" / "cache" / "talks")
    yield Line("a talk, three formats, numbers and figures made anew", _run(*talk, root=copy), "s", 20)
    yield Line("a talk, HTML alone", _median(lambda: _run(*talk, "--format", "html", root=copy)), "s", 1.5)
    yield Line("a talk, HTML", (made / "fuel-fr.html").stat().st_size / 1e6, "MB", 2.5)
    yield Line("a talk, PowerPoint", (made / "fuel-fr.pptx").stat().st_size / 1e6, "MB", 6)


def _one_sentence(copy: Path):
    """Yield the time of a build after a changed sentence against MkDocs alone for that language."""
    page = copy / "docs" / "fr" / "top500" / "index.md"

    def changed() -> float:
        page.write_text(with_sentence(page.read_text(encoding="utf-8")), encoding="utf-8")
        return _run("build", root=copy)

    ours = _median(changed)
    alone = _median(lambda: _mkdocs_alone(copy))
    yield Line("one sentence changed", ours, "s")
    yield Line("MkDocs alone, the same language", alone, "s")
    yield Line("one sentence changed, against MkDocs alone", ours / alone, "times", 1.5)


def _new_list(copy: Path, say: Callable[[str], None]):
    """Yield the time from the official file of the newest list to the finished site, `make list` in a warm folder."""
    lists = sorted((copy / "data" / "lists").glob("????-??.csv"))
    official = RAW / f"TOP500_{lists[-1].stem.replace('-', '')}.xlsx"
    if not official.is_file():
        say("a new list, from the official file to the site: not measured, the file is not beside the project")
        return
    lists[-1].unlink()
    _run("build", root=copy)
    seconds = _run("import", str(official), root=copy) + _run("build", root=copy) + _run("diff", root=copy)
    yield Line("a new list, from the official file to the checked site", seconds, "s", 90)


def _growth():
    """Yield how time and memory of all numbers and records grow with the number of lists."""
    editions = sorted(path.stem for path in (ROOT / "data" / "lists").glob("????-??.csv"))
    for count in sorted({10, 30, len(editions)}):
        peak = Peak()
        start = time.perf_counter()
        with peak:
            words = [sys.executable, "-c", _ALL_NUMBERS, editions[count - 1]]
            subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        yield Line(f"all numbers and records of {count} lists", time.perf_counter() - start, "s")
        yield Line(f"memory of that, {count} lists", peak.megabytes, "MB")


_ALL_NUMBERS = """
import sys
from pathlib import Path
from build_scripts.numbers import load_world, numbers_of
from build_scripts.records import all_records
world, ai = load_world(Path("data"), sys.argv[1])
all_records(world, {name: claim.strip for name, claim in numbers_of(world, ai).claims.items()}, Path("data"))
"""


def with_sentence(page: str) -> str:
    """Return a page with one more sentence before its first section (its end may be a link with a class)."""
    return page.replace("\n## ", "\nUne phrase de plus.\n\n## ", 1)


def _mkdocs_alone(copy: Path) -> float:
    from .publish import Edition, start

    edition = Edition("fr", copy / "build" / "pages" / "fr", copy / "build" / "alone", "", "", "2026-06")
    begin = time.perf_counter()
    start(edition).wait()
    return time.perf_counter() - begin


class Peak:
    """The peak of the memory that this process's children hold together, sampled (Linux)."""

    megabytes = 0.0

    def __enter__(self) -> Peak:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(0.05):
            self.megabytes = max(self.megabytes, sum(map(_proportional_kb, _descendants(os.getpid()))) / 1024)


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return children + [below for child in children for below in _descendants(child)]


def _proportional_kb(pid: int) -> int:
    try:
        match = re.search(r"^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(match[1]) if match else 0


def weights(site: Path):
    """Yield gzip weights: first view of the heaviest page, search index, our own scripts, heaviest figure."""
    heaviest = max((_first_view(site, path), path) for path in sorted(site.rglob("index.html")))
    name = heaviest[1].relative_to(site).as_posix()
    yield Line(f"first view, heaviest page ({name})", heaviest[0], "KB", 180)
    yield Line("search index, larger language", max(map(_kilobytes, site.rglob("search_index.json"))), "KB", 150)
    scripts = [path for path in sorted((ROOT / "docs" / "assets").rglob("*.js"))]
    yield Line("our own scripts", sum(map(_kilobytes, scripts)), "KB", 10)
    yield Line("heaviest figure", max(map(_kilobytes, site.glob("**/figures/*.svg"))), "KB", 12)


def _first_view(site: Path, page: Path) -> float:
    """Return the kilobytes (gzip) that a browser needs to show a page before scrolling: all that is not loaded late."""
    root = html.document_fromstring(page.read_bytes())
    links = [element.get("src") for element in root.xpath("//script[@src]")]
    links += [element.get("href") for element in root.xpath('//link[@rel="stylesheet" or @rel="icon"]')]
    links += [element.get("src") for element in root.xpath('//img[not(@loading="lazy")]')]
    # The first figure may be in the first view: count the heaviest late picture as well.
    late = [element.get("src") for element in root.xpath('//img[@loading="lazy"]')]
    files = {(page.parent / urlsplit(link).path).resolve() for link in links}
    first_figure = max((_kilobytes((page.parent / link).resolve()) for link in late), default=0)
    return _kilobytes(page) + sum(map(_kilobytes, sorted(files))) + first_figure


def _kilobytes(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0)) / 1000
