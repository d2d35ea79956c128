"""A page for each figure (picture, definitions, code, downloads, how to cite and embed it), and the gallery of all."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Container

from ..figures.canvas import WIDE, head_height
from ..figures.catalogue import FIGURES, THEMES
from ..figures.drawing import figure_words
from ..figures.places import FIGURE_FOLDER, figure_file, figure_page
from ..figures.spec import FigureSpec
from ..kits import Download, all_figures, downloads, kit_name
from ..numbers import Numbers
from ..words.catalogue import in_language, ui, words
from ..words.html import escape, quoted
from ..words.numbers import edition, is_missing, kilobytes, write
from ..words.sentences import context, fact_words
from .blocks import figure_block, size_of

_FACT = re.compile(r"\bfact\.(\w+)")


def figure_pages(
    numbers: Numbers, lang: str, sizes: dict[str, int], marked: Container[str] = (), *, kits: bool = False
) -> dict[str, str]:  # fmt: skip
    """Return page ("figures/growth/index.md") -> Markdown; see `pages.fill.finish` for what is still to be put in.

    sizes: path -> bytes of the files that can be taken away. marked: the figures that have marks. kits: whether there
    are pictures and archives.
    """
    names = context(numbers, lang)
    pages = {}
    for name, spec in FIGURES.items():
        texts = figure_words(name, numbers, lang, names)
        taken = _downloads(name, downloads(name, lang, numbers.edition, kits, sizes), numbers.edition, lang)
        pages[figure_page(name)] = _page(name, spec, texts, numbers, lang, taken, name in marked)
    return pages


def _downloads(name: str, found: list[Download], edition: str, lang: str) -> str:
    """Return the list of files to take away, each with its size; a drawing gets a name that says its edition."""
    lines = []
    for label, path, size in found:
        width = "-narrow" if label == "svg_narrow" else ""
        saved = kit_name(name, lang, edition, f"{width}.svg") if label.startswith("svg") else path.rpartition("/")[2]
        weight = f" <small>{kilobytes(size, lang)}</small>" if size else ""
        text = escape(ui("figure", lang)[label])
        lines.append(f'<li><a href="{{root}}{path}" download="{saved}">{text}</a>{weight}</li>')
    return f'<ul class="downloads">{"".join(lines)}</ul>'


def _page(
    name: str, spec: FigureSpec, texts: dict[str, str], numbers: Numbers, lang: str, downloads: str, marked: bool
) -> str:  # fmt: skip
    said = ui("figure_page", lang)
    title = escape(texts["title"])
    site = ui("site", lang)["name"]
    number, month = numbers.facts["edition_count"].value, edition(numbers.edition, lang)
    address = f"{{address}}{figure_page(name).removesuffix('.md')}.html"
    citation = said["citation"].format(
        site=site, year=numbers.edition[:4], title=texts["title"], number=number, edition=month
    )
    wide, high = size_of(name, "wide")
    embed = (
        f'<a href="{address}">\n  <img src="{{address}}{FIGURE_FOLDER}/{figure_file(name, lang, "wide")}"\n'
        f'       width="{wide}" height="{high}" style="max-width:100%;height:auto"\n'
        f'       alt="{escape(texts["alt"])}">\n</a>'
    )
    where = f"{{with_address}} <code>{address}</code>{{/with_address}}"
    bibtex = _code(_bibtex(name, texts["title"], site, numbers, address))
    parts = [
        f"---\ntitle: {quoted(texts['title'])}\ndescription: {quoted(texts['alt'])}\nsearch:\n  exclude: true\n---\n",
        f'<p class="kicker"><a href="{{root}}figures/index.html#{_slug(theme_of(name))}">'
        f"{escape(ui('themes', lang)[theme_of(name)])}</a></p>\n",
        f"# {title}\n",
        figure_block(name, texts, numbers, lang, own_page=True, marked=marked),
        f"\n## {said['take']}\n\n{downloads}\n",
        f"## {said['describe']}\n\n<p>{escape(texts['alt'])}</p>\n\n<p>{escape(texts['note'])}</p>\n",
        _numbers(name, numbers, lang, said["numbers"]),
        f"## {said['where']}\n\n{{used_in}}\n",
        f'## {said["cite"]}\n\n<p class="cite">{escape(citation)}{where}</p>\n\n{bibtex}\n',
        f"{{with_address}}## {said['embed']}\n\n<p>{escape(said['embed_how'])}</p>\n\n",
        f"{_code(embed)}\n{{/with_address}}",
        f"## {said['made']}\n\n<p>{escape(said['made_how'])}</p>\n\n{_source(spec.table)}\n{_source(_drawing(spec))}\n",
    ]
    return "\n".join(parts)


def _numbers(name: str, numbers: Numbers, lang: str, heading: str) -> str:
    """Return the numbers that the figure's words say, each leading to its definition; "" if there is none."""
    text = " ".join(in_language(words("figures")[name], lang).values())
    told = [numbers.facts[identity] for identity in dict.fromkeys(_FACT.findall(text)) if identity in numbers.facts]
    lines = [
        f'<li><a class="fact" href="{{root}}facts/index.html#{fact.id}">'
        f"{escape(write(fact.value, fact.kind, lang))}</a> {escape(fact_words(fact, lang)['name'])}</li>"
        for fact in told
        if not is_missing(fact.value)
    ]
    return f"## {heading}\n\n<ul>{''.join(lines)}</ul>\n" if lines else ""


