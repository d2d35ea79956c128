"""Sentences with numbers in them: the names in double braces that pages, titles and alt texts are filled through.

Authors may write {{ fact.x }}, {{ fact.x.number }}, {{ figure.x }}, {{ table.x }} and {% if check.x %} … {% else %} …
{% endif %} (also `known.x`: whether a fact has a value). Anything else, arithmetic and filters above all, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment, StrictUndefined, TemplateError, nodes

from ..errors import refuse
from ..numbers import FactValue, Numbers
from .catalogue import words
from .names import in_country, the_country
from .numbers import is_missing, number, write

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Getattr, nodes.Name, nodes.If, nodes.And, nodes.Or,
    nodes.Not,
)  # fmt: skip
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)


class Fact:
    """A fact as authors say it: as it is, or `.number` (without unit), `.the` and `.where` (a country in a sentence)."""

    def __init__(self, value: FactValue, lang: str, wrap: Callable[[str, str], str]):
        self._value, self._lang, self._wrap = value, lang, wrap

    def __str__(self) -> str:
        return self._say(write(self._value.value, self._value.kind, self._lang))

    @property
    def number(self) -> str:
        """The bare number."""
        return self._say(number(self._value.value, self._lang))

    @property
    def the(self) -> str:
        """A country with its article."""
        return self._say(the_country(self._value.value, self._lang))

    @property
    def where(self) -> str:
        """A country with its preposition."""
        return self._say(in_country(self._value.value, self._lang))

    def _say(self, text: str) -> str:
        if is_missing(self._value.value):
            raise ValueError(f"fact {self._value.id} is not known as of this edition")
        return self._wrap(self._value.id, text)


class Names(Mapping):
    """Names that authors may use; an unknown one is an error that says which are near."""

    def __init__(self, kind: str, entries: Mapping[str, object]):
        self._kind, self._entries = kind, entries
        self.used: list[str] = []

    def __getitem__(self, name: str) -> object:
        if name not in self._entries:
            raise ValueError(f"there is no {self._kind} named {name!r}")
        self.used.append(name)
        return self._entries[name]

    def __iter__(self):  # noqa: ANN204
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def plain(_identity: str, text: str) -> str:
    """Say a fact as plain text."""
    return text


def context(numbers: Numbers, lang: str, wrap: Callable[[str, str], str] = plain, **more: Names) -> dict[str, Names]:
    """Return what authors may name. wrap(id, text): how a fact is said, plain or as a link to its entry."""
    return {
        "fact": Names("fact", {name: Fact(value, lang, wrap) for name, value in numbers.facts.items()}),
        "known": Names("fact", {name: not is_missing(value.value) for name, value in numbers.facts.items()}),
        "check": Names("check", numbers.checks),
        **more,
    }


def fill(text: str, names: dict[str, Names], where: str, lines_before: int = 0) -> str:
    """Fill a text. where: the place to name in an error ("docs/fr/index.md"), lines_before: lines above the text there.

    Raises Refused for an unknown name, a fact without value, or anything else than names and checks.
    """
    try:
        tree = _ENVIRONMENT.parse(text)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise refuse(
                    f"{where}, line {node.lineno + lines_before}",
                    f"has a {type(node).__name__} in braces",
                    "a name such as {{ fact.sum_rmax }} or {% if check.us_most_rmax %}",
                    "Compute it as a fact or a check",
                )
        return _ENVIRONMENT.from_string(tree).render(names)
    except (TemplateError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        raise refuse(
            f"{where}, line {line + lines_before}" if line else where,
            str(error),
            "a name from `python -m build_scripts facts`",
            "Correct the name, or put the sentence behind {% if known.… %}",
        ) from None


def _line_of(error: BaseException) -> int | None:
    """Return the line of the template in which an error was raised."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def fact_words(value: FactValue, lang: str) -> dict[str, str]:
    """Return name and definition of a fact in a language, with its place filled in."""
    catalogue = words("facts")
    entry = catalogue["facts"][value.words][lang]
    of = catalogue["places"][value.place][lang]["of"] if value.place else ""
    return {key: text.replace("{of}", of) for key, text in entry.items()}
