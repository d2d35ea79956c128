"""From a Matplotlib figure to the one file that readers see, download and embed.

The file carries both colour schemes: light colours as plain attributes (which PowerPoint and Inkscape read), dark ones
in a style sheet inside, found by the light colour. Texts stay texts, in the reader's system fonts.
"""

from __future__ import annotations

import io
import re

import matplotlib
from lxml import etree
from matplotlib.figure import Figure

from .style import SANS, SERIF, roles

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_NUMBER = re.compile(r"-?\d+\.\d+")
_STYLE_TO_KEEP = {
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
    "stroke-linecap", "font-size", "font-weight", "text-anchor", "opacity", "fill-rule",
}  # fmt: skip
# No text as paths, no clock and no random ids: the same figure gives the same bytes.
RC = {"svg.fonttype": "none", "svg.hashsalt": "figures", "path.simplify": False, "text.usetex": False}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def finish(figure: Figure, name: str, title: str, description: str, lang: str) -> str:
    """Return the finished SVG text of a figure.

    name: prefix of all ids, unique for a page. title, description: what screen readers say.
    """
    buffer = io.BytesIO()
    with matplotlib.rc_context(RC):
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA)
    root = etree.fromstring(buffer.getvalue(), etree.XMLParser(resolve_entities=False))
    _drop(root)
    for element in root.iter(f"{{{SVG}}}*"):
        _plain_attributes(element)
    _unwrap_groups(root)
    _name_ids(root, name)
    _head(root, name, title, description, lang)
    return etree.tostring(root, encoding="unicode") + "\n"


def _drop(root: etree._Element) -> None:
    """Remove metadata, comments and Matplotlib's style sheet, which would leak into a page."""
    for element in list(root.iter()):
        unwanted = not isinstance(element.tag, str) or etree.QName(element).localname in ("metadata", "style")
        if unwanted and element.getparent() is not None:
            element.getparent().remove(element)


def _plain_attributes(element: etree._Element) -> None:
    """Turn the style attribute into plain attributes, shorten numbers, choose the font stack."""
    style = dict(part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if ":" in part)
    style = {key.strip(): value.strip() for key, value in style.items()}
    _expand_font(style)
    if "DejaVu Serif" in style.pop("font-family", ""):
        element.set("font-family", SERIF)
    for key, value in style.items():
        if key in _STYLE_TO_KEEP and not (key == "font-weight" and value in ("400", "normal")):
            element.set(key, value.removesuffix("px") if key == "font-size" else value)
    for key in ("d", "transform", "x", "y", "width", "height", "points"):
        if key in element.attrib and element is not element.getroottree().getroot():
            element.set(key, _NUMBER.sub(_shorter, " ".join(element.get(key).split())))


def _expand_font(style: dict[str, str]) -> None:
    """Split the shorthand "font: 700 14px 'DejaVu Sans', …" that newer Matplotlib writes."""
    match = re.match(r"(?:(bold|\d+) )?([\d.]+)px (.*)", style.pop("font", ""))
    if match:
        style["font-weight"] = match[1] or "400"
        style["font-size"] = match[2]
        style["font-family"] = match[3]


def _shorter(match: re.Match[str]) -> str:
    """Round to a tenth of a pixel, which no eye can tell."""
    text = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _unwrap_groups(root: etree._Element) -> None:
    """Drop groups that say nothing (no attribute but an id): half of Matplotlib's file."""
    for group in list(root.iter(f"{{{SVG}}}g")):
        parent = group.getparent()
        if parent is None or set(group.attrib) - {"id"}:
            continue
        at = parent.index(group)
        for child in reversed(group):
            parent.insert(at + 1, child)
        parent.remove(group)


def _name_ids(root: etree._Element, name: str) -> None:
    """Number the ids that something refers to, with the figure's name in front; drop the others."""
    used: dict[str, str] = {}
    for element in root.iter(f"{{{SVG}}}*"):
        for key, value in element.attrib.items():
            target = value[1:] if key == f"{{{XLINK}}}href" else (re.findall(r"url\(#([^)]+)\)", value) or [""])[0]
            if target:
                used.setdefault(target, f"{name}-{len(used)}")
                element.set(key, value.replace(target, used[target]))
    for element in root.iter(f"{{{SVG}}}*"):
        identity = element.attrib.pop("id", None)
        if identity in used:
            element.set("id", used[identity])


def _head(root: etree._Element, name: str, title: str, description: str, lang: str) -> None:
    """Set what the root needs: language, role, title, description, size, fonts and the dark scheme."""
    _, _, width, height = root.get("viewBox").split()
    root.set("width", width)
    root.set("height", height)
    root.set("role", "img")
    root.set("lang", lang)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    root.set("aria-labelledby", f"{name}-t {name}-d")
    root.set("font-family", SANS)
    root.set("stroke-linejoin", "round")  # Matplotlib says it in the style sheet that was dropped
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = etree.Element(f"{{{SVG}}}{tag}", id=f"{name}-{tag[0]}")
        element.text = text
        root.insert(position, element)
    style = etree.Element(f"{{{SVG}}}style")
    style.text = f"@media(prefers-color-scheme:dark){{{_dark_rules(root)}}}"
    root.insert(2, style)


def _dark_rules(root: etree._Element) -> str:
    """Return the rules that give each colour in use its dark twin; without them a text is never black on black."""
    rules = []
    used = {(key, element.get(key)) for element in root.iter() for key in ("fill", "stroke") if element.get(key)}
    twins = dict(roles().values())
    for key, light in sorted(used):
        if light in twins:
            rules.append(f'[{key}="{light}"]{{{key}:{twins[light]}}}')
    return "".join(rules)
