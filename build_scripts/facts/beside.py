"""Facts and checks on the AI machines beside the list, on unnamed owners, and on Europe's and France's machines."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from ..editions import parse_edition
from ..measures import countries
from ..registry import check, fact, family
from ..world import World
from .common import CLUSTERS, LISTS, country_shares, is_known, once

LARGEST = 10  # AI machines that are named
# Sites that say what an owner is and not who: "Software Company MUS", "Service Provider T", "Internet Company".
UNNAMED_SITE = (
    r"^(?:(?:IT|Internet|Cloud|Hosting|Software|Service|Financial|Energy|Electronics|Automotive|Telecommunication) )+"
    r"(?:Company|Provider|Services?|Corporation)(?: [A-Z]{1,4})?$"
    r"|^(?:Government|Research Institute|Manufacturing Industry)(?: \([A-Z]\))?$"
)
ADDED_WORDS = ("Lawrence Livermore NL ", " OCI", " Arizona", " Memphis", ", Jülich")


# AI machines beside the list


@lru_cache(maxsize=4)
@once
def largest(world: World) -> pd.DataFrame:
    """Return the largest AI machines as of an edition; empty before Epoch AI's collection starts."""
    table = countries.largest_machines(world.ai.clusters, _end(world), world.now, LARGEST)
    return table if _clusters_known(world) else table.iloc[:0]


@lru_cache(maxsize=4)
@once
def ai_power(world: World) -> pd.Series:
    """Return country -> H100 equivalents as of an edition, where the country is known; empty before the collection."""
    power = countries.cluster_power(world.ai.clusters, _end(world))
    return power if _clusters_known(world) else power.iloc[:0]


def _end(world: World) -> pd.Timestamp:
    """Return the end of the edition's month."""
    return pd.Period(parse_edition(world.edition), "M").end_time


def _clusters_known(world: World) -> bool:
    return int(world.edition[:4]) >= countries.CLUSTERS_SINCE


@family("share", late=True, sources=CLUSTERS)
def ai_share(world: World, place: str) -> float | None:
    power = ai_power(world)
    return None if power.empty else float(power[_in_place(world, power, place)].sum() / power.sum())


def _in_place(world: World, power: pd.Series, place: str) -> list[bool]:
    """Return for each country whether it lies in a place ("europe" by the TOP500's own continents)."""
    return [world.regions.get(code) == "Europe" if place == "europe" else code == place.upper() for code in power.index]


@fact("count", late=True, sources=CLUSTERS)
def ai_machines(world: World) -> int | None:
    rows = countries.running(world.ai.clusters, _end(world))
    return len(rows) if _clusters_known(world) else None


@fact("amount", late=True, sources=CLUSTERS)
def ai_machines_power(world: World) -> float | None:
    return rounded_sum(countries.total_power(world.ai.clusters, _end(world))) if _clusters_known(world) else None


def rounded_sum(total: float) -> float:
    """Return a sum of estimates to two digits: more would be false precision."""
    return round(total, 1 - math.floor(math.log10(total)))


def short_name(machine: str) -> str:
    """Return an AI machine's name without the words of place and owner that Epoch AI adds."""
    for words in ADDED_WORDS:
        machine = machine.replace(words, "")
    return machine


@fact("name", late=True, sources=CLUSTERS)
def ai_largest_name(world: World) -> str | None:
    return None if largest(world).empty else short_name(largest(world)["machine"].iloc[0])


@fact("amount", late=True, sources=CLUSTERS)
def ai_largest_power(world: World) -> float | None:
    return None if largest(world).empty else round(float(largest(world)["h100_equivalents"].iloc[0]), -3)


@fact("share", late=True, sources=CLUSTERS)
def ai_largest_share(world: World) -> float | None:
    total = countries.total_power(world.ai.clusters, _end(world))
    return None if largest(world).empty else largest(world)["h100_equivalents"].iloc[0] / total


@fact("count", late=True, sources=LISTS + CLUSTERS)
def ai_largest_listed(world: World) -> int | None:
    return None if largest(world).empty else int(largest(world)["listed"].sum())


@fact("year", late=True, sources=CLUSTERS)
def ai_newest_start(world: World) -> int | None:
    rows = countries.running(world.ai.clusters, _end(world))
    return int(rows["first_operational"].max().year) if _clusters_known(world) else None


