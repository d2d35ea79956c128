"""The workflows: steps that are make targets, pinned actions, least permissions; and the script that offers a list."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*"))
# BaseLoader: all values stay texts, and the key `on` is not read as true.
WORKFLOWS = {path.name: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in FILES}
JOBS = {(file, name): job for file, workflow in WORKFLOWS.items() for name, job in workflow["jobs"].items()}
STEPS = [(place, step) for place, job in JOBS.items() for step in job["steps"]]
MAY_WRITE = {
    ("site.yml", "deploy"): {"pages", "id-token"},
    ("new-list.yml", "offer"): {"contents", "pull-requests"},
}
PUSHES = [("new-list.yml", "offer")]
KNOWN_KEYS = {
    "workflow": {"name", "on", "permissions", "concurrency", "jobs"},
    "job": {
        "runs-on", "timeout-minutes", "steps", "strategy", "permissions", "environment", "needs", "if", "outputs",
        "continue-on-error",
    },
    "step": {"uses", "with", "run", "id", "if", "env"},
}  # fmt: skip


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))


def test_the_five_workflows_are_there():
    assert list(WORKFLOWS) == ["new-list.yml", "site.yml", "talk.yml", "tests.yml", "weekly.yml"]
    assert len(STEPS) >= 30


def test_keys_are_those_that_github_knows():
    for workflow in WORKFLOWS.values():
        assert workflow.keys() <= KNOWN_KEYS["workflow"]
    for place, job in JOBS.items():
        assert job.keys() <= KNOWN_KEYS["job"], place
    for place, step in STEPS:
        assert step.keys() <= KNOWN_KEYS["step"], place
        assert ("run" in step) != ("uses" in step), place


@pytest.mark.parametrize(("place", "step"), [each for each in STEPS if "run" in each[1]])
def test_step_is_one_line_of_make_targets_that_exist(place, step):
    assert re.fullmatch(r"make( [a-z-]+)+", step["run"]), "one line, nothing filled in by the workflow"
    assert set(step["run"].split()[1:]) <= targets()


def test_make_knows_how_to_reach_every_target_that_is_called():
    called = {target for _, step in STEPS if "run" in step for target in step["run"].split()[1:]}
    run = subprocess.run(["make", "--dry-run", *sorted(called)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_githubs_own_and_pinned_by_hash(path):
    used = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.fullmatch(r" +(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_version_everywhere():
    used = {step["uses"] for _, step in STEPS if "uses" in step}
    assert len(used) == len({use.split("@")[0] for use in used}) == 7


def test_permissions_are_declared_and_least():
    for file, workflow in WORKFLOWS.items():
        assert workflow["permissions"] == {"contents": "read"}, file
    for place, job in JOBS.items():
        granted = job.get("permissions", {})
        assert set(granted.values()) <= {"read", "write"}
        assert {name for name, level in granted.items() if level == "write"} == MAY_WRITE.get(place, set()), place


def test_only_the_job_that_pushes_keeps_its_credentials():
    for place, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == ("true" if place in PUSHES else "false"), place


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_secret_and_nothing_that_a_stranger_writes(path):
    text = path.read_text(encoding="utf-8")
    for word in ("secrets.", "github.event", "github.head_ref", "pull_request_target", "workflow_run"):
        assert word not in text, word


def test_every_job_ends_in_time_on_a_known_machine():
    for place, job in JOBS.items():
        assert 0 < int(job["timeout-minutes"]) <= 120, place
        assert job["runs-on"] == "ubuntu-latest"


def test_outputs_come_from_a_job_or_step_that_is_there():
    for (file, name), job in JOBS.items():
        ids = {step["id"] for step in job["steps"] if "id" in step}
        assert set(re.findall(r"steps\.(\w+)\.", str(job))) <= ids, name
        needs = {job["needs"]} if "needs" in job else set()
        assert needs <= WORKFLOWS[file]["jobs"].keys()
        for other, output in re.findall(r"needs\.(\w+)\.outputs\.(\w+)", str(job)):
            assert other in needs
            assert output in JOBS[file, other]["outputs"]


def days(cron: str) -> set[tuple[int, int, int]]:
    """Return (month, day, weekday) of a schedule. An AssertionError says what is no schedule."""
    fields = cron.split()
    assert len(fields) == 5, cron
    found = []
    for field, (low, high) in zip(fields, [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)], strict=True):
        match = re.fullmatch(r"\*|(\d+)(?:-(\d+))?", field)
        assert match, cron
        first, last = int(match[1] or low), int(match[2] or match[1] or high)
        assert low <= first <= last <= high, cron
        found.append(range(first, last + 1))
    return {(month, day, weekday) for month in found[3] for day in found[2] for weekday in found[4]}


def test_schedules_are_valid_and_cover_the_conferences():
    planned = {
        file: set().union(*(days(each["cron"]) for each in workflow["on"].get("schedule", [])))
        for file, workflow in WORKFLOWS.items()
    }
    assert {file for file, when in planned.items() if when} == {"new-list.yml", "weekly.yml"}
    assert {weekday for *_, weekday in planned["weekly.yml"]} == {1}
    looked = {(month, day) for month, day, _ in planned["new-list.yml"]}
    assert looked == {(6, day) for day in range(1, 31)} | {(11, day) for day in range(10, 31)}


def test_nothing_is_offered_or_published_after_a_failure():
    """A job that needs another runs only if that one has passed, unless its condition says otherwise."""
    for place in MAY_WRITE:
        job = JOBS[place]
        assert job["needs"]
        assert not re.search(r"always|failure|cancelled", job.get("if", "")), place
    assert not [step for _, step in STEPS if "continue-on-error" in step]
    assert [place for place, job in JOBS.items() if "continue-on-error" in job] == [("tests.yml", "zensical")]


def test_what_the_job_that_pushes_takes_over_cannot_change_what_it_runs():
    taken = [step["with"]["path"] for place, step in STEPS if step.get("uses", "").startswith("actions/download-")]
    assert taken == ["build", "data"]


EDITION = "2026-11"
BRANCH = f"new-list-{EDITION}"
GH = """#!/bin/sh
echo "$@" >>"$GH_LOG"
[ "$2" != view ] || { [ -n "$GH_STATE" ] && echo "$GH_STATE 7"; }
"""


class Clone:
    """A small clone with a new list that nobody has committed, its origin, and a gh that only writes down."""

    def __init__(self, folder: Path):
        self.repo, self.origin, self.log = folder / "repo", folder / "origin.git", folder / "gh.log"
        tools = folder / "bin"
        tools.mkdir()
        (tools / "gh").write_text(GH, encoding="utf-8")
        (tools / "gh").chmod(0o755)
        self.env = {
            "PATH": f"{tools}:{os.environ['PATH']}", "GH_LOG": str(self.log), "GH_STATE": "", "EDITION": EDITION,
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder),
        }  # fmt: skip
        (self.repo / "data" / "lists").mkdir(parents=True)
        (self.repo / "build").mkdir()
        shutil.copytree(ROOT / ".ci", self.repo / ".ci")
        self.write("data/datapackage.json", "{}")
        self.write("data/lists/2026-06.csv", "rank\n1\n")
        self.write(".gitignore", "build/\n")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit("Start")
        self.git("clone", "--quiet", "--bare", str(self.repo), str(self.origin))
        self.git("remote", "add", "origin", str(self.origin))
        self.write(f"data/lists/{EDITION}.csv", "rank\n1\n")
        self.write("data/datapackage.json", '{"new": 1}')
        self.write("build/diff.md", "What changes\n")

    def write(self, name: str, text: str) -> None:
        (self.repo / name).write_text(text, encoding="utf-8")

    def git(self, *words: str) -> str:
        run = subprocess.run(["git", *words], cwd=self.repo, env=self.env, check=True, capture_output=True, text=True)
        return run.stdout.strip()

    def commit(self, title: str) -> None:
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", title)

    def offer(self, **env: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [".ci/pull-request"], cwd=self.repo, env=self.env | env, capture_output=True, text=True, check=False
        )

    def pushed(self) -> list[str]:
        """Titles of the commits on the branch at the origin, the newest first."""
        self.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
        return self.git("log", "--format=%s", f"origin/{BRANCH}").splitlines()


@pytest.fixture
def clone(tmp_path) -> Clone:
    return Clone(tmp_path)


def test_new_list_is_offered_once_and_then_kept_up_to_date(clone):
    before = clone.git("status", "--porcelain")
    assert clone.offer().returncode == 0
    assert clone.pushed() == [f"Add the list of {EDITION}", "Start"]
    changed = clone.git("diff", "--name-only", "main", f"origin/{BRANCH}").splitlines()
    assert changed == ["data/datapackage.json", f"data/lists/{EDITION}.csv"]
    assert clone.git("log", "-1", "--format=%an", f"origin/{BRANCH}") == "github-actions[bot]"
    assert f"pr create --head {BRANCH}" in clone.log.read_text(encoding="utf-8")
    assert (clone.repo / "build" / "pull-request.md").read_text(encoding="utf-8") == "What changes\n"
    assert (clone.git("branch", "--show-current"), clone.git("status", "--porcelain")) == ("main", before)

    run = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "5"}
    again = clone.offer(GH_STATE="OPEN", **run)
    assert again.returncode == 0, again.stderr
    assert len(clone.pushed()) == 2
    said = (clone.repo / "build" / "pull-request.md").read_text(encoding="utf-8")
    assert "tests have passed" in said and "https://example.org/a/b/actions/runs/5" in said
    assert "pulls/7 --field body=@build/pull-request.md" in clone.log.read_text(encoding="utf-8")


def test_what_somebody_added_to_the_branch_stays(clone):
    clone.offer()
    clone.git("stash", "--quiet", "--include-untracked")
    clone.git("checkout", "--quiet", "-b", "mine", f"origin/{BRANCH}")
    clone.write("data/note.csv", "mine")
    clone.commit("Name a maker")
    clone.git("push", "--quiet", "origin", f"mine:{BRANCH}")
    clone.git("checkout", "--quiet", "main")
    clone.git("stash", "pop", "--quiet")
    clone.write(f"data/lists/{EDITION}.csv", "rank\n1\n2\n")
    assert clone.offer(GH_STATE="OPEN").returncode == 0
    assert clone.pushed() == [f"Add the list of {EDITION}", "Name a maker", f"Add the list of {EDITION}", "Start"]
    assert "data/note.csv" in clone.git("ls-tree", "-r", "--name-only", f"origin/{BRANCH}")


def test_what_somebody_closed_stays_closed(clone):
    run = clone.offer(GH_STATE="CLOSED")
    assert (run.returncode, "nothing to do" in run.stdout) == (0, True)
    assert not clone.git("ls-remote", "origin", BRANCH)


@pytest.mark.parametrize(
    ("name", "env", "said"),
    [
        ("", {"EDITION": "2026-11; rm -rf ."}, "is no edition"),
        ("data/lists/2026-11.csv", {}, "make fetch"),
        ("build/diff.md", {}, "make diff"),
    ],
)
def test_what_is_missing_is_said(clone, name, env, said):
    if name:
        (clone.repo / name).unlink()
    run = clone.offer(**env)
    assert run.returncode == 1
    assert said in run.stderr
    assert not clone.log.exists()


def test_without_gh_it_says_what_to_do_by_hand(clone, tmp_path):
    tools = tmp_path / "few"
    tools.mkdir()
    for name in ("bash", "dirname", "sort", "tail"):
        (tools / name).symlink_to(shutil.which(name))
    run = clone.offer(PATH=str(tools))
    assert (run.returncode, "by hand" in run.stderr) == (1, True), run.stderr
