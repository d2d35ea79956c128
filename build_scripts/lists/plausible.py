"""Checks of whole columns: units and growth, against neighbouring lists and the growth of 33 years.

A list in the wrong unit is off by 1000, so the bounds can be wide and still catch it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log
from statistics import median

from ..editions import edition_number, edition_of_number
from .findings import DECLARE, Finding
from .store import Row
from .tidy import TidyList

REACH = 4  # editions to each side in which a neighbour says something about a list
MIN_ROWS = 100
MIN_VALUES = 10  # in a column, for its median to say something
UNIT = "Check the unit in the heading and the edition"
# Least and most growth from one list to the next; seen in 67 lists: sum 1.06 to 1.68, first 1.0 to 4.96,
# last 1.0 to 1.75, cores 0.76 to 1.46, median power 0.83 to 1.48.
GROWTH = {"sum": (0.9, 2.2), "first": (0.5, 8.0), "last": (0.9, 2.5), "cores": (0.6, 2.0), "power": (0.5, 2.2)}
# Values of past lists, between which growth was even; tolerance CORRIDOR. Nobody knows how later lists will grow: these
# are held against them only where no neighbour is near.
CORRIDOR = 8.0
ANCHORS = {
    "sum": {1: 1.12, 9: 12.8, 19: 222, 31: 11700, 41: 223654, 51: 1.21e6, 59: 4.40e6, 67: 1.87e7},
    "first": {1: 0.06, 9: 1.07, 19: 35.9, 31: 1026, 41: 33863, 51: 122300, 59: 1.10e6, 67: 2.20e6},
    "last": {1: 0.00042, 9: 0.0077, 19: 0.134, 31: 9.0, 41: 96.6, 51: 716, 59: 1649, 67: 2661},
    "cores": {1: 71000, 9: 62000, 19: 201000, 31: 2.41e6, 41: 1.93e7, 51: 5.8e7, 59: 9.1e7, 67: 1.53e8},
    "power": {31: 190, 41: 436, 51: 840, 59: 835, 67: 769},
}
NAMES = {
    "sum": ("rmax_tflops", "the sum of Rmax", "TFlop/s"),
    "first": ("rmax_tflops", "the highest Rmax", "TFlop/s"),
    "last": ("rmax_tflops", "the lowest Rmax", "TFlop/s"),
    "cores": ("cores", "the sum of cores", "cores"),
    "power": ("power_kw", "the median power", "kW"),
}
RPEAK_OVER_RMAX = (1.0, 3.0)  # medians seen: 1.24 to 1.86
HPCG_OVER_RMAX = (0.003, 0.1)  # medians seen: 0.015 to 0.024
REPORTED_EFFICIENCY = (0.9, 1.1)  # of Rmax / power; medians seen: 1.00
ROW_EFFICIENCY = (0.98, 1.02)
MAX_OVER_MEDIAN = 14.0  # GFlop/s per W of one machine against the middle of its list; above, power is hardly true
MIN_OF_MEDIAN, YOUNG = 1 / 12, 6  # the same from below, for machines of at most 6 years; old ones may be that bad
MAX_KW_PER_CORE = 0.12  # of machines since 2012; the hungriest true cores there (NEC SX-ACE) take 0.117 kW
CORES_ARE_FRUGAL_SINCE = 2012
MAX_OVER_PEERS = 6.0  # Rpeak per core against the middle of machines with the same processor and accelerator
MIN_PEERS = 3

RowsOf = Callable[[str], list[Row] | None]


@dataclass(frozen=True)
class Totals:
    """What one list amounts to; see NAMES. A value that is not known is absent."""

    edition: str
    values: dict[str, float]


def totals(edition: str, rows: list[Row]) -> Totals:
    """Return the totals of a list, in TFlop/s, cores and kW."""
    rmax = _numbers(rows, "rmax_tflops")
    cores, power = _numbers(rows, "cores"), _numbers(rows, "power_kw")
    values = {"sum": sum(rmax), "first": max(rmax, default=0), "last": min(rmax, default=0), "cores": sum(cores)}
    if len(power) >= MIN_VALUES:
        values["power"] = median(power)
    return Totals(edition, {name: value for name, value in values.items() if value})


def _numbers(rows: list[Row], column: str) -> list[float]:
    return [float(row[column]) for row in rows if row[column]]


def check_plausible(tidied: TidyList, rows_of: RowsOf) -> list[Finding]:
    """Return findings about whole columns of a list.

    rows_of: edition -> tidy rows of another list, None if there is none.
    """
    if len(tidied.rows) < MIN_ROWS:
        return []
    found = [*_check_growth(tidied, rows_of), *_check_ratios(tidied), *_check_efficiency(tidied)]
    return [*found, *_check_power(tidied), *_check_cores(tidied)]


def _check_growth(tidied: TidyList, rows_of: RowsOf) -> Iterator[Finding]:
    """Find totals that do not lie between what the neighbours, or else the past, let expect."""
    mine = totals(tidied.edition, tidied.rows)
    others = [totals(edition, rows) for edition, rows in _neighbours(tidied.edition, rows_of)]
    for name, value in mine.values.items():
        bounds = [_bounds_from(other, mine.edition, name) for other in others if name in other.values]
        if not bounds or edition_number(mine.edition) <= max(ANCHORS[name]):
            bounds.append(_corridor(name, mine.edition))
        wrong = [bound for bound in bounds if not bound[0] <= value <= bound[1]]
        if wrong:
            low, high, why = wrong[0]
            column, text, unit = NAMES[name]
            what = f"{text} is {_short(value)} {unit}"
            expected = f"{_short(low)} to {_short(high)}, judging from {why}"
            yield Finding(tidied.edition, None, column, "implausible", what, expected, UNIT)


def _short(value: float) -> str:
    """Return a number with three digits that count, without an exponent."""
    return f"{float(f'{value:.3g}'):,.0f}" if value >= 100 else f"{value:.3g}"


def _neighbours(edition: str, rows_of: RowsOf) -> Iterator[tuple[str, list[Row]]]:
    """Yield the nearest list on each side that exists."""
    number = edition_number(edition)
    for side in (-1, 1):
        for step in range(1, REACH + 1):
            if number + side * step < 1:
                break
            other = edition_of_number(number + side * step)
            rows = rows_of(other)
            if rows:
                yield other, rows
                break


def _bounds_from(other: Totals, edition: str, name: str) -> tuple[float, float, str]:
    """Return least and most that a neighbour lets expect, and its name."""
    steps = edition_number(edition) - edition_number(other.edition)
    low, high = GROWTH[name]
    value = other.values[name]
    bounds = sorted((value * low**steps, value * high**steps))
    return bounds[0], bounds[1], f"{other.edition} ({_short(value)})"


def _corridor(name: str, edition: str) -> tuple[float, float, str]:
    """Return least and most that past growth lets expect; beyond the last anchor it goes on as between the last two."""
    anchors = sorted(ANCHORS[name].items())
    number = edition_number(edition)
    later = next((at for at, (place, _) in enumerate(anchors) if place >= number), len(anchors) - 1)
    (left, low), (right, high) = anchors[max(later, 1) - 1], anchors[max(later, 1)]
    middle = exp(log(low) + (log(high) - log(low)) * (number - left) / (right - left))
    return middle / CORRIDOR, middle * CORRIDOR, "the growth of past lists"


def _check_ratios(tidied: TidyList) -> Iterator[Finding]:
    """Find a Rpeak or HPCG column in another unit than Rmax."""
    columns = (("rpeak_tflops", "Rpeak", RPEAK_OVER_RMAX), ("hpcg_tflops", "HPCG", HPCG_OVER_RMAX))
    for column, text, (low, high) in columns:
        ratios = [
            float(row[column]) / float(row["rmax_tflops"])
            for row in tidied.rows
            if row[column] and float(row["rmax_tflops"] or 0)
        ]
        if len(ratios) >= MIN_VALUES and not low <= median(ratios) <= high:
            what = f"the middle {text} is {median(ratios):.4g} times Rmax"
            yield Finding(tidied.edition, None, column, "unit", what, f"{low} to {high} times", UNIT)


def _per_watt(row: Row) -> float | None:
    """Return Rmax / power, in TFlop/s per kW, which is GFlop/s per W; None where one is not known."""
    rmax, power = float(row["rmax_tflops"] or 0), float(row["power_kw"] or 0)
    return rmax / power if rmax and power else None


def _check_efficiency(tidied: TidyList) -> Iterator[Finding]:
    """Hold the reported energy efficiency against Rmax / power: a column off is fatal, a row is an oddity."""
    pairs = [
        (int(row["rank"]), reported, computed)
        for row in tidied.rows
        if row["rank"] and (reported := tidied.efficiency.get(int(row["rank"]))) and (computed := _per_watt(row))
    ]
    if len(pairs) < MIN_VALUES:
        return
    middle = median(reported / computed for _, reported, computed in pairs)
    if not REPORTED_EFFICIENCY[0] <= middle <= REPORTED_EFFICIENCY[1]:
        what = f"the reported energy efficiency is {middle:.4g} times Rmax / power"
        mend = "Check the units of Rmax, power and efficiency"
        yield Finding(tidied.edition, None, "power_kw", "unit", what, "the same, within 10 %", mend)
        return
    for rank, reported, computed in pairs:
        if not ROW_EFFICIENCY[0] <= reported / computed <= ROW_EFFICIENCY[1]:
            what = f"reported {reported:.4g} GFlop/s per W, Rmax / power is {computed:.4g}"
            code, expected = "efficiency_differs", "the same, within 2 %"
            yield Finding(tidied.edition, rank, "power_kw", code, what, expected, DECLARE, fatal=False)


def _check_power(tidied: TidyList) -> Iterator[Finding]:
    """Find machines with hardly any power for what they do, or far too much for their age or their cores."""
    known = [(row, value) for row in tidied.rows if row["rank"] and (value := _per_watt(row))]
    if len(known) < MIN_VALUES:
        return
    middle = median(value for _, value in known)
    for row, value in known:
        code, expected = _power_verdict(row, value / middle, int(tidied.edition[:4]))
        if code:
            what = f"{row['power_kw']} kW for {row['rmax_tflops']} TFlop/s and {row['cores'] or 'unknown'} cores"
            rank = int(row["rank"])
            yield Finding(tidied.edition, rank, "power_kw", code, what, expected, DECLARE, fatal=False)


def _power_verdict(row: Row, share: float, year: int) -> tuple[str, str]:
    """Return code and expectation if a power is odd, two empty texts if not.

    share: GFlop/s per W of the machine by that of the middle machine of its list.
    """
    if share > MAX_OVER_MEDIAN:
        return "power_too_low", f"at most {MAX_OVER_MEDIAN:.0f} times the middle machine's GFlop/s per W"
    built, cores = int(row["year"] or 0), float(row["cores"] or 0)
    if share < MIN_OF_MEDIAN and year - built <= YOUNG:
        return "power_too_high", f"at least a {1 / MIN_OF_MEDIAN:.0f}th of the middle machine's GFlop/s per W"
    if built >= CORES_ARE_FRUGAL_SINCE and cores and float(row["power_kw"]) / cores > MAX_KW_PER_CORE:
        return "power_too_high", f"less than {MAX_KW_PER_CORE} kW per core"
    return "", ""


def _check_cores(tidied: TidyList) -> Iterator[Finding]:
    """Find machines whose cores are far too many or too few, by what the same ones do in other machines of the list."""
    peers: dict[tuple[str, str], list[float]] = {}
    known = [row for row in tidied.rows if row["rank"] and float(row["cores"] or 0) and row["rpeak_tflops"]]
    for row in known:
        each = float(row["rpeak_tflops"]) / float(row["cores"])
        peers.setdefault((row["processor"], row["accelerator"]), []).append(each)
    middles = {kind: median(values) for kind, values in peers.items() if len(values) >= MIN_PEERS}
    for row in known:
        middle = middles.get((row["processor"], row["accelerator"]), 0)
        share = float(row["rpeak_tflops"]) / float(row["cores"]) / middle if middle else 1
        if not 1 / MAX_OVER_PEERS <= share <= MAX_OVER_PEERS:
            what = f"{row['cores']} cores for Rpeak {row['rpeak_tflops']}: {share:.2g} times as much for each as usual"
            expected = f"within {MAX_OVER_PEERS:.0f} times what machines with the same processor have"
            rank = int(row["rank"])
            yield Finding(tidied.edition, rank, "cores", "cores_unlike_peers", what, expected, DECLARE, fatal=False)
