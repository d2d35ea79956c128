"""What a speaker says once, in `talk.toml`: name, country, colours. The file may be absent, and so may every line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from ..editions import parse_edition
from ..errors import Problem, Refused, refuse
from ..figures.style import ROLES
from ..files import read_text
from ..words.numbers import LANGUAGES

EXAMPLE = "docs/talks/example.toml"
_LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Settings:
    """The lines of `talk.toml`; "" and () for what it leaves out. accent, accent_dark: "#rrggbb"."""

    name: str = ""
    affiliation: str = ""
    date: str = ""
    footer: str = ""
    languages: tuple[str, ...] = LANGUAGES
    talks: tuple[str, ...] = ()
    focus: str = ""
    edition: str = ""
    accent: str = ROLES["accent"][0]
    accent_dark: str = ROLES["accent"][1]

    @property
    def author(self) -> str:
        """Name and affiliation, as far as they are known."""
        return ", ".join(text for text in (self.name, self.affiliation) if text)


def load_settings(path: Path) -> Settings:
    """Return what `talk.toml` says, our own if there is none. Raises Refused with all that is wrong in it."""
    if not path.is_file():
        return Settings()
    try:
        said = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise refuse(path.name, f"is no TOML ({error})", f"lines like those of {EXAMPLE}") from None
    if problems := list(_wrong(said, path.name)):
        raise Refused(problems)
    return Settings(**{key: tuple(value) if isinstance(value, list) else value for key, value in said.items()})


def _wrong(said: dict[str, object], where: str) -> Iterator[Problem]:
    kinds = {field.name: list if field.name in ("languages", "talks") else str for field in fields(Settings)}
    for key, value in said.items():
        if key not in kinds:
            yield Problem(f"{where}, {key}", "is not a setting", f"one of {', '.join(kinds)}", f"See {EXAMPLE}")
        elif not isinstance(value, kinds[key]) or (
            isinstance(value, list) and not all(isinstance(x, str) for x in value)
        ):
            expected = "a list of texts" if kinds[key] is list else 'a text between "…"'
            yield Problem(f"{where}, {key}", f"is {value!r}", expected, f"See {EXAMPLE}")
        elif key in ("accent", "accent_dark"):
            yield from _illegible(value, key, where)
        elif key == "languages" and (not value or set(value) - set(LANGUAGES)):
            yield Problem(f"{where}, {key}", f"is {value}", 'some of ["fr", "en"]')
        elif key == "edition":
            try:
                parse_edition(value)
            except Refused as refusal:
                yield from refusal.problems


def _illegible(colour: str, key: str, where: str) -> Iterator[Problem]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        yield Problem(f"{where}, {key}", f"is {colour!r}", 'a colour such as "#b3261e"')
        return
    paper = ROLES["paper"][key == "accent_dark"]
    if (found := contrast(colour, paper)) < _LEAST_CONTRAST:
        mend = f"Take a {'lighter' if key == 'accent_dark' else 'darker'} one"
        yield Problem(
            f"{where}, {key}", f"{colour} on {paper} has a contrast of {found:.1f} : 1 and cannot be read well",
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
