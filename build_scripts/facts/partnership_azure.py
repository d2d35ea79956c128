"""Facts and checks on Azure, Microsoft's cloud, on the list."""

from __future__ import annotations

import pandas as pd

from ..measures import partnership
from ..registry import check, fact
from ..world import World
from .common import once


@once
def _azure_now(world: World) -> pd.DataFrame:
    return partnership.azure(world.lists, world.edition)


@once
def _azure_ever(world: World) -> pd.DataFrame:
    return partnership.azure(world.lists)


@fact("performance")
def azure_rmax(world: World) -> float | None:
    rows = _azure_now(world)
    return None if rows.empty else float(rows["rmax_tflops"].sum())


@fact("share")
def azure_rmax_share(world: World) -> float | None:
    own = azure_rmax(world)
    return own and own / float(world.now["rmax_tflops"].sum())


@once
def _azure_peak(world: World) -> pd.Series | None:
    """Return the row of the (first) edition in which Azure had its largest share of the summed Rmax."""
    table = partnership.azure_shares(world.lists)
    return None if table.empty else table.loc[table["rmax_share"].idxmax()]


@fact("share")
def azure_most_rmax_share(world: World) -> float | None:
    peak = _azure_peak(world)
    return None if peak is None else float(peak["rmax_share"])


@fact("edition")
def azure_most_rmax_share_edition(world: World) -> str | None:
    peak = _azure_peak(world)
    return None if peak is None else str(peak["edition"])


@fact("edition", fixed=True)
def azure_first_edition(world: World) -> str | None:
    rows = _azure_ever(world)
    return None if rows.empty else str(rows["edition"].min())


@fact("name", fixed=True)
def azure_first_name(world: World) -> str | None:
    rows = _azure_ever(world)
    return None if rows.empty else str(rows.sort_values(["edition", "rank"])["label"].iloc[0])


@fact("rank", fixed=True)
def azure_first_rank(world: World) -> int | None:
    rows = _azure_ever(world)
    return None if rows.empty else int(rows.sort_values(["edition", "rank"])["rank"].iloc[0])


@fact("systems")
def azure_machines_ever(world: World) -> int | None:
    rows = _azure_ever(world)
    return None if rows.empty else int(rows["system_id"].nunique())


@fact("editions")
def azure_lists(world: World) -> int | None:
    rows = _azure_ever(world)
    return None if rows.empty else int(rows["edition"].nunique())


@once
def _azure_newest(world: World) -> pd.Series | None:
    """Return the first row of the Azure machine that entered last."""
    rows = _azure_ever(world).sort_values(["edition", "rank"]).drop_duplicates("system_id")
    return None if rows.empty else rows.iloc[-1]


@fact("name")
def azure_newest_name(world: World) -> str | None:
    newest = _azure_newest(world)
    return None if newest is None else str(newest["label"])


@fact("edition")
def azure_newest_edition(world: World) -> str | None:
    newest = _azure_newest(world)
    return None if newest is None else str(newest["edition"])


@fact("rank")
def azure_top_rank_ever(world: World) -> int | None:
    rows = _azure_ever(world)
    return None if rows.empty else int(rows["rank"].min())


CLOUDS = r"Azure|Amazon|Google|Oracle Cloud|Alibaba|Tencent"


@check
def voyager_first_cloud_in_top_ten(world: World) -> bool:
    """The first machine of a commercial cloud (see CLOUDS) among the first ten is Voyager; the lists mark no clouds."""
    ten = world.lists[world.lists["rank"] <= 10]
    cloud = ten["site"].str.contains(CLOUDS, regex=True) | ten["manufacturer"].str.contains(CLOUDS, regex=True)
    rows = ten[cloud].sort_values(["edition", "rank"])
    return len(rows) > 0 and rows["label"].iloc[0].startswith("Voyager")


@check
def azure_ever(world: World) -> bool:
    """Microsoft's cloud has had a machine on a list so far."""
    return not _azure_ever(world).empty


@check
def azure_below_peak(world: World) -> bool:
    """Azure's share of the summed Rmax is below half of its largest."""
    return (azure_rmax_share(world) or 0) < (azure_most_rmax_share(world) or 0) / 2


@check
def azure_slipping(world: World) -> bool:
    """Azure once stood among the first thirty; its best machine is below that rank, and not above the list before."""
    now, earlier = _azure_now(world), _azure_now(world.previous) if world.previous else pd.DataFrame()
    if now.empty or earlier.empty:
        return False
    highest, best = azure_top_rank_ever(world), now["rank"].min()
    return highest <= 30 and best > highest and best >= earlier["rank"].min()


@check
def azure_nothing_new(world: World) -> bool:
    """Azure is on this list with machines that were there before, and none that is new."""
    newest = azure_newest_edition(world)
    return not _azure_now(world).empty and newest < world.edition


@check
def azure_stronger_than_numerous(world: World) -> bool:
    """Azure's share of the summed Rmax is larger than its share of the machines."""
    rows = _azure_now(world)
    return not rows.empty and azure_rmax_share(world) > len(rows) / len(world.now)
