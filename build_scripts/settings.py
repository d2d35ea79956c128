"""What a speaker, or a fork, says once, in `talk.toml`: name, country, colours, logo. All of it may be absent."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from .editions import parse_edition
from .errors import Problem, Refused, refuse
from .figures.style import ROLES
from .files import ROOT, read_text
from .logo import Logo, read_logo
from .words.numbers import LANGUAGES

_FILE = "talk.toml"
EXAMPLE = "docs/talks/example.toml"
_LEAST_CONTRAST = 4.5
_TEXTS = ("name", "affiliation", "title", "date", "footer")
_LISTS = ("languages", "talks")
_COLOURS = ("accent", "accent_dark")


@dataclass(frozen=True)
class Settings:
    """The lines of `talk.toml`; {}, "", () and None for what it leaves out.

    name, affiliation, title, date, footer: language -> text. title: of the website. accent, accent_dark: "#rrggbb".
    """

    name: dict[str, str] | None = None
    affiliation: dict[str, str] | None = None
    title: dict[str, str] | None = None
    date: dict[str, str] | None = None
    footer: dict[str, str] | None = None
    logo: Logo | None = None
    languages: tuple[str, ...] = LANGUAGES
    talks: tuple[str, ...] = ()
    focus: str = ""
    edition: str = ""
    accent: str = ROLES["accent"][0]
    accent_dark: str = ROLES["accent"][1]

    @property
    def accents(self) -> tuple[str, str]:
        """The colour of the one thing to look at, on light and on dark ground."""
        return self.accent, self.accent_dark

    def said(self, what: str, lang: str) -> str:
        """Return a text in a language, "" if it is left out."""
        return (getattr(self, what) or {}).get(lang, "")

    def author(self, lang: str) -> str:
        """Return name and affiliation, as far as they are known."""
        return ", ".join(text for what in ("name", "affiliation") if (text := self.said(what, lang)))


def settings_file() -> Path:
    """Return where the settings are: `talk.toml`, or the file that TALK_TOML names (tests name none)."""
    return Path(os.environ.get("TALK_TOML") or ROOT / _FILE)


def load_settings(path: Path) -> Settings:
    """Return what `talk.toml` says, our own if there is none. Raises Refused with all that is wrong in it."""
    if not path.is_file():
        return Settings()
    try:
        said = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise refuse(path.name, f"is no TOML ({error})", f"lines like those of {EXAMPLE}") from None
    if problems := list(_wrong(said, path)):
        raise Refused(problems)
    return Settings(**{key: _value(key, value, path) for key, value in said.items()})


def _value(key: str, value: object, path: Path) -> object:
    if key in _TEXTS:
        return {lang: _line(value if isinstance(value, str) else value[lang]) for lang in LANGUAGES}
    if key == "logo":
        return read_logo(path.parent / value, f"{path.name}, logo")
    return tuple(value) if key in _LISTS else value


def _line(text: str) -> str:
    """Return a text on one line, without signs that nobody sees; spaces that do not break stay."""
    seen = (sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else " " for sign in text)
    return re.sub(" +", " ", "".join(seen)).strip()


def _wrong(said: dict[str, object], path: Path) -> Iterator[Problem]:
    known = [field.name for field in fields(Settings)]
    for key, value in said.items():
        where = f"{path.name}, {key}"
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            mend = f"Is it {near[0]!r}?" if near else f"See {EXAMPLE}"
            yield Problem(where, "is not a setting", f"one of {', '.join(known)}", mend)
        elif key in _TEXTS:
            if not (isinstance(value, str) or _in_both_languages(value)):
                expected = 'a text between "…", or { fr = "…", en = "…" }'
                yield Problem(where, f"is {value!r}", expected, f"See {EXAMPLE}")
            elif key == "title" and not all(map(_is_name, [value] if isinstance(value, str) else value.values())):
                yield Problem(where, f"is {value!r}", "a name with letters", "No number alone, no yes or no")
        elif key in _LISTS:
            if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
                yield Problem(where, f"is {value!r}", "a list of texts", f"See {EXAMPLE}")
            elif key == "languages" and (not value or set(value) - set(LANGUAGES)):
                yield Problem(where, f"is {value}", 'some of ["fr", "en"]')
        elif not isinstance(value, str):
            yield Problem(where, f"is {value!r}", 'a text between "…"', f"See {EXAMPLE}")
        else:
            yield from _wrong_text(key, value, where, path)


def _is_name(text: str) -> bool:
    """Return whether a text stays one where YAML is read: "2026" would be a number, "Yes" true, "" nothing."""
    import yaml

    return yaml.resolver.Resolver().resolve(yaml.ScalarNode, _line(text), (True, False)) == "tag:yaml.org,2002:str"


def _in_both_languages(value: object) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES) and all(isinstance(x, str) for x in value.values())


def _wrong_text(key: str, value: str, where: str, path: Path) -> Iterator[Problem]:
    try:
        if key == "edition":
            parse_edition(value)
        elif key == "logo":
            read_logo(path.parent / value, where)
    except Refused as refusal:
        yield from refusal.problems
    if key in _COLOURS:
        yield from _illegible(value, key, where)


def _illegible(colour: str, key: str, where: str) -> Iterator[Problem]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        yield Problem(where, f"is {colour!r}", 'a colour such as "#b3261e"')
        return
    at = _COLOURS.index(key)
    # A drawing finds the dark twin of a colour by its light one, so no two roles may share it.
    taken = next((role for role, pair in ROLES.items() if pair[at] == colour.lower() and role != "accent"), None)
    if taken:
        yield Problem(
            where, f"{colour} is what the figures draw {taken!r} in", "a colour of its own", "Take one near it"
        )
    paper = ROLES["paper"][at]
    if (found := contrast(colour, paper)) < _LEAST_CONTRAST:
        mend = f"Take a {'lighter' if key == 'accent_dark' else 'darker'} one"
        yield Problem(
            where, f"{colour} on {paper} has a contrast of {found:.1f} : 1 and cannot be read well",
            f"{_LEAST_CONTRAST} : 1 or more", mend,
        )  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it: 1 (none) to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
