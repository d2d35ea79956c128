"""The deck as PowerPoint: slides that one can edit, on a master with our fonts and colours.

Titles, points, tables and source lines are texts in placeholders; figures are pictures with their words. The order of
the shapes is the order of reading. The package has no clock: the same deck gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as PptxSlide
from pptx.slide import SlideLayout, SlideMaster
from pptx.text.text import TextFrame
from pptx.util import Pt

from ..figures.style import ROLES
from ..logo import Logo
from ..words.catalogue import ui
from .html_file import FEW_SOURCES, LOGO_ROOM, source_line, title_of, under_title
from .material import Material
from .pictures import ROOMS, SLIDE
from .slides import Line, Slide, Talk

_NO_DAY = datetime(2000, 1, 1)  # a package has no clock
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the ZIP format
FONTS = {"major": "Georgia", "minor": "Arial"}  # on every computer with PowerPoint
_THEME = {
    "dk1": "ink", "lt1": "paper", "dk2": "muted", "lt2": "grid", "accent1": "accent", "accent2": "us", "accent3": "cn",
    "accent4": "europe", "accent5": "jp", "accent6": "other", "hlink": "us", "folHlink": "jp",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f]+")  # no characters of XML, or ends of lines
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_LEFT, _WIDE = 40, 880
_TITLE, _BODY = (_LEFT, 20, _WIDE, 68), (_LEFT, 98, _WIDE, 388)
_LOW_TITLE, _LOW_BODY = (_LEFT, 84, _WIDE, 160), (_LEFT, 262, _WIDE, 220)  # of slides that only talk
_FOOT, _NUMBER = (_LEFT, 506, 780, 24), (840, 506, 80, 24)
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # of a table: no colours, no lines
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MUTED = MSO_THEME_COLOR.TEXT_2
Place = tuple[float, float, float, float]  # left, top, width, height in points


def powerpoint(talk: Talk, material: Material) -> bytes:
    """Return the file; the pictures (PNG) must be in the material's cache (`Material.draw`)."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE[0]), Pt(SLIDE[1])
    _master(deck, material.settings.accent)
    title, content, bare = _layouts(deck)
    for slide in talk.slides:
        layout = (
            title
            if slide.layout == "title"
            else bare
            if slide.layout in ("figure", "two-figures", "table")
            else content
        )
        _slide(deck.slides.add_slide(layout), slide, talk, material)
    _properties(deck, talk, material)
    out = io.BytesIO()
    deck.save(out)
    return _without_clock(out.getvalue())


def _without_clock(package: bytes) -> bytes:
    """Return a package packed anew: the same parts in the same order, without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _master(deck: Deck, accent: str) -> None:
    """Give the master our theme, and its placeholders their places. accent: the colour of what stands out."""
    master = deck.slide_master
    theme = next(part for part in (rel.target_part for rel in master.part.rels.values()) if "theme" in part.partname)
    text = theme.blob.decode("utf-8")
    for name, role in _THEME.items():
        value = accent if role == "accent" else ROLES[role][0]
        colour = f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", colour, text)
    for kind, font in FONTS.items():
        text = re.sub(rf'(<a:{kind}Font><a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    theme._blob = text.replace('name="Office Theme"', 'name="TOP500"').encode("utf-8")
    places = {"title": _TITLE, "body": _BODY, "ftr": _FOOT, "sldNum": _NUMBER}
    for shape in list(master.placeholders):
        kind = shape._element.ph.get("type", "body")
        if kind in places:
            _put(shape, places[kind])
            _margins(shape.text_frame)
        else:  # the date
            shape._element.getparent().remove(shape._element)
    _text_styles(master)


def _text_styles(master: SlideMaster) -> None:
    """Set letters of titles, texts and footers once, on the master."""
    styles = master._element.find(qn("p:txStyles"))
    for kind, size, bold in (("p:titleStyle", 28, "1"), ("p:bodyStyle", 22, "0")):
        for level in styles.find(qn(kind)):
            if not level.tag.endswith("pPr"):
                continue
            level.set("algn", "l")
            if kind == "p:bodyStyle":
                level.set("marL", "0")
                level.set("indent", "0")
                for bullet in [each for each in level if "}bu" in each.tag]:
                    level.remove(bullet)
                level.insert(_before_letters(level), parse_xml(f"<a:buNone {nsdecls('a')}/>"))
            letters = level.find(qn("a:defRPr"))
            letters.set("sz", str(size * 100))
            letters.set("b", bold)
    for shape in master.placeholders:
        if shape._element.ph.get("type") in ("ftr", "sldNum"):
            style = shape._element.txBody.find(qn("a:lstStyle"))[0]
            style.set("algn", "r" if shape._element.ph.get("type") == "sldNum" else "l")
            letters = style.find(qn("a:defRPr"))
            letters.set("sz", "1100")
            letters.find(qn("a:solidFill")).getparent().replace(
                letters.find(qn("a:solidFill")),
                parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="tx2"/></a:solidFill>'),
            )


def _before_letters(level: object) -> int:
    """Return where in a paragraph's properties a bullet stands: before tabs and letters."""
    return next(at for at, each in enumerate(level) if each.tag in (qn("a:tabLst"), qn("a:defRPr")))


