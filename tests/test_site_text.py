"""What readers of the finished site see: the same in both languages, in the right language, well set."""

from __future__ import annotations

import copy
import posixpath
import re

import pytest
from lxml import html

from build_scripts.editions import edition_number
from build_scripts.figures.catalogue import FIGURES
from build_scripts.words.numbers import day, edition, is_missing, write

from .conftest import ROOT, language_of

THIN = "\N{NARROW NO-BREAK SPACE}"
NB = "\N{NO-BREAK SPACE}"
CODE = ("code", "pre", "script", "style", "cite")  # titles of sources stay in their own language


def twins(pages: dict) -> list[tuple[str, object, object]]:
    return [(name, page, pages[f"en/{name}"]) for name, page in pages.items() if language_of(name) == "fr"]


def article(page):
    (found,) = page.xpath("//article")
    return found


def own_words(page, lang: str) -> list[str]:
    """Return the texts of an article in its own language: without code, names from the lists and other languages.

    Names of the lists that stand in sentences are marked as not to be translated.
    """
    texts = []
    for node in article(page).xpath(".//text()"):
        holders = [node.getparent(), *node.getparent().iterancestors()]
        # Statements of dated facts hold names such as "CC BY 4.0"; tests/models holds them to their languages.
        dated = any(holder.get("class") == "dated" or holder.get("translate") == "no" for holder in holders)
        if dated or any(holder.tag in CODE or holder.get("lang", lang) != lang for holder in holders[:-2]):
            continue
        texts.append(str(node))
    return texts


def prose(page, lang: str) -> str:
    """Return article text, alt texts, title and description in one string."""
    alts = [alt for alt in article(page).xpath(".//img/@alt | .//@aria-label | .//@title")]
    head = [page.findtext(".//title"), *page.xpath("//meta[@name='description']/@content")]
    if page.xpath("//h1//*[@translate='no']"):  # the page of a machine bears its name
        head = []
    return "\n".join([*own_words(page, lang), *alts, *head])


# THE SAME IN BOTH LANGUAGES


def test_home_tells_the_whole_argument_in_900_words(pages):
    """Prose and how to read the figures; without numbers, cards and links, which repeat what other pages say."""
    furniture = ("details", "span[@class='source']", "div[@class='numbers']", "div[@class='cards']")
    paragraphs = ("kicker", "meta", "more")
    for name in ("index.html", "en/index.html"):
        home = article(copy.deepcopy(pages[name]))
        for part in (*furniture, *(f"p[@class='{kind}']" for kind in paragraphs)):
            for found in home.xpath(f".//{part}"):
                found.getparent().remove(found)
        assert len(home.text_content().split()) <= 900
        assert len(home.xpath(".//figure")) == 5


def test_both_languages_have_the_same_pages(pages):
    french = {name for name in pages if language_of(name) == "fr"}
    english = {name.removeprefix("en/") for name in pages if language_of(name) == "en"}
    assert french == english
    assert {"index.html", "top500/index.html", "owners/index.html", "facts/index.html"} <= french


def test_headings_have_the_same_levels_in_the_same_order(pages):
    every = " or ".join(f"self::h{level}" for level in range(1, 7))
    for name, french, english in twins(pages):
        levels = [[node.tag for node in article(page).xpath(f".//*[{every}]")] for page in (french, english)]
        assert levels[0] == levels[1], name
        assert len(levels[0]) >= 2, name


def test_facts_stand_in_the_same_number(pages):
    """The order of facts in a sentence may differ between languages, the facts may not."""
    for name, french, english in twins(pages):
        facts = [sorted(page.xpath("//article//a[contains(@class, 'fact')]/@href")) for page in (french, english)]
        assert facts[0] == facts[1], name


def test_figures_stand_in_the_same_order(pages):
    found = 0
    for name, french, english in twins(pages):
        figures = [page.xpath("//article//figure/@id") for page in (french, english)]
        assert figures[0] == figures[1], name
        found += len(figures[0])
    assert found >= 15


