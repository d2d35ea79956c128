"""The figures of a small extract are drawn as they were accepted; a change is seen before readers see it."""

from __future__ import annotations

import pytest

from build_scripts.errors import Refused
from build_scripts.figures import accepted
from build_scripts.files import ROOT


def test_figures_are_drawn_as_they_were_accepted():
    changed = [each.name for each in accepted.compare() if not each.same]
    assert changed == [], "Look at them (python -m build_scripts figures); if they are right, accept them (--renew)"


def test_page_shows_what_changed_first_and_renewing_accepts_it(tmp_path):
    now = {"a.svg": "<svg>1</svg>", "b.svg": "<svg>2</svg>", "c.svg": ""}
    before = [accepted.Compared(name, "<svg>1</svg>", svg) for name, svg in now.items()]
    for each in before:
        (tmp_path / each.name).write_text(each.accepted, encoding="utf-8")
    accepted.write_page(before, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.index("b.svg: changed") < page.index("c.svg: gone") < page.index("a.svg: unchanged")
    assert accepted.renew(before, tmp_path) == 2
    assert (tmp_path / "b.svg").read_text(encoding="utf-8") == "<svg>2</svg>"
    assert not (tmp_path / "c.svg").exists()


def test_new_list_stands_beside_the_list_before(monkeypatch, tmp_path):
    jobs = accepted.jobs
    monkeypatch.setattr(accepted, "jobs", lambda numbers: [job for job in jobs(numbers) if job.figure == "gauge"])
    compared = accepted.compare_lists(ROOT / "data")
    assert [each.name for each in compared] == ["gauge-en-wide.svg", "gauge-fr-narrow.svg"]
    assert all(each.accepted and each.now and not each.same for each in compared)
    accepted.write_page(compared, tmp_path / "page.html", "one list before")
    assert "one list before" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_single_list_has_none_before_it(small_data):
    with pytest.raises(Refused, match="fewer than two"):
        accepted.compare_lists(small_data("2026-06"))
