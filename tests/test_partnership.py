"""OpenAI, Microsoft, Azure, Kyutai and the public machines: numbers found again with plain loops over the tables."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pandas as pd
import pytest

from build_scripts.facts import partnership_kyutai, partnership_openai
from build_scripts.figures import data_partnership, draw_partnership
from build_scripts.measures import partnership
from build_scripts.numbers import compute
from build_scripts.page_tables.partnership import TABLES
from build_scripts.words import html
from build_scripts.words.numbers import known_date

from .conftest import DATA, pinned


def table_of(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def dated() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in table_of("facts/dated.csv")}


@pytest.fixture(scope="module")
def chips() -> dict[str, float]:
    return {row["name"]: float(row["h100_equivalents"] or 0) for row in table_of("models/clusters.csv")}


@pytest.fixture(scope="module")
def azure(rows) -> dict[str, list[dict[str, str]]]:
    """Edition -> rows of Azure, machines that ever had its name at their site or as their maker."""
    ids = {row["system_id"] for table in rows.values() for row in table if "Azure" in row["site"] + row["manufacturer"]}
    found = {edition: [row for row in table if row["system_id"] in ids] for edition, table in rows.items()}
    return {edition: own for edition, own in found.items() if own}


@pytest.fixture(scope="module")
def early():
    return {edition: compute(DATA, edition) for edition in ("1993-06", "2013-06", "2022-11", "2024-06")}


def test_azure_has_been_on_fifteen_lists_with_nine_machines(azure, numbers):
    assert len(azure) == numbers.facts["azure_lists"].value
    ids = {row["system_id"] for own in azure.values() for row in own}
    assert len(ids) == numbers.facts["azure_machines_ever"].value
    first = min(azure)
    assert (first, azure[first][0]["name"], int(azure[first][0]["rank"])) == tuple(
        numbers.facts[f"azure_first_{what}"].value for what in ("edition", "name", "rank")
    )


def test_ranks_of_azure_are_those_of_the_lists(azure, world):
    expected = defaultdict(list)
    for edition, own in azure.items():
        for row in own:
            expected[edition, row["name"].split("-")[0]].append(int(row["rank"]))
    table = partnership.azure_ranks(world.lists)
    found = {(row["edition"], row["machine"]): (row["best_rank"], row["systems"]) for row in table.to_dict("records")}
    assert found == {key: (min(ranks), len(ranks)) for key, ranks in expected.items()}
    assert found["2023-11", "Eagle"] == (3, 1)
    assert found["2021-06", "Pioneer"] == (26, 4)
    assert (found["2023-06", "Explorer"], found["2023-11", "Explorer"]) == ((11, 1), (15, 1)), "site: West US3"


def test_the_other_eagle_and_the_machines_of_microsoft_research_do_not_count(rows, world):
    others = {
        row["system_id"]
        for table in rows.values()
        for row in table
        if ("Microsoft" in row["site"] and "Azure" not in row["site"] + row["manufacturer"])
        or (row["name"] == "Eagle" and "NREL" in row["site"])
    }
    assert others
    kept = {str(identity) for identity in partnership.azure(world.lists)["system_id"]}
    assert not others & kept


@pinned
def test_shares_of_azure(azure, rows, numbers):
    shares = {
        edition: sum(float(row["rmax_tflops"]) for row in own) / sum(float(row["rmax_tflops"]) for row in rows[edition])
        for edition, own in azure.items()
    }
    most = max(shares, key=shares.__getitem__)
    assert numbers.facts["azure_most_rmax_share"].value == pytest.approx(shares[most])
    assert numbers.facts["azure_most_rmax_share_edition"].value == most == "2023-11"
    newest = max(rows)
    assert numbers.facts["azure_rmax_share"].value == pytest.approx(shares[newest])
    assert numbers.checks["azure_below_peak"] == (shares[newest] < shares[most] / 2)


@pytest.mark.parametrize(
    ("edition", "systems", "percent"), [("2023-06", 6, 2.870), ("2023-11", 7, 10.119), ("2024-06", 7, 8.664)]
)
def test_machines_whose_site_is_a_region_count_too(edition, systems, percent, world):
    row = partnership.azure_shares(world.lists).set_index("edition").loc[edition]
    assert row["systems"] == systems
    assert row["systems_share"] == systems / 500
    assert row["rmax_share"] * 100 == pytest.approx(percent, abs=0.001)


def test_lists_without_azure_have_zeros_in_between_and_none_before(world):
    table = partnership.azure_shares(world.lists).set_index("edition")
    assert table.index[0] == "2012-11"
    assert table.loc["2017-06", ["systems", "rmax_share"]].tolist() == [0, 0]
    assert partnership.azure_shares(world.lists[world.lists["edition"] < "2012-11"]).empty


def test_azure_against_published_sum_of_june_2024(azure, dated):
    own = sum(float(row["rmax_tflops"]) for row in azure["2024-06"]) / 1000
    assert own == pytest.approx(float(dated["azure-machines-2024-06"]["value"]), abs=0.1)
    assert len(azure["2024-06"]) == 7


@pytest.mark.parametrize(
    ("centre", "words"),
    [("idris", ("IDRIS",)), ("cines", ("CINES",)), ("tgcc", ("TGCC",))],
)
def test_best_rank_of_a_french_centre(centre, words, rows, world):
    table = partnership.french_centres(world.lists).set_index("edition")
    for edition in ("2012-06", "2019-06", "2022-06", "2026-06"):
        ranks = [
            int(row["rank"])
            for row in rows[edition]
            if row["country"] == "FR" and any(word in row["site"] for word in words)
        ]
        assert table.loc[edition, centre] == min(ranks), edition
    assert table.loc["2022-06", "cines_name"] == "Adastra"


def test_ratios_of_machines(chips, numbers):
    eagle, kyutai = chips["Microsoft Azure Eagle"], chips["Scaleway Nabuchodonosor"]
    assert numbers.facts["eagle_to_kyutai"].value == pytest.approx(eagle / kyutai)
    assert numbers.facts["colossus_to_kyutai"].value == pytest.approx(chips["xAI Colossus Memphis Phase 3"] / kyutai)


def test_goodyear_in_2024_is_that_of_the_later_table(chips, dated, numbers):
    """The table of clusters, which Epoch AI has stopped, has 100,000 H100 on a day when that of sites has fewer."""
    rows = [row for row in table_of("models/data_center_timelines.csv") if row["name"] == "Microsoft Goodyear"]
    then = [float(row["h100_equivalents"]) for row in rows if row["date"] <= dated["goodyear-cluster"]["date"]][-1]
    assert then < chips["OpenAI/Microsoft Goodyear Arizona"]
    assert numbers.facts["goodyear_h100_2024"].value == round(then, -3) == 29_000
    assert numbers.facts["goodyear_to_eagle"].value == pytest.approx(then / chips["Microsoft Azure Eagle"])
    assert "29,000" in dated["goodyear-cluster"]["statement_en"]


def test_gpt3s_cluster_in_sixteen_bits(numbers):
    """A V100 has no fast 8-bit rate: Epoch AI's equivalents count it for half."""
    by_name = {row["name"]: row for row in table_of("models/clusters.csv")}
    cluster, eagle = by_name["Azure OpenAI GPT-3 Cluster"], by_name["Microsoft Azure Eagle"]
    one_h100 = float(eagle["op16_per_s"]) / float(eagle["chip_quantity"])
    expected = float(cluster["op16_per_s"]) / one_h100
    assert numbers.facts["gpt3_cluster_h100"].value == round(float(cluster["h100_equivalents"])) == 632
    assert numbers.facts["gpt3_cluster_h100_16_bits"].value == round(expected) == 1263