@fact("name", late=True, sources=("epoch-data-centers",))
def ai_campus_name(world: World) -> str | None:
    campus = _largest_campus(world)
    return None if campus is None else campus["name"]


@fact("amount", late=True, sources=("epoch-data-centers",))
def ai_campus_chips(world: World) -> float | None:
    campus = _largest_campus(world)
    return None if campus is None else round(campus["h100_equivalents"], -4)


@fact("power", late=True, sources=("epoch-data-centers",))
def ai_campus_power(world: World) -> float | None:
    campus = _largest_campus(world)
    return None if campus is None else campus["it_power_mw"] * 1000


@once
def _largest_campus(world: World) -> pd.Series | None:
    """Return the largest AI data centre as the table stands, None as of an earlier edition."""
    sites = world.ai.data_centers
    return None if sites.empty else sites.loc[sites["h100_equivalents"].idxmax()]


@check
def ai_us_above_list(world: World) -> bool:
    """The United States holds a greater part of the AI machines known than of the list."""
    share = ai_share(world, "us")
    return share is not None and share > world.place("us")["rmax_share"]


@check
def ai_europe_below_list(world: World) -> bool:
    """Europe holds a smaller part of the AI machines known than of the list."""
    share = ai_share(world, "europe")
    return share is not None and share < world.place("europe")["rmax_share"]


@check
def ai_cn_below_list(world: World) -> bool:
    """China holds a smaller part of the AI machines known than of the list."""
    share = ai_share(world, "cn")
    return share is not None and share < world.place("cn")["rmax_share"]


@check
def ai_cn_second(world: World) -> bool:
    """Of the AI machines known, China has the second largest part, after the United States."""
    power = ai_power(world).sort_values(ascending=False)
    return list(power.index[:2]) == ["US", "CN"]


@check
def ai_largest_unlisted(world: World) -> bool:
    """The largest AI machine known is not on the list under its name."""
    return not largest(world).empty and not largest(world)["listed"].iloc[0]


@check
def ai_few_listed(world: World) -> bool:
    """Fewer than half of the ten largest AI machines known are on the list under their names."""
    return not largest(world).empty and largest(world)["listed"].sum() < LARGEST / 2


@check
def ai_cn_unnamed(world: World) -> bool:
    """All AI machines known in China bear no name in Epoch AI's table."""
    rows = countries.running(world.ai.clusters, _end(world))
    rows = rows[rows["country"] == "CN"]
    return _clusters_known(world) and len(rows) > 0 and rows["name"].str.startswith("Anonymized").all()


@check
def facebook_in_list(world: World) -> bool:
    """A machine of the list has Facebook as its site, and none of Meta's among the ten largest is on the list."""
    metas = largest(world)[largest(world)["owner"].str.contains("Meta", regex=False)]
    there = world.now["site"].str.contains("Facebook", regex=False).any()
    return bool(there) and len(metas) > 0 and not metas["listed"].any()


@check
def ai_owners_absent(world: World) -> bool:
    """No site of the list bears the name of xAI, OpenAI, Oracle, Tesla or CoreWeave."""
    return not world.now["site"].str.contains(r"\bxAI\b|OpenAI|Oracle|Tesla|CoreWeave", regex=True).any()


@check
def ai_us_leads(world: World) -> bool:
    """The United States holds more than half of the power of the AI machines known."""
    return (ai_share(world, "us") or 0) > 0.5


# Models of the two countries

ARENA_POINTS = 39  # 1,503 against 1,464: the difference that the press also gives as 2.7 percent


@fact("count", late=True, fixed=True, sources=("meritalk-2026", "read-signs-2026"))
def ai_index_arena_gap(world: World) -> int | None:
    return ARENA_POINTS if is_known(world, "ai-index-quality-gap") else None


# Owners without a name


@once
def _unnamed(world: World) -> pd.DataFrame:
    """Return the machines of the newest list whose site is a kind of owner and no name."""
    return world.now[world.now["site"].str.contains(UNNAMED_SITE, regex=True)]


@fact("systems")
def unnamed_systems(world: World) -> int:
    return len(_unnamed(world))


@fact("rank")
def unnamed_best_rank(world: World) -> int | None:
    rows = _unnamed(world)
    return None if rows.empty else int(rows["rank"].min())


