"""Damaged and spoilt official files of every era: no traceback for any, and nothing that is wrong passes unseen.

A few mutations by default; with TORTURE set, 10,000 of all official files, and in build/fuzz.txt what became of them.
Each mutation is seeded by its own name, so a failure names what to make again: `Case(…).content()`.
"""

from __future__ import annotations

import csv
import functools
import io
import os
import random
import re
import struct
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from build_scripts.editions import edition_number, edition_of_number
from build_scripts.files import ROOT
from build_scripts.importing import Plan
from build_scripts.lists import importing
from build_scripts.lists.columns import find_field
from build_scripts.lists.containers import RawTable, read_table
from build_scripts.lists.dating import editions_in_name
from build_scripts.lists.importing import plan_import
from build_scripts.lists.reading import read_files
from build_scripts.lists.store import COLUMNS, Row, read_list
from build_scripts.lists.tidy import NUMBER_FIELDS

from . import official
from .conftest import DATA, EXTRACTS
from .test_official_files import SHARED

TORTURE = bool(os.environ.get("TORTURE"))
MUTATIONS = 10_000 if TORTURE else 180
REPORT = ROOT / "build" / "fuzz.txt"
BATCH = 40  # files that one worker reads
Cells = list[list[object]]

# ORIGINALS


@dataclass
class Original:
    """A sound file.

    before: id and column of what the list before can be held against. base: what its import as a new list gives, None
    if it is too short.
    """

    path: Path
    raw: bytes
    table: RawTable
    edition: str
    data: Path
    ids: Path | None
    before: frozenset[tuple[str, str]]
    base: Result | None = None


@dataclass(frozen=True)
class Result:
    """What an import says: refused, the rows it would write, and all that a person is told about them."""

    refused: bool
    rows: tuple[str, ...]
    told: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan) -> Result:
        told = [str(problem) for problem in plan.problems]
        told += [line for outcome in plan.outcomes for line in (outcome.note, *outcome.details)]
        text = next((text for path, text in plan.texts.items() if path.parent.name == "lists"), "") or ""
        return cls(bool(plan.fatal), tuple(text.splitlines()), tuple(told))


def made_files(folder: Path) -> list[Path]:
    """Write what stands for the official files where they are not at hand."""
    paths = []
    for edition, headings in (("1996-11", official.OLD_HEADINGS), ("2026-06", official.HEADINGS)):
        name = f"TOP500_{edition.replace('-', '')}"
        cells = official.table(official.stored(edition), headings, scale=1000 if edition < "2017-06" else 1)
        paths.append(official.write_xlsx(folder / f"{name}.xlsx", cells, str(max(edition_number(edition), 1))))
        (folder / f"{name}.tsv").write_text(official.text_of(cells, "\t"), encoding="utf-8")
        paths.append(folder / f"{name}.tsv")
    paths.append(folder / "TOP500_201811.xml")
    paths[-1].write_text(official.xml_of(official.stored("2018-11")), encoding="utf-8")
    return [*paths, *EXTRACTS.glob("*.xls")]


def official_files() -> list[Path]:
    """Return official files of every form and era; all of them for TORTURE."""
    files = [*(SHARED / "raw").iterdir(), *(SHARED / "other_formats").iterdir()]
    some = ("199311", "200811", "201811", "202606", "200406.tsv", "200611_all")
    return sorted(path for path in files if TORTURE or any(part in path.name for part in some))


