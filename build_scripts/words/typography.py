"""French typography: spaces that do not break before high punctuation and inside quotes, typographic apostrophes."""

from __future__ import annotations

import re

# What is not prose in a page: template names, attribute lists, tags, link targets, code.
NOT_PROSE = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{[^{}%]*\}|<[^>]*>|\]\([^)]*\)|`[^`]*`)", re.DOTALL)
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"«[ \u00a0]"), "«\u202f"),
    (re.compile(r"[ \u00a0]»"), "\u202f»"),
    (re.compile(r"(?<=\S)[ \u00a0](?=[;!?](?:[\s)*_\ufffc]|$))"), "\u202f"),
    (re.compile(r"(?<=\S)[ \u00a0](?=:(?:[\s*_\ufffc]|$))"), "\u202f"),
    (re.compile(r"(?<=\d)[ \u00a0](?=%)"), "\u202f"),
    (re.compile(r"(?<=[Nn]°)[ \u202f]"), "\u00a0"),
)


def prose_parts(text: str) -> list[str]:
    """Return a page's text in parts; those at odd places are not prose."""
    return NOT_PROSE.split(text)


def mend_french(text: str) -> str:
    """Return a French page with its spaces, quotes and apostrophes mended; what is not prose stays.

    In the front matter only the words after "title: " and "description: " are prose.
    """
    front = _FRONT.match(text)
    head, body = (front[0], text[front.end() :]) if front else ("", text)
    head = re.sub(r"(?m)^((?:title|description): )(.*)$", lambda line: line[1] + _mend(line[2]), head)
    # A placeholder stands for what is not prose, so that the rules see a word where a reader sees one.
    parts = prose_parts(body)
    mended = _mend("\ufffc".join(parts[::2])).split("\ufffc")
    return head + "".join(part + other for part, other in zip(mended, [*parts[1::2], ""], strict=True))


def _mend(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