@check
def unnamed_far_down(world: World) -> bool:
    """There are machines of unnamed owners, and none of them is among the first fifty."""
    return (unnamed_best_rank(world) or 0) > 50


# Europe's and France's machines


@once
def european(world: World) -> pd.DataFrame:
    """Return Europe's countries on the list by summed Rmax: country, systems, rmax_share, best_rank."""
    regions = dict(zip(world.now["country"], world.now["region"], strict=True))
    rows = world.countries[world.countries["edition"] == world.edition].rename(columns={"group": "country"})
    rows = rows[rows["country"].map(regions) == "Europe"]
    return rows.sort_values(["rmax_share", "country"], ascending=[False, True], ignore_index=True)


@fact("count")
def europe_country_count(world: World) -> int:
    return len(european(world))


@fact("country")
def europe_first_country(world: World) -> str | None:
    table = european(world)
    return None if table.empty else table["country"].iloc[0]


@fact("share")
def europe_first_share(world: World) -> float | None:
    table = european(world)
    return None if table.empty else table["rmax_share"].iloc[0]


@fact("country")
def europe_second_country(world: World) -> str | None:
    table = european(world)
    return None if len(table) < 2 else table["country"].iloc[1]


@fact("share")
def europe_second_share(world: World) -> float | None:
    table = european(world)
    return None if len(table) < 2 else table["rmax_share"].iloc[1]


@fact("systems", sources=(*LISTS, "eurohpc-bulgaria-2021"))
def eurohpc_systems(world: World) -> int:
    return int(world.now["site"].str.startswith("EuroHPC").sum())


@check
def eurohpc_in_list(world: World) -> bool:
    """Machines of the list have EuroHPC as their site."""
    return eurohpc_systems(world) > 0


@check
def eurohpc_under_hosts(world: World) -> bool:
    """MeluXina and Discoverer, which EuroHPC helped to buy, are on the list under other sites."""
    names = world.now["label"] + " " + world.now["computer"]
    sites = [world.now.loc[names.str.contains(name), "site"] for name in ("MeluXina", "Discoverer")]
    return all(len(found) > 0 and not found.str.startswith("EuroHPC").any() for found in sites)


@fact("share")
def five_country_share(world: World) -> float:
    return float(country_shares(world, "rmax_share").iloc[:5].sum())


@fact("rank")
def fr_place_in_europe(world: World) -> int | None:
    codes = european(world)["country"].tolist()
    return codes.index("FR") + 1 if "FR" in codes else None


@fact("share")
def fr_three_share(world: World) -> float | None:
    rows = world.now[world.now["country"] == "FR"]
    return None if len(rows) < 3 else rows["rmax_tflops"].iloc[:3].sum() / rows["rmax_tflops"].sum()


@fact("systems")
def fr_top_hundred(world: World) -> int:
    return int((world.now.loc[world.now["rank"] <= 100, "country"] == "FR").sum())


@fact("factor")
def us_lead(world: World) -> float | None:
    shares = country_shares(world, "rmax_share")
    others = shares.drop("US", errors="ignore")
    return shares["US"] / others.max() if "US" in shares and len(others) else None


@fact("rank")
def cn_place(world: World) -> int | None:
    codes = country_shares(world, "rmax_share").index.tolist()
    return codes.index("CN") + 1 if "CN" in codes else None


@check
def fr_has_three(world: World) -> bool:
    """France has at least three machines, and its first three make more than half of its speed."""
    return (fr_three_share(world) or 0) > 0.5


@check
def fr_behind_in_europe(world: World) -> bool:
    """Other countries of Europe hold more of the list than France."""
    return (fr_place_in_europe(world) or 1) > 1


@check
def us_well_ahead(world: World) -> bool:
    """The United States holds at least one and a half times as much of the list as any other country."""
    return (us_lead(world) or 0) >= 1.5


@check
def cn_rests_on_one(world: World) -> bool:
    """China's first machine makes more than half of China's part of the list."""
    rows = world.now.loc[world.now["country"] == "CN", "rmax_tflops"]
    return len(rows) > 0 and rows.max() > rows.sum() / 2


@check
def cn_second_place(world: World) -> bool:
    """China is second by its share of the list."""
    return cn_place(world) == 2
