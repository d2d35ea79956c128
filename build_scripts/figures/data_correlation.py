"""Tables of the figures on the correlation of computing and models."""

from __future__ import annotations

from .spec import FigureSpec

FIGURES: dict[str, FigureSpec] = {}
