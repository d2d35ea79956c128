"""Numbers, units and dates as French and English readers write them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.words.numbers import KINDS, LANGUAGES, is_missing, ordinal, write

THIN = "\N{NARROW NO-BREAK SPACE}"
NB = "\N{NO-BREAK SPACE}"


def shown(text: str) -> str:
    """Write narrow no-break spaces as _ and no-break spaces as ~, so that the tables below can be read."""
    return text.replace(THIN, "_").replace(NB, "~")


@pytest.mark.parametrize(
    ("kind", "value", "french", "english"),
    [
        # counts: thousands
        ("count", 0, "0", "0"),
        ("count", 999, "999", "999"),
        ("count", 1000, "1_000", "1,000"),
        ("count", 33500, "33_500", "33,500"),
        ("count", 13789440, "13_789_440", "13,789,440"),
        ("count", 1234.56, "1_235", "1,235"),
        ("count", 42.22, "42,2", "42.2"),
        # nouns: French takes the singular below 2
        ("systems", 0, "0~machine", "0~machines"),
        ("systems", 1, "1~machine", "1~machine"),
        ("systems", 2, "2~machines", "2~machines"),
        ("systems", 1234, "1_234~machines", "1,234~machines"),
        ("editions", 1, "1~édition", "1~edition"),
        ("editions", 10, "10~éditions", "10~editions"),
        ("cores", 13789440, "13_789_440~cœurs", "13,789,440~cores"),
        ("cores", 1, "1~cœur", "1~core"),
        # rank and year: never a thousands mark
        ("rank", 1, "n°~1", "no.~1"),
        ("rank", 500.0, "n°~500", "no.~500"),
        ("year", 2026, "2026", "2026"),
        # shares
        ("share", 0, "0_%", "0%"),
        ("share", 0.3753555, "37,5_%", "37.5%"),
        ("share", 0.5, "50_%", "50%"),
        ("share", 0.002, "0,2_%", "0.2%"),
        ("share", 0.9994, "99,9_%", "99.9%"),
        ("share", 0.9996, "100_%", "100%"),
        ("share", 1, "100_%", "100%"),
        ("percent", 27, "27_%", "27%"),
        # sums and large numbers with their words
        ("usd", 13e9, "13~milliards~de~dollars", "13~billion~dollars"),
        ("usd", 1.4e12, "1_400~milliards~de~dollars", "1.4~trillion~dollars"),
        ("usd", 1e9, "1~milliard~de~dollars", "1~billion~dollars"),
        ("eur", 60e6, "60~millions~d’euros", "60~million~euros"),
        ("eur", 500, "500~euros", "500~euros"),
        ("amount", 1016, "1_016", "1,016"),
        ("amount", 7e9, "7~milliards", "7~billion"),
        ("amount", 1.5e6, "1,5~million", "1.5~million"),
        ("operations", 2.1e25, "2,1~×~10²⁵", "2.1~×~10²⁵"),
        ("coefficient", -0.214, "−0,21", "−0.21"),
        ("coefficient", -0.004, "0,00", "0.00"),
        ("coefficient", 0.9999, "0,9999", "0.9999"),
        ("gigawatt", 1.9, "1,9", "1.9"),
        ("days", 1.5, "1,5~jour", "1.5~days"),
        ("statement", {"fr": "Oui.", "en": "Yes."}, "Oui.", "Yes."),
        # changes
        ("signed_share", 0.24938, "+24,9_%", "+24.9%"),
        ("signed_share", -0.5, "−50_%", "−50%"),
        ("signed_share", 0.0, "0_%", "0%"),
        ("signed_share", 1e-9, "0_%", "0%"),
        ("signed_share", -1e-9, "0_%", "0%"),
        ("signed_share", 12.5, "+1_250_%", "+1,250%"),
        ("points", 0.0213, "+2,1~points", "+2.1~points"),
        ("points", -0.015, "−1,5~point", "−1.5~points"),
        ("points", 0.01, "+1~point", "+1~point"),
        ("points", -0.0001, "0~point", "0~points"),
        ("signed_count", 5, "+5", "+5"),
        ("signed_count", -12, "−12", "−12"),
        ("signed_count", 0, "0", "0"),
        # performance: one to three digits before the point
        ("performance", 0.0597, "59,7~GFlop/s", "59.7~GFlop/s"),
        ("performance", 0.000422, "422~MFlop/s", "422~MFlop/s"),
        ("performance", 0.9994, "999~GFlop/s", "999~GFlop/s"),
        ("performance", 0.9996, "1~TFlop/s", "1~TFlop/s"),
        ("performance", 1.0, "1~TFlop/s", "1~TFlop/s"),
        ("performance", 1.122845, "1,12~TFlop/s", "1.12~TFlop/s"),
        ("performance", 35.86, "35,9~TFlop/s", "35.9~TFlop/s"),
        ("performance", 999.4, "999~TFlop/s", "999~TFlop/s"),
        ("performance", 999.5, "1~PFlop/s", "1~PFlop/s"),
        ("performance", 999.96, "1~PFlop/s", "1~PFlop/s"),
        ("performance", 1026.0, "1,03~PFlop/s", "1.03~PFlop/s"),
        ("performance", 2661.46, "2,66~PFlop/s", "2.66~PFlop/s"),
        ("performance", 999_600.0, "1~EFlop/s", "1~EFlop/s"),
        ("performance", 2_198_400.0, "2,2~EFlop/s", "2.2~EFlop/s"),
        ("performance", 18_732_742.16, "18,7~EFlop/s", "18.7~EFlop/s"),
        # power: MW from 1,000 kW on
        ("power", 31.31, "31,3~kW", "31.3~kW"),
        ("power", 999.4, "999~kW", "999~kW"),
        ("power", 999.6, "1~MW", "1~MW"),
        ("power", 1000, "1~MW", "1~MW"),
        ("power", 42220, "42,2~MW", "42.2~MW"),
        # a last 5 goes up, as readers round by hand
        ("power", 8735, "8,74~MW", "8.74~MW"),
        ("performance", 402.5, "403~TFlop/s", "403~TFlop/s"),
        ("performance", 8.735, "8,74~TFlop/s", "8.74~TFlop/s"),
        ("share", 0.0625, "6,3_%", "6.3%"),
        ("amount", 2.5, "2,5", "2.5"),
        # durations
        ("duration", 2.0, "2~ans", "2~years"),
        ("duration", 8.7079, "8,7~ans", "8.7~years"),
        ("duration", 33.0, "33~ans", "33~years"),
        ("duration", 3926.002, "3_900~ans", "3,900~years"),
        ("duration", 1.1315, "14~mois", "14~months"),
        # months only from four on: 17 and 30 days are not the same month
        ("duration", 0.57, "7~mois", "7~months"),
        ("duration", 4 / 12, "4~mois", "4~months"),
        ("duration", 1 / 12, "30~jours", "30~days"),
        ("duration", 117 / 365.25, "117~jours", "117~days"),
        ("duration", 10 / 365.25, "10~jours", "10~days"),
        ("duration", 3.5 / 365.25, "3,5~jours", "3.5~days"),
        ("duration", 2.04 / 365.25, "2~jours", "2~days"),
        ("duration", 1.2 / 365.25, "1,2~jour", "1.2~days"),
        ("duration", 3 / (365.25 * 24), "3~heures", "3~hours"),
        ("duration", 1.5 / (365.25 * 24), "2~heures", "2~hours"),
        ("duration", 89 / (365.25 * 24 * 60), "89~minutes", "89~minutes"),
        ("duration", 42.07 / (365.25 * 24 * 60), "42~minutes", "42~minutes"),
        ("duration", math.inf, "jamais", "never"),
        # factors: two digits
        ("factor", 16_683_284.1, "17_000_000", "17,000,000"),
        ("factor", 251.24, "250", "250"),
        ("factor", 2.34, "2,3", "2.3"),
        ("factor", 0.000376, "0,00038", "0.00038"),
        ("factor", 0, "0", "0"),
        # numbers of any size, lengths, sizes of files
        ("magnitude", 309, "309", "309"),
        ("magnitude", 4.05e11, "405~milliards", "405~billion"),
        ("magnitude", 1.56e13, "1,56~×~10¹³", "1.56~×~10¹³"),
        ("length", 6750, "6,8~km", "6.8~km"),
        ("length", 1.6667, "1,7~m", "1.7~m"),
        ("length", 0.0117, "1,2~cm", "1.2~cm"),
        ("length", 0.0004, "0,4~mm", "0.4~mm"),
        ("gigabytes", 810, "810~Go", "810~GB"),
        # the others
        ("efficiency", 52.07, "52,1~GFlop/s par~watt", "52.1~GFlop/s per~watt"),
        ("edition", "2026-06", "juin 2026", "June 2026"),
        ("edition", "1993-11", "novembre 1993", "November 1993"),
        ("country", "US", "États-Unis", "United States"),
        ("country", "KR", "Corée du Sud", "South Korea"),
        ("name", "JUPITER Booster", "JUPITER Booster", "JUPITER Booster"),
        ("date", "2015-12-11", "11~décembre 2015", "11 December 2015"),
        ("date", "2024-06", "juin 2024", "June 2024"),
        ("date", "2022", "2022", "2022"),
    ],
)
def test_value_is_written_as_readers_write_it(kind, value, french, english):
    assert shown(write(value, kind, "fr")) == french
    assert shown(write(value, kind, "en")) == english


def test_every_kind_of_value_stands_in_the_table_above():
    marks = next(mark for mark in test_value_is_written_as_readers_write_it.pytestmark if mark.name == "parametrize")
    assert {case[0] for case in marks.args[1]} == set(KINDS)


@pytest.mark.parametrize("missing", [None, math.nan, ""])
@pytest.mark.parametrize("kind", KINDS)
def test_unknown_value_is_said_to_be_unknown_and_never_0(kind, missing):
    assert is_missing(missing)
    assert write(missing, kind, "fr") == "inconnu"
    assert write(missing, kind, "en") == "unknown"


@pytest.mark.parametrize("value", [0, 0.0, False])
def test_zero_is_not_unknown(value):
    assert not is_missing(value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_unit_in_both_languages(kind):
    assert all(KINDS[kind][1][lang].strip() for lang in LANGUAGES)


_NUMBER_KINDS = ("count", "performance", "power", "efficiency", "factor", "duration")


@given(value=st.floats(1e-6, 1e9), kind=st.sampled_from(_NUMBER_KINDS), lang=st.sampled_from(LANGUAGES))
def test_positive_number_is_never_written_as_zero(value, kind, lang):
    assert re.search("[1-9]", write(value, kind, lang))


@given(tflops=st.floats(1e-6, 9e8))
def test_performance_says_the_value_to_three_digits_with_one_to_three_before_the_point(tflops):
    digits, unit = write(tflops, "performance", "en").split(NB)
    scale = {"MFlop/s": 1e-6, "GFlop/s": 1e-3, "TFlop/s": 1.0, "PFlop/s": 1e3, "EFlop/s": 1e6}[unit]
    assert float(digits) * scale == pytest.approx(tflops, rel=0.005001)
    assert 1 <= float(digits) < 1000


@given(value=st.floats(0.0005, 1e9), kind=st.sampled_from((*_NUMBER_KINDS, "share", "signed_share", "points")))
def test_french_and_english_say_the_same_digits(value, kind):
    french, english = (re.sub(r"[^\d.,]", "", write(value, kind, lang)).strip(".") for lang in LANGUAGES)
    assert french.replace(",", ".") == english.replace(",", "")


@given(
    value=st.floats(1e-3, 1e8),
    kind=st.sampled_from(sorted(set(KINDS) - {"name", "edition", "country", "rank", "statement", "date"})),
)
def test_no_number_can_be_torn_from_its_unit_or_its_thousands(value, kind):
    for lang in LANGUAGES:
        assert not re.search(r"\d \S", write(value, kind, lang))


@pytest.mark.parametrize(
    ("place", "french", "english"),
    [
        (1, "1re", "1st"),
        (2, "2e", "2nd"),
        (3, "3e", "3rd"),
        (11, "11e", "11th"),
        (112, "112e", "112th"),
        (6, "6e", "6th"),
    ],
)
def test_ordinals(place, french, english):
    assert (ordinal(place, "fr"), ordinal(place, "en")) == (french, english)
