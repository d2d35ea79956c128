"""Which rows of all lists are one machine.

TOP500.org gives each system an id, which is the authority: rows of one id are one machine, and an upgrade that got an
id of its own is another one. The ids fail in two places. All were renumbered between 2011-06 and 2011-11, and 96 rows
have none. There a row is the same machine as a row of the list before that no id continues, if

1. `data/vocab/machines.csv` declares it; else
2. the later list says so (`previous_rank`, since 2012-06), and country and site, computer or Rmax are the same; else
3. before 2012-06: country, cores, Rmax (to four digits) and site are the same, or country, cores and Rmax; else
4. before 2012-06: country and name are the same, with at most 1.5 times the Rmax and at least 1 / 1.5 of it; else
5. a later list dates its machine back beyond 2011-11 (`first_edition`, `first_rank`), and country and site are the
   same as in the row at that place or, since later revisions moved the ranks, as in one row of the list before.

Each holds only if one row alone fits on either side; as many equal copies on both sides are taken in the order of their
ranks, since nothing tells them apart. What fits several rows, or is older and fits none, is "unresolved" and stays a
machine of its own: it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

import pandas as pd

from .machines import model

RENUMBERED = "2011-11"  # the first list with the new ids
PUBLISHED = "2012-06"  # the first list that gives previous_rank and first_edition
REBUILT = 1.5  # with more than that many times the Rmax, or less than 1 / it, a name stands for another machine
Place = tuple[str, int]  # edition and rank
Key = Callable[[pd.Series], Hashable]  # what two rows of one machine have in common; None: this row cannot say


def identify(lists: pd.DataFrame, declared: Mapping[Place, Place | None]) -> pd.DataFrame:
    """Return, with the index of `lists`, `machine` (a key that all rows of one machine share) and `how` it is known.

    machine: the newest system id of the machine as text, or "2005-06-123" (edition and rank) without any.
    how: "id", "declared", "rank" (rule 2), "same" (rules 3 to 5), "new" (nothing fits), "unresolved".
    """
    search = _Search(lists, declared)
    before: pd.DataFrame | None = None
    for edition, rows in lists.groupby("edition", sort=True):
        unknown = rows["system_id"].isna()
        if before is None:
            search.how[rows.index[unknown]] = "new"
        elif edition == RENUMBERED:
            search.join(rows, before)
        else:
            ids, ids_before = rows["system_id"].dropna(), before["system_id"].dropna()
            if unknown.any():
                search.join(rows[unknown], before[~before["system_id"].isin(ids)])
            lost = before[before["system_id"].isna()]  # without id then, perhaps with one now
            if len(lost):
                search.join(rows[~unknown & ~rows["system_id"].isin(ids_before)], lost, by_id=True)
        before = rows
    return pd.DataFrame({"machine": search.keys.map(search.machine_of), "how": search.how})


def resolved(lists: pd.DataFrame, how: pd.Series) -> pd.Series:
    """Return edition -> share of its rows (0 to 1) whose machine is known: all but the unresolved ones."""
    return (how != "unresolved").groupby(lists["edition"]).mean()


class _Search:
    """The keys of all rows, how they are known, and which keys turned out to be one machine."""

    def __init__(self, lists: pd.DataFrame, declared: Mapping[Place, Place | None]):
        self.declared = declared
        first = lists.loc[lists["first_edition"] != ""].drop_duplicates("system_id", keep="last")
        places = zip(first["first_edition"], first["first_rank"], strict=True)
        self.first = dict(zip(first["system_id"], places, strict=True))
        wanted = {place for place in self.first.values() if place[0] < RENUMBERED}
        old = lists[lists["edition"] < RENUMBERED]
        self.at = {
            place: index
            for place, index in zip(zip(old["edition"], old["rank"], strict=True), old.index, strict=True)
            if place in wanted
        }
        self.lists = lists
        columns = (lists[name] for name in ("edition", "rank", "system_id"))
        self.keys = pd.Series([_key(*row) for row in zip(*columns, strict=True)], index=lists.index)
        self.how = pd.Series("id", index=lists.index)
        self.later: dict[str, str] = {}  # key -> a better key of the same machine
        self.known: dict[str, set[str]] = {}  # key -> from which times its machine has an id

    def machine_of(self, key: str) -> str:
        """Return the key under which a machine is known: its newest id, if it has one."""
        return self._last(key).removeprefix("old ")

    def eras(self, key: str) -> set[str]:
        """Return from which times a machine has an id: "old", "new"."""
        return self.known.get(key, set() if "-" in key else {"old" if key.startswith("old ") else "new"})

    def _last(self, key: str) -> str:
        while key in self.later:
            key = self.later[key]
        return key

    def join(self, rows: pd.DataFrame, before: pd.DataFrame, *, by_id: bool = False) -> None:
        """Look for rows of one list among rows of the list before it. by_id: the later rows have ids, and stay "id"."""
        left, free = dict(rows.iterrows()), dict(before.iterrows())
        self._declare(left, free)
        self._by_rank(left, free)
        if by_id or rows["edition"].iloc[0] < PUBLISHED:
            copies = self._by_key(_equal_at_site, left, free) | self._by_key(_equal, left, free)
            self._by_key(_named, left, free, alike=_as_fast)
        else:  # without a previous rank, a machine is new
            copies = set()
        older = {index: row for index, row in left.items() if self._is_older(row)}
        for index, row in older.items():
            partner = self.at.get(self.first[row["system_id"]])
            if partner is not None and _at_site(row) == _at_site(self.lists.loc[partner]):
                self._settle(left, free, index, partner, "same")
        older = {index: row for index, row in older.items() if index in left}
        self._by_key(_at_site, older, free)
        settled = [index for index in left if self.how[index] == "same"]
        for index in settled:
            del left[index]
        for index in rows.index:
            if by_id:
                self.how[index] = "id"
            elif index in left and self.how[index] != "declared":
                dated_back = rows["edition"].iloc[0] == RENUMBERED and self._is_older(left[index])
                self.how[index] = "unresolved" if index in copies or dated_back else "new"

    def _is_older(self, row: pd.Series) -> bool:
        """Return whether a later list says that a machine was on the list before the ids were renumbered."""
        first_edition, _ = self.first.get(row["system_id"], (RENUMBERED, 1))
        return first_edition < RENUMBERED <= row["edition"]

    def _settle(self, left: dict, free: dict, index: Hashable, partner: Hashable, how: str) -> None:
        one, other = self._last(self.keys[partner]), self._last(self.keys[index])
        if self.eras(one) & self.eras(other) and one != other:
            return  # two ids of one time are two machines, whatever else is alike
        self.how[index] = how
        if one != other:  # an id comes before a place, a later id before an earlier one
            one, other = (other, one) if "-" in other and "-" not in one else (one, other)
            self.later[one] = other
            self.known[other] = self.eras(one) | self.eras(other)
        left.pop(index, None)
        free.pop(partner, None)

    def _declare(self, left: dict, free: dict) -> None:
        at = {(row["edition"], int(row["rank"])): index for index, row in free.items()}
        for index, row in list(left.items()):
            place = (row["edition"], int(row["rank"]))
            if place in self.declared:
                self.how[index] = "declared"
                if (partner := at.get(self.declared[place])) is not None:
                    self._settle(left, free, index, partner, "declared")

    def _by_rank(self, left: dict, free: dict) -> None:
        at = {int(row["rank"]): index for index, row in free.items()}
        for index, row in list(left.items()):
            partner = at.get(int(row["previous_rank"])) if row["previous_rank"] > 0 else None
            if partner in free and _alike(row, free[partner]):
                self._settle(left, free, index, partner, "rank")

    def _by_key(
        self, key: Key, left: dict, free: dict, alike: Callable[[pd.Series, pd.Series], bool] = lambda *_: True
    ) -> set[Hashable]:  # fmt: skip
        """Join the rows that have a key in common; return those that fit several and cannot be told apart."""
        here, there = _grouped(left, key), _grouped(free, key)
        unclear: set[Hashable] = set()
        for value in here.keys() & there.keys():
            pairs = list(zip(here[value], there[value], strict=False))
            if len(here[value]) != len(there[value]) or (len(pairs) > 1 and key is not _equal_at_site):
                unclear.update(here[value])
            elif all(alike(left[index], free[partner]) for index, partner in pairs):
                for index, partner in pairs:
                    self._settle(left, free, index, partner, "same")
        return unclear


def _key(edition: str, rank: float, identity: float) -> str:
    if pd.isna(identity):
        return f"{edition}-{rank:.0f}"
    return f"{'old ' if edition < RENUMBERED else ''}{identity:.0f}"


def _grouped(rows: dict, key: Key) -> dict[Hashable, list[Hashable]]:
    groups: dict[Hashable, list[Hashable]] = {}
    for index, row in rows.items():
        if (value := key(row)) is not None:
            groups.setdefault(value, []).append(index)
    return groups


def _equal(row: pd.Series) -> Hashable:
    return row["country"], row["cores"], f"{row['rmax_tflops']:.4g}"


def _equal_at_site(row: pd.Series) -> Hashable:
    return *_equal(row), row["site"]


def _named(row: pd.Series) -> Hashable:
    return (row["country"], row["label"]) if row["label"] != model(row["computer"]) else None


def _at_site(row: pd.Series) -> Hashable:
    return row["country"], row["site"]


def _alike(one: pd.Series, other: pd.Series) -> bool:
    """Return whether two rows have the country and the site, the computer or the Rmax in common."""
    same = any(one[column] == other[column] for column in ("site", "computer", "rmax_tflops"))
    return bool(one["country"] == other["country"] and same)


def _as_fast(one: pd.Series, other: pd.Series) -> bool:
    return bool(1 / REBUILT <= one["rmax_tflops"] / other["rmax_tflops"] <= REBUILT)
