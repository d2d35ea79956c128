"""Drawings for the tests: each edition's figures as SVG texts, drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from build_scripts.figures.drawing import Drawing, Job, finished, jobs
from build_scripts.numbers import compute

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def jobs_of() -> Callable[[str | None], list[Job]]:
    """Return a function: edition (None for the newest) -> what is to be drawn.

    Of older editions only narrow drawings in French and wide ones in English: they take time.
    """

    @cache
    def wanted(edition: str | None) -> list[Job]:
        everything = jobs(compute(DATA, edition))
        return [job for job in everything if edition is None or (job.width == "narrow") == (job.lang == "fr")]

    return wanted


@pytest.fixture(scope="session")
def finished_of(jobs_of, built) -> Callable[[str | None], dict[str, Drawing]]:
    """Return a function: edition -> "figure-language-width" -> finished drawing."""

    @cache
    def drawn(edition: str | None) -> dict[str, Drawing]:
        make = finished if edition else partial(kept, built[0].work / "cache" / "figures")
        return {f"{job.figure}-{job.lang}-{job.width}": make(job) for job in jobs_of(edition)}

    return drawn


def kept(folder: Path, job: Job) -> Drawing:
    """Return a drawing of the newest edition as the build of the real site has made it."""
    return Drawing(*((folder / f"{job.key}.{ending}").read_text(encoding="utf-8") for ending in ("svg", "json")))


@pytest.fixture(scope="session")
def drawings(finished_of) -> Callable[[str | None], dict[str, str]]:
    """Return a function: edition -> "figure-language-width" -> SVG text."""

    @cache
    def drawn(edition: str | None) -> dict[str, str]:
        return {name: drawing.svg for name, drawing in finished_of(edition).items()}

    return drawn
