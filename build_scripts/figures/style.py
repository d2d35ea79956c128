"""Colours by role, in both schemes, dashes, font stacks. The same table makes the style sheet of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SCHEMES = ("light", "dark")
# role -> (light, dark). Each light colour belongs to one role only: the finished SVG finds its dark twin by it.
# After Okabe and Ito's colour-blind safe set; contrast of every text colour on paper is at least 4.5 : 1 (tested).
ROLES: dict[str, tuple[str, str]] = {
    "paper": ("#fbfaf7", "#15181d"),
    "ink": ("#1c1f24", "#e9e6df"),
    "muted": ("#5c6370", "#a3a9b3"),
    "grid": ("#e4e1da", "#2b3038"),
    "accent": ("#b3261e", "#ff8a70"),
    "us": ("#0072b2", "#56b4e9"),
    "cn": ("#d55e00", "#ff8f3d"),
    "europe": ("#00795c", "#3fc79a"),
    "fr": ("#00523e", "#8fe3c4"),
    "jp": ("#a34f83", "#e39cc4"),
    "other": ("#8a8f98", "#7d838d"),
    # Text on paper in a place's colour, where the fill is too light to read.
    "cn-text": ("#b04d00", "#ff8f3e"),
    "other-text": ("#626771", "#9aa0aa"),
}
TEXT_ROLE = {"cn": "cn-text", "other": "other-text", "grid": "muted"}
# Lines of places differ in their dashes too (lengths in widths of the line), for eyes and prints without colour.
DASHES: dict[str, tuple[float, ...]] = {"europe": (5, 1.4), "jp": (2.2, 1.2), "other": (1, 1)}

SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SERIF = "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif"


_SCHEME: ContextVar[str] = ContextVar("scheme", default="light")
_ACCENT: ContextVar[tuple[str, str]] = ContextVar("accent", default=ROLES["accent"])


@contextmanager
def scheme(name: str) -> Iterator[None]:
    """Draw in "light" or "dark" colours. An SVG is drawn in light ones, which is the default: it carries both."""
    before = _SCHEME.set(name)
    try:
        yield
    finally:
        _SCHEME.reset(before)


@contextmanager
def own_accent(colours: tuple[str, str]) -> Iterator[None]:
    """Draw with other colours (light, dark) for the one thing to look at."""
    token = _ACCENT.set(colours)
    try:
        yield
    finally:
        _ACCENT.reset(token)


def color(role: str) -> str:
    """Return the colour of a role, which is what Matplotlib draws with, in the scheme of now."""
    return roles()[role][SCHEMES.index(_SCHEME.get())]


def roles() -> dict[str, tuple[str, str]]:
    """Return the colours of all roles, the accent being that of now."""
    return ROLES | {"accent": _ACCENT.get()}


def text_color(role: str) -> str:
    """Return the colour in which words of that role are legible on paper."""
    return color(TEXT_ROLE.get(role, role))
