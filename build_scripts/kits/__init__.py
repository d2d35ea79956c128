"""What readers and speakers take away of a figure: its files, their names, and where they stand on the site.

The drawings (SVG) and the table (CSV) are always there; pictures (PNG) and archives (ZIP) only after `make kits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..figures.places import FIGURE_FOLDER, figure_file
from ..figures.style import SCHEMES

KIT_FOLDER = "assets/kits"


class Download(NamedTuple):
    """A file to take away.

    label: word of words/ui-kits.toml, [figure]. path: from the top of the language's site. size: in bytes, if known.
    """

    label: str
    path: str
    size: int | None


def kit_name(figure: str, lang: str, edition: str, ending: str) -> str:
    """Return the name of a file: it says figure, language and edition: "growth-fr-2026-06-light.png"."""
    return f"{figure.replace('_', '-')}-{lang}-{edition}{ending}"


def kit_path(figure: str, lang: str, edition: str, ending: str) -> str:
    """Return where a figure's file stands: "assets/kits/growth/growth-fr-2026-06.csv"."""
    return f"{KIT_FOLDER}/{figure.replace('_', '-')}/{kit_name(figure, lang, edition, ending)}"


def downloads(
    figure: str, lang: str, edition: str, kits: bool, sizes: Mapping[str, int] | None = None
) -> list[Download]:  # fmt: skip
    """Return what there is of a figure to take away, the whole of it first.

    kits: whether pictures and archives are made. sizes: path -> bytes, of the files whose size is known.
    """
    endings = {"csv": ".csv"}
    if kits:
        endings = {"zip": ".zip", **{f"png_{name}": f"-{name}.png" for name in SCHEMES}, **endings}
    found = {label: kit_path(figure, lang, edition, ending) for label, ending in endings.items()}
    found["svg"] = f"{FIGURE_FOLDER}/{figure_file(figure, lang, 'wide')}"
    found["svg_narrow"] = f"{FIGURE_FOLDER}/{figure_file(figure, lang, 'narrow')}"
    return [Download(label, path, (sizes or {}).get(path)) for label, path in found.items()]


def all_figures(lang: str, edition: str) -> str:
    """Return where the archive of all figures in a language stands."""
    return f"{KIT_FOLDER}/figures-{lang}-{edition}.zip"
