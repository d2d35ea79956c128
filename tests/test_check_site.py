"""The check of the finished site: a tiny good site, one thing broken at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.check.site import check_site
from build_scripts.files import Kept

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><title>T</title><desc>D</desc>'
    '<rect width="8" height="4"/></svg>'
)


def page(lang: str, folder: str) -> str:
    """Return a good page of the tiny site; folder "" or "facts"."""
    root = "../" if folder else ""
    other = "en" if lang == "fr" else "fr"
    twin = f"{root}{'en/' if lang == 'fr' else '../'}{folder + '/' if folder else ''}index.html"
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Title</title><meta name="description" content="Words">
<link rel="alternate" hreflang="{other}" href="{twin}"><link rel="stylesheet" href="{root}site.css"></head>
<body><header><a href="{twin}" hreflang="{other}">twin</a></header>
<article><h1 id="top">Title</h1><p>Text <a href="{root}facts/index.html#sum">5</a>, <a href="#one">one</a>
<a href="https://www.top500.org/">source</a></p>
<h2 id="one">One</h2>
<figure class="fig" id="bars"><picture>
<source media="(max-width: 600px)" srcset="{root}figures/n.svg" width="4" height="4">
<img src="{root}figures/w.svg" width="8" height="4" alt="Two bars"></picture><figcaption>How to read it</figcaption>
<details><summary>Numbers</summary>
<div class="tw" tabindex="0" role="region" aria-label="C"><table><caption>C</caption>
<thead><tr><th scope="col">A</th></tr></thead><tbody><tr><th scope="row">1</th></tr></tbody></table></div>
</details></figure>
<h3 id="sum">Sum</h3></article><script src="{root}site.js"></script></body></html>
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for lang, home in (("fr", site), ("en", site / "en")):
        for folder in ("", "facts"):
            (home / folder).mkdir(parents=True, exist_ok=True)
            (home / folder / "index.html").write_text(page(lang, folder), encoding="utf-8")
        (home / "figures").mkdir()
        (home / "figures" / "w.svg").write_text(SVG, encoding="utf-8")
        (home / "figures" / "n.svg").write_text(SVG, encoding="utf-8")
        (home / "site.css").write_text("body{color:#123}", encoding="utf-8")
        (home / "site.js").write_text("", encoding="utf-8")
        (home / "404.html").write_text('<html><body><a href="/x">x</a></body></html>', encoding="utf-8")
    return site


def test_good_site_has_no_problem(tiny):
    assert check_site(tiny, ("fr", "en")) == []


# name -> (file, what stands there, what is put in its place, words of the only problem)
IMG = 'alt="Two bars"'
BROKEN = {
    "link to a page that is not there": (
        "index.html",
        'href="facts/index.html#sum"',
        'href="fact/index.html"',
        "not exist",
    ),
    "link to a folder": ("index.html", 'href="facts/index.html#sum"', 'href="facts/"', "not exist"),
    "link to an anchor that is not there": ("index.html", "#sum", "#total", "anchor"),
    "link to an anchor of the same page": ("index.html", 'href="#one"', 'href="#two"', "anchor"),
    "link out of the site": ("index.html", 'href="facts/index.html#sum"', 'href="../x.html"', "outside"),
    "link from the root of the host": ("index.html", 'href="facts/index.html#sum"', 'href="/facts/"', "outside"),
    "picture that is not there": ("index.html", 'src="figures/w.svg"', 'src="figures/x.svg"', "not exist"),
    "narrow picture that is not there": ("index.html", 'srcset="figures/n.svg"', 'srcset="figures/x.svg"', "not exist"),
    "values to point at that are not there": (
        "index.html",
        'src="figures/w.svg"',
        'src="figures/w.svg" data-marks="figures/w.json"',
        "not exist",
    ),
    "style sheet that is not there": ("index.html", 'href="site.css"', 'href="other.css"', "not exist"),
    "no alt": ("index.html", IMG, "", "alt"),
    "empty alt": ("index.html", IMG, 'alt=""', "alt"),
    "alt of blanks": ("index.html", IMG, 'alt=" "', "alt"),
    "alt too long": ("index.html", IMG, f'alt="{"x" * 251}"', "251"),
    "no h1": ("index.html", '<h1 id="top">Title</h1>', "", "0 h1"),
    "two h1": ("index.html", '<h2 id="one">One</h2>', '<h1 id="one">One</h1><h2>Two</h2>', "2 h1"),
    "heading jump": ("index.html", '<h2 id="one">One</h2>', '<p id="one"></p>', "h1 to h3"),
    "heading jump to h4": ("facts/index.html", '<h3 id="sum">Sum</h3>', '<h4 id="sum">Sum</h4>', "h2 to h4"),
    "the same id twice": ("index.html", '<h2 id="one">', '<h2 id="one"><span id="top"></span>', "id"),
    "no title": ("index.html", "<title>Title</title>", "", "title"),
    "no description": ("index.html", 'name="description"', 'name="other"', "description"),
    "wrong language": ("en/index.html", '<html lang="en"', '<html lang="fr"', "lang"),
    "no language": ("index.html", '<html lang="fr"', "<html", "lang"),
    "foreign script": ("index.html", 'src="site.js"', 'src="https://cdn.example/x.js"', "another host"),
    "foreign script without scheme": ("index.html", 'src="site.js"', 'src="//cdn.example/x.js"', "another host"),
    "foreign picture": ("index.html", 'src="figures/w.svg"', 'src="https://pic.example/w.svg"', "another host"),
    "foreign narrow picture": (
        "index.html",
        'srcset="figures/n.svg"',
        'srcset="https://pic.example/n.svg"',
        "another host",
    ),
    "foreign style sheet": ("index.html", 'href="site.css"', 'href="https://fonts.example/x.css"', "another host"),
    "foreign frame": ("index.html", "<h3", '<iframe src="https://v.example/" title="x"></iframe><h3', "another host"),
    "foreign preconnect": (
        "index.html",
        "<title>",
        '<link rel="preconnect" href="https://f.example"><title>',
        "another host",
    ),
    "foreign import in a style": (
        "index.html",
        "<title>",
        '<style>@import "https://f.example/x.css";</style><title>',
        "another host",
    ),
    "foreign background": (
        "index.html",
        "<article>",
        '<article style="background:url(https://f.example/x.png)">',
        "another host",
    ),
    "foreign font in the style sheet": (
        "site.css",
        "body{",
        '@font-face{src:url("https://f.example/x.woff2")}body{',
        "another host",
    ),
    "script inside the page that sends words away": (
        "index.html",
        "<title>",
        '<link rel="modulepreload" href="https://m.example/m.js"><title>',
        "another host",
    ),
    "no twin link": ("index.html", '<a href="en/index.html" hreflang="en">twin</a>', "", "does not link to its twin"),
    "twin link to another page": (
        "index.html",
        '<a href="en/index.html" hreflang="en">',
        '<a href="en/facts/index.html" hreflang="en">',
        "does not link to its twin",
    ),
    "twin link with the wrong language": (
        "index.html",
        '<a href="en/index.html" hreflang="en">',
        '<a href="en/index.html" hreflang="de">',
        "does not link to its twin",
    ),
    "leftover braces": ("index.html", "Text", "Text {{ fact.x }}", "{{"),
    "leftover condition": ("index.html", "Text", "Text {% if", "{%"),
    "leftover braces in an alt text": ("index.html", IMG, 'alt="Two {{ x }} bars"', "{{"),
    "leftover braces in the title": ("index.html", "<title>Title", "<title>{{ x }}", "{{"),
    "leftover braces in the description": ("index.html", 'content="Words"', 'content="About {{ x"', "{{"),
    "leftover root": ("index.html", "Text", "Text {root}", "{root}"),
    "attribute list that was not read": ("index.html", "Text", "Text{ .fact }", "{ .fact }"),
    "figure without table": ("index.html", "<table><caption>C</caption>", "<div>", "details//table"),
    "figure without caption": ("index.html", "<figcaption>How to read it</figcaption>", "", "figcaption"),
    "figure without narrow picture": (
        "index.html",
        '<source media="(max-width: 600px)" srcset="figures/n.svg" width="4" height="4">',
        "",
        "source",
    ),
    "picture without size": ("index.html", 'width="8" height="4" alt', "alt", "width"),
    "table without caption": ("index.html", "<caption>C</caption>", "", "caption"),
    "table without frame": ("index.html", 'tabindex="0"', "", "frame"),
    "drawing that is not well-formed": ("figures/w.svg", "</svg>", "", "well-formed"),
    "drawing with a script": ("figures/w.svg", "<rect", "<script>1</script><rect", "script"),
    "drawing with an event handler": ("figures/w.svg", "<rect", '<rect onload="x()"', "script"),
    "drawing with a foreign object": ("figures/w.svg", "<rect", "<foreignObject/><rect", "script or picture"),
    "drawing with a foreign picture": (
        "figures/w.svg",
        "<rect",
        '<image href="https://p.example/x.png"/><rect',
        "picture",
    ),
    "drawing with a foreign font": (
        "figures/w.svg",
        "<rect",
        "<style>@import url(https://f.example/x.css);</style><rect",
        "another host",
    ),
    "drawing without title": ("figures/w.svg", "<title>T</title>", "", "title"),
    "drawing without description": ("figures/w.svg", "<desc>D</desc>", "", "desc"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_site_has_exactly_that_problem(tiny, name):
    file, what, instead, words = BROKEN[name]
    path = tiny / file
    text = path.read_text(encoding="utf-8")
    assert what in text, "the test itself is out of date"
    path.write_text(text.replace(what, instead, 1), encoding="utf-8")
    problems = [str(problem) for problem in check_site(tiny, ("fr", "en"))]
    assert len(problems) == 1, problems
    assert words in problems[0]
    assert problems[0].startswith(file)


@pytest.mark.parametrize("file", ["facts/index.html", "en/facts/index.html"])
def test_page_without_twin_is_told(tiny, file):
    (tiny / file).unlink()
    problems = [str(problem) for problem in check_site(tiny, ("fr", "en"))]
    twin = file.removeprefix("en/") if file.startswith("en/") else f"en/{file}"
    assert any(problem.startswith(twin) and "no twin" in problem for problem in problems)


def test_site_that_is_empty_is_a_problem(tmp_path):
    assert check_site(tmp_path, ("fr", "en"))


def test_all_problems_are_told_in_one_run(tiny):
    for file in ("index.html", "facts/index.html", "en/index.html"):
        path = tiny / file
        path.write_text(path.read_text(encoding="utf-8").replace(IMG, ""), encoding="utf-8")
    assert len(check_site(tiny, ("fr", "en"))) == 3


def test_links_to_other_hosts_are_fine(tiny):
    path = tiny / "index.html"
    text = path.read_text(encoding="utf-8").replace(
        "<title>", '<link rel="canonical" href="https://me.example/"><title>'
    )
    path.write_text(text.replace("Text", '<a href="mailto:a@b.example">Text</a>'), encoding="utf-8")
    assert check_site(tiny, ("fr", "en")) == []


def test_links_with_percent_signs_find_their_file(tiny):
    (tiny / "a b.txt").write_text("x", encoding="utf-8")
    path = tiny / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("Text", '<a href="a%20b.txt">Text</a>'), encoding="utf-8")
    assert check_site(tiny, ("fr", "en")) == []


def test_what_was_seen_before_is_not_read_again_but_links_are(tiny):
    kept = Kept()
    assert check_site(tiny, ("fr", "en"), kept) == []
    path = tiny / "facts" / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace('id="sum"', 'id="total"'), encoding="utf-8")
    again = check_site(tiny, ("fr", "en"), kept)
    assert again == check_site(tiny, ("fr", "en"))
    assert {problem.where for problem in again} == {"index.html", "facts/index.html"}  # both link to #sum
