"""Accepted drawings: what figures of a small extract looked like when somebody last looked at them and said yes.

The extract is what some figures drew one day: their last rows, their words. So a new list changes nothing here, and a
change of the drawing code is seen, old beside new, before readers see it.
"""

from __future__ import annotations

import html
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ..errors import refuse
from ..files import ROOT, files_below, read_text, write_atomic
from ..lists.store import stored_editions
from ..numbers import compute
from ..parallel import in_parallel
from ..tables import SmallTable
from .drawing import Job, draw, jobs

EXPECTED = ROOT / "tests" / "expected"
# All kinds of drawings.
FIGURES = (
    "gauge", "growth", "tiles", "performance_share", "systems", "two_measures", "top_ten_now", "concentration",
    "accelerators", "accelerator_makers", "power", "peak_share", "number_ones", "segments", "makers", "mislead",
)  # fmt: skip
SHOWN = (("fr", "narrow"), ("en", "wide"))
ROWS = 24  # of each table, the last ones


@dataclass(frozen=True)
class Compared:
    """One drawing: its file name, how it was accepted ("" if it is new) and how it is drawn now ("" if it is gone)."""

    name: str
    accepted: str
    now: str

    @property
    def same(self) -> bool:
        """Whether nothing has changed."""
        return self.accepted == self.now


def compare(expected: Path = EXPECTED) -> list[Compared]:
    """Draw the extract and set each drawing beside the accepted one."""
    now = _drawn([_job(plain) for plain in json.loads(read_text(expected / "extract.json"))])
    accepted = {path.name: read_text(path) for path in files_below([expected]) if path.suffix == ".svg"}
    return [Compared(name, accepted.get(name, ""), now.get(name, "")) for name in sorted(now.keys() | accepted.keys())]


def compare_lists(data: Path) -> list[Compared]:
    """Draw the figures as of the newest list and set each beside what it was one list before."""
    editions = stored_editions(data)[-2:]
    if len(editions) < 2:
        raise refuse(str(data / "lists"), "has fewer than two lists", "a list before the newest")
    before, now = (
        _drawn([job for job in jobs(compute(data, edition)) if (job.lang, job.width) in SHOWN]) for edition in editions
    )
    return [Compared(name, before.get(name, ""), now.get(name, "")) for name in sorted(before.keys() | now.keys())]


def _drawn(wanted: list[Job]) -> dict[str, str]:
    """Return file name -> drawing."""
    return {f"{job.figure.replace('_', '-')}-{job.lang}-{job.width}.svg": svg for job, svg in in_parallel(draw, wanted)}


def _job(plain: dict) -> Job:
    table = plain["table"]
    small = SmallTable(tuple(table["columns"]), tuple(table["kinds"]), tuple(map(tuple, table["rows"])))
    return Job(**plain | {"table": small})


def write_extract(data: Path, expected: Path = EXPECTED) -> None:
    """Take a new extract from the data as they are."""
    wanted = [job for job in jobs(compute(data)) if job.figure in FIGURES and (job.lang, job.width) in SHOWN]
    cut = [replace(job, table=replace(job.table, rows=job.table.rows[-ROWS:])) for job in wanted]
    write_atomic(expected / "extract.json", json.dumps([asdict(job) for job in cut], ensure_ascii=False, indent=1))


def write_page(compared: list[Compared], target: Path, old: str = "accepted") -> None:
    """Write one HTML page with old and new side by side, the changed ones first. old: what the old ones are called."""
    parts = []
    for each in sorted(compared, key=lambda each: (each.same, each.name)):
        state = "unchanged" if each.same else "new" if not each.accepted else "gone" if not each.now else "changed"
        pictures = "".join(
            f"<figure><figcaption>{when}</figcaption>{_inline(svg)}</figure>"
            for when, svg in ((old, each.accepted), ("now", each.now))
        )
        parts.append(f"<section><h2>{html.escape(each.name)}: {state}</h2><div>{pictures}</div></section>")
    style = "body{font-family:sans-serif;margin:2rem}section>div{display:flex;gap:1rem}figure{margin:0;flex:1}"
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Old and new</title><style>{style}</style>'
        f"<h1>Figures, old and new</h1>{''.join(parts)}</html>"
    )
    write_atomic(target, page)


def _inline(svg: str) -> str:
    """Return a drawing as a picture that needs no file."""
    from urllib.parse import quote

    return f'<img style="max-width:100%" alt="" src="data:image/svg+xml,{quote(svg)}">' if svg else "<p>–</p>"


def renew(compared: list[Compared], expected: Path = EXPECTED) -> int:
    """Accept how the figures are drawn now; return how many files have changed."""
    changed = [each for each in compared if not each.same]
    for each in changed:
        if each.now:
            write_atomic(expected / each.name, each.now)
        else:
            (expected / each.name).unlink()
    return len(changed)
