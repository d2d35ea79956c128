"""What needs a browser: the deck as PDF, and a look at whether its texts fit on the slides."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import Problem, Refused, refuse
from ..files import write_atomic
from .slides import Talk

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_CLOCK = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_OVER = re.compile(r'data-over="([-\d ]+)"')
_SECONDS = 120


def find_browser() -> str | None:
    """Return the program of a Chromium: that of CHROME_PATH, else one that the system has; None without one."""
    named = os.environ.get("CHROME_PATH")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def check_fit(browser: str, deck: Path, talk: Talk) -> None:
    """Raise Refused, with slide and by how much, if a slide holds more than it has room for, in a real layout."""
    found = _OVER.search(_run(browser, deck.resolve().as_uri() + "?measure", "--dump-dom"))
    if not found:
        raise refuse(str(deck), "could not be laid out by Chromium", "slides that it can measure")
    problems = [
        Problem(
            f"docs/talks/{talk.name}/{talk.lang}.md, line {slide.line}",
            f"slide {number} is too full, by {over} of 540 points",
            "what fits",
            "Say less, or make two slides of it",
        )
        for number, (slide, over) in enumerate(zip(talk.slides, map(int, found[1].split()), strict=True), 1)
        if over > 1
    ]
    if problems:
        raise Refused(problems)


def print_pdf(browser: str, deck: Path, pdf: Path, *, notes: bool = False) -> None:
    """Print a deck, a page for each slide; the same deck gives the same bytes with the same browser.

    notes: on upright pages with what to say below.
    """
    address = f"{deck.resolve().as_uri()}?{'notes' if notes else 'print'}"
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "deck.pdf"
        _run(browser, address, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
        write_atomic(pdf, _CLOCK.sub(_no_time, printed.read_bytes()))


def _no_time(date: re.Match[bytes]) -> bytes:
    """Return a date of the same length, so that what a PDF says of where its parts are stays right."""
    return date[1] + b"20000101000000"


def _run(browser: str, address: str, *options: str) -> str:
    """Run the browser without a window, in a profile of its own, and return what it prints."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--disable-gpu", *root, f"--user-data-dir={profile}", *options, address]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise refuse(browser, f"did not do its work ({error})", "a Chromium", "Set CHROME_PATH") from None
    return done.stdout
