"""One fault put into a sound list must be found, at its place, in words that help."""

import re

import pytest

from build_scripts.lists.plausible import check_plausible
from build_scripts.lists.tidy import TidyList

from . import official
from .conftest import put, scale, texts, warnings


def test_a_sound_new_list_passes_without_a_word(plan_of, cells):
    plan = plan_of(cells)
    assert plan.problems == []
    assert plan.declared == 2  # two machines whose Nhalf is declared without end
    assert [(outcome.what, outcome.result) for outcome in plan.outcomes] == [("2026-11", "new")]


FATAL = {
    "499 rows": (lambda cells: cells.pop(250), r"list 2026-11: has 499 rows; ranks that are missing: 250"),
    "501 rows": (lambda cells: cells.append(list(cells[500])), r"has 501 rows.*"),
    "rank twice": (lambda cells: put(cells, 300, "Rank", 299), r"rank: ranks 299 stand there twice"),
    "rank missing": (lambda cells: put(cells, 300, "Rank", 299), r"rank: ranks that are missing: 300"),
    "text in a number": (
        lambda cells: put(cells, 214, "Power (kW)", "n/a kW"),
        r"rank 214, power_kw: 'n/a kW' is no number",
    ),
    "Rmax rises": (
        lambda cells: put(cells, 20, "Rmax [TFlop/s]", 150000),
        r"rank 20, rmax_tflops: 150000 is more than \d+ at rank 19",
    ),
    "Rmax above Rpeak": (
        lambda cells: put(cells, 20, "Rpeak [TFlop/s]", 1000),
        r"rank 20, rpeak_tflops: 1000 against Rmax",
    ),
    "unknown country": (lambda cells: put(cells, 7, "Country", "Atlantis"), r"rank 7, country: 'Atlantis' is unknown"),
    "first edition later": (
        lambda cells: put(cells, 9, "First Appearance", 69),
        r"rank 9, first_edition: is 2027-06\. Expected at most 2026-11",
    ),
    "year far off": (lambda cells: put(cells, 9, "Year", 2062), r"rank 9, year: is 2062"),
    "id twice": (
        lambda cells: put(cells, 9, "System ID", cells[8][-1]),
        r"rank 9, system_id: \d+ stands there 2 times",
    ),
    "cores zero": (lambda cells: put(cells, 9, "Total Cores", 0), r"rank 9, cores: is 0"),
    "list in GFlop/s": (
        lambda cells: [scale(cells, f"{name} [TFlop/s]", 1000) for name in ("Rmax", "Rpeak")],
        r"rmax_tflops: the sum of Rmax is 18,700,000,000 TFlop/s\. Expected .* judging from 2026-06",
    ),
    "Rpeak in GFlop/s": (
        lambda cells: scale(cells, "Rpeak [TFlop/s]", 1000),
        r"rpeak_tflops: the middle Rpeak is 1\d+ times Rmax",
    ),
    "Rpeak in PFlop/s": (
        lambda cells: scale(cells, "Rpeak [TFlop/s]", 0.001),
        r"rpeak_tflops: the middle Rpeak is 0\.001\d+ times Rmax",
    ),
    "HPCG in PFlop/s": (lambda cells: scale(cells, "HPCG [TFlop/s]", 0.001), r"hpcg_tflops: the middle HPCG is"),
    "power in W": (lambda cells: scale(cells, "Power (kW)", 1000), r"power_kw: the median power is 769,000 kW"),
    "power in MW": (lambda cells: scale(cells, "Power (kW)", 0.001), r"power_kw: the median power is 0\.769 kW"),
    "efficiency in MFlops/W": (
        lambda cells: scale(cells, "Energy Efficiency [GFlops/Watts]", 1000),
        r"power_kw: the reported energy efficiency is 1000 times",
    ),
    "half the cores lost": (lambda cells: scale(cells, "Total Cores", 0.001), r"cores: .*"),
    "empty column": (
        lambda cells: [put(cells, rank, "Nmax", "") for rank in range(1, 501)],
        r"nmax: is empty in all rows",
    ),
    "None lost by a reader": (
        lambda cells: put(cells, 1, "Accelerator/Co-Processor", ""),
        r"rank 1, accelerator: is empty\. Expected a value in every row; \"None\"",
    ),
}