def _bibtex(name: str, title: str, site: str, numbers: Numbers, address: str) -> str:
    year, month = numbers.edition.split("-")
    fields = {
        "author": f"{{{site}}}",
        "title": f"{{{title}}}",
        "year": year,
        "month": str(int(month)),
        "note": f"TOP500.org, {numbers.edition}. CC BY 4.0",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items())
    lines += f"{{with_address}}  url = {{{address}}},\n{{/with_address}}"
    return f"@misc{{{_slug(name)}-{numbers.edition},\n{lines}}}"


def _drawing(spec: FigureSpec) -> object:
    module, function = spec.draw.split(".")
    return getattr(importlib.import_module(f"..figures.{module}", __package__), function)


def _source(function: object) -> str:
    """Return where a function stands and its code, folded."""
    place = f"{function.__module__.replace('.', '/')}.py, {function.__name__}"
    return f"<details><summary><code>{place}</code></summary>{_code(inspect.getsource(function))}</details>"


def _code(text: str) -> str:
    """Return code as HTML; its empty lines would end a block of HTML in Markdown."""
    return f'<pre tabindex="0"><code>{escape(text.rstrip()).replace(chr(10) * 2, chr(10) + "&#10;")}</code></pre>'


def _slug(name: str) -> str:
    return name.replace("_", "-")


def theme_of(name: str) -> str:
    """Return the theme under which the gallery shows a figure."""
    return next(theme for theme, names in THEMES.items() if name in names)


def gallery(numbers: Numbers, lang: str, archive: int | None = None) -> str:
    """Return all figures by theme, each with its finding and a small picture, without the title that is drawn in it.

    archive: bytes of the archive of all figures, None if there is none.
    """
    names = context(numbers, lang)
    link = ""
    if archive:
        label, path = escape(ui("figure", lang)["all_figures"]), all_figures(lang, numbers.edition)
        link = f'<p><a href="{{root}}{path}" download>{label}</a> <small>{kilobytes(archive, lang)}</small></p>'
    return link + "".join(
        f'<h2 id="{_slug(theme)}">{escape(ui("themes", lang)[theme])}</h2><div class="gallery"><ul>'
        + "".join(_card(name, figure_words(name, numbers, lang, names), lang) for name in figures)
        + "</ul></div>"
        for theme, figures in THEMES.items()
    )


def _card(name: str, texts: dict[str, str], lang: str) -> str:
    width, height = size_of(name, "wide")
    shown = height - round(head_height(WIDE, texts["title"], texts["subtitle"]))
    picture = f"{{root}}{FIGURE_FOLDER}/{figure_file(name, lang, 'wide')}"
    page = f"{{root}}{figure_page(name).removesuffix('.md')}.html"
    return (
        f'<li><img class="thumb" src="{picture}" width="{width}" height="{height}" loading="lazy" decoding="async"'
        f' style="aspect-ratio:{width}/{shown}" alt="">'
        f'<strong><a href="{page}">{escape(texts["title"])}</a></strong></li>'
    )
