"""The values of the figures for those who point at them, tap them or use the keyboard, in a browser."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path

import pytest

from .conftest import find_chromium
from .test_site_in_browser import AXE, NARROW, STICKS_OUT, WIDE, sized, tab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this computer: no figure was pointed at"),
]
BUBBLE, RING, STOP, SAID = ".fig__bubble:visible", ".fig__ring:visible", ".fig__stop", ".fig__said"
# Headings and cells of the row of the newest list in a figure's table, as pairs.
NEWEST = """figure => {
  const text = cells => [...cells].map(cell => cell.textContent.trim());
  const table = figure.querySelector('table'), rows = table.tBodies[0].rows;
  return [text(table.tHead.rows[0].cells), text(rows[rows.length - 1].cells)];
}"""
PAGES = {"fr": "top500/index.html", "en": "en/top500/index.html"}
COLON = {"fr": "\u202f: ", "en": ": "}


def marks_of(site: Path, name: str) -> dict:
    """Return what a file of marks of the site holds ("growth-fr-wide")."""
    folder = site / ("en" if "-en-" in name else "") / "assets" / "figures"
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def figure(page, identity: str):
    """Bring a figure into the middle of the window, its picture loaded."""
    found = page.locator(f"figure#{identity}")
    found.scroll_into_view_if_needed()
    found.locator("picture img").evaluate(
        "image => image.decode().then(() => image.scrollIntoView({block: 'center', behavior: 'instant'}))"
    )
    return found


def place(found, marks: dict, index: int) -> tuple[float, float]:
    """Return where a mark is in the window."""
    box = found.locator("picture").bounding_box()
    scale = box["width"] / marks["width"]
    x, y, *_ = marks["marks"][index]
    return box["x"] + x * scale, box["y"] + y * scale


def lines(page) -> list[str]:
    page.locator(BUBBLE).wait_for(timeout=3000)
    return page.locator(f"{BUBBLE} > *").all_inner_texts()


def gone(page) -> None:
    page.locator(".fig__bubble").wait_for(state="hidden", timeout=3000)
    assert page.locator(RING).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pointer_shows_the_value_that_the_table_has(browser, address, site, lang, scheme):
    complaints: list[str] = []
    with tab(browser, complaints, color_scheme=scheme, viewport=sized(WIDE)) as page:
        page.goto(address + PAGES[lang])
        found, marks = figure(page, "growth"), marks_of(site, f"growth-{lang}-wide")
        x, y = place(found, marks, marks["series"][0] - 1)  # the newest point of the sum, drawn first
        page.mouse.move(x - 3, y + 3)
        heads, cells = found.evaluate(NEWEST)
        assert lines(page) == [cells[0], f"{heads[1]}{COLON[lang]}{cells[1]}"]
        bubble, ring = page.locator(BUBBLE).bounding_box(), page.locator(RING).bounding_box()
        assert abs(ring["x"] + ring["width"] / 2 - x) < 1.5 and abs(ring["y"] + ring["height"] / 2 - y) < 1.5
        assert not (0 <= x - bubble["x"] <= bubble["width"] and 0 <= y - bubble["y"] <= bubble["height"]), "covers it"
        assert page.locator(SAID).inner_text() == "", "a pointer is not talked to"

        page.mouse.move(x, bubble["y"] + 5, steps=8)
        assert lines(page)[0] == cells[0], "the pointer can go to the bubble without losing it"
        page.mouse.move(2, 2)
        gone(page)
    assert complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bubble_stays_in_the_window_wherever_one_points(browser, address, site, width):
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(width)) as page:
        page.goto(address + "owners/index.html")
        for identity in ("tiles", "performance-share"):
            name = "wide" if width == WIDE else "narrow"
            found, marks = figure(page, identity), marks_of(site, f"{identity}-fr-{name}")
            for index in (0, len(marks["marks"]) // 2, len(marks["marks"]) - 1):
                x, y = place(found, marks, index)
                page.mouse.move(x, y + 40)
                assert lines(page)[0] == marks["marks"][index][2].split(" · ")[0], "a whole column belongs to its list"
                box = page.locator(BUBBLE).bounding_box()
                assert box["x"] >= 0 and box["y"] >= 0
                assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= 800
                assert page.evaluate(STICKS_OUT) == []
    assert complaints == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_keyboard_walks_through_the_marks_and_says_them(browser, address, site, lang, rows):
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(WIDE)) as page:
        page.goto(address + PAGES[lang])
        found, marks = figure(page, "growth"), marks_of(site, f"growth-{lang}-wide")["marks"]
        stop = found.locator(STOP)
        asked = {"fr": "Valeurs\u202f: flèches gauche et droite", "en": "Values: left and right arrow keys"}[lang]
        assert (stop.get_attribute("tabindex"), stop.get_attribute("role")) == ("0", "application")
        assert stop.get_attribute("aria-label") == asked
        found.evaluate("figure => figure.previousElementSibling.setAttribute('tabindex', '-1')")
        found.evaluate("figure => figure.previousElementSibling.focus({preventScroll: true})")
        page.keyboard.press("Tab")
        assert stop.evaluate("stop => stop === document.activeElement")
        assert stop.evaluate("stop => getComputedStyle(stop).outlineStyle") != "none"
        picture, outline = found.locator("picture").bounding_box(), stop.bounding_box()
        assert all(abs(picture[key] - outline[key]) < 1 for key in picture)
        assert lines(page) == [asked], "the hint is for all who see"

        def said(index: int) -> None:
            page.wait_for_function(
                "([place, words]) => document.querySelector(place).textContent === words", arg=[SAID, marks[index][2]]
            )
            assert " · ".join(lines(page)) == marks[index][2]

        second, newest = len(rows), len(rows) - 1
        for key, index in (
            ("ArrowRight", 0), ("ArrowRight", 1), ("ArrowLeft", 0), ("End", newest), ("ArrowDown", second + newest),
            ("ArrowDown", 2 * second + newest), ("ArrowUp", second + newest), ("Home", second), ("Home", 0),
            ("ArrowLeft", 0),
        ):  # fmt: skip
            page.keyboard.press(key)
            said(index)
        page.keyboard.press("Escape")
        gone(page)
        assert stop.evaluate("stop => stop === document.activeElement"), "Escape hides, and the place is kept"
        page.keyboard.press("ArrowRight")
        said(1)
        page.keyboard.press("Tab")
        gone(page)
    assert complaints == []


def test_escape_hides_what_a_pointer_showed_until_it_comes_to_another_mark(browser, address, site):
    with tab(browser, [], viewport=sized(WIDE)) as page:
        page.goto(address + "owners/index.html")
        found, marks = figure(page, "tiles"), marks_of(site, "tiles-fr-wide")
        x, y = place(found, marks, 20)
        page.mouse.move(x, y + 60)
        assert lines(page)[0] == marks["marks"][20][2].split(" · ")[0]
        page.keyboard.press("Escape")
        gone(page)
        page.mouse.move(x, y + 70)
        page.wait_for_timeout(100)
        gone(page)
        page.mouse.move(place(found, marks, 24)[0], y + 70)
        assert lines(page)[0] == marks["marks"][24][2].split(" · ")[0]


def test_tap_shows_the_value_and_a_tap_elsewhere_hides_it(browser, address, site):
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(NARROW), has_touch=True, is_mobile=True) as page:
        page.goto(address + "top500/index.html")
        found, marks = figure(page, "growth"), marks_of(site, "growth-fr-narrow")
        index = marks["series"][0] - 1
        page.touchscreen.tap(*place(found, marks, index))
        assert " · ".join(lines(page)) == marks["marks"][index][2]
        assert page.locator(SAID).inner_text() == marks["marks"][index][2]
        found.locator("figcaption .read").tap()
        page.touchscreen.tap(5, 5)
        gone(page)
    assert complaints == []


def test_narrow_and_wide_drawings_have_their_own_places(browser, address, site):
    with tab(browser, [], viewport=sized(WIDE)) as page:
        page.goto(address + "top500/index.html")
        for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
            page.set_viewport_size(sized(width))
            page.wait_for_function(
                "name => document.querySelector('#growth img').currentSrc.endsWith(`-${name}.svg`)", arg=name
            )
            found, marks = figure(page, "growth"), marks_of(site, f"growth-fr-{name}")
            for index in (0, len(marks["marks"]) // 2, len(marks["marks"]) - 1):
                page.mouse.move(*place(found, marks, index))
                page.wait_for_function(
                    "words => document.querySelector('.fig__bubble')?.innerText.split('\\n').join(' · ') === words",
                    arg=marks["marks"][index][2],
                )


def test_bubble_is_accessible_and_nothing_is_fetched_before_a_figure_is_used(browser, address, site):
    axe = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with tab(browser, [], viewport=sized(WIDE)) as page:
        fetched: list[str] = []
        page.on("request", lambda request: request.url.endswith("-wide.json") and fetched.append(request.url))
        page.goto(address + "top500/index.html")
        found, marks = figure(page, "growth"), marks_of(site, "growth-fr-wide")
        assert fetched == []
        for index in (10, 11, 12):
            page.mouse.move(*place(found, marks, index))
            lines(page)
        assert len(fetched) == 1, "once"
        page.add_script_tag(content=axe)
        assert page.evaluate(AXE) == []


@pytest.mark.parametrize("how", ["no file", "not named", "from disk", "no scripts"])
def test_without_the_file_or_scripts_there_is_no_trace(browser, address, site, how):
    with tab(browser, [], viewport=sized(WIDE), java_script_enabled=how != "no scripts") as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and "search" not in said.text and errors.append(said.text))
        if how == "no file":
            page.route("**/*-wide.json", lambda route: route.fulfill(status=404))
        if how == "not named":
            page.route("**/index.html", lambda route: route.fulfill(body=without_marks(route.fetch().text())))
        page.goto((site / "index.html").as_uri() if how == "from disk" else address + "index.html")
        image = page.locator("figure.fig picture img").first
        image.scroll_into_view_if_needed()
        stops = page.locator(STOP).count()
        image.hover()
        if how == "no file":
            fewer = "([count, stop]) => document.querySelectorAll(stop).length < count"
            page.wait_for_function(fewer, arg=[stops, STOP])
            assert all("404" in error for error in errors), "only the browser's own line on the missing file"
        else:
            page.wait_for_timeout(200)
            assert page.locator(STOP).count() == 0
            assert errors == []
        assert page.locator("figure.fig img[tabindex], figure.fig picture [tabindex]").count() == 0
        assert page.locator(BUBBLE).count() == 0


def without_marks(page: str) -> str:
    return page.replace("data-marks=", "data-x=").replace("data-keys=", "data-y=")
