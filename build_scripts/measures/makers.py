"""Who builds the machines and their accelerators, who uses them, and on what kind of processor they run.

Pure functions from the lists (`load.load_lists`, with `label`) to small tables. Texts of the lists are read by their
words, so that a new product of a known maker needs no edit here.
"""

from __future__ import annotations

import pandas as pd

from .geography import holdings, over_time
from .machines import ACCELERATORS_SINCE

# Maker of an accelerator <- words in its text, in small letters. "NDIVA" is a misspelling; the K20M is NVIDIA's.
ACCELERATOR_WORDS: dict[str, tuple[str, ...]] = {
    "nvidia": ("nvidia", "ndiva", "k20m/"),
    "amd": ("amd ", "ati "),
    "intel": ("intel ", "xeon phi"),
    # Chips developed in China: Matrix-2000 (NUDT, for Tianhe-2A) and DCP (Hygon and Sugon).
    "cn": ("matrix-", "deep computing processor"),
    # PEZY Computing and Preferred Networks (Japan), IBM's PowerXCell of Roadrunner.
    "other": ("pezy", "mn-core", "powerxcell"),
}
ACCELERATOR_MAKERS = ("nvidia", "amd", "intel", "cn", "other")

# Who uses a machine <- what the lists write in "segment".
USERS: dict[str, tuple[str, ...]] = {
    "research": ("Research",),
    "industry": ("Industry",),
    "academic": ("Academic",),
    "rest": ("Government", "Classified", "Vendor", "Others"),
}

# Line of processors <- how the text of a family begins, in small letters. The lists change their vocabulary in 2011;
# these lines are so wide that they can be followed across. What no line claims is "own": made for supercomputers.
PROCESSOR_LINES: dict[str, tuple[str, ...]] = {
    # Chips of workstations and servers: the RISC families, Intel's i860 and Itanium (IA-64).
    "server": ("power", "sparc", "mips", "alpha", "pa-risc", "intel i860", "intel ia-64"),
    # The instruction set of the PC. Hygon's chips are a licensed AMD design; "AMD Instinct" is the APU MI300A.
    "x86": ("intel", "amd", "x86"),
    "arm": ("fujitsu arm", "nvidia", "thunderx", "cavium"),
}
PROCESSORS = ("own", "server", "x86", "arm")


def accelerator_maker(text: str) -> str:
    """Return the maker of an accelerator text: one of ACCELERATOR_MAKERS.

    A text that names two makers, or none that is known, is "other".
    """
    small = f"{text.casefold()} "
    found = [maker for maker, words in ACCELERATOR_WORDS.items() if any(word in small for word in words)]
    return found[0] if len(found) == 1 else "other"


def accelerated_rows(lists: pd.DataFrame) -> pd.DataFrame:
    """Return the rows for which a list names an accelerator; before ACCELERATORS_SINCE no list says anything."""
    rows = lists[lists["edition"] >= ACCELERATORS_SINCE]
    return rows[(rows["accelerator"] != "None") & (rows["accelerator"] != "")]


def accelerator_makers(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition since 2011-06: edition, year and `<maker>_systems`, `_rmax`, `_first` of each maker.

    The first two are shares (0 to 1) of the accelerated machines: of their number, and of their summed Rmax, which
    counts the whole machine, processors too. The third is the label of the maker's fastest machine ("" if none).
    """
    rows = accelerated_rows(lists)
    makers = {text: accelerator_maker(text) for text in rows["accelerator"].unique()}
    return _two_shares(rows, rows["accelerator"].map(makers), ACCELERATOR_MAKERS)


def users(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: edition, year and, for each of USERS, `<user>_systems`, `_rmax`, `_first`.

    The first two are shares (0 to 1) of the whole list, the third is the label of the fastest machine. Every row of
    every list has a segment.
    """
    user_of = {segment: user for user, segments in USERS.items() for segment in segments}
    return _two_shares(lists, lists["segment"].map(user_of), tuple(USERS))


def _two_shares(rows: pd.DataFrame, group: pd.Series, groups: tuple[str, ...]) -> pd.DataFrame:
    """Return edition, year and, for each group, its two shares of `rows` and the label of its fastest machine.

    group: the group of each row. Columns: `<group>_systems`, `<group>_rmax` (0 to 1) and `<group>_first` ("" if none).
    """
    table = holdings(rows, group)
    by_number, by_rmax = (over_time(table, value, groups) for value in ("systems_share", "rmax_share"))
    columns = {f"{group}_systems": by_number[group] for group in groups}
    columns |= {f"{group}_rmax": by_rmax[group] for group in groups}
    fastest = rows.assign(group=group).sort_values(["edition", "rank"]).drop_duplicates(["edition", "group"])
    names = (
        fastest.pivot(index="edition", columns="group", values="label")
        .reindex(columns=list(groups), fill_value="")
        .fillna("")
    )
    columns |= {f"{group}_first": names[group].to_numpy() for group in groups}
    return by_number[["edition", "year"]].assign(**columns)


def maker_counts(lists: pd.DataFrame) -> pd.DataFrame:
    """Return number of systems: one row per edition, one column per maker (its name), 0 where it has none."""
    return pd.crosstab(lists["edition"], lists["maker_name"])


def careers(lists: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the makers that once had most systems, ordered by when that was; of equals, the larger number first.

    most: how many makers. Columns: maker (name), peak (edition in which it had most, the first of several), most (how
    many then), systems (in the newest list), share (Rmax share in the newest list), course (list of its numbers).
    """
    counts = maker_counts(lists)
    largest = counts.max().sort_values(ascending=False, kind="stable").head(most)
    now = lists[lists["edition"] == counts.index[-1]]
    rmax = now.groupby("maker_name")["rmax_tflops"].sum() / now["rmax_tflops"].sum()
    table = pd.DataFrame(
        {
            "maker": largest.index,
            "peak": [counts[maker].idxmax() for maker in largest.index],
            "most": largest.to_numpy(),
            "systems": counts.iloc[-1][largest.index].to_numpy(),
            "share": [float(rmax.get(maker, 0.0)) for maker in largest.index],
            "course": [counts[maker].tolist() for maker in largest.index],
        }
    )
    return table.sort_values(["peak", "most"], ascending=[True, False], kind="stable", ignore_index=True)


def processor_line(family: str) -> str:
    """Return the line of a processor family text: one of PROCESSORS."""
    small = family.casefold()
    return next((line for line, starts in PROCESSOR_LINES.items() if small.startswith(starts)), "own")


def processors(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition: edition, year and, for each of PROCESSORS, `<line>_systems`, `_rmax`, `_first`.

    The first two are shares (0 to 1) of the whole list. The line is that of the main processor, not of an accelerator
    beside it.
    """
    lines = {family: processor_line(family) for family in lists["processor_family"].unique()}
    return _two_shares(lists, lists["processor_family"].map(lines), PROCESSORS)
