"""Correlation of two quantities: Pearson's and Spearman's coefficients with their 95 % intervals.

Sources of the methods: Fisher's z for Pearson's interval; for Spearman's the same with the standard error of
Bonett and Wright (2000), sqrt((1 + r² / 2) / (n - 3)). Partial correlation: correlation of the residuals of two
straight lines. None of them says anything about cause.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import refuse

Z_95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution
MINIMUM = 4  # an interval needs n - 3 > 0


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


def spearman(x: Sequence[float], y: Sequence[float]) -> Coefficient:
    """Return Spearman's coefficient: Pearson's of the ranks, equal values sharing their mean rank."""
    left, right = (pd.Series(values).rank().to_numpy() for values in _checked(x, y))
    r = _r(left, right)
    return _with_interval(r, len(left), math.sqrt(1 + r * r / 2))


def partial(x: Sequence[float], y: Sequence[float], given: Sequence[float]) -> Coefficient:
    """Return Pearson's coefficient of what a straight line on `given` leaves unexplained of x and of y."""
    left, right = _checked(x, y)
    r = _r(_residual(left, given), _residual(right, given))
    return _with_interval(r, len(left) - 1, 1.0)  # one quantity held fixed costs one point


def _checked(x: Sequence[float], y: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    left, right = np.asarray(x, float), np.asarray(y, float)
    if len(left) != len(right) or len(left) < MINIMUM:
        raise refuse("correlation", f"has {len(left)} and {len(right)} points", f"{MINIMUM} pairs or more")
    if not (np.isfinite(left).all() and np.isfinite(right).all()) or left.std() == 0 or right.std() == 0:
        raise refuse("correlation", "has a quantity that is unknown or does not vary", "finite values that differ")
    return left, right


def _r(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.corrcoef(left, right)[0, 1])


def _residual(values: np.ndarray, given: Sequence[float]) -> np.ndarray:
    slope, start = np.polyfit(np.asarray(given, float), values, 1)
    return values - (slope * np.asarray(given, float) + start)


def _with_interval(r: float, n: int, spread: float) -> Coefficient:
    """Return r with the interval tanh(atanh(r) ± z · spread / sqrt(n - 3)); r of ±1 is its own interval."""
    if abs(r) >= 1 or n <= 3:
        return Coefficient(r, r, r, n)
    half = Z_95 * spread / math.sqrt(n - 3)
    return Coefficient(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), n)
