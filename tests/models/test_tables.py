"""The committed tables: shape, sizes, and the results that ai/NOTES.md found in the raw files, counted again."""

import time

import pandas as pd
import pytest

from build_scripts.errors import Refused
from build_scripts.lists.store import read_csv
from build_scripts.models import schema, store
from build_scripts.models.checks import check_table
from build_scripts.models.countries import Countries
from build_scripts.models.issues import load_issues

from .samples import DATA

LOADERS = (
    *(store.load_models, store.load_clusters, store.load_chips, store.load_data_centers, store.load_hpl_mxp),
    *(store.load_hpcg, store.load_population, store.load_gdp, store.load_dated_facts, store.load_sources),
    *(store.load_claims, store.load_runs, store.load_data_center_timelines, store.load_data_center_chips),
)


@pytest.fixture(scope="module")
def models() -> pd.DataFrame:
    return store.load_models(DATA)


@pytest.fixture(scope="module")
def notable(models) -> pd.DataFrame:
    return models[models["table"] == "notable"]


@pytest.fixture(scope="module")
def counted() -> pd.DataFrame:
    clusters = store.load_clusters(DATA)
    return clusters[(clusters["status"] == "Existing") & (clusters["in_standard_analysis"] == "yes")]


@pytest.fixture(scope="module")
def signed(notable) -> pd.DataFrame:
    with_list = notable[(notable["authors_complete"] == "yes") & notable["training_flop"].notna()]
    return with_list[with_list["published"].dt.year >= 2010]


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_committed_table_passes_its_checks(table):
    rows = read_csv(DATA / "models" / f"{table.name}.csv")
    problems, _ = check_table(table, rows, Countries(DATA / "vocab").valid, load_issues(DATA))
    assert rows and problems == []


def test_all_loaders_together_take_less_than_a_third_of_a_second():
    for load in LOADERS:  # the first call pays for what pandas imports late
        load(DATA)
    best = min(_time_loading() for _ in range(3))
    assert best < 0.3


def _time_loading() -> float:
    begun = time.perf_counter()
    for load in LOADERS:
        assert len(load(DATA))
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    ("name", "kilobytes"),
    [("models", 400), ("clusters", 150), ("hpcg", 200), ("population", 120), ("gdp", 120)],
)
def test_tables_stay_small_and_end_lines_by_lf(name, kilobytes):
    raw = (DATA / "models" / f"{name}.csv").read_bytes()
    assert len(raw) < kilobytes * 1000
    assert b"\r" not in raw and raw.endswith(b"\n")


def test_no_name_of_staff_and_no_path_of_a_machine_is_kept():
    for path in [*(DATA / "models").glob("*.csv"), *(DATA / "facts").glob("*.csv"), DATA / "sources.csv"]:
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text and "Created By" not in text and "Ben Cottier" not in text, path.name


def test_notable_models_by_country_are_those_of_the_notes(notable):
    each = notable.assign(country=notable["countries"].str.split("; ")).explode("country")
    found = each.groupby("country")["training_flop"].agg(["count", "size"]).apply(tuple, axis=1).to_dict()
    expected = {
        **{"US": (329, 665), "CN": (97, 178), "GB": (46, 89), "FR": (30, 50), "CA": (27, 57), "DE": (20, 31)},
        **{"KR": (15, 24), "HK": (9, 15), "SG": (8, 16), "IL": (8, 12), "JP": (7, 11), "CH": (6, 12)},
    }
    assert {code: found[code] for code in expected} == expected


@pytest.mark.parametrize(
    ("year", "country", "size", "with_compute"),
    [
        *[("2017", "GB", 12, 3), ("2019", "FR", 7, 6), ("2021", "CN", 21, 17), ("2022", "US", 68, 45)],
        *[("2023", "DE", 4, 3), ("2024", "FR", 4, 2), ("2025", "KR", 8, 3), ("2026", "US", 22, 4)],
    ],
)
def test_models_by_country_and_year_are_those_of_the_notes(notable, year, country, size, with_compute):
    of_year = notable[notable["published"].dt.year == int(year)]
    here = of_year[of_year["countries"].str.split("; ").map(lambda codes: country in codes)]
    assert (len(here), here["training_flop"].notna().sum()) == (size, with_compute)


