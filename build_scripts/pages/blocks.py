"""Figures and tables as blocks of HTML that stand in a Markdown page (no blank lines inside)."""

from __future__ import annotations

from collections.abc import Container

from ..editions import edition_number
from ..figures.canvas import WIDTHS
from ..figures.catalogue import FIGURES
from ..figures.drawing import figure_words
from ..figures.places import FIGURE_FOLDER, figure_file, figure_page, marks_file
from ..numbers import Numbers
from ..words.catalogue import in_language, ui, words
from ..words.html import escape, table, with_links
from ..words.numbers import edition
from ..words.sentences import context, fill


def figure_blocks(numbers: Numbers, lang: str, marked: Container[str] = ()) -> dict[str, str]:
    """Return figure -> its block; {root} stands for the way to the top of the site.

    marked: the figures whose drawings have marks, that is values to point at.
    """
    names = context(numbers, lang)
    return {
        name: figure_block(name, figure_words(name, numbers, lang, names), numbers, lang, marked=name in marked)
        for name in FIGURES
    }


def figure_block(
    name: str, texts: dict[str, str], numbers: Numbers, lang: str, *, own_page: bool = False, marked: bool = False
) -> str:  # fmt: skip
    """Return one figure: picture (wide and narrow), how to read it, what to know, source, table behind it.

    own_page: on the figure's own page, which other pages lead to, it is in sight at once. marked: it has marks.
    """
    interface = ui("figure", lang)
    source = in_language(words("ui")["credits"][FIGURES[name].credit], lang)["source"].format(
        number=edition_number(numbers.edition), edition=edition(numbers.edition, lang)
    )
    folder = f"{{root}}{FIGURE_FOLDER}/"
    wide, narrow = (size_of(name, width) for width in ("wide", "narrow"))
    wide_file, narrow_file = (folder + figure_file(name, lang, width) for width in ("wide", "narrow"))
    page = f"{{root}}{figure_page(name).removesuffix('.md')}.html"
    more = "" if own_page else f'<a href="{page}">{escape(interface["page"])}</a>'
    late = "" if own_page else ' loading="lazy"'
    wide_marks, narrow_marks = (
        f' data-marks="{folder}{marks_file(name, lang, width)}"' if marked else "" for width in ("wide", "narrow")
    )
    keys = f' data-keys="{escape(interface["keys"])}"' if marked else ""
    caption = interface["table_of"].format(title=texts["title"])
    return (
        f'<figure class="fig" id="{name.replace("_", "-")}"{keys}><picture>'
        f'<source media="(max-width: 600px)" srcset="{narrow_file}" width="{narrow[0]}" height="{narrow[1]}"'
        f"{narrow_marks}>"
        f'<img src="{wide_file}" width="{wide[0]}" height="{wide[1]}"{late} decoding="async" '
        f'alt="{escape(texts["alt"])}"{wide_marks}></picture>'
        f'<figcaption><span class="read">{escape(texts["read"])}</span> '
        f'<span class="gap">{escape(texts["know"])}</span> '
        f'<span class="source">{with_links(source)} '
        f"{more}</span></figcaption>"
        f"<details data-search-exclude><summary>{escape(interface['table'])}</summary>"
        f"{table(numbers.figures[name], lang, caption, texts)}</details></figure>"
    )


def size_of(name: str, width: str) -> tuple[int, int]:
    """Return width and height of a drawing, so that the page keeps its place before it is loaded."""
    return WIDTHS[width].width, FIGURES[name].heights.get(width, WIDTHS[width].height)


def table_blocks(numbers: Numbers, lang: str) -> dict[str, str]:
    """Return table -> its block."""
    names = context(numbers, lang)
    blocks = {}
    for name, small in numbers.tables.items():
        entry = in_language(words("tables")[name], lang)
        own = {key: fill(text, names, f"words/tables.toml, [{name}] {key}.{lang}") for key, text in entry.items()}
        blocks[name] = table(small, lang, own.pop("caption"), own)
    return blocks
