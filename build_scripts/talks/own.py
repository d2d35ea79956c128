"""What only talks say: the country in focus and the newest list, as facts, checks, tables and figures by name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from ..editions import decimal_year
from ..errors import refuse
from ..numbers import FactValue, Numbers
from ..records import Records
from ..records.countries import CountryRecord, country_records
from ..records.editions import RECORDS, EditionRecord, edition_records
from ..records.machines import notable
from ..tables import SmallTable, from_rows
from ..words.catalogue import words
from ..words.names import country_name
from ..words.numbers import LANGUAGES, edition, write
from ..world import World

FOCUS = "FR"
DRAWINGS = {"focus_share": "draw_country.share", "focus_neighbours": "draw_country.neighbours"}
SOURCES = {  # of facts that the lists alone do not say
    "focus_per_head": ("top500", "world-bank-population"),
    "focus_per_head_rank": ("top500", "world-bank-population"),
    "focus_per_gdp_rank": ("top500", "world-bank-gdp"),
}
ROWS = 8  # of a table on a slide
LETTERS = 46  # of a name in a table
AROUND = 9  # countries in the figure of neighbours


@dataclass(frozen=True)
class Own:
    """Records of all countries and of the newest list, from which `with_own` makes numbers for any focus."""

    countries: dict[str, CountryRecord]
    list: EditionRecord

    @classmethod
    def of(cls, records: Records) -> Own:
        """Return those of all records."""
        newest = max(records.editions, key=lambda record: record.edition)
        return cls({record.code: record for record in records.countries}, newest)


def own_records(world: World, numbers: Numbers) -> Own:
    """Compute the records that talks tell of, and no others."""
    strips = {name: claim.strip for name, claim in numbers.claims.items() if claim.strip}
    pages = set(notable(world))
    countries = {record.code: record for record in country_records(world, pages)}
    return Own(countries, edition_records(world, strips, pages, [world.edition])[0])


def with_own(numbers: Numbers, own: Own, focus: str) -> Numbers:
    """Return the numbers with those of the newest list and of a country. Raises Refused if it was never on a list."""
    country = _country(own, focus)
    facts = _focus_facts(country, own) | _list_facts(own.list)
    return replace(
        numbers,
        facts=numbers.facts
        | {
            name: FactValue(name, kind, value, "", "", None, sources=SOURCES.get(name, ()))
            for name, (kind, value) in facts.items()
        },
        checks=numbers.checks | _checks(country, own.list),
        figures=numbers.figures | {"focus_share": _share(country), "focus_neighbours": _neighbours(country, own)},
        tables=numbers.tables | _tables(country, own, numbers),
    )


def _country(own: Own, focus: str) -> CountryRecord:
    if focus.upper() in own.countries:
        return own.countries[focus.upper()]
    names = {country_name(code, lang).lower(): code for code in own.countries for lang in LANGUAGES}
    near = difflib.get_close_matches(focus.lower(), [*names, *map(str.lower, own.countries)], n=1)
    mend = f"Is it {names.get(near[0], near[0].upper())!r}?" if near else "Take another country"
    raise refuse(f"country {focus!r}", "never had a machine on the TOP500", f"one of {', '.join(own.countries)}", mend)


def _ranked(own: Own) -> list[CountryRecord]:
    """Return the countries of the newest list, by their share."""
    return sorted((each for each in own.countries.values() if each.rank), key=lambda each: each.rank)


def _focus_facts(country: CountryRecord, own: Own) -> dict[str, tuple[str, object]]:
    best = country.machines.rows[0] if country.systems else (None, ("", ""), "", None, None)
    ranked = _ranked(own)
    at = (country.rank or 0) - 1
    above = ranked[at - 1] if at > 0 else None
    below = ranked[at + 1] if 0 <= at < len(ranked) - 1 else None
    head, gdp = country.per_head, country.per_gdp
    return {
        "focus_country": ("country", country.code),
        "focus_systems": ("systems", country.systems),
        "focus_share": ("share", country.share),
        "focus_rank": ("rank", country.rank),
        "focus_of": ("count", country.of),
        "focus_first": ("edition", country.first),
        "focus_last": ("edition", country.last),
        "focus_best_now": ("name", best[1][0]),
        "focus_best_now_rank": ("rank", best[0]),
        "focus_best_now_site": ("name", best[2]),
        "focus_best_now_rmax": ("performance", best[3]),
        "focus_best_rank": ("rank", country.best_rank),
        "focus_best_machine": ("name", country.best_machine[0]),
        "focus_best_edition": ("edition", country.best_edition),
        "focus_most_systems": ("systems", country.most_systems),
        "focus_most_edition": ("edition", country.most_edition),
        "focus_top_share": ("share", country.top_share),
        "focus_top_share_edition": ("edition", country.top_share_edition),
        "focus_above": ("country", above and above.code),
        "focus_below": ("country", below and below.code),
        "focus_per_head": ("performance", head and head[0] / 1000),
        "focus_per_head_rank": ("rank", head and head[1]),
        "focus_per_gdp_rank": ("rank", gdp and gdp[1]),
        "focus_leader": ("country", ranked[0].code),
        "focus_leader_share": ("share", ranked[0].share),
    }


def _list_facts(newest: EditionRecord) -> dict[str, tuple[str, object]]:
    came = newest.tables["came"].rows if "came" in newest.tables else ()
    top = came[0] if came else (None, ("", ""), "", None, None)
    rose = newest.tables["rose"].rows if "rose" in newest.tables else ()
    up = rose[0] if rose else (("", ""), None, None, None, None, None)
    return {
        "list_number": ("count", newest.number),
        "list_came": ("count", newest.came),
        "list_left": ("count", newest.left),
        "list_last": ("performance", newest.last),
        "list_last_before": ("performance", newest.last_before),
        "list_first_before": ("name", newest.first_before or ""),
        "list_best_new": ("name", top[1][0]),
        "list_best_new_rank": ("rank", top[0]),
        "list_best_new_country": ("country", top[3]),
        "list_up": ("name", up[0][0]),
        "list_up_from": ("rank", up[2]),
        "list_up_to": ("rank", up[3]),
        "list_records": ("count", len(newest.records)),
        "list_verdicts": ("count", len(newest.verdicts)),
        "list_verdicts_changed": ("count", sum(_changed(each) for each in newest.verdicts.values())),
    }


def _changed(held: tuple[bool, bool | None]) -> bool:
    now, before = held
    return before is not None and before != now


def _checks(country: CountryRecord, newest: EditionRecord) -> dict[str, bool]:
    return {
        "focus_on_list": country.systems > 0,
        "focus_leads": country.rank == 1,
        "focus_trails": country.rank == country.of,
        "focus_was_first": country.best_rank == 1,
        "focus_at_its_best": bool(country.systems) and country.share >= country.top_share,
        "focus_at_its_most": country.systems == country.most_systems,
        "focus_one_machine": country.systems == 1,
        "list_has_before": newest.before is not None,
        "list_first_is_new": bool(newest.first_is_new),
        "list_some_came": bool(newest.came),
        "list_some_rose": bool(newest.tables.get("rose") and newest.tables["rose"].rows),
        "list_broke_records": bool(newest.records),
        "list_changed_verdicts": any(_changed(each) for each in newest.verdicts.values()),
    }


def _share(country: CountryRecord) -> SmallTable:
    held = {row[0]: row for row in country.history.rows}
    rows = [
        (each, decimal_year(each), *((held[each][1], held[each][2], held[each][3]) if each in held else (0, 0.0, 0.0)))
        for each in country.shares
    ]
    columns = {
        "edition": "edition", "year": "hidden", "systems": "count", "systems_share": "share", "rmax_share": "share",
    }  # fmt: skip
    return from_rows(columns, rows)


def _neighbours(country: CountryRecord, own: Own) -> SmallTable:
    """Return the countries around this one, the first of all too; without rows if it is not on the list."""
    ranked = _ranked(own)
    columns = {"rank": "count", "country": "country", "systems": "systems", "rmax_share": "share", "focus": "hidden"}
    if not country.rank:
        return from_rows(columns, [])
    start = max(0, min(country.rank - 1 - AROUND // 2, len(ranked) - AROUND))
    shown = ranked[start : start + AROUND]
    return from_rows(
        columns, [(each.rank, each.code, each.systems, each.share, each.code == country.code) for each in shown]
    )


def _tables(country: CountryRecord, own: Own, numbers: Numbers) -> dict[str, SmallTable]:
    newest = own.list
    top = _only(newest.tables["top_ten"], "rank", "rank_before", "machine", "country", "rmax_tflops")
    tables = {"list_top_ten": replace(top, rows=top.rows[:10]), "list_records": _records(newest)}
    shown = {
        "came": ("rank", "machine", "country", "rmax_tflops"),
        "rose": ("machine", "country", "rank_before", "rank"),
        "countries": ("country", "share_before", "share_now", "systems_before", "systems_now"),
    }
    for name, columns in shown.items():  # the first list has none before it to be compared with
        empty = SmallTable(columns, ("name",) * len(columns), ())
        tables[f"list_{name}"] = _only(newest.tables[name], *columns) if newest.before else empty
    rows = [
        (
            numbers.claims[name].statement,
            *("open" if held is None else "holds" if held else "fails" for held in (was, now)),
        )
        for name, (now, was) in sorted(newest.verdicts.items(), key=lambda each: not _changed(each[1]))
    ]
    tables["list_verdicts"] = from_rows({"statement": "statement", "before": "word", "now": "word"}, rows)
    tables["focus_machines"] = _only(country.machines, "rank", "machine", "site", "rmax_tflops")
    return tables


def _only(table: SmallTable, *columns: str) -> SmallTable:
    """Return some columns of a table and as many rows as a slide holds."""
    at = [table.columns.index(name) for name in columns]
    rows = tuple(tuple(_short(row[index], table.kinds[index]) for index in at) for row in table.rows[:ROWS])
    return SmallTable(columns, tuple(table.kinds[index] for index in at), rows)


def _short(value: object, kind: str) -> object:
    """Return a cell with a name that stays on one line."""
    return f"{value[:LETTERS].rstrip(' -,(')}…" if kind == "name" and value and len(value) > LETTERS + 1 else value


def _records(newest: EditionRecord) -> SmallTable:
    """Return the records that the list breaks: what, its value and the one before, in both languages."""
    rows = []
    for each in newest.records[:ROWS]:
        texts = (
            {lang: words("records")["record"][each.what][lang] for lang in LANGUAGES},
            {lang: write(each.value, RECORDS[each.what], lang) for lang in LANGUAGES},
            {lang: f"{write(each.before, RECORDS[each.what], lang)} ({edition(each.at, lang)})" for lang in LANGUAGES},
        )
        rows.append(texts)
    return from_rows({"what": "statement", "value": "statement", "before": "statement"}, rows)
