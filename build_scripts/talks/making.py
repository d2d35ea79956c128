"""Making decks: from a talk's name to its files, for the verb `talk` in `build/talks`, for the site in a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Problem, Refused
from ..files import ROOT, alone, data_key, hash_files, write_atomic, write_if_changed
from ..settings import Settings, load_settings, settings_file
from .material import Material, numbers_for
from .own import FOCUS
from .reading import find_talks, head_of, read_talk
from .slides import Talk

FORMATS = ("html", "pptx", "pdf")
NO_BROWSER = (
    "No Chromium was found, so there is no PDF. Install one, or set CHROME_PATH; HTML and PowerPoint are there."
)


@dataclass(frozen=True)
class Wish:
    """What is asked for; languages, focus, as_of: what the settings say, else the talk, else ours, if left out.

    as_of: "" for the newest edition, whatever they say. notes: in the PDF, below each slide.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    focus: str | None = None
    as_of: str | None = None
    notes: bool = False


def make_talks(
    name: str | None, wish: Wish, say: Callable[[str], None], data: Path = ROOT / "data",
    folder: Path = ROOT / "docs" / "talks", work: Path = ROOT / "build", settings: Settings | None = None,
) -> list[Path]:  # fmt: skip
    """Write the decks of one talk, or of all, into `work`/talks; return the files.

    say: told what is missing. settings: those of `talk.toml`, unless given. Raises Refused, with all mistakes of all
    talks, before anything is written; a slide that is too full is found only when it is laid out.
    """
    settings = settings or load_settings(settings_file())
    with alone(work / "talks", "a talk"):
        wanted = [name] if name else settings.talks or [None]
        names = [found for each in wanted for found in find_talks(folder, each)]
        talks = read_talks(names, wish, settings, data, folder, work / "cache" / "talks", data_key(data))
        browser = browser_for(wish.formats, say)
        written = []
        for talk, material in talks:
            stem = work / "talks" / f"{talk.name}-{talk.lang}"
            written += write_talk(talk, material, wish.formats, stem, browser, notes=wish.notes)
    return written


def browser_for(formats: Iterable[str], say: Callable[[str], None]) -> str | None:
    """Return the browser that these formats need; None, and say so, if there is none."""
    if "pdf" not in formats:
        return None
    from .chromium import find_browser

    browser = find_browser()
    if browser is None:
        say(NO_BROWSER)
    return browser


def read_talks(
    names: Iterable[str], wish: Wish, settings: Settings, data: Path, folder: Path, cache: Path, key: str
) -> list[tuple[Talk, Material]]:
    """Return talks with what their slides show. key: see `files.data_key`. Raises Refused with all mistakes of all."""
    found: list[tuple[Talk, Material]] = []
    problems: list[Problem] = []
    for name in names:
        for lang in wish.languages or settings.languages:
            try:
                head = head_of(folder, name, lang)
                focus = wish.focus or settings.focus or head.get("focus") or FOCUS
                said = settings.edition or head.get("edition")
                as_of = said if wish.as_of is None else wish.as_of
                numbers = numbers_for(data, as_of or None, focus, cache, key)
                material = Material(numbers, lang, cache, settings)
                talk = read_talk(folder, name, lang, numbers, material.named)
                signed = {
                    "author": settings.author(lang) or talk.author,
                    "date": settings.said("date", lang) or talk.date,
                }
                found.append((replace(talk, **signed), material))
            except Refused as refusal:
                problems += refusal.problems
    if problems:
        raise Refused(dict.fromkeys(problems))
    return found


def write_talk(
    talk: Talk, material: Material, formats: Iterable[str], stem: Path, browser: str | None, *, notes: bool = False
) -> list[Path]:  # fmt: skip
    """Write the files of one talk in one language, HTML always: `stem` with their endings.

    browser: looks whether texts fit, and prints the PDF; without one, neither. An unchanged deck is not printed again.
    """
    from .html_file import html_deck

    written = [stem.parent / f"{stem.name}.html"]
    material.draw(talk, "svg")
    deck = html_deck(talk, material)
    write_if_changed(written[0], deck)
    if "pptx" in formats:
        from .powerpoint import powerpoint

        material.draw(talk, "png")
        written.append(stem.parent / f"{stem.name}.pptx")
        write_if_changed(written[-1], powerpoint(talk, material))
    if browser:
        from .chromium import check_fit, print_pdf

        written.append(stem.parent / f"{stem.name}.pdf")
        key, note = hash_files([], ROOT, deck, browser, str(notes)), material.cache / f"{stem.name}.printed"
        if not (written[-1].is_file() and note.is_file() and note.read_text("utf-8") == key):
            note.unlink(missing_ok=True)
            check_fit(browser, written[0], talk)
            print_pdf(browser, written[0], written[-1], notes=notes)
            write_atomic(note, key)
    return written
