"""Talks on the website: a page for each with its slides and what is said, and the decks to take away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..editions import edition_number
from ..figures.canvas import WIDTHS
from ..figures.drawing import WIDTH_NAMES, draw_all
from ..files import files_below, hash_files, write_atomic
from ..settings import Settings
from ..words.catalogue import in_language, ui, words
from ..words.html import escape, headings, marked, quoted, table, with_links
from ..words.numbers import counted, edition, kilobytes
from .html_file import claim_shown, listed, said_line, source_line, title_of
from .making import Wish, browser_for, read_talks, write_talk
from .material import Material
from .own import DRAWINGS
from .reading import find_talks
from .slides import Slide, Talk

DECKS = "assets/talks"  # on the site; what stands below assets/ is no page of it


@dataclass(frozen=True)
class SiteTalks:
    """What the site has of its talks.

    pages: language -> page -> Markdown, see `pages.fill.finish`. lists: language -> the block that leads to all talks.
    files: (language, path from the top of its site, name in the cache). without_pdf: whether there should be PDFs, and
    no browser was found to print them.
    """

    pages: dict[str, dict[str, str]]
    lists: dict[str, str]
    files: list[tuple[str, str, str]]
    without_pdf: bool = False


def site_talks(
    data: Path, folder: Path, cache: Path, as_of: str | None, settings: Settings, blocks: dict[str, dict], key: str,
    *, kits: bool,
) -> SiteTalks:  # fmt: skip
    """Return the talks of the site, from the cache if nothing has changed.

    folder: docs/talks. blocks: language -> "figure" -> name -> the block that pages show. key: of all that numbers are
    made from. kits: with PDFs, if there is a browser.
    """
    missing: list[str] = []
    browser = browser_for(("html", "pptx", "pdf") if kits else (), missing.append)
    own = hash_files(files_below([folder]), folder, key, repr(settings), f"{as_of} {kits} {browser}")
    note = cache / "site.json"
    try:
        kept = json.loads(note.read_bytes())
        if kept["key"] == own and all((cache / name).is_file() for *_, name in kept["talks"]["files"]):
            return SiteTalks(**kept["talks"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no cache, or one that cannot be trusted
    wish = Wish(languages=("fr", "en"), as_of=as_of or "")  # of the site's edition, as the figures beside the words are
    names = [name for each in settings.talks or [None] for name in find_talks(folder, each)]
    pages: dict[str, dict[str, str]] = {"fr": {}, "en": {}}
    lists: dict[str, list[tuple[int, str]]] = {"fr": [], "en": []}
    files: list[tuple[str, str, str]] = []
    for talk, material in read_talks(names, wish, settings, data, folder, cache, key):
        stem = cache / f"{talk.name}-{talk.lang}-{material.numbers.edition}"
        decks = write_talk(talk, material, ("html", "pptx"), stem, browser)
        drawings = _own_drawings(talk, material)
        files += [(talk.lang, f"{DECKS}/{path.name}", path.name) for path in decks]
        files += [(talk.lang, f"{DECKS}/{name}", kept) for name, kept in drawings.values()]
        taken = _downloads(decks, talk.lang)
        pages[talk.lang][f"talks/{talk.name}/index.md"] = _page(talk, material, blocks[talk.lang], drawings, taken)
        lists[talk.lang].append((-len(talk.slides), _entry(talk, taken)))
    longest_first = {lang: "".join(entry for _, entry in sorted(each)) for lang, each in lists.items()}
    made = SiteTalks(pages, longest_first, files, bool(missing))
    write_atomic(note, json.dumps({"key": own, "talks": vars(made)}, ensure_ascii=False))
    return made


def _own_drawings(talk: Talk, material: Material) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (figure, width) -> (name on the site, name in the cache) of the figures that only talks have."""
    names = dict.fromkeys(name for slide in talk.slides for name in slide.figures if name in DRAWINGS)
    jobs = [material.job(name, width) for name in names for width in WIDTH_NAMES]
    keys, _ = draw_all(jobs, material.cache, lambda done, total: None)
    return {
        (name, width): (f"{talk.name}-{name.replace('_', '-')}-{talk.lang}-{width}.svg", f"{key}.svg")
        for (name, _, width), key in keys.items()
    }


def _downloads(decks: list[Path], lang: str) -> str:
    said = in_language(words("talks")["page"], lang)
    lines = [
        f'<li><a href="{{root}}{DECKS}/{quote(path.name)}"{"" if path.suffix == ".html" else " download"}>'
        f"{escape(said[path.suffix[1:]])}</a> <small>{kilobytes(path.stat().st_size, lang)}</small></li>"
        for path in decks
    ]
    return f'<ul class="downloads">{"".join(lines)}</ul>'