def _layouts(deck: Deck) -> tuple[SlideLayout, SlideLayout, SlideLayout]:
    """Return the layouts for titles, for texts and for figures; the others are dropped."""
    wanted = [deck.slide_layouts.get_by_name(name) for name in ("Title Slide", "Title and Content", "Title Only")]
    for layout in list(deck.slide_layouts):
        if layout.name not in [each.name for each in wanted]:
            deck.slide_layouts.remove(layout)
            continue
        for shape in list(layout.placeholders):
            if shape._element.ph.get("type") == "dt":
                shape._element.getparent().remove(shape._element)
    first = wanted[0]
    for shape in first.placeholders:
        kind = shape._element.ph.get("type")
        if kind in ("ctrTitle", "subTitle"):
            _put(shape, _LOW_TITLE if kind == "ctrTitle" else _LOW_BODY)
            style = shape._element.txBody.find(qn("a:lstStyle"))
            for level in list(style):
                style.remove(level)
            if kind == "ctrTitle":
                _anchor(shape.text_frame, MSO_ANCHOR.BOTTOM)
    _bar(first)
    return wanted[0], wanted[1], wanted[2]


def _bar(layout: SlideLayout) -> None:
    """Draw the red bar of title slides, which is no shape of the slides themselves."""
    left, top, width, height = (int(Pt(size)) for size in (40, 60, 96, 8))
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, shape)


def _put(shape: object, place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, place)


def _margins(frame: TextFrame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _anchor(frame: TextFrame, where: MSO_ANCHOR) -> None:
    frame.vertical_anchor = where


def _slide(page: PptxSlide, slide: Slide, talk: Talk, material: Material) -> None:
    """Fill a slide: title, then what it shows, then source line and number, which is the order of reading."""
    lang = _LANGUAGES[talk.lang]
    title = page.shapes.title
    _lines(
        title.text_frame,
        [((title_of(slide, talk, material), False),)],
        lang,
        {"title": 46, "statement": 38}.get(slide.layout),
    )
    if slide.layout == "statement":
        _put(title, _LOW_TITLE)
        _anchor(title.text_frame, MSO_ANCHOR.BOTTOM)
    if (body := next((shape for shape in page.placeholders if shape.placeholder_format.idx == 1), None)) is not None:
        _body(page, body, slide, talk, material)
    if slide.layout == "title" and material.settings.logo:
        _logo(page, material.settings.logo)
    for at, name in enumerate(slide.figures):
        _picture(page, name, at, slide, material)
    for name in slide.tables:
        _table(page, name, material, lang)
    _foot(page, source_line(slide, material), lang)
    if slide.notes:
        frame = page.notes_slide.notes_text_frame
        _lines(frame, [((note, False),) for note in slide.notes], lang)


def _body(page: PptxSlide, body: object, slide: Slide, talk: Talk, material: Material) -> None:
    lang, frame = _LANGUAGES[talk.lang], body.text_frame
    lines: list[Line] = [*slide.points, *slide.texts]
    size, gap = None, 10.0
    if slide.layout == "title":
        lines = [((text, False),) for text in under_title(talk)]
    elif slide.layout == "statement":
        _put(body, _LOW_BODY)
        size = 24
    elif slide.layout == "claim":
        verdict = material.verdict(slide.claims[0])
        quote = f"« {verdict.statement} »" if talk.lang == "fr" else f"“{verdict.statement}”"
        colon = ui("claims", talk.lang)["colon"]
        told = [((f"{label}{colon}", False), (said, True)) for label, said, _ in verdict.verdicts]
        lines = [((quote.replace("« ", "«\u202f").replace(" »", "\u202f»"), False),), ((verdict.kind, False),), *told]
        lines += [((verdict.held, False),)] if verdict.held else []
        lines += slide.texts
        _anchor(frame, MSO_ANCHOR.MIDDLE)
    elif slide.layout == "figure-points":
        _put(body, (_LEFT, _BODY[1], 420, _BODY[3]))
        _anchor(frame, MSO_ANCHOR.MIDDLE)
        gap = 18
    elif slide.layout == "sources":
        sources = material.sources(talk)
        lines = [((text, False),) for text in sources]
        if len(sources) > FEW_SOURCES:
            size, gap = 13, 3
            frame._txBody.bodyPr.set("numCol", "2")
            frame._txBody.bodyPr.set("spcCol", str(Pt(28)))
    if not lines:
        body._element.getparent().remove(body._element)
        return
    _lines(frame, lines, lang, size, gap, strong=28 if slide.layout == "figure-points" else None)
    if slide.layout == "claim":
        for run in frame.paragraphs[0].runs:
            run.font.name, run.font.size = "+mj-lt", Pt(26)


def _lines(
    frame: TextFrame, lines: Iterable[Line], lang: str, size: int | None = None, gap: float = 0,
    strong: int | None = None,
) -> None:  # fmt: skip
    """Write paragraphs; what stands out is bold, in the accent colour and of size `strong`. gap: points below each."""
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if gap:
            paragraph.space_after = Pt(gap)
        for text, stands_out in line:
            run = paragraph.add_run()
            run.text = _CONTROL.sub(" ", text)
            run._r.get_or_add_rPr().set("lang", lang)
            if size:
                run.font.size = Pt(size)
            if stands_out:
                run.font.bold = True
                run.font.size = Pt(strong) if strong else run.font.size
                run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _picture(page: PptxSlide, name: str, at: int, slide: Slide, material: Material) -> None:
    picture = material.picture(name, slide.layout)
    across, down = picture.size
    left = {"figure": _LEFT - 12, "figure-points": 960 - 28 - ROOMS["half"][0], "two-figures": 28 + at * 462}[
        slide.layout
    ]
    shape = page.shapes.add_picture(
        str(material.cache / f"{picture.file}.png"), Pt(left), Pt(_BODY[1]), Pt(across), Pt(down)
    )
    shape.name = picture.title
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)


