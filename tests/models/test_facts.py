import csv
import re
import shutil

import pytest

from build_scripts import facts as _facts  # noqa: F401  (facts: importing it registers them)
from build_scripts import registry
from build_scripts.models import store
from build_scripts.models.facts import THEME_OF, plan_facts
from build_scripts.models.schema import TABLES
from build_scripts.models.statements import digits, says
from build_scripts.words.typography import mend_french

from .samples import DATA, RAW, needs_raw

FACTS = store.load_dated_facts(DATA)
SOURCES = store.load_sources(DATA)
CLAIMS = store.load_claims(DATA)
HEADER = (
    *("date", "date_precision", "fact_en", "fact_fr", "value", "unit", "kind", "confidence"),
    *("source_title", "source_url", "source_rank", "second_source_url"),
)


@pytest.mark.parametrize("fact", FACTS.to_dict("records"), ids=lambda fact: fact["id"])
def test_both_languages_hold_the_same_numbers_and_the_value(fact):
    assert digits(fact["statement_fr"], "fr") == digits(fact["statement_en"], "en")
    assert fact["value"] != fact["value"] or says(fact["value"], fact["statement_en"])


def test_french_statements_have_french_spaces_and_english_ones_have_none():
    for text in [*FACTS["statement_fr"], *CLAIMS["statement_fr"]]:
        assert mend_french(text) == text
        assert not re.search(r" [;:!?%»]|« |'|\d \d{3}(?!\d)", text), text
    for text in [*FACTS["statement_en"], *CLAIMS["statement_en"]]:
        assert not re.search("[\u202f\u00a0'«»]", text), text


def test_facts_on_the_list_and_on_repositories_name_them_too():
    second = FACTS.set_index("id")["second_source"]
    assert second["azure-voyager-top10"] == "top500", "that it is a first is read from the lists"
    assert second["goodyear-cluster"] == "epoch-data-center-timelines", "the later table, which contradicts it"
    assert second["run-gpt-oss"] == "gpt-oss", "one GPU: from the README"


def test_ids_speak_and_statements_are_short():
    assert FACTS["id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+").all()
    assert FACTS[["statement_fr", "statement_en"]].map(len).max().max() <= 260


def test_every_source_is_there_and_is_used():
    tables = {name for table in TABLES for name in table.sources}
    computed = {name for spec in registry.SPECS.values() for name in spec.sources} - {registry.OWN}
    used = {*FACTS["source"], *FACTS["second_source"], *tables, *computed} - {""}
    assert used <= set(SOURCES["id"])
    assert set(SOURCES["id"]) - used == {"article"}


def test_the_article_comes_first_and_has_no_address():
    first = SOURCES.iloc[0]
    assert (first["id"], first["title"], first["url"]) == ("article", "Les IA et les supercalculateurs", "")
    assert first["published"].date().isoformat() == "2024-11-04"
    assert SOURCES["url"].iloc[1:].str.match(r"https?://").all()


def test_weak_sources_are_named_and_all_others_are_not():
    weak = FACTS["rank"] == "weak"
    assert (FACTS["reported_by"] != "").tolist() == weak.tolist()
    assert FACTS.loc[weak, "id"].tolist() == [
        "jean-zay-fourth-extension",
        "gpt55-trained-on-oracle",
        "reasons-not-to-submit",
    ]


def test_a_nominal_day_is_not_in_the_words_of_a_fact():
    months = FACTS[FACTS["precision"] != "day"]
    named = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    assert not months["statement_fr"].str.contains(rf"\d (?:{named})").any()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("microsoft-13-billion", 13e9),
        ("openai-azure-250-billion", 250e9),
        ("kyutai-founded", 300e6),
        ("scaleway-machine", 1016),
        ("azure-eagle-rank-3", 561.2),
        ("run-gpt-2", 174),
        ("run-llama-3-1", 30_840_000),
    ],
)
def test_some_facts_by_their_id(name, value):
    assert FACTS.set_index("id").loc[name, "value"] == value


def test_gpt3s_machine_is_told_from_outside():
    row = FACTS.set_index("id").loc["run-gpt-3"]
    assert (row["confidence"], row["second_source"]) == ("estimate", "arxiv-patterson")


def test_what_the_notes_warn_against_is_not_said():
    statements = " ".join(FACTS["statement_en"])
    for doubtful in ("122 billion", "22 people", "88,000", "57,000", "13 antennas", "five cloud"):
        assert doubtful not in statements


def test_claims_are_in_order_and_have_both_origins():
    assert CLAIMS["order"].tolist() == list(range(1, len(CLAIMS) + 1))
    assert CLAIMS["origin"].value_counts().to_dict() == {"article": 21, "ours": 4}
    for row in CLAIMS.to_dict("records"):
        assert digits(row["statement_fr"], "fr") == digits(row["statement_en"], "en"), row["id"]


@pytest.mark.parametrize(
    ("text", "lang", "numbers"),
    [
        ("environ 1\u202f400 milliards, soit 0,2 gigawatt", "fr", ["1400", "0.2"]),
        ("about 1,400 billion, or 0.2 gigawatt", "en", ["1400", "0.2"]),
        ("2023, 2024 et 10 000", "fr", ["2023", "2024", "10000"]),
        ("in 2023, 2024 and 10,000", "en", ["2023", "2024", "10000"]),
        ("8,8×10²²", "fr", ["8.8", "10"]),
    ],
)
def test_numbers_are_read_in_both_languages(text, lang, numbers):
    assert sorted(digits(text, lang).elements()) == sorted(numbers)


