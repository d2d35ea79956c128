"""The verdicts of the fact check as blocks of HTML without blank lines."""

from __future__ import annotations

import re

from ..numbers import Claim, Numbers
from ..words.catalogue import ui, words
from ..words.html import escape
from ..words.numbers import counted, edition, number
from ..words.sentences import context, fill
from .fill import later_facts, without_later

FACTS_PAGE = "facts/index.html"


def claim_blocks(numbers: Numbers, lang: str) -> dict[str, str]:
    """Return claim -> its block; {root} stands for the way to the top of the site."""
    names, later = context(numbers, lang, _mark), later_facts(numbers)
    return {name: _block(claim, names, later, lang) for name, claim in numbers.claims.items()}


def _mark(identity: str, said: str) -> str:
    """Return a fact in a verdict between marks that `_linked` makes a link of, once the rest is escaped."""
    return f"\ue003{identity}\ue004{said}\ue005"


def _linked(text: str) -> str:
    """Return a verdict as HTML, its facts as links to their entries."""
    link = rf'<a class="fact" href="{{root}}{FACTS_PAGE}#\1">\2</a>'
    return re.sub("\ue003(.*?)\ue004(.*?)\ue005", link, escape(text))


def _block(claim: Claim, names: dict, later: set[str], lang: str) -> str:
    """Return one claim: what is said, its kind, verdicts then and now and through all editions, how it is checked."""
    interface = ui("claims", lang)
    key = claim.id.replace("_", "-")
    entry = words("claims")[key]
    verdict = without_later(entry["verdict"][lang], later)
    said = "".join(
        f"<p>{_linked(fill(part, names, f'words/claims.toml, [{key}] verdict.{lang}').strip())}</p>"
        for part in verdict.split("\n\n")
        if part.strip()
    )
    return (
        f'<section class="claim claim--{claim.now}" id="{key}">'
        f'<p class="claim__said">{escape(claim.statement[lang])}</p>'
        f'<p class="claim__kind">{interface[claim.origin]} · {interface[claim.kind]}</p>'
        f'<dl class="claim__verdicts"><div class="is-{claim.then}"><dt>{interface["then"]}</dt>'
        f"<dd>{interface[claim.then]}</dd></div>"
        f'<div class="is-{claim.now}"><dt>{interface["now"]}</dt><dd>{interface[claim.now]}</dd></div></dl>'
        f"{said or '<p>' + interface['not_yet'] + '</p>'}{_strip(claim, interface, lang)}"
        f'<p class="claim__how">{interface["how"]} {escape(entry["how"][lang])}</p>'
        f'<p class="claim__page"><a href="{{root}}{entry["page"]}/index.html">{interface["argued"]}</a></p></section>'
    )


def _strip(claim: Claim, interface: dict[str, str], lang: str) -> str:
    """Return the strip through all editions, one mark each, with a sentence that says the same."""
    if not claim.strip:
        return ""
    held = [name for name, value in claim.strip.items() if value]
    said = interface["held"].format(count=counted(len(held), "edition", lang), all=number(len(claim.strip), lang))
    if held:
        said += " " + interface["span"].format(first=edition(held[0], lang), last=edition(held[-1], lang))
    marks = "".join(
        f'<i class="{"h" if value else "f"}" title="{edition(name, lang)}{interface["colon"]}'
        f'{interface["holds" if value else "fails"]}"></i>'
        for name, value in claim.strip.items()
    )
    first, last = (edition(name, lang) for name in (next(iter(claim.strip)), list(claim.strip)[-1]))
    return (
        f'<div class="strip" data-search-exclude><p>{escape(said)}</p>'
        f'<div class="strip__marks" role="img" aria-label="{escape(said)}">{marks}</div>'
        f'<p class="strip__ends"><span>{first}</span><span>{last}</span></p></div>'
    )
