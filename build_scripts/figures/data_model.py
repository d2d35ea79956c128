"""Tables of the figures on what a model is, and how big: teams, code, weights, computing."""

from __future__ import annotations

from .spec import FigureSpec

FIGURES: dict[str, FigureSpec] = {}
