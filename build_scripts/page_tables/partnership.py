"""Tables in the text on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ..measures import partnership
from ..tables import SmallTable, from_rows
from ..world import World

_COLUMNS = {"date": "date", "event": "statement"}


def _story(rows: pd.DataFrame) -> SmallTable:
    """Return dated facts as rows: date as far as it is known; what happened, with how it is known."""
    entries = [
        {
            "id": row["id"].replace("-", "_"),
            "fr": row["statement_fr"],
            "en": row["statement_en"],
            "confidence": row["confidence"],
            "reported_by": row["reported_by"],
        }
        for row in rows.to_dict("records")
    ]
    days = [partnership.known_day(*pair) for pair in zip(rows["date"], rows["precision"], strict=True)]
    return from_rows(_COLUMNS, list(zip(days, entries, strict=True)))


def openai_money_story(world: World) -> SmallTable:
    """Money and contracts of OpenAI and Microsoft, in order of time."""
    return _story(partnership.story(world.ai.dated, "partnership", ("investment", "contract")))


def openai_machine_story(world: World) -> SmallTable:
    """Machines of OpenAI and Microsoft, in order of time."""
    return _story(partnership.story(world.ai.dated, "partnership", ("compute",)))


def openai_power_story(world: World) -> SmallTable:
    """Who decides at OpenAI, in order of time."""
    return _story(partnership.story(world.ai.dated, "partnership", ("governance", "product")))


def kyutai_means_story(world: World) -> SmallTable:
    """Kyutai's money, people and machine, in order of time."""
    kinds = ("investment", "funding", "people", "compute", "spin-off")
    return _story(partnership.story(world.ai.dated, "kyutai", kinds))


def kyutai_work_story(world: World) -> SmallTable:
    """What Kyutai has published, in order of time."""
    return _story(partnership.story(world.ai.dated, "kyutai", ("release", "paper", "training")))


def public_story(world: World) -> SmallTable:
    """France's and Europe's public machines, in order of time."""
    return _story(partnership.story(world.ai.dated, "top500", ("France", "Europe")))


TABLES: dict[str, Callable[[World], SmallTable]] = {
    function.__name__: function
    for function in (
        openai_money_story,
        openai_machine_story,
        openai_power_story,
        kyutai_means_story,
        kyutai_work_story,
        public_story,
    )
}
