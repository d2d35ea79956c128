"""Facts and checks: named, worded, right, and unknown rather than wrong."""

from __future__ import annotations

import importlib
import json
import math

import jsonschema
import pytest

from build_scripts import facts, registry  # noqa: F401  (facts: importing it registers them)
from build_scripts.facts import owners
from build_scripts.measures import geography
from build_scripts.numbers import compute, from_plain
from build_scripts.pages.facts_page import exact, facts_as_objects, facts_list
from build_scripts.words.catalogue import words
from build_scripts.words.numbers import KINDS, LANGUAGES, is_missing
from build_scripts.words.sentences import fact_words

from .conftest import DATA, copy_data, pinned

# Facts that need lists before the newest one, or columns that early lists do not have.
UNKNOWN_AS_OF = {
    "1993-06": {
        "sum_doubling_early", "sum_doubling_recent", "first_doubling_recent", "last_doubling_recent",
        "outgrown_edition", "outgrown_name", "previous_edition", "sum_change", "first_change", "newcomers",
        "accelerated_systems", "accelerated_rmax_share", "accelerated_rmax_share_oldest", "first_power",
        "power_known", "first_per_watt", "median_per_watt", "median_per_watt_growth", "cn_best_rank", "cn_best_name",
        "us_rmax_share_change", "cn_systems_change", "cn_most_systems_edition", "us_article_top_ten",
        "article_edition", "article_match_first", "article_match_last",
    },
    "1996-11": {
        "sum_doubling_early", "sum_doubling_recent", "newcomers", "accelerated_systems", "first_power",
        "median_per_watt", "article_edition", "article_match_first",
    },
    "2008-06": {
        "sum_doubling_early", "first_doubling_early", "last_doubling_early", "newcomers", "accelerated_systems",
        "accelerated_systems_share", "article_edition", "article_match_first",
    },
    "2013-06": {"us_article_top_ten", "article_edition"},
}  # fmt: skip
KNOWN_AS_OF = {
    "1993-06": {"first_name": "CM-5", "first_rmax": 0.0597, "edition_count": 1, "row_count": 500, "sum_growth": 1.0},
    "1996-11": {"first_name": "CP-PACS", "edition_count": 8, "years_covered": 3, "previous_edition": "1996-06"},
    "2008-06": {
        "first_name": "Roadrunner", "first_power": 2345.5, "power_known": 247, "median_per_watt_growth": 1.0,
        "first_country": "US", "first_machines": 10,
    },
    "2013-06": {"article_match_editions": 2, "article_match_last": "2013-06", "first_name": "Tianhe-2"},
}  # fmt: skip


@pytest.fixture(scope="session")
def as_of():
    """Return a function that gives the numbers as of an edition, computed once each."""
    kept = {}

    def get(edition):
        if edition not in kept:
            kept[edition] = compute(DATA, edition)
        return kept[edition]

    return get


def same(one: object, other: object) -> bool:
    return one == other or (is_missing(one) and is_missing(other))


# WORDS


def test_every_fact_has_words_in_both_languages_and_no_words_are_left_over():
    assert {spec.words for spec in registry.SPECS.values()} == set(words("facts")["facts"])


def test_no_fact_of_one_place_is_named_like_another_fact():
    assert len(registry.SPECS) == len({(spec.words, spec.place) for spec in registry.SPECS.values()})


def test_every_fact_has_a_kind_that_can_be_written(numbers):
    assert {fact.kind for fact in numbers.facts.values()} <= set(KINDS)


def test_names_and_definitions_are_filled_and_differ_between_facts(numbers):
    for lang in LANGUAGES:
        texts = {name: fact_words(value, lang) for name, value in numbers.facts.items()}
        for name, entry in texts.items():
            assert set(entry) == {"name", "definition"}, name
            assert all(text.strip() and "{" not in text for text in entry.values()), name
            assert entry["definition"].rstrip("»”)").endswith((".", "…")), name
        assert len({entry["name"] for entry in texts.values()}) == len(texts)


def test_definitions_differ_between_languages(numbers):
    for value in numbers.facts.values():
        assert fact_words(value, "fr")["definition"] != fact_words(value, "en")["definition"]


def test_every_fact_names_the_function_that_computes_it(numbers):
    for value in (value for value in numbers.facts.values() if value.words):
        path, function = value.code.split(", ")
        module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
        assert callable(getattr(module, function))


def test_every_check_says_what_it_states():
    for name, function in registry.CHECKS.items():
        assert (function.__doc__ or "").strip().endswith("."), name


