"""The statements of the fact check, their verdicts, and their strips through all editions."""

from __future__ import annotations

import csv

import pytest
from lxml import html

from build_scripts.claims import STATUSES, TESTS
from build_scripts.pages.claims_block import claim_blocks
from build_scripts.words.catalogue import words

from .conftest import DATA, LANGUAGES, ROOT, pinned, place_counts

# DESIGN.md § 6, counted by hand.
FIVE_TWO_TWO_ONE = {
    "2010-11", "2013-06", "2018-11", "2019-06", "2019-11", "2021-06", "2021-11", "2022-06", "2022-11", "2023-06",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows_of_claims():
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_claim_has_words_and_the_reverse(rows_of_claims):
    assert {row["id"] for row in rows_of_claims} == set(words("claims"))


def test_every_claim_has_a_test_or_a_status_but_not_both(rows_of_claims):
    for row in rows_of_claims:
        assert (row["id"] in TESTS) != ("status" in words("claims")[row["id"]]), row["id"]


def test_statuses_are_known_and_opinions_get_no_verdict(numbers, rows_of_claims):
    kinds = {row["id"].replace("-", "_"): row["kind"] for row in rows_of_claims}
    for claim in numbers.claims.values():
        assert {claim.now, claim.then} <= set(STATUSES)
        assert (claim.now == "opinion") == (kinds[claim.id] == "opinion")


@pinned
def test_top_ten_count_held_in_the_ten_lists_that_were_counted_by_hand(numbers):
    strip = numbers.claims["top10_five_two_two_one"].strip
    assert {edition for edition, held in strip.items() if held} == FIVE_TWO_TWO_ONE


def test_china_has_two_of_ten_where_plain_counting_says_so(numbers, rows):
    strip = numbers.claims["china_officially"].strip
    for edition, held in strip.items():
        assert held == (sum(row["country"] == "CN" for row in rows[edition][:10]) == 2), edition


def test_lead_of_the_united_states_agrees_with_plain_sums(numbers, rows):
    for edition, held in numbers.claims["usa_advantage"].strip.items():
        sums = place_counts(rows[edition], float)
        others = max(total for code, total in sums.items() if code != "US")
        assert held == (sums["US"] >= 1.5 * others), edition


@pinned
def test_lead_of_china_over_all_but_the_united_states_agrees_with_plain_sums(numbers, rows):
    strip = numbers.claims["china_advantage"].strip
    for edition, held in strip.items():
        sums = place_counts(rows[edition], float)
        others = max(total for code, total in sums.items() if code not in ("US", "CN"))
        assert held == (sums.get("CN", 0) >= 1.5 * others), edition
    assert sum(strip.values()) == 15


@pinned
def test_verdicts_then_and_now(numbers):
    found = {claim.id: (claim.then, claim.now) for claim in numbers.claims.values() if claim.strip}
    assert found == {
        "top10_five_two_two_one": ("fails", "fails"),
        "china_officially": ("fails", "fails"),
        "usa_advantage": ("holds", "holds"),
        "china_advantage": ("fails", "holds"),
    }


@pinned
def test_verdicts_of_ours_then_and_now(numbers):
    found = {claim.id: (claim.then, claim.now) for claim in numbers.claims.values() if not claim.strip}
    assert {name for name, both in found.items() if both == ("fails", "fails")} == {
        "correlation_of_one", "algorithms_count_too",
    }  # fmt: skip
    assert {name for name, both in found.items() if both == ("holds", "holds")} == {
        "model_definition", "models_must_be_coded", "openai_rests_on_microsoft", "openai_built_the_car",
    }  # fmt: skip
    assert found["access_saves_years"] == found["no_ai_without_supercomputers"] == ("partly", "partly")


@pytest.mark.parametrize("lang", LANGUAGES)
@pinned
def test_facts_in_a_verdict_lead_to_their_entries(numbers, lang):
    block = html.fragment_fromstring(claim_blocks(numbers, lang)["access_saves_years"])
    links = {link.get("href").split("#")[1]: link.text_content() for link in block.xpath(".//a[@class='fact']")}
    assert set(links) == {"gpt3_days", "run_gpt_3", "gpt3_on_eight_chips"}
    assert {"fr": "50,7", "en": "50.7"}[lang] in links["gpt3_on_eight_chips"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_block_shows_statement_verdicts_strip_and_page(numbers, lang):
    for name, block in claim_blocks(numbers, lang).items():
        claim = numbers.claims[name]
        root = html.fragment_fromstring(block)
        assert "\n\n" not in block
        assert claim.statement[lang] in root.text_content()
        assert len(root.xpath(".//dl/div")) == 2
        assert len(root.xpath(".//i")) == len(claim.strip)
        page = root.xpath(".//p[@class='claim__page']/a/@href")[0].removeprefix("{root}").removesuffix("index.html")
        assert (ROOT / "docs" / lang / page / "index.md").is_file(), page


def test_tally_counts_each_statement_of_the_article_once(numbers):
    status = [claim.now for claim in numbers.claims.values() if claim.origin == "article"]
    told = {
        name: numbers.facts[f"claims_{name}"].value for name in ("holding", "in_part", "failing", "open", "of_opinion")
    }
    words_of = {"holding": "holds", "in_part": "partly", "failing": "fails", "open": "open", "of_opinion": "opinion"}
    assert told == {name: status.count(word) for name, word in words_of.items()}
    assert numbers.facts["claims_of_article"].value == sum(told.values()) == len(status)
    assert numbers.facts["claims_of_ours"].value == len(numbers.claims) - len(status)
