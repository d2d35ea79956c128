"""Facts on the fact check: how many of the article's statements hold, hold in part, fail, are open or are opinions."""

from __future__ import annotations

from ..registry import fact
from ..world import World


def _said(world: World, origin: str, status: str | None = None) -> int:
    """Return how many statements of an origin ("article" or "ours") there are, or have that status today."""
    from ..claims import status_now  # claims needs the facts, so that it cannot be imported before them

    rows = world.ai.claims.to_dict("records")
    return sum(row["origin"] == origin and status in (None, status_now(world, row["id"])) for row in rows)


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
