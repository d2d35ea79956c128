"""Facts on the fact check: how many of the article's statements hold, hold in part, fail, are open or are opinions."""

from __future__ import annotations

from ..claims import statuses
from ..measures.geography import ARTICLE_EDITION
from ..registry import fact
from ..world import World


def _said(world: World, origin: str, status: str | None = None, *, then: bool = False) -> int:
    """Return how many statements of an origin ("article" or "ours") there are, or have that status.

    then: when the article appeared, else as of the world's edition.
    """
    rows = world.ai.claims.to_dict("records")
    return sum(row["origin"] == origin and status in (None, statuses(world, row["id"])[then]) for row in rows)


def _said_then(world: World, status: str) -> int | None:
    """Return how many statements of the article had a status when it appeared, None in a world before that."""
    return _said(world, "article", status, then=True) if ARTICLE_EDITION in world.editions else None


@fact("count")
def claims_of_article(world: World) -> int:
    return _said(world, "article")


@fact("count")
def claims_of_ours(world: World) -> int:
    return _said(world, "ours")


@fact("count")
def claims_holding(world: World) -> int:
    return _said(world, "article", "holds")


@fact("count")
def claims_in_part(world: World) -> int:
    return _said(world, "article", "partly")


@fact("count")
def claims_failing(world: World) -> int:
    return _said(world, "article", "fails")


@fact("count")
def claims_open(world: World) -> int:
    return _said(world, "article", "open")


@fact("count")
def claims_of_opinion(world: World) -> int:
    return _said(world, "article", "opinion")


@fact("count", fixed=True)
def claims_holding_then(world: World) -> int | None:
    return _said_then(world, "holds")


@fact("count", fixed=True)
def claims_in_part_then(world: World) -> int | None:
    return _said_then(world, "partly")


@fact("count", fixed=True)
def claims_failing_then(world: World) -> int | None:
    return _said_then(world, "fails")
