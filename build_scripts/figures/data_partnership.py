"""Tables of the figures on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""

from __future__ import annotations

import math

import pandas as pd

from ..facts.partnership_openai import GIGAWATTS
from ..measures import partnership
from ..tables import SmallTable, from_rows, small_table
from ..world import World
from .spec import FigureSpec

# Money, in order of time: dated fact -> which way it goes ("to_openai" or "to_clouds").
MONEY = {
    "microsoft-first-billion": "to_openai",
    "microsoft-second-investment": "to_openai",
    "microsoft-10-billion": "to_openai",
    "openai-oracle-contract": "to_clouds",
    "coreweave-total": "to_clouds",
    "openai-azure-250-billion": "to_clouds",
    "openai-amazon-contract": "to_clouds",
}
# Machines: how a cluster's name begins in Epoch AI's table -> whether the list has it. Not its cluster at Goodyear,
# which its later table of sites contradicts, nor the one of a paper on DALL-E, of 65 H100 equivalents.
OPENAI_CLUSTERS = {
    "gpt3": ("Azure OpenAI GPT-3 Cluster", "absent"),
    "voyager": ("Microsoft Azure Voyager-EUS2", "listed"),
    "gpt4": ("Microsoft GPT-4 cluster", "absent"),
    "eagle": ("Microsoft Azure Eagle", "listed"),
}
# All sites of which Epoch AI gives OpenAI as a user, as confident or likely, and where machines stand.
OPENAI_SITES = {
    "goodyear": "Microsoft Goodyear",
    "wisconsin": "Microsoft Fairwater Wisconsin",
    "abilene": "OpenAI Stargate Abilene",
    "fairwater": "Microsoft Fairwater Atlanta",
}
# Machines beside Kyutai's: how the name begins -> (place, who it is for).
BESIDE_KYUTAI = {
    "nabuchodonosor": ("Scaleway Nabuchodonosor", "accent", "kyutai"),
    "jean_zay": ("Jean Zay Supercomputer Phase 4", "fr", "public"),
    "alps": ("Alps Supercomputer", "europe", "public"),
    "eagle": ("Microsoft Azure Eagle", "us", "cloud"),
    "jupiter": (partnership.JUPITER, "europe", "public"),
    "el_capitan": ("Lawrence Livermore NL El Capitan", "us", "state"),
    "colossus": ("xAI Colossus Memphis", "us", "firm"),
}
# Releases of Kyutai: dated fact -> name, and the fact that gives the number of parameters ("": none is given).
# Not ARC-Encoder: of it we know the day on which its code was begun, not that of its release.
RELEASES = {
    "moshi-released": ("Moshi", "moshi-parameters"),
    "hibiki-released": ("Hibiki", "hibiki-released"),
    "moshivis-released": ("MoshiVis", ""),
    "dactory-released": ("dactory", ""),
    "helium-1-released": ("Helium 1", "helium-1-preview"),
    "unmute-released": ("Unmute", ""),
    "kyutai-stt-released": ("Kyutai STT", "kyutai-stt-released"),
    "kyutai-tts-released": ("Kyutai TTS", "kyutai-tts-released"),
    "casa-released": ("CASA", "casa-released"),
    "pocket-tts-released": ("Pocket TTS", "pocket-tts-released"),
    "invincible-voice-released": ("Invincible Voice", ""),
    "hibiki-zero-released": ("Hibiki-Zero", "hibiki-zero-released"),
}


def azure_ranks_table(world: World) -> SmallTable:
    """Best rank of each kind of Azure machine in each list."""
    kinds = {
        "edition": "edition", "year": "hidden", "machine": "name", "systems": "count", "best_rank": "rank",
        "rmax_tflops": "performance",
    }  # fmt: skip
    return small_table(partnership.azure_ranks(world.lists), kinds)


def azure_shares_table(world: World) -> SmallTable:
    """Azure's share of the machines and of the summed Rmax, since its first machine."""
    best = partnership.azure_ranks(world.lists).drop_duplicates("edition").set_index("edition")["machine"]
    table = partnership.azure_shares(world.lists)
    kinds = {
        "edition": "edition",
        "year": "hidden",
        "systems": "count",
        "systems_share": "share",
        "rmax_share": "share",
    }
    return small_table(table.assign(machine=table["edition"].map(best).fillna("")), kinds | {"machine": "hidden"})


def _known(world: World, identity: str) -> dict | None:
    rows = world.ai.dated[world.ai.dated["id"] == identity]
    return None if rows.empty else rows.iloc[0].to_dict()


def money_table(world: World) -> SmallTable:
    """Sums between Microsoft, OpenAI and the clouds, in order of time: date, who pays, dollars, how it is known."""
    rows = []
    for identity, way in MONEY.items():
        row = _known(world, identity)
        if row:
            day = partnership.known_day(row["date"], row["precision"])
            rows.append((day, identity.replace("-", "_"), way, row["value"], row["confidence"]))
    columns = {"date": "date", "contract": "word", "way": "word", "sum": "usd", "known": "word"}
    return from_rows(columns, rows)


