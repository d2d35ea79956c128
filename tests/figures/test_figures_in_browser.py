"""The drawings as a browser shows them: texts within bounds and apart in three fonts, the dark scheme through <img>."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from build_scripts.figures.style import ROLES

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: bounds and dark scheme not tested"),
]
FONTS = ["DejaVu Sans", "Liberation Sans", "FreeSans"]
EDITIONS = ["1993-06", "2008-06", None]

# Returns [drawing, font, what is wrong, text]. Boxes may touch by half a pixel, which is rounding.
MEASURE = """([drawings, fonts]) => {
  const wrong = [];
  for (const [name, svgText] of drawings) {
    document.body.innerHTML = svgText;
    const svg = document.querySelector('svg');
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const origin = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text, tspan')].filter(text => !text.querySelector('tspan'));
    for (const font of fonts) {
      texts.forEach(text => text.setAttribute('font-family', font));
      const boxes = texts.map(text => {
        const box = text.getBoundingClientRect();
        return [box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top];
      });
      boxes.forEach(([left, top, right, bottom], at) => {
        if (left < 0 || top < 0 || right > width || bottom > height)
          wrong.push([name, font, 'out of bounds', texts[at].textContent]);
        for (let other = 0; other < at; other++) {
          const across = Math.min(right, boxes[other][2]) - Math.max(left, boxes[other][0]);
          const down = Math.min(bottom, boxes[other][3]) - Math.max(top, boxes[other][1]);
          if (across > 0.5 && down > 0.5)
            wrong.push([name, font, 'overlap', texts[at].textContent + ' / ' + texts[other].textContent]);
        }
      });
    }
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 900, "height": 700})
        browser.close()


def test_the_measuring_finds_what_is_wrong(page):
    bad = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50" font-size="14">'
        '<text x="60" y="20">too long a text</text><text x="62" y="22">on top</text></svg>'
    )
    found = page.evaluate(MEASURE, [[["bad", bad]], FONTS[:1]])
    assert {what for _, _, what, _ in found} == {"out of bounds", "overlap"}


def test_fonts_are_there_and_differ(page):
    widths = [
        page.evaluate(
            "font => { document.body.innerHTML = `<span style='font:20px \"${font}\"'>Numerical Wind Tunnel</span>`;"
            " return document.querySelector('span').getBoundingClientRect().width; }",
            font,
        )
        for font in FONTS
    ]
    assert len({round(width) for width in widths}) > 1, "all fonts give one width: the test would prove nothing"


@pytest.mark.parametrize("edition", EDITIONS)
def test_texts_are_within_bounds_and_apart(edition, page, drawings):
    assert page.evaluate(MEASURE, [list(drawings(edition).items()), FONTS]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_image_follows_the_scheme_of_its_page(scheme, page, drawings):
    """The site switches `color-scheme` on the page, not in the system: the picture inside <img> must follow."""
    svg = drawings(None)["gauge-fr-wide"]
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    page.emulate_media(color_scheme="light")
    page.set_content(f'<html style="color-scheme:{scheme}"><body style="margin:0"><img src="{source}"></body></html>')
    page.wait_for_function("document.images[0].complete")
    shot = Image.open(io.BytesIO(page.locator("img").screenshot())).convert("RGB")
    areas = [color for count, color in shot.getcolors(1_000_000) if count > 300]  # fewer are blends at edges
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in areas}
    at = ("light", "dark").index(scheme)
    assert "#{:02x}{:02x}{:02x}".format(*shot.getpixel((3, 3))) == ROLES["paper"][at]
    for place in ("us", "cn", "europe", "jp", "other"):
        assert ROLES[place][at] in colours
        assert ROLES[place][1 - at] not in colours