# VALUES


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("edition", "2026-06"), ("edition_count", 67), ("following_edition", "2026-11"), ("row_count", 33500),
        ("years_covered", 33), ("first_name", "LineShine"), ("first_country", "CN"), ("first_rmax", 2198400.0),
        ("last_rmax", 2661.46), ("first_machines", 22), ("longest_reign_name", "ASCI Red"),
        ("longest_reign_equals", "BlueGene/L"), ("cn_led_before", "2017-11"), ("longest_reign_editions", 7),
        ("country_count_ever", 64), ("us_systems", 161), ("us_top_ten", 4),
        ("europe_top_ten", 4), ("cn_top_ten", 1), ("jp_top_ten", 1), ("fr_top_ten", 0), ("us_article_top_ten", 5),
        ("europe_article_top_ten", 4), ("jp_article_top_ten", 1), ("cn_article_top_ten", 0),
        ("article_match_editions", 10), ("article_match_first", "2010-11"), ("article_match_last", "2023-06"),
        ("outgrown_edition", "2010-11"), ("outgrown_name", "Tianhe-1A"), ("power_known", 200),
    ],
)  # fmt: skip
def test_fact_of_june_2026_is_the_expected_one(as_of, name, value):
    assert as_of("2026-06").facts[name].value == value


@pinned
def test_facts_agree_with_plain_loops(as_of, rows):
    values = {name: fact.value for name, fact in as_of("2026-06").facts.items()}
    now, before = rows["2026-06"], rows["2025-11"]

    def total(list_rows, **where):
        return math.fsum(
            float(row["rmax_tflops"]) for row in list_rows if all(row[key] == value for key, value in where.items())
        )

    assert values["first_share"] == pytest.approx(2198400 / total(now))
    assert values["top_ten_share"] == pytest.approx(total(now[:10]) / total(now))
    assert values["sum_change"] == pytest.approx(total(now) / total(before) - 1)
    assert values["first_change"] == pytest.approx(2198400 / 1809000 - 1)
    assert values["sum_growth"] == pytest.approx(total(now) / total(rows["1993-06"]))
    assert values["newcomers"] == sum(not row["previous_rank"] for row in now)
    assert values["country_count"] == len({row["country"] for row in now})
    for country in ("US", "CN", "JP", "FR"):
        place = country.lower()
        share = total(now, country=country) / total(now)
        assert values[f"{place}_rmax_share"] == pytest.approx(share)
        assert values[f"{place}_rmax_share_change"] == pytest.approx(
            share - total(before, country=country) / total(before)
        )
        systems = [sum(row["country"] == country for row in rows[edition]) for edition in sorted(rows)]
        assert values[f"{place}_systems"] == systems[-1]
        assert values[f"{place}_systems_change"] == systems[-1] - systems[-2]
        assert values[f"{place}_most_systems"] == max(systems)
        assert values[f"{place}_most_systems_edition"] == sorted(rows)[systems.index(max(systems))]


def test_azure_machines_are_those_whose_site_or_maker_says_so(world, rows):
    for edition, rank in (("2023-11", 3), ("2024-06", 3), ("2024-11", 4), ("2025-11", 5), ("2026-06", 7)):
        assert value_as_of(world, edition, "azure_best_rank") == rank
        assert value_as_of(world, edition, "azure_best_name") == "Eagle"
        named = [row for row in rows[edition] if "Azure" in row["site"] + row["manufacturer"]]
        if edition != "2023-11":
            assert value_as_of(world, edition, "azure_systems") == len(named)
    assert value_as_of(world, "2023-11", "azure_systems") == 7, "with Explorer, whose site is West US3"


@pytest.mark.parametrize(
    ("edition", "name"), [(edition, name) for edition in UNKNOWN_AS_OF for name in sorted(UNKNOWN_AS_OF[edition])]
)
def test_fact_of_an_early_edition_is_unknown_rather_than_wrong(as_of, edition, name):
    assert is_missing(as_of(edition).facts[name].value)


@pytest.mark.parametrize(
    ("edition", "name"), [(edition, name) for edition in KNOWN_AS_OF for name in KNOWN_AS_OF[edition]]
)
def test_fact_of_an_early_edition_is_known_where_it_can_be(as_of, edition, name):
    assert as_of(edition).facts[name].value == KNOWN_AS_OF[edition][name]


@pytest.mark.parametrize("edition", ["1993-06", "1993-11", "1996-11", "2008-06", "2011-06", "2017-06", "2020-06"])
def test_every_edition_has_all_facts_checks_and_tables(as_of, numbers, edition):
    early = as_of(edition)
    assert early.edition == edition
    assert set(early.facts) == set(numbers.facts)
    assert set(early.checks) == set(numbers.checks)
    assert set(early.figures) == set(numbers.figures)
    assert all(isinstance(answer, bool) for answer in early.checks.values())


def value_as_of(world, edition: str, name: str) -> object:
    """Return one fact alone, which is quicker than all of them."""
    return registry.SPECS[name].compute(world.as_of(edition))


