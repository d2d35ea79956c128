"""Tables of the figures on who builds the machines and their chips, and on who uses them."""

from __future__ import annotations

import pandas as pd

from ..facts.makers import MAKERS_SHOWN
from ..measures import makers
from ..tables import SmallTable, small_table
from ..world import World
from .spec import FigureSpec


def _two_shares(table: pd.DataFrame, groups: tuple[str, ...]) -> SmallTable:
    """Return a table with the two shares of each group, by number and by performance; hidden: its fastest machine."""
    named = [f"{group}_{measure}" for measure in ("systems", "rmax") for group in groups]
    first = dict.fromkeys((f"{group}_first" for group in groups), "hidden")
    return small_table(table, {"edition": "edition", "year": "hidden"} | dict.fromkeys(named, "share") | first)


def accelerator_makers_table(world: World) -> SmallTable:
    """Share of each maker of accelerators in the accelerated machines and in their performance."""
    return _two_shares(makers.accelerator_makers(world.lists), makers.ACCELERATOR_MAKERS)


def segments_table(world: World) -> SmallTable:
    """Share of each kind of user in the machines and in the performance."""
    return _two_shares(makers.users(world.lists), tuple(makers.USERS))


def processors_table(world: World) -> SmallTable:
    """Share of each line of processors in the machines and in the performance."""
    return _two_shares(makers.processors(world.lists), makers.PROCESSORS)


def makers_table(world: World) -> SmallTable:
    """The makers that once had most machines: how many, when, how many now; course: their number in every list."""
    table = makers.careers(world.lists, MAKERS_SHOWN)
    years = world.performance["year"].tolist()
    table = table.assign(years=[years] * len(table))
    kinds = {
        "maker": "name", "most": "count", "peak": "edition", "systems": "count", "share": "share", "course": "hidden",
        "years": "hidden",
    }  # fmt: skip
    return small_table(table, kinds)


FIGURES: dict[str, FigureSpec] = {
    "segments": FigureSpec(segments_table, "draw_makers.segments", {"narrow": 640}),
    "makers": FigureSpec(makers_table, "draw_makers.makers", {"wide": 560, "narrow": 720}),
    "processors": FigureSpec(processors_table, "draw_makers.processors", {"narrow": 640}),
    "accelerator_makers": FigureSpec(accelerator_makers_table, "draw_makers.accelerator_makers", {"narrow": 640}),
}
