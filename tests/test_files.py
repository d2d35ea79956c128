"""The few ways in which the project touches files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_scripts import files
from build_scripts.errors import Refused
from build_scripts.files import (
    Kept,
    alone,
    files_below,
    hash_files,
    read_text,
    settle,
    write_all,
    write_atomic,
    write_if_changed,
)


def test_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_atomic(path, "old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_written_file_can_be_read_by_a_web_server(tmp_path):
    write_atomic(tmp_path / "deep" / "a.txt", "é\r\n")
    assert (tmp_path / "deep" / "a.txt").stat().st_mode & 0o777 == 0o644
    assert read_text(tmp_path / "deep" / "a.txt") == "é\r\n"


def test_same_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "a.txt"
    assert write_if_changed(path, "x")
    os.utime(path, ns=(1, 1))
    assert not write_if_changed(path, b"x")
    assert path.stat().st_mtime_ns == 1
    assert write_if_changed(path, "y")
    assert path.read_bytes() == b"y"


def test_caches_and_hidden_files_are_not_inputs(tmp_path):
    for name in ("b/x.py", "a.py", "b/__pycache__/x.pyc", ".hidden/y", "b/.z", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = files_below([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.py", "b/x.py", "c.txt"]
    assert files_below([tmp_path / "c.txt"]) == [tmp_path / "c.txt"]


def test_hash_sees_names_bytes_and_where_one_ends(tmp_path):
    def hash_of(files: dict[str, str], *more: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")
        return hash_files(files_below([folder]), folder, *more)

    same = hash_of({"a": "1", "b": "2"})
    assert hash_of({"b": "2", "a": "1"}) == same
    others = [
        hash_of({"a": "12", "b": ""}), hash_of({"a": "1", "c": "2"}), hash_of({"a": "1"}),
        hash_of({"a": "1", "b": "2"}, "x"),
        hash_of({"a": "1", "b": "2"}, "x", "y"), hash_of({"a": "1", "b": "2"}, "xy"),
    ]  # fmt: skip
    assert len({same, *others}) == 7


def test_files_outside_of_the_base_can_be_hashed(tmp_path):
    (tmp_path / "a").write_text("1", encoding="utf-8")
    assert hash_files([tmp_path / "a"], Path("/nowhere"))


def test_kept_results_are_made_once_for_the_same_content(tmp_path):
    def forbidden() -> str:
        raise AssertionError("was made again")

    kept = Kept(tmp_path / "kept.json", "code 1")
    assert kept.get("page", lambda: ["a"], "index") == ["a"]
    kept.save()
    again = Kept(tmp_path / "kept.json", "code 1")
    assert again.get("page", forbidden, "index") == ["a"]
    assert again.get("page", lambda: ["b"], "other") == ["b"]
    assert again.get("other page", lambda: ["c"], "index") == ["c"]


@pytest.mark.parametrize("file", [b"", b"{", b"[]", b"null", b'{"made_by": "code 1"}', b"\xff"])
def test_kept_results_that_cannot_be_used_are_made_again(tmp_path, file):
    (tmp_path / "kept.json").write_bytes(file)
    kept = Kept(tmp_path / "kept.json", "code 1")
    assert kept.get("page", lambda: 1) == 1
    kept.save()
    assert Kept(tmp_path / "kept.json", "code 1").get("page", lambda: 2) == 1
    assert Kept(tmp_path / "kept.json", "code 2").get("page", lambda: 2) == 2


def test_kept_results_nobody_asks_for_are_dropped(tmp_path):
    for pages in (["a", "b"], ["b"]):
        kept = Kept(tmp_path / "kept.json")
        for page in pages:
            kept.get(page, lambda: 1)
        kept.save()
    assert Kept(tmp_path / "kept.json").get("a", lambda: 2) == 2


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_writing_that_was_killed_while_moving_is_finished(tmp_path, monkeypatch, moved):
    """A kill runs no cleaning up: the files beside their places and the journal stay."""
    (tmp_path / "lists").mkdir()
    old, new, gone = tmp_path / "lists" / "old.csv", tmp_path / "new.csv", tmp_path / "gone.csv"
    old.write_text("old", encoding="utf-8")
    gone.write_text("old", encoding="utf-8")
    moves = []

    def move(beside, path):
        if len(moves) == moved:
            os._exit(9)
        moves.append(path)
        really(beside, path)

    really = files._move
    process = os.fork()
    if not process:
        monkeypatch.setattr(files, "_move", move)
        write_all(tmp_path, {old: "changed", new: "new", gone: None})
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    assert settle(tmp_path)
    assert old.read_text(encoding="utf-8") == "changed" and new.read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["lists", "new.csv", "old.csv"]
    assert not settle(tmp_path)


def test_writing_that_was_killed_before_it_moved_has_changed_nothing(tmp_path):
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    (tmp_path / f"{files.BESIDE}x").write_text("new", encoding="utf-8")
    assert not settle(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_folder_is_held_by_one_process_and_let_go_when_it_dies(tmp_path):
    with alone(tmp_path, "a build"), pytest.raises(Refused, match="in use by a build"), alone(tmp_path, "a build"):
        pass
    with alone(tmp_path, "a build"):
        pass
