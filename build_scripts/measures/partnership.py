"""Azure's machines and France's public machines through the lists; what is known of money and machines beside them.

Pure functions from tables to numbers and small tables. Lists are those of `world.World` (with `label`), dated facts and
clusters those of `models.store`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..editions import decimal_year

# Sites of the list as they are written, by centre. The CEA's own machines are mostly those of its defence branch.
FRENCH_CENTRES = {
    "idris": r"IDRIS",
    "cines": r"CINES",
    "tgcc": r"TGCC|Tres Grand Centre de calcul du CEA",
    "cea": r"^Commissariat a l'Energie Atomique",
}
JUPITER = '"Jupiter, J'  # how Epoch AI's name of the machine begins
FRENCH_CENTRES_SINCE = "2012-06"  # the first list with a machine of each of the centres that GENCI equips


def azure(lists: pd.DataFrame, edition: str | None = None) -> pd.DataFrame:
    """Return the rows of Microsoft's cloud, of one edition if one is given: those whose site or maker names Azure.

    Two lists give only the region, "West US3", as the site of Explorer-WUS3: its maker names Azure.
    Not the machines of Microsoft Research or of its Windows group, nor the Eagles of NREL and of Poznan.
    """
    named = lists["site"].str.contains("Azure", regex=False) | lists["manufacturer"].str.contains("Azure", regex=False)
    rows = lists[named]
    return rows if edition is None else rows[rows["edition"] == edition]


def kind_of_machine(label: str) -> str:
    """Return the name that machines of one kind share: "Pioneer" for "Pioneer-EUS" and "Pioneer-WEU"."""
    return label.split("-")[0]


def azure_ranks(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition and kind of Azure machine: edition, year, machine, systems, best_rank, rmax_tflops.

    rmax_tflops: the sum over the machines of that kind.
    """
    rows = azure(lists)
    rows = rows.assign(machine=rows["label"].map(kind_of_machine))
    grouped = rows.groupby(["edition", "machine"])
    table = grouped.agg(systems=("rank", "size"), best_rank=("rank", "min"), rmax_tflops=("rmax_tflops", "sum"))
    table = table.reset_index().sort_values(["edition", "best_rank"], ignore_index=True)
    return table.assign(year=[decimal_year(edition) for edition in table["edition"]])


def azure_shares(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since the first with an Azure machine: edition, year, systems, both shares (0 to 1).

    Lists in between without one have zeros.
    """
    rows = azure(lists)
    if rows.empty:
        return pd.DataFrame(columns=["edition", "year", "systems", "systems_share", "rmax_tflops", "rmax_share"])
    since = lists[lists["edition"] >= rows["edition"].min()]
    totals = since.groupby("edition").agg(all_systems=("rank", "size"), all_rmax=("rmax_tflops", "sum"))
    own = rows.groupby("edition").agg(systems=("rank", "size"), rmax_tflops=("rmax_tflops", "sum"))
    table = totals.join(own).fillna({"systems": 0, "rmax_tflops": 0.0}).reset_index()
    return pd.DataFrame(
        {
            "edition": table["edition"],
            "year": [decimal_year(edition) for edition in table["edition"]],
            "systems": table["systems"].astype(int),
            "systems_share": table["systems"] / table["all_systems"],
            "rmax_tflops": table["rmax_tflops"],
            "rmax_share": table["rmax_tflops"] / table["all_rmax"],
        }
    )


def french_centres(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 2012-06: edition, year, and best rank and machine of each French public centre.

    Columns idris, cines, tgcc, cea hold the rank (None: no machine in that list), idris_name … the machine's name.
    """
    rows = lists[(lists["country"] == "FR") & (lists["edition"] >= FRENCH_CENTRES_SINCE)]
    editions = sorted(lists.loc[lists["edition"] >= FRENCH_CENTRES_SINCE, "edition"].unique())
    table = pd.DataFrame({"edition": editions, "year": [decimal_year(edition) for edition in editions]})
    for centre, pattern in FRENCH_CENTRES.items():
        best = rows[rows["site"].str.contains(pattern, regex=True)].sort_values("rank").drop_duplicates("edition")
        best = best.set_index("edition")
        ranks = {edition: int(rank) for edition, rank in best["rank"].items()}
        table[centre] = pd.Series([ranks.get(edition) for edition in editions], dtype=object)
        table[f"{centre}_name"] = [best["label"].get(edition, "") for edition in editions]
    return table


def known_value(dated: pd.DataFrame, identity: str) -> float | None:
    """Return the number of a dated fact in its own unit, None if it is not known yet or has none."""
    values = dated.loc[dated["id"] == identity, "value"]
    return None if values.empty or pd.isna(values.iloc[0]) else float(values.iloc[0])


def largest_phase(clusters: pd.DataFrame, start: str) -> pd.Series | None:
    """Return the largest phase so far of a machine: of the existing clusters whose name starts so, None without any."""
    rows = clusters[clusters["name"].str.startswith(start) & (clusters["status"] == "Existing")]
    return None if rows.empty else rows.loc[rows["h100_equivalents"].idxmax()]


def story(dated: pd.DataFrame, theme: str, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the dated facts of a theme that are of one of the kinds, in order of time."""
    rows = dated[(dated["theme"] == theme) & dated["kind"].isin(kinds)]
    return rows.sort_values(["date", "id"], ignore_index=True)


def known_day(date: pd.Timestamp, precision: str) -> str:
    """Return as much of an ISO date as is known: "2019-07-22", "2022-04", "2022"."""
    return date.date().isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