@pytest.mark.parametrize("name", FATAL)
def test_fault_is_refused(name, plan_of, cells):
    spoil, words = FATAL[name]
    spoil(cells)
    plan = plan_of(cells)
    assert [text for text in texts(plan) if re.search(words, text)], texts(plan)
    assert plan.texts == {}


ODD = {
    "list of another edition": (
        lambda cells: put(cells, 500, "First Appearance", 67),
        r"first_edition: no system appears for the first time; the newest are of 2026-06",
    ),
    "new maker": (
        lambda cells: put(cells, 9, "Manufacturer", "Quantum Forge"),
        r"rank 9, manufacturer: 'Quantum Forge' is new; its maker is provisionally 'quantum-forge'",
    ),
    "new country": (
        lambda cells: (put(cells, 9, "Country", "Kenya"), put(cells, 9, "Continent", "Africa")),
        r"rank 9, country: 'Kenya' is a country that no list has had before, read as KE",
    ),
    "other continent": (
        lambda cells: put(cells, 9, "Continent", "Africa"),
        r"rank 9, country: the file says 'Africa' for",
    ),
    "new segment": (lambda cells: put(cells, 9, "Segment", "Cloud"), r"rank 9, segment: 'Cloud' is unknown"),
    "more accelerator cores than cores": (
        lambda cells: put(cells, 9, "Accelerator/Co-Processor Cores", 1e8),
        r"rank 9, accelerator_cores: 100000000 of",
    ),
    "year after the list": (
        lambda cells: put(cells, 9, "Year", 2027),
        r"rank 9, year: is 2027\. Expected at most 2026",
    ),
    "Nhalf not below Nmax": (lambda cells: put(cells, 9, "Nhalf", 1e8), r"rank 9, nhalf: 100000000 against Nmax"),
    "Rpeak far too high": (
        lambda cells: put(cells, 9, "Rpeak [TFlop/s]", 9e6),
        r"rank 9, rpeak_tflops: 9000000 against Rmax",
    ),
    "power far too high": (
        lambda cells: (put(cells, 400, "Power (kW)", 90000.0), put(cells, 400, "Power Source", "Submitted")),
        r"rank 400, power_kw: 90000 kW for",
    ),
    "power too low": (
        lambda cells: (put(cells, 400, "Power (kW)", 1.0), put(cells, 400, "Power Source", "Submitted")),
        r"rank 400, power_kw: 1 kW for",
    ),
    "power without source": (
        lambda cells: put(cells, 1, "Power Source", ""),
        r"rank 1, power_source: power is 42220, its source empty",
    ),
    "efficiency of one row": (
        lambda cells: put(cells, 1, "Energy Efficiency [GFlops/Watts]", 60.0),
        r"rank 1, power_kw: reported 60 GFlop/s per W, Rmax / power is 52",
    ),
    "ten times the cores": (
        lambda cells: put(cells, 400, "Total Cores", cells[400][cells[0].index("Total Cores")] * 10),
        r"rank 400, cores: \d+ cores for Rpeak .* times as much for each as usual",
    ),
    "Nmax that takes weeks": (
        lambda cells: put(cells, 2, "Nmax", cells[2][cells[0].index("Nmax")] * 10),
        r"rank 2, nmax: \d+ would take [\d,]+ hours",
    ),
    "letter that nobody can read": (
        lambda cells: put(cells, 9, "Site", "Universit\ufffd"),
        r"rank 9, site: 'Universit\ufffd' has lost a letter",
    ),
    "negative Nhalf": (lambda cells: put(cells, 9, "Nhalf", -1), r"rank 9, nhalf: -1 is negative"),
    "unknown column": (lambda cells: [row.append("x") or row for row in cells], r"column 'x' is unknown and not read"),
}


