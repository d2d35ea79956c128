"""A speaker's logo: a picture from a stranger's hand, looked at before it goes onto slides and pages.

A PNG or JPEG must be one (Pillow reads it whole). An SVG can hold scripts and links to other machines: it may only hold
the elements that draw.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from .errors import refuse

_MOST_BYTES = 1_000_000
_MOST_PIXELS = 4000  # each way
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc", "style", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
}  # fmt: skip
# What reaches beyond the file, or runs: an address that is no "#part", a rule of a style sheet that loads, an escape.
_REACHES = re.compile(r"url\(\s*['\"]?(?!#)|@|\\|javascript:|expression\(", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A logo that has been looked at. kind: "png", "jpg" or "svg"; ratio: width over height."""

    kind: str
    content: bytes
    ratio: float

    @property
    def inline(self) -> str:
        """The logo as an address that holds all of it."""
        return f"data:{_TYPES[self.kind]};base64,{base64.b64encode(self.content).decode()}"

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Return the largest width and height that fit into a room."""
        return (width, width / self.ratio) if self.ratio > width / height else (height * self.ratio, height)


def read_logo(path: Path, where: str) -> Logo:
    """Return the logo in a file. Raises Refused if there is none, or if it is no picture or more than one."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        raise refuse(where, f"there is no file {path.name}", "a PNG, JPEG or SVG beside talk.toml") from None
    if len(content) > _MOST_BYTES:
        raise refuse(where, f"{path.name} is too large", f"at most {_MOST_BYTES // 1000:,} KB", "Export a smaller one")
    try:
        kind, ratio = _svg(content, where) if b"<svg" in content[:2000] else _pixels(content)
    except (OSError, ValueError, SyntaxError, ZeroDivisionError, Warning) as error:  # what Pillow and lxml say
        raise refuse(where, f"{path.name} is no picture ({error})", "a PNG, JPEG or SVG") from None
    if not 1 / 20 <= ratio <= 20:
        raise refuse(where, f"{path.name} is {ratio:.3g} times as wide as high", "between 1 : 20 and 20 : 1")
    return Logo(kind, content, ratio)


def _pixels(content: bytes) -> tuple[str, float]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
                if max(image.size) > _MOST_PIXELS:
                    raise ValueError(f"{image.size[0]} x {image.size[1]} pixels, more than {_MOST_PIXELS} each way")
                image.load()
                return ("png" if image.format == "PNG" else "jpg"), image.size[0] / image.size[1]
        except Image.DecompressionBombError as bomb:
            raise ValueError(str(bomb)) from None


def _svg(content: bytes, where: str) -> tuple[str, float]:
    from lxml import etree

    if re.search(rb"<!(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise refuse(where, "the SVG declares a document type, which can hide things", "plain SVG", "Export it anew")
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    if root.tag != f"{_SVG}svg":
        raise ValueError("its first element is no svg")
    for element in root.iter():
        if isinstance(element, etree._ProcessingInstruction):
            raise refuse(where, f"the SVG holds <?{element.target}?>", "only what draws", "Export it as plain SVG")
        if isinstance(element, etree._Comment):
            continue
        space, _, name = element.tag.rpartition("}")
        if f"{space}}}" != _SVG or name not in _DRAWS:
            raise refuse(
                where, f"the SVG holds <{name}>, which a drawing does not need", f"only {', '.join(sorted(_DRAWS))}",
                "Export it as plain SVG, without scripts, pictures and the program's own data",
            )  # fmt: skip
        for key, value in element.attrib.items():
            bare = key.rpartition("}")[2].lower()
            if (
                bare.startswith("on")
                or (bare in ("href", "src") and not value.startswith("#"))
                or _REACHES.search(value)
            ):
                raise refuse(where, f"<{name}> in the SVG has {bare}={value[:60]!r}", "nothing that runs or loads")
        if name == "style" and _REACHES.search(element.text or ""):
            raise refuse(where, "the style sheet in the SVG loads something", "plain rules: .a { fill: #123456 }")
    return "svg", _svg_ratio(root.attrib)


def _svg_ratio(root: dict[str, str]) -> float:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    width, height = (
        box[2:4] if len(box) == 4 else (root.get(side, "").removesuffix("px") for side in ("width", "height"))
    )
    return float(width) / float(height)
