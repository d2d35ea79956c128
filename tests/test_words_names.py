"""Countries in sentences: all countries of the lists, written out by hand; publishers."""

from __future__ import annotations

import csv
import re

import pytest

from build_scripts.words.names import country_name, in_country, publisher, the_country

from .conftest import ROOT, pinned

# code, with article, with preposition, English with article
COUNTRIES = """
AE | les Émirats arabes unis | aux Émirats arabes unis | the United Arab Emirates
AR | l’Argentine | en Argentine | Argentina
AT | l’Autriche | en Autriche | Austria
AU | l’Australie | en Australie | Australia
BE | la Belgique | en Belgique | Belgium
BG | la Bulgarie | en Bulgarie | Bulgaria
BR | le Brésil | au Brésil | Brazil
BY | la Biélorussie | en Biélorussie | Belarus
CA | le Canada | au Canada | Canada
CH | la Suisse | en Suisse | Switzerland
CN | la Chine | en Chine | China
CO | la Colombie | en Colombie | Colombia
CY | Chypre | à Chypre | Cyprus
CZ | la Tchéquie | en Tchéquie | Czechia
DE | l’Allemagne | en Allemagne | Germany
DK | le Danemark | au Danemark | Denmark
EG | l’Égypte | en Égypte | Egypt
ES | l’Espagne | en Espagne | Spain
FI | la Finlande | en Finlande | Finland
FR | la France | en France | France
GB | le Royaume-Uni | au Royaume-Uni | the United Kingdom
GR | la Grèce | en Grèce | Greece
HK | Hong Kong | à Hong Kong | Hong Kong
HR | la Croatie | en Croatie | Croatia
HU | la Hongrie | en Hongrie | Hungary
ID | l’Indonésie | en Indonésie | Indonesia
IE | l’Irlande | en Irlande | Ireland
IL | Israël | en Israël | Israel
IN | l’Inde | en Inde | India
IS | l’Islande | en Islande | Iceland
IT | l’Italie | en Italie | Italy
JP | le Japon | au Japon | Japan
KR | la Corée du Sud | en Corée du Sud | South Korea
KZ | le Kazakhstan | au Kazakhstan | Kazakhstan
LI | le Liechtenstein | au Liechtenstein | Liechtenstein
LU | le Luxembourg | au Luxembourg | Luxembourg
MA | le Maroc | au Maroc | Morocco
MX | le Mexique | au Mexique | Mexico
MY | la Malaisie | en Malaisie | Malaysia
NG | le Nigeria | au Nigeria | Nigeria
NL | les Pays-Bas | aux Pays-Bas | the Netherlands
NO | la Norvège | en Norvège | Norway
NZ | la Nouvelle-Zélande | en Nouvelle-Zélande | New Zealand
OM | Oman | à Oman | Oman
PE | le Pérou | au Pérou | Peru
PH | les Philippines | aux Philippines | the Philippines
PL | la Pologne | en Pologne | Poland
PR | Porto Rico | à Porto Rico | Puerto Rico
PT | le Portugal | au Portugal | Portugal
QA | le Qatar | au Qatar | Qatar
RU | la Russie | en Russie | Russia
SA | l’Arabie saoudite | en Arabie saoudite | Saudi Arabia
SE | la Suède | en Suède | Sweden
SG | Singapour | à Singapour | Singapore
SI | la Slovénie | en Slovénie | Slovenia
SK | la Slovaquie | en Slovaquie | Slovakia
TH | la Thaïlande | en Thaïlande | Thailand
TR | la Turquie | en Turquie | Turkey
TW | Taïwan | à Taïwan | Taiwan
US | les États-Unis | aux États-Unis | the United States
UZ | l’Ouzbékistan | en Ouzbékistan | Uzbekistan
VE | le Venezuela | au Venezuela | Venezuela
VN | le Viêt Nam | au Viêt Nam | Vietnam
ZA | l’Afrique du Sud | en Afrique du Sud | South Africa
"""

# Countries that a next list may bring.
NEXT = """
BS | les Bahamas | aux Bahamas | the Bahamas
CL | le Chili | au Chili | Chile
CU | Cuba | à Cuba | Cuba
DZ | l’Algérie | en Algérie | Algeria
EC | l’Équateur | en Équateur | Ecuador
EE | l’Estonie | en Estonie | Estonia
IQ | l’Irak | en Irak | Iraq
IR | l’Iran | en Iran | Iran
JO | la Jordanie | en Jordanie | Jordan
KE | le Kenya | au Kenya | Kenya
KW | le Koweït | au Koweït | Kuwait
LT | la Lituanie | en Lituanie | Lithuania
MT | Malte | à Malte | Malta
PK | le Pakistan | au Pakistan | Pakistan
RO | la Roumanie | en Roumanie | Romania
RS | la Serbie | en Serbie | Serbia
RW | le Rwanda | au Rwanda | Rwanda
TN | la Tunisie | en Tunisie | Tunisia
UA | l’Ukraine | en Ukraine | Ukraine
UY | l’Uruguay | en Uruguay | Uruguay
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" | ")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("code", "the", "where", "english"), [*table(COUNTRIES), *table(NEXT)])
def test_country_has_its_article_and_preposition(code, the, where, english):
    assert the_country(code, "fr") == the
    assert in_country(code, "fr") == where
    assert the_country(code, "en") == english
    assert in_country(code, "en") == f"in {english}"
    assert the.endswith(country_name(code, "fr"))


@pinned
def test_table_above_holds_every_country_of_the_lists(rows):
    found = {row["country"] for list_rows in rows.values() for row in list_rows}
    assert len(found) == 64
    assert found == {code for code, *_ in table(COUNTRIES)}


def test_unknown_code_is_shown_as_it_is():
    assert country_name("X1", "fr") == "X1" == country_name("X1", "en")


def test_publishers_speak_the_language_of_the_page():
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["publisher"] for row in csv.DictReader(stream)]
    assert [publisher(name, "en") for name in names] == names
    french = [publisher(name, "fr") for name in names]
    assert "Banque mondiale" in french and "Bloomberg (copie)" in french
    english = re.compile(
        r"\b(copy|copied|quotes|relays|text|filing|archived|edition|mirror|bank|ministry)\b", re.IGNORECASE
    )
    assert [name for name in french if english.search(name)] == []
