"""Tables in the text on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

from collections.abc import Callable

from ..tables import SmallTable
from ..world import World

TABLES: dict[str, Callable[[World], SmallTable]] = {}
