"""Facts and checks on the machines: accelerators, electricity, the HPCG test, the machines of the cloud."""

from __future__ import annotations

import pandas as pd

from ..measures import energy, partnership
from ..registry import check, fact
from ..world import World
from .common import once


@fact("systems")
def accelerated_systems(world: World) -> int | None:
    return None if world.accelerated.empty else int(world.accelerated["systems"].iloc[-1])


@fact("share")
def accelerated_systems_share(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["systems_share"].iloc[-1]


@fact("share")
def accelerated_rmax_share(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["rmax_share"].iloc[-1]


@fact("share", fixed=True)
def accelerated_rmax_share_oldest(world: World) -> float | None:
    return None if world.accelerated.empty else world.accelerated["rmax_share"].iloc[0]


@fact("power")
def first_power(world: World) -> float | None:
    return world.now["power_kw"].iloc[0]


@fact("systems")
def power_known(world: World) -> int | None:
    return None if world.efficiency.empty else int(world.efficiency["systems"].iloc[-1])


@fact("efficiency")
def first_per_watt(world: World) -> float | None:
    return None if world.efficiency.empty else world.efficiency["first"].iloc[-1]


@fact("efficiency")
def median_per_watt(world: World) -> float | None:
    return None if world.efficiency.empty else world.efficiency["median"].iloc[-1]


@fact("factor")
def median_per_watt_growth(world: World) -> float | None:
    table = world.efficiency
    return None if table.empty else table["median"].iloc[-1] / table["median"].iloc[0]


@fact("performance")
def first_hpcg(world: World) -> float | None:
    return world.now["hpcg_tflops"].iloc[0]


@fact("share")
def first_hpcg_share(world: World) -> float | None:
    return world.now["hpcg_tflops"].iloc[0] / world.now["rmax_tflops"].iloc[0]


@once
def _azure(world: World) -> pd.DataFrame:
    return partnership.azure(world.lists, world.edition).sort_values("rank")


@fact("systems")
def azure_systems(world: World) -> int:
    return len(_azure(world))


@fact("rank")
def azure_best_rank(world: World) -> int | None:
    return None if _azure(world).empty else int(_azure(world)["rank"].iloc[0])


@fact("name")
def azure_best_name(world: World) -> str | None:
    return None if _azure(world).empty else _azure(world)["label"].iloc[0]


@once
def _meta(world: World) -> pd.DataFrame:
    return world.now[world.now["site"].str.contains(r"^Facebook|\bMeta (?:AI|Platforms|Inc)|^Meta$", regex=True)]


@fact("systems")
def meta_systems(world: World) -> int:
    return len(_meta(world))


@fact("rank")
def meta_best_rank(world: World) -> int | None:
    return None if _meta(world).empty else int(_meta(world)["rank"].min())


@fact("edition")
def meta_first_edition(world: World) -> str | None:
    ids = _meta(world)["system_id"]
    return None if ids.empty else world.lists.loc[world.lists["system_id"].isin(ids), "edition"].min()


@check
def accelerated_over_half_rmax(world: World) -> bool:
    """Machines with accelerators do more than half of the sum."""
    return (accelerated_rmax_share(world) or 0) > 0.5


@check
def accelerated_under_half_systems(world: World) -> bool:
    """Fewer than half of the machines have accelerators."""
    return (accelerated_systems_share(world) or 0) < 0.5


@check
def first_accelerated(world: World) -> bool:
    """Number one has accelerators."""
    return world.now["accelerator"].iloc[0] not in ("", "None")


@check
def leaders_power_grew(world: World) -> bool:
    """The middle of the top ten draws more power than in the first list that gives power."""
    powers = energy.power_of_leaders(world.lists)["top_ten_median_kw"].dropna()
    return len(powers) > 1 and powers.iloc[-1] > powers.iloc[0]


@check
def ai_firms_absent(world: World) -> bool:
    """No machine of the newest list has a site named after OpenAI, xAI, Google or Anthropic."""
    return not world.now["site"].str.contains(r"OpenAI|\bxAI\b|Google|Anthropic", regex=True).any()


@check
def meta_has_one_machine(world: World) -> bool:
    """Meta, or Facebook as the list writes, has exactly one machine on the list."""
    return meta_systems(world) == 1


@check
def azure_in_list(world: World) -> bool:
    """Microsoft's cloud has a machine on the list."""
    return azure_systems(world) > 0


@check
def azure_in_top_ten(world: World) -> bool:
    """Microsoft's cloud has a machine among the first ten."""
    return (azure_best_rank(world) or 501) <= 10
