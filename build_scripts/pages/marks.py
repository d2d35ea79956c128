"""What stands where on the drawings, in words: one small file beside each drawing, for docs/assets/figures.js.

    {"width": 800, "height": 460, "marks": [[x, y, "June 2026 · Sum: 18.7 EFlop/s", x, y …], …], "series": [67, …]}

Places are pixels of the drawing. What follows the words is the mark's reach (see figures.canvas.Mark). Marks stand in
the order in which one walks through them; series: how many of them belong together, left out where each stands alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..figures.canvas import WIDTHS
from ..figures.catalogue import FIGURES
from ..figures.drawing import figure_words
from ..figures.places import FIGURE_FOLDER, marks_file
from ..numbers import Numbers
from ..tables import SmallTable
from ..words.catalogue import ui
from ..words.html import headings, said
from ..words.sentences import context

_NAMES = {"name", "country", "edition", "place", "word", "date", "year"}  # kinds that say of themselves what they are


def mark_files(marks: Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]], numbers: Numbers) -> dict[str, str]:
    """Return file on the site -> its content, for the drawings that have marks.

    marks: (figure, language, width) -> the marks of that drawing, as figures.drawing has them.
    """
    names = {lang: context(numbers, lang) for lang in {lang for _, lang, _ in marks}}
    files = {}
    for (figure, lang, width), found in marks.items():
        if found:
            small, own = numbers.figures[figure], figure_words(figure, numbers, lang, names[lang])
            size = WIDTHS[width].width, FIGURES[figure].heights.get(width, WIDTHS[width].height)
            files[f"{FIGURE_FOLDER}/{marks_file(figure, lang, width)}"] = _file(found, size, small, lang, own)
    return files


def _file(
    marks: Sequence[Mapping[str, Any]], size: tuple[int, int], small: SmallTable, lang: str, own: dict[str, str]
) -> str:  # fmt: skip
    series: dict[str, list[Mapping[str, Any]]] = {}
    for mark in marks:
        series.setdefault(mark["series"], []).append(mark)
    walk = [sorted(each, key=lambda mark: mark["x"]) for each in series.values()]
    plain: dict[str, Any] = {"width": size[0], "height": size[1]}
    plain["marks"] = [
        [
            round(mark["x"]), round(mark["y"]), words_of(small, mark["row"], mark["columns"], lang, own),
            *(round(part) for place in mark["reach"] for part in place),
        ]
        for each in walk
        for mark in each
    ]  # fmt: skip
    if len(walk) < len(marks):
        plain["series"] = [len(each) for each in walk]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def words_of(small: SmallTable, row: int, columns: Sequence[str], lang: str, own: dict[str, str]) -> str:
    """Return the name of a row and its values in some columns, as the table behind the figure says them.

    own: headings and row words of this figure, as for words.html.table.
    """
    texts = headings(lang, own)
    shown = [name for name, kind in zip(small.columns, small.kinds, strict=True) if kind != "hidden"]
    kinds = dict(zip(small.columns, small.kinds, strict=True))
    values = dict(zip(small.columns, small.rows[row], strict=True))
    first = next((name for name in shown if kinds[name] in _NAMES), None)
    parts = [] if first is None else [said(values[first], kinds[first], lang, texts)]
    colon = ui("claims", lang)["colon"]
    for name in columns:
        if name != first:
            parts.append(f"{texts[name]}{colon}{said(values[name], kinds[name], lang, texts)}")
    return " · ".join(parts)
