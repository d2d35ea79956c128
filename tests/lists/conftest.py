"""What the tests of the importer share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.files import ROOT
from build_scripts.lists import importing
from build_scripts.lists.containers import read_table
from build_scripts.lists.importing import Plan, package_text, plan_import
from build_scripts.lists.store import stored_editions

from . import official

DATA = ROOT / "data"
EXTRACTS = ROOT / "tests" / "data"
Cells = list[list[object]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of its own with the last three lists, the vocabularies and the package."""
    folder = tmp_path / "data"
    (folder / "lists").mkdir(parents=True)
    for edition in ("2025-06", "2025-11", "2026-06"):
        shutil.copy(DATA / "lists" / f"{edition}.csv", folder / "lists")
    shutil.copytree(DATA / "vocab", folder / "vocab")
    shutil.copy(DATA / "known_issues.csv", folder)
    package = (DATA / "datapackage.json").read_text(encoding="utf-8")
    (folder / "datapackage.json").write_text(package_text(package, set(stored_editions(folder))), encoding="utf-8")
    return folder


@pytest.fixture
def plan_of(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plan]:
    """Return a function that plans the import of cells, given as a CSV file; read without a worker, for speed."""
    monkeypatch.setattr(importing, "read_files", lambda paths: ((path, read_table(path)) for path in paths))

    def plan(cells: Cells, name: str = "TOP500_202611.csv", **choices: object) -> Plan:
        path = tmp_path / name
        path.write_text(official.text_of(cells), encoding="utf-8")
        return plan_import([path], data, **choices)

    return plan


@pytest.fixture
def cells() -> Cells:
    """The cells of a made-up list of 2026-11, headings first."""
    return official.table(official.next_list())


def column(cells: Cells, heading: str) -> int:
    """Return the place of a heading."""
    return cells[0].index(heading)


def put(cells: Cells, rank: int, heading: str, value: object) -> None:
    """Change one cell."""
    cells[rank][column(cells, heading)] = value


def scale(cells: Cells, heading: str, factor: float) -> None:
    """Multiply a column."""
    place = column(cells, heading)
    for row in cells[1:]:
        if row[place] != "":
            row[place] *= factor


def texts(plan: Plan) -> list[str]:
    """Return the fatal problems of a plan in words."""
    return [str(problem) for problem in plan.fatal]


def warnings(plan: Plan) -> list[str]:
    """Return the other problems of a plan in words."""
    return [str(problem) for problem in plan.problems if not problem.fatal]
