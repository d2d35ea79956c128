"""Facts and checks on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""

from __future__ import annotations

import pandas as pd

from ..measures import partnership
from ..registry import check, fact
from ..world import World

CLUSTERS = ("epoch-gpu-clusters",)
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
PREVIEW = "helium-1-preview"  # a first look at Helium 1: not counted as a release of its own
STAFF_2022_USD = 89e6  # in the statement of openai-spending-2022
KYUTAI_PAPERS = ("moshi-paper-authors", "hibiki-authors", "delayed-streams-authors", "hibiki-zero-authors",
                 "ovie-authors")  # fmt: skip
PAPER_SOURCES = ("arxiv-moshi", "kyutai-hibiki", "kyutai-delayed-streams", "kyutai-hibiki-zero", "kyutai-ovie")


def is_known(world: World, identity: str) -> bool:
    """Return whether a dated fact is known as of the world's edition."""
    return bool((world.ai.dated["id"] == identity).any())


def _ratio(high: float | None, low: float | None) -> float | None:
    return high / low if high and low else None


def _value(world: World, identity: str) -> float | None:
    return partnership.known_value(world.ai.dated, identity)


# AZURE ON THE LIST


def _azure_now(world: World) -> pd.DataFrame:
    return partnership.azure(world.now)


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
    now, earlier = _azure_now(world), partnership.azure(world.previous.now) if world.previous else pd.DataFrame()
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


# OPENAI: MONEY, MACHINES, GIGAWATTS


def _gigawatts(world: World, name: str) -> float | None:
    identity, value = GIGAWATTS[name]
    return value if is_known(world, identity) else None


