"""The check of the page sources: numerals without a name, French typography, mending."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.check.comparisons import comparisons
from build_scripts.check.texts import lint, numerals, patterns
from build_scripts.words.typography import mend_french

from .conftest import ROOT

THIN = "\N{NARROW NO-BREAK SPACE}"
NB = "\N{NO-BREAK SPACE}"
ALLOWED = re.compile(r"TOP500|n° 1|top 10|(?:novembre|November) 2024")


def found(text: str) -> list[str]:
    return [str(problem) for problem in numerals("docs/en/x.md", text, ALLOWED)]


@pytest.mark.parametrize(
    "text",
    [
        "The TOP500 has {{ fact.row_count }} rows.",
        "Since November 2024, in the top 10.",
        f"Le n°{NB}1 de novembre{NB}2024.",
        "Code such as `a1 = 2` and `10 %`.",
        "A [link](page2/index.md#part-3) and ![Words](x-1.svg){ width=20 }.",
        '<div class="grid-2" data-x="3">Words</div>',
        "A paragraph\n{: .col-2 }",
        "{% if check.first_10 %}yes{% endif %}",
        "## A heading without numbers",
    ],
)
def test_text_without_numerals_of_its_own_is_clean(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "numeral", "line"),
    [
        ("One.\n\nIn 33 years.", "33", 3),
        ("It has 33 500 rows.".replace(" 5", f"{THIN}5"), f"33{THIN}500", 1),
        ("About 2.2 EFlop/s.", "2.2", 1),
        ("## The 10 fastest", "10", 1),
        ("- 5 in a list", "5", 1),
        ("The [10 best](x.md)", "10", 1),
        ("Words {{ fact.a }} and 7\n", "7", 1),
        ("`code\nof two lines` and\n8", "8", 3),
        ("In 2024.", "2024", 1),
        ("GPT-4 and H100", "4", 1),
    ],
)
def test_typed_numeral_is_told_with_its_line(text, numeral, line):
    problems = found(text)
    assert problems
    assert problems[0].startswith(f"docs/en/x.md, line {line}: ")
    assert repr(numeral) in problems[0]


def test_list_of_patterns_skips_notes_and_blank_lines(tmp_path):
    path = tmp_path / "numerals.txt"
    path.write_text("# 7 is a note\n\nTOP500\n64 bits\n", encoding="utf-8")
    pattern = patterns(path)
    assert pattern.sub("", "TOP500, 64 bits, 7") == ", , 7"


@pytest.mark.parametrize(("name", "pages"), [("numerals", "*"), ("phrases-fr", "fr"), ("phrases-en", "en")])
def test_patterns_of_the_site_are_all_needed(name, pages):
    docs = ROOT / "docs"
    files = [*docs.glob(f"{pages}/**/*.md"), *docs.glob(f"talks/*/{pages}.md")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files).replace(NB, " ").replace(THIN, " ")
    for line in (ROOT / "docs" / f"{name}.txt").read_text(encoding="utf-8").replace(NB, " ").splitlines():
        if line and not line.startswith("#"):
            assert re.search(line, texts, re.IGNORECASE), f"{line!r} stands on no page"


def compared(text: str, lang: str = "en") -> list[str]:
    return [str(problem) for problem in comparisons("docs/x.md", text, lang, {"old"}, re.compile("at best"))]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It has the largest share.", "en"),
        ("The share is rising.", "en"),
        ("{% if check.a %}Yes.{% endif %} It leads.", "en"),
        ("{% if known.a %}It leads with {{ fact.a }}.{% endif %}", "en"),
        ("It is ahead{% if check.a %}, still{% endif %}.", "en"),
        ("- China has more than {{ fact.now }}", "en"),
        ("Elle domine la liste.", "fr"),
        ("La plus grande part.", "fr"),
        ("---\ntitle: The largest\n---\n", "en"),
    ],
)
def test_unbound_comparison_is_told(text, lang):
    assert len(compared(text, lang)) == 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("{% if check.a %}It has the largest share.{% else %}It has a smaller one.{% endif %}", "en"),
        ("It had more than {{ fact.old }} machines.", "en"),
        ("That is what chips do at best.", "en"),
        ("See [this](https://more.example/most).", "en"),
        ("`more`", "en"),
        ("{% if check.a %}{% if known.b %}It leads.{% endif %}{% endif %}", "en"),
        ("Une moisson de plusieurs plumes.", "fr"),
    ],
)
def test_bound_or_fixed_or_empty_comparison_is_let_through(text, lang):
    assert compared(text, lang) == []


def test_comparison_is_told_with_its_line():
    (found,) = compared("# Title\n\nFirst sentence. Second one.\n\nIt leads.\n")
    assert found.startswith("docs/x.md, line 5: ")


@pytest.mark.parametrize(
    ("plain", "mended"),
    [
        ("Oui ! Et : non ; vraiment ?", f"Oui{THIN}! Et{THIN}: non{THIN}; vraiment{THIN}?"),
        ("« oui »", f"«{THIN}oui{THIN}»"),
        ("l'IA d'aujourd'hui", "l’IA d’aujourd’hui"),
        ("10 % et 5 %.", f"10{THIN}% et 5{THIN}%."),
        ("le n° 1", f"le n°{NB}1"),
        ("{{ fact.x }} ; et {{ fact.y }} !", f"{{{{ fact.x }}}}{THIN}; et {{{{ fact.y }}}}{THIN}!"),
        (
            "{% if check.x %}oui ?{% else %}non ?{% endif %}",
            f"{{% if check.x %}}oui{THIN}?{{% else %}}non{THIN}?{{% endif %}}",
        ),
        ("`a ? b : c`", "`a ? b : c`"),
        ('<a title="a : b">x</a>', '<a title="a : b">x</a>'),
        ("[mot](https://a.example/?b='c') !", f"[mot](https://a.example/?b='c'){THIN}!"),
        ("Texte\n{: .kicker }", "Texte\n{: .kicker }"),
        ("---\ntitle: Quoi ?\n---\nOui !\n", f"---\ntitle: Quoi{THIN}?\n---\nOui{THIN}!\n"),
        ("---\nhide: [a]\n---\n", "---\nhide: [a]\n---\n"),
        ("à 10:30, 3:2, https://a.example", "à 10:30, 3:2, https://a.example"),
    ],
)
def test_french_is_mended_where_it_is_prose_and_only_there(plain, mended):
    assert mend_french(plain) == mended
    assert mend_french(mended) == mended


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for lang in ("fr", "en"):
        (tmp_path / lang / "part").mkdir(parents=True)
        (tmp_path / lang / "part" / "index.md").write_text("# Titre\n\nTexte.\n", encoding="utf-8")
        (tmp_path / f"phrases-{lang}.txt").write_text("# none\n", encoding="utf-8")
    (tmp_path / "numerals.txt").write_text("TOP500\n", encoding="utf-8")
    return tmp_path


def test_clean_texts_have_no_problem(docs):
    assert lint(docs) == []


def test_faults_of_all_pages_are_told_with_file_and_line(docs):
    (docs / "fr" / "part" / "index.md").write_text("# Titre\n\nQuoi ?\n\nIl y en a 12.\n", encoding="utf-8")
    (docs / "en" / "part" / "index.md").write_text("# Title\n\nThere are 12.\n", encoding="utf-8")
    assert sorted(problem.where for problem in lint(docs)) == [
        "docs/en/part/index.md, line 3",
        "docs/fr/part/index.md, line 3",
        "docs/fr/part/index.md, line 5",
    ]


def test_fix_mends_spaces_and_leaves_numerals_and_english_alone(docs):
    french, english = (docs / lang / "part" / "index.md" for lang in ("fr", "en"))
    french.write_text("# Titre\n\nQuoi ? 12\n", encoding="utf-8")
    english.write_text("# Title\n\nIt's odd !\n", encoding="utf-8")
    problems = lint(docs, fix=True)
    assert french.read_text(encoding="utf-8") == f"# Titre\n\nQuoi{THIN}? 12\n"
    assert english.read_text(encoding="utf-8") == "# Title\n\nIt's odd !\n"
    assert [problem.where for problem in problems] == ["docs/fr/part/index.md, line 3"]
    assert "numeral" in str(problems[0])


def test_a_date_in_a_sentence_brings_its_own_preposition():
    """Whether it is "le 30 octobre" or "en octobre" depends on how well the date is known: {{ fact.x.on }} knows."""
    bound = re.compile(r"(?<![\w’])(?:le|en|on|in) \{\{ fact\.\w+\.date \}\}", re.IGNORECASE)
    for path in [*(ROOT / "docs").rglob("*.md"), ROOT / "build_scripts" / "words" / "claims.toml"]:
        assert not bound.findall(path.read_text(encoding="utf-8")), path
