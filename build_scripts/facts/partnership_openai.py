"""Facts and checks on OpenAI's money, machines and gigawatts."""

from __future__ import annotations

import pandas as pd

from ..measures import partnership
from ..registry import check, fact
from ..world import World
from .common import CLUSTERS, first_number, is_known, ratio, value_of

SITES = ("epoch-data-centers",)
# Gigawatts that stand in the statement of a dated fact, whose own value is another number: OpenAI's computing power by
# year; what Oracle is to supply; what Nvidia speaks of; the sum of the commitments, as Altman gives it.
GIGAWATTS = {
    "2023": ("openai-gigawatts", 0.2),
    "2024": ("openai-gigawatts", 0.6),
    "oracle": ("openai-oracle-contract", 4.5),
    "nvidia": ("nvidia-letter-of-intent", 10.0),
    "altman": ("altman-1400-billion", 30.0),
}
H100_OP16_PER_S = 9.894e14  # as Epoch AI counts Eagle's chips
STAFF_2022_USD = 89e6  # in the statement of openai-spending-2022


def _gigawatts(world: World, name: str) -> float | None:
    identity, value = GIGAWATTS[name]
    return value if is_known(world, identity) else None


@fact("gigawatt", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_2023(world: World) -> float | None:
    return _gigawatts(world, "2023")


@fact("gigawatt", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_2024(world: World) -> float | None:
    return _gigawatts(world, "2024")


@fact("factor", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_growth(world: World) -> float | None:
    return ratio(value_of(world, "openai-gigawatts"), openai_gw_2023(world))


@fact("count", late=True, sources=("epoch-notable-models",))
def openai_notable(world: World) -> int | None:
    models = world.ai.models
    return int(((models["table"] == "notable") & models["organizations"].str.contains("OpenAI")).sum()) or None


@fact("gigawatt", late=True, fixed=True, sources=("wsj-2025-09",))
def openai_gw_oracle(world: World) -> float | None:
    return _gigawatts(world, "oracle")


@fact("gigawatt", late=True, fixed=True, sources=("digitimes-2025-12", "epoch-companies-funding-2026-03"))
def openai_gw_nvidia(world: World) -> float | None:
    return _gigawatts(world, "nvidia")


@fact("gigawatt", late=True, fixed=True, sources=("reuters-2025-10-29",))
def openai_gw_altman(world: World) -> float | None:
    return _gigawatts(world, "altman")


@fact("factor", late=True, fixed=True, sources=("reuters-2025-10-29", "neowin-2026-01"))
def openai_gw_ahead(world: World) -> float | None:
    return ratio(openai_gw_altman(world), value_of(world, "openai-gigawatts"))


@fact("factor", late=True, fixed=True, sources=("epoch-companies-spend-2026-03",))
def openai_compute_to_staff(world: World) -> float | None:
    return ratio(value_of(world, "openai-spending-2022"), STAFF_2022_USD)


@fact("factor", late=True, fixed=True, sources=("microsoft-10q-2025-09", "business-insider-2024"))
def azure_pledge_to_commitment(world: World) -> float | None:
    return ratio(value_of(world, "openai-azure-250-billion"), value_of(world, "microsoft-13-billion"))


def cluster_chips(world: World, start: str) -> float | None:
    """Return the H100 equivalents of the largest phase so far of a cluster of Epoch AI's table."""
    row = partnership.largest_phase(world.ai.clusters, start)
    return None if row is None or pd.isna(row["h100_equivalents"]) else float(row["h100_equivalents"])


@fact("amount", late=True, fixed=True, sources=CLUSTERS)
def eagle_h100(world: World) -> float | None:
    return cluster_chips(world, "Microsoft Azure Eagle")


TIMELINES = ("epoch-data-center-timelines",)


def _goodyear_in_2024(world: World) -> float | None:
    """Return what the later table counts at Goodyear on the day for which the earlier one has 100,000 chips."""
    dates, dated = world.ai.timelines, world.ai.dated.set_index("id")["date"]
    dates = dates[dates["name"] == "Microsoft Goodyear"]
    past = dates if dates.empty else dates[dates["date"] <= dated["goodyear-cluster"]]
    return None if past.empty else float(past.sort_values("date")["h100_equivalents"].iloc[-1])


@fact("count", late=True, fixed=True, sources=TIMELINES)
def goodyear_h100_2024(world: World) -> float | None:
    chips = _goodyear_in_2024(world)
    return chips and float(round(chips, -3))


@fact("factor", late=True, fixed=True, sources=TIMELINES + CLUSTERS)
def goodyear_to_eagle(world: World) -> float | None:
    return ratio(_goodyear_in_2024(world), eagle_h100(world))


def _site(world: World, name: str, column: str) -> float | None:
    """Return what stands at a site of Epoch AI's survey, which is of today only."""
    rows = world.ai.data_centers
    return first_number(rows.loc[rows["name"] == name, column])


@fact("count", late=True, fixed=True, sources=SITES)
def abilene_h100(world: World) -> float | None:
    chips = _site(world, "OpenAI Stargate Abilene", "h100_equivalents")
    return chips and float(round(chips, -3))


@fact("power", late=True, fixed=True, sources=SITES)
def abilene_power(world: World) -> float | None:
    megawatts = _site(world, "OpenAI Stargate Abilene", "it_power_mw")
    return megawatts and megawatts * 1000


@fact("power", late=True, fixed=True, sources=TIMELINES)
def abilene_site_power(world: World) -> float | None:
    dates = world.ai.timelines
    dates = dates[(dates["name"] == "OpenAI Stargate Abilene") & (dates["projected"] == "no")]
    return None if dates.empty else float(dates.sort_values("date")["power_mw"].iloc[-1]) * 1000


@fact("count", late=True, fixed=True, sources=SITES)
def fairwater_h100(world: World) -> float | None:
    chips = _site(world, "Microsoft Fairwater Atlanta", "h100_equivalents")
    return chips and float(round(chips, -3))


@fact("count", late=True, fixed=True, sources=SITES)
def wisconsin_h100(world: World) -> float | None:
    chips = _site(world, "Microsoft Fairwater Wisconsin", "h100_equivalents")
    return chips and float(round(chips, -3))


@fact("count", late=True, fixed=True, sources=SITES)
def goodyear_h100_now(world: World) -> float | None:
    chips = _site(world, "Microsoft Goodyear", "h100_equivalents")
    return chips and float(round(chips, -3))


GPT3_CLUSTER = "Azure OpenAI GPT-3 Cluster"


@fact("count", late=True, fixed=True, sources=CLUSTERS)
def gpt3_cluster_h100(world: World) -> float | None:
    chips = cluster_chips(world, GPT3_CLUSTER)
    return chips and float(round(chips))


@fact("count", late=True, fixed=True, sources=CLUSTERS)
def gpt3_cluster_h100_16_bits(world: World) -> float | None:
    cluster = partnership.largest_phase(world.ai.clusters, GPT3_CLUSTER)
    return None if cluster is None else float(round(cluster["op16_per_s"] / H100_OP16_PER_S))


@check
def openai_story_begun(world: World) -> bool:
    """Microsoft has put its first billion into OpenAI."""
    return is_known(world, "microsoft-first-billion")


@check
def azure_exclusivity_over(world: World) -> bool:
    """Azure is no longer OpenAI's only supplier of computing."""
    return is_known(world, "azure-exclusivity-ends")


@check
def largest_machines_off_list(world: World) -> bool:
    """The largest of the machines that Epoch AI ascribes to OpenAI is larger than Azure's largest on the list."""
    ascribed = (cluster_chips(world, "Microsoft GPT-4 cluster"), abilene_h100(world), fairwater_h100(world))
    on_list = eagle_h100(world) or cluster_chips(world, "Microsoft Azure Voyager")
    return bool(on_list) and max(chips or 0 for chips in ascribed) > on_list
