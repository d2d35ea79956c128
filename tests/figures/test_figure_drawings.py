"""The finished SVG files: well formed, legible in both schemes, the same every time."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from build_scripts.figures import lettering
from build_scripts.figures.canvas import WIDTHS
from build_scripts.figures.catalogue import FIGURES
from build_scripts.figures.drawing import draw
from build_scripts.figures.style import ROLES, TEXT_ROLE
from build_scripts.tables import SmallTable

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = ["1993-06", "2008-06", None]
SVG = "{http://www.w3.org/2000/svg}"
SHOWN_AT = {"wide": 600, "narrow": 328}  # the smallest width, in px, at which a reader sees each
NOT_DATA = {"paper", "grid"}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def texts(root: etree._Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def roots(drawings) -> dict[str, etree._Element]:
    return {name: etree.fromstring(svg) for name, svg in drawings(None).items()}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("role", sorted(set(ROLES) - NOT_DATA))
def test_every_role_stands_out_from_paper(role, scheme):
    paper = ROLES["paper"][scheme]
    assert contrast(ROLES[role][scheme], paper) >= 3
    assert contrast(ROLES[TEXT_ROLE.get(role, role)][scheme], paper) >= 4.5


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_light_colour_has_one_role():
    lights = [light for light, _ in ROLES.values()]
    assert len(set(lights)) == len(lights)


def test_head_says_what_it_is(roots, drawings):
    assert len(roots) == len(FIGURES) * 4
    for name, root in roots.items():
        figure, lang, width = name.rsplit("-", 2)
        assert root.get("role") == "img"
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        title, desc = root[0], root[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
        assert title.text and desc.text
        assert root.get("stroke-linejoin") == "round", "peaks of lines would be spikes"
        size = (WIDTHS[width].width, FIGURES[figure].heights.get(width, WIDTHS[width].height))
        assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}", "the page keeps a place of this size"
        assert not list(root.iter(f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"))
        assert "http://" not in drawings(None)[name].replace("http://www.w3.org/", "")
        assert "https://" not in drawings(None)[name]


def test_ids_are_unique_on_a_page_and_all_references_are_met(roots):
    for lang in ("fr", "en"):
        ids = [
            element.get("id")
            for name, root in roots.items()
            if f"-{lang}-" in name
            for element in root.iter()
            if element.get("id")
        ]
        assert len(ids) == len(set(ids))
    for root in roots.values():
        own = {element.get("id") for element in root.iter()}
        text = etree.tostring(root, encoding="unicode")
        assert set(re.findall(r'(?:href="|url\()#([^")]+)', text)) <= own


def test_both_schemes_cover_every_colour_in_use(roots):
    dark_of = dict(ROLES.values())
    for name, root in roots.items():
        style = root.find(f"{SVG}style").text
        for key in ("fill", "stroke"):
            for used in {element.get(key) for element in root.iter()} - {None, "none"}:
                assert used in dark_of, f"{name}: {used} is no role's colour"
                assert f'[{key}="{used}"]{{{key}:{dark_of[used]}}}' in style, name


def test_colours_are_attributes_and_nothing_is_black_by_omission(roots):
    """PowerPoint and Inkscape read attributes; a shape without a fill would be black in both schemes."""
    for name, root in roots.items():
        for element in root.iter(f"{SVG}path", f"{SVG}rect", f"{SVG}use", f"{SVG}text"):
            if element.getparent().tag == f"{SVG}defs":
                continue
            chain = [element, *element.iterancestors()]
            assert any(node.get("fill") for node in chain), (name, etree.tostring(element)[:200])
            assert not element.get("style")


def test_smallest_text_has_ten_pixels_where_it_is_shown_smallest(roots):
    for name, root in roots.items():
        width = name.rsplit("-", 1)[1]
        scale = SHOWN_AT[width] / WIDTHS[width].width
        sizes = [float(element.get("font-size")) for element in root.iter() if element.get("font-size")]
        assert sizes and min(sizes) * scale >= 10, name
        assert all(element.get("font-size") for element in root.iter(f"{SVG}text")), name


def test_lines_of_data_are_two_pixels_or_more(roots):
    quiet = {ROLES[role][0] for role in ("grid", "muted", "paper")}
    for name, root in roots.items():
        for element in root.iter(f"{SVG}path"):
            stroke = element.get("stroke")
            if stroke not in quiet | {None, "none"} and element.getparent().tag != f"{SVG}defs":
                assert float(element.get("stroke-width", 1)) >= 2, (name, stroke)


def test_four_to_six_steps_on_scales(roots):
    for name in ("doubling", "concentration", "systems", "china", "power", "performance_share", "growth", "efficiency"):
        for width in ("wide", "narrow"):
            root = roots[f"{name}-en-{width}"]
            ticks = [element for element in root.iter(f"{SVG}text") if "end" in element.get("text-anchor", "")]
            assert 3 <= len([tick for tick in ticks if tick.get("fill") == ROLES["muted"][0]]) <= 7, name


def test_files_are_small(drawings):
    sizes = {name: len(gzip.compress(svg.encode(), 9)) for name, svg in drawings(None).items()}
    assert max(sizes.values()) <= 12_000, max(sizes, key=sizes.get)


def digest(drawings: dict[str, str]) -> str:
    return hashlib.sha256("".join(f"{name}\0{svg}" for name, svg in sorted(drawings.items())).encode()).hexdigest()


def test_same_bytes_in_another_process_with_other_settings(drawings, tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.family: serif\nlines.scale_dashes: False\nsvg.fonttype: path\n")
    code = (
        "import sys; sys.path.insert(0, 'tests/figures'); import conftest, test_figure_drawings as t\n"
        "from build_scripts.figures.drawing import draw, jobs\n"
        "french = [j for j in jobs(conftest.compute(conftest.DATA)) if j.lang == 'fr' and j.width == 'wide']\n"
        "found = {f'{j.figure}-{j.lang}-{j.width}': draw(j) for j in french}\n"
        "print(t.digest(found))"
    )
    environment = os.environ | {"MPLCONFIGDIR": str(tmp_path), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    environment["PYTHONPATH"] = str(ROOT)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == digest(
        {name: svg for name, svg in drawings(None).items() if name.endswith("-fr-wide")}
    )


def test_widths_are_reckoned_with_matplotlibs_own_fonts():
    for bold in (False, True):
        for serif in (False, True):
            assert Path(lettering._font(bold, serif).fname).parent == lettering._FONTS
    assert lettering._FONTS.is_dir()


def test_dollars_are_no_mathematics(jobs_of):
    job = next(job for job in jobs_of(None) if job.figure == "top_ten_now" and job.width == "wide")
    name = r"Cash$x^2$ & <Carry> \alpha"
    rows = tuple((row[0], name, *row[2:]) for row in job.table.rows)
    job = dataclasses.replace(
        job, table=dataclasses.replace(job.table, rows=rows), words=job.words | {"title": "A $b$ c", "credit": "$1$"}
    )
    written = texts(etree.fromstring(draw(job)))
    assert {name, "A $b$ c", "$1$"} <= set(written)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_drawn_or_says_that_there_is_nothing(edition, jobs_of, drawings):
    for job in jobs_of(edition):
        root = etree.fromstring(drawings(edition)[f"{job.figure}-{job.lang}-{job.width}"])
        written = " ".join(texts(root))
        empty = job.words["empty"].split()[0] in written and job.words["empty"].split()[-1] in written
        assert empty == (not job.table.rows), job.figure
        assert not re.search(r"\b(?:nan|None)\b", written), job.figure
        for element in root.iter(f"{SVG}path"):
            assert "nan" not in element.get("d", "").lower(), job.figure


def without(table: SmallTable, keep: slice, *, unknown: bool) -> SmallTable:
    """Cut a table's rows and, if asked, make all its measures zero or unknown in turn."""
    measures = {"count", "share", "performance", "efficiency", "power", "duration", "rank"}
    rows = []
    for number, row in enumerate(table.rows[keep]):
        emptied = (None if number % 2 else 0) if table.columns[0] == "edition" else 0
        rows.append(
            tuple(
                emptied if unknown and kind in measures else cell for kind, cell in zip(table.kinds, row, strict=True)
            )
        )
    return dataclasses.replace(table, rows=tuple(rows))


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_no_table_breaks_a_drawing(figure, jobs_of):
    """No rows, one row, and only zeros and unknown values."""
    for job in jobs_of(None):
        if job.figure != figure or job.lang != "fr":
            continue
        for table in (
            without(job.table, slice(0, 0), unknown=False),
            without(job.table, slice(0, 1), unknown=False),
            without(job.table, slice(None), unknown=True),
            without(job.table, slice(0, 1), unknown=True),
        ):
            root = etree.fromstring(draw(dataclasses.replace(job, table=table)))
            assert len(texts(root)) >= 3


