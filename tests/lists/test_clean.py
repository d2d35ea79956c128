from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.lists.clean import clean_text, fold, slug, to_decimal, uses_comma_decimals
from build_scripts.lists.store import number_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Centro de SupercomputaciÃ³n de Galicia", "Centro de Supercomputación de Galicia"),
        ("Bundesamt fÃ¼r Seeschiffahrt und Hydrographie (BSH)", "Bundesamt für Seeschiffahrt und Hydrographie (BSH)"),
        ("Africa Data Centres â€“ CPT1", "Africa Data Centres – CPT1"),
        ("NVIDIA A100 80GB\u200b, Infiniband", "NVIDIA A100 80GB, Infiniband"),
        ("Super\u00adcomputing in Sweden", "Supercomputing in Sweden"),
        ("HOKUSAI BigWaterfall\t", "HOKUSAI BigWaterfall"),
        (" IBM  Power\u00a0Systems ", "IBM Power Systems"),
        ("National de l'Enseignement Suprieur (GENCI-CINES)", "National de l'Enseignement Supérieur (GENCI-CINES)"),
        ("Karlsruher Institut für Technologie (KIT)", "Karlsruher Institut für Technologie (KIT)"),
        ("Hōkūle’a", "Hōkūle’a"),
        ("São João", "São João"),
        (180490.0, "180490"),
        (None, ""),
    ],
)
def test_text_is_mended_without_harm_to_right_text(cell, text):
    assert clean_text(cell) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_no_loose_blanks(text):
    once = clean_text(text)
    assert clean_text(once) == once or "Ã" in text or "Â" in text or "â" in text
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (59.7, "59.7"),
        (93014593.88, "93014593.88"),
        (1.0, "1"),
        (512, "512"),
        ("8,699,904", "8699904"),
        ("1,206,000.00", "1206000"),
        ("1.105e+06", "1105000"),
        ("1 206 000", "1206000"),
        ("1\u202f206\u00a0000", "1206000"),
        ("7'630'848", "7630848"),
        (" 42 ", "42"),
        (".5", "0.5"),
        ("-1", "-1"),
    ],
)
def test_number_is_read_exactly(cell, number):
    assert number_text(to_decimal(cell)) == number


@pytest.mark.parametrize(
    "cell", ["n/a kW", "NaN", "inf", "1,2,3", "12,34", "0x10", "1e999999999", "2024-06-01", "-", True]
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match="no number"):
        to_decimal(cell)


@pytest.mark.parametrize("cell", ["", "  ", None, "\u200b"])
def test_empty_cell_is_no_number_and_no_fault(cell):
    assert to_decimal(cell) is None


@pytest.mark.parametrize(
    ("texts", "comma"),
    [
        (["1.206.000,50", "42"], True),
        (["59,7", "8.699"], True),
        (["1.206.000"], True),
        (["1,206,000.00"], False),
        (["8,699", "1.206"], False),
        (["59.7", "59,7"], False),
        ([], False),
    ],
)
def test_style_of_numbers_is_told_from_all_of_them(texts, comma):
    assert uses_comma_decimals(texts) is comma


def test_comma_decimals_are_read():
    assert to_decimal("1.206.000,50", comma_decimals=True) == Decimal("1206000.50")
    assert to_decimal("59,7", comma_decimals=True) == Decimal("59.7")


@given(st.floats(min_value=1e-6, max_value=1e12))
def test_conversion_from_gigaflops_adds_no_noise(value):
    text = number_text(to_decimal(value).scaleb(-3))
    assert "e" not in text.lower() and not (("." in text) and text.endswith("0"))
    assert Decimal(text) * 1000 == Decimal(repr(value))


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_number_is_the_number(value):
    assert to_decimal(f"{value:,}") == value


def test_fold_and_slug():
    assert fold("Accelerator/Co-Processor Cores") == "acceleratorcoprocessorcores"
    assert slug("Quanta Computer / Ätna") == "quanta-computer-atna"
    assert slug("计算") == "unnamed"
