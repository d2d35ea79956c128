"""The tables that stand in the text of pages, by subject: world in, small table out. Captions: words/tables*.toml."""

from __future__ import annotations

from collections.abc import Callable

from ..tables import SmallTable
from ..world import World
from . import correlation, lists, model, partnership, training

TABLES: dict[str, Callable[[World], SmallTable]] = {
    **lists.TABLES,
    **model.TABLES,
    **training.TABLES,
    **partnership.TABLES,
    **correlation.TABLES,
}