def test_openai_has_67_notable_models_of_which_23_with_compute(notable):
    own = notable[notable["organizations"].str.split("; ").map(lambda names: "OpenAI" in names)]
    assert (len(own), own["training_flop"].notna().sum(), (own["hardware"] != "").sum()) == (67, 23, 15)


def test_models_counts_of_the_notes(notable, models):
    assert (len(models), len(notable)) == (1359, 1031)
    assert (notable["frontier"] == "yes").sum() == 123
    # 1036 rows of the source less the five undated ones
    assert notable["training_flop"].notna().sum() == 529
    assert notable["open_weights"].value_counts()["yes"] == 319


@pytest.mark.parametrize(
    ("first", "last", "size", "median", "six_or_fewer"),
    [(2010, 2016, 69, 4, 0.86), (2017, 2019, 79, 4, 0.75), (2020, 2022, 142, 7, 0.42), (2023, 2026, 101, 17, 0.18)],
)
def test_authors_by_period_are_those_of_the_notes(signed, first, last, size, median, six_or_fewer):
    # NOTES count 144 in 2020-2022; two of them are declared: a title (BEIT-3) and a cut list (BLOOM).
    part = signed[signed["published"].dt.year.between(first, last)]["authors_count"]
    assert len(part) == size
    assert part.median() == median
    assert (part <= 6).mean() == pytest.approx(six_or_fewer, abs=0.006)


@pytest.mark.parametrize(
    ("low", "high", "size", "median"),
    [
        (0, 1e20, 149, 4),
        (1e20, 1e21, 42, 5),
        (1e21, 1e22, 57, 8),
        (1e22, 1e23, 60, 11.5),
        (1e24, 1e25, 35, 32),
        (1e25, 1e30, 6, 75),
    ],
)
def test_authors_by_compute_are_those_of_the_notes(signed, low, high, size, median):
    part = signed[(signed["training_flop"] >= low) & (signed["training_flop"] < high)]["authors_count"]
    assert (len(part), part.median()) == (size, median)


def test_no_model_above_1e24_has_six_authors_or_fewer(signed):
    assert signed[signed["training_flop"] >= 1e24]["authors_count"].min() == 7


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ("AlexNet", 3),
        ("GPT-1", 4),
        ("GPT-2 (1.5B)", 6),
        ("GPT-3 175B (davinci)", 31),
        ("Llama 3.1-405B", 237),
        ("GPT-4.5", 365),
    ],
)
def test_authors_of_well_known_models(notable, name, authors):
    assert notable.set_index("name").loc[name, "authors_count"] == authors


@pytest.mark.parametrize(
    ("name", "flop", "hardware", "hours"),
    [
        ("GPT-4 (Mar 2023)", 2.1e25, 25000, 2280),
        ("Llama 3.1-405B", 3.8e25, 16384, 2142),
        ("Gemini 1.0 Ultra", 5.0e25, 57000, 2400),
        ("GPT-3 175B (davinci)", 3.14e23, 10000, 355),
    ],
)
def test_training_runs_of_the_notes(notable, name, flop, hardware, hours):
    model = notable.set_index("name").loc[name]
    assert model["training_flop"] == flop and model["hardware_quantity"] == hardware
    assert model["training_hours"] == pytest.approx(hours, abs=1)


def test_clusters_by_country_are_those_of_the_notes(counted):
    assert len(counted) == 482
    sums = counted.groupby("country")["h100_equivalents"].sum()
    expected = {"US": 1.251e6, "CN": 109e3, "DE": 26.0e3, "NO": 20.5e3, "JP": 18.7e3, "FR": 18.4e3, "CH": 17.2e3}
    for country, value in expected.items():
        assert sums[country] == pytest.approx(value, rel=0.005), country


