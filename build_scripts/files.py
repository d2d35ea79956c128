"""The few ways in which this project touches files."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import refuse

try:
    import fcntl
except ImportError:
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
JOURNAL = ".writing.json"  # what a killed write of several files had still to move
BESIDE = ".writing-"  # how the names of files begin that are not yet in their place


def read_text(path: Path, where: str = "") -> str:
    """Return a UTF-8 file's text with its line ends as they are.

    Raises Refused if the file is missing or holds other bytes than UTF-8. where: the name to give it then.
    """
    shown = where or (path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix())
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise refuse(shown, f"cannot be read ({error.strerror})", "a file", "Take it from the repository") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise refuse(f"{shown}, line {line}", "is not UTF-8", "UTF-8 text", "Save the file as UTF-8") from None


def write_atomic(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a reader never sees a part of it."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    beside = _name_beside(path)
    try:
        beside.write_bytes(raw)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_all(folder: Path, texts: Mapping[Path, str | None]) -> None:
    """Write all of these files in a folder (None: remove) or none of them, even if the process is killed.

    All are first written beside their places, then a journal tells what is to be moved where, then they are moved.
    Killed before the journal stands, nothing has changed; killed after, `settle` finishes the work.
    Raises Refused if the folder cannot be written to; then all is as it was.
    """
    settle(folder)
    moves: list[tuple[Path | None, Path]] = []
    before: dict[Path, bytes | None] = {}
    journal = folder / JOURNAL
    try:
        for path, text in texts.items():
            moves.append((None if text is None else _name_beside(path), path))
            if text is not None:
                moves[-1][0].write_bytes(text.encode("utf-8"))
        names = [[beside and str(beside.relative_to(folder)), str(path.relative_to(folder))] for beside, path in moves]
        write_atomic(journal, json.dumps(names))
        for beside, path in moves:
            content = path.read_bytes() if path.is_file() else None
            _move(beside, path)
            before[path] = content
    except OSError as error:
        _put_back(before)
        where, what = str(error.filename or folder), f"cannot be written ({error.strerror})"
        raise refuse(where, what, "room on the disk and the right to write") from error
    except BaseException:  # Ctrl-C between two moves must not leave half a batch
        _put_back(before)
        raise
    finally:
        for beside, _ in moves:
            if beside:
                beside.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)


def settle(folder: Path) -> bool:
    """Finish what a killed `write_all` had begun to move in a folder, drop what it had not; return whether it had.

    Only for who holds the folder alone.
    """
    journal = folder / JOURNAL
    try:
        moves = json.loads(journal.read_bytes())
    except (OSError, ValueError):
        moves = []
    for beside, path in moves:
        if beside is None or (folder / beside).is_file():  # else it has been moved
            _move(beside and folder / beside, folder / path)
    for left in [*folder.glob(f"{BESIDE}*"), *folder.glob(f"*/{BESIDE}*")]:
        left.unlink(missing_ok=True)
    journal.unlink(missing_ok=True)
    return bool(moves)


def _move(beside: Path | None, path: Path) -> None:
    """Put a file in its place; without one, remove what is there."""
    if beside:
        beside.replace(path)
    else:
        path.unlink(missing_ok=True)


def _name_beside(path: Path) -> Path:
    """Return a new empty file in the folder of `path`, which every reader may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=BESIDE)
    os.close(handle)
    Path(name).chmod(0o644)  # mkstemp gives 0600, which a web server could not read
    return Path(name)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Restore files to what they were."""
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


@contextmanager
def alone(folder: Path, what: str) -> Iterator[tuple[int, ...]]:
    """Hold a folder for one process; raise Refused if another one holds it. A killed process lets go of it.

    what: what is done there ("a build"). Yields the handles that a program started meanwhile must be given
    (`pass_fds`): it then holds the folder too, and goes on doing so if this process is killed. Windows has no such
    locks: there nobody is kept out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield ()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield (handle,)
    except BlockingIOError:
        raise refuse(folder.name, f"is in use by {what} that is running", mend="Wait until it has ended") from None
    finally:
        os.close(handle)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file only if its bytes differ; return whether it was written."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == raw:
        return False
    write_atomic(path, raw)
    return True


def files_below(folders: Iterable[Path], *, skip: tuple[str, ...] = ("__pycache__",)) -> list[Path]:
    """Return all files in these files and folders, sorted, without caches and hidden files."""
    found: list[Path] = []
    for folder in folders:
        if folder.is_file():
            found.append(folder)
            continue
        found += [
            path
            for path in folder.rglob("*")
            if path.is_file() and not any(part in skip or part[0] == "." for part in path.relative_to(folder).parts)
        ]
    return sorted(found)


def data_key(data: Path) -> str:
    """Return a hash of all that numbers, figures and words are made from: data, code, libraries, Python."""
    parts = [data, ROOT / "build_scripts", ROOT / "requirements.txt"]
    return hash_files(files_below(parts), ROOT, platform.python_version())


def hash_files(paths: Iterable[Path], base: Path, *more: str) -> str:
    """Return a SHA-256 over names (relative to `base`) and bytes of files, and over more texts."""
    digest = hashlib.sha256()
    for path in paths:
        name = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    for text in more:
        digest.update(f"\0{len(text.encode())}\0{text}".encode())
    return digest.hexdigest()


class Kept:
    """Results of slow steps, kept in a JSON file between builds; a file that cannot be used is an empty one.

    Without a path nothing outlives the object. What a run did not ask for is dropped when it saves.
    """

    def __init__(self, path: Path | None = None, made_by: str = ""):
        """made_by: a hash of what all results depend on beside their own keys (the code)."""
        self._path, self._made_by = path, made_by
        self._now: dict[str, Any] = {}
        self._before: dict[str, Any] = {}
        try:
            content = json.loads(path.read_bytes()) if path else {}
            if content.get("made_by") == made_by:
                self._before = dict(content["results"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass

    def get(self, content: str | bytes, make: Callable[[], Any], *more: str) -> Any:
        """Return the result (plain JSON) for a content and what else it depends on; make it if it is not kept."""
        raw = content.encode("utf-8") if isinstance(content, str) else content
        key = hashlib.sha256("\0".join((*more, "")).encode() + raw).hexdigest()
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return self._now[key]

    def save(self) -> None:
        """Write the results of this run, if they are not those of the file."""
        if self._path and self._now != self._before:
            write_atomic(self._path, json.dumps({"made_by": self._made_by, "results": self._now}, ensure_ascii=False))
