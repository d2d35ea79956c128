"""Tables in the text on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..facts.common import runs
from ..measures import model as measure
from ..tables import SmallTable, small_table
from ..world import World

_CHIP = re.compile(r"Quadro P600|TPU v\d|GH200|[PVAH]\d00")
_GUESS = re.compile(r"Epoch|estimate")  # in the text on a machine that its maker does not name


def landmark_models(world: World) -> SmallTable:
    """The landmark models of which at least five of seven measures are known, oldest first."""
    table = measure.known_well(runs(world))
    table = table.assign(
        model=table["label"],
        year=table["date"].dt.year,
        chip=[_chip(text) for text in table["hardware"]],
    )
    kinds = {
        "model": "name", "year": "year", "authors": "amount", "parameters": "magnitude", "weights_gb": "gigabytes",
        "training_flop": "operations", "chip": "name", "hardware_count": "amount", "duration_days": "days",
    }  # fmt: skip
    return small_table(table, kinds)


def _chip(text: str) -> str:
    """Return the chips that a text names, and whose reading they are if it is not the maker's."""
    chips = ", ".join(dict.fromkeys(_CHIP.findall(text)))
    return f"{chips} (Epoch AI)" if _GUESS.search(text) else chips


def model_pages(world: World) -> SmallTable:
    """Models whose code is public: lines and pages of code, pages of the weights and height of the pile."""
    table = runs(world).dropna(subset=["code_lines", "parameters"])
    pages = table["parameters"].map(measure.pages_of_numbers)
    table = table.assign(
        model=table["label"],
        code_pages=table["code_lines"].map(measure.pages_of_code),
        pages=pages,
        pile=pages.map(measure.pile_m),
    )
    kinds = {
        "model": "name", "code_lines": "amount", "code_pages": "amount", "parameters": "amount", "pages": "amount",
        "pile": "length",
    }  # fmt: skip
    return small_table(table, kinds)


TABLES: dict[str, Callable[[World], SmallTable]] = {
    function.__name__: function for function in (landmark_models, model_pages)
}
