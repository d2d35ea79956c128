"""All official files, where they are at hand (they are not in the repository): they give the committed lists."""

import csv

import pytest

from build_scripts.files import ROOT
from build_scripts.lists.importing import plan_import

from .conftest import DATA

SHARED = ROOT.parent / "shared" / "data" / "top500"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the official files are not in ../shared/data/top500")


def test_all_official_files_give_the_committed_lists_without_a_warning(tmp_path):
    paths = sorted((SHARED / "raw").iterdir())
    plan = plan_import(paths, tmp_path, ids=SHARED / "derived" / "SYSTEM_IDS_199306_201706.csv")
    assert plan.problems == []
    assert len(plan.texts) == 67
    assert [
        path.name
        for path, text in plan.texts.items()
        if (DATA / "lists" / path.name).read_text(encoding="utf-8") != text
    ] == []


def test_other_official_forms_say_nothing_new():
    plan = plan_import(sorted((SHARED / "other_formats").iterdir()), DATA)
    assert plan.problems == []
    assert {outcome.result for outcome in plan.outcomes} == {"unchanged"}


def test_older_versions_are_told_apart_and_can_replace():
    paths = sorted((SHARED / "alternates").glob("*.xlsx"))
    assert len(plan_import(paths, DATA).fatal) == len(paths)
    plan = plan_import(paths, DATA, revise="as released")
    assert plan.fatal == []
    assert {outcome.result for outcome in plan.outcomes} == {"revised"}


def test_figures_are_the_ones_that_were_collected():
    with (SHARED / "CHECKS.csv").open(encoding="utf-8", newline="") as stream:
        collected = [
            (row["list"], row["metric"], row["subject"], row["value"], row["agrees"]) for row in csv.DictReader(stream)
        ]
    with (ROOT / "tests" / "data" / "published_figures.csv").open(encoding="utf-8", newline="") as stream:
        kept = [
            (row["list"], row["metric"], row["subject"], row["value"], row["agrees"]) for row in csv.DictReader(stream)
        ]
    assert kept == collected
