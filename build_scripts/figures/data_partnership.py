"""Tables of the figures on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""

from __future__ import annotations

from .spec import FigureSpec

FIGURES: dict[str, FigureSpec] = {}
