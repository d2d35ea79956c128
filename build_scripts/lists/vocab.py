"""Vocabularies: every spelling of a country and of a maker, and what it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .clean import slug
from .store import read_csv

# The TOP500's own continents in today's words; until 2019-11 the files say "Americas".
CONTINENTS = ("Africa", "Asia", "Europe", "North America", "South America", "Oceania")
SEGMENTS = ("Academic", "Classified", "Government", "Industry", "Others", "Research", "Vendor")
SEGMENT_CODES = dict(zip("1234567", SEGMENTS, strict=True))  # the XML form of 2011-11 and later
POWER_SOURCES = ("submitted", "derived", "optimized")

_NAME_SEPARATORS = re.compile(r"\s*[/,\\]\s*")


@dataclass(frozen=True)
class Country:
    """One spelling of a country; origin: "list" (a TOP500 spelling) or "iso" (a name nobody has used there yet)."""

    spelling: str
    code: str
    region: str
    origin: str


@dataclass(frozen=True)
class Maker:
    """One text of the column manufacturer, the id of its maker and the maker's short name."""

    manufacturer: str
    maker: str
    label: str


def load_countries(path: Path) -> list[Country]:
    """Return all rows of data/vocab/countries.csv."""
    return [Country(**row) for row in read_csv(path)]


def load_makers(path: Path) -> dict[str, Maker]:
    """Return manufacturer text -> Maker, from data/vocab/makers.csv."""
    return {row["manufacturer"]: Maker(**row) for row in read_csv(path)}


def maker_id(manufacturer: str, makers: dict[str, Maker]) -> str:
    """Return the id of the maker of a manufacturer text.

    A text that is not in the vocabulary gets a provisional id: that of its first-named maker if this one is known
    ("HPE / Somebody" -> hpe), otherwise the text as a slug.
    """
    for text in (manufacturer, _NAME_SEPARATORS.split(manufacturer)[0]):
        if text in makers:
            return makers[text].maker
    return slug(manufacturer)
