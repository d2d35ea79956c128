"""The engine can be changed: ProperDocs makes the same of the filled pages, and Zensical can read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from build_scripts import publish
from build_scripts.check.site import pages_of
from build_scripts.editions import edition_number, next_edition
from build_scripts.errors import Refused
from build_scripts.words.catalogue import ui
from build_scripts.words.numbers import edition

from .conftest import LANGUAGES, ROOT, some


@pytest.fixture(scope="module")
def properdocs(built, tmp_path_factory) -> dict[str, Path]:
    """Language -> folder in which ProperDocs has put the pages of the real build."""
    places, summary = built
    folder = tmp_path_factory.mktemp("properdocs")
    running = {}
    next_lines = {
        lang: ui("site", lang)["next"].format(edition=edition(next_edition(summary.edition), lang))
        for lang in LANGUAGES
    }
    for lang in LANGUAGES:
        of = publish.Edition(
            lang=lang, pages=places.work / "pages" / lang, site=folder / lang, address="",
            edition_line=f"{edition_number(summary.edition)} ({edition(summary.edition, lang)})",
            month=summary.edition, next_line=next_lines[lang],
        )  # fmt: skip
        running[lang] = publish.start(of, "properdocs")
    for lang, process in running.items():
        assert publish.wait(process, lang) == []
    return {lang: folder / lang for lang in LANGUAGES}


def mkdocs_pages(site: Path, lang: str) -> dict[str, Path]:
    """Return page -> file of one language of the finished site, without the pages of the other."""
    home = site if lang == "fr" else site / "en"
    return {
        path.relative_to(home).as_posix(): path
        for path in [*pages_of(home), home / "404.html"]
        if lang != "fr" or path.relative_to(home).parts[0] != "en"
    }


def parts(path: Path) -> dict[str, str]:
    """Return what a reader sees of a page: article, menus, title, description, links to styles and scripts."""
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    return {
        name: "\n".join(
            found if isinstance(found, str) else html.tostring(found, encoding="unicode") for found in page.xpath(where)
        )
        for name, where in {
            "article": "//article",
            "menus": "//header//nav",
            "title": "//title/text()",
            "description": "//meta[@name='description']/@content",
            "styles": "//link[@rel='stylesheet']/@href",
            "scripts": "//script/@src",
            "twins": "//a[@hreflang]/@href",
        }.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_properdocs_makes_the_same_pages(site, properdocs, lang):
    expected = mkdocs_pages(site, lang)
    made = {path.relative_to(properdocs[lang]).as_posix(): path for path in properdocs[lang].rglob("*.html")}
    assert set(made) == set(expected)
    for name in some(sorted(expected)):
        ours, theirs = parts(expected[name]), parts(made[name])
        for part, text in ours.items():
            assert theirs[part] == text, f"{name}: {part}"
    assert len(expected) >= 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_properdocs_makes_the_same_files(site, properdocs, lang):
    home = site if lang == "fr" else site / "en"
    ours = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    ours = {name for name in ours if lang != "fr" or not name.startswith("en/")}
    ours = {name for name in ours if not name.startswith(("assets/kits/", "assets/talks/"))}  # the build adds them
    theirs = {path.relative_to(properdocs[lang]).as_posix() for path in properdocs[lang].rglob("*") if path.is_file()}
    assert theirs == ours


def test_warning_of_mkdocs_is_a_problem_in_its_own_words(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("# T\n\n[x](nowhere.md)\n", encoding="utf-8")
    of = publish.Edition("fr", tmp_path / "pages", tmp_path / "site", "", "1 (juin 1993)", "1993-06")
    problems = publish.wait(publish.start(of), "fr")
    assert problems
    assert all(problem.where == "MkDocs (fr)" for problem in problems)
    assert any("nowhere.md" in problem.what for problem in problems)


def test_engine_that_is_not_there_is_named(tmp_path):
    of = publish.Edition("fr", tmp_path / "pages", tmp_path / "site", "", "1 (juin 1993)", "1993-06")
    problems = publish.wait(publish.start(of, "no_such_engine"), "fr", "no_such_engine")
    assert problems
    assert all(problem.where == "no_such_engine (fr)" for problem in problems)
    with pytest.raises(Refused, match="cannot be run"):
        publish.start(of, "build/no-such/engine")


def test_theme_blocks_call_no_method_that_only_python_has():
    """Zensical's templates are not run by Python: rstrip() and the like are unknown there."""
    for path in (ROOT / "docs" / "overrides").rglob("*.html"):
        code = " ".join(re.findall(r"{[{%].*?[%}]}", path.read_text(encoding="utf-8"), re.DOTALL))
        assert set(re.findall(r"\.(\w+)\(", code)) <= {"t", "tab", "all"}, path.name
