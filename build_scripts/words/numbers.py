"""Numbers, units and dates as French and English readers write them.

One formatter serves prose, charts, tables and alt texts. Babel knows the digits; what a unit looks like is here.
Every kind of value has a unit, so that a fact never carries a bare number whose unit one must guess.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from ..editions import parse_edition
from .names import country_name

LANGUAGES = ("fr", "en")
NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
MISSING = {"fr": "inconnu", "en": "unknown"}

_EXACT = Context(prec=400)  # enough for any float with decimals
_PERFORMANCE_UNITS = ((1e-6, "MFlop/s"), (1e-3, "GFlop/s"), (1.0, "TFlop/s"), (1e3, "PFlop/s"), (1e6, "EFlop/s"))
_WORDS = {
    "year": {"fr": ("an", "ans"), "en": ("year", "years")},
    "day": {"fr": ("jour", "jours"), "en": ("day", "days")},
    "month": {"fr": ("mois", "mois"), "en": ("month", "months")},
    "hour": {"fr": ("heure", "heures"), "en": ("hour", "hours")},
    "minute": {"fr": ("minute", "minutes"), "en": ("minute", "minutes")},
    "second": {"fr": ("seconde", "secondes"), "en": ("second", "seconds")},
    "system": {"fr": ("machine", "machines"), "en": ("machine", "machines")},
    "edition": {"fr": ("édition", "éditions"), "en": ("edition", "editions")},
    "slide": {"fr": ("diapositive", "diapositives"), "en": ("slide", "slides")},
    "core": {"fr": ("cœur", "cœurs"), "en": ("core", "cores")},
    "point": {"fr": ("point", "points"), "en": ("point", "points")},
}


# Units of time, how many of each make a year, and from how many on a time is said in them; longest first.
_TIMES = (("month", 12.0, 4), ("day", 365.25, 1), ("hour", 365.25 * 24, 1.5), ("minute", 365.25 * 24 * 60, 1))


@cache
def locale(lang: str) -> Locale:
    """Return Babel's locale of a language."""
    return Locale(lang)


def half_up(value: float, decimals: int = 0) -> float:
    """Return a value rounded as readers round by hand: a last 5 goes away from zero, as it is written in decimals."""
    if not math.isfinite(value):
        return value
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP, _EXACT))


def rounded(value: float, digits: int) -> float:
    """Return a value rounded to that many significant digits; whole numbers keep all their digits."""
    if not value:
        return 0.0
    return half_up(value, max(0, digits - 1 - math.floor(math.log10(abs(value)))))


def number(value: float, lang: str, digits: int = 3) -> str:
    """Write a number with `digits` significant digits at least where it has a fraction: 2.2, 42.2, 2,198."""
    return format_decimal(rounded(value, digits), format="#,##0.######", locale=locale(lang))


def plural(value: float, word: str, lang: str) -> str:
    """Return the word in the number that fits: French takes the singular below 2, English at 1 only."""
    single = abs(value) < 2 if lang == "fr" else value == 1
    return _WORDS[word][lang][0 if single else 1]


def counted(value: float, word: str, lang: str) -> str:
    """Write a number with its noun: "1,5 an", "12 systems"."""
    return f"{number(value, lang)}{NBSP}{plural(value, word, lang)}"


def share(value: float, lang: str) -> str:
    """Write a share (0 to 1) in percent, one decimal under 99.95 %: "37,5 %", "100%"."""
    percent = format_decimal(half_up(value * 100, 1), format="#,##0.#", locale=locale(lang))
    return f"{percent}{THIN}%" if lang == "fr" else f"{percent}%"


def performance(tflops: float, lang: str) -> str:
    """Write TFlop/s in the unit that leaves one to three digits before the point: "2.2 EFlop/s"."""
    fitting = (pair for pair in _PERFORMANCE_UNITS if rounded(tflops / pair[0], 3) < 1000)
    scale, unit = next(fitting, _PERFORMANCE_UNITS[-1]) if tflops else (1.0, "TFlop/s")
    return f"{number(tflops / scale, lang)}{NBSP}{unit}"


def power(kilowatts: float, lang: str) -> str:
    """Write kW as MW from 1,000 kW on."""
    if rounded(kilowatts, 3) >= 1000:
        return f"{number(kilowatts / 1000, lang)}{NBSP}MW"
    return f"{number(kilowatts, lang)}{NBSP}kW"


def duration(years: float, lang: str) -> str:
    """Write a time in years with one decimal from two years on, below that in whole months, days, hours or minutes.

    A century or more is an estimate: two digits. Under four months it is said in days, with a decimal under ten, and
    under ninety minutes in minutes. Under ten months, half months count.
    """
    if math.isinf(years):
        return {"fr": "jamais", "en": "never"}[lang]
    if years >= 2:
        return counted(rounded_down_to(years, 2) if years >= 100 else half_up(years, 1), "year", lang)
    for unit, per_year, least in _TIMES:
        if (value := years * per_year) >= least - 1e-9:
            if unit == "month" and value < 10:
                return counted(half_up(value * 2) / 2, unit, lang)
            return counted(half_up(value, 1) if unit == "day" and value < 10 else half_up(value), unit, lang)
    return counted(years * 365.25 * 86_400, "second", lang)


