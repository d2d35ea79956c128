"""The words that are not page text: read from the TOML files beside this one, French and English side by side."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def words(name: str) -> dict[str, dict]:
    """Return the entries of `<name>.toml`."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def in_language(entry: dict, lang: str) -> dict[str, str]:
    """Return key -> text in one language of an entry such as {title = {fr = …, en = …}}."""
    return {key: texts[lang] for key, texts in entry.items()}


def ui(section: str, lang: str) -> dict[str, str]:
    """Return the words of a section of ui.toml in one language."""
    return in_language(words("ui")[section], lang)
