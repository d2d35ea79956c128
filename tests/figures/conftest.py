"""Drawings for the tests: each edition's figures as SVG texts, drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from build_scripts.figures.drawing import Job, draw, jobs
from build_scripts.numbers import compute

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def jobs_of() -> Callable[[str | None], list[Job]]:
    """Return a function: edition (None for the newest) -> what is to be drawn."""
    return cache(lambda edition: list(jobs(compute(DATA, edition))))


@pytest.fixture(scope="session")
def drawings(jobs_of) -> Callable[[str | None], dict[str, str]]:
    """Return a function: edition -> "figure-language-width" -> SVG text."""

    @cache
    def drawn(edition: str | None) -> dict[str, str]:
        return {f"{job.figure}-{job.lang}-{job.width}": draw(job) for job in jobs_of(edition)}

    return drawn
