"""What readers take away: the table as CSV, pictures for slides, archives, and the words that go with them."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import html
from PIL import Image

from build_scripts.figures.catalogue import FIGURES
from build_scripts.figures.drawing import draw_all, jobs, plain_matplotlib, sheet
from build_scripts.figures.style import ROLES, SCHEMES, color, scheme
from build_scripts.kits import all_figures, downloads, kit_name, kit_path
from build_scripts.kits.csv_file import csv_text
from build_scripts.kits.making import make, zipped
from build_scripts.kits.picture import PIXELS, pictures, png, slide, slide_job
from build_scripts.kits.texts import picture_credit, read_me, speaker_note
from build_scripts.tables import from_rows
from build_scripts.words.html import headings, table
from build_scripts.words.numbers import write

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fr", "en")
FEW = ("growth", "tiles")  # lines and areas: tests that draw pictures take these only
WORDS = {"name", "place", "word", "yes_no", "statement", "country"}
SMALLEST = 14  # points of the smallest text on a slide of 960 x 540 points, but for the credit
SMALLEST_CREDIT = 11


@pytest.fixture(scope="module")
def all_jobs(numbers):
    return list(jobs(numbers))


@pytest.fixture(scope="module")
def by_place(all_jobs):
    return {(job.figure, job.lang, job.width): job for job in all_jobs}


def for_slides(job):
    return slide_job(job, picture_credit(job.words["credit"], "2026-06", job.lang))


# The table as CSV


def read(text: str) -> pd.DataFrame:
    """Read a CSV file as a program would: everything as text first."""
    return pd.read_csv(io.BytesIO(text.encode()), encoding="utf-8-sig", dtype=str, keep_default_na=False)


def shown(job) -> list[int]:
    return [at for at, kind in enumerate(job.table.kinds) if kind != "hidden"]


def test_every_table_reads_back_as_it_is(all_jobs):
    for job in all_jobs:
        if job.width != "wide":
            continue
        frame = read(csv_text(job.table, job.lang, headings(job.lang, job.words)))
        assert frame.shape == (len(job.table.rows), len(shown(job))), job.figure
        for column, at in enumerate(shown(job)):
            for said, row in zip(frame.iloc[:, column], job.table.rows, strict=True):
                value = row[at]
                if value is None:
                    assert said == "" or job.table.kinds[at] in WORDS, job.figure
                elif job.table.kinds[at] not in WORDS and isinstance(value, int | float):
                    assert float(said) == value, (job.figure, said, value)


def test_every_cell_says_what_the_page_says(all_jobs):
    for job in all_jobs:
        if job.width != "wide":
            continue
        own = headings(job.lang, job.words)
        page = html.fragment_fromstring(table(job.table, job.lang, "", job.words))
        file = list(csv.reader(io.StringIO(csv_text(job.table, job.lang, own).removeprefix("\ufeff"))))
        heads = [element.text_content() for element in page.xpath(".//thead//th")]
        assert len(heads) == len(file[0])
        for head, written in zip(heads, file[0], strict=True):
            assert written.removeprefix("'").startswith(head), job.figure
        rows = page.xpath(".//tbody/tr")
        for on_page, cells in zip(rows, file[1:], strict=True):
            for element, cell, at in zip(on_page.xpath("./th|./td"), cells, shown(job), strict=True):
                kind = job.table.kinds[at]
                if cell == "":
                    assert element.text_content() in ("–", ""), (job.figure, kind)
                elif kind == "statement":
                    assert element.text_content().startswith(cell.removeprefix("'")), job.figure
                elif kind in WORDS:
                    assert element.text_content() == cell.removeprefix("'"), job.figure
                else:
                    number = cell if kind in ("edition", "date") else float(cell)
                    assert element.text_content() == write(number, kind, job.lang), (job.figure, kind, cell)


def test_bytes_of_a_table():
    small = from_rows(
        {"edition": "edition", "total": "performance", "year": "hidden", "country": "country", "share": "share"},
        [("2026-06", 2198.4, 2026.5, "DE", 0.125), ("1993-06", 500.0, 1993.5, "US", None)],
    )
    own = {"edition": "Liste", "total": "Somme", "country": "Pays", "share": "Part"}
    assert csv_text(small, "fr", own).encode() == (
        b"\xef\xbb\xbfListe (AAAA-MM),Somme (TFlop/s),Pays,Part (1 = 100 %)\r\n"
        b"2026-06,2198.4,Allemagne,0.125\r\n1993-06,500," + "États-Unis".encode() + b",\r\n"
    )
    assert (
        csv_text(small, "en", own | {"total": "Sum, all"})
        .splitlines()[0]
        .endswith('"Sum, all (TFlop/s)",Pays,Part (1 = 100%)')
    )


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2 nodes", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_a_formula(text):
    small = from_rows({"label": "name", "change": "signed_count"}, [(text, -12)])
    row = next(
        itertools.islice(
            csv.reader(io.StringIO(csv_text(small, "en", {"label": "=A", "change": "Change"}), newline="")), 1, None
        )
    )
    assert row == [f"'{text}", "-12"], "numbers stay numbers"
    assert read(csv_text(small, "en", {"label": "=A", "change": "Change"})).columns[0] == "'=A"


def test_quotes_commas_and_lines_in_names_survive():
    names = ['a "b"', "c, d", "e\nf", "é–ß"]
    small = from_rows({"label": "name"}, [(name,) for name in names])
    assert read(csv_text(small, "fr", {"label": "Nom"}))["Nom"].tolist() == names


# Pictures


@pytest.fixture(scope="module")
def drawn(by_place):
    """(figure, language, scheme) -> PNG."""
    found = {}
    for figure, lang in zip(FEW, LANGUAGES, strict=True):
        for name, content in pictures(for_slides(by_place[figure, lang, "wide"])).items():
            found[figure, lang, name] = content
    return found


def test_pictures_are_large_opaque_light_and_in_their_scheme(drawn):
    assert len(drawn) == 2 * len(FEW)
    for (*_, name), content in drawn.items():
        assert len(content) < 250_000
        image = Image.open(io.BytesIO(content))
        assert image.size == PIXELS and "transparency" not in image.info
        assert not set(image.info) & {"Software", "Creation Time", "Author", "date"}
        image = image.convert("RGB")
        paper = ROLES["paper"][SCHEMES.index(name)]
        for corner in itertools.product((0, PIXELS[0] - 1), (0, PIXELS[1] - 1)):
            assert "#{:02x}{:02x}{:02x}".format(*image.getpixel(corner)) == paper


def test_a_palette_is_taken_only_where_no_eye_can_tell(drawn):
    import numpy as np

    assert all(Image.open(io.BytesIO(content)).mode == "P" for content in drawn.values())
    band = np.tile(np.arange(1 << 16, dtype=np.uint32), (2, 1)) * 200  # more colours than a palette holds
    exact = Image.open(io.BytesIO(png(band, "light")))
    assert exact.mode == "RGB" and exact.getpixel((300, 0)) == (0, 300 * 200 >> 8, 300 * 200 & 255)


def test_the_same_in_another_process_in_another_place(drawn, tmp_path):
    """Another hash seed, time zone and locale, and a matplotlibrc of one's own."""
    (tmp_path / "matplotlibrc").write_text("text.color: red\nfont.size: 30\n")
    figure, lang = FEW[0], LANGUAGES[0]
    code = (
        "import hashlib; from build_scripts.files import ROOT; from build_scripts.numbers import compute\n"
        "from tests.test_kits import for_slides; from build_scripts.figures.drawing import jobs\n"
        "from build_scripts.kits.picture import pictures\n"
        f"job = next(job for job in jobs(compute(ROOT / 'data')) if (job.figure, job.lang) == ({figure!r}, {lang!r}))\n"
        "print([hashlib.sha256(content).hexdigest() for content in pictures(for_slides(job)).values()])"
    )
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "MATPLOTLIBRC": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert out.stdout.strip() == str([hashlib.sha256(drawn[figure, lang, name]).hexdigest() for name in SCHEMES])