def edition(text: str, lang: str) -> str:
    """Write an edition as month and year: "juin 2026", "June 2026"."""
    year, month = parse_edition(text).split("-")
    return format_date(date(int(year), int(month), 1), format="MMMM y", locale=locale(lang))


def factor(value: float, lang: str) -> str:
    """Write how many times as large something is, with two significant digits: "16,700,000"."""
    return number(rounded_down_to(value, 2), lang)


def rounded_down_to(value: float, digits: int) -> float:
    """Return a value with that many significant digits, also before the point: 16,683,000 to 17,000,000."""
    if not value:
        return 0.0
    return half_up(value, digits - 1 - math.floor(math.log10(abs(value))))


def _sign(value: float, shown: float) -> str:
    """Return the sign of a change; what is shown as 0 has none."""
    return "" if not shown else "+" if value > 0 else "−"


def ordinal(value: float, lang: str) -> str:
    """Write a rank as an ordinal: "6th"; in French in the feminine, for machines and countries: "1re", "6e"."""
    place = int(value)
    if lang == "fr":
        return "1re" if place == 1 else f"{place}e"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def points(value: float, lang: str) -> str:
    """Write a difference of shares in percentage points with its sign: "+2,1 points"."""
    size = half_up(abs(value) * 100, 1)
    return f"{_sign(value, size)}{counted(size, 'point', lang)}"


def signed_share(value: float, lang: str) -> str:
    """Write a relative change in percent with its sign: "+25%"."""
    return _sign(value, half_up(abs(value) * 100, 1)) + share(abs(value), lang)


def signed_count(value: float, lang: str) -> str:
    """Write a change of a count with its sign: "+5", "−12", "0"."""
    return _sign(value, abs(value)) + number(abs(value), lang)


def rank(value: float, lang: str) -> str:
    """Write a rank: "n° 1" in French, "no. 1" in English."""
    return f"n°{NBSP}{value:.0f}" if lang == "fr" else f"no.{NBSP}{value:.0f}"


_BIG = {
    "fr": (("milliard", 1e9), ("million", 1e6)),
    "en": (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)),
}


def big(value: float, lang: str) -> str:
    """Write a large number with its word: "13 milliards", "1.4 trillion"; under a million in digits."""
    for word, step in _BIG[lang]:
        if abs(value) >= step:
            scaled = rounded_down_to(value / step, 3)
            return f"{number(scaled, lang)}{NBSP}{word}{'s' if lang == 'fr' and scaled >= 2 else ''}"
    return number(value, lang)


def money(value: float, lang: str, currency: str) -> str:
    """Write a sum: "13 milliards de dollars", "60 million euros"; French links the word with "de"."""
    if lang == "fr" and abs(value) >= 1e6:
        currency = f"d’{currency}" if currency[0] in "aeiou" else f"de{NBSP}{currency}"
    return f"{big(value, lang)}{NBSP}{currency}"


def scientific(value: float, lang: str) -> str:
    """Write a very large number as a power of ten in plain characters: "2.1 × 10²⁵"."""
    exponent = math.floor(math.log10(abs(value))) if value else 0
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{number(value / 10**exponent, lang)}{NBSP}×{NBSP}10{raised}"


def magnitude(value: float, lang: str) -> str:
    """Write a number of any size: in words below 10^12, from there on as a power of ten, alike in both languages."""
    return scientific(value, lang) if abs(value) >= 1e12 else big(value, lang)


def coefficient(value: float, lang: str) -> str:
    """Write a coefficient with two decimals, "0.63"; with four where two would make one of what is not: "0.9999"."""
    pattern = "0.0000" if 0.995 <= abs(value) < 1 else "0.00"
    value = half_up(value, 4) if pattern == "0.0000" else half_up(value, 2) + 0.0  # + 0.0: no "−0.00"
    return format_decimal(value, format=pattern, locale=locale(lang)).replace("-", "−")


def kilobytes(size: int, lang: str) -> str:
    """Write the size of a file: "144 KB", "19 MB"."""
    scale, letter = (1e6, "M") if size >= 1e6 else (1e3, "k" if lang == "fr" else "K")
    return f"{max(1, half_up(size / scale)):.0f}{NBSP}{letter}{'o' if lang == 'fr' else 'B'}"


_LENGTHS = ((1e3, "km"), (1.0, "m"), (1e-2, "cm"))


def length(meters: float, lang: str) -> str:
    """Write metres in the unit that fits, with two significant digits: "6.8 km", "25 m", "0.4 mm"."""
    scale, unit = next((pair for pair in _LENGTHS if meters >= pair[0]), (1e-3, "mm"))
    return f"{number(rounded_down_to(meters / scale, 2), lang)}{NBSP}{unit}"


