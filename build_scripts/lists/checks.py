"""Checks of one tidy list: what is wrong (fatal) and what is odd, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from .findings import DECLARE, Finding, spans
from .store import ROWS_PER_LIST, TEXT_COLUMNS, Row
from .tidy import TidyList
from .vocab import CONTINENTS, Maker, maker_id

OFFICIAL = "Take the official file again"
LOWEST_HPL_EFFICIENCY = 0.15  # below: Rpeak is 10 to 40 times too high (63 rows in 22 lists)
HIGHEST_HPL_EFFICIENCY = 0.995  # above: no cluster reaches it; the best vector machines came to 0.991
MAX_HPCG_SHARE = 0.1  # of Rmax; the best are at 0.08
MAX_HPL_HOURS = 200  # of the run that gave Rmax, by its Nmax; the longest credible ones took 157 hours
LOST_LETTER = "\ufffd"  # what programs write for a letter that they could not read
FIRST_YEAR = 1980
MAX_VALUES = {"cores": 1e9, "accelerator_cores": 1e9, "power_kw": 1e6, "nmax": 1e9, "nhalf": 1e9}
# Newcomers can be told since the lists say when a system first appeared.
FIRST_APPEARANCE_SINCE = "2012-06"


def check_list(tidied: TidyList, makers: Mapping[str, Maker], regions: Mapping[str, str]) -> list[Finding]:
    """Return all findings about a list that need no other list; regions: ISO code -> continent."""
    findings = [*tidied.findings, *_check_shape(tidied), *_check_columns(tidied), *_check_ids(tidied)]
    findings += [*_check_makers(tidied, makers), *_check_continents(tidied, regions), *_check_newcomers(tidied)]
    findings += _check_power_sources(tidied)
    for row in tidied.rows:
        rank = int(row["rank"]) if row["rank"] else None
        values = {column: float(row[column]) for column in _NUMBERS if row[column]}
        for check in _ROW_CHECKS:
            findings += check(tidied.edition, rank, row, values)
    return findings


_NUMBERS = [
    "rmax_tflops",
    "rpeak_tflops",
    "hpcg_tflops",
    "power_kw",
    "cores",
    "accelerator_cores",
    "nmax",
    "nhalf",
    "year",
    "previous_rank",
]


def _check_shape(tidied: TidyList) -> Iterator[Finding]:
    """Find a wrong number of rows, ranks that are missing or twice, and a Rmax that rises with the rank."""
    ranks = Counter(int(row["rank"]) for row in tidied.rows if row["rank"])
    missing = spans(set(range(1, ROWS_PER_LIST + 1)) - set(ranks))
    lack = f"ranks that are missing: {missing}" if missing else ""
    if len(tidied.rows) != ROWS_PER_LIST:
        what = f"has {len(tidied.rows)} rows" + (f"; {lack}" if lack else "")
        yield Finding(tidied.edition, None, "", "rows", what, str(ROWS_PER_LIST), OFFICIAL)
    elif lack:
        yield Finding(tidied.edition, None, "rank", "ranks", lack, "1 to 500, once each", OFFICIAL)
    wrong = [rank for rank, count in ranks.items() if count > 1 or rank > ROWS_PER_LIST]
    if wrong:
        what = f"ranks {spans(wrong)} stand there twice or are above 500"
        yield Finding(tidied.edition, None, "rank", "ranks", what, "1 to 500, once each", OFFICIAL)
    yield from _check_order(tidied)


def _check_order(tidied: TidyList) -> Iterator[Finding]:
    """Find rows with more Rmax than the row above; in a list ordered by energy efficiency say so instead."""
    rows = sorted((row for row in tidied.rows if row["rank"] and row["rmax_tflops"]), key=lambda row: int(row["rank"]))
    rises = [
        (below, above) for above, below in pairwise(rows) if float(below["rmax_tflops"]) > float(above["rmax_tflops"])
    ]
    efficiency = [value for _, value in sorted(tidied.efficiency.items())]
    if len(rises) > 20 and len(efficiency) > 20 and efficiency == sorted(efficiency, reverse=True):
        what = "ranks follow energy efficiency: this is a Green500 list"
        yield Finding(tidied.edition, None, "rank", "green500", what, "ranks that follow Rmax", OFFICIAL)
        return
    for below, above in rises:
        what = f"{below['rmax_tflops']} is more than {above['rmax_tflops']} at rank {above['rank']}"
        expected = "a value that never rises with the rank"
        yield Finding(tidied.edition, int(below["rank"]), "rmax_tflops", "rmax_rising", what, expected, OFFICIAL)


def _check_columns(tidied: TidyList) -> Iterator[Finding]:
    """Find columns that the file has, but without a single value: as bad as no column, except in the XML form."""
    for column in sorted(tidied.columns & set(tidied.rows[0] if tidied.rows else ())):
        if not any(row[column] for row in tidied.rows):
            what = "is empty in all rows"
            expected, fatal = "values, as in other lists", tidied.form != "XML"
            yield Finding(tidied.edition, None, column, "empty_column", what, expected, DECLARE, fatal)


def _check_ids(tidied: TidyList) -> Iterator[Finding]:
    """Find system ids that stand twice in a list."""
    counts = Counter(row["system_id"] for row in tidied.rows if row["system_id"])
    for row in tidied.rows:
        if counts[row["system_id"]] > 1:
            what = f"{row['system_id']} stands there {counts[row['system_id']]} times"
            rank = int(row["rank"]) if row["rank"] else None
            yield Finding(tidied.edition, rank, "system_id", "double_id", what, "each id once", OFFICIAL)


def _check_makers(tidied: TidyList, makers: Mapping[str, Maker]) -> Iterator[Finding]:
    """Find manufacturer texts that the vocabulary lacks, each once, at its best rank."""
    seen: set[str] = set()
    for row in tidied.rows:
        text = row["manufacturer"]
        if text and text not in makers and text not in seen:
            seen.add(text)
            what = f"{text!r} is new; its maker is provisionally {maker_id(text, dict(makers))!r}"
            rank = int(row["rank"]) if row["rank"] else None
            mend = "Add a line to data/vocab/makers.csv"
            yield Finding(tidied.edition, rank, "manufacturer", "new_maker", what, "", mend, fatal=False)


def _check_continents(tidied: TidyList, regions: Mapping[str, str]) -> Iterator[Finding]:
    """Find continents that are unknown or do not go with the country, each pair once."""
    seen: set[tuple[str, str]] = set()
    for row in tidied.rows:
        rank = int(row["rank"]) if row["rank"] else 0
        continent, region = tidied.continent.get(rank, ""), regions.get(row["country"], "")
        if not continent or not region or (continent, region) in seen or _same_continent(continent, region):
            continue
        seen.add((continent, region))
        what = f"the file says {continent!r} for {row['country']}, the vocabulary {region!r}"
        expected = "one of " + ", ".join(CONTINENTS)
        mend = "Check the region in data/vocab/countries.csv"
        yield Finding(tidied.edition, rank, "country", "continent", what, expected, mend, fatal=False)


def _check_power_sources(tidied: TidyList) -> Iterator[Finding]:
    """Find powers without a source and sources without a power, in a file that has both columns."""
    if not {"power_kw", "power_source"} <= tidied.columns:
        return
    for row in tidied.rows:
        if bool(row["power_kw"]) != bool(row["power_source"]):
            what = f"power is {row['power_kw'] or 'empty'}, its source {row['power_source'] or 'empty'}"
            rank = int(row["rank"]) if row["rank"] else None
            yield Finding(tidied.edition, rank, "power_source", "power_source", what, "both", DECLARE, fatal=False)


def _same_continent(continent: str, region: str) -> bool:
    """Return whether a continent of the files is that region; until 2019-11 both Americas are one."""
    return continent == region or (continent == "Americas" and region.endswith("America"))


def _check_newcomers(tidied: TidyList) -> Iterator[Finding]:
    """Find a list in which nothing appears for the first time: it may be of another edition than it is taken for."""
    editions = [row["first_edition"] for row in tidied.rows if row["first_edition"]]
    if tidied.edition >= FIRST_APPEARANCE_SINCE and editions and max(editions) < tidied.edition:
        what = f"no system appears for the first time; the newest are of {max(editions)}"
        mend = f"Is this the list of {max(editions)}? Check the file name and --edition"
        expected = "newcomers in each list"
        yield Finding(tidied.edition, None, "first_edition", "no_newcomer", what, expected, mend, fatal=False)


Values = Mapping[str, float]


def _rmax_and_rpeak(edition: str, rank: int | None, row: Row, values: Values) -> Iterator[Finding]:
    rmax, rpeak = values.get("rmax_tflops"), values.get("rpeak_tflops")
    for column, value in (("rmax_tflops", rmax), ("rpeak_tflops", rpeak), ("cores", values.get("cores"))):
        if value == 0:
            yield Finding(edition, rank, column, "zero", "is 0", "a number above 0", OFFICIAL)
    if not rmax or not rpeak:
        return
    what = f"{row['rpeak_tflops']} against Rmax {row['rmax_tflops']}"
    share = rmax / rpeak
    if share > 1:
        yield Finding(edition, rank, "rpeak_tflops", "rmax_above_rpeak", what, "Rpeak of at least Rmax", DECLARE)
    elif share > HIGHEST_HPL_EFFICIENCY:
        expected = f"Rmax of at most {HIGHEST_HPL_EFFICIENCY:.1%} of Rpeak"
        yield Finding(edition, rank, "rpeak_tflops", "rpeak_too_low", what, expected, DECLARE, fatal=False)
    elif share < LOWEST_HPL_EFFICIENCY:
        expected = f"Rmax of at least {LOWEST_HPL_EFFICIENCY:.0%} of Rpeak"
        yield Finding(edition, rank, "rpeak_tflops", "rpeak_too_high", what, expected, DECLARE, fatal=False)


def _sizes(edition: str, rank: int | None, row: Row, values: Values) -> Iterator[Finding]:
    for column, most in MAX_VALUES.items():
        if values.get(column, 0) > most:
            expected = f"at most {most:,.0f}"
            yield Finding(edition, rank, column, "too_large", f"is {row[column]}", expected, OFFICIAL)
    if values.get("accelerator_cores", 0) > values.get("cores", 1e99):
        what = f"{row['accelerator_cores']} of {row['cores']} cores"
        expected = "not more than all cores"
        code = "accelerator_cores_above_cores"
        yield Finding(edition, rank, "accelerator_cores", code, what, expected, DECLARE, fatal=False)
    hours = 2 / 3 * values.get("nmax", 0) ** 3 / (values.get("rmax_tflops") or 1e99) / 1e12 / 3600
    if hours > MAX_HPL_HOURS:
        what, expected = f"{row['nmax']} would take {hours:,.0f} hours", f"at most {MAX_HPL_HOURS}"
        yield Finding(edition, rank, "nmax", "nmax_impossible", what, expected, DECLARE, fatal=False)
    if "nhalf" in values and "nmax" in values and values["nhalf"] >= values["nmax"]:
        what = f"{row['nhalf']} against Nmax {row['nmax']}"
        yield Finding(edition, rank, "nhalf", "nhalf_not_below_nmax", what, "less than Nmax", DECLARE, fatal=False)
    if values.get("hpcg_tflops", 0) > MAX_HPCG_SHARE * values.get("rmax_tflops", 1e99):
        what = f"{row['hpcg_tflops']} against Rmax {row['rmax_tflops']}"
        yield Finding(edition, rank, "hpcg_tflops", "hpcg_too_high", what, "at most 10 % of Rmax", DECLARE, fatal=False)


def _dates(edition: str, rank: int | None, row: Row, values: Values) -> Iterator[Finding]:
    this_year = int(edition[:4])
    year = values.get("year")
    if year is not None and not FIRST_YEAR <= year <= this_year + 1:
        what, expected = f"is {row['year']}", f"{FIRST_YEAR} to {this_year}"
        yield Finding(edition, rank, "year", "year", what, expected, OFFICIAL)
    elif year == this_year + 1:
        what = f"is {row['year']}"
        yield Finding(edition, rank, "year", "year_after_list", what, f"at most {this_year}", DECLARE, fatal=False)
    if row["first_edition"] > edition:
        what = f"is {row['first_edition']}"
        mend = "Check the file name and --edition"
        yield Finding(edition, rank, "first_edition", "first_edition_after", what, f"at most {edition}", mend)
    for column in ("previous_rank", "first_rank"):
        if row[column] and int(row[column]) > ROWS_PER_LIST:
            yield Finding(edition, rank, column, "ranks", f"is {row[column]}", "1 to 500", OFFICIAL)


def _letters(edition: str, rank: int | None, row: Row, values: Values) -> Iterator[Finding]:
    for column in TEXT_COLUMNS:
        if LOST_LETTER in row[column]:
            what = f"{row[column]!r} has lost a letter"
            yield Finding(edition, rank, column, "letter_unreadable", what, "readable text", OFFICIAL, fatal=False)
        if "{" in row[column] or "}" in row[column]:
            what, expected = f"{row[column]!r} has braces, in which the site would look for a number", "no braces"
            yield Finding(edition, rank, column, "braces", what, expected, "Correct the cell in the file")


_ROW_CHECKS: tuple[Callable[[str, int | None, Row, Values], Iterator[Finding]], ...] = (
    _rmax_and_rpeak,
    _sizes,
    _dates,
    _letters,
)
