"""Where the files and the page of a figure stand on the site."""

from __future__ import annotations

FIGURE_FOLDER = "assets/figures"


def figure_file(name: str, lang: str, width: str) -> str:
    """Return the file name of a drawing: it says figure, language and width."""
    return f"{name.replace('_', '-')}-{lang}-{width}.svg"


def marks_file(name: str, lang: str, width: str) -> str:
    """Return the file name of the marks of a drawing, beside it."""
    return figure_file(name, lang, width).removesuffix(".svg") + ".json"


def figure_page(name: str) -> str:
    """Return the page of a figure: "figures/former-first/index.md"."""
    return f"figures/{name.replace('_', '-')}/index.md"
