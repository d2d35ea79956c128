"""The pages of lists, machines and countries, and the tables that lead to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..editions import edition_number
from ..figures.small import RANKS, curve, round_top
from ..lists.store import Row
from ..numbers import Claim
from ..records import Records
from ..records.countries import CountryRecord
from ..records.editions import RECORDS, EditionRecord
from ..records.machines import MachineRecord
from ..tables import SmallTable, from_rows
from ..words.catalogue import in_language, words
from ..words.html import cell, escape, marked, quoted, table, with_links
from ..words.names import country_name, in_country
from ..words.numbers import NBSP, THIN, counted, edition, number, performance, rank, share, signed_share, write

OLDEST_SHEET = "2011-11"  # since then, ids are those of the machines' pages on TOP500.org
_UNIT = re.compile(r"(?<=\d) (?=[kMGTPE]?(?:Flop|W\b))")  # a plain space between a number and its unit
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def record_pages(records: Records, claims: Mapping[str, Claim], lang: str) -> dict[str, str]:
    """Return page ("editions/2026-06/index.md") -> Markdown; {root} stands for the way to the top of the site."""
    totals = {record.edition: record.total for record in records.editions}
    pages = {}
    for each in records.editions:
        pages[f"editions/{each.edition}/index.md"] = _edition_page(each, records, totals, claims, lang)
    for machine in records.machines:
        pages[f"machines/{machine.key}/index.md"] = _machine_page(machine, records, lang)
    for country in records.countries:
        pages[f"countries/{country.code.lower()}/index.md"] = _country_page(country, records, lang)
    return pages


def record_tables(records: Records, lang: str) -> dict[str, str]:
    """Return the tables that lead to the pages ("editions_ever" …), and "revisions", the lists that we replaced."""
    captions, own = _say("index", lang), _say("columns", lang)
    editions = from_rows(
        {"edition": "list", "first_name": "machine", "where": "nation", "total": "performance", "came": "count"},
        [
            (each.edition, [each.first_name, each.first_key], each.first_country, float(each.total), each.came)
            for each in reversed(records.editions)
        ],
    )
    machines = from_rows(
        {"machine": "machine", "country": "nation", "best_rank": "count", "first_list": "list", "last_list": "list"},
        [([each.label, each.key], each.country, each.best_rank, each.first, each.last) for each in records.machines],
    )
    by_machines = sorted(records.countries, key=lambda each: (-each.systems, -each.share, each.code))
    countries = from_rows(
        {"country": "nation", "systems": "count", "rmax_share": "share", "best_rank": "count", "first_list": "list"},
        [(each.code, each.systems, each.share, each.best_rank, each.first) for each in by_machines],
    )
    found = {"editions": editions, "machines": machines, "countries": countries}
    return {"revisions": _all_revisions(records, lang)} | {
        f"{name}_ever": f"<section data-search-exclude>{table(small, lang, captions[f'{name}_caption'], own)}</section>"
        for name, small in found.items()
    }


def _all_revisions(records: Records, lang: str) -> str:
    """Return what we replaced or withdrew, newest last, or that there is nothing."""
    said = _say("edition", lang)
    lines = [f"{escape(_capital(edition(row['edition'], lang)))}. {_revised(row, said)}" for row in records.revisions]
    return _items(lines) if lines else _paragraph(said["nothing_revised"])


def _revised(row: Row, said: dict[str, str]) -> str:
    counts = {key: row[key] for key in ("changed", "added", "removed")}
    return escape(said["revised"].format(reason="\ue000", **counts)).replace("\ue000", _named(row["reason"]))


def _say(section: str, lang: str) -> dict[str, str]:
    return in_language(words("records")[section], lang)


def _page(
    title: str, description: str, kicker: tuple[str, str], answer: str, body: Sequence[str], *, name: bool = False
) -> str:
    """Return a page: search finds it by its title alone (the search plugin tells no element from one inside it of the
    same name, so that what it leaves out must hold no other section). name: the title is a name from the lists.
    """
    heading = f'<span translate="no">{marked(title)}</span>' if name else marked(title)
    kind, kicked = kicker
    return (
        f"---\ntitle: {quoted(title)}\ndescription: {quoted(description)}\n---\n\n"
        f'<p class="kicker" data-search-exclude><a href="{{root}}{kind}/index.html">{escape(kicked)}</a></p>\n\n'
        f"# {heading}\n\n"
        f'<p class="answer" data-search-exclude>{answer}</p>\n\n'
        f'<section class="record" data-search-exclude>{"".join(body)}</section>\n'
    )


def _named(text: str) -> str:
    """Return a name from the lists as HTML; it belongs to no language of ours."""
    return f'<span translate="no">{escape(text)}</span>' if text else ""


def _heading(text: str, level: int = 2) -> str:
    return f"<h{level}>{escape(text)}</h{level}>"


def _paragraph(text: str) -> str:
    """Return a paragraph; Markdown links in it lead to a page of the site or an address."""
    return f"<p>{_LINK.sub(_anchor, escape(text))}</p>"


def _anchor(link: re.Match[str]) -> str:
    address = link[2] if link[2].startswith("https:") else f"{{root}}{link[2]}/index.html"
    return f'<a href="{address}">{link[1]}</a>'


def _items(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _figure(svg: str, caption: str, newest: str, lang: str) -> str:
    """Return a figure; newest: the edition that the data are of."""
    source = in_language(words("ui")["credits"]["lists"], lang)["source"]
    source = with_links(source.format(number=edition_number(newest), edition=edition(newest, lang)))
    return (
        f'<figure class="fig fig--small">{svg}<figcaption><span class="read">{escape(caption)}</span> '
        f'<span class="source">{source}</span></figcaption></figure>'
    )


def _edition_page(
    each: EditionRecord, records: Records, totals: Mapping[str, float], claims: Mapping[str, Claim], lang: str
) -> str:
    said, own = _say("edition", lang), _say("columns", lang)
    month = edition(each.edition, lang)
    answer, *in_short = edition_summary(each, lang)
    body = [
        _items([escape(line) for line in in_short]),
        _figure(_curve_of_totals(each, totals, lang), said["curve"], records.editions[-1].edition, lang),
        _heading(said["top_ten"]),
        table(each.tables["top_ten"], lang, said["top_ten_caption"].format(edition=month), own),
        *_moves(each, said, own, lang),
        _heading(said["countries"]),
        table(each.tables["countries"], lang, said["countries_caption"], own),
        _heading(said["records"]),
        _records_broken(each, said, lang),
        *_verdicts(each, claims, said, lang),
        *_revisions(each, records, said, lang),
        _paragraph(
            said["source"].format(address=f"https://www.top500.org/lists/top500/{each.edition.replace('-', '/')}/")
        ),
        _paths(each, said, lang),
    ]
    title = said["title"].format(edition=month)
    kicker = ("editions", said["kicker"].format(number=each.number))
    return _page(title, said["description"].format(edition=month), kicker, escape(answer), body)


def edition_summary(each: EditionRecord, lang: str) -> list[str]:
    """Return what a list says in short, a sentence each, the first one on number one."""
    said = _say("edition", lang)
    where, speed = in_country(each.first_country, lang), performance(each.first, lang)
    opening = "oldest_first" if each.first_is_new is None else "new_first" if each.first_is_new else "same_first"
    return [
        said[opening].format(first=each.first_name, where=where, rmax=speed, before=each.first_before),
        *_in_short(each, said, lang),
    ]


def _in_short(each: EditionRecord, said: dict[str, str], lang: str) -> list[str]:
    total, last = performance(each.total, lang), performance(each.last, lang)
    if each.before is None or each.total_before is None or each.last_before is None:
        return [said["total_alone"].format(total=total), said["last_alone"].format(last=last)]
    change = signed_share(each.total / each.total_before - 1, lang)
    lines = [
        said["total"].format(total=total, change=change, before=edition(each.before, lang)),
        said["last"].format(last=last, before=performance(each.last_before, lang)),
        said["turnover"].format(came=number(each.came or 0, lang), left=number(each.left or 0, lang)),
    ]
    if each.resolved < 1:
        lines.append(said["unresolved"].format(share=share(1 - each.resolved, lang)))
    return lines


def _curve_of_totals(each: EditionRecord, totals: Mapping[str, float], lang: str) -> str:
    editions = list(totals)
    ticks = [(1.0, "1"), (1e3, "10³"), (1e6, "10⁶")]
    ticks += [(1e9, "10⁹")] if max(totals.values()) > 1e8 else [(1e8, "10⁸")]
    alt = f"{_capital(edition(each.edition, lang))}, {performance(each.total, lang)}"
    return curve(editions, list(totals.values()), ticks, alt, log=True, dot=editions.index(each.edition))


def _moves(each: EditionRecord, said: dict[str, str], own: dict[str, str], lang: str) -> list[str]:
    if each.before is None:
        return []
    parts = [_heading(said["moves"])]
    for name in ("came", "left"):
        parts.append(_table_or_nobody(each.tables[name], said, name, own, lang))
    parts += [_heading(said["ranks"]), _paragraph(said["ranks_how"])]
    for name in ("rose", "fell"):
        parts.append(_table_or_nobody(each.tables[name], said, name, own, lang))
    return parts


def _table_or_nobody(small: SmallTable, said: dict[str, str], name: str, own: dict[str, str], lang: str) -> str:
    if small.rows:
        return table(small, lang, said[name], own)
    colon = f"{THIN}:" if lang == "fr" else ":"
    return _paragraph(f"{said[name]}{colon} {said['nobody'][0].lower()}{said['nobody'][1:]}")


def _records_broken(each: EditionRecord, said: dict[str, str], lang: str) -> str:
    names = _say("record", lang)
    lines = [
        said["record_high" if record.highest else "record_low"].format(
            what=names[record.what],
            value=write(record.value, RECORDS[record.what], lang),
            before=write(record.before, RECORDS[record.what], lang),
            at=edition(record.at, lang),
        )
        for record in each.records
    ]
    return _items([escape(line) for line in lines]) if lines else _paragraph(said["no_record"])


def _verdicts(each: EditionRecord, claims: Mapping[str, Claim], said: dict[str, str], lang: str) -> list[str]:
    lines = []
    for claim, (held, before) in each.verdicts.items():
        now = said["held" if held else "failed"]
        if before is not None and before != held:
            now = said["changed"].format(now=now)
        address = f"{{root}}fact-check/index.html#{claim.replace('_', '-')}"
        statement = escape(claims[claim].statement[lang])
        lines.append(f'<a href="{address}">{statement}</a> <strong>{escape(now)}</strong>')
    return [_heading(said["claims"]), _paragraph(said["claims_how"]), _items(lines)] if lines else []


def _revisions(each: EditionRecord, records: Records, said: dict[str, str], lang: str) -> list[str]:
    reasons = words("issues")
    lines = [
        _UNIT.sub(NBSP, escape(reasons.get(issue["id"], {}).get("reason", {}).get(lang, issue["reason"])))
        for issue in records.revised
        if each.edition == issue["editions"]
    ]
    lines += [_revised(row, said) for row in records.revisions if row["edition"] == each.edition]
    return [_heading(said["revisions"]), _items(lines)] if lines else []


def _paths(each: EditionRecord, said: dict[str, str], lang: str) -> str:
    links = [
        f'<a href="{{root}}editions/{other}/index.html">{escape(said[name].format(edition=edition(other, lang)))}</a>'
        for name, other in (("earlier", each.before), ("later", each.after))
        if other
    ]
    links.append(f'<a href="{{root}}editions/index.html">{escape(said["all"])}</a>')
    return f'<p class="more">{" · ".join(links)}</p>'


def _machine_page(machine: MachineRecord, records: Records, lang: str) -> str:
    said, own = _say("machine", lang), _say("columns", lang)
    speed = performance(machine.rmax, lang)
    if machine.rank_now is not None:
        answer = said["now"].format(
            rank=_capital(rank(machine.rank_now, lang)), edition=edition(machine.last, lang), rmax=speed
        )
    else:
        answer = said["gone"].format(last=edition(machine.last, lang), rmax=speed)
    answer += " " + said["best"].format(rank=rank(machine.best_rank, lang), edition=edition(machine.best_edition, lang))
    span = {"first": edition(machine.first, lang), "last": edition(machine.last, lang)}
    all_editions = [record.edition for record in records.editions]
    shown = all_editions[all_editions.index(machine.first) : all_editions.index(machine.last) + 1]
    place = dict(zip(machine.table.column("edition"), machine.table.column("rank"), strict=True))
    ticks = [(tick, f"{tick:.0f}") for tick in RANKS]
    svg = curve(shown, [place.get(each) for each in shown], ticks, answer, log=True, turned=True)
    body = [
        _heading(said["what"]),
        _described(machine, said, span, lang),
        _heading(said["ranks"]),
        _figure(svg, said["curve"], records.editions[-1].edition, lang),
        table(machine.table, lang, said["history"], own),
        _paragraph(said["joined"]) if machine.joined else "",
        _namesakes(machine, said, lang),
        f'<p class="more"><a href="{{root}}machines/index.html">{escape(said["all"])}</a></p>',
    ]
    title = said["title"].format(label=machine.label, site=machine.sites[0]) if machine.sites else machine.label
    description = said["description"].format(label=machine.label, where=in_country(machine.country, lang), **span)
    return _page(title, description, ("machines", said["kicker"]), escape(answer), body, name=True)


def _namesakes(machine: MachineRecord, said: dict[str, str], lang: str) -> str:
    lines = [
        f'<a href="{{root}}machines/{key}/index.html">{_named(machine.label)}</a>, '
        + escape(said["from_to"].format(first=edition(first, lang), last=edition(last, lang)))
        for key, first, last in machine.namesakes
    ]
    return _heading(said["namesakes"]) + _paragraph(said["namesakes_how"]) + _items(lines) if lines else ""


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _described(machine: MachineRecord, said: dict[str, str], span: dict[str, str], lang: str) -> str:
    country = cell(machine.country, "nation", lang, {})
    lists = counted(machine.editions, "edition", lang)
    seen = said["missed_value" if machine.missed else "seen_value"]
    lines = {
        "where": f"{_named('; '.join(machine.sites))}, {country}",
        "names": _named("; ".join(machine.names)),
        "computer": _named("; ".join(machine.computers)),
        "maker": _named(", ".join(machine.makers)),
        "accelerator": _named(machine.accelerator),
        "mixed": machine.mxp
        and escape(
            said["mixed_value"].format(
                value=performance(machine.mxp[1] * 1e6, lang), edition=edition(machine.mxp[0], lang)
            )
        ),
        "seen": escape(seen.format(editions=lists, missed=counted(machine.missed, "edition", lang), **span)),
        "why": escape(_capital(", ".join(said[reason] for reason in machine.why))),
    }
    entries = "".join(f"<dt>{escape(said[name])}</dt><dd>{text}</dd>" for name, text in lines.items() if text)
    sheet = ""
    if machine.system_id and machine.last >= OLDEST_SHEET:
        sheet = _paragraph(said["sheet"].format(address=f"https://www.top500.org/system/{machine.system_id}/"))
    return f'<dl class="sheet">{entries}</dl>{sheet}'


def _country_page(country: CountryRecord, records: Records, lang: str) -> str:
    said, own = _say("country", lang), _say("columns", lang)
    name, newest = country_name(country.code, lang), records.editions[-1].edition
    where = _capital(in_country(country.code, lang))
    if country.systems:
        answer = said["now"].format(
            where=where, systems=counted(country.systems, "system", lang), edition=edition(newest, lang),
            share=share(country.share, lang),
        )  # fmt: skip
        answer += " " + said["place"].format(rank=rank(country.rank or 0, lang), of=country.of)
    else:
        answer = said["gone"].format(where=where, edition=edition(newest, lang), last=edition(country.last, lang))
    label, key = country.best_machine
    best = said["best"].format(
        rank=rank(country.best_rank, lang), machine="\ue000", edition=edition(country.best_edition, lang)
    )
    link = f'<a href="{{root}}machines/{key}/index.html">{_named(label)}</a>' if key else _named(label)
    most = said["most"].format(
        systems=counted(country.most_systems, "system", lang), edition=edition(country.most_edition, lang),
        share=share(country.top_share, lang), share_edition=edition(country.top_share_edition, lang),
    )  # fmt: skip
    ticks = round_top(max(country.shares.values()))
    svg = curve(list(country.shares), list(country.shares.values()), ticks, answer)
    shown = len(country.machines.rows)
    at = edition(country.last, lang)
    body = [
        _items([escape(best).replace("\ue000", link), escape(most)]),
        _figure(svg, said["curve"].format(first=edition(next(iter(country.shares)), lang)), newest, lang),
        _heading(said["machines"].format(edition=at)),
        table(country.machines, lang, said["machines_caption"].format(edition=at), own),
        _paragraph(said["machines_more"].format(shown=shown, systems=country.systems))
        if country.systems > shown
        else "",
        _heading(said["per"]),
        _per(country, said, lang),
        _makers(country, said, own, lang),
        _heading(said["history"]),
        table(country.history, lang, said["history_caption"], own),
        f'<p class="more"><a href="{{root}}countries/index.html">{escape(said["all"])}</a></p>',
    ]
    span = {"first": edition(country.first, lang), "last": edition(country.last, lang)}
    description = said["description"].format(name=name, **span)
    return _page(name, description, ("countries", said["kicker"]), escape(answer), body)


def _per(country: CountryRecord, said: dict[str, str], lang: str) -> str:
    lines = [
        said[name].format(value=f"{number(found[0], lang)}{NBSP}GFlop/s", rank=rank(found[1], lang), year=found[2])
        for name, found in (("per_head", country.per_head), ("per_gdp", country.per_gdp))
        if found
    ]
    return _items([escape(line) for line in lines]) if lines else _paragraph(said["per_unknown"])


def _makers(country: CountryRecord, said: dict[str, str], own: dict[str, str], lang: str) -> str:
    if not country.makers.rows:
        return ""
    months = {each: edition(each, lang) for each in country.makers.columns if each != "maker"}
    return _heading(said["makers"]) + table(country.makers, lang, said["makers_caption"], own | months)
