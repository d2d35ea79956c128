"""The few ways in which this project touches files."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

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
