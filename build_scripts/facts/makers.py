"""Facts and checks on who builds the machines and their chips, and on who uses them."""

from __future__ import annotations

import pandas as pd

from ..measures import makers
from ..registry import check, fact
from ..world import World
from .common import once

MAKERS_SHOWN = 12


@once
def accelerator_shares(world: World) -> pd.Series | None:
    """Return the newest row of `measures.makers.accelerator_makers`, None before lists name accelerators."""
    table = makers.accelerator_makers(world.lists)
    return None if table.empty else table.iloc[-1]


def _accelerator(world: World, column: str) -> float | None:
    row = accelerator_shares(world)
    return None if row is None else row[column]


@fact("share")
def nvidia_systems_share(world: World) -> float | None:
    return _accelerator(world, "nvidia_systems")


@fact("share")
def nvidia_rmax_share(world: World) -> float | None:
    return _accelerator(world, "nvidia_rmax")


@fact("share")
def amd_systems_share(world: World) -> float | None:
    return _accelerator(world, "amd_systems")


@fact("share")
def amd_rmax_share(world: World) -> float | None:
    return _accelerator(world, "amd_rmax")


@once
def _users(world: World) -> pd.Series:
    return makers.users(world.lists).iloc[-1]


@fact("share")
def industry_systems_share(world: World) -> float:
    return _users(world)["industry_systems"]


@fact("share")
def industry_rmax_share(world: World) -> float:
    return _users(world)["industry_rmax"]


@fact("share")
def research_systems_share(world: World) -> float:
    return _users(world)["research_systems"]


@fact("share")
def research_rmax_share(world: World) -> float:
    return _users(world)["research_rmax"]


@once
def _record(world: World) -> pd.Series:
    """Return the maker that had more systems in one list than any other maker ever."""
    table = makers.careers(world.lists, MAKERS_SHOWN)
    return table.loc[table["most"].idxmax()]


@once
def _leader(world: World) -> pd.Series:
    """Return the makers of the newest list and their systems, most first."""
    return world.now["maker_name"].value_counts()


@fact("name")
def maker_record_name(world: World) -> str:
    return _record(world)["maker"]


@fact("systems")
def maker_record_systems(world: World) -> int:
    return int(_record(world)["most"])


@fact("edition")
def maker_record_edition(world: World) -> str:
    return _record(world)["peak"]


@fact("systems")
def maker_record_now(world: World) -> int:
    return int(_record(world)["systems"])


@fact("name")
def maker_leader_name(world: World) -> str:
    return _leader(world).index[0]


@fact("systems")
def maker_leader_systems(world: World) -> int:
    return int(_leader(world).iloc[0])


def _processor(world: World, column: str) -> float:
    return makers.processors(world.lists).iloc[-1][column]


@fact("share")
def x86_systems_share(world: World) -> float:
    return _processor(world, "x86_systems")


@fact("share")
def x86_rmax_share(world: World) -> float:
    return _processor(world, "x86_rmax")


@fact("share")
def arm_systems_share(world: World) -> float:
    return _processor(world, "arm_systems")


@fact("share")
def arm_rmax_share(world: World) -> float:
    return _processor(world, "arm_rmax")


@check
def nvidia_most_accelerated(world: World) -> bool:
    """More than half of the machines with accelerators have NVIDIA's."""
    return (nvidia_systems_share(world) or 0) > 0.5


@check
def amd_fastest_accelerated(world: World) -> bool:
    """The fastest machine with accelerators has AMD's."""
    rows = makers.accelerated_rows(world.now)
    return not rows.empty and makers.accelerator_maker(rows["accelerator"].iloc[0]) == "amd"


@check
def maker_record_fallen(world: World) -> bool:
    """The maker that once had most systems of all has fewer than half of that number."""
    return maker_record_now(world) < maker_record_systems(world) / 2


@check
def maker_record_gone(world: World) -> bool:
    """The maker that once had most systems of all has none left."""
    return maker_record_now(world) == 0


@check
def x86_over_half(world: World) -> bool:
    """More than half of the machines run on processors of the PC family (x86)."""
    return x86_systems_share(world) > 0.5


@check
def x86_in_list(world: World) -> bool:
    """A machine of the list runs on processors of the PC family (x86)."""
    return x86_systems_share(world) > 0


@check
def arm_in_list(world: World) -> bool:
    """A machine of the list runs on ARM processors."""
    return arm_systems_share(world) > 0
