"""Facts and checks on the machines that are ranked by three tests: HPL, HPL-MxP and HPCG."""

from __future__ import annotations

import pandas as pd

from ..measures import training as measure
from ..registry import check, fact
from ..world import World
from .common import LISTS, MXP, once, ratio

HPCG = ("hpcg",)
TESTS_SHOWN = 20  # best ranks of the TOP500 whose machines the figure shows


@once
def three_tests(world: World) -> pd.DataFrame:
    """Return the machines that are ranked by HPL, HPL-MxP and HPCG, in the newest list that all three have."""
    return measure.three_tests(world.lists, world.ai.hpl_mxp, world.ai.hpcg)


@fact("edition", late=True, sources=LISTS + MXP + HPCG)
def three_edition(world: World) -> str | None:
    table = three_tests(world)
    return None if table.empty else table["edition"].iloc[0]


@fact("count", late=True, sources=LISTS + MXP + HPCG)
def three_machines(world: World) -> int | None:
    return len(three_tests(world)) or None


def _three(world: World, column: str) -> pd.Series | None:
    """Return the machine that is best in one of the three tests."""
    table = three_tests(world)
    return None if table.empty else table.loc[table[column].idxmax()]


@fact("name", late=True, sources=LISTS + MXP + HPCG)
def three_name(world: World) -> str | None:
    row = _three(world, "hpl")
    return None if row is None else row["label"]


def _three_speed(world: World, column: str) -> float | None:
    row = _three(world, "hpl")
    return None if row is None else float(row[column]) * 1000


@fact("performance", late=True, sources=LISTS + MXP + HPCG)
def three_hpl(world: World) -> float | None:
    return _three_speed(world, "hpl")


@fact("performance", late=True, sources=LISTS + MXP + HPCG)
def three_mxp(world: World) -> float | None:
    return _three_speed(world, "mxp")


@fact("performance", late=True, sources=LISTS + MXP + HPCG)
def three_hpcg(world: World) -> float | None:
    return _three_speed(world, "hpcg")


@fact("factor", late=True, sources=LISTS + MXP + HPCG)
def three_spread(world: World) -> float | None:
    return ratio(three_mxp(world), three_hpcg(world))


@once
def mover(world: World) -> pd.Series | None:
    """Return the machine that gains most places from HPL to HPL-MxP among those in the figure."""
    table = shown_tests(world)
    return None if table.empty else table.loc[(table["rank"] - table["mxp_rank"]).idxmax()]


@once
def shown_tests(world: World) -> pd.DataFrame:
    """Return those of `three_tests` that are among the first twenty of the TOP500."""
    table = three_tests(world)
    return table if table.empty else table[table["rank"] <= TESTS_SHOWN].reset_index(drop=True)


@fact("count", late=True, sources=LISTS + MXP + HPCG)
def three_shown(world: World) -> int | None:
    return len(shown_tests(world)) or None


def _mover(world: World, column: str) -> object:
    row = mover(world)
    return None if row is None else row[column]


@fact("name", late=True, sources=LISTS + MXP + HPCG)
def three_mover(world: World) -> str | None:
    return _mover(world, "label")


@fact("rank", late=True, sources=LISTS + MXP + HPCG)
def three_mover_rank(world: World) -> int | None:
    return _mover(world, "rank")


@fact("rank", late=True, sources=LISTS + MXP + HPCG)
def three_mover_mxp_rank(world: World) -> int | None:
    return _mover(world, "mxp_rank")


def _fugaku(world: World, column: str) -> int | None:
    table = three_tests(world)
    rows = table if table.empty else table[table["label"] == "Fugaku"]
    return None if rows.empty else int(rows[column].iloc[0])


@fact("rank", late=True, sources=LISTS + MXP + HPCG)
def fugaku_rank(world: World) -> int | None:
    return _fugaku(world, "rank")


@fact("rank", late=True, sources=LISTS + MXP + HPCG)
def fugaku_hpcg_rank(world: World) -> int | None:
    return _fugaku(world, "hpcg_rank")


@check
def three_rankings_differ(world: World) -> bool:
    """The order of the machines by HPL is not the one by HPL-MxP, nor the one by HPCG."""
    table = three_tests(world)
    if len(table) < 2:
        return False
    orders = [list(table.sort_values(key)["label"]) for key in ("rank", "mxp_rank", "hpcg_rank")]
    return orders[0] not in orders[1:]


@check
def three_first_is_the_same(world: World) -> bool:
    """One machine is the best of the three tests, among those that have all three results."""
    rows = [_three(world, key) for key in ("hpl", "mxp", "hpcg")]
    return rows[0] is not None and len({row["label"] for row in rows}) == 1


@check
def a_machine_gains_many_places(world: World) -> bool:
    """A machine of the figure is at least five places better by HPL-MxP than by HPL."""
    row = mover(world)
    return row is not None and bool(row["rank"] - row["mxp_rank"] >= 5)
