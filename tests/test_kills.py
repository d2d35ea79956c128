"""Killed at random points, on a small site of three lists: data/ and site/ are the old or the new state, whole."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_scripts.build import Places, build, recover
from build_scripts.errors import Refused
from build_scripts.files import alone, files_below, hash_files, settle
from build_scripts.numbers import compute

from .conftest import ROOT, copy_data
from .lists import official

TIMES = 200 if "TORTURE" in os.environ else 20
TABLES = {
    "facts": "{{ table.facts }}",
    "figures": "{{ table.gallery }}",
    "editions": "{{ table.editions_ever }}",
    "machines": "{{ table.machines_ever }}",
    "countries": "{{ table.countries_ever }}",
    "talks": "{{ table.talks }}",
}
BUILD = """
import sys
from pathlib import Path
from build_scripts.build import Places, build
build(Places(*map(Path, sys.argv[1:])))
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Places:
    """A site of three lists, whose pages say little, built once."""
    folder = tmp_path_factory.mktemp("small")
    data = copy_data(folder / "data", "2025-06", "2025-11", "2026-06")
    docs = folder / "docs"
    for part in ("assets", "overrides"):
        shutil.copytree(ROOT / "docs" / part, docs / part)
    for lang in ("fr", "en"):
        (docs / "talks" / "short").mkdir(parents=True, exist_ok=True)
        (docs / "talks" / "short" / f"{lang}.md").write_text("---\ntitle: T\n---\n# A\n\nNote: a\n", encoding="utf-8")
    claims = "\n\n".join(f"{{{{ claim.{name} }}}}" for name in compute(data).claims)
    for path in sorted((ROOT / "docs").glob("[fe][rn]/**/*.md")):
        page = path.relative_to(ROOT / "docs")
        text = claims if page.parts[1] == "fact-check" else TABLES.get(page.parts[1], "Text.")
        (docs / page).parent.mkdir(parents=True, exist_ok=True)
        (docs / page).write_text(f"---\ntitle: {page.parts[1]}\n---\n\n# {page.parts[1]}\n\n{text}\n", encoding="utf-8")
    places = Places(data, docs, folder / "work", folder / "site")
    build(places)
    return places


def state(folder: Path) -> str:
    return hash_files(files_below([folder]), folder)


def kill_after(seconds: float, words: list[str], *, group: bool) -> bool:
    """Start a program and kill it after a time, alone or with all that it has started; return whether it was killed."""
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        return True


def wait_until_free(folder: Path) -> None:
    """Wait for what a killed process has left running."""
    while True:
        try:
            with alone(folder, "a test"):
                return
        except Refused:
            time.sleep(0.05)


def test_killed_build_leaves_the_old_site_or_the_new_one(small):
    home = small.docs / "fr" / "index.md"
    texts = [home.read_text(encoding="utf-8").replace("Text.", f"Text {name}.") for name in ("one", "two")]
    known = {}
    for text in texts:
        home.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        build(small)
        known[text], long = state(small.site), time.perf_counter() - start
    chance, killed = random.Random(1), 0
    for turn in range(TIMES // 2):
        home.write_text(texts[turn % 2], encoding="utf-8")
        words = [sys.executable, "-c", BUILD, *map(str, (small.data, small.docs, small.work, small.site))]
        killed += kill_after(chance.uniform(0.2, 1.2) * (long + 0.5), words, group=turn % 3 > 0)
        wait_until_free(small.work)
        recover(small.site)
        assert state(small.site) in known.values()
    assert killed
    home.write_text(texts[0], encoding="utf-8")
    build(small)
    assert state(small.site) == known[texts[0]]


def test_killed_import_leaves_the_old_data_or_the_new(small, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(small.data, data)
    old = state(data)
    file = official.write_xlsx(tmp_path / "TOP500_202611.xlsx", official.table(official.next_list()))
    words = [sys.executable, "-m", "build_scripts", "import", str(file), "--data", str(data)]
    start = time.perf_counter()
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    long, new = time.perf_counter() - start, state(data)
    assert new != old
    chance, killed = random.Random(2), 0
    for turn in range(TIMES // 2):
        shutil.rmtree(data)
        shutil.copytree(small.data, data)
        killed += kill_after(chance.uniform(0.1, 1.1) * long, words, group=turn % 3 > 0)
        wait_until_free(data)
        settle(data)
        assert state(data) in (old, new)
        assert not [path for path in data.rglob("*") if re.match(r"\.writing", path.name)]
    assert killed


def test_two_builds_at_once_tell_each_other(small):
    with alone(small.work, "a build"), pytest.raises(Refused, match="in use by a build that is running"):
        build(small)


def test_folder_that_may_not_be_written_to_is_told_and_nothing_is_lost(small):
    """Root may write everywhere: a file stands where a folder is needed, which the system refuses to all."""
    before = state(small.site)
    (small.docs / "fr" / "index.md").write_text("# Other\n\nText.\n", encoding="utf-8")
    beside = small.site.with_name("site.next")
    shutil.rmtree(beside, ignore_errors=True)  # a killed build may have left one
    beside.write_text("in the way", encoding="utf-8")
    words = [sys.executable, "-c", BUILD, *map(str, (small.data, small.docs, small.work, small.site))]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    beside.unlink()
    assert result.returncode != 0 and state(small.site) == before