@pytest.fixture(scope="module")
def originals(tmp_path_factory) -> list[Original]:
    folder = tmp_path_factory.mktemp("originals")
    paths = official_files() if SHARED.is_dir() else made_files(folder)
    found = []
    for path in paths:
        (edition,) = editions_in_name(path.name)
        data = folder / f"{path.name}.data"
        (data / "lists").mkdir(parents=True)
        before = edition_of_number(edition_number(edition) - 1) if edition > "1993-06" else ""
        if before:
            (data / "lists" / f"{before}.csv").write_bytes((DATA / "lists" / f"{before}.csv").read_bytes())
        ids = None
        if edition < "2017-11" and path.suffix != ".xml":  # from then on the files have them
            ids = folder / f"{path.name}.ids.csv"
            rows = [f"{edition},{row['rank']},{row['system_id']},{row['site_id']}" for row in official.stored(edition)]
            ids.write_text("\n".join(["list,rank,system_id,site_id", *rows, ""]), encoding="utf-8")
        rows = read_list(DATA, before) or [] if before else []
        filled = [name for name in COLUMNS if any(row[name] for row in rows)]  # a column may be new
        known = frozenset((row["system_id"], name) for row in rows if row["system_id"] for name in filled)
        original = Original(path, path.read_bytes(), read_table(path), edition, data, ids, known)
        original.base = imported(original, path, original.table)
        if "extract" in path.name:
            original.base = None
        assert not original.base or not original.base.refused, original.base.told
        found.append(original)
    return found