def test_power_of_a_site_is_that_of_its_machines_or_of_all_of_it(numbers):
    """Epoch AI's "current power" is IT power: the whole site draws more."""
    sites = {row["name"]: row for row in table_of("models/data_centers.csv")}
    newest = {}
    for row in table_of("models/data_center_timelines.csv"):
        if row["projected"] == "no":
            newest[row["name"]] = row  # in order of date
    for name, site in sites.items():
        if name in newest:
            assert float(site["it_power_mw"]) == float(newest[name]["it_power_mw"]), name
    assert numbers.facts["abilene_power"].value == 421_000
    assert numbers.facts["abilene_site_power"].value == 590_000
    assert numbers.facts["ai_campus_power"].value == float(sites["Colossus 2"]["it_power_mw"]) * 1000


def test_sites_of_openai_are_all_there_that_epoch_calls_confident_or_likely(numbers):
    expected = set()
    for row in table_of("models/data_centers.csv"):
        users = dict(zip(row["users"].split("; "), row["users_confidence"].split("; "), strict=False))
        if users.get("OpenAI") in ("confident", "likely") and float(row["h100_equivalents"]):
            expected.add(row["name"])
    assert set(data_partnership.OPENAI_SITES.values()) == expected
    assert len(numbers.figures["openai_machines"].rows) == len(data_partnership.OPENAI_CLUSTERS) + len(expected)


