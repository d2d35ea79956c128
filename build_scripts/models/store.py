"""The tables of data/models and data/facts as typed frames, checked against their schema.

Numbers are float64 with NaN for "unknown", texts "" for "unknown", dates datetime64 with NaT.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from ..errors import Problem, Refused, refuse
from . import schema
from .schema import Table
from .sheets import CLAIMS, DATED_FACTS, RUNS, SOURCES

MEND = "Import it again, or take the file from the repository"


def load_models(data: Path) -> pd.DataFrame:
    """Return the AI models, oldest first; `published` may only be shown as far as `published_precision` says."""
    return load_table(data / "models", schema.MODELS)


def load_clusters(data: Path) -> pd.DataFrame:
    """Return the AI supercomputers; count those with status Existing and in_standard_analysis "yes"."""
    return load_table(data / "models", schema.CLUSTERS)


def load_chips(data: Path) -> pd.DataFrame:
    """Return the chips: rates in TFlop/s, memory in GB, power in W."""
    return load_table(data / "models", schema.CHIPS)


def load_data_centers(data: Path) -> pd.DataFrame:
    """Return the large data centres as they stand, without projections."""
    return load_table(data / "models", schema.DATA_CENTERS)


def load_data_center_timelines(data: Path) -> pd.DataFrame:
    """Return the capacity of data centres by date; rows with `projected` "yes" are announcements."""
    return load_table(data / "models", schema.TIMELINES)


def load_data_center_chips(data: Path) -> pd.DataFrame:
    """Return the chips of data centres by date; rows with `projected` "yes" are announcements."""
    return load_table(data / "models", schema.SITE_CHIPS)


def load_hpl_mxp(data: Path) -> pd.DataFrame:
    """Return the HPL-MxP results by list and rank, in EFlop/s."""
    return load_table(data / "models", schema.HPL_MXP)


def load_hpcg(data: Path) -> pd.DataFrame:
    """Return the HPCG results by list and rank, in PFlop/s."""
    return load_table(data / "models", schema.HPCG)


def load_population(data: Path) -> pd.DataFrame:
    """Return the population by country and year."""
    return load_table(data / "models", schema.POPULATION)


def load_gdp(data: Path) -> pd.DataFrame:
    """Return GDP by country and year, in millions of current US dollars."""
    return load_table(data / "models", schema.GDP)


def load_dated_facts(data: Path) -> pd.DataFrame:
    """Return the dated facts, oldest first; `date` may only be shown as far as `precision` says."""
    return load_table(data / "facts", DATED_FACTS)


def load_runs(data: Path) -> pd.DataFrame:
    """Return what is known of the making of some landmark models: team, machine, hours, code, weights."""
    return load_table(data / "facts", RUNS)


def load_sources(data: Path) -> pd.DataFrame:
    """Return the sources, the article first."""
    return load_table(data, SOURCES)


def load_claims(data: Path) -> pd.DataFrame:
    """Return the statements that are checked, in their order on the page."""
    return load_table(data, CLAIMS)


def load_table(folder: Path, table: Table) -> pd.DataFrame:
    """Return a table. Raises Refused for a missing file, a foreign header, or a cell that the schema does not allow."""
    path = folder / f"{table.name}.csv"
    where = f"{folder.name}/{path.name}"
    if not path.is_file():
        raise refuse(where, "is missing", "a table of this project", "Take the file from the repository")
    with path.open(encoding="utf-8") as stream:
        header = stream.readline().rstrip("\n")
    if header != ",".join(table.header):
        raise refuse(where, f"has the header {header[:80]!r}", f"{','.join(table.header)[:80]}…", MEND)
    numbers = [column.name for column in table.columns if column.kind in ("number", "integer")]
    types = {name: "float64" if name in numbers else "str" for name in table.header}
    try:
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values={name: [""] for name in numbers})
    except ValueError as error:
        raise refuse(where, str(error), "numbers in number columns", MEND) from error
    problems = _problems(frame, table, where)
    if problems:
        raise Refused(problems)
    for column in table.columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name].replace("", None), format="%Y-%m-%d")
    return frame


def _problems(frame: pd.DataFrame, table: Table, where: str) -> list[Problem]:
    """Return what in a frame the schema does not allow, one problem a column or key."""
    found: list[tuple[str, pd.Series, str]] = []
    for column in table.columns:
        values = frame[column.name]
        number = column.kind in ("number", "integer")
        missing = values.isna() if number else values == ""
        if column.required:
            found.append((column.name, missing, "a value in every row"))
        if number:
            bad = ~missing & ~values.between(column.low, column.high)
            found.append((column.name, bad, f"{column.low:g} to {column.high:g} {column.unit}".rstrip()))
        elif column.choices:
            found.append((column.name, ~missing & ~values.isin(column.choices), ", ".join(column.choices)))
        elif column.kind == "yesno":
            found.append((column.name, ~values.isin(("yes", "no", "")), "yes, no or an empty cell"))
        elif column.kind == "date":
            found.append((column.name, ~missing & ~values.map(_is_day), "a day such as 2024-11-04"))
    found.append((" and ".join(table.key), frame.duplicated(list(table.key)), "each key once"))
    return [
        Problem(f"{where}, line {bad.idxmax() + 2}, {name}", _say(frame, bad, name), expected, MEND)
        for name, bad, expected in found
        if bad.any()
    ]


def _say(frame: pd.DataFrame, bad: pd.Series, name: str) -> str:
    """Return the first bad cell in words."""
    if name not in frame:
        what = "a key that stands twice"
    else:
        cell = frame.loc[bad.idxmax(), name]
        what = "nothing" if pd.isna(cell) or cell == "" else repr(cell) if isinstance(cell, str) else f"{cell:g}"
    more = int(bad.sum()) - 1
    return f"holds {what}" + (f" (and {more} more rows)" if more else "")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
