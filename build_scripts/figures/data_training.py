"""Tables of the figures on machine time: training computing against the machines."""

from __future__ import annotations

from .spec import FigureSpec

FIGURES: dict[str, FigureSpec] = {}
