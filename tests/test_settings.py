"""What a fork says of itself in talk.toml, and the logo that comes with it: a file from a stranger's hand."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import fields

import pytest
from PIL import Image

from build_scripts import publish
from build_scripts.errors import Refused
from build_scripts.figures.style import ROLES
from build_scripts.logo import read_logo
from build_scripts.settings import Settings, contrast, load_settings

from .conftest import LANGUAGES, ROOT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {0} viewBox="0 0 200 80">{1}<path d="M0 0h9" fill="#123456"/></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def test_the_example_is_whole_and_says_nothing(tmp_path):
    text = (ROOT / "docs" / "talks" / "example.toml").read_text(encoding="utf-8")
    (tmp_path / "talk.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path / "talk.toml") == load_settings(tmp_path / "absent.toml") == Settings()
    (tmp_path / "talk.toml").write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", text), encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(picture())
    said = load_settings(tmp_path / "talk.toml")
    assert said.author("en") == "Ada Lovelace, Analytical Engine Society" and said.talks == ("country", "fuel")
    assert said.author("fr") == "Ada Lovelace, Société de la machine analytique"
    assert said.said("footer", "fr") == said.said("footer", "en") == "Open day"
    assert said.logo and said.logo.ratio == 2
    assert {field.name for field in fields(Settings)} == set(re.findall(r"(?m)^# (\w+) = ", text))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('nmae = "x"', "nmae: is not a setting. .*Is it 'name'"),
        ("name = 3", "a text between"),
        ('title = { fr = "a" }', "a text between"),
        ('title = { fr = "a", en = 3 }', "a text between"),
        ('title = "2026"', "a name with letters"),
        ('title = { fr = "Oui", en = "Yes" }', "a name with letters"),
        ('title = " "', "a name with letters"),
        ('talks = "fuel"', "a list of texts"),
        ('languages = ["de"]', "some of"),
        ('accent = "red"', "a colour such as"),
        ('accent = "#ffcc00"', r"contrast of 1\.\d : 1 .* Take a darker one"),
        ('accent = "#0072B2"', "what the figures draw 'us' in"),
        ('accent_dark = "#222222"', "Take a lighter one"),
        ('edition = "2026-07"', "is no edition"),
        ("focus = 3", "a text between"),
        ('logo = "none.png"', r"logo: there is no file none\.png"),
        ("name = ", "is no TOML"),
    ],
)
def test_settings_that_are_wrong_are_refused(tmp_path, line, words):
    (tmp_path / "talk.toml").write_text(line, encoding="utf-8")
    with pytest.raises(Refused, match=words):
        load_settings(tmp_path / "talk.toml")


def test_all_mistakes_are_told_at_once(tmp_path):
    (tmp_path / "talk.toml").write_text('nmae = "x"\naccent = "red"\nlogo = "none.png"\n', encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_settings(tmp_path / "talk.toml")
    assert len(refused.value.problems) == 3


def test_a_text_is_one_line(tmp_path):
    (tmp_path / "talk.toml").write_text('name = """A\n\tB\\u200b\\u0007\u00a0C"""', encoding="utf-8")
    assert load_settings(tmp_path / "talk.toml").said("name", "fr") == "A B \u00a0C"


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21 and contrast("#777777", "#777777") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # the lightest grey that passes on white


# The logo


@pytest.mark.parametrize(("kind", "content"), [("png", picture()), ("jpg", picture("JPEG")), ("svg", SVG.encode())])
def test_a_picture_is_read(tmp_path, kind, content):
    (tmp_path / "logo").write_bytes(content.replace(b"{0}", b"").replace(b"{1}", b""))
    logo = read_logo(tmp_path / "logo", "talk.toml, logo")
    assert logo.kind == kind and logo.ratio == {"svg": 2.5}.get(kind, 2) and logo.inline.startswith("data:image/")
    assert logo.size(100, 100) == (100, 100 / logo.ratio) and logo.size(1000, 10) == (10 * logo.ratio, 10)


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org"><path d="M0 0"/></a>',
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//example.org/x.svg#a"/>',
        '<path d="M0 0" onclick="alert(1)"/>',
        '<path d="M0 0" style="fill:url(https://example.org/x)"/>',
        '<path d="M0 0" fill="url( \'//example.org/x#a\')"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>path{fill:u\\72l(https://example.org/x)}</style>",
        "<style>path{background:url(https://example.org/x)}</style>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<?xml-stylesheet href="https://example.org/x.css"?>',
    ],
)
def test_a_hostile_drawing_is_refused(tmp_path, part):
    (tmp_path / "logo.svg").write_text(SVG.format("", part), encoding="utf-8")
    with pytest.raises(Refused, match=r"talk\.toml, logo: .*SVG"):
        read_logo(tmp_path / "logo.svg", "talk.toml, logo")


def test_entities_and_handlers_on_the_root_are_refused(tmp_path):
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("", "<desc>&b;</desc>")
    for content in (bomb, SVG.format('onload="alert(1)"', "")):
        (tmp_path / "logo.svg").write_text(content, encoding="utf-8")
        with pytest.raises(Refused):
            read_logo(tmp_path / "logo.svg", "talk.toml, logo")


def png_that_claims(width: int, height: int) -> bytes:
    """Return a small PNG file whose head says that it is huge."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no picture"),
        (b"GIF89a" + bytes(20), "is no picture"),
        (b"<html><svg></html>", "is no picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is no picture"),
        (picture()[:60], "is no picture"),
        (png_that_claims(50_000, 50_000), "is no picture"),
        (picture(size=(2000, 10)), "times as wide as high"),
        (bytes(1_000_001), "is too large"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path, content, words):
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(Refused, match=words):
        read_logo(tmp_path / "logo.png", "talk.toml, logo")


# The website


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fork_says_its_name_and_keeps_the_credits(tmp_path, lang):
    def environment(settings: Settings) -> dict[str, str]:
        return publish.Edition(lang, ROOT, ROOT, "", "", "2026-06", settings=settings).environment()

    both = dict.fromkeys(LANGUAGES, "Own")
    ours, own = environment(Settings()), environment(Settings(name=both, title=both))
    assert own["SITE_NAME"] == "Own" and ours["SITE_NAME"] in own["IMPRINT"] and "CC BY 4.0" in own["IMPRINT"]
    assert own["COPYRIGHT"] == ours["COPYRIGHT"] and "TOP500.org" in own["COPYRIGHT"]
    assert ours["IMPRINT"] == ours["LOGO"] == ""


def test_the_style_sheet_takes_a_forks_colours():
    sheet = (ROOT / "docs" / "assets" / "site.css").read_bytes()
    light, dark = (colour.encode() for colour in ROLES["accent"])
    own = publish.in_colours(sheet, ("#1d4ed8", "#93b4ff"))
    assert light in sheet and dark in sheet and light not in own and dark not in own
    assert own.count(b"#1d4ed8") == sheet.count(light) and own.count(b"#93b4ff") == sheet.count(dark)