@pytest.mark.parametrize("name", ODD)
def test_oddity_is_a_warning(name, plan_of, cells):
    make_odd, words = ODD[name]
    make_odd(cells)
    plan = plan_of(cells)
    assert texts(plan) == []
    assert [text for text in warnings(plan) if re.search(words, text)], warnings(plan)


@pytest.mark.parametrize("heading", [heading for heading, column in official.HEADINGS.items() if column])
def test_missing_column_is_refused_by_name(heading, plan_of, cells):
    place = cells[0].index(heading)
    for row in cells:
        del row[place]
    found = [text for text in texts(plan_of(cells)) if "there is no such column" in text]
    assert len(found) == 1
    assert f"list 2026-11, {official.HEADINGS[heading]}:" in found[0]


def test_all_faults_of_a_file_are_listed_in_one_run(plan_of, cells):
    put(cells, 5, "Total Cores", "many")
    put(cells, 7, "Country", "Atlantis")
    put(cells, 214, "Power (kW)", "n/a kW")
    found = texts(plan_of(cells))
    assert len(found) == 3
    assert all("Expected" in text for text in found)


def test_flood_of_one_kind_is_cut_and_its_ranks_summed_up(plan_of, cells):
    for rank in range(101, 201):
        put(cells, rank, "Accelerator/Co-Processor", "")
    found = texts(plan_of(cells))
    assert len(found) == 26
    assert "the same in 75 more rows (ranks 126-200)" in found[-1]


def test_column_in_the_wrong_unit_is_not_repeated_for_every_row(plan_of, cells):
    scale(cells, "Rpeak [TFlop/s]", 0.001)
    assert len(plan_of(cells).problems) == 1


def test_green500_by_its_headings(plan_of, cells):
    for rank, row in enumerate(cells):
        row.insert(1, rank or "TOP500 Rank")
    assert [text for text in texts(plan_of(cells)) if "is a Green500 list or another sublist" in text]


def test_green500_by_its_order(plan_of, cells):
    place = cells[0].index("Energy Efficiency [GFlops/Watts]")
    ordered = sorted((row for row in cells[1:] if row[place] != ""), key=lambda row: -row[place])
    for rank, row in enumerate(ordered, 1):
        row[0] = rank
    (only,) = texts(plan_of([cells[0], *ordered]))
    assert "this is a Green500 list" in only


@pytest.mark.parametrize("edition", ["1993-06", "1996-06", "2002-06", "2008-06"])
def test_old_list_in_the_wrong_unit_is_refused_even_alone(edition, plan_of, data):
    """No neighbour is there: the growth of past lists tells."""
    for later in (data / "lists").glob("*.csv"):
        later.unlink()  # else the lists between would be missing
    headings = dict(official.OLD_HEADINGS) | ({"Power": "power_kw"} if edition >= "2008-06" else {})
    rows = official.stored(edition)
    name = f"TOP500_{edition.replace('-', '')}.csv"
    assert texts(plan_of(official.table(rows, headings, scale=1000), name)) == []
    assert "judging from the growth of past lists" in texts(plan_of(official.table(rows, headings, scale=1), name))[0]


def test_lists_to_come_may_grow_faster_than_past_ones_if_their_neighbour_does():
    rows = official.stored("2026-06")
    fast = [row | {column: str(100 * float(row[column])) for column in ("rmax_tflops", "rpeak_tflops")} for row in rows]
    for others, found in (({}, 3), ({"2032-06": fast}, 0), ({"2032-06": rows}, 3)):
        complaints = check_plausible(TidyList("2032-11", rows=fast), others.get)
        assert sum(one.code == "implausible" for one in complaints) == found


def test_header_with_a_unit_is_believed(plan_of, cells):
    scale(cells, "Rmax [TFlop/s]", 0.001)
    scale(cells, "Power (kW)", 0.001)
    cells[0][cells[0].index("Rmax [TFlop/s]")] = "RMAX (PFlop/s)"
    cells[0][cells[0].index("Power (kW)")] = "Power [MW]"
    assert plan_of(cells).problems == []