def _entry(talk: Talk, downloads: str) -> str:
    """Return a talk in the list of all talks."""
    more = " · ".join(escape(text) for text in (talk.event, _length(talk)) if text)
    return (
        f'<section class="talk" id="{talk.name}"><h2><a href="{{root}}talks/{talk.name}/index.html">'
        f"{escape(talk.title)}</a></h2><p>{more}</p>{downloads}</section>"
    )


def _length(talk: Talk) -> str:
    slides = counted(len(talk.slides), "slide", talk.lang)
    return f"{talk.duration}, {slides}" if talk.duration else slides


def _page(talk: Talk, material: Material, blocks: dict, drawings: dict, downloads: str) -> str:
    """Return the page of a talk: its slides, one below the other, each with what is said."""
    said, lang = in_language(words("talks")["page"], talk.lang), talk.lang
    month = edition(material.numbers.edition, lang)
    as_of = ui("site", lang)["as_of"].format(number=edition_number(material.numbers.edition), edition=month)
    count = len(talk.slides)
    shown: set[str] = set()
    slides = []
    for number, slide in enumerate(talk.slides, 1):
        slides.append(_slide(number, count, slide, talk, material, blocks, drawings, shown))
        shown |= set(slide.figures)
    return (
        f"---\ntitle: {quoted(talk.title)}\ndescription: {quoted(said['description'].format(title=talk.title))}\n"
        f"search:\n  exclude: true\n---\n"
        f'<p class="kicker"><a href="{{root}}talks/index.html">{escape(said["talks"])}</a></p>\n\n'
        f"# {marked(talk.title)}\n\n"
        f'<p class="answer">{escape(talk.event)}</p>\n\n'
        f'<p class="meta">{escape(_length(talk))} · {escape(as_of)}</p>\n\n'
        f"{downloads}\n\n" + "\n\n".join(slides) + "\n"
    )


def _slide(
    number: int, count: int, slide: Slide, talk: Talk, material: Material, blocks: dict, drawings: dict, shown: set[str]
) -> str:  # fmt: skip
    title = title_of(slide, talk, material)
    unseen = "" if slide.title or not slide.figures else ' class="unseen"'  # the drawing has the title
    heading = "" if slide.layout == "title" else f"<h2{unseen}>{escape(title)}</h2>"
    if slide.layout == "sources":
        body = listed((f"<cite>{escape(text)}</cite>" for text in material.sources(talk)), "sources many")
    else:
        points = listed(said_line(line) for line in slide.points)
        texts = "".join(f"<p>{said_line(line)}</p>" for line in slide.texts)
        figures = "".join(_figure(name, material, blocks, drawings, name in shown) for name in slide.figures)
        tables = "".join(_table(name, material) for name in slide.tables)
        claims = "".join(claim_shown(name, material) for name in slide.claims)
        body = points + tables + claims + texts + figures
    credit = "" if slide.figures or slide.layout in ("title", "sources") else source_line(slide, material)
    credit = f'<p class="credit">{escape(credit)}</p>' if credit else ""
    spoken = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
    label = escape(material.ui["number"].format(number=number, all=count))
    card = f'<div class="slide">{heading}{body}{credit}</div>' if heading or body else ""
    return f'<section class="spoken" id="s{number}" aria-label="{label}">{card}{spoken}</section>'


def _figure(name: str, material: Material, blocks: dict, drawings: dict, again: bool) -> str:
    if name not in DRAWINGS:
        block = blocks["figure"][name]
        return block.replace(f' id="{name.replace("_", "-")}"', "", 1) if again else block
    lang, texts = material.lang, material.job(name, "wide").words
    wide, narrow = (f"{{root}}{DECKS}/{drawings[name, width][0]}" for width in WIDTH_NAMES)
    sizes = [f'width="{WIDTHS[width].width}" height="{WIDTHS[width].height}"' for width in WIDTH_NAMES]
    caption = ui("figure", lang)["table_of"].format(title=texts["title"])
    return (
        f'<figure class="fig own"><picture><source media="(max-width: 600px)" srcset="{narrow}" {sizes[1]}>'
        f'<img src="{wide}" {sizes[0]} loading="lazy" decoding="async" alt="{escape(texts["alt"])}"></picture>'
        f'<figcaption><span class="read">{escape(texts["read"])}</span> '
        f'<span class="source">{with_links(material.source)}</span></figcaption>'
        f"<details data-search-exclude><summary>{escape(ui('figure', lang)['table'])}</summary>"
        f"{table(material.numbers.figures[name], lang, caption, texts)}</details></figure>"
    )


def _table(name: str, material: Material) -> str:
    small, texts = material.numbers.tables[name], material.table_words(name)
    return table(small, material.lang, texts["caption"], headings(material.lang, texts))
