"""Files become raw tables through the worker process, which a hostile file may kill."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import Problem
from ..files import ROOT
from .containers import RawTable

SECONDS_TO_START = 20.0  # the worker takes 0.1 s
SECONDS_PER_FILE = 2.0  # an official file takes 0.02 s


def read_files(paths: Sequence[Path]) -> Iterator[tuple[Path, RawTable | Problem]]:
    """Yield for each file, in order, its raw table or the problem that makes it unreadable."""
    left = list(paths)
    while left:
        for answer in _ask_worker(tuple(left)):
            path = left.pop(0)
            yield path, _table_or_problem(path, answer)
        if left:
            path = left.pop(0)
            what = f"made its reader break down, run longer than {SECONDS_PER_FILE:.0f} s or take too much memory"
            yield path, Problem(path.name, what, "a TOP500 list", "Download the official file again")


def _table_or_problem(path: Path, answer: dict) -> RawTable | Problem:
    if "fault" in answer:
        return Problem(path.name, *answer["fault"])
    return RawTable(**answer)


def _ask_worker(paths: Sequence[Path]) -> Iterator[dict]:
    """Yield the worker's answers, one per file; fewer if a file killed it."""
    command = [sys.executable, "-m", "build_scripts.lists.worker"]
    pipe = subprocess.PIPE
    # Its error stream is dropped: the spreadsheet library writes panics there, even those that are caught.
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        process.stdin.write(json.dumps([str(path.absolute()) for path in paths]).encode())
        process.stdin.close()
        for number in range(len(paths) + 1):
            timer = threading.Timer(SECONDS_PER_FILE if number else SECONDS_TO_START, process.kill)
            timer.start()
            line = process.stdout.readline()
            timer.cancel()
            if not line.endswith(b"\n"):
                break
            if number:
                yield json.loads(line)
