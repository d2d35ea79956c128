"""Lists that are not out yet, invented from how the real ones have changed: for tests only, nothing here is a forecast.

The newcomers of one of the last real lists come again, each as far above the machine at its rank as it was then: so
their number, speeds, countries and makers are real, and their ids, names and years are new. Some machines leave, some
are measured again, some come from makers and countries that no list has had; the slowest are pushed out.
"""

from __future__ import annotations

import random
from itertools import pairwise

from build_scripts.editions import edition_number, next_edition
from build_scripts.lists.store import ROWS_PER_LIST, Row

RECENT = 10  # lists of which the newcomers may come again
# In each of the last ten lists: machines that left though fast enough (seldom of the first ten), and that were measured
# again, by how much more.
LEAVING, MEASURED_AGAIN, MORE = 7, 8, (1.02, 1.5)
NEW_MAKERS = 2  # texts in each of the last ten lists; a new country came in every third
NEW_COUNTRIES = ("PE", "KE", "BD", "LK", "UY", "MM")
# How other amounts grow with Rmax: Rmax ** power.
GROW = {"rmax_tflops": 1.0, "rpeak_tflops": 1.0, "hpcg_tflops": 1.0, "cores": 0.5, "accelerator_cores": 0.5}
GROW |= {"power_kw": 0.5, "nmax": 1 / 3, "nhalf": 1 / 3}
WHOLE = ("cores", "accelerator_cores", "nmax", "nhalf")

Rows = list[Row]


def invent(real: dict[str, Rows], count: int) -> dict[str, Rows]:
    """Return edition -> rows of that many lists after the newest; always the same for the same real lists."""
    newest, edition = real[max(real)], max(real)
    changes = [(real[before], real[after], after) for before, after in list(pairwise(sorted(real)))[-RECENT:]]
    random.Random(edition).shuffle(changes)  # each comes once before any comes again
    first_id = 1 + max(int(row["system_id"] or 0) for row in newest)
    invented: dict[str, Rows] = {}
    for number in range(count):
        edition = next_edition(edition)
        chance = random.Random(edition)
        newest = invented[edition] = _next(newest, edition, *changes[number % RECENT], chance, first_id + 1000 * number)
    return invented


def _next(rows: Rows, edition: str, before: Rows, after: Rows, then: str, chance: random.Random, first_id: int) -> Rows:
    """Return the list of an edition. before, after: a real list and the one of `then`, half a year later."""
    stay = [row | {"previous_rank": row["rank"]} for row in rows]
    for row in chance.sample(stay[10:], LEAVING):
        stay.remove(row)
    for row in chance.sample(stay, MEASURED_AGAIN):
        row |= _grown(row, chance.uniform(*MORE))
    years = int(edition[:4]) - int(then[:4])
    fresh = []
    for model in (row for row in after if row["first_edition"] == then):
        place = int(model["rank"]) - 1
        speed = float(rows[place]["rmax_tflops"]) * float(model["rmax_tflops"]) / float(before[place]["rmax_tflops"])
        fresh.append(
            _grown(model, speed / float(model["rmax_tflops"]))
            | {"system_id": str(first_id + place), "first_edition": edition, "previous_rank": "", "first_rank": ""}
            | {"name": model["name"] and f"{model['name']} {edition_number(edition)}"}
            | {"year": str(int(model["year"]) + years)}
        )
    for row in chance.sample(fresh, NEW_MAKERS):
        for column in ("manufacturer", "processor", "processor_family", "accelerator", "interconnect_family"):
            row[column] = f"{column.capitalize()} {row['system_id']}"
    if edition_number(edition) % 3 == 0:
        chance.choice(fresh)["country"] = NEW_COUNTRIES[edition_number(edition) // 3 % len(NEW_COUNTRIES)]
    ranked = sorted([*stay, *fresh], key=lambda row: -float(row["rmax_tflops"]))[:ROWS_PER_LIST]
    for rank, row in enumerate(ranked, 1):
        row |= {"rank": str(rank), "first_rank": row["first_rank"] or (str(rank) if row in fresh else "")}
    return ranked


def _grown(row: Row, factor: float) -> Row:
    """Return a machine with that many times its Rmax, and its other amounts as they go with it."""
    grown = dict(row)
    for column, power in GROW.items():
        if row[column]:
            amount = float(row[column]) * factor**power
            grown[column] = str(round(amount)) if column in WHOLE else f"{amount:.2f}".rstrip("0").rstrip(".")
    return grown