def boxes(canvas) -> list[tuple[str, float, float, float, float, float]]:
    """Return text, left, top, right, bottom and size of each text, as Matplotlib draws it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    found = []
    for text in canvas.figure.texts:
        box = text.get_window_extent(renderer)
        found.append(
            (text.get_text(), box.x0, canvas.height - box.y1, box.x1, canvas.height - box.y0, text.get_fontsize())
        )
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_on_slides_are_within_bounds_apart_and_large_enough(lang, by_place):
    wrong = []
    for figure in FIGURES:
        job = for_slides(by_place[figure, lang, "wide"])
        size = slide(job.heights)
        assert size.width * 9 == size.height * 16 and size.height >= job.heights.get("wide", 460)
        with plain_matplotlib():
            import matplotlib

            matplotlib.rcParams["text.hinting"] = "no_hinting"
            texts = boxes(sheet(job, size))
        for text, left, top, right, bottom, points in texts:
            if left < 2 or top < 0 or right > size.width - 2 or bottom > size.height:
                wrong.append((figure, "out of bounds", text))
            least = SMALLEST_CREDIT if text in job.words["credit"] else SMALLEST
            if points * 540 / size.height < least - 0.01:
                wrong.append((figure, f"{points * 540 / size.height:.1f} points", text))
        for one, other in itertools.combinations(texts, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            if across > 0.5 and down > 0.5:
                wrong.append((figure, "overlap", f"{one[0]} / {other[0]}"))
    assert wrong == []


@pytest.mark.parametrize("lang, site, month", [
    ("fr", "Les IA et les supercalculateurs", "juin 2026"), ("en", "AI and supercomputers", "June 2026"),
])  # fmt: skip
def test_the_credit_names_project_edition_and_makers(lang, site, month, by_place):
    for figure in FIGURES:
        plain = by_place[figure, lang, "wide"]
        credit = for_slides(plain).words["credit"]
        assert site in credit and plain.words["credit"] in credit
        assert credit.count(month) == 1
    job = for_slides(by_place["growth", lang, "wide"])
    with plain_matplotlib():
        drawn = {text.get_text() for text in sheet(job, slide(job.heights)).figure.texts}
    assert job.words["credit"] in drawn


def test_a_scheme_ends_where_it_ends():
    light = color("paper")
    with scheme("dark"):
        assert color("paper") == ROLES["paper"][1]
    assert color("paper") == light == ROLES["paper"][0]


def test_a_figure_without_data_makes_a_picture_that_says_so(by_place):
    job = for_slides(by_place["growth", "en", "wide"])
    empty = replace(job, table=replace(job.table, rows=()))
    assert Image.open(io.BytesIO(pictures(empty)["dark"])).size == PIXELS
    assert read(csv_text(empty.table, "en", headings("en", empty.words))).empty


# Files and archives


@pytest.fixture(scope="module")
def made(numbers, by_place, tmp_path_factory):
    """Kits of a few figures: (folder of the cache, files)."""
    folder = tmp_path_factory.mktemp("kits")
    some = [job for job in by_place.values() if job.figure == FEW[0]]
    draw_all(some, folder / "figures", lambda done, total: None)
    counted = []

    def files():
        return make(numbers, some, folder / "figures", folder / "kits", lambda *step: counted.append(step), kits=True)

    first = files()
    assert counted[0] == (0, 2)
    before = {path.name: path.stat().st_mtime_ns for path in (folder / "kits").iterdir()}
    assert files() == first and counted[-1] == (0, 0), "nothing is drawn twice"
    assert {path.name: path.stat().st_mtime_ns for path in (folder / "kits").iterdir()} == before
    return folder / "kits", first


def test_names_say_figure_language_and_edition():
    assert kit_name("top_ten_now", "fr", "2026-06", ".csv") == "top-ten-now-fr-2026-06.csv"
    assert kit_path("growth", "en", "2026-06", "-dark.png") == "assets/kits/growth/growth-en-2026-06-dark.png"
    assert all_figures("fr", "2026-06") == "assets/kits/figures-fr-2026-06.zip"


def test_files_are_those_that_pages_offer(made, numbers):
    _, files = made
    for lang in LANGUAGES:
        sizes = {file.path: file.size for file in files if file.lang == lang}
        offered = downloads(FEW[0], lang, numbers.edition, True, sizes)
        assert {each.path for each in offered if "/kits/" in each.path} | {all_figures(lang, numbers.edition)} == set(
            sizes
        )
        assert all(each.size or each.path.endswith(".svg") for each in offered)
        few = downloads(FEW[0], lang, numbers.edition, False)
        assert [Path(each.path).suffix for each in few] == [".csv", ".svg", ".svg"]
        from build_scripts.words.catalogue import ui

        assert all(ui("figure", lang)[each.label] for each in offered)


def test_an_archive_holds_all_of_a_figure(made, numbers, by_place):
    folder, files = made
    for lang, text in (("fr", "LISEZMOI.txt"), ("en", "README.txt")):
        by_path = {file.path: folder / file.kept for file in files if file.lang == lang}
        stem = f"growth-{lang}-{numbers.edition}"
        endings = (".csv", ".svg", "-narrow.svg", "-light.png", "-dark.png")
        with zipfile.ZipFile(by_path[kit_path("growth", lang, numbers.edition, ".zip")]) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == sorted([text, *(stem + ending for ending in endings)])
            for entry in archive.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert (entry.external_attr >> 16, entry.create_system) == (0o100644, 3)
            for ending in (".csv", "-light.png", "-dark.png"):
                path = by_path[kit_path("growth", lang, numbers.edition, ending)]
                assert archive.read(stem + ending) == path.read_bytes()
            said = archive.read(text).decode("utf-8-sig")
        words = by_place["growth", lang, "wide"].words
        assert "\n" not in said.replace("\r\n", "")
        for part in ("title", "subtitle", "alt", "read", "credit"):
            assert words[part] in said
        assert "CC BY 4.0" in said and "https://www.top500.org/" in said and not re.search(r"\]\(|\{", said)
        with zipfile.ZipFile(by_path[all_figures(lang, numbers.edition)]) as archive:
            assert f"growth/{stem}-dark.png" in archive.namelist() and f"growth/{text}" in archive.namelist()


def test_an_archive_does_not_depend_on_the_order_or_the_clock(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1.0)
    first = zipped({"b": b"2", "a": b"1"})
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert zipped({"a": b"1", "b": b"2"}) == first


def test_what_an_earlier_build_made_is_forgotten(numbers, by_place, tmp_path):
    job = by_place["growth", "fr", "wide"]
    tmp_path.joinpath("old.png").write_bytes(b"")
    make(numbers, [job], tmp_path, tmp_path, lambda *step: None, kits=False)
    assert tmp_path.joinpath("old.png").exists(), "a build without kits leaves those of the last one"


def test_two_sentences_to_say(all_jobs):
    for job in all_jobs:
        if job.width == "wide" and "note" not in job.words:
            note = speaker_note(job.words)
            assert note.startswith(job.words["title"]) and note.endswith((".", "!", "?", "…")), note
            assert note.removeprefix(job.words["title"]).lstrip(".") in f" {job.words['read']}"
    said = speaker_note({"title": "Who owns it?", "read": "No. 1 is blue. The rest is grey."})
    assert said == "Who owns it? No. 1 is blue."
    assert speaker_note({"title": "A", "read": "B.", "note": "C. D."}) == "C. D."


def test_read_me_names_the_makers_of_the_data(by_place):
    job = by_place["growth", "fr", "wide"]
    said = read_me(job.words, "both", "2026-06", "fr")
    assert "Epoch AI (https://epoch.ai/data)" in said and "édition 67 (juin 2026)" in said