def gigabytes(value: float, lang: str) -> str:
    """Write GB (10^9 bytes): "810 GB", "810 Go"."""
    return f"{number(value, lang)}{NBSP}{'Go' if lang == 'fr' else 'GB'}"


def day(text: str, precision: str, lang: str) -> str:
    """Write an ISO date as far as it is known: "11 décembre 2015", "June 2024", "2022"."""
    known = date.fromisoformat(text)
    pattern = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}[precision]
    written = format_date(known, format=pattern, locale=locale(lang))
    return re.sub(r"^1 ", "1er ", written).replace(" ", NBSP, 1) if lang == "fr" and precision == "day" else written


def known_date(text: str, lang: str) -> str:
    """Write as much of an ISO date as there is: "2015-12-11", "2024-06" or "2022"."""
    precision = {10: "day", 7: "month", 4: "year"}[len(text)]
    return day(f"{text}-01-01"[:10] if len(text) < 7 else f"{text}-01"[:10], precision, lang)


def on_day(text: str, precision: str, lang: str) -> str:
    """Return the word that ties a date to a sentence: "le" or "on" before a day, "en" or "in" before month and year."""
    return {"fr": ("en", "le"), "en": ("in", "on")}[lang][precision == "day"]


# kind -> (how to write a value, its unit in both languages for the facts page and JSON)
KINDS: dict[str, tuple[Callable[[object, str], str], dict[str, str]]] = {
    "count": (number, {"fr": "nombre", "en": "count"}),
    "systems": (lambda value, lang: counted(value, "system", lang), {"fr": "machines", "en": "machines"}),
    "editions": (lambda value, lang: counted(value, "edition", lang), {"fr": "éditions", "en": "editions"}),
    "cores": (lambda value, lang: counted(value, "core", lang), {"fr": "cœurs", "en": "cores"}),
    "year": (lambda value, lang: f"{value:.0f}", {"fr": "année", "en": "year"}),
    "rank": (rank, {"fr": "rang", "en": "rank"}),
    "share": (share, {"fr": "part (0 à 1)", "en": "share (0 to 1)"}),
    "points": (points, {"fr": "différence de parts", "en": "difference of shares"}),
    "signed_share": (signed_share, {"fr": "variation relative", "en": "relative change"}),
    "signed_count": (signed_count, {"fr": "variation", "en": "change"}),
    "performance": (performance, {"fr": "TFlop/s", "en": "TFlop/s"}),
    "power": (power, {"fr": "kW", "en": "kW"}),
    "efficiency": (
        lambda value, lang: f"{number(value, lang)}{NBSP}GFlop/s {'par' if lang == 'fr' else 'per'}{NBSP}watt",
        {"fr": "GFlop/s par watt", "en": "GFlop/s per watt"},
    ),
    "duration": (duration, {"fr": "années", "en": "years"}),
    "factor": (factor, {"fr": "rapport", "en": "ratio"}),
    "edition": (edition, {"fr": "édition (AAAA-MM)", "en": "edition (YYYY-MM)"}),
    "usd": (lambda value, lang: money(value, lang, "dollars"), {"fr": "dollars", "en": "dollars"}),
    "eur": (lambda value, lang: money(value, lang, "euros"), {"fr": "euros", "en": "euros"}),
    "percent": (lambda value, lang: share(value / 100, lang), {"fr": "%", "en": "%"}),
    "amount": (big, {"fr": "nombre", "en": "count"}),
    "gigawatt": (number, {"fr": "gigawatts", "en": "gigawatts"}),  # written without its unit, as sentences say it
    "operations": (scientific, {"fr": "opérations", "en": "operations"}),
    "magnitude": (magnitude, {"fr": "nombre", "en": "count"}),
    "length": (length, {"fr": "mètres", "en": "metres"}),
    "gigabytes": (gigabytes, {"fr": "Go (10⁹ octets)", "en": "GB (10⁹ bytes)"}),
    "coefficient": (coefficient, {"fr": "coefficient", "en": "coefficient"}),
    "days": (lambda value, lang: counted(value, "day", lang), {"fr": "jours", "en": "days"}),
    "date": (known_date, {"fr": "date", "en": "date"}),
    "statement": (lambda value, lang: value[lang], {"fr": "phrase", "en": "sentence"}),
    "name": (lambda value, lang: str(value), {"fr": "nom", "en": "name"}),
    "country": (country_name, {"fr": "pays (ISO 3166)", "en": "country (ISO 3166)"}),
}


def is_missing(value: object) -> bool:
    """Return whether a value stands for "unknown" (None, NaN or an empty text)."""
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def write(value: object, kind: str, lang: str) -> str:
    """Write a value of a kind (a key of KINDS) in a language; unknown values are said to be unknown."""
    return MISSING[lang] if is_missing(value) else KINDS[kind][0](value, lang)
