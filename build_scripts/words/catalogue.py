"""The words that are not page text: read from the TOML files beside this one, French and English side by side."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ..errors import refuse

HERE = Path(__file__).parent


@cache
def words(name: str) -> dict[str, dict]:
    """Return the entries of `<name>.toml` and of its parts by subject, `<name>-….toml`.

    Raises Refused if an entry stands in two of them.
    """
    entries: dict[str, dict] = {}
    for path in [HERE / f"{name}.toml", *sorted(HERE.glob(f"{name}-*.toml"))]:
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            known = entries.setdefault(key, {})
            if twice := known.keys() & entry.keys():
                raise refuse(f"words/{path.name}, [{key}]", f"says {', '.join(sorted(twice))} again", "each entry once")
            known |= entry
    return entries


def in_language(entry: dict, lang: str) -> dict[str, str]:
    """Return key -> text in one language of an entry such as {title = {fr = …, en = …}}."""
    return {key: texts[lang] for key, texts in entry.items()}


def ui(section: str, lang: str) -> dict[str, str]:
    """Return the words of a section of ui.toml in one language."""
    return in_language(words("ui")[section], lang)