def imported(original: Original, path: Path, answer: object) -> Result:
    """Plan the import of a file as a new list after the one before; answer: what its reader said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "read_files", lambda paths: [(path, answer)])
        return Result.of(plan_import([path], original.data, edition=original.edition, ids=original.ids))


# FORMS: cells as a file


def as_text(cells: Cells, original: Original, delimiter: str) -> bytes:
    return official.text_of(cells, delimiter).encode()


def as_xlsx(cells: Cells, original: Original) -> bytes:
    from openpyxl import Workbook

    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(original.table.sheet if original.table.form in ("XLS", "XLSX") else "Sublist Results")
    for line in cells:
        sheet.append([str(cell) if isinstance(cell, float) and not abs(cell) < 1e300 else cell for cell in line])
    book.save(stream)
    return stream.getvalue()


def as_xml(cells: Cells, original: Original) -> bytes:
    names = [re.sub("[^A-Za-z]+", "-", str(name)).strip("-") or "x" for name in cells[0]]
    sites = (
        "".join(f"<top500:{name}>{escape(str(cell))}</top500:{name}>" for name, cell in zip(names, line, strict=False))
        for line in cells[1:]
    )
    body = "</top500:site>\n<top500:site>".join(sites)
    return f'<top500:list xmlns:top500="t"><top500:site>{body}</top500:site></top500:list>\n'.encode()


FORMS: dict[str, Callable[[Cells, Original], bytes]] = {
    "CSV": functools.partial(as_text, delimiter=","),
    "TSV": functools.partial(as_text, delimiter="\t"),
    "XLSX": as_xlsx,
    "XML": as_xml,
}

# KINDS OF MUTATIONS: of cells (headings first). Each changes them in place.


def numbers_in(cells: Cells) -> list[tuple[int, str]]:
    """Return place and field of each column of numbers that is read."""
    found = ((place, find_field(str(heading))) for place, heading in enumerate(cells[0]))
    return [(place, field[0].name) for place, field in found if field and field[0].name in NUMBER_FIELDS]


def number(cell: object) -> float | None:
    try:
        return float(str(cell)) or None
    except ValueError:
        return None


def double_row(cells: Cells, chance: random.Random) -> None:
    cells.insert(chance.randrange(1, len(cells)), list(chance.choice(cells[1:])))


def remove_row(cells: Cells, chance: random.Random) -> None:
    del cells[chance.randrange(1, len(cells))]


def swap_rows(cells: Cells, chance: random.Random) -> None:
    """Swap two rows, ranks and all: the same list in another order."""
    one, two = chance.sample(range(1, len(cells)), 2)
    cells[one], cells[two] = cells[two], cells[one]


def swap_ranks(cells: Cells, chance: random.Random) -> None:
    one, two = far_apart(cells, chance)
    cells[one][place_of(cells, "rank")], cells[two][place_of(cells, "rank")] = (
        cells[two][place_of(cells, "rank")],
        cells[one][place_of(cells, "rank")],
    )


def shuffle_ranks(cells: Cells, chance: random.Random) -> None:
    place = place_of(cells, "rank")
    ranks = [row[place] for row in cells[1:]]
    chance.shuffle(ranks)
    for row, rank in zip(cells[1:], ranks, strict=True):
        row[place] = rank


def far_apart(cells: Cells, chance: random.Random) -> tuple[int, int]:
    """Return two rows of different Rmax."""
    place = place_of(cells, "rmax")
    while True:
        one, two = chance.sample(range(1, len(cells)), 2)
        if cells[one][place] != cells[two][place]:
            return one, two


def place_of(cells: Cells, name: str) -> int:
    return next(place for place, field in numbers_in(cells) if field == name)


def double_column(cells: Cells, chance: random.Random) -> None:
    place = read_column(cells, chance)
    for row in cells:
        row.insert(place, row[place])


def read_column(cells: Cells, chance: random.Random, *names: str) -> int:
    """Return the place of a column that is read."""
    places = [place for place, heading in enumerate(cells[0]) if kept_field(str(heading), *names)]
    return chance.choice(places)


def kept_field(heading: str, *names: str) -> bool:
    found = find_field(heading)
    return bool(found) and found[0].name not in ("continent", "efficiency") and (not names or found[0].name in names)


def remove_column(cells: Cells, chance: random.Random) -> None:
    place = read_column(cells, chance)
    for row in cells:
        del row[place]


def swap_columns(cells: Cells, chance: random.Random) -> None:
    """Swap two columns, headings and all: the same list in another order."""
    one, two = chance.sample(range(len(cells[0])), 2)
    for row in cells:
        row[one], row[two] = row[two], row[one]


def swap_headings(cells: Cells, chance: random.Random) -> None:
    one = read_column(cells, chance)
    others = [place for place, heading in enumerate(cells[0]) if place != one and kept_field(str(heading))]
    two = chance.choice([place for place in others if [row[one] for row in cells] != [row[place] for row in cells]])
    cells[0][one], cells[0][two] = cells[0][two], cells[0][one]


def spoil_heading(cells: Cells, chance: random.Random) -> None:
    place = read_column(cells, chance)
    cells[0][place] = chance.choice(["", "Column 7", "Wert", str(cells[0][place])[1:] + "x", 42, "=A1"])


def dress_heading(cells: Cells, chance: random.Random) -> None:
    """Write a heading in capitals or with blanks: nobody minds."""
    place = read_column(cells, chance)
    cells[0][place] = chance.choice([str.upper, str.lower, "  {} ".format])(str(cells[0][place]))


def second_headings(cells: Cells, chance: random.Random) -> None:
    cells.insert(chance.randrange(1, len(cells)), list(cells[0]))


def scale_column(cells: Cells, chance: random.Random) -> None:
    """Bring a column into another unit, its heading as it was."""
    place = read_column(cells, chance, "rmax", "rpeak", "power", "hpcg")
    factor = chance.choice([1000, 0.001])
    for row in cells[1:]:
        if number(row[place]):
            row[place] = number(row[place]) * factor


def scale_both(cells: Cells, chance: random.Random) -> None:
    """Bring Rmax and Rpeak into another unit together, as in a list that is in GFlop/s."""
    factor = chance.choice([1000, 0.001])
    for place, name in numbers_in(cells):
        if name in ("rmax", "rpeak"):
            for row in cells[1:]:
                row[place] = (number(row[place]) or 0) * factor


def other_unit(cells: Cells, chance: random.Random) -> None:
    """Say another unit in a heading, the column as it was."""
    place = read_column(cells, chance, "rmax", "rpeak", "power", "hpcg")
    name = find_field(str(cells[0][place]))[0].name
    true = 3 if name == "power" else 9 if "TFlop" not in str(cells[0][place]) and official_giga(cells) else 12
    units = {"power": {0: "W", 6: "MW"}}.get(name, {6: "MFlop/s", 9: "GFlop/s", 12: "TFlop/s", 15: "PFlop/s"})
    bare = re.sub(r"\s*[\[(].*", "", str(cells[0][place]))
    cells[0][place] = f"{bare} [{chance.choice([unit for power, unit in units.items() if power != true])}]"


def official_giga(cells: Cells) -> bool:
    """Return whether Rmax is in GFlop/s, by its sum."""
    return "TFlop" not in "".join(map(str, cells[0]))


def spoil_number(cells: Cells, chance: random.Random, change: Callable[[float], object]) -> None:
    while True:
        place, name = chance.choice(numbers_in(cells))
        row = chance.choice(cells[1:])
        if name not in ("efficiency", "previous_rank", "first_rank", "first_edition", "system_id", "site_id"):
            value = number(row[place])
            if value:
                row[place] = change(value)
                return


def spoil_id(cells: Cells, chance: random.Random) -> None:
    """Multiply an id, a rank of the past or an edition by ten."""
    past = ("previous_rank", "first_rank", "first_edition", "system_id", "site_id")
    places = [place for place, name in numbers_in(cells) if name in past]
    rows = [(row, place) for row in cells[1:] for place in places if number(row[place])]
    if rows:
        row, place = chance.choice(rows)
        row[place] = str(int(number(row[place]) * 10))


def spoil_text(cells: Cells, chance: random.Random) -> None:
    """Change a character of a text."""
    numeric = {place for place, _ in numbers_in(cells)}
    while True:
        place, row = read_column(cells, chance), chance.choice(cells[1:])
        text = str(row[place])
        if place not in numeric and text:
            at = chance.randrange(len(text))
            row[place] = text[:at] + chance.choice("~Qé\ufffd\u202e") + text[at + 1 :]
            return


STRUCTURE = {
    "row doubled": double_row,
    "row removed": remove_row,
    "ranks swapped": swap_ranks,
    "ranks shuffled": shuffle_ranks,
    "column doubled": double_column,
    "column removed": remove_column,
    "headings swapped": swap_headings,
    "heading spoilt": spoil_heading,
    "second headings": second_headings,
}
UNITS = {"column in another unit": scale_column, "list in another unit": scale_both, "other unit said": other_unit}
NUMBERS = {
    f"number {name}": functools.partial(spoil_number, change=change)
    for name, change in {
        "x 10": lambda value: value * 10,
        "x 1000": lambda value: value * 1000,
        "negative": lambda value: -value,
        "NaN": lambda value: float("nan"),
        "infinite": lambda value: float("inf"),
    }.items()
}
HARMLESS = {"rows swapped": swap_rows, "columns swapped": swap_columns, "heading dressed": dress_heading}
OTHER = {"id x 10": spoil_id, "letter changed": spoil_text}
OF_CELLS = STRUCTURE | UNITS | NUMBERS | HARMLESS | OTHER
NEVER_PASS = {*STRUCTURE, *UNITS, *NUMBERS}

# KINDS OF MUTATIONS: of bytes


def flip(raw: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(raw)
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: len(raw) - chance.choice([1, 2, 5, 20, chance.randrange(1, len(raw))])]


def noise_in(raw: bytes, chance: random.Random) -> bytes:
    """Overwrite, double or take out a stretch."""
    at, length = chance.randrange(len(raw)), chance.randrange(1, 600)
    middle = chance.choice([bytes(length), chance.randbytes(length), b"", raw[at : at + length] * 2])
    return raw[:at] + middle + raw[at + length :]


def re_encode(raw: bytes, chance: random.Random) -> bytes:
    """Write text in another encoding, or take it for another one."""
    text = raw.decode("utf-8", "replace")
    write = [(text, "utf-16"), (text, "utf-16-le"), (text, "utf-8-sig"), (text, "cp1252"), (text, "ascii")]
    write += [(raw.decode("latin-1"), "utf-8"), (raw.decode("cp1252", "replace"), "utf-8"), (text, "utf-32")]
    text, encoding = chance.choice(write)
    return text.encode(encoding, "replace")


def spoil_part(raw: bytes, chance: random.Random) -> bytes:
    """Flip bytes in the packed content of a part of a ZIP, take a part out, or cut one short and pack it anew."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
        places = [(part.header_offset + 30 + len(part.filename), part.compress_size) for part in archive.infolist()]
    way = chance.randrange(3)
    if way == 0:
        spoilt = bytearray(raw)
        start, length = chance.choice(places)
        spoilt[start + chance.randrange(max(length, 1))] ^= 1 << chance.randrange(8)
        return bytes(spoilt)
    name = chance.choice(sorted(parts))
    if way == 1:
        del parts[name]
    else:
        parts[name] = parts[name][: chance.randrange(len(parts[name]) or 1)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


CELL_RECORDS = {0x203: 6, 0x27E: 6, 0xBD: 4, 0x204: 8, 0xD6: 8, 0xFD: 6, 0xFC: 8}  # BIFF: where the value begins


@functools.lru_cache
def cell_records(raw: bytes) -> list[tuple[int, int]]:
    """Return place and length of the values of cells in an XLS: numbers, texts and the table of texts."""
    found, at = [], raw.find(b"\x09\x08\x10\x00" if b"\x09\x08\x10\x00" in raw else b"\x09\x08\x08\x00")
    while 0 < at < len(raw) - 4:
        code, length = struct.unpack_from("<HH", raw, at)
        if code == 0 and length == 0:
            break
        if code in CELL_RECORDS and length > CELL_RECORDS[code]:
            found.append((at + 4 + CELL_RECORDS[code], length - CELL_RECORDS[code]))
        at += 4 + length
    return found


def flip_in_cell(raw: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(raw)
    start, length = chance.choice(cell_records(raw))
    spoilt[start + chance.randrange(length)] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


OF_BYTES = {"bytes flipped": flip, "cut off": cut, "stretch spoilt": noise_in}
OF_FORM = {
    "XLS": {"flip in a cell": flip_in_cell},
    "XLSX": {"ZIP part damaged": spoil_part},
    "XML": {"other encoding": re_encode},
    "CSV": {"other encoding": re_encode},
    "TSV": {"other encoding": re_encode},
}

# THE RUN


@dataclass(frozen=True)
class Case:
    """One mutation: of which file, written in which form, of which kind."""

    original: Original
    form: str
    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.original.path.name} as {self.form}, {self.kind}, {self.number}"

    def content(self) -> bytes:
        chance = random.Random(str(self))
        if self.kind in OF_CELLS:
            cells = [list(row) for row in (self.original.table.headings, *self.original.table.rows)]
            OF_CELLS[self.kind](cells, chance)
            return FORMS[self.form](cells, self.original)
        raw = sound(self.original.path, self.original, self.form)
        return (OF_BYTES | OF_FORM[self.form])[self.kind](raw, chance)


SOUND: dict[tuple[Path, str], bytes] = {}


def sound(path: Path, original: Original, form: str) -> bytes:
    """Return an original in a form, unharmed."""
    if form == original.table.form:
        return original.raw
    if (path, form) not in SOUND:
        SOUND[path, form] = FORMS[form]([original.table.headings, *original.table.rows], original)
    return SOUND[path, form]


def cases(originals: list[Original]) -> Iterator[Case]:
    """Yield mutations without end, spread over files, forms and kinds."""
    chance = random.Random(67)
    rare = [original for original in originals if original.table.form in ("XML", "TSV")]
    weighed = [*originals, *rare * (len(originals) // 12)]
    number = 0
    while True:
        for original in chance.sample(weighed, len(weighed)):
            own = original.table.form
            forms = [own] if own == "XML" else ["CSV", "TSV", "XLSX"] if TORTURE else ["CSV", "TSV"]
            form = chance.choice(forms)
            yield Case(original, form, chance.choice(sorted(OF_CELLS)), number)
            form = chance.choice([own, own, form])
            yield Case(original, form, chance.choice(sorted(OF_BYTES | OF_FORM[form])), number)
            if own == "XLS":
                yield Case(original, own, "flip in a cell", number)
            number += 1


def verdict(case: Case, result: Result) -> str:
    """Return what became of a mutation."""
    base = case.original.base
    if result.refused:
        return "refused"
    if base and result.rows == base.rows:
        return "identical"
    return "told" if not base or set(result.told) - set(base.told) else "unseen"


def changes(case: Case, result: Result) -> Iterator[tuple[str, bool]]:
    """Yield the column of each cell that differs, and whether its machine is on the list before too."""
    for old, new in zip(as_rows(case.original.base.rows), as_rows(result.rows), strict=False):
        yield from (
            (name, (old["system_id"], name) in case.original.before) for name in COLUMNS if old[name] != new[name]
        )


def as_rows(lines: tuple[str, ...]) -> list[Row]:
    return list(csv.DictReader(lines))


def results(originals: list[Original], folder: Path) -> Iterator[tuple[Case, Result | str]]:
    """Yield what became of each mutation, a traceback if it came to one; the files are read by the true worker."""
    for batch in batched(islice(cases(originals), MUTATIONS), BATCH):
        paths = {}
        for case in batch:
            path = folder / str(len(paths)) / case.original.path.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(case.content())
            paths[path] = case
        for path, answer in read_files(list(paths)):
            case = paths[path]
            try:
                yield case, imported(case.original, path, answer)
            except Exception:  # noqa: BLE001
                yield case, traceback.format_exc()


def batched(cases: Iterator[Case], size: int) -> Iterator[list[Case]]:
    while batch := list(islice(cases, size)):
        yield batch


def test_nothing_that_is_wrong_passes_unseen(originals, tmp_path):
    counts: dict[tuple[str, str], Counter[str]] = {}
    flipped: dict[str, Counter[str]] = {}
    broken, passed, damaged = [], [], []
    for case, result in results(originals, tmp_path):
        if isinstance(result, str):
            broken.append(f"{case}\n{result}")
            continue
        what = verdict(case, result)
        counts.setdefault((case.kind, case.form), Counter())[what] += 1
        if what == "unseen" and not may_pass(case, result):
            passed.append(f"{case}: {list(changes(case, result))[:5]}")
        if must_be_whole(case) and what in ("told", "unseen"):
            damaged.append(f"{case}: {what} {list(changes(case, result))[:5]}")
        if case.form == "XLS" and what in ("told", "unseen") and case.original.base:
            for column, known in set(changes(case, result)):
                flipped.setdefault(column, Counter())[f"{what}, {'on the list before' if known else 'newcomer'}"] += 1
    if TORTURE:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text("\n".join([*report(counts, flipped), *broken, *passed, *damaged, ""]), encoding="utf-8")
    assert broken == []
    assert passed == []
    assert damaged == []


COUNT = re.compile(r"(\w+) of (\d+)")


def may_pass(case: Case, result: Result) -> bool:
    """Return whether nobody can see that a mutation is one.

    Of a machine that is not on the list before, ten times a number may be true, and so may any text. Columns of text
    that have changed their headings are seen by the machines of the list before; some lists share none with it. Of
    texts and ranks that have changed in many rows, only the number of rows is told.
    """
    if case.kind in NEVER_PASS - {"number x 10", "headings swapped"}:
        return False
    counted = {name for text in case.original.base.told for name, count in COUNT.findall(text) if int(count) > 25}
    return not any(known and name not in counted & importing.SELDOM_WRONG for name, known in changes(case, result))


def must_be_whole(case: Case) -> bool:
    """Return whether a damaged file of this form and kind can be told: it has a checksum, or an end."""
    return (case.form == "XLSX" and case.kind in (*OF_BYTES, "ZIP part damaged")) or (
        case.form in ("XML", "CSV", "TSV") and case.kind == "cut off"
    )


def report(counts: dict[tuple[str, str], Counter[str]], flipped: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield the lines of the tables of a long run."""
    verdicts = ("refused", "identical", "told", "unseen")
    total: Counter[str] = Counter()
    yield f"\n{'':24}{'':6}" + "".join(f"{name:>11}" for name in verdicts)
    for (kind, form), count in sorted(counts.items()):
        total.update(count)
        yield f"{kind:24}{form:6}" + "".join(f"{count[name]:11}" for name in verdicts)
    yield f"{'all':24}{'':6}" + "".join(f"{total[name]:11}" for name in verdicts)
    yield "\nXLS: columns that a damage has changed (mutations)"
    for column, count in sorted(flipped.items()):
        yield f"  {column:20}" + "; ".join(f"{name}: {number}" for name, number in sorted(count.items()))
