"""The tidy lists of `data/lists` as one table, checked for their shape."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left, bisect_right
from pathlib import Path

import pandas as pd

from .editions import next_edition, parse_edition
from .errors import Problem, Refused, refuse
from .files import read_text
from .lists.issues import changes, load_issues
from .lists.store import COLUMNS, NUMBER_COLUMNS
from .lists.vocab import load_countries, load_makers, maker_id
from .measures.identity import Place

ROWS_PER_LIST = 500
HEADER = ",".join(COLUMNS)
DECLARED_HEADER = ["edition", "rank", "same_as_edition", "same_as_rank", "reason"]
ALWAYS_FILLED = ("rank", "cores", "rmax_tflops", "rpeak_tflops", "year", "country")


def load_lists(data: Path, as_of: str | None = None) -> pd.DataFrame:
    """Return all rows of all lists up to `as_of`, ordered by edition and rank.

    Columns: those of `lists.store` (numbers as float64 with NaN for "unknown", texts as "" for "unknown") and
    `edition` ("YYYY-MM"), `region` (TOP500's continent), `maker` (id of the maker), `maker_name` (its short name).
    Raises Refused for a missing edition in the middle, a foreign header, another number of rows than 500,
    a text where a number belongs, or a country without region.
    """
    texts = _list_texts(data, as_of)
    bodies = [text.partition("\n")[2] for text in texts.values()]
    try:
        lists = _parse("".join([HEADER, "\n", *bodies]))
    except ValueError:
        raise Refused(_unreadable(texts)) from None
    lists.insert(0, "edition", [edition for edition in texts for _ in range(ROWS_PER_LIST)])
    _check_filled(lists)
    _apply_known_issues(lists, data / "known_issues.csv")
    return _with_region_and_maker(lists, data)


def _list_texts(data: Path, as_of: str | None) -> dict[str, str]:
    """Return edition -> text of its tidy CSV, oldest first, after checking header, rows and gaps."""
    paths = {parse_edition(path.stem): path for path in sorted((data / "lists").glob("????-??.csv"))}
    paths = {edition: path for edition, path in paths.items() if as_of is None or edition <= as_of}
    if not paths or (as_of and as_of not in paths):
        raise refuse("data/lists", f"holds no list of {as_of or 'any edition'}", "one CSV per edition")
    problems, texts, expected = [], {}, min(paths)
    for edition, path in paths.items():
        while expected < edition:
            problems.append(Problem("data/lists", f"edition {expected} is missing", mend="Import its official file"))
            expected = next_edition(expected)
        expected = next_edition(expected)
        texts[edition] = read_text(path)
        problems += _shape_problems(f"data/lists/{path.name}", texts[edition])
    if problems:
        raise Refused(problems)
    return texts


def _shape_problems(where: str, text: str) -> list[Problem]:
    """Return what is wrong with the header or the number of rows of one tidy CSV."""
    header, _, body = text.partition("\n")
    mend = "Import the official file again"
    if header != HEADER:
        return [Problem(where, f"has the header {header[:80]!r}", f"{HEADER[:60]}…", mend)]
    rows = body.count("\n")
    if rows != ROWS_PER_LIST or not body.endswith("\n"):
        return [Problem(where, f"has {rows} rows", f"{ROWS_PER_LIST}, each ended by a line break", mend)]
    return []


def _parse(text: str) -> pd.DataFrame:
    """Parse tidy CSV text; only an empty cell is missing ("None" and "N/A" are values)."""
    types = {column: "float64" if column in NUMBER_COLUMNS else "str" for column in COLUMNS}
    return pd.read_csv(
        io.StringIO(text),
        dtype=types,
        keep_default_na=False,
        na_values={column: [""] for column in NUMBER_COLUMNS},
    )


def _unreadable(texts: dict[str, str]) -> list[Problem]:
    """Return which lists cannot be parsed, and why."""
    problems = []
    for edition, text in texts.items():
        try:
            _parse(text)
        except ValueError as error:
            problems.append(
                Problem(f"data/lists/{edition}.csv", str(error), "numbers in number columns", "Import it again")
            )
    return problems


def _check_filled(lists: pd.DataFrame) -> None:
    """Refuse lists in which a number that every row has is missing, or ranks are not 1 to 500 in order."""
    problems = []
    for column in ALWAYS_FILLED:
        bad = lists[column] == "" if column == "country" else ~lists[column].between(0, 1e12, inclusive="right")
        for edition in lists.loc[bad, "edition"].unique():
            problems.append(
                Problem(f"data/lists/{edition}.csv", f"{column} is empty or absurd in a row", "a positive number")
            )
    expected = [rank for _ in range(lists["edition"].nunique()) for rank in range(1, ROWS_PER_LIST + 1)]
    for edition in lists.loc[lists["rank"] != expected, "edition"].unique():
        problems.append(Problem(f"data/lists/{edition}.csv", "ranks are not in order", "1 to 500, once each"))
    if problems:
        raise Refused(problems)


def _apply_known_issues(lists: pd.DataFrame, path: Path) -> None:
    """Leave out of statistics, or read differently, what `data/known_issues.csv` declares so."""
    editions = list(lists["edition"].unique())
    for change in changes(load_issues(path)):
        # The rows are in order, 500 an edition: a slice is ten times faster than a comparison of all rows.
        first, last = bisect_left(editions, change.first), bisect_right(editions, change.last)
        part = lists.iloc[first * ROWS_PER_LIST : last * ROWS_PER_LIST]
        if not change.places.everywhere:
            ids = [float(identity) for identity in change.places.system_ids]
            part = part[part["rank"].isin(change.places.ranks) | part["system_id"].isin(ids)]
        number = change.column in NUMBER_COLUMNS
        lists.loc[part.index, change.column] = float(change.text or "nan") if number else change.text


def _with_region_and_maker(lists: pd.DataFrame, data: Path) -> pd.DataFrame:
    """Add `region`, `maker` and `maker_name` through the vocabularies."""
    regions = {country.code: country.region for country in load_countries(data / "vocab" / "countries.csv")}
    makers = load_makers(data / "vocab" / "makers.csv")
    maker_of = {text: maker_id(text, makers) for text in lists["manufacturer"].unique()}
    lists["region"] = lists["country"].map(regions)
    lists["maker"] = lists["manufacturer"].map(maker_of)
    label_of = {maker.maker: maker.label for maker in makers.values()}
    lists["maker_name"] = lists["maker"].map(label_of).fillna(lists["manufacturer"])
    unknown = lists.loc[lists["region"].isna(), "country"].unique()
    if len(unknown):
        raise Refused(
            Problem("data/vocab/countries.csv", f"has no region for {code}", mend="Add a line for this country")
            for code in unknown
        )
    return lists


def load_declared(data: Path) -> dict[Place, Place | None]:
    """Return place -> the place in the list before that is the same machine, None if none is.

    Read from `vocab/machines.csv` in the folder of the data. Raises Refused for another header.
    """
    path = data / "vocab" / "machines.csv"
    lines = list(csv.DictReader(read_text(path).splitlines()))
    if lines and list(lines[0]) != DECLARED_HEADER:
        raise Refused([Problem(path.name, "has another header", ",".join(DECLARED_HEADER))])

    def place(line: dict[str, str], start: str) -> Place | None:
        return (line[f"{start}edition"], int(line[f"{start}rank"])) if line[f"{start}edition"] else None

    return {place(line, ""): place(line, "same_as_") for line in lines}