def test_power_of_number_one_is_never_an_estimate(world, rows):
    for edition in ("2016-11", "2017-06", "2017-11", "2018-06", "2026-06"):
        assert rows[edition][0]["power_source"] == "submitted"
        assert value_as_of(world, edition, "first_power") == float(rows[edition][0]["power_kw"])


def test_facts_as_of_an_edition_are_those_of_only_its_files(tmp_path, as_of):
    until = [path.stem for path in (DATA / "lists").glob("????-??.csv") if path.stem <= "2022-11"]
    alone = compute(copy_data(tmp_path / "data", *until), "2022-11")
    assert alone == as_of("2022-11")
    assert alone.edition == "2022-11"
    assert alone.facts["first_name"].value == "Frontier"


# CHECKS


@pytest.mark.parametrize(
    ("edition", "name", "answer"),
    [
        ("2026-06", "cn_first", True), ("2026-06", "us_first", False), ("2026-06", "us_most_rmax", True),
        ("2026-06", "us_over_half_rmax", False), ("2026-06", "article_holds_now", False),
        ("2026-06", "article_held_then", False), ("2026-06", "article_ever_held", True),
        ("2026-06", "growth_slowed", True), ("2026-06", "top_ten_over_half", True),
        ("2022-11", "article_holds_now", True), ("2022-11", "us_first", True), ("2022-11", "us_most_systems", False),
        ("2019-11", "cn_below_peak", False), ("1993-06", "cn_in_list", False), ("1993-06", "us_over_half_rmax", True),
        ("1993-06", "article_ever_held", False), ("1993-06", "growth_slowed", False),
        ("1993-06", "first_changed", False), ("1993-11", "first_changed", True), ("2016-11", "us_first", False),
    ],
)  # fmt: skip
def test_check_gives_the_answer_that_history_gives(as_of, edition, name, answer):
    assert as_of(edition).checks[name] is answer


def test_top_ten_facts_of_the_places_add_up_to_ten_in_every_edition(world):
    for edition in world.editions:
        then = world.as_of(edition)
        named = sum(owners.top_ten(then, place) for place in ("us", "cn", "europe", "jp"))
        assert named + int(then.top_ten["other"].iloc[-1]) == 10


def test_places_of_the_facts_do_not_overlap(world):
    assert set(geography.PLACES) == set(world.lists["place"].unique())


# JSON AND THE FACTS PAGE

SCHEMA = {
    "type": "array",
    "minItems": 60,
    "items": {
        "type": "object",
        "required": ["id", "value", "unit", "edition", "text", "definition", "source"],
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
            "value": {"type": ["number", "string", "null"]},
            "unit": {"type": "string", "minLength": 1},
            "edition": {"type": "string", "pattern": "^[0-9]{4}-(06|11)$"},
            **{
                key: {
                    "type": "object",
                    "required": ["fr", "en"],
                    "properties": {lang: {"type": "string", "minLength": 1} for lang in LANGUAGES},
                }
                for key in ("text", "definition", "source")
            },
        },
    },
}


@pytest.mark.parametrize("edition", ["2026-06", "1993-06"])
def test_facts_as_json_have_the_promised_shape(as_of, edition):
    plain = json.loads(json.dumps(facts_as_objects(as_of(edition)), allow_nan=False))
    jsonschema.validate(plain, SCHEMA)
    assert len({entry["id"] for entry in plain}) == len(plain)
    assert {entry["edition"] for entry in plain} == {edition}
    for entry in plain:
        assert (entry["value"] is None) == (entry["text"]["en"] == "unknown")


def test_numbers_survive_being_kept_as_json(as_of):
    from dataclasses import asdict

    numbers = as_of("2022-11")
    assert from_plain(json.loads(json.dumps(asdict(numbers)))) == numbers


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("first_rmax", "2198400 (TFlop/s)", "2198400 (TFlop/s)"),
        ("us_systems", "161 (machines)", "161 (machines)"),
        ("first_country", "CN (pays (ISO 3166))", "CN (country (ISO 3166))"),
    ],
)
def test_exact_value_has_its_unit(as_of, name, french, english):
    value = as_of("2026-06").facts[name]
    assert (exact(value, "fr"), exact(value, "en")) == (french, english)


@pytest.mark.parametrize("edition", ["2026-06", "1993-06"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_page_has_one_entry_per_fact_and_no_nan(as_of, lang, edition):
    from lxml import html

    text = facts_list(as_of(edition), lang)
    entries = html.fragment_fromstring(text).xpath("./div")
    known = [name for name, fact in as_of(edition).facts.items() if not (fact.late and is_missing(fact.value))]
    assert [entry.get("id") for entry in entries] == known
    assert "\n\n" not in text
    for entry in entries:
        assert entry.xpath("string(dt)").strip()
        assert "nan" not in entry.xpath("string(dd)").lower().split()
