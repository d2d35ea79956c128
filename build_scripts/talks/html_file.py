"""The deck as one HTML file that needs nothing else: reveal.js, styles and drawings are in it.

Without scripts, and in print, it is a plain document; reveal.js comes from the wheel of pyreveal, with its licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from ..figures.style import ROLES, SANS, SERIF
from ..files import read_text
from ..settings import Settings
from ..words.html import escape
from .material import Material
from .slides import ROOM, Line, Slide, Talk

LOGO_ROOM = (240, 72)  # width and height of a logo on the title slide, at most
FEW_SOURCES = 7  # so many stand in one column in large letters
_HERE = Path(__file__).parent
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def html_deck(talk: Talk, material: Material) -> str:
    """Return the whole file; the drawings must be in the material's cache (`Material.draw`)."""
    reveal = files("pyreveal") / "revealjs"
    licence = (reveal / "LICENSE").read_text(encoding="utf-8").strip()
    dist = {
        name: (reveal / "dist" / name).read_text(encoding="utf-8")
        for name in ("reveal.css", "reveal.js", "plugin/notes.js")
    }
    count = len(talk.slides)
    sections = "".join(_section(number, count, slide, talk, material) for number, slide in enumerate(talk.slides, 1))
    scripts = "".join(
        f"<script>{_safe(text)}</script>\n"
        for text in (dist["reveal.js"], dist["plugin/notes.js"], read_text(_HERE / "show.js"))
    )
    return (
        f'<!doctype html>\n<html lang="{talk.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(talk.title)}</title>\n'
        f'<meta name="author" content="{escape(talk.author)}">\n'
        f"<!-- reveal.js is in this file:\n{licence}\n-->\n"
        f'<style id="reveal-style" media="not all">{dist["reveal.css"]}</style>\n'
        f"<style>{_colours(material.settings)}{read_text(_HERE / 'document.css')}</style>\n"
        f'<style id="slides-style" media="print">{read_text(_HERE / "slides.css")}</style>\n</head>\n<body>\n'
        "<main>\n"
        f'<button class="scheme" type="button" hidden>{escape(material.ui["scheme"])}</button>\n'
        f'<div class="reveal"><div class="slides">\n{sections}</div></div>\n</main>\n{scripts}</body>\n</html>\n'
    )


def _safe(script: str) -> str:
    """Return a script that can stand between script tags: inside strings, `\\!` is `!` and `\\/` is `/`."""
    return script.replace("<!--", "<\\!--").replace("</script", "<\\/script")


def _colours(settings: Settings) -> str:
    """Return the style sheet of the colours: variables for both schemes, and each light colour of a drawing.

    No `svg` before the colours: what `<use>` repeats has no ancestors there, and would stay light.
    """
    roles = ROLES | {"accent": settings.accents}
    light, dark = ("".join(f"--{role}:{pair[at]};" for role, pair in roles.items()) for at in (0, 1))
    fonts = f"--sans:{SANS};--serif:{SERIF};"
    drawn = "".join(
        f'[{key}="{pair[0]}"]{{{key}:var(--{role})}}' for role, pair in roles.items() for key in ("fill", "stroke")
    )
    return (
        f":root{{{light}{fonts}}}\n@media screen{{\n"
        f"@media(prefers-color-scheme:dark){{:root:not([data-scheme=light]){{{dark}color-scheme:dark}}}}\n"
        f":root[data-scheme=dark]{{{dark}color-scheme:dark}}\n}}\n{drawn}\n"
    )


def _section(number: int, count: int, slide: Slide, talk: Talk, material: Material) -> str:
    title = title_of(slide, talk, material)
    tag = "h1" if slide.layout == "title" else "h2"
    body = _body(slide, talk, material, number)
    source = escape(source_line(slide, material))
    place = escape(material.ui["number"].format(number=number, all=count))
    notes = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
    aside = (
        f'<aside class="notes" aria-label="{escape(material.ui["notes"])} {number}">{notes}</aside>' if notes else ""
    )
    return (
        f'<section class="slide slide--{slide.layout}" id="s{number}"><div class="sheet">'
        f'<{tag}>{escape(title)}</{tag}><div class="body">{body}</div>'
        f'<p class="foot"><span>{source}</span><span aria-label="{place}" role="note">{number}</span></p></div>{aside}'
        "</section>\n"
    )


