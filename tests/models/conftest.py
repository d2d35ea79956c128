"""What the tests of the model tables share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .samples import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder without tables, but with vocabularies, sources and no known issues."""
    data = tmp_path / "data"
    shutil.copytree(DATA / "vocab", data / "vocab")
    shutil.copy(DATA / "sources.csv", data / "sources.csv")
    (data / "models").mkdir()
    issues = (DATA / "models" / "known_issues.csv").read_text(encoding="utf-8").partition("\n")[0]
    (data / "models" / "known_issues.csv").write_text(issues + "\n", encoding="utf-8")
    return data