@pytest.mark.parametrize(
    ("value", "text", "holds"),
    [
        (13e9, "13 billion dollars", True),
        (254674, "about 255,000 units", True),
        (8.8e22, "about 8.8×10²² operations", True),
        (175, "175 billion parameters", True),
        (13e9, "12 billion dollars", False),
        (1e9, "1 million", False),
    ],
)
def test_a_sentence_says_a_value_or_not(value, text, holds):
    assert says(value, text) is holds


ROW = dict.fromkeys(HEADER, "") | {
    "date": "2024-10-30",
    "date_precision": "day",
    "fact_en": "Microsoft states a sum of billions.",
    "value": "13000000000",
    "unit": "USD",
    "kind": "investment",
    "confidence": "official",
    "source_url": "https://openai.com/index/openai-lp/",
    "source_rank": "primary",
}
WORDING = {
    "key": "partnership:2024-10-30:microsoft-states-a-sum-of-billions",
    "id": "a-sum",
    "take": "yes",
    "reason": "",
    "reported_by": "",
    "value_of": "",
    "statement_fr": "Microsoft engage 13 milliards.",
    "statement_en": "Microsoft commits 13 billion.",
}


@pytest.fixture
def facts(tmp_path):
    """A function that imports one collected fact with its wording, into a folder of its own."""
    data = tmp_path / "data"
    (data / "facts").mkdir(parents=True)
    shutil.copy(DATA / "sources.csv", data)
    shutil.copy(DATA / "facts" / "source_urls.csv", data / "facts")

    def run(row=None, wording=None):
        for path, content in (
            (tmp_path / "partnership.csv", ROW | (row or {})),
            (data / "facts" / "wording.csv", WORDING | (wording or {})),
        ):
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(content))
                writer.writeheader()
                writer.writerow(content)
        return plan_facts([tmp_path / "partnership.csv"], data)

    return run


def test_a_fact_is_taken_with_its_words(facts):
    plan = facts()
    assert plan.fatal == []
    (text,) = [text for path, text in plan.texts.items() if path.name == "dated.csv"]
    assert "a-sum,partnership:2024-10-30:microsoft-states-a-sum-of-billions,partnership,2024-10-30,day" in text


@pytest.mark.parametrize(
    ("row", "wording", "says"),
    [
        ({"date_precision": "hour"}, {}, "the precision 'hour' is impossible"),
        ({"date_precision": ""}, {}, "the precision '' is impossible"),
        ({"date": "2031-10-30"}, {"key": WORDING["key"].replace("2024", "2031")}, "after the day on which"),
        ({"date": "2024-10"}, {"key": WORDING["key"].replace("-30", "")}, "'2024-10' is no date"),
        ({"value": "14000000000"}, {}, "its value 14000000000 is not in its statement"),
        ({}, {"statement_fr": "Microsoft engage 14 milliards."}, "differ in their numbers"),
        ({}, {"statement_fr": ""}, "not worded in both languages"),
        ({"source_rank": "weak"}, {}, "its only source is weak"),
        ({"source_url": "https://example.org/"}, {}, "has no source"),
        ({"confidence": "rumour"}, {}, "the confidence 'rumour' is unknown"),
        ({}, {"take": "no"}, "left out without a reason"),
    ],
)
def test_bad_facts_are_refused(facts, row, wording, says):
    plan = facts(row, wording)
    assert any(says in str(problem) for problem in plan.fatal)
    assert plan.texts == {}


def test_a_fact_without_words_and_words_without_a_fact_are_refused(facts):
    problems = [str(problem) for problem in facts({"fact_en": "Something else."}).fatal]
    assert any("has no words of ours" in problem for problem in problems)
    assert any("is in data/facts/wording.csv and not in the file" in problem for problem in problems)


@needs_raw
def test_the_collected_files_give_the_committed_facts_byte_for_byte():
    plan = plan_facts([RAW / "facts" / f"{name}.csv" for name in THEME_OF], DATA)
    assert plan.problems == []
    assert plan.texts == {}


@pytest.mark.parametrize(
    "edition", ["2022-06", "2022-11", "2023-06", "2023-11", "2024-06", "2024-11", "2025-11", "2026-06"]
)
def test_tallies_of_the_top_ten_are_those_of_our_lists(edition):
    with (DATA / "lists" / f"{edition}.csv").open(encoding="utf-8") as stream:
        countries = [row["country"] for row in csv.DictReader(stream)][:10]
    counts = [sum(code == wanted for code in countries) for wanted in ("US", "CN", "JP")]
    tally = f"{counts[0]}/{counts[1]}/{10 - sum(counts)}/{counts[2]}"
    assert FACTS.set_index("id").loc[f"top10-tally-{edition}", "text_value"] == tally


@pytest.mark.parametrize(
    ("edition", "country", "systems", "percent"),
    [
        *[("2023-11", "US", 161, 53.0), ("2023-11", "CN", 104, 5.8), ("2024-06", "US", 171, 53.7)],
        *[("2024-06", "CN", 80, 4.3), ("2024-06", "FR", 24, 2.8), ("2024-11", "FR", 24, 2.5)],
    ],
)
def test_shares_in_the_facts_are_those_of_our_lists(edition, country, systems, percent):
    with (DATA / "lists" / f"{edition}.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    own = [float(row["rmax_tflops"]) for row in rows if row["country"] == country]
    assert len(own) == systems
    assert round(100 * sum(own) / sum(float(row["rmax_tflops"]) for row in rows), 1) == percent
