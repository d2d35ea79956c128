"""Checks of the pages as people write them: numerals without a name, comparisons without a check, French typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import Problem
from ..files import ROOT, read_text, write_atomic
from ..words.typography import mend_french, prose_parts
from .comparisons import WORDS, comparisons

_NUMERAL = re.compile(r"\d[\d\u202f\u00a0.,]*\d|\d")


def lint(docs: Path = ROOT / "docs", *, fix: bool = False) -> list[Problem]:
    """Return what is wrong with the sources of pages and talks. fix: mend the typography of the French ones first."""
    allowed = patterns(docs / "numerals.txt")
    phrases = {lang: patterns(docs / f"phrases-{lang}.txt") for lang in WORDS}
    fixed = fixed_facts()
    problems: list[Problem] = []
    pages = [
        (lang, path) for lang in WORDS for path in (*docs.glob(f"{lang}/**/*.md"), *docs.glob(f"talks/*/{lang}.md"))
    ]
    for lang, path in sorted(pages, key=lambda page: page[1]):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        text = path.read_text(encoding="utf-8")
        if lang == "fr":
            mended = mend_french(text)
            if fix and mended != text:
                write_atomic(path, mended)
                text = mended
            problems += _differences(name, text, mended)
        problems += numerals(name, text, allowed)
        problems += comparisons(name, text, lang, fixed, phrases[lang])
    return problems


def patterns(path: Path) -> re.Pattern[str]:
    """Return a file of patterns, one a line, "#" before remarks, as one pattern; no-break spaces count as spaces."""
    lines = read_text(path).replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    return re.compile("|".join(wanted) if wanted else "(?!)", re.IGNORECASE)


def fixed_facts() -> set[str]:
    """Return the facts that no later list changes: those of fixed past editions, and the dated ones."""
    from .. import facts, registry  # noqa: F401  (facts: importing it registers them)
    from ..models.store import load_dated_facts

    dated = {name.replace("-", "_") for name in load_dated_facts(ROOT / "data")["id"]}
    return dated | {name for name, spec in registry.SPECS.items() if spec.fixed}


def numerals(name: str, text: str, allowed: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem for each typed numeral in prose that is not in the list."""
    parts = prose_parts(text)
    # Not prose: blanked out, line breaks kept, so that lines can still be counted.
    visible = "".join(re.sub(r"[^\n]", " ", part) if index % 2 else part for index, part in enumerate(parts)).replace(
        "\u00a0", " "
    )
    visible = allowed.sub(lambda found: " " * len(found[0]), visible)
    for found in _NUMERAL.finditer(visible):
        line = visible.count("\n", 0, found.start()) + 1
        yield Problem(
            f"{name}, line {line}",
            f"has the numeral {found[0]!r} in its prose",
            "a fact such as {{ fact.sum_rmax }}",
            "If it is a name or an ordinal, add it to docs/numerals.txt",
        )


def _differences(name: str, text: str, mended: str) -> Iterator[Problem]:
    for number, (is_, should) in enumerate(zip(text.split("\n"), mended.split("\n"), strict=True), 1):
        if is_ != should:
            yield Problem(
                f"{name}, line {number}",
                "has a plain space or quote where French wants a typographic one",
                mend="Run `python -m build_scripts lint --fix`",
            )