@pytest.mark.parametrize(
    ("name", "equivalents"),
    [
        ("Azure OpenAI GPT-3 Cluster", 632),
        ("Microsoft GPT-4 cluster", 7883),
        ("Microsoft Azure Eagle", 14400),
        ("Scaleway Nabuchodonosor", 1016),
    ],
)
def test_clusters_of_microsoft_and_scaleway(name, equivalents):
    row = store.load_clusters(DATA).set_index("name").loc[name]
    assert round(row["h100_equivalents"]) == equivalents


def test_planned_and_anonymized_clusters():
    clusters = store.load_clusters(DATA)
    assert clusters["status"].value_counts().to_dict() == {"Existing": 609, "Planned": 171, "Decommissioned": 6}
    assert clusters["name"].is_unique and clusters["name"].str.startswith("Anonymized").sum() == 257


def test_data_centers_are_those_of_the_notes():
    sites = store.load_data_centers(DATA).set_index("name")
    assert sites["h100_equivalents"].idxmax() == "Colossus 2"
    atlanta = sites.loc["Microsoft Fairwater Atlanta"]
    assert (atlanta["users"], atlanta["users_confidence"]) == ("OpenAI; Microsoft", "likely; likely")
    timeline = store.load_data_center_timelines(DATA)
    assert timeline.loc[timeline["projected"] == "no", "date"].max() <= pd.Timestamp("2026-07-07")


def test_benchmarks_are_those_of_the_notes():
    mxp = store.load_hpl_mxp(DATA)
    assert (len(mxp), mxp["name"].nunique(), mxp["speedup"].median()) == (256, 41, 6.6)
    assert "ThetaGPU" not in set(mxp["name"]), "printed beside the HPL result of Theta, another machine"
    newest = mxp[mxp["list"] == "2025-11"].set_index("rank")["hpl_mxp_eflops"]
    assert newest[[1, 2, 3, 4, 5]].tolist() == [16.68, 11.643, 11.39, 6.255, 3.304]
    assert mxp["top500_rank"].isna().sum() == 11  # 6 empty and 5 with rank 0, which the notes do not mention
    hpcg = store.load_hpcg(DATA)
    assert len(hpcg) == 2856 - 48
    assert not (hpcg["hpcg_pflops"] > 0.3 * hpcg["hpl_rmax_pflops"]).any()


def test_people_and_money():
    people = store.load_population(DATA)
    assert people["country"].nunique() == 215 and people["year"].max() == 2024
    assert "TW" not in set(people["country"])
    money = store.load_gdp(DATA).set_index(["country", "year"])["gdp_million_usd"]
    assert money["US", 2023] == pytest.approx(27_360_935, rel=0.02)
    assert money["FR", 2022] == pytest.approx(2_780_000, rel=0.02)


def test_known_issues_name_rows_that_exist():
    for issue in load_issues(DATA):
        table = next(table for table in schema.TABLES if table.name == issue.table)
        keys = {"/".join(row[name] for name in table.key) for row in read_csv(DATA / "models" / f"{table.name}.csv")}
        assert issue.rows is None or issue.rows <= keys, issue


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("country,year", "land,year"), "has the header"),
        (("FR,2024,", "FR,2023,"), "a key that stands twice"),
        (("FR,2024,68551653", "FR,2024,-3"), "holds -3"),
        (("FR,2024,68551653", "FR,2024,many"), "population.csv"),
        (("FR,2024,68551653", "FR,2024,"), "holds nothing"),
    ],
)
def test_a_table_that_was_changed_by_hand_is_refused(tmp_path, change, says):
    text = (DATA / "models" / "population.csv").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "population.csv").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(Refused, match=says):
        store.load_table(tmp_path, schema.POPULATION)


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(Refused, match="is missing"):
        store.load_table(tmp_path, schema.GDP)