def _logo(page: PptxSlide, logo: Logo) -> None:
    """Put the logo at the top right, for the eye alone: name and affiliation are texts.

    An SVG stays one, beside an empty PNG for programs that draw none (PowerPoint since 2016 does).
    """
    across, down = logo.size(*LOGO_ROOM)
    place = Pt(_LEFT + _WIDE - across), Pt(36), Pt(across), Pt(down)
    content = io.BytesIO(logo.content)
    if logo.kind == "svg":
        content = io.BytesIO()
        Image.new("RGBA", (1, 1)).save(content, "PNG")
        content.seek(0)
    shape = page.shapes.add_picture(content, *place)
    shape.name = "Logo"
    shape._element.nvPicPr.cNvPr.set("descr", "")
    if logo.kind == "svg":
        package = page.part.package
        part = Part(package.next_partname("/ppt/media/logo%d.svg"), "image/svg+xml", package, logo.content)
        blip = shape._element.find(f".//{qn('a:blip')}")
        blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
                'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                f'xmlns:r="{_RELATIONS}" r:embed="{page.part.relate_to(part, RT.IMAGE)}"/></a:ext></a:extLst>'
            )
        )


def _table(page: PptxSlide, name: str, material: Material, lang: str) -> None:
    """Write a table as a table, its columns as wide as their texts ask for."""
    grid = material.grid(name)
    rows = [grid.heads, *grid.rows]
    widest = [max(min(len(row[column]), 60) for row in rows) + 3.5 for column in range(len(grid.heads))]
    left, top, width, _ = _BODY
    frame = page.shapes.add_table(len(rows), len(grid.heads), Pt(left), Pt(top), Pt(width), Pt(30 * len(rows)))
    frame.name = grid.caption
    frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.caption)
    frame.table.horz_banding = False
    frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    height = Pt(min(38, _BODY[3] / len(rows)))
    for column, letters in enumerate(widest):
        frame.table.columns[column].width = Pt(width * letters / sum(widest))
    for at, row in enumerate(rows):
        frame.table.rows[at].height = height
        for column, text in enumerate(row):
            cell = frame.table.cell(at, column)
            cell.fill.background()
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left, cell.margin_right = Pt(0), Pt(24 if grid.right[column] else 10)
            cell.margin_top = cell.margin_bottom = Pt(3)
            _lines(cell.text_frame, [((text, False),)], lang, 14 if at == 0 else 17)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if grid.right[column] else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.bold = False
                run.font.color.theme_color = _MUTED if at == 0 else MSO_THEME_COLOR.TEXT_1
            _line_below(cell)


def _line_below(cell: object) -> None:
    """Draw a hairline below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:lnB>')
    properties.insert(0, line)


def _foot(page: PptxSlide, source: str, lang: str) -> None:
    """Add source line and slide number, in the placeholders of the layout."""
    tree = page.shapes._spTree
    for kind, index, name in (("ftr", 11, "Source"), ("sldNum", 12, "Number")):
        if kind == "ftr" and not source:
            continue
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{len(tree) + 10}" name="{name}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
            "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
        tree.append(shape)
        paragraph = shape.find(f".//{qn('a:p')}")
        # Said again here, because LibreOffice does not take it from the master.
        letters = (
            f'<a:rPr {nsdecls("a")} lang="{lang}" sz="1100"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
            '<a:latin typeface="+mn-lt"/></a:rPr>'
        )
        if kind == "ftr":
            paragraph.get_or_add_pPr().set("algn", "l")
            paragraph.add_r(source).insert(0, parse_xml(letters))
        else:
            field = parse_xml(
                f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
                f"{letters}<a:t>‹#›</a:t></a:fld>"
            )
            paragraph.append(field)


def _properties(deck: Deck, talk: Talk, material: Material) -> None:
    """Set what the file says of itself; drop the template's own picture."""
    own = deck.core_properties
    own.title, own.author = talk.title, talk.author or ui("site", talk.lang)["name"]
    own.subject, own.language = talk.event, _LANGUAGES[talk.lang]
    own.keywords, own.comments = "TOP500", material.credit
    own.last_modified_by, own.revision = own.author, 1
    own.created = own.modified = _NO_DAY
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if "thumbnail" in relation.reltype:
            package._rels.pop(key)
