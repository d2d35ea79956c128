"""Headings of 33 years, mapped by name to one set of fields, with their units.

Column order changes in 2011-11 and 2012-06 and headings were renamed and misspelt: only names count, folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import Problem
from .clean import clean_text, fold

TERAFLOPS_SINCE = (
    "2017-06"  # Rmax and Rpeak are in GFlop/s before; energy efficiency is in MFlops/W before, GFlops/W since
)
XML_FIELDS = [
    "rank",
    "system_id",
    "computer",
    "site",
    "manufacturer",
    "country",
    "year",
    "segment",
    "cores",
    "rmax",
    "rpeak",
]
# Headings by which other exports of the same site can be told from a list.
SUBLIST_HEADINGS = ("top500rank", "green500rank", "hpcgrank", "hplmxprank", "io500rank")

_FLOPS = re.compile(
    r"(?<![a-z])([kmgtpe])(?:ega|iga|era|eta|xa)?[\s-]*flops?(?:\s*/\s*s(?:ec(?:onds?)?)?)?(?![a-z])", re.I
)
_WATTS = re.compile(r"(?<![a-z])(k|m|g)?w(?:atts?)?(?![a-z])", re.I)
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_EXPONENTS = {"k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18}


@dataclass(frozen=True)
class Field:
    """One thing that the lists tell; headings: folded, the surest first; since: the first edition that has it."""

    name: str
    headings: tuple[str, ...]
    since: str = "1993-06"
    unit: str = ""  # "flops", "watts", "flops per watt" or "" for none


@dataclass(frozen=True)
class Mapping:
    """Where each field stands in a raw table; exponents: power of ten to TFlop/s, kW or GFlop/s per W."""

    places: dict[str, int]
    exponents: dict[str, int]
    headings: dict[str, str]

    def reads(self, heading: str) -> bool:
        """Return whether a heading of the file is one that is read, or known and left aside."""
        return clean_text(heading) in self.headings.values() or fold(heading) in IGNORED


# Fields whose tidy column has its unit in its name.
TIDY_NAMES = {"rmax": "rmax_tflops", "rpeak": "rpeak_tflops", "hpcg": "hpcg_tflops", "power": "power_kw"}
NEVER = "9999-11"  # since when a field is required, for those that the tidy lists can do without
FIELDS = (
    Field("rank", ("rank", "position")),
    Field("previous_rank", ("previousrank", "prevrank", "previousposition"), "2012-06"),
    Field("first_rank", ("firstrank",), "2012-06"),
    Field("first_edition", ("firstappearance", "firstedition", "firstlist"), "2012-06"),
    Field("system_id", ("systemid",), "2017-11"),
    Field("site_id", ("siteid", "installationsiteid"), "2017-11"),
    Field("name", ("name", "systemname"), "2011-11"),
    Field("computer", ("computer", "system", "computersystem")),
    Field("site", ("site", "installationsitename", "sitename", "installationsite")),
    Field("manufacturer", ("manufacturer", "vendor", "maker")),
    Field("segment", ("segment", "areaofinstallation", "segments")),
    Field("year", ("year", "installationyear", "yearofinstallation")),
    Field("country", ("country",)),
    Field(
        "cores",
        ("totalcores", "cores", "processors", "numberofprocessors", "numberofcores", "corecount", "corestotal"),
    ),
    Field(
        "accelerator_cores",
        ("acceleratorcoprocessorcores", "acceleratorcores", "coprocessorcores", "numberofacceleratorcores"),
        "2011-11",
    ),
    Field("rmax", ("rmax", "hplrmax", "linpackrmax"), unit="flops"),
    Field("rpeak", ("rpeak", "theoreticalpeak", "peak"), unit="flops"),
    Field("hpcg", ("hpcg", "hpcgresult", "hpcgperformance"), TERAFLOPS_SINCE, "flops"),
    Field("nmax", ("nmax",)),
    Field("nhalf", ("nhalf",)),
    Field("power", ("power", "powerconsumption", "totalpower"), "2008-06", "watts"),
    Field("power_source", ("powersource",), "2016-11"),
    Field("processor", ("processor",)),
    Field("processor_family", ("processortechnology", "processorfamily")),
    Field("accelerator", ("acceleratorcoprocessor", "accelerator", "coprocessor", "accelerators"), "2011-06"),
    Field("interconnect_family", ("interconnectfamily",)),
    Field("os_family", ("osfamily", "operatingsystemfamily"), "2011-11"),
    Field("architecture", ("architecture",)),
    Field(
        "efficiency",
        ("mflopswatt", "gflopswatt", "energyefficiency", "powerefficiency", "powereffeciency", "energyeffeciency"),
        NEVER,
        "flops per watt",
    ),
    Field("continent", ("continent",), NEVER),
)
# Known, and not read.
IGNORED = frozenset(
    [
        "region",
        "applicationarea",
        "measuredsize",
        "effeciency",
        "efficiency",
        "memory",
        "processorgeneration",
        "procfrequency",
        "processorspeed",
        "processorspeedmhz",
        "processorcores",
        "corespersocket",
        "processorcorespersocket",
        "operatingsystem",
        "systemfamily",
        "systemmodel",
        "interconnect",
        "town",
        "state",
        "systemaddress",
        "installationsiteaddress",
    ]
)
_BY_HEADING = {heading: (field, order) for field in FIELDS for order, heading in enumerate(field.headings)}


def find_field(heading: str) -> tuple[Field, int] | None:
    """Return the field that a heading names and how sure that is (0 = surest), None if it names none."""
    bare = _BRACKETS.sub(" ", _WATTS.sub(" ", _FLOPS.sub(" ", heading)))
    for text in (fold(heading), fold(bare)):
        if text in _BY_HEADING:
            return _BY_HEADING[text]
        if text in IGNORED:
            return None
    return None


def count_fields(cells: Sequence[object]) -> int:
    """Return how many different fields a row of cells names, to find the row of headings."""
    return len({found[0].name for cell in cells if isinstance(cell, str) and (found := find_field(cell))})


def map_columns(headings: Sequence[object], edition: str, form: str, where: str) -> tuple[Mapping, list[Problem]]:
    """Return where each field stands and in which unit, and what is wrong with the headings.

    form: "XML" has GFlop/s in every edition and fewer columns. Of two headings for one field the surer is read and
    the other reported.
    """
    places: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    texts = [clean_text(heading) for heading in headings]
    for place, text in enumerate(texts):
        found = find_field(text)
        if not found:
            problems += _unknown_heading(text, where)
            continue
        field, order = found
        taken = places.get(field.name)
        if taken:
            problems.append(_second_heading(field, text, texts[taken[1]], where, fatal=order == taken[0]))
        if not taken or order < taken[0]:
            places[field.name] = (order, place)
    indexes = {name: place for name, (_, place) in places.items()}
    named = {name: texts[place] for name, place in indexes.items()}
    exponents = {
        field.name: _exponent(field, named[field.name], edition, form) for field in FIELDS if field.name in named
    }
    return Mapping(indexes, exponents, named), problems


def missing_fields(present: Iterable[str], edition: str, form: str = "") -> list[str]:
    """Return the tidy columns that a list of this edition should have and has not; form: "XML" needs fewer."""
    required = XML_FIELDS if form == "XML" else [field.name for field in FIELDS if field.since <= edition]
    here = set(present)
    return [tidy for name in required if (tidy := TIDY_NAMES.get(name, name)) not in here]


def _unknown_heading(text: str, where: str) -> list[Problem]:
    """Return a warning about a heading that nobody knows; none for an empty or an ignored one."""
    bare = fold(_BRACKETS.sub(" ", text))
    if not bare or bare in IGNORED or fold(text) in IGNORED:
        return []
    mend = "If it is a new name of a known column, add it in build_scripts/lists/columns.py"
    return [Problem(where, f"column {text!r} is unknown and not read", "", mend, fatal=False)]


def _second_heading(field: Field, text: str, first: str, where: str, *, fatal: bool) -> Problem:
    what = f"columns {first!r} and {text!r} both say {field.name}"
    return Problem(where, what, "one column for each thing", "Delete or rename one of them", fatal=fatal)


def _exponent(field: Field, heading: str, edition: str, form: str) -> int:
    """Return the power of ten that brings a column to TFlop/s, kW or GFlop/s per W.

    The unit in the heading counts; without one, the unit of the edition.
    """
    flops, watts = _FLOPS.search(heading), _WATTS.search(heading)
    tera = edition >= TERAFLOPS_SINCE and form != "XML"
    if field.unit == "flops":
        return (_EXPONENTS[flops[1].lower()] if flops else 12 if tera else 9) - 12
    if field.unit == "watts":
        return (_EXPONENTS.get((watts[1] or "").lower(), 0) if watts else 3) - 3
    if field.unit == "flops per watt":
        per = _EXPONENTS.get((watts[1] or "").lower(), 0) if watts else 0
        return (_EXPONENTS[flops[1].lower()] if flops else 9 if tera else 6) - 9 - per
    return 0
