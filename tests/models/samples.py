"""Small source files for tests: a row is a dict of the cells that matter, all others are empty."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from build_scripts.files import ROOT
from build_scripts.models.forms import Form

DATA = ROOT / "data"
RAW = ROOT.parent / "shared" / "data"
needs_raw = pytest.mark.skipif(not RAW.is_dir(), reason="the raw files are not beside the repository")


def write_source(path: Path, form: Form, rows: list[dict[str, str]], *, header: list[str] | None = None) -> Path:
    """Write a file of a form; other columns come as the source might add them."""
    columns = header or ["Something new", *reversed(form.used), *form.marks]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
