"""Facts and checks on what the lists tell of their past: China and the United States, machines that left, secrets."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from ..measures.geography import CONSIDERABLE
from ..registry import check, fact
from ..world import World
from .beside import us_lead
from .common import LISTS, country_shares, once

LEAVING_SINCE = "2020-06"  # from here on more Chinese machines leave each list than arrive
STOPPED_AFTER = "2022-06"
CHINAS_MOST = "2019-11"  # the list with most Chinese machines
ALMOST_ALL = 0.95
# Laboratories of the US Department of Energy (DOE) by the name of the site, and those of its nuclear security (NNSA).
NNSA_SITE = r"^DOE/NNSA|^Sandia National|^Lawrence Livermore|^Los Alamos"
DOE_SITE = (
    rf"^DOE/|{NNSA_SITE}|^Idaho National Lab|^National Renewable Energy|^Pacific Northwest National|^Brookhaven"
    r"|^Argonne National|^Oak Ridge National|^Lawrence Berkeley"
)


# China against the others


@once
def _over_us(world: World) -> pd.Series:
    """Return edition -> China's summed Rmax over that of the United States."""
    table = world.countries.pivot(index="edition", columns="group", values="rmax_tflops")
    return table["CN"].fillna(0) / table["US"] if "CN" in table else table["US"] * 0


@fact("factor")
def cn_lead(world: World) -> float | None:
    shares = country_shares(world, "rmax_share")
    others = shares.drop(["US", "CN"], errors="ignore")
    return shares["CN"] / others.max() if "CN" in shares and len(others) else None


@fact("editions")
def cn_over_us_editions(world: World) -> int:
    return int((_over_us(world) > 1).sum())


@fact("edition")
def cn_over_us_first(world: World) -> str | None:
    ahead = _over_us(world)[_over_us(world) > 1]
    return None if ahead.empty else ahead.index[0]


@fact("edition")
def cn_over_us_last(world: World) -> str | None:
    ahead = _over_us(world)[_over_us(world) > 1]
    return None if ahead.empty else ahead.index[-1]


@fact("factor")
def cn_over_us_most(world: World) -> float:
    return float(_over_us(world).max())


@fact("editions")
def us_not_well_ahead(world: World) -> int:
    table = world.countries.pivot(index="edition", columns="group", values="rmax_tflops")
    others = table.drop(columns="US").max(axis=1)
    return int((table["US"] < CONSIDERABLE * others).sum())


@check
def cn_well_ahead_of_others(world: World) -> bool:
    """China holds at least one and a half times as much of the list as any country but the United States."""
    return (cn_lead(world) or 0) >= CONSIDERABLE


@check
def cn_over_us_twice(world: World) -> bool:
    """China has held more of the list than the United States in exactly two editions so far."""
    return cn_over_us_editions(world) == 2


@check
def cn_ever_over_us(world: World) -> bool:
    """China has held more of the list than the United States in an edition so far."""
    return cn_over_us_editions(world) > 0


@check
def cn_never_well_over_us(world: World) -> bool:
    """In no edition has China held one and a half times what the United States held."""
    return cn_over_us_most(world) < CONSIDERABLE


@check
def us_leads_by_country_not_always(world: World) -> bool:
    """The United States is well ahead of the next country now, and was not in some editions."""
    return (us_lead(world) or 0) >= CONSIDERABLE and us_not_well_ahead(world) > 0


@check
def us_level_with_europe_in_systems(world: World) -> bool:
    """The United States and Europe have as many machines, to a fiftieth."""
    us, europe = world.place("us")["systems"], world.place("europe")["systems"]
    return abs(us - europe) <= 0.02 * max(us, europe)


# Chinese machines that left and came, from one list to the next


@once
def moves(world: World) -> pd.DataFrame:
    """Return edition, left, too_slow, came, for each list after June 2020: Chinese machines against the list before.

    A machine is a system id. too_slow: of those that left, those whose Rmax is below that list's number 500.
    """
    table = []
    chosen = [edition for edition in world.editions if edition >= LEAVING_SINCE]
    for before, after in pairwise(chosen):
        old, new = world.rows(before), world.rows(after)
        gone = old[(old["country"] == "CN") & ~old["system_id"].isin(new["system_id"])]
        arrived = new[(new["country"] == "CN") & ~new["system_id"].isin(old["system_id"])]
        slow = int((gone["rmax_tflops"] < new["rmax_tflops"].iloc[-1]).sum())
        table.append((after, len(gone), slow, len(arrived)))
    return pd.DataFrame(table, columns=["edition", "left", "too_slow", "came"])


