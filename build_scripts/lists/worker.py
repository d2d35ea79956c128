"""The process that reads foreign files: `python -m build_scripts.lists.worker`, a JSON list of paths on its input.

Answers with an empty line when it has started, then with one JSON line per file, in order: a raw table or a fault. A
file that kills it (memory, a crash in the spreadsheet library) costs only this process; `reading.py` starts another for
the files that are left.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from .containers import Fault, read_table

MAX_MEMORY = 500 << 20  # bytes; reading the largest official file takes 60 MB


def limit_memory() -> None:
    """Cap the memory of this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ValueError, OSError):  # macOS refuses this limit
        return


def answer(path: Path) -> dict[str, object]:
    """Return the raw table of a file as a dict, or what is wrong with it."""
    try:
        return asdict(read_table(path))
    except Fault as fault:
        return {"fault": [fault.what, fault.expected, fault.mend]}
    except OSError as error:
        return {"fault": [f"cannot be read ({error.strerror})", "", ""]}
    except MemoryError:
        return {"fault": ["takes too much memory", "a TOP500 list", ""]}
    except BaseException as error:  # calamine's PanicException (a truncated XLS) is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        what = f"is damaged or cut off ({type(error).__name__})"
        return {"fault": [what, "a TOP500 list", "Download the official file again"]}


def main() -> None:
    """Answer for each path."""
    limit_memory()
    sys.stdout.write("\n")
    sys.stdout.flush()
    for name in json.load(sys.stdin):
        sys.stdout.write(json.dumps(answer(Path(name)), default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