def test_tables_have_the_same_shape_in_the_same_order(pages):
    for name, french, english in twins(pages):
        shapes = [
            [
                (len(table.xpath(".//thead//th")), len(table.xpath("./tbody/tr")))
                for table in page.xpath("//article//table")
            ]
            for page in (french, english)
        ]
        assert shapes[0] == shapes[1], name


def digits(text: str) -> str:
    """Reduce a number to its digits, so that "1 234,5" and "1,234.5" are the same.

    Thousands of milliards are trillions in English: there the zeros at the end do not count.
    """
    found = re.sub(r"\D", "", text)
    return found.rstrip("0") if re.search("milliards|trillion|billion", text) else found


def test_tables_say_the_same_digits(pages):
    for name, french, english in twins(pages):
        cells = [
            [digits(cell.text_content()) for cell in page.xpath("//article//table//td[not(@class='l')]")]
            for page in (french, english)
        ]
        assert cells[0] == cells[1], name
    assert len(cells[0]) > 0 or name != "owners/index.html"


def test_lists_links_and_paragraphs_are_as_many(pages):
    for name, french, english in twins(pages):
        for what in (".//li", ".//p", ".//details", ".//a[starts-with(@href, 'http')]"):
            counts = [len(article(page).xpath(what)) for page in (french, english)]
            assert counts[0] == counts[1], f"{name}: {what} {counts}"


def test_both_languages_have_their_own_title_and_description(pages):
    for name, french, english in twins(pages):
        for what in ("//title/text()", "//meta[@name='description']/@content"):
            assert french.xpath(what) != english.xpath(what), name


# NUMBERS ARE FACTS


def test_every_fact_in_the_prose_is_said_as_in_its_entry(pages, numbers):
    seen = 0
    for name, page in pages.items():
        lang = language_of(name)
        for link in page.xpath("//article//a[contains(@class, 'fact')]"):
            path, _, identity = link.get("href").partition("#")
            assert path.endswith("facts/index.html") or (path in ("", "index.html") and "facts/" in name)
            value = numbers.facts[identity]
            assert not is_missing(value.value)
            said, whole = link.text_content(), write(value.value, value.kind, lang)
            shared = digits(said) == digits(whole) if digits(said) else whole in said or value.kind == "country"
            if value.date:  # a dated fact may be said by its date or its year
                shared |= said in (day(value.date, value.precision, lang), value.date[:4], value.statement[lang])
            assert shared, f"{name}: {identity} is said {said!r}, is {whole!r}"
            seen += 1
    assert seen > 50


def test_every_fact_has_its_entry_on_the_facts_page_of_each_language(pages, numbers):
    for name in ("facts/index.html", "en/facts/index.html"):
        ids = pages[name].xpath("//article//dl/div/@id")
        assert ids == list(numbers.facts)


def test_facts_in_headings_are_not_links(pages):
    for name, page in pages.items():
        assert not page.xpath("//article//*[self::h1 or self::h2 or self::h3]//a[contains(@class, 'fact')]"), name


def test_every_page_says_the_edition_and_links_to_its_source(pages, numbers):
    for name, page in pages.items():
        text = page.xpath("string(//body)")
        assert f"{edition_number(numbers.edition)} ({edition(numbers.edition, language_of(name))})" in text, name
        assert page.xpath("//a[contains(@href, 'top500.org')]"), name


def test_every_figure_says_how_to_read_it_its_source_and_where_to_take_it(pages, site):
    for name, page in pages.items():
        for figure in page.xpath("//article//figure"):
            caption = figure.xpath("string(figcaption)")
            source = figure.xpath(".//figcaption//span[@class='source']")
            small = figure.get("class") in ("fig fig--small", "fig own")  # those of generated pages
            made_up = not small and FIGURES[figure.get("id").replace("-", "_")].credit == "made"
            assert len(source) == 1, (name, figure.get("id"))
            assert made_up or source[0].text_content().startswith("Source"), (name, figure.get("id"))
            assert caption.strip() != source[0].text_content().strip(), (name, figure.get("id"))
            own_page = name.endswith(f"figures/{figure.get('id')}/index.html")
            leads = [href for href in source[0].xpath(".//a/@href") if f"figures/{figure.get('id')}/" in href]
            assert small or own_page or len(leads) == 1, (name, figure.get("id"))


