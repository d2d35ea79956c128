"""Tables in the text on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""

from __future__ import annotations

from collections.abc import Callable

from ..tables import SmallTable
from ..world import World

TABLES: dict[str, Callable[[World], SmallTable]] = {}