def test_absent_place_has_no_label(jobs_of):
    job = next(job for job in jobs_of(None) if job.figure == "gauge" and job.lang == "en" and job.width == "wide")
    rows = tuple((place, 0.0, 0.0) if place == "cn" else (place, rmax, share) for place, rmax, share in job.table.rows)
    written = texts(etree.fromstring(draw(dataclasses.replace(job, table=dataclasses.replace(job.table, rows=rows)))))
    assert "China" not in written
    assert "Japan" in written


def test_drawings_say_the_tables_numbers(jobs_of, roots):
    """The labels are what the table holds: newest values, names, all ten, all reigns."""
    by_name = {job.figure: job.table for job in jobs_of(None)}
    gauge = texts(roots["gauge-en-wide"])
    assert {f"{round(share * 100, 1):g}%" for share in by_name["gauge"].column("rmax_share")} <= set(gauge)
    assert set(by_name["number_ones"].column("label")) <= set(texts(roots["number_ones-fr-narrow"]))
    assert set(by_name["top_ten_now"].column("label")) <= set(texts(roots["top_ten_now-fr-narrow"]))
    ends = " ".join(texts(roots["systems-fr-wide"]))
    for place in ("us", "cn", "europe", "jp"):
        assert f" {by_name['systems'].column(place)[-1]}" in ends


def test_tiles_have_ten_cells_for_each_list(jobs_of, roots):
    table = next(job.table for job in jobs_of(None) if job.figure == "tiles")
    root = roots["tiles-fr-wide"]
    corners = {
        place: [
            corner
            for element in root.iter(f"{SVG}path")
            if element.get("fill") == ROLES[place][0] and element.getparent().tag != f"{SVG}defs"
            for corner in re.findall(r"M ([\d.]+) ([\d.]+)", element.get("d"))
        ]
        for place in ("us", "cn", "europe", "jp", "other")
    }
    assert {place: len(found) for place, found in corners.items()} == {
        place: sum(table.column(place)) for place in corners
    }
    every = {corner for found in corners.values() for corner in found}
    assert len(every) == 10 * len(table.rows), "each cell has a place of its own"
    assert len({x for x, _ in every}) == len(table.rows)
    assert len({y for _, y in every}) == 10
    dots = [element for element in root.iter(f"{SVG}use") if element.get("fill") == ROLES["accent"][0]]
    dots += [use for use in root.iter(f"{SVG}use") if ROLES["accent"][0] in (use.getparent().get("fill") or "")]
    assert len(dots) == sum(bool(match) for match in table.column("match"))
