"""Sentences with names in braces: what is filled, and what is refused with file and line."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from build_scripts.errors import Refused
from build_scripts.numbers import FactValue, Numbers
from build_scripts.pages.fill import fill_page, fill_pages
from build_scripts.words.sentences import context, fill

NB = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture
def few() -> Numbers:
    """A handful of invented facts and checks."""

    def value(name: str, kind: str, content: object) -> FactValue:
        return FactValue(name, kind, content, "code", "words", None)

    facts = [
        value("speed", "performance", 2_198_400.0),
        value("machines", "systems", 1234),
        value("part", "share", 0.375),
        value("owner", "country", "US"),
        value("gone", "performance", None),
        value("gone_too", "power", math.nan),
        value("nobody", "country", None),
        value("bracket", "name", "A*B_C [x]"),
        value("place", "rank", 22),
        replace(value("first_day", "usd", 13e9), date="2024-10-30", precision="day"),
        replace(value("some_month", "amount", 7.0), date="2024-12-10", precision="month"),
    ]
    return Numbers("2026-06", {fact.id: fact for fact in facts}, {"up": True, "down": False}, {}, {}, {}, {})


def said(text: str, numbers: Numbers, lang: str = "fr") -> str:
    return fill(text, context(numbers, lang), "docs/fr/x.md")


def problems(text: str, numbers: Numbers) -> list[str]:
    with pytest.raises(Refused) as refusal:
        said(text, numbers)
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("{{ fact.speed }}", f"2,2{NB}EFlop/s", f"2.2{NB}EFlop/s"),
        ("{{ fact.machines }}", f"1{THIN}234{NB}machines", f"1,234{NB}machines"),
        ("{{ fact.machines.number }}", f"1{THIN}234", "1,234"),
        ("{{ fact.part }}.", f"37,5{THIN}%.", "37.5%."),
        ("{{ fact.place.ordinal }}", "22e", "22nd"),
        ("{{ fact.first_day.on }}", f"le 30{NB}octobre 2024", "on 30 October 2024"),
        ("{{ fact.some_month.on }}", "en décembre 2024", "in December 2024"),
        ("{{ fact.owner }}", "États-Unis", "United States"),
        ("{{ fact.owner.the }}", "les États-Unis", "the United States"),
        ("{{ fact.owner.where }}", "aux États-Unis", "in the United States"),
        ("{% if check.up %}A{% else %}B{% endif %}", "A", "A"),
        ("{% if check.down %}A{% else %}B{% endif %}", "B", "B"),
        ("{% if check.down %}A{% elif check.up %}B{% else %}C{% endif %}", "B", "B"),
        ("{% if not check.down and check.up %}A{% endif %}", "A", "A"),
        ("{% if check.down or check.up %}A{% endif %}", "A", "A"),
        ("{% if check.down %}A{% endif %}", "", ""),
        ("{% if known.gone %}{{ fact.gone }}{% else %}–{% endif %}", "–", "–"),
        ("{% if known.gone_too %}{{ fact.gone_too }}{% else %}–{% endif %}", "–", "–"),
        ("{% if known.owner %}{{ fact.owner }}{% endif %}", "États-Unis", "United States"),
        ("no braces, {one} brace, 100 %\n", "no braces, {one} brace, 100 %\n", "no braces, {one} brace, 100 %\n"),
        ("a\n{# a note #}\nb\n", "a\n\nb\n", "a\n\nb\n"),
    ],
)
def test_text_is_filled(few, text, french, english):
    assert said(text, few, "fr") == french
    assert said(text, few, "en") == english


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ fact.unheard_of }}", "unheard_of"),
        ("{{ fakt.speed }}", "fakt"),
        ("{{ speed }}", "speed"),
        ("{% if check.unheard_of %}a{% endif %}", "unheard_of"),
        ("{% if known.unheard_of %}a{% endif %}", "unheard_of"),
        ("{{ 1 + 1 }}", "Add"),
        ("{{ fact.speed * 2 }}", "Mul"),
        ("{{ fact.speed|round }}", "Filter"),
        ("{{ fact.speed() }}", "Call"),
        ("{{ fact.speed.number() }}", "Call"),
        ("{{ fact['speed'] }}", "Getitem"),
        ("{{ 'text' }}", "Const"),
        ("{% if fact.speed > 1 %}a{% endif %}", "Compare"),
        ("{% if check.up is defined %}a{% endif %}", "Test"),
        ("{% for x in fact %}a{% endfor %}", "For"),
        ("{% set x = 1 %}", "Assign"),
        ("{% include 'x' %}", "Include"),
        ("{{ fact.speed if check.up }}", "CondExpr"),
        ("{{ fact.speed.__class__ }}", "__class__"),
        ("{{ fact.__class__ }}", "__class__"),
        ("{{ fact.speed._value }}", "_value"),
        ("{{ fact.speed.unheard_of }}", "unheard_of"),
        ("{{ fact.keys }}", "keys"),
        ("{{ fact.items }}", "items"),
        ("{{ fact }}", "fact"),
        ("{{ check.up }}", "check"),
        ("{{ known.speed }}", "known"),
        ("{% if fact.speed %}a{% endif %}", "fact"),
        ("{{ fact.speed.where }}", "where"),
        ("{{ fact.bracket.number }}", "number"),
        ("{{ fact.gone }}", "gone"),
        ("{{ fact.gone.number }}", "gone"),
        ("{{ fact.gone_too }}", "gone_too"),
        ("{{ fact.gone_too.number }}", "gone_too"),
        ("{{ fact.nobody.the }}", "nobody"),
        ("{{ fact.nobody.where }}", "nobody"),
        ("{{ fact.speed", "x.md"),
        ("{% if check.up %}a", "x.md"),
        ("{% unheard_of %}", "unheard_of"),
    ],
)
def test_anything_but_names_is_refused_with_file_and_line(few, text, named):
    found = problems(f"One.\nTwo.\n{text}", few)
    assert len(found) == 1
    assert found[0].startswith("docs/fr/x.md, line 3: ")
    assert named in found[0]


def test_mistake_in_a_branch_that_is_not_taken_is_refused_too(few):
    found = problems("{% if check.down %}{{ fact.unheard_of }}{% endif %}", few)
    assert len(found) == 1
    assert "unheard_of" in found[0]


def test_fact_without_value_says_how_to_mend(few):
    (found,) = problems("{{ fact.gone }}", few)
    assert "not known as of this edition" in found
    assert "{% if known." in found


def test_all_mistakes_of_a_text_are_told_at_once(few):
    found = problems("{{ fact.a }}\n{{ fact.gone }}\n{{ fact.speed + 1 }}\n{% if check.b %}{% endif %}", few)
    assert [problem.split(":")[0] for problem in found] == [f"docs/fr/x.md, line {line}" for line in (1, 2, 3, 4)]


def test_misspelt_name_is_told_the_near_one(few):
    (found,) = problems("{{ fact.sped }}", few)
    assert "speed" in found


# PAGES


def filled(text: str, numbers: Numbers, page: str = "top/index.md", lang: str = "fr") -> str:
    blocks = {"figure": {"bars": '<img src="{root}assets/bars.svg">'}, "table": {"rows": "<table></table>"}}
    return fill_page(text, page, f"docs/{lang}/{page}", numbers, lang, blocks)


def test_fact_in_prose_links_to_its_entry_on_the_facts_page(few):
    assert filled("It is {{ fact.speed }}.\n", few) == (
        f"It is [2,2{NB}EFlop/s](../facts/index.md#speed){{ .fact }}.\n"
    )
    assert filled("{{ fact.part }}", few, "index.md").startswith(f"[37,5{THIN}%](facts/index.md#part)")


@pytest.mark.parametrize("heading", ["# At {{ fact.speed }}\n", "### At {{ fact.speed }}\n", "## {{ fact.speed }}"])
def test_fact_in_a_heading_is_plain(few, heading):
    assert filled(f"Text.\n\n{heading}", few) == f"Text.\n\n{heading.replace('{{ fact.speed }}', f'2,2{NB}EFlop/s')}"


def test_fact_in_the_front_matter_is_plain(few):
    text = filled("---\ndescription: At {{ fact.speed }}\n---\n# Title\n\n{{ fact.speed }}\n", few)
    front, body = text.split("\n---\n")
    assert front == f"---\ndescription: At 2,2{NB}EFlop/s"
    assert "](../facts/index.md#speed)" in body


def test_line_of_a_mistake_counts_from_the_top_of_the_file(few):
    for text, line in (
        ("---\ntitle: T\n---\n# T\n\n{{ fact.x }}\n", 6),
        ("---\ntitle: {{ fact.x }}\n---\n# T\n", 2),
        ("# T\n\n## A\n\n## A\n\n{{ fact.x }}\n", 7),
    ):
        with pytest.raises(Refused, match=rf"docs/fr/top/index.md, line {line}: "):
            filled(text, few)


@pytest.mark.parametrize(("page", "root"), [("index.md", ""), ("top/index.md", "../"), ("a/b/index.md", "../../")])
def test_figure_finds_its_files_from_every_folder(few, page, root):
    assert filled("{{ figure.bars }}", few, page) == f'<img src="{root}assets/bars.svg">'


def test_figure_and_table_that_do_not_exist_are_refused(few):
    with pytest.raises(Refused, match="bar"):
        filled("{{ figure.bar }}", few)
    with pytest.raises(Refused, match="row"):
        filled("{{ table.row }}", few)


def test_mistakes_of_all_pages_are_told_at_once(few, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text(f"# {name}\n\n{{{{ fact.{name} }}}}\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        fill_pages(tmp_path, few, "en", {}, "")
    assert [problem.where for problem in refusal.value.problems] == [
        "docs/en/a/index.md, line 3", "docs/en/b/index.md, line 3",
    ]  # fmt: skip


def test_page_that_is_not_utf_8_is_refused_in_words(few, tmp_path):
    (tmp_path / "index.md").write_bytes("# Été\n".encode("latin-1"))
    with pytest.raises(Refused, match=r"docs/fr/index.md"):
        fill_pages(tmp_path, few, "fr", {}, "")