@fact("amount", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_2023(world: World) -> float | None:
    return _gigawatts(world, "2023")


@fact("amount", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_2024(world: World) -> float | None:
    return _gigawatts(world, "2024")


@fact("factor", late=True, fixed=True, sources=("neowin-2026-01",))
def openai_gw_growth(world: World) -> float | None:
    return _ratio(_value(world, "openai-gigawatts"), openai_gw_2023(world))


@fact("amount", late=True, fixed=True, sources=("wsj-2025-09",))
def openai_gw_oracle(world: World) -> float | None:
    return _gigawatts(world, "oracle")


@fact("amount", late=True, fixed=True, sources=("digitimes-2025-12", "epoch-companies-funding-2026-03"))
def openai_gw_nvidia(world: World) -> float | None:
    return _gigawatts(world, "nvidia")


@fact("amount", late=True, fixed=True, sources=("reuters-2025-10-29",))
def openai_gw_altman(world: World) -> float | None:
    return _gigawatts(world, "altman")


@fact("factor", late=True, fixed=True, sources=("reuters-2025-10-29", "neowin-2026-01"))
def openai_gw_ahead(world: World) -> float | None:
    return _ratio(openai_gw_altman(world), _value(world, "openai-gigawatts"))


@fact("factor", late=True, fixed=True, sources=("epoch-companies-spend-2026-03",))
def openai_compute_to_staff(world: World) -> float | None:
    return _ratio(_value(world, "openai-spending-2022"), STAFF_2022_USD)


@fact("factor", late=True, fixed=True, sources=("microsoft-10q-2025-09", "business-insider-2024"))
def azure_pledge_to_commitment(world: World) -> float | None:
    return _ratio(_value(world, "openai-azure-250-billion"), _value(world, "microsoft-13-billion"))


def _chips(world: World, start: str) -> float | None:
    """Return the H100 equivalents of the largest phase so far of a cluster of Epoch AI's table."""
    row = partnership.largest_phase(world.ai.clusters, start)
    return None if row is None or pd.isna(row["h100_equivalents"]) else float(row["h100_equivalents"])


@fact("amount", late=True, fixed=True, sources=CLUSTERS)
def eagle_h100(world: World) -> float | None:
    return _chips(world, "Microsoft Azure Eagle")


@fact("factor", late=True, fixed=True, sources=CLUSTERS)
def goodyear_to_eagle(world: World) -> float | None:
    return _ratio(_chips(world, "OpenAI/Microsoft Goodyear"), eagle_h100(world))


def _site(world: World, name: str, column: str) -> float | None:
    """Return what stands at a site of Epoch AI's survey, which is of today only."""
    rows = world.ai.data_centers
    values = rows.loc[rows["name"] == name, column]
    return None if values.empty else float(values.iloc[0])


@fact("count", late=True, fixed=True, sources=SITES)
def abilene_h100(world: World) -> float | None:
    chips = _site(world, "OpenAI Stargate Abilene", "h100_equivalents")
    return chips and float(round(chips, -3))


@fact("power", late=True, fixed=True, sources=SITES)
def abilene_power(world: World) -> float | None:
    megawatts = _site(world, "OpenAI Stargate Abilene", "power_mw")
    return megawatts and megawatts * 1000


@fact("count", late=True, fixed=True, sources=SITES)
def fairwater_h100(world: World) -> float | None:
    chips = _site(world, "Microsoft Fairwater Atlanta", "h100_equivalents")
    return chips and float(round(chips, -3))


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
    ascribed = [_chips(world, start) or 0 for start in ("Microsoft GPT-4 cluster", "OpenAI/Microsoft Goodyear")]
    on_list = eagle_h100(world) or _chips(world, "Microsoft Azure Voyager")
    return bool(on_list) and max(ascribed) > on_list


# KYUTAI AND THE PUBLIC MACHINES


@fact("factor", late=True, fixed=True, sources=CLUSTERS)
def eagle_to_kyutai(world: World) -> float | None:
    return _ratio(eagle_h100(world), _chips(world, "Scaleway Nabuchodonosor"))


@fact("factor", late=True, sources=CLUSTERS)
def colossus_to_kyutai(world: World) -> float | None:
    return _ratio(_chips(world, "xAI Colossus Memphis"), _chips(world, "Scaleway Nabuchodonosor"))


@fact("count", late=True, sources=CLUSTERS)
def jean_zay_h100(world: World) -> float | None:
    chips = _chips(world, "Jean Zay Supercomputer Phase 4")
    return chips and round(chips)


@fact("share", late=True, fixed=True, sources=("kyutai-tts-card", "scaleway-moshi"))
def kyutai_tts_machine_share(world: World) -> float | None:
    used, all_chips = _value(world, "kyutai-tts-training"), _value(world, "moshi-trained-on-scaleway")
    return _ratio(used, all_chips)


@fact("count", late=True, sources=("kyutai-moshi", "kyutai-helium-1", "kyutai-hibiki", "kyutai-delayed-streams"))
def kyutai_releases(world: World) -> int | None:
    rows = partnership.story(world.ai.dated, "kyutai", ("release",))
    return int((rows["id"] != PREVIEW).sum()) or None


def _authors(world: World) -> list[float]:
    values = (_value(world, paper) for paper in KYUTAI_PAPERS)
    return [value for value in values if value]


@fact("count", late=True, sources=PAPER_SOURCES)
def kyutai_most_authors(world: World) -> float | None:
    return max(_authors(world), default=None)


@fact("count", late=True, sources=PAPER_SOURCES)
def kyutai_fewest_authors(world: World) -> float | None:
    return min(_authors(world), default=None)


def _centre(world: World, column: str) -> object:
    table = partnership.french_centres(world.lists)
    return None if table.empty else table[column].iloc[-1] or None


@fact("rank")
def idris_rank(world: World) -> int | None:
    return _centre(world, "idris")


@fact("name")
def idris_name(world: World) -> str | None:
    return _centre(world, "idris_name")


@fact("rank")
def cines_rank(world: World) -> int | None:
    return _centre(world, "cines")


@fact("name")
def cines_name(world: World) -> str | None:
    return _centre(world, "cines_name")


@fact("rank")
def cea_rank(world: World) -> int | None:
    return _centre(world, "cea")


@fact("name")
def cea_name(world: World) -> str | None:
    return _centre(world, "cea_name")


@check
def kyutai_begun(world: World) -> bool:
    """Kyutai exists."""
    return is_known(world, "kyutai-founded")


@check
def moshi_out(world: World) -> bool:
    """Moshi, Kyutai's first model, is published."""
    return is_known(world, "moshi-released")


@check
def moshi_largest(world: World) -> bool:
    """No model that Kyutai has released has more parameters than Moshi."""
    rows = partnership.story(world.ai.dated, "kyutai", ("release",))
    sizes = rows.loc[rows["unit"].str.startswith("parameters"), "value"]
    moshi = _value(world, "moshi-parameters")
    return bool(moshi) and not (sizes > moshi).any()


@check
def nabuchodonosor_absent(world: World) -> bool:
    """No list so far has a machine of Scaleway or Iliad, or one called Nabuchodonosor."""
    texts = world.lists["site"] + " " + world.lists["label"]
    return not texts.str.contains(r"Scaleway|Iliad|Nabuchodonosor|Kyutai", case=False, regex=True).any()


@check
def jean_zay_over_kyutai(world: World) -> bool:
    """Jean Zay's newest part has more H100 equivalents than the machine that Kyutai uses."""
    return (jean_zay_h100(world) or 0) > (_chips(world, "Scaleway Nabuchodonosor") or float("inf"))


@check
def public_europe_over_eagle(world: World) -> bool:
    """JUPITER, a public European machine, has more H100 equivalents than Azure's Eagle."""
    return (_chips(world, partnership.JUPITER) or 0) > (eagle_h100(world) or float("inf"))


@check
def french_centres_sink(world: World) -> bool:
    """Each French public centre with a machine on this list and the one before stands lower than it did."""
    table = partnership.french_centres(world.lists)
    if len(table) < 2:
        return False
    pairs = [table[centre].iloc[-2:].tolist() for centre in partnership.FRENCH_CENTRES]
    known = [(before, now) for before, now in pairs if before and now]
    return bool(known) and all(now > before for before, now in known)


@check
def cea_on_every_list(world: World) -> bool:
    """The CEA has had a machine on every list so far."""
    site = world.lists["site"].str.contains(partnership.FRENCH_CENTRES["cea"], regex=True)
    return set(world.lists.loc[site, "edition"]) == set(world.editions)


@check
def cea_first_of_french_centres(world: World) -> bool:
    """Of the French public centres, the CEA has the machine of the best rank."""
    table = partnership.french_centres(world.lists)
    ranks = {} if table.empty else {name: table[name].iloc[-1] for name in partnership.FRENCH_CENTRES}
    return bool(ranks.get("cea")) and all(ranks["cea"] <= rank for rank in ranks.values() if rank)
