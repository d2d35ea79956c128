import csv

import pytest
from babel import Locale

from build_scripts.lists.vocab import CONTINENTS, load_countries, load_makers, maker_id

from ..conftest import pinned
from .conftest import DATA

COUNTRIES = load_countries(DATA / "vocab" / "countries.csv")
MAKERS = load_makers(DATA / "vocab" / "makers.csv")


def test_countries_cover_the_lists_and_the_rest_of_the_world():
    by_origin = [country.origin for country in COUNTRIES]
    assert by_origin.count("list") == 68
    assert len({country.code for country in COUNTRIES}) == 249
    assert len({country.spelling for country in COUNTRIES}) == len(COUNTRIES)


def test_a_code_has_one_region_and_a_name_in_both_languages():
    regions: dict[str, set[str]] = {}
    for country in COUNTRIES:
        regions.setdefault(country.code, set()).add(country.region)
    assert all(len(found) == 1 for found in regions.values())
    assert set.union(*regions.values()) == set(CONTINENTS)
    for language in ("fr", "en"):
        assert set(regions) <= set(Locale(language).territories)


@pytest.mark.parametrize(
    ("spelling", "code", "region"),
    [
        ("Saudia Arabia", "SA", "Asia"),
        ("Korea, South", "KR", "Asia"),
        ("Korea, Republic of", "KR", "Asia"),
        ("Slovak Republic", "SK", "Europe"),
        ("Russia", "RU", "Europe"),
        ("Russian Federation", "RU", "Europe"),
        ("Turkey", "TR", "Asia"),
        ("Türkiye", "TR", "Asia"),
        ("Israel", "IL", "Asia"),
        ("Cyprus", "CY", "Asia"),
        ("Mexico", "MX", "North America"),
        ("Puerto Rico", "PR", "North America"),
        ("Egypt", "EG", "Africa"),
        ("Hong Kong", "HK", "Asia"),
        ("Viet Nam", "VN", "Asia"),
        ("Kenya", "KE", "Africa"),
        ("Chile", "CL", "South America"),
    ],
)
def test_country(spelling, code, region):
    (country,) = [country for country in COUNTRIES if country.spelling == spelling]
    assert (country.code, country.region) == (code, region)


def manufacturers(rows) -> set[str]:
    return {row["manufacturer"] for stored in rows.values() for row in stored}


@pinned
def test_every_manufacturer_of_the_lists_has_a_maker(rows):
    """One of a later list has a provisional maker, and the import says so."""
    assert len(manufacturers(rows)) == 173
    assert manufacturers(rows) <= set(MAKERS)


def test_no_other_manufacturer_has_a_maker(rows):
    assert set(MAKERS) <= manufacturers(rows)


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("HPE", "hpe"),
        ("Hewlett-Packard", "hpe"),
        ("Cray/HPE", "hpe"),
        ("HPE/SGI", "hpe"),
        ("Cray Inc.", "cray"),
        ("SGI", "sgi"),
        ("Bull SA", "eviden"),
        ("Atos", "eviden"),
        ("EVIDEN", "eviden"),
        ("DELL\\ACS", "dell"),
        ("Dell EMC", "dell"),
        ("Lenovo/IBM", "lenovo"),
        ("IBM/Lenovo", "ibm"),
        ("Sun Microsystems", "sun"),
        ("Oracle", "oracle"),
        ("Cray Computer", "cray-computer"),
        ("Langchao", "inspur"),
        # not in the vocabulary
        ("HPE / Quantum Forge", "hpe"),
        ("Quantum Forge, HPE", "quantum-forge-hpe"),
        ("ASUS", "asus"),
    ],
)
def test_maker(text, maker):
    assert maker_id(text, MAKERS) == maker


def test_a_maker_has_one_label():
    with (DATA / "vocab" / "makers.csv").open(encoding="utf-8", newline="") as stream:
        labels: dict[str, set[str]] = {}
        for row in csv.DictReader(stream):
            labels.setdefault(row["maker"], set()).add(row["label"])
    assert {maker: found for maker, found in labels.items() if len(found) > 1} == {}