def title_of(slide: Slide, talk: Talk, material: Material) -> str:
    """Return the title of a slide: its own, else that of the talk, of its figure or of the sources."""
    if slide.title or slide.layout == "title":
        return slide.title or talk.title
    return (
        material.ui["sources"] if slide.layout == "sources" else material.picture(slide.figures[0], slide.layout).title
    )


def source_line(slide: Slide, material: Material) -> str:
    """Return the short credit of what a slide shows, and the speaker's own footer."""
    credits = [material.picture(name, slide.layout).credit for name in slide.figures]
    if slide.tables or slide.claims or slide.layout == "title":
        credits.append(material.credit)
    credits += [credit for credit in material.credits_of(slide.facts) if credit not in " ".join(credits)]
    return " · ".join(
        text for text in dict.fromkeys([*credits, material.settings.said("footer", material.lang)]) if text
    )


def under_title(talk: Talk) -> list[str]:
    """Return the lines of the title slide below the title."""
    more = " · ".join(text for text in (talk.author, talk.date, talk.duration) if text)
    return [text for text in (talk.event, more) if text]


def _body(slide: Slide, talk: Talk, material: Material, number: int) -> str:
    if slide.layout == "sources":
        lines = material.sources(talk)
        return listed(map(escape, lines), "many" if len(lines) > FEW_SOURCES else "")
    if slide.layout == "title":
        logo = material.settings.logo
        wide, high = logo.size(*LOGO_ROOM) if logo else (0, 0)
        picture = (
            f'<img class="logo" src="{logo.inline}" width="{wide:.0f}" height="{high:.0f}" alt="">' if logo else ""
        )
        return picture + "".join(f"<p>{escape(text)}</p>" for text in under_title(talk))
    texts = listed(said_line(line) for line in slide.points) + "".join(
        f"<p>{said_line(line)}</p>" for line in slide.texts
    )
    drawings = "".join(_drawing(name, slide, material, number) for name in slide.figures)
    if slide.layout == "figure-points":
        return f"<div>{texts}</div>{drawings}"
    tables = "".join(_table(name, material) for name in slide.tables)
    return drawings + tables + "".join(claim_shown(name, material) for name in slide.claims) + texts


def said_line(line: Line) -> str:
    """Return a line as HTML."""
    return "".join(f"<strong>{escape(text)}</strong>" if strong else escape(text) for text, strong in line)


def listed(items: Iterable[str], kind: str = "") -> str:
    """Return a list of pieces of HTML, "" for none. kind: its class."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{kind}">{listed}</ul>' if listed else ""


def _drawing(name: str, slide: Slide, material: Material, number: int) -> str:
    """Return a drawing in the page: without its own dark rules, which would leak, and with ids of its slide."""
    picture = material.picture(name, slide.layout)
    svg = _STYLE.sub("", read_text(material.cache / f"{picture.file}.svg"))
    ids = f"{name.replace('_', '-')}-{ROOM[slide.layout]}-"
    svg = re.sub(rf'(?<=["\s#]){re.escape(ids)}', f"s{number}-{ids}", svg)
    return f'<figure class="drawing">{svg.strip()}</figure>'


def _table(name: str, material: Material) -> str:
    grid = material.grid(name)
    right = [' class="right"' if on_right else "" for on_right in grid.right]
    heads = "".join(f'<th scope="col"{side}>{escape(head)}</th>' for head, side in zip(grid.heads, right, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row, right, strict=True)) + "</tr>"
        for row in grid.rows
    )
    return (
        f"<table><caption>{escape(grid.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def claim_shown(name: str, material: Material) -> str:
    """Return a statement with its verdicts as HTML."""
    verdict = material.verdict(name)
    said = "".join(
        f'<div class="is-{status}"><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>'
        for label, text, status in verdict.verdicts
    )
    held = f'<p class="kind">{escape(verdict.held)}</p>' if verdict.held else ""
    return (
        f'<blockquote>{escape(verdict.statement)}</blockquote><p class="kind">{escape(verdict.kind)}</p>'
        f"<dl>{said}</dl>{held}"
    )
