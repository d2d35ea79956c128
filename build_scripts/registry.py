"""Where facts and checks are registered, and how all of them are computed.

A fact is a number with a name, a unit, a definition and a source: a page says a number only by its name. A check is a
statement about the data that is true or false as of an edition: a sentence with a superlative or a comparison stands
behind one (`{% if check.us_most_rmax %}`), with another wording for the other case.

Each function registered with `@fact` computes one fact (its name is the fact's id), with `@family` one fact per place.
Their words (name, definition with the formula) are in `words/facts*.toml`. A value of None means "not known as of this
edition"; a page that says such a fact does not build.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .files import ROOT
from .world import FACT_PLACES, World

Compute = Callable[[World], object]
ComputeOfPlace = Callable[[World, str], object]


@dataclass(frozen=True)
class Spec:
    """How one fact is computed: kind is a key of words.numbers.KINDS, code where it is computed."""

    id: str
    kind: str
    compute: Compute
    code: str
    place: str | None = None  # for facts that exist once per place
    words: str = ""  # entry in words/facts*.toml
    late: bool = False  # its data may be younger than an edition: then a paragraph that says it is left out
    sources: tuple[str, ...] = ()  # ids of data/sources.csv beside the lists, or OWN
    fixed: bool = False  # it tells of a fixed past edition: no later list changes it


OWN = "own"  # stands among the sources of a fact for a choice of this site, which no list says
SPECS: dict[str, Spec] = {}


def _code(function: Callable[..., object]) -> str:
    """Return where a function stands: "build_scripts/facts/growth.py, sum_rmax"."""
    path = Path(inspect.getsourcefile(function)).relative_to(ROOT).as_posix()
    return f"{path}, {function.__name__}"


def fact(kind: str, **more: object) -> Callable[[Compute], Compute]:
    """Register a function as the fact of its name. more: `late`, `sources`, `fixed` of its Spec."""

    def register(function: Compute) -> Compute:
        name = function.__name__
        SPECS[name] = Spec(name, kind, function, _code(function), words=name, **more)
        return function

    return register


def family(
    kind: str, places: tuple[str, ...] = FACT_PLACES, **more: object
) -> Callable[[ComputeOfPlace], ComputeOfPlace]:
    """Register a function of a place as one fact per place: `systems` gives us_systems, cn_systems …"""

    def register(function: ComputeOfPlace) -> ComputeOfPlace:
        for place in places:
            name, compute = f"{place}_{function.__name__}", partial(function, place=place)
            SPECS[name] = Spec(name, kind, compute, _code(function), place, function.__name__, **more)
        return function

    return register


def compute_all(world: World) -> Iterator[tuple[Spec, object]]:
    """Yield each fact's spec and its value as of the world's edition, in the order in which they are registered."""
    for spec in SPECS.values():
        value = spec.compute(world)
        yield spec, value.item() if hasattr(value, "item") else value


CHECKS: dict[str, Callable[[World], bool]] = {}


def check(function: Callable[[World], bool]) -> Callable[[World], bool]:
    """Register a function as the check of its name."""
    CHECKS[function.__name__] = function
    return function


def evaluate(world: World) -> dict[str, bool]:
    """Return each check's answer as of the world's edition."""
    return {name: bool(function(world)) for name, function in CHECKS.items()}
