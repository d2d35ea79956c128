"""What the catalogue says of a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..tables import SmallTable
from ..world import World


@dataclass(frozen=True)
class FigureSpec:
    """table: what is drawn; draw: "module.function" of the drawing; heights: of wide and narrow, if not the usual.

    credit: entry of words/ui.toml, [credits], that names the data's makers under the figure.
    """

    table: Callable[[World], SmallTable]
    draw: str
    heights: dict[str, int] = field(default_factory=dict)
    credit: str = "lists"
