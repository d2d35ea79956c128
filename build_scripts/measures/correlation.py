"""Correlation of two quantities: Pearson's and Spearman's coefficients with their 95 % intervals.

Sources of the methods: Fisher's z for Pearson's interval; for Spearman's the same with the standard error of
Bonett and Wright (2000), sqrt((1 + r² / 2) / (n - 3)). Partial correlation: correlation of the residuals of two
straight lines. None of them says anything about cause.
"""

from __future__ import annotations

import math
import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import correlation, linear_regression

import numpy as np
import pandas as pd

from ..errors import refuse

Z_95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution
MINIMUM = 4  # an interval needs n - 3 > 0
_AT_ONCE = 20_000  # draws
_NOTHING_LEFT = 1e-9  # residuals smaller than this part of the quantity are rounding


@dataclass(frozen=True)
class Coefficient:
    """A coefficient r between -1 and 1 with its 95 % interval, from n points."""

    r: float
    low: float
    high: float
    n: int


def pearson(x: Sequence[float], y: Sequence[float]) -> Coefficient:
    """Return Pearson's coefficient: how near the points are to a straight line.

    Raises Refused for fewer than four points, unequal lengths, or a quantity that does not vary.
    """
    left, right = _checked(x, y)
    return _with_interval(_r(left, right), len(left), 1.0)


def pearson_r(x: Sequence[float], y: Sequence[float]) -> float:
    """Return Pearson's coefficient alone, of as few as three points, of which no interval can be given."""
    return _r(np.asarray(x, float), np.asarray(y, float))


def spearman(x: Sequence[float], y: Sequence[float]) -> Coefficient:
    """Return Spearman's coefficient: Pearson's of the ranks, equal values sharing their mean rank."""
    left, right = (pd.Series(values).rank().to_numpy() for values in _checked(x, y))
    r = _r(left, right)
    return _with_interval(r, len(left), math.sqrt(1 + r * r / 2))


def partial(x: Sequence[float], y: Sequence[float], given: Sequence[float]) -> Coefficient:
    """Return Pearson's coefficient of what a straight line on `given` leaves unexplained of x and of y.

    Its interval is that of one point less.
    Raises Refused also where `given` does not vary or explains a quantity wholly, and for fewer than five points.
    """
    left, right = _checked(x, y)
    third, _ = _checked(given, right)
    if len(left) <= MINIMUM:
        raise refuse("partial correlation", f"has {len(left)} points", f"{MINIMUM + 1} or more")
    return _with_interval(_r(_residual(left, third), _residual(right, third)), len(left), 1.0, spent=1)


def within(groups: Sequence[Hashable], x: Sequence[float], y: Sequence[float]) -> Coefficient:
    """Return Pearson's coefficient of what is left of x and y when each group's own mean is taken away.

    It asks whether, within a group (a country), times of more x are times of more y. The groups' means cost as many
    points as there are groups, less one: the interval is that of the points that are left.
    """
    left, right = (_less_mean(groups, values) for values in _checked(x, y))
    spent = len(set(groups)) - 1
    if len(left) - spent < MINIMUM or np.ptp(left) == 0 or np.ptp(right) == 0:
        raise refuse("correlation within groups", "has nothing left beside the groups’ means", "more points a group")
    return _with_interval(_r(left, right), len(left), 1.0, spent)


def drawn_again(x: Sequence[float], y: Sequence[float], draws: int = 500_000) -> tuple[float, float]:
    """Return the middle 95 % of Pearson's coefficient when the points are drawn again, with replacement.

    Python's own generator with a fixed seed: the same on every machine. Draws in which a quantity does not vary are
    left out. Points far from the crowd are in some draws and not in others: the range shows how much hangs on them.
    With 4,000 draws the ends of a dozen points move by 0.05 from seed to seed, with these by half a hundredth.
    """
    left, right = (_standard(values) for values in _checked(x, y))  # so that sums of squares lose no digits
    chance, count, found = random.Random(1993), len(left), []
    for start in range(0, draws, _AT_ONCE):
        rows = min(_AT_ONCE, draws - start)
        picked = np.frombuffer(chance.randbytes(4 * rows * count), dtype="<u4").reshape(rows, count) % count
        a, b = left[picked], right[picked]
        varies = (np.ptp(a, axis=1) > 0) & (np.ptp(b, axis=1) > 0)
        a, b = (drawn[varies] - drawn[varies].mean(axis=1, keepdims=True) for drawn in (a, b))
        found.append((a * b).sum(axis=1) / np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1)))
    low, high = np.percentile(np.concatenate(found), [2.5, 97.5])
    return float(low), float(high)


def line(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return slope and start of the straight line through the points by least squares."""
    return linear_regression(*_checked(x, y))


def example(r: float, count: int = 24) -> list[tuple[float, float]]:
    """Return points whose Pearson coefficient is exactly r, both quantities with mean 0 and standard deviation 1.

    No chance is at work: x are equal steps; what is added to them is a fixed pattern of sines, freed of what it has in
    common with x.
    """
    x = _standard(np.arange(count, dtype=float))
    pattern = np.sin(np.arange(count) ** 2 * 0.7 + 1.0) + 0.6 * np.sin(np.arange(count) * 2.3)
    pattern = _standard(_residual(pattern, x))
    y = r * x + math.sqrt(1 - r * r) * pattern
    return [(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def _checked(x: Sequence[float], y: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    left, right = np.asarray(x, float), np.asarray(y, float)
    if len(left) != len(right) or len(left) < MINIMUM:
        raise refuse("correlation", f"has {len(left)} and {len(right)} points", f"{MINIMUM} pairs or more")
    if not (np.isfinite(left).all() and np.isfinite(right).all()) or np.ptp(left) == 0 or np.ptp(right) == 0:
        raise refuse("correlation", "has a quantity that is unknown or does not vary", "finite values that differ")
    return left, right


def _r(left: np.ndarray, right: np.ndarray) -> float:
    return correlation(left, right)


def _residual(values: np.ndarray, given: np.ndarray) -> np.ndarray:
    slope, start = linear_regression(given, values)
    rest = values - (slope * given + start)
    if np.ptp(rest) <= _NOTHING_LEFT * np.ptp(values):
        raise refuse("partial correlation", "has a quantity that the third one explains wholly", "something left over")
    return rest


def _less_mean(groups: Sequence[Hashable], values: np.ndarray) -> np.ndarray:
    series = pd.Series(values)
    return (series - series.groupby(list(groups)).transform("mean")).to_numpy()


def _standard(values: np.ndarray) -> np.ndarray:
    return (values - values.mean()) / values.std()


def _with_interval(r: float, n: int, spread: float, spent: int = 0) -> Coefficient:
    """Return r with the interval tanh(atanh(r) ± z · spread / sqrt(n - spent - 3)); r of ±1 is its own interval."""
    if abs(r) >= 1:
        return Coefficient(r, r, r, n)
    half = Z_95 * spread / math.sqrt(n - spent - 3)
    return Coefficient(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), n)
