"""Sentences that compare must stay right when the next list changes them: they stand behind a check.

A superlative, a comparison or a word of trend ("most", "more than", "rising" …) is allowed in a page only
- inside `{% if check.… %}` … `{% endif %}` (each branch says what holds when it is shown), or
- in a sentence that says a fact which no later list can change (a dated fact, or one of a fixed past edition), or
- in a turn of phrase that says nothing about the data, listed in `docs/phrases-fr.txt` and `docs/phrases-en.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..errors import Problem

WORDS = {
    "en": (
        r"most|more|less|fewer|half|majority|largest|biggest|smallest|greatest|highest|lowest|fastest|slowest|strongest|"
        r"best|worst|lead|leads|leading|led|leader|overtake\w*|overtook|ahead|behind|rise|rises|rising|rose|risen|"
        r"fall|falls|falling|fell|fallen|grow|grows|growing|grew|grown|shrink\w*|shrank|faster|slower|larger|bigger|"
        r"smaller|greater|higher|lower|stronger|record|back|return\w*|dominat\w*|surpass\w*|outpac\w*|drop\w*|doubl\w+"
    ),
    "fr": (
        r"plus|moins|moitié|majorité|meilleure?s?|pires?|premier|première|mène\w*|domine\w*|dépass\w+|devance\w*|"
        r"en tête|derrière|devant|hausse|baisse\w*|monte\w*|montée|grandi\w*|croît|croissent|cru|augment\w+|diminu\w+|"
        r"recul\w*|chut\w+|record\w*|revien\w*|revenue?s?|retour|doubl\w+|supérieure?s?|inférieure?s?|surpass\w+"
    ),
}
_SPLIT = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|\]\([^)]*\)|\{[:.][^}]*\}|`[^`]*`)", re.DOTALL)
_FACT = re.compile(r"\{\{\s*fact\.(\w+)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s\u202f»”)]+|\n\s*\n|\n(?=[-#])")
_BOUND = "\ue000"  # stands where a text is bound to a check
_FIXED = "\ue001"  # stands where a fact is said that no later list changes
_OTHER = "\ue002"  # stands where anything else is that is not prose


def comparisons(
    name: str, text: str, lang: str, fixed: Collection[str], phrases: re.Pattern[str] | None
) -> Iterator[Problem]:
    """Yield a problem for each sentence of a page that compares without being bound.

    fixed: ids of facts that no later list changes. phrases: turns of phrase that are no comparison of data.
    """
    word = re.compile(rf"(?<![\w’'-])(?:{WORDS[lang]})(?![\w-])", re.IGNORECASE)
    visible = _visible(text, fixed)
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(visible)), len(visible)]:
        sentence, line = visible[start:end], visible.count("\n", 0, start) + 1
        start = end
        if _FIXED in sentence:
            continue
        bare = sentence.replace("\u00a0", " ").replace("\u202f", " ")
        bare = phrases.sub(" ", bare) if phrases else bare
        if found := word.search(bare):
            line += len(sentence) - len(sentence.lstrip("\n"))
            said = re.sub(f"[{_BOUND}{_FIXED}{_OTHER}\\s]+", " ", sentence).strip()
            yield Problem(
                f"{name}, line {line}",
                f"compares ({found[0]!r}) in a sentence that no check binds: {said[:90]!r}",
                "{% if check.… %} … {% else %} … {% endif %} around it",
                f"If it says nothing about the data, add the turn of phrase to docs/phrases-{lang}.txt",
            )


def _visible(text: str, fixed: Collection[str]) -> str:
    """Return a page's prose, with a mark where something is bound, fixed or no prose; lines stay where they are."""
    parts, stack = [], []
    for index, part in enumerate(_SPLIT.split(text)):
        lines = "\n" * part.count("\n")
        if index % 2 == 0:
            bound = any(stack)
            parts.append(_BOUND + lines if bound and part.strip() else part)
        elif part.startswith("{%"):
            _follow(stack, part)
            parts.append(lines)
        else:
            fact = _FACT.match(part)
            parts.append((_FIXED if fact and fact[1] in fixed else _OTHER) + lines)
    return "".join(parts)


def _follow(stack: list[bool], tag: str) -> None:
    """Keep account of the open {% if %}: True for one that asks a check, False for one that only asks `known`."""
    if re.match(r"\{%-?\s*if\b", tag):
        stack.append("check." in tag)
    elif re.match(r"\{%-?\s*endif\b", tag) and stack:
        stack.pop()
