"""Countries and regions in sentences: names from Babel, articles and prepositions from grammar."""

from __future__ import annotations

from functools import cache

from babel.core import Locale

from .catalogue import words

# Where Babel's name is too long or too official for a sentence.
_SHORT = {
    "fr": {"HK": "Hong Kong", "CZ": "Tchéquie", "KR": "Corée du Sud", "TR": "Turquie"},
    "en": {"HK": "Hong Kong", "TR": "Turkey"},
}
_ENGLISH_WITH_ARTICLE = {"US", "GB", "NL", "AE", "PH", "BS", "MV", "KM", "SB", "MH", "KY", "FO", "DO", "GM", "CF"}
# French: masculine names that end in e, plurals, and names without an article ("à Singapour"; Israel takes "en").
_MASCULINE_IN_E = {"MX", "KH", "ZW", "MZ", "BZ", "SR"}
_PLURAL = {"US", "NL", "PH", "AE", "BS", "MV", "SC", "KM", "FJ", "SB", "MH", "BM", "KY", "FO"}
_WITHOUT_ARTICLE = {"CY", "SG", "HK", "TW", "PR", "IL", "OM", "MT", "CU", "MG", "MU", "BH", "MC", "SM", "HT", "DJ"}
_VOWELS = "AEIOUÉÈÊÎÔ"


@cache
def country_name(code: str, lang: str) -> str:
    """Return the name of a country (ISO alpha-2) without article; an unknown code is returned as it is."""
    name = _SHORT.get(lang, {}).get(code)
    return name or Locale(lang).territories.get(code, code).replace("’", "'" if lang == "en" else "’")


def the_country(code: str, lang: str) -> str:
    """Return the name with its article: "les États-Unis", "l’Inde", "the United States", "Japan"."""
    name = country_name(code, lang)
    if lang == "en":
        return f"the {name}" if code in _ENGLISH_WITH_ARTICLE else name
    if code in _WITHOUT_ARTICLE:
        return name
    if code in _PLURAL:
        return f"les {name}"
    if name[0] in _VOWELS:
        return f"l’{name}"
    return f"la {name}" if _is_feminine(code, name) else f"le {name}"


def in_country(code: str, lang: str) -> str:
    """Return where something stands: "aux États-Unis", "en Inde", "au Japon", "à Singapour", "in Japan"."""
    if lang == "en":
        return f"in {the_country(code, lang)}"
    name = country_name(code, lang)
    if code in _PLURAL:
        return f"aux {name}"
    if code == "IL" or (code not in _WITHOUT_ARTICLE and (_is_feminine(code, name) or name[0] in _VOWELS)):
        return f"en {name}"
    if code in _WITHOUT_ARTICLE:
        return f"à {name}"
    return f"au {name}"


def _is_feminine(code: str, name: str) -> bool:
    """Return whether a French country name is feminine: almost all that end in e are."""
    return name.split(" ")[0].endswith("e") and code not in _MASCULINE_IN_E


def publisher(name: str, lang: str) -> str:
    """Return a publisher of `data/sources.csv` with its English words in a language."""
    for english, texts in words("ui")["publishers"].items():
        name = name.replace(english, texts.get(lang, english))
    return name