def test_every_figure_is_in_the_gallery_with_its_title(pages):
    for lang in ("", "en/"):
        cards = {
            posixpath.basename(posixpath.dirname(link.get("href"))): link.text_content()
            for link in pages[f"{lang}figures/index.html"].xpath("//div[@class='gallery']//a")
        }
        assert set(cards) == {name.replace("_", "-") for name in FIGURES}
        for identity, title in cards.items():
            own = pages[f"{lang}figures/{identity}/index.html"]
            assert own.xpath("string(//h1)").strip().rstrip("¶") == title
            assert own.xpath(f"//figure[@id='{identity}']")
            assert own.xpath("//pre[contains(., '@misc')]")


def test_page_of_a_figure_says_where_it_is_shown(pages):
    growth = pages["figures/growth/index.html"]
    assert "../../top500/index.html" in growth.xpath("//article//a/@href")


# THE RIGHT LANGUAGE

ENGLISH = re.compile(
    r"\b(the|of|and|with|from|which|are|is|by|this|that|machines’|share|systems?|unknown|list|lists|country|rank|year|"
    r"years|months?|source code|June|November|United States|Japan|Germany|Italy|China)\b",
    re.IGNORECASE,
)
FRENCH = re.compile(
    r"\b(le|la|les|des|du|une|et|avec|dans|pour|qui|est|sont|par|cette|ces|inconnue?|liste|listes|pays|rang|année|ans|"
    r"mois|juin|novembre|États-Unis|Japon|Allemagne|Italie|Chine|Suisse)\b|[«»]|\bl’|\bd’",
    re.IGNORECASE,
)
# Names and citations that hold words of the other language.
NAMES = {
    "fr": re.compile(
        r"“[^”]*”|« [^»]* »|« ?None ?»|\(“?(?:derived|optimized)”?\)|Oak Ridge[^\n]*|Institute of[^\n]*|source"
        r"|CC BY 4\.0|Llama \d\.\d|GPT-\d\.\d"
    ),
    "en": re.compile(r"“[^”]*”|Les IA et les supercalculateurs|Centre de[^\n]*|Barcelona[^\n]*|Rio de la[^\n]*"),
}


def leftovers(page, lang: str) -> list[str]:
    """Return words of the other language in the prose of a page, each with what stands around it."""
    text = prose_without_names(page, lang)
    pattern = ENGLISH if lang == "fr" else FRENCH
    return [text[max(0, found.start() - 25) : found.end() + 25] for found in pattern.finditer(text)]


def prose_without_names(page, lang: str) -> str:
    """Return the prose without cells that hold names from the lists (sites, machines)."""
    for cell in page.xpath("//article//table//*[self::td or self::th][@class='l']"):
        if cell.tag == "td" or cell.get("scope") == "row":
            cell.set("lang", "x-name")
    for entry in page.xpath("//article//dl/div[contains(@id, 'name') or contains(@id, 'site')]//strong"):
        entry.set("lang", "x-name")
    for link in page.xpath("//article//a[contains(@href, '_name') or contains(@href, '_site')]"):
        link.set("lang", "x-name")
    return NAMES[lang].sub(" ", prose(page, lang))


def test_french_pages_have_no_english_left_over(pages):
    for name, page in pages.items():
        if language_of(name) == "fr":
            assert leftovers(page, "fr") == [], name


def test_english_pages_have_no_french_left_over(pages):
    for name, page in pages.items():
        if language_of(name) == "en":
            assert leftovers(page, "en") == [], name


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("fr", "<p>Part of the list</p>", 3),
        ("fr", "<p>Les machines de la liste</p>", 0),
        ("fr", '<p><img src="x" alt="Share of Japan"></p>', 3),
        ("fr", "<p><code>the list of machines</code></p>", 0),
        ("en", "<p>La part des États-Unis</p>", 3),
        ("en", "<p>Machines, part, performance, source</p>", 0),
    ],
)
def test_the_word_lists_above_tell_the_languages_apart(lang, text, count):
    page = html.document_fromstring(f"<html><head><title>T</title></head><body><article>{text}</article></body></html>")
    assert len(leftovers(page, lang)) == count