def _moved(world: World, column: str, after: str = LEAVING_SINCE) -> int | None:
    table = moves(world)[moves(world)["edition"] > after]
    return None if table.empty else int(table[column].sum())


@fact("count", late=True)
def cn_left(world: World) -> int | None:
    return _moved(world, "left")


@fact("count", late=True)
def cn_left_too_slow(world: World) -> int | None:
    return _moved(world, "too_slow")


@fact("count", late=True)
def cn_came(world: World) -> int | None:
    return _moved(world, "came")


@fact("count", late=True)
def cn_came_since_2022(world: World) -> int | None:
    return _moved(world, "came", STOPPED_AFTER)


@check
def cn_left_for_slowness(world: World) -> bool:
    """Nearly all Chinese machines that have left since June 2020 had become too slow for the list."""
    left = cn_left(world)
    return bool(left) and cn_left_too_slow(world) >= ALMOST_ALL * left


@check
def cn_arrivals_stopped(world: World) -> bool:
    """Since June 2022 fewer than one Chinese machine a list has arrived, over four lists or more."""
    lists = int((moves(world)["edition"] > STOPPED_AFTER).sum())
    return lists >= 4 and cn_came_since_2022(world) < lists


@fact("count", late=True, fixed=True)
def cn_most_industry(world: World) -> int | None:
    rows = _chinas_most(world)
    return None if rows is None else int((rows["segment"] == "Industry").sum())


@fact("count", late=True, fixed=True)
def cn_most_one_provider(world: World) -> int | None:
    rows = _chinas_most(world)
    return None if rows is None else int((rows["site"] == "Service Provider T").sum())


@once
def _chinas_most(world: World) -> pd.DataFrame | None:
    """Return the Chinese machines of the list that had most of them, None before it."""
    if CHINAS_MOST not in world.editions:
        return None
    rows = world.rows(CHINAS_MOST)
    return rows[rows["country"] == "CN"]


# Secret machines


@once
def _classified(world: World) -> pd.Series:
    """Return edition -> machines whose segment is "Classified", of the lists that have any."""
    return world.lists[world.lists["segment"] == "Classified"].groupby("edition").size()


@fact("editions")
def classified_lists(world: World) -> int | None:
    return len(_classified(world)) or None


@fact("count")
def classified_most(world: World) -> int | None:
    return int(_classified(world).max()) if len(_classified(world)) else None


@fact("edition")
def classified_most_edition(world: World) -> str | None:
    return _classified(world).idxmax() if len(_classified(world)) else None


@fact("edition")
def classified_last(world: World) -> str | None:
    return _classified(world).index[-1] if len(_classified(world)) else None


@check
def classified_gone(world: World) -> bool:
    """No machine of the newest list is classified."""
    return (classified_last(world) or world.edition) < world.edition


# One result for several machines


def _shared(world: World, edition: str) -> int | None:
    """Return how many rows of a list have computer and Rmax in common with another row, None if it is not out yet."""
    if edition not in world.editions:
        return None
    return int(world.rows(edition).duplicated(["computer", "rmax_tflops"], keep=False).sum())


@fact("count", fixed=True, sources=(*LISTS, "top500-introduction"))
def shared_results_oldest(world: World) -> int:
    return _shared(world, world.editions[0])


@fact("count", fixed=True)
def shared_results_2010(world: World) -> int | None:
    return _shared(world, "2010-06")


@fact("count")
def shared_results(world: World) -> int:
    return _shared(world, world.edition)


@check
def shared_results_rarer(world: World) -> bool:
    """Fewer than half as many rows as in the first list share computer and Rmax with another row."""
    return shared_results(world) < shared_results_oldest(world) / 2


# Whom the machines of the United States serve


def _us_share_at(world: World, site: str) -> float | None:
    rows = world.now[world.now["country"] == "US"]
    there = rows["site"].str.contains(site, regex=True)
    return rows.loc[there, "rmax_tflops"].sum() / rows["rmax_tflops"].sum() if len(rows) else None


@fact("share")
def us_doe_share(world: World) -> float | None:
    return _us_share_at(world, DOE_SITE)


@fact("share")
def us_nnsa_share(world: World) -> float | None:
    return _us_share_at(world, NNSA_SITE)


@check
def us_mostly_doe(world: World) -> bool:
    """Laboratories of the US Department of Energy hold more than half of the United States' part of the list."""
    return (us_doe_share(world) or 0) > 0.5
