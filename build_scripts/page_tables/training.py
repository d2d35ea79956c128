"""Tables in the text on machine time: training computing against the machines."""

from __future__ import annotations

from collections.abc import Callable

from ..tables import SmallTable
from ..world import World

TABLES: dict[str, Callable[[World], SmallTable]] = {}