def test_sites_of_openai_stand_at_the_year_in_which_they_got_their_chips(numbers):
    table = numbers.figures["openai_machines"]
    year = dict(zip(table.column("cluster"), table.column("date"), strict=True))
    years = [year[name] for name in ("goodyear", "wisconsin", "abilene", "fairwater")]
    assert years == ["2025", "2026", "2026", "2026"]
    assert table.column("date") == sorted(table.column("date"))


def test_gigawatts_say_their_unit(numbers):
    assert {numbers.facts[name].kind for name in ("openai_gw_2023", "openai_gw_altman", "openai_gigawatts")} == {
        "gigawatt"
    }


def test_voyager_was_the_first_public_cloud_among_the_ten(rows, numbers):
    clouds = ("Azure", "Amazon", "Google", "Oracle Cloud", "Alibaba", "Tencent")
    before = [
        row["site"]
        for edition, table in rows.items()
        if edition < "2021-11"
        for row in table
        if int(row["rank"]) <= 10 and any(cloud in row["site"] + row["manufacturer"] for cloud in clouds)
    ]
    assert before == []
    assert numbers.checks["voyager_first_cloud_in_top_ten"]


def test_a_planned_phase_does_not_count_nor_a_machine_that_nobody_knows():
    clusters = pd.DataFrame(
        {
            "name": ["Big Phase 1", "Big Phase 2", "Big Phase 3"],
            "status": ["Existing", "Existing", "Planned"],
            "h100_equivalents": [10.0, 20.0, 900.0],
        }
    )
    assert partnership.largest_phase(clusters, "Big")["h100_equivalents"] == 20
    assert partnership.largest_phase(clusters, "Small") is None


def test_gigawatts_are_those_of_the_statements(dated):
    """The values in the code stand in the sentence of the fact."""
    for identity, value in partnership_openai.GIGAWATTS.values():
        assert re.search(rf"\b{value:g} gigawatt|\b{value:g} in 20", dated[identity]["statement_en"]), identity
    assert (
        f"{partnership_openai.STAFF_2022_USD / 1e6:g} million for staff"
        in dated["openai-spending-2022"]["statement_en"]
    )


def test_ratios_of_money_and_gigawatts(dated, numbers):
    value = {name: float(row["value"]) for name, row in dated.items() if row["value"]}
    assert numbers.facts["azure_pledge_to_commitment"].value == pytest.approx(250 / 13)
    assert numbers.facts["openai_gw_growth"].value == pytest.approx(value["openai-gigawatts"] / 0.2)
    assert numbers.facts["openai_gw_ahead"].value == pytest.approx(30 / 1.9)
    assert numbers.facts["openai_compute_to_staff"].value == pytest.approx(value["openai-spending-2022"] / 89e6)
    assert numbers.facts["kyutai_tts_machine_share"].value == pytest.approx(32 / 1016)


def test_releases_of_kyutai_are_all_drawn(dated, numbers):
    releases = {name for name, row in dated.items() if row["theme"] == "kyutai" and row["kind"] == "release"}
    assert releases - set(partnership_kyutai.NOT_RELEASED) == set(data_partnership.RELEASES), (
        "name the new release in RELEASES"
    )
    assert numbers.facts["kyutai_releases"].value == len(numbers.figures["kyutai_releases"].rows)
    sizes = dict(
        zip(*(numbers.figures["kyutai_releases"].column(name) for name in ("release", "parameters")), strict=True)
    )
    assert (sizes["Moshi"], sizes["Helium 1"], sizes["MoshiVis"]) == (7e9, 2e9, None)
    assert numbers.checks["moshi_largest"]


def test_papers_of_kyutai(dated, numbers):
    authors = [
        float(row["value"])
        for row in dated.values()
        if row["theme"] == "kyutai" and row["kind"] == "paper" and row["unit"] == "authors"
    ]
    assert len(authors) == len(partnership_kyutai.KYUTAI_PAPERS)
    assert numbers.facts["kyutai_fewest_authors"].value == min(authors)
    assert numbers.facts["kyutai_most_authors"].value == max(authors)