def openai_machines_table(world: World) -> SmallTable:
    """Machines that OpenAI used or may use, in order of time: H100 equivalents, whether a list has them."""
    rows = []
    for name, (start, listed) in OPENAI_CLUSTERS.items():
        found = partnership.largest_phase(world.ai.clusters, start)
        if found is not None:
            year = str(found["first_operational"].year)
            rows.append((year, name, float(found["h100_equivalents"]), found["certainty"].lower(), listed))
    sites, dates = world.ai.data_centers.set_index("name"), world.ai.timelines
    for name, site in OPENAI_SITES.items():
        if site in sites.index:
            users = sites.loc[site, ["users", "users_confidence"]].str.split("; ")
            use, chips = dict(zip(*users, strict=True))["OpenAI"], sites.loc[site, "h100_equivalents"]
            since = dates.loc[(dates["name"] == site) & (dates["h100_equivalents"] == chips), "date"].min()
            rows.append((str(since.year), name, float(chips), use, "absent"))
    columns = {"date": "date", "cluster": "word", "chips": "amount", "certainty": "word", "on_list": "word"}
    return from_rows(columns, rows)


def gigawatts_table(world: World) -> SmallTable:
    """OpenAI's computing power by year, then what is announced, in gigawatts."""
    running = ["2023", "2024", ("2025", "openai-gigawatts")]
    announced = ["oracle", ("amd", "amd-six-gigawatts"), "nvidia", "altman"]
    rows = []
    for state, names in (("running", running), ("announced", announced)):
        for entry in names:
            name, identity, value = _gigawatts(world, entry)
            fact = _known(world, identity)
            if fact:
                rows.append((f"gw_{name}", state, value, fact["confidence"]))
    return from_rows({"what": "word", "state": "word", "gigawatts": "amount", "known": "word"}, rows)


def _gigawatts(world: World, entry: str | tuple[str, str]) -> tuple[str, str, float | None]:
    """Return name, dated fact and gigawatts: those of its statement, or its own value for a pair (name, fact)."""
    if isinstance(entry, str):
        return entry, *GIGAWATTS[entry]
    return *entry, partnership.known_value(world.ai.dated, entry[1])


def kyutai_scale_table(world: World) -> SmallTable:
    """The machine that Kyutai uses beside others, from the smallest to the largest, in H100 equivalents."""
    rows = []
    for name, (start, place, owner) in BESIDE_KYUTAI.items():
        found = partnership.largest_phase(world.ai.clusters, start)
        if found is not None:
            year = str(found["first_operational"].year)
            rows.append((name, owner, found["country"], year, float(found["h100_equivalents"]), place))
    rows.sort(key=lambda row: row[4])
    columns = {"cluster": "word", "for_whom": "word", "country": "country", "date": "date", "chips": "amount"}
    return from_rows(columns | {"place": "hidden"}, rows if any(row[0] == "nabuchodonosor" for row in rows) else [])


def kyutai_releases_table(world: World) -> SmallTable:
    """What Kyutai has released, in order of time, with the number of parameters where one is given."""
    rows = []
    for identity, (name, measured) in RELEASES.items():
        row = _known(world, identity)
        if row:
            parameters = partnership.known_value(world.ai.dated, measured) if measured else None
            day = partnership.known_day(row["date"], row["precision"])
            rows.append((name, day, parameters, _decimal_year(row["date"])))
    return from_rows({"release": "name", "date": "date", "parameters": "amount", "year": "hidden"}, rows)


def _decimal_year(day: pd.Timestamp) -> float:
    return day.year + (day.day_of_year - 1) / 366


def french_centres_table(world: World) -> SmallTable:
    """Best rank of France's public centres in each list, with the machine."""
    table = partnership.french_centres(world.lists)
    kinds: dict[str, str] = {"edition": "edition", "year": "hidden"}
    for centre in partnership.FRENCH_CENTRES:
        kinds |= {centre: "rank", f"{centre}_name": "name"}
    rows = small_table(table, kinds).rows
    plain = [tuple(None if isinstance(cell, float) and math.isnan(cell) else cell for cell in row) for row in rows]
    known = any(cell for row in plain for cell in row[2::2])
    return from_rows(kinds, plain if known else [])


FIGURES: dict[str, FigureSpec] = {
    "azure_ranks": FigureSpec(azure_ranks_table, "draw_partnership.azure_ranks", {"narrow": 480}),
    "azure_shares": FigureSpec(azure_shares_table, "draw_partnership.azure_shares"),
    "openai_money": FigureSpec(money_table, "draw_partnership.money", credit="facts"),
    "openai_machines": FigureSpec(openai_machines_table, "draw_partnership.machines", {"narrow": 540}, credit="epoch"),
    "openai_gigawatts": FigureSpec(gigawatts_table, "draw_partnership.gigawatts", credit="facts"),
    "kyutai_scale": FigureSpec(kyutai_scale_table, "draw_partnership.kyutai_scale", credit="epoch"),
    "kyutai_releases": FigureSpec(
        kyutai_releases_table, "draw_partnership.releases", {"wide": 520, "narrow": 520}, credit="facts"
    ),
    "french_centres": FigureSpec(french_centres_table, "draw_partnership.french_centres", {"narrow": 480}),
}
