"""The records of lists, machines and countries, against plain counts of the tidy lists; their pages; the feed; diff."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from build_scripts.cli import main
from build_scripts.records import Records, all_records
from build_scripts.records.editions import RECORDS
from build_scripts.words.numbers import NBSP

from .conftest import DATA, language_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def records(world, numbers) -> Records:
    return all_records(world, {name: claim.strip for name, claim in numbers.claims.items() if claim.strip}, DATA)


def edition(records: Records, name: str):
    (found,) = [record for record in records.editions if record.edition == name]
    return found


# LISTS


def test_every_list_and_every_country_has_a_record(records, rows):
    assert [record.edition for record in records.editions] == sorted(rows)
    countries = {row["country"] for each in rows.values() for row in each}
    assert [record.code for record in records.countries] == sorted(countries)


def test_who_came_is_who_has_no_rank_before_but_for_what_was_revised_since(records, rows):
    """The lists since 2012-06 tell the rank half a year before; of some, a machine was withdrawn afterwards."""
    for record in records.editions:
        if record.edition >= "2012-06":
            new = sum(not row["previous_rank"] for row in rows[record.edition])
            assert abs(record.came - new) <= 2, record.edition
            assert record.came == record.left, record.edition
    assert edition(records, "2026-06").came == 43


def test_list_of_june_2026_tells_its_leader_its_sum_and_its_records(records):
    record = edition(records, "2026-06")
    assert (record.first_name, record.first_is_new, record.first_before) == ("LineShine", True, "El Capitan")
    assert record.total == pytest.approx(18_732_742.16177) and record.last == 2661.46
    broken = {(each.what, each.highest): each for each in record.records}
    assert set(broken) == {("countries", True), ("accelerated", True), ("power", True)}
    assert broken["power", True].value == 42220 and broken["power", True].at == "2020-11"
    assert record.verdicts["china_advantage"] == (True, False)
    assert record.tables["top_ten"].rows[0][:3] == (1, 0, ["LineShine", "180490"])


def test_record_is_more_than_all_lists_before(records, rows):
    for record in records.editions:
        for each in record.records:
            assert each.what in RECORDS
            assert (each.value > each.before) == each.highest and each.at < record.edition
    most = max((sum(row["country"] == "CN" for row in each), name) for name, each in rows.items())
    peaks = [r for record in records.editions for r in record.records if r.what == "cn_systems"]
    assert peaks[-1].value == most[0] == 228


def test_shares_of_countries_add_up_from_the_rows(records, rows):
    record = edition(records, "2026-06")
    total = sum(float(row["rmax_tflops"]) for row in rows["2021-06"])
    own = sum(float(row["rmax_tflops"]) for row in rows["2021-06"] if row["country"] == "CN")
    table = record.tables["countries"]
    (china,) = [row for row in table.rows if row[0] == "CN"]
    assert dict(zip(table.columns, china, strict=True))["share_five_years"] == pytest.approx(own / total)


# MACHINES AND COUNTRIES


def test_frontier_was_enlarged_three_times_and_led_for_two_years(records):
    (frontier,) = [machine for machine in records.machines if machine.key == "180047"]
    assert (frontier.label, frontier.first) == ("Frontier", "2022-06")
    assert (frontier.best_rank, frontier.best_edition) == (1, "2022-06")
    upgraded = dict(zip(frontier.table.column("edition"), frontier.table.column("upgrade"), strict=True))
    assert [when for when, grown in sorted(upgraded.items()) if grown] == ["2023-06", "2024-06", "2024-11"]
    assert frontier.mxp[1] == pytest.approx(11.4, abs=0.1)


def test_pages_of_machines_are_those_of_the_top_ten_of_france_and_of_microsoft(records, rows):
    keys = {machine.key for machine in records.machines}
    for each in rows.values():
        for row in each:
            if row["system_id"] and row["rank"] == "1" and row not in rows["2011-06"]:
                assert row["system_id"] in keys or row["first_edition"] < "2011-11"
    labels = {machine.label for machine in records.machines if "microsoft" in machine.why}
    assert {"Eagle", "Voyager-EUS2"} <= labels
    (eagle,) = [machine for machine in records.machines if machine.label == "Eagle"]
    assert eagle.sites[0] == "Microsoft Azure"


def test_upgrade_with_an_id_of_its_own_is_named_beside_the_machine(records):
    roadrunners = [machine for machine in records.machines if machine.label == "Roadrunner"]
    assert len(roadrunners) >= 2
    assert {key for key, *_ in roadrunners[0].namesakes} == {machine.key for machine in roadrunners[1:]}


def test_country_without_a_machine_today_says_when_it_had_one(records, rows):
    now = {row["country"] for row in rows["2026-06"]}
    gone = [country for country in records.countries if country.code not in now]
    assert gone and all(not country.systems and country.rank is None and country.last < "2026-06" for country in gone)
    (poland,) = [country for country in records.countries if country.code == "PL"]
    assert poland.systems == sum(row["country"] == "PL" for row in rows["2026-06"]) == 8
    assert len(poland.machines.rows) == 8 and poland.best_rank == 38


# PAGES


def test_generated_pages_are_found_by_their_title_alone(site):
    import json

    docs = json.loads((site / "en" / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    made = [doc for doc in docs if re.match(r"(editions|machines|countries)/[^/]+/", doc["location"])]
    assert len(made) > 800
    for doc in made:
        assert not re.sub(r"<small hidden>.*?</small>", "", doc["text"]), doc["location"]


def test_every_list_machine_and_country_is_reached_from_its_index(site, pages, records):
    for folder, names in (
        ("editions", [record.edition for record in records.editions]),
        ("machines", [record.key for record in records.machines]),
        ("countries", [record.code.lower() for record in records.countries]),
    ):
        for lang in ("", "en/"):
            links = pages[f"{lang}{folder}/index.html"].xpath("//article//td//a/@href | //article//th//a/@href")
            assert set(names) <= {link.split("/")[-2] for link in links}
            assert all((site / lang / folder / name / "index.html").is_file() for name in names)


def test_small_figures_say_in_words_what_they_show(pages):
    for name, page in pages.items():
        for svg in page.xpath("//svg[@class='small']"):
            assert re.search(r"\d", svg.get("aria-label")), name
            assert not re.search(r"[a-zA-Z]", "".join(svg.itertext())), name


# FEED


def test_feed_tells_the_newest_lists_in_both_languages_and_leads_to_their_pages(site, pages):
    for lang in ("", "en/"):
        feed = ElementTree.parse(site / lang / "feed.xml").getroot()
        entries = feed.findall(f"{ATOM}entry")
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == ("en" if lang else "fr")
        assert len(entries) == 20 and len({entry.findtext(f"{ATOM}id") for entry in entries}) == 20
        for entry in entries:
            assert (site / lang / entry.find(f"{ATOM}link").get("href")).is_file()
            assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary")
        dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert dates == sorted(dates, reverse=True) and feed.findtext(f"{ATOM}updated") == dates[0]
    for name, page in pages.items():
        (link,) = page.xpath("//head/link[@type='application/atom+xml']/@href")
        assert link == "../" * (name.count("/") - (language_of(name) == "en")) + "feed.xml", name


# DIFF


def run(*words: str):
    return CliRunner().invoke(main, ["diff", *words])


def test_diff_tells_what_the_list_of_june_2026_changed():
    result = run("2025-11", "2026-06")
    assert result.exit_code == 0
    told = result.stdout.replace(NBSP, " ")
    assert "Number one is LineShine, before El Capitan" in told
    assert "Verdict: “China, too, has a considerable lead.”: fails, now holds" in told
    assert "A country that was never on the list: Uzbekistan (UZ)" in told
    assert re.search(r"first_name \(.*\): El Capitan, now LineShine", told)
    assert re.search(r"sum_rmax \(.*\): 15 EFlop/s, now 18.7 EFlop/s", told)
    assert "fr/top500/index.md: El Capitan a gardé la place en novembre 2025. → LineShine a pris la place" in told
    assert "en/top500/index.md: El Capitan kept the place in November 2025. → LineShine took the place" in told
    assert "oldest_sum_rmax" not in told  # what no list changes


def test_diff_for_a_pull_request_lets_no_name_be_markup():
    result = run("2025-11", "2026-06", "--markdown")
    assert result.stdout.startswith("# 2026-06 (no. 67) against 2025-11\n") and "<details><summary>" in result.stdout
    assert "Flow Type II subsystem" in result.stdout
    assert not re.search(r"(?<!\\)\[", result.stdout)


@pytest.mark.parametrize("words", [("2026-06", "2025-11"), ("2026-06", "2026-06"), ("1993-06", "2050-06")])
def test_diff_refuses_lists_in_the_wrong_order_or_that_are_not_there(words):
    result = run(*words)
    assert result.exit_code == 1 and result.stderr.startswith("error: diff: ")