@pinned
def test_machines_said_to_be_on_the_list_are_on_it(rows):
    names = {row["name"] for table in rows.values() for row in table if "Azure" in row["site"]}
    listed = [start for start, state in data_partnership.OPENAI_CLUSTERS.values() if state == "listed"]
    assert {start.removeprefix("Microsoft Azure ") for start in listed} <= names
    texts = "|".join(row["site"] + row["name"] for table in rows.values() for row in table)
    assert not re.search(r"Nabuchodonosor|Scaleway|Abilene|Microsoft[^|]*Goodyear", texts)


def test_money_in_the_figure_is_that_of_the_facts(dated, numbers):
    table = numbers.figures["openai_money"]
    assert table.column("date") == sorted(table.column("date"))
    for contract, total in zip(table.column("contract"), table.column("sum"), strict=True):
        assert float(dated[contract.replace("_", "-")]["value"]) == total


@pytest.mark.parametrize("name", sorted(TABLES))
def test_stories_are_in_order_and_lead_to_entries(name, numbers, dated):
    story = numbers.tables[name]
    days = [dated[entry["id"].replace("_", "-")]["date"] for entry in story.column("event")]
    assert days == sorted(days)
    assert all(day.startswith(shown) for day, shown in zip(days, story.column("date"), strict=True))
    assert all(entry["id"] in numbers.facts for entry in story.column("event"))
    shown = html.table(story, "en", "x", {"date": "Date", "event": "Event", "official": "published"})
    assert shown.count('class="fact" href="{root}facts/index.html#') == len(story.rows)
    assert "\n\n" not in shown


def test_every_dated_fact_of_openai_and_microsoft_is_in_a_story(dated, numbers):
    told = {
        entry["id"] for name in TABLES if name.startswith("openai") for entry in numbers.tables[name].column("event")
    }
    assert told == {name.replace("-", "_") for name, row in dated.items() if row["theme"] == "partnership"}


def test_a_weak_source_is_named_in_its_row():
    value = {"id": "x", "fr": "Dit <b>", "en": "Said", "confidence": "press", "reported_by": "A & B"}
    said = html.cell(value, "statement", "fr", {"press": "presse"})
    assert said == (
        '<a class="fact" href="{root}facts/index.html#x">Dit &lt;b&gt;</a> <small>presse, selon A &amp; B</small>'
    )
    assert html.cell({"fr": "Dit", "en": "Said"}, "statement", "en", {}) == "Said"


def test_dates_are_written_as_far_as_they_are_known():
    assert [known_date(day, "en") for day in ("2019-07-22", "2022-04", "2022")] == [
        "22 July 2019",
        "April 2022",
        "2022",
    ]
    assert known_date("2020-10-01", "fr") == "1er\u00a0octobre 2020"
    assert partnership.known_day(pd.Timestamp("2022-12-31"), "year") == "2022"


def test_as_of_an_early_edition_later_things_are_not_known(early):
    first = early["1993-06"]
    assert not first.checks["azure_ever"]
    assert first.facts["azure_rmax"].value is None
    assert all(not first.figures[name].rows for name in data_partnership.FIGURES)
    second = early["2013-06"]
    assert second.facts["azure_machines_ever"].value == 1
    assert not second.checks["openai_story_begun"]
    assert not second.checks["azure_slipping"], "rank 165 was no high one"
    third = early["2022-11"]
    assert third.checks["openai_story_begun"]
    assert not third.checks["kyutai_begun"]
    assert [row[3] for row in third.figures["openai_money"].rows] == [1e9, 2e9]
    assert third.facts["openai_gw_2023"].value is None
    fourth = early["2024-06"]
    assert fourth.checks["kyutai_begun"]
    assert not fourth.checks["moshi_out"]
    assert fourth.facts["abilene_h100"].value is None, "the survey of sites is of today"
    assert fourth.checks["azure_nothing_new"], "Explorer had entered a year before, under the name of its region"
    assert fourth.facts["azure_newest_name"].value == "Eagle"


def test_numbers_of_chips_are_readable():
    assert [draw_partnership._readable(chips) for chips in (1016.0, 7882.8, 275795.9, None, 0)] == [
        1016, 7883, 276000, None, 0,
    ]  # fmt: skip
