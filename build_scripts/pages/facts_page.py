"""The page of all facts: where the dotted underlines of the other pages lead."""

from __future__ import annotations

from ..editions import edition_number
from ..numbers import FactValue, Numbers
from ..registry import OWN
from ..words.catalogue import ui
from ..words.html import escape
from ..words.names import publisher
from ..words.numbers import KINDS, day, edition, is_missing, write
from ..words.sentences import fact_words


def facts_list(numbers: Numbers, lang: str) -> str:
    """Return the entries of all facts as one block of HTML; those later than the edition are left out."""
    shown = (value for value in numbers.facts.values() if not (value.late and is_missing(value.value)))
    return '<dl class="facts">' + "".join(_entry(value, numbers, lang) for value in shown) + "</dl>"


def _entry(value: FactValue, numbers: Numbers, lang: str) -> str:
    """Return the entry of one fact: name, value, definition, exact value, edition, source, code."""
    interface, texts = ui("facts", lang), fact_words(value, lang)
    details = [(interface["exact"], f"<code>{escape(exact(value, lang))}</code>")]
    if value.date:
        known = interface[value.confidence]
        if value.reported_by:
            who = ui("reporters", lang).get(value.reported_by, value.reported_by)
            known += f", {interface['reported_by'].format(who=who)}"
        details += [
            (interface["date"], day(value.date, value.precision, lang)),
            (interface["confidence"], escape(known)),
        ]
    else:
        details.append((interface["edition"], f"{edition_number(numbers.edition)} ({edition(numbers.edition, lang)})"))
    details += [
        (interface["source"], source_links(value, numbers, lang)),
        (interface["code"], f"<code>{escape(value.code)}</code>"),
    ]
    dated = ' class="dated"' if value.date else ""
    lines = "".join(f"<li><span>{label}</span> {text}</li>" for label, text in details)
    return (
        f'<div id="{value.id}"{dated}><dt>{escape(texts["name"])}</dt>'
        f"<dd><strong>{escape(write(value.value, value.kind, lang))}</strong> "
        f"{'' if value.statement else escape(texts['definition'])}<ul data-search-exclude>{lines}</ul></dd></div>"
    )


def exact(value: FactValue, lang: str) -> str:
    """Return the value as computed, with its unit: "2198400 TFlop/s"."""
    unit = KINDS[value.kind][1][lang]
    if is_missing(value.value) or isinstance(value.value, dict):  # a dated fact that is words alone
        return "–"
    shown = f"{value.value:.6g}" if isinstance(value.value, float) and value.value < 1e6 else f"{value.value}"
    return f"{shown.removesuffix('.0')} ({unit})"


def source_links(value: FactValue, numbers: Numbers, lang: str) -> str:
    """Return where a fact comes from, as HTML: the lists, or links to its sources."""
    if not value.sources:
        return escape(source(numbers, lang))
    links = [escape(ui("facts", lang)["own"])] if OWN in value.sources else []
    for entry in (numbers.sources[name] for name in value.sources if name != OWN):
        title = escape(", ".join(filter(None, (entry["title"], publisher(entry["publisher"], lang)))))
        linked = f'<a href="{escape(entry["url"])}">{title}</a>' if entry["url"] else title
        links.append(f"<cite>{linked}</cite>")
    return {"fr": "\N{NARROW NO-BREAK SPACE}; ", "en": "; "}[lang].join(links)


def sources_in_words(value: FactValue, numbers: Numbers, lang: str) -> str:
    """Return where a fact comes from, as plain text with addresses."""
    entries = [numbers.sources[name] for name in value.sources if name != OWN]
    texts = [ui("facts", lang)["own"]] if OWN in value.sources else []
    parts = [(entry["title"], publisher(entry["publisher"], lang), entry["url"]) for entry in entries]
    texts += [", ".join(filter(None, each)) for each in parts]
    return "; ".join(texts) or source(numbers, lang)


def source(numbers: Numbers, lang: str) -> str:
    """Return where the value comes from."""
    first = numbers.facts["first_edition"].value
    return ui("facts", lang)["origin"].format(first=edition(first, lang), edition=edition(numbers.edition, lang))


def facts_as_objects(numbers: Numbers) -> list[dict[str, object]]:
    """Return all facts as plain objects, with text, name, definition and source in both languages."""
    both = ("fr", "en")
    return [
        {
            "id": value.id,
            "value": None
            if is_missing(value.value)
            else value.value["en"]
            if value.kind == "statement"
            else value.value,
            "unit": KINDS[value.kind][1]["en"],
            "edition": numbers.edition,
            "text": {lang: write(value.value, value.kind, lang) for lang in both},
            "name": {lang: fact_words(value, lang)["name"] for lang in both},
            "definition": {lang: fact_words(value, lang)["definition"] for lang in both},
            "source": {lang: sources_in_words(value, numbers, lang) for lang in both},
            "code": value.code,
        }
        for value in numbers.facts.values()
    ]


def _plain(value: FactValue) -> object:
    """Return a value for JSON: None if unknown, the English sentence of a statement."""
    if is_missing(value.value):
        return None
    return value.value["en"] if value.kind == "statement" else value.value
