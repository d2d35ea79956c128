"""The finished site in a browser: two languages, two widths, light and dark, keyboard, no scripts, from disk."""

from __future__ import annotations

import importlib.resources
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from .conftest import find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        find_chromium() is None, reason="no Chromium on this computer: the site was not seen by a browser"
    ),
]
WIDE, NARROW, NARROWEST = 1280, 360, 320

# Scrolls every picture into view and waits until all are there; returns those that stayed empty.
LOAD_IMAGES = """async () => {
  for (const image of document.querySelectorAll('article img')) {
    image.scrollIntoView({behavior: 'instant'});
    await image.decode().catch(() => null);
  }
  window.scrollTo({top: 0, behavior: 'instant'});
  return [...document.querySelectorAll('article img')].filter(image => !image.naturalWidth).map(image => image.src);
}"""
# Whether all figures show this rendering (a browser changes to the other a moment after the window has changed).
SHOWN = """width => [...document.querySelectorAll('figure picture img')]
  .every(image => image.currentSrc.endsWith(`-${width}.svg`) && image.complete && image.naturalWidth > 0)"""
# What sticks out at the right, unless a frame scrolls it.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !element.closest('.tw, [hidden], svg'))
    .map(element => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
    .concat([`scrollWidth ${document.documentElement.scrollWidth}`]).slice(-4);
}"""
AXE = """async () => (await axe.run(document)).violations
  .map(found => `${found.id}: ${found.nodes.map(node => node.target).slice(0, 3).join(' | ')}`)"""


@pytest.fixture(scope="module")
def axe() -> str:
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def names(pages: dict) -> list[str]:
    """All pages that people write; of those that the build makes from one form every twentieth, for TORTURE all."""
    made = [name for name in sorted(pages) if is_made(name)]
    step = 1 if "TORTURE" in os.environ else 20
    return sorted(set(pages) - set(made)) + made[::step]


def is_made(name: str) -> bool:
    """Return whether the build makes a page by itself, as one of many: figures/growth/index.html."""
    return name.removeprefix("en/").count("/") > 1 and "talks/" not in name


@contextmanager
def tab(browser, complaints: list[str], **settings: object) -> Iterator:
    """Open a page that notes console errors, failed requests and requests to other hosts in `complaints`."""
    context = browser.new_context(**settings)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: message.type == "error" and complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("requestfailed", lambda request: was_cut_off(request) or complaints.append(f"failed: {request.url}"))
    page.on("response", lambda answer: answer.status >= 400 and complaints.append(f"{answer.status}: {answer.url}"))
    page.on("request", lambda request: foreign(request.url) and complaints.append(f"other host: {request.url}"))
    yield page
    context.close()


def was_cut_off(request) -> bool:
    """Return whether a request ended because the reader went on to another page."""
    return request.failure == "net::ERR_ABORTED"


def foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))


def sized(width: int) -> dict[str, int]:
    return {"width": width, "height": 800}


CHUNKS = 4  # parts of the pages, so that several processes can share a test that takes long


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_page_is_sound_in_both_widths(browser, address, names, axe, chunk):
    """Axe finds nothing, nothing sticks out, pictures are there in the right width, nothing is asked of other hosts.

    Axe takes long: it sees a page at one width in light and at the other in dark, its twin the other way round.
    """
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(WIDE), reduced_motion="reduce") as page:
        for name in names[chunk::CHUNKS]:
            page.set_viewport_size(sized(WIDE))
            page.goto(address + name)
            page.add_script_tag(content=axe)
            for width, drawing in ((WIDE, "wide"), (NARROW, "narrow")):
                page.set_viewport_size(sized(width))
                place = f"{name} at {width} px"
                assert page.evaluate(LOAD_IMAGES) == [], place
                page.wait_for_function(SHOWN, arg=drawing)
                assert page.evaluate(STICKS_OUT) == [], place
                for scheme in ("light", "dark"):
                    seen = (width == WIDE) == (name.startswith("en/") == (scheme == "dark"))
                    huge = "facts/" in name and (scheme, width) != ("light", WIDE)  # hundreds of entries of one form
                    if "TORTURE" in os.environ or (seen and not huge):
                        page.emulate_media(color_scheme=scheme)
                        assert page.evaluate(AXE) == [], f"{place}, {scheme}"
            page.set_viewport_size(sized(NARROWEST))
            assert page.evaluate(STICKS_OUT) == [], f"{name} at {NARROWEST} px"
            assert complaints == [], name


def test_opened_tables_are_sound_too(browser, address, names, axe):
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(NARROW)) as page:
        for name in names[::2]:
            page.goto(address + name)
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            assert page.evaluate(STICKS_OUT) == [], name
        page.goto(address + "top500/index.html")
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.add_script_tag(content=axe)
        assert page.evaluate(AXE) == []
    assert complaints == []


def luminance(page, selector: str) -> float:
    """Return how light the lower left corner of a picture is (its ground), 0 to 255."""
    shot = Image.open(io.BytesIO(page.locator(selector).first.screenshot(animations="disabled")))
    return ImageStat.Stat(shot.convert("L").crop((2, shot.height - 6, 6, shot.height - 2))).mean[0]


def test_switch_turns_page_and_figures_dark_and_is_remembered_in_both_languages(browser, address):
    complaints: list[str] = []
    with tab(browser, complaints, color_scheme="light", viewport=sized(WIDE)) as page:
        page.goto(address + "index.html")
        page.evaluate(LOAD_IMAGES)
        assert luminance(page, "figure picture img") > 200
        page.locator("label[for^='__palette']:visible").click()
        page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
        assert luminance(page, "figure picture img") < 80
        page.locator("header a.twin:visible").click()
        page.wait_for_url(address + "en/index.html")
        page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
        page.evaluate(LOAD_IMAGES)
        assert luminance(page, "figure picture img") < 80
        page.locator("label[for^='__palette']:visible").click()
        page.wait_for_function("document.body.dataset.mdColorScheme === 'default'")
        assert luminance(page, "figure picture img") > 200
    assert complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_twin_link_leads_to_the_same_page_and_back(browser, address, names, width):
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(width)) as page:
        for name in [name for name in names if not name.startswith("en/")][:: 2 if width == WIDE else 5]:
            page.goto(address + name)
            for expected, lang in ((f"en/{name}", "en"), (name, "fr")):
                page.locator("header a.twin:visible").click()
                page.wait_for_url(address + expected)
                assert page.locator("html").get_attribute("lang") == lang
    assert complaints == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_page_can_be_used_by_keyboard(browser, address, lang):
    home = address + ("en/" if lang == "en" else "")
    with tab(browser, [], viewport=sized(NARROW)) as page:
        page.goto(home + "top500/index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('a.md-skip')")
        assert page.locator("a.md-skip").is_visible()
        page.keyboard.press("Enter")
        target = page.evaluate("document.querySelector('a.md-skip').hash.slice(1)")
        assert page.evaluate("id => !!document.getElementById(id).closest('article')", target)
        page.wait_for_function("id => decodeURIComponent(location.hash) === '#' + id", arg=target)

        page.locator("figure details summary").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('figure details').open")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('figure details .tw[role=region][aria-label]')")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_wide_table_scrolls_inside_its_frame_by_keyboard(browser, address):
    with tab(browser, [], viewport=sized(NARROWEST), reduced_motion="reduce") as page:
        page.goto(address + "owners/index.html")
        frame = page.locator(".tw:visible").first
        frame.focus()
        assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_number_in_the_text_is_dotted_and_leads_to_its_entry_in_the_same_language(browser, address, lang):
    complaints: list[str] = []
    home = address + ("en/" if lang == "en" else "")
    with tab(browser, complaints, viewport=sized(WIDE)) as page:
        page.goto(home + "index.html")
        link = page.locator("article a.fact").first
        style = link.evaluate(
            "link => [getComputedStyle(link).textDecorationStyle, getComputedStyle(link).borderBottomStyle]"
        )
        assert "dotted" in style
        said, identity = link.inner_text(), link.evaluate("link => link.hash.slice(1)")
        link.click()
        page.wait_for_url(f"{home}facts/index.html#{identity}")
        assert said in page.locator(f"#{identity} dd strong").inner_text()
        assert page.locator("html").get_attribute("lang") == lang
    assert complaints == []


SEARCHED = [
    ("fr", "idée", "idée"),
    ("fr", "TOP500", "TOP500"),
    ("en", "idea", "idea"),
    ("en", "TOP500", "TOP500"),
]


@pytest.mark.parametrize(("lang", "word", "title"), SEARCHED)
def test_search_finds_a_heading_of_its_language_under_the_sub_path(browser, address, lang, word, title):
    """In French also a word after an elided article ("L’idée")."""
    complaints: list[str] = []
    home = address + ("en/" if lang == "en" else "")
    with tab(browser, complaints, viewport=sized(WIDE)) as page:
        page.goto(home + "top500/index.html")
        page.keyboard.press("/")
        page.keyboard.type(word)
        found = page.locator(".md-search-result__item a", has_text=title).first
        found.wait_for(state="attached", timeout=5000)
        assert found.evaluate("link => link.href").startswith(home)
    assert complaints == []


FORGIVEN = [
    ("fr", "consommations"), ("fr", "energie"), ("fr", "supercalculateur"), ("fr", "correlation"), ("fr", "Etats-Unis"),
    ("en", "trainings"), ("en", "accelerator"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "typed"), FORGIVEN)
def test_search_forgives_accents_and_plurals_and_keeps_its_teasers_clean(browser, address, lang, typed):
    complaints: list[str] = []
    home = address + ("en/" if lang == "en" else "")
    with tab(browser, complaints, viewport=sized(WIDE)) as page:
        page.goto(home + "index.html")
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.locator(".md-search-result__item a").first.wait_for(state="attached", timeout=5000)
        assert page.locator(".md-search-result__list small:visible").count() == 0  # the forms stay hidden
    assert complaints == []


def test_everything_but_search_works_from_a_folder_on_disk(browser, site: Path, names):
    """Menus, twins, links in the text and pictures; a browser keeps search scripts from reading files on disk."""
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(WIDE)) as page:
        page.goto((site / "index.html").as_uri())
        for home, other in (("", "en/"), ("en/", "")):
            menu = page.locator("header a[href$='index.html']:visible, nav a[href$='index.html']:visible")
            targets = set(menu.evaluate_all("links => links.map(link => link.href)"))
            written = [name for name in names if name.removeprefix("en/").count("/") < 2]  # these lead to the others
            own = {(site / name).as_uri() for name in written if name.startswith("en/") == bool(home)}
            assert own <= targets
            for target in sorted(own):
                page.goto(target)
                assert page.evaluate(LOAD_IMAGES) == []
                assert page.locator("h1").count() == 1
            page.goto((site / home / "index.html").as_uri())
            page.locator("article a.fact").first.click()
            page.wait_for_url(f"{(site / home / 'facts' / 'index.html').as_uri()}#*")
            page.locator("header a.twin:visible").click()
            page.wait_for_url(f"{(site / other / 'facts' / 'index.html').as_uri()}**")
            page.goto((site / other / "index.html").as_uri())
    assert [complaint for complaint in complaints if "search" not in complaint] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_scripts_text_figures_tables_menu_and_twin_are_there(browser, address, names, width):
    complaints: list[str] = []
    with tab(browser, complaints, java_script_enabled=False, viewport=sized(width)) as page:
        for name in names[:: 2 if width == WIDE else 5]:
            page.goto(address + name)
            assert page.locator("article h1").is_visible(), name
            assert page.locator("article p").first.is_visible(), name
            for image in page.locator("article figure img").all():
                image.scroll_into_view_if_needed()
                assert image.is_visible(), name
            if page.locator("figure details").count():
                page.locator("figure details summary").first.click()
                assert page.locator("figure details table").first.is_visible(), name
            assert page.locator("a.twin").first.is_visible(), name
        page.goto(address + "owners/index.html")
        page.locator("header a.twin:visible").first.click()
        page.wait_for_url(address + "en/owners/index.html")
        page.locator("a[href$='facts/index.html']:visible").first.click()
        page.wait_for_url(address + "en/facts/index.html")
    assert complaints == []


def test_missing_page_says_so_in_words_and_finds_its_way_home(browser, address):
    """The page that a host shows for a wrong address, at any depth: its links must lead home."""
    complaints: list[str] = []
    with tab(browser, complaints, viewport=sized(NARROW)) as page:
        page.goto(address + "404.html")
        assert page.locator("h1").count() == 1
        assert page.evaluate(STICKS_OUT) == []
        link = page.locator("main a[href]:visible, article a[href]:visible").first
        assert not foreign(link.evaluate("link => link.href"))


def test_page_prints_without_its_menu(browser, address):
    with tab(browser, [], viewport=sized(WIDE)) as page:
        page.goto(address + "owners/index.html")
        page.emulate_media(media="print")
        assert page.locator("article h1").is_visible()
        assert page.evaluate(STICKS_OUT) == []
