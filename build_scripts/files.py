"""The few ways in which this project touches files."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .errors import refuse

ROOT = Path(__file__).resolve().parent.parent


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
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        Path(name).chmod(0o644)  # mkstemp gives 0600, which a web server could not read
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
