"""Facts and checks on Kyutai, the machine that it uses, and the public machines of France and Europe."""

from __future__ import annotations

from ..measures import partnership
from ..measures.training import years_to_run
from ..registry import check, fact
from ..world import World
from .common import CLUSTERS, MODELS, first_number, is_known, once, ratio, value_of
from .partnership_openai import H100_OP16_PER_S, cluster_chips, eagle_h100
from .training_bridge import peak_share

PREVIEW = "helium-1-preview"  # a first look at Helium 1: not counted as a release of its own
NOT_RELEASED = (PREVIEW, "arc-encoder-begun")  # what the facts on releases date before the release itself
KYUTAI_PAPERS = ("moshi-paper-authors", "hibiki-authors", "delayed-streams-authors", "hibiki-zero-authors",
                 "ovie-authors")  # fmt: skip
PAPER_SOURCES = ("arxiv-moshi", "kyutai-hibiki", "kyutai-delayed-streams", "kyutai-hibiki-zero", "kyutai-ovie")


@fact("factor", late=True, fixed=True, sources=CLUSTERS)
def eagle_to_kyutai(world: World) -> float | None:
    return ratio(eagle_h100(world), cluster_chips(world, "Scaleway Nabuchodonosor"))


@fact("factor", late=True, sources=CLUSTERS)
def colossus_to_kyutai(world: World) -> float | None:
    return ratio(cluster_chips(world, "xAI Colossus Memphis"), cluster_chips(world, "Scaleway Nabuchodonosor"))


@fact("count", late=True, sources=CLUSTERS)
def jean_zay_h100(world: World) -> float | None:  # its H100 and A100 chips
    chips = cluster_chips(world, "Jean Zay Supercomputer Phase 4")
    return chips and round(chips)


def _jean_zay(world: World, phase: int, column: str) -> float | None:
    """Return a number of one stage of Jean Zay in Epoch AI's table, None if it does not run yet."""
    if jean_zay_h100(world) is None:
        return None
    clusters = world.ai.clusters
    return first_number(clusters.loc[clusters["name"] == f"Jean Zay Supercomputer Phase {phase}", column])


@fact("count", late=True, fixed=True, sources=CLUSTERS)
def jean_zay_h100_chips(world: World) -> float | None:
    return _jean_zay(world, 4, "chip_quantity")


@fact("count", late=True, fixed=True, sources=CLUSTERS)
def jean_zay_a100_chips(world: World) -> float | None:
    return _jean_zay(world, 3, "chip_quantity")


@fact("count", late=True, fixed=True, sources=CLUSTERS)
def jean_zay_a100_in_h100(world: World) -> float | None:
    chips = _jean_zay(world, 3, "h100_equivalents")
    return chips and round(chips)


@fact("count", late=True, sources=CLUSTERS)
def colossus_h100(world: World) -> float | None:
    chips = cluster_chips(world, "xAI Colossus Memphis")
    return chips and round(chips, -3)


@check
def colossus_grew(world: World) -> bool:
    """Colossus counts more H100 equivalents than the chips with which it started."""
    return (colossus_h100(world) or 0) > (value_of(world, "colossus-starts") or float("inf"))


@fact("duration", late=True, sources=("arxiv-moshi", *CLUSTERS, *MODELS))
def helium_on_machine(world: World) -> float | None:
    """Years in which the machine would do Helium's text training at the usual share of its peak; two digits."""
    operations, chips = value_of(world, "helium-7b-operations"), cluster_chips(world, "Scaleway Nabuchodonosor")
    share = peak_share(world)
    if not operations or not chips or not share:
        return None
    return years_to_run(operations, chips * H100_OP16_PER_S / 1e12 * share)


@fact("share", late=True, fixed=True, sources=("kyutai-tts-card", "scaleway-moshi"))
def kyutai_tts_machine_share(world: World) -> float | None:
    used, all_chips = value_of(world, "kyutai-tts-training"), value_of(world, "moshi-trained-on-scaleway")
    return ratio(used, all_chips)


@fact("count", late=True, sources=("kyutai-moshi", "kyutai-helium-1", "kyutai-hibiki", "kyutai-delayed-streams"))
def kyutai_releases(world: World) -> int | None:
    rows = partnership.story(world.ai.dated, "kyutai", ("release",))
    return int((~rows["id"].isin(NOT_RELEASED)).sum()) or None


@once
def _authors(world: World) -> list[float]:
    values = (value_of(world, paper) for paper in KYUTAI_PAPERS)
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
    moshi = value_of(world, "moshi-parameters")
    return bool(moshi) and not (sizes > moshi).any()


@check
def nabuchodonosor_absent(world: World) -> bool:
    """No list so far has a machine of Scaleway or Iliad, or one called Nabuchodonosor."""
    texts = world.lists["site"] + " " + world.lists["label"]
    return not texts.str.contains(r"Scaleway|Iliad|Nabuchodonosor|Kyutai", case=False, regex=True).any()


@check
def jean_zay_over_kyutai(world: World) -> bool:
    """Jean Zay's newest part has more H100 equivalents than the machine that Kyutai uses."""
    return (jean_zay_h100(world) or 0) > (cluster_chips(world, "Scaleway Nabuchodonosor") or float("inf"))


@check
def public_europe_over_eagle(world: World) -> bool:
    """JUPITER, a public European machine, has more H100 equivalents than Azure's Eagle."""
    return (cluster_chips(world, partnership.JUPITER) or 0) > (eagle_h100(world) or float("inf"))


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
