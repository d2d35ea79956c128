"""The build: same bytes twice, nothing done twice, nothing published when something is wrong."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from build_scripts import build as building
from build_scripts import publish
from build_scripts.bench import with_sentence
from build_scripts.build import Places, build, recover, report
from build_scripts.check.site import pages_of
from build_scripts.editions import edition_number
from build_scripts.errors import Refused
from build_scripts.figures import drawing
from build_scripts.lists.store import stored_editions
from build_scripts.words.numbers import edition as edition_words

from .conftest import DATA, LANGUAGES, ROOT

NEWEST = stored_editions(DATA)[-1]
AS_OF = f"edition {edition_number(NEWEST)} ({edition_words(NEWEST, 'en')})"


def tree(folder: Path) -> dict[str, bytes]:
    """Return file -> bytes of everything below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def forbid(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """Make a function fail the test when it is called."""

    def called(*_: object, **__: object) -> None:
        pytest.fail(f"{name} was called")

    monkeypatch.setattr(owner, name, called)


def own_places(built, folder: Path, data: Path = DATA) -> Places:
    """Return places with docs of their own, to be changed, and the drawings of the real build."""
    shutil.copytree(built[0].work / "cache", folder / "work" / "cache")
    return Places(data=data, docs=folder / "docs", work=folder / "work", site=folder / "site")


@pytest.fixture(scope="module")
def shop(built, tmp_path_factory) -> Places:
    return own_places(built, tmp_path_factory.mktemp("shop"))


@pytest.fixture
def good(built) -> dict[str, bytes]:
    return tree(built[0].site)


@pytest.fixture
def workshop(shop: Places) -> Places:
    """Places with the real docs and a good site, whatever the test before has done to them."""
    shutil.rmtree(shop.docs, ignore_errors=True)
    shutil.copytree(ROOT / "docs", shop.docs)
    build(shop)
    return shop


def replace_in(path: Path, what: str, instead: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert what in text, "the test itself is out of date"
    path.write_text(text.replace(what, instead, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


# SAME BYTES, NOTHING TWICE


def test_first_build_draws_all_figures_and_publishes_both_languages(built):
    places, summary = built
    assert summary.edition == NEWEST
    assert summary.published == ["fr", "en"]
    assert summary.drawn == 4 * summary.figures > 0
    assert summary.pages == len(pages_of(places.site)) >= 8
    assert not summary.unchanged


def test_build_from_scratch_on_another_computer_gives_the_identical_tree(built, tmp_path):
    site, work = tmp_path / "elsewhere", tmp_path / "deep" / "er" / "work"
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C", "COLUMNS": "40"}
    subprocess.run(
        [sys.executable, "-m", "build_scripts", "build", "--work", str(work), "--site", str(site)],
        cwd=ROOT, env=os.environ | surroundings, check=True, capture_output=True,
    )  # fmt: skip
    first, second = tree(built[0].site), tree(site)
    assert differences(first, second) == []
    assert {"index.html", "en/index.html", "sitemap.xml", "search/search_index.json"} <= set(first)


def test_unchanged_build_says_so_and_runs_nothing(built, monkeypatch):
    places, first = built
    before = {path: path.stat().st_mtime_ns for path in places.site.rglob("*")}
    forbid(monkeypatch, publish, "start")
    forbid(monkeypatch, building, "prepare_or_recall")
    forbid(monkeypatch, building, "check_site")
    summary = build(places)
    assert summary.unchanged
    assert (summary.pages, summary.figures, summary.edition) == (first.pages, first.figures, first.edition)
    assert {path: path.stat().st_mtime_ns for path in places.site.rglob("*")} == before
    (line,) = report(summary, places)
    assert line.startswith("Nothing has changed: ")
    assert AS_OF in line


def test_report_names_stages_site_pages_figures_and_edition(built):
    places, summary = built
    told = "\n".join(report(summary, places))
    for word in ("MkDocs", "check", f"{summary.pages} pages", f"{summary.figures} figures", AS_OF):
        assert word in told


def test_one_changed_sentence_publishes_only_its_language_and_draws_nothing(workshop, good, monkeypatch):
    places = workshop
    forbid(monkeypatch, drawing, "finished")
    page = places.docs / "fr" / "index.md"
    page.write_text(with_sentence(page.read_text(encoding="utf-8")), encoding="utf-8")
    summary = build(places)
    assert summary.published == ["fr"]
    assert summary.drawn == 0
    assert "Une phrase de plus" in (places.site / "index.html").read_text(encoding="utf-8")
    changed = differences(good, tree(places.site))
    assert {"index.html", "search/search_index.json"} <= set(changed)
    assert not [name for name in changed if name.startswith("en/") or "figures" in name or "owners" in name]


def test_changed_style_sheet_publishes_both_languages_and_draws_nothing(workshop, monkeypatch):
    places = workshop
    forbid(monkeypatch, drawing, "finished")
    append(places.docs / "assets" / "site.css", "\n.of-the-test{color:red}\n")
    assert build(places).published == ["fr", "en"]
    assert ".of-the-test" in (places.site / "en" / "assets" / "site.css").read_text(encoding="utf-8")


def test_changed_number_draws_only_the_figures_that_show_it(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    replace_in(data / "lists" / "2026-06.csv", ",42220,submitted,", ",42221,submitted,")
    places = own_places(built, tmp_path, data)
    shutil.copytree(ROOT / "docs", places.docs)
    summary = build(places)
    assert 0 < summary.drawn <= 12
    assert summary.drawn % 4 == 0
    assert build(places).unchanged


def test_site_changed_by_hand_is_put_right_without_mkdocs(workshop, good, monkeypatch):
    places = workshop
    append(places.site / "index.html", "<p>by hand</p>")
    (places.site / "stray.html").write_text("x", encoding="utf-8")
    forbid(monkeypatch, publish, "start")
    assert build(places).published == []
    assert differences(good, tree(places.site)) == []


def test_removed_page_leaves_no_trace(workshop):
    places = workshop
    for lang in LANGUAGES:
        (places.docs / lang / "extra").mkdir()
        (places.docs / lang / "extra" / "index.md").write_text(
            "---\ndescription: An extra page\n---\n# Extra\n\nWords.\n", encoding="utf-8"
        )
    with contextlib.suppress(Refused):  # a page outside of the menu may be refused
        build(places)
    for lang in LANGUAGES:
        shutil.rmtree(places.docs / lang / "extra")
    build(places)
    assert not [name for name in tree(places.site) if "extra/" in name]


@pytest.mark.parametrize("damage", ["work", "stamp.json", "mkdocs", "pages", "cache/prepared.json"])
def test_caches_may_be_deleted_at_any_time(workshop, good, damage):
    places = workshop
    target = places.work if damage == "work" else places.work / damage
    if damage == "work":
        for name in ("mkdocs", "pages"):  # all but the drawings, which cost time
            shutil.rmtree(places.work / name, ignore_errors=True)
        (places.work / "stamp.json").write_text("{", encoding="utf-8")
        (places.work / "cache" / "prepared.json").write_text("{}", encoding="utf-8")
    elif target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)  # a test before this one may have taken it
    build(places)
    assert differences(good, tree(places.site)) == []


# NOTHING PUBLISHED WHEN SOMETHING IS WRONG


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


WRONG = {
    "unknown fact": (
        lambda docs: append(docs / "fr" / "index.md", "\n{{ fact.nonsense }}\n"),
        ["docs/fr/index.md", "nonsense"],
    ),
    "unknown figure": (
        lambda docs: append(docs / "en" / "index.md", "\n{{ figure.nonsense }}\n"),
        ["docs/en/index.md", "nonsense"],
    ),
    "broken link": (lambda docs: append(docs / "fr" / "index.md", "\n[Là](nowhere/index.md)\n"), ["nowhere"]),
    "broken anchor": (
        lambda docs: append(docs / "en" / "index.md", "\n[There](owners/index.md#nowhere)\n"),
        ["nowhere"],
    ),
    "picture without words": (
        lambda docs: append(docs / "fr" / "index.md", "\n![](../assets/emblem.svg)\n"),
        ["emblem"],
    ),
    "two h1": (lambda docs: append(docs / "en" / "index.md", "\n# Again\n"), ["en/index.html", "h1"]),
    "page in one language only": (lambda docs: remove(docs / "en" / "owners"), ["owners"]),
    "foreign script": (
        lambda docs: append(docs / "en" / "index.md", '\n<script src="https://cdn.example/x.js"></script>\n'),
        ["cdn.example"],
    ),
    "no pages in a language": (lambda docs: remove(docs / "en"), ["en"]),
    "page that is not UTF-8": (
        lambda docs: (docs / "fr" / "index.md").write_bytes(b"# \xe9t\xe9\n"),
        ["docs/fr/index.md"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_page_is_refused_and_the_last_good_site_stays(workshop, good, name):
    places = workshop
    breaks, named = WRONG[name]
    breaks(places.docs)
    with pytest.raises(Refused) as refusal:
        build(places)
    for word in named:
        assert word in str(refusal.value)
    assert differences(good, tree(places.site)) == []


def test_mended_page_is_published_after_a_refusal(workshop, good):
    append(workshop.docs / "en" / "index.md", "\n# Again\n")
    with pytest.raises(Refused):
        build(workshop)
    shutil.copy(ROOT / "docs" / "en" / "index.md", workshop.docs / "en" / "index.md")
    build(workshop)
    assert differences(good, tree(workshop.site)) == []


def test_first_build_that_is_refused_makes_no_site(built, tmp_path):
    places = own_places(built, tmp_path)
    shutil.copytree(ROOT / "docs", places.docs)
    append(places.docs / "fr" / "index.md", "\n{{ fact.nonsense }}\n")
    with pytest.raises(Refused):
        build(places)
    assert not places.site.exists()


def test_mistakes_in_both_languages_are_told_in_one_run(workshop):
    places = workshop
    for lang in LANGUAGES:
        append(places.docs / lang / "index.md", f"\n{{{{ fact.nonsense_{lang} }}}}\n")
        append(places.docs / lang / "owners" / "index.md", "\n{{ 1 + 1 }}\n")
    with pytest.raises(Refused) as refusal:
        build(places)
    assert len(refusal.value.problems) == 4


# A CRASH WHILE SWAPPING


def test_crash_between_the_two_renames_is_mended_by_the_next_build(workshop, good, monkeypatch):
    places = workshop
    append(places.docs / "fr" / "index.md", "\nUne phrase.\n")
    rename = Path.rename

    def cut_off(path: Path, target: Path) -> Path:
        if path.name.endswith(".next"):
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_off)
        with pytest.raises(KeyboardInterrupt):
            build(places)
    assert not places.site.exists()
    recover(places.site)
    assert differences(good, tree(places.site)) == []
    build(places)
    assert "Une phrase." in (places.site / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in places.site.parent.glob("site*")] == ["site"]


def test_recover_leaves_a_standing_site_alone(tmp_path):
    for name in ("site", "site.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "site"


# AS OF AN EDITION, UNDER AN ADDRESS

MONTHS = {"2013-06": ("juin 2013", "June 2013", 41), "2020-06": ("juin 2020", "June 2020", 55)}


@pytest.mark.parametrize("edition", MONTHS)
def test_site_as_of_an_edition_is_whole_and_knows_no_later_one(tmp_path, edition):
    places = Places(work=tmp_path / "work", site=tmp_path / "site")
    summary = build(places, edition)
    french, english, number = MONTHS[edition]
    assert summary.edition == edition
    assert summary.drawn == 4 * summary.figures > 0
    for path in places.site.rglob("index.html"):
        page = html.document_fromstring(path.read_text(encoding="utf-8"))
        text = page.xpath("string(//body)")
        month, later = english if page.get("lang") == "en" else french, edition_words(NEWEST, page.get("lang"))
        assert f"{number}" in text, path
        assert month in text, path
        alts = " ".join(page.xpath("//article//img/@alt"))
        assert not re.search(rf"(?<!\d\s)(?<!er\s){later}", text + alts), path  # a day of it is no edition
    # The page of sources lists what is read today, titles of later pages among them.
    told = [path for path in places.site.rglob("*.html") if path.parent.name != "sources"]
    assert "LineShine" not in "".join(path.read_text(encoding="utf-8") for path in told)


@pytest.mark.parametrize("address", ["https://example.org/some/path", "https://example.org/some/path/"])
def test_address_with_a_sub_path_reaches_sitemap_and_canonical_links(workshop, address):
    places = workshop
    build(places, address=address)
    found = {"": "https://example.org/some/path/", "en": "https://example.org/some/path/en/"}
    for home, base in found.items():
        root = etree.parse(places.site / home / "sitemap.xml")
        urls = root.xpath("//*[local-name()='loc']/text()")
        assert len(urls) >= 4
        assert all(url.startswith(base) for url in urls)
        assert set(root.xpath("//*[local-name()='lastmod']/text()")) == {f"{NEWEST}-01"}  # the edition, not the day
        page = html.document_fromstring((places.site / home / "owners" / "index.html").read_text(encoding="utf-8"))
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{base}owners/index.html"]
        for link in page.xpath("//body//@href | //body//@src | //link[@rel='stylesheet']/@href"):
            assert not link.startswith("/"), link
        figure = (places.site / home / "figures" / "growth" / "index.html").read_text(encoding="utf-8")
        assert f"url = {{{base}figures/growth/index.html}}" in figure
        assert f"{base}assets/figures/growth-" in figure


def test_a_fork_has_its_name_colours_and_logo_and_keeps_the_credits(workshop):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9v9z"/></svg>'
    said = 'name = "A & B"\ntitle = { fr = "Le <carburant>", en = "The <fuel>" }\nlogo = "logo.svg"\n'
    folder = workshop.docs.parent
    (folder / "logo.svg").write_text(svg, encoding="utf-8")
    (folder / "talk.toml").write_text(said, encoding="utf-8")
    places = dataclasses.replace(workshop, settings=folder / "talk.toml")
    assert build(places).published == ["fr", "en"]
    assert (places.site / "assets" / "logo.svg").read_text(encoding="utf-8") == svg
    for name, title in (("index.html", "Le <carburant>"), ("en/talks/fuel/index.html", "The <fuel>")):
        page = html.document_fromstring((places.site / name).read_text(encoding="utf-8"))
        assert page.xpath("string(//a[@class='mast__name'])").strip() == title, name
        assert (places.site / name).parent.joinpath(page.xpath("//img[@class='mast__logo']/@src")[0]).is_file(), name
        foot = page.xpath("string(//footer)")
        ours = publish.ui("site", page.get("lang"))["name"]
        assert all(text in foot for text in ("A & B", ours, "CC BY 4.0", "TOP500.org")), foot
    deck = next((places.site / "assets" / "talks").glob("fuel-fr-*.html")).read_text(encoding="utf-8")
    slides = html.document_fromstring(deck).xpath("//section")
    assert "A & B" in slides[0].text_content() and slides[0].xpath(".//img[@class='logo']")
    assert "TOP500 (www.top500.org)" in slides[-1].text_content() and "CC BY 4.0" in slides[-1].text_content()


def test_a_wrong_setting_leaves_the_last_good_site(workshop, good):
    (workshop.docs.parent / "wrong.toml").write_text('accent = "#ffff00"\n', encoding="utf-8")
    with pytest.raises(Refused, match="contrast"):
        build(dataclasses.replace(workshop, settings=workshop.docs.parent / "wrong.toml"))
    assert differences(good, tree(workshop.site)) == []


def test_without_an_address_nothing_is_offered_that_needs_one(site):
    for home in (site, site / "en"):
        figure = (home / "figures" / "growth" / "index.html").read_text(encoding="utf-8")
        assert "@misc{growth" in figure
        assert "url = {" not in figure
        assert "&lt;img src=" not in figure


def test_no_page_names_a_folder_of_this_computer(built):
    places, _ = built
    for name, content in tree(places.site).items():
        for folder in (str(ROOT), str(places.work), str(Path.home()) + "/"):
            assert folder.encode() not in content, name


# FIGURES: KEYS


def test_drawing_depends_on_its_data_words_language_width_and_nothing_else(numbers):
    jobs = list(drawing.jobs(numbers))
    assert len({job.key for job in jobs}) == len(jobs) == 4 * len(numbers.figures)
    assert [job.key for job in drawing.jobs(numbers)] == [job.key for job in jobs]
    job = jobs[0]
    other = dataclasses.replace(job.table, rows=(*job.table.rows[:-1], job.table.rows[0]))
    for changed in (
        dataclasses.replace(job, table=other),
        dataclasses.replace(job, words=job.words | {"title": "Another"}),
        dataclasses.replace(job, lang="xx"),
        dataclasses.replace(job, width="xx"),
    ):
        assert changed.key != job.key
