"""Sentences with numbers in them: the names in double braces that pages, titles and alt texts are filled through.

Authors may write {{ fact.x }}, {{ fact.x.number }}, {{ figure.x }}, {{ table.x }} and {% if check.x %} … {% else %} …
{% endif %} (also `known.x`: whether a fact has a value). Anything else, arithmetic and filters above all, is refused.
Jinja reads the text; what it read is walked here, every branch of it, so that all mistakes are told at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..errors import Problem, Refused, refuse
from ..numbers import FactValue, Numbers
from .catalogue import words
from .names import in_country, the_country
from .numbers import day, is_missing, number, on_day, ordinal, write

_ENVIRONMENT = Environment(autoescape=False, keep_trailing_newline=True)
_SAID = ("fact", "figure", "table", "claim")  # what may stand in {{ }}
_ASKED = ("check", "known")  # what may stand in {% if %}

Names = Mapping[str, object]  # name -> Fact, block of HTML, or the answer of a check


class Fact:
    """A fact as authors say it: as it is, or in a form.

    `.number` is it without unit, `.ordinal` a rank as "6th", `.the` and `.where` a country in a sentence, `.date` and
    `.year` the day of a dated fact as far as it is known, `.on` the same with its preposition: "on 30 October 2024".
    """

    def __init__(self, value: FactValue, lang: str, wrap: Callable[[str, str], str]):
        self._value, self._lang, self._wrap = value, lang, wrap

    def forms(self) -> dict[str, Callable[[object, str], str]]:
        """Return the forms that fit this kind of fact."""
        dated = {}
        if self._value.date:
            dated = {"date": lambda value, lang: day(self._value.date, self._value.precision, lang),
                     "on": lambda value, lang: day(self._value.date, self._value.precision, lang),
                     "year": lambda value, lang: self._value.date[:4]}  # fmt: skip
        if self._value.kind == "country":
            return {"the": the_country, "where": in_country}
        if self._value.kind == "rank":
            dated["ordinal"] = ordinal
        return dated if self._value.kind in ("name", "edition", "statement") else {"number": number, **dated}

    def say(self, form: str | None) -> str | None:
        """Return the fact in words, None if it has no value."""
        value = self._value
        if is_missing(value.value):
            return None
        said = self.forms()[form](value.value, self._lang) if form else write(value.value, value.kind, self._lang)
        before = f"{on_day(value.date, value.precision, self._lang)} " if form == "on" else ""
        return before + self._wrap(value.id, said)


def plain(_identity: str, text: str) -> str:
    """Say a fact as plain text."""
    return text


def context(numbers: Numbers, lang: str, wrap: Callable[[str, str], str] = plain, **more: Names) -> dict[str, Names]:
    """Return what authors may name. wrap(id, text): how a fact is said, plain or as a link to its entry."""
    return {
        "fact": {name: Fact(value, lang, wrap) for name, value in numbers.facts.items()},
        "known": {name: not is_missing(value.value) for name, value in numbers.facts.items()},
        "check": numbers.checks,
        **more,
    }


def fill(text: str, names: dict[str, Names], where: str, lines_before: int = 0) -> str:
    """Fill a text. where: the place to name in an error ("docs/fr/index.md"), lines_before: lines above the text there.

    Raises Refused, with all mistakes: unknown names, facts without value, anything else than names and checks.
    """
    try:
        tree = _parsed(text)
    except TemplateSyntaxError as error:
        raise refuse(
            f"{where}, line {error.lineno + lines_before}", str(error.message), mend="Mend the braces"
        ) from None
    walk = _Walk(names, where, lines_before)
    said = walk.body(tree.body, live=True)
    if walk.problems:
        raise Refused(walk.problems)
    return said


@lru_cache(4096)
def _parsed(text: str) -> nodes.Template:
    """Parse a text; the same words are filled for many pages and editions. Nobody changes the tree."""
    return _ENVIRONMENT.parse(text)


class _Walk:
    """Reads a parsed text, says it, and notes what is wrong. live: whether a part is in the branch that is shown."""

    def __init__(self, names: dict[str, Names], where: str, lines_before: int):
        self.names, self.where, self.lines_before = names, where, lines_before
        self.problems: list[Problem] = []

    def body(self, parts: Iterable[nodes.Node], *, live: bool) -> str:
        """Say parts one after the other."""
        return "".join(self._part(part, live) for part in parts)

    def _part(self, part: nodes.Node, live: bool) -> str:
        if isinstance(part, nodes.TemplateData):
            return part.data
        if isinstance(part, nodes.Output):
            return self.body(part.nodes, live=live)
        if isinstance(part, nodes.If):
            return self._choice(part, live)
        entry, form = self._named(part, _SAID)
        said = entry.say(form) if isinstance(entry, Fact) else entry
        if said is None and entry is not None and live:
            self._complain(
                part, f"fact {_path(part)[1]} is not known as of this edition", "Put it behind {% if known.… %}"
            )
        return str(said or "")

    def _choice(self, choice: nodes.If, live: bool) -> str:
        """Say the branch that holds; the others are read too, for their mistakes."""
        said = None
        for branch in (choice, *choice.elif_):
            holds = self._holds(branch.test) and said is None
            text = self.body(branch.body, live=live and holds)
            said = text if holds else said
        otherwise = self.body(choice.else_, live=live and said is None)
        return otherwise if said is None else said

    def _holds(self, test: nodes.Node) -> bool:
        if isinstance(test, nodes.Not):
            return not self._holds(test.node)
        if isinstance(test, nodes.And | nodes.Or):
            both = self._holds(test.left), self._holds(test.right)
            return all(both) if isinstance(test, nodes.And) else any(both)
        return bool(self._named(test, _ASKED)[0])

    def _named(self, node: nodes.Node, kinds: tuple[str, ...]) -> tuple[object, str | None]:
        """Return what a dotted name stands for and the form asked for; (None, None) and a complaint if it is none."""
        path = _path(node)
        if path is None:
            self._complain(
                node, f"has a {type(_innermost(node)).__name__} in braces", "Compute it as a fact or a check"
            )
            return None, None
        kind, name, *forms = [*path, ""] if len(path) == 1 else path
        if kind not in kinds or kind not in self.names or not name:
            self._complain(node, f"{'.'.join(path)!r} cannot stand here", "Correct the name")
        elif name not in self.names[kind]:
            near = difflib.get_close_matches(name, self.names[kind], n=1)
            mend = f"Is it {near[0]!r}?" if near else "Correct the name"
            self._complain(node, f"there is no {kind} named {name!r}", mend)
        else:
            entry = self.names[kind][name]
            if not forms or (isinstance(entry, Fact) and len(forms) == 1 and forms[0] in entry.forms()):
                return entry, (forms or [None])[0]
            self._complain(node, f"{kind}.{name} has no form {'.'.join(forms)!r}", "Say it as it is")
        return None, None

    def _complain(self, node: nodes.Node, what: str, mend: str) -> None:
        expected = "a name from `python -m build_scripts facts`, such as {{ fact.sum_rmax }} or {% if check.us_first %}"
        self.problems.append(Problem(f"{self.where}, line {node.lineno + self.lines_before}", what, expected, mend))


def _path(node: nodes.Node) -> list[str] | None:
    """Return the parts of a dotted name, None if it is not one."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return [*before, node.attr]
    return None


def _innermost(node: nodes.Node) -> nodes.Node:
    """Return the part of a dotted name that is not a name."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node


def fact_words(value: FactValue, lang: str) -> dict[str, str]:
    """Return name and definition of a fact in a language, with its place filled in; a dated fact is its statement."""
    if value.statement:
        return {"name": value.statement[lang], "definition": value.statement[lang]}
    catalogue = words("facts")
    entry = catalogue["facts"][value.words][lang]
    of = catalogue["places"][value.place][lang]["of"] if value.place else ""
    return {key: text.replace("{of}", of) for key, text in entry.items()}