# FRENCH AND ENGLISH TYPOGRAPHY

FRENCH_FAULTS = {
    "plain space before a high mark": re.compile(r"\S [;!?]"),
    "no space before a high mark": re.compile(r"\w[;!?](?=\s|$)"),
    "plain space before a colon": re.compile(r"\S :(?=\s|$)"),
    "no space before a colon": re.compile(r"[^\W\d]:(?=\s)"),
    "percent without narrow no-break space": re.compile(rf"\d(?:[^\S{THIN}])?%"),
    "straight quotes": re.compile(r"[\"']"),
    "English quotes": re.compile(r"[“”]"),
    "quotes without narrow no-break space": re.compile(rf"«(?!{THIN})|(?<!{THIN})»"),
    "decimal point": re.compile(r"\d\.\d"),
    "comma between thousands": re.compile(r"\b[1-9]\d{0,2},\d{3}\b"),
    "plain space between thousands": re.compile(r"\b\d{1,3} \d{3}\b"),
    "number that can be torn from its unit": re.compile(r"\d (?:[kMGTPE]?Flop|[kM]W\b|%)"),
}
ENGLISH_FAULTS = {
    "straight quotes": re.compile(r"[\"']"),
    "French quotes": re.compile(r"[«»]"),
    "space before a mark": re.compile(rf"\S[ {THIN}{NB}][;:!?%]"),
    "decimal comma": re.compile(r"\b\d+,\d{1,2}\b(?!,)"),
    "thousands without comma": re.compile(rf"\d[ {THIN}{NB}]\d{{3}}\b"),
    "number that can be torn from its unit": re.compile(r"\d (?:[kMGTPE]?Flop|[kM]W\b|%)"),
}


def faults(text: str, patterns: dict[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{name}: {text[max(0, found.start() - 20) : found.end() + 10]!r}"
        for name, pattern in patterns.items()
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize(("lang", "patterns"), [("fr", FRENCH_FAULTS), ("en", ENGLISH_FAULTS)])
def test_typography_is_that_of_the_language(pages, lang, patterns):
    found = []
    for name, page in pages.items():
        if language_of(name) == lang:
            found += [f"{name}: {fault}" for fault in faults(prose_without_names(page, lang), patterns)]
    assert found == []


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("fr", f"Oui{THIN}! Et{NB}: 37,5{THIN}%, 1{THIN}234, «{THIN}oui{THIN}», l’an 2026, à 10:30.", 0),
        ("fr", "Oui !", 1),
        ("fr", "Oui!", 1),
        ("fr", "Et : non", 1),
        ("fr", "37,5 %", 2),
        ("fr", "37,5%", 1),
        ("fr", "l'an", 1),
        ("fr", "« oui »", 2),
        ("fr", "2.2", 1),
        ("fr", "1,234 et 1 234", 2),
        ("en", "Yes! Well: 37.5%, 1,234, “yes”, it’s 2026.", 0),
        ("en", "37,5 %", 3),
        ("en", "it's", 1),
    ],
)
def test_the_typographic_rules_above_find_what_they_should(lang, text, count):
    assert len(faults(text, FRENCH_FAULTS if lang == "fr" else ENGLISH_FAULTS)) == count


# THE SOURCES


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_of_the_menu_exists_and_every_page_is_in_the_menu(lang):
    listed = set(re.findall(r"([\w/-]+\.md)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert listed == {
        path.relative_to(ROOT / "docs" / lang).as_posix() for path in (ROOT / "docs" / lang).rglob("*.md")
    }


def test_every_figure_and_table_is_shown_once_somewhere(pages, numbers):
    for lang in ("fr", "en"):
        shown = [
            figure for name, page in pages.items() if language_of(name) == lang for figure in page.xpath("//figure/@id")
        ]
        assert set(shown) == {name.replace("_", "-") for name in numbers.figures}  # the home page shows some again
