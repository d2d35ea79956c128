"""Numbers in sentences, French and English: what a statement says must be what the table says."""

from __future__ import annotations

import re
from collections import Counter

_GROUP = "[\u202f\u00a0 ]"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile(r"(\d+(?:\.\d+)?)\s?×\s?10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_WITH_SCALE = re.compile(r"(\d+(?:\.\d+)?)(?: (thousand|million|billion|trillion)\b)?")
TOLERANCE = 0.005  # "255,000" stands for 254,674


def digits(text: str, lang: str) -> Counter[str]:
    """Return the numbers of a sentence as they are written, without the signs that group thousands.

    A French decimal comma counts as a point. "H100" and "10e" give 100 and 10.
    """
    return Counter(re.findall(r"\d+(?:\.\d+)?", _plain(text, lang)))


def _plain(text: str, lang: str) -> str:
    if lang == "fr":
        text = re.sub(rf"(?<=\d){_GROUP}(?=\d{{3}}(?!\d))", "", text)
        return re.sub(r"(?<=\d),(?=\d)", ".", text)
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def says(value: float, english: str) -> bool:
    """Return whether an English sentence holds a value, written out, with a scale ("13 billion") or as a power."""
    text = _plain(english, "en")
    found = [float(base) * 10.0 ** int(power.translate(_SUPERSCRIPTS)) for base, power in _POWER.findall(text)]
    for number, scale in _WITH_SCALE.findall(text):
        found += [float(number), float(number) * _SCALES.get(scale, 1)]
    return any(abs(number - value) <= TOLERANCE * abs(value) for number in found)
