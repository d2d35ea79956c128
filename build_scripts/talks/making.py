"""Making decks: from a talk's name to the files in `build/talks`."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Problem, Refused
from ..files import ROOT, alone, files_below, hash_files, write_if_changed
from .material import Material, numbers_for
from .own import FOCUS
from .reading import find_talks, head_of, read_talk
from .settings import Settings, load_settings
from .slides import Talk

FORMATS = ("html", "pptx", "pdf")
CODE = ROOT / "build_scripts"
NO_BROWSER = (
    "No Chromium was found, so there is no PDF. Install one, or set CHROME_PATH; HTML and PowerPoint are there."
)


@dataclass(frozen=True)
class Wish:
    """What is asked for; languages, focus, as_of: what the settings say, else the talk, else ours, if left out.

    notes: in the PDF, below each slide.
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
    settings = settings or load_settings(ROOT / "talk.toml")
    wanted = [name] if name else settings.talks or [None]
    with alone(work / "talks", "a talk"):
        cache = work / "cache" / "talks"
        key = hash_files(files_below([data, CODE, ROOT / "requirements.txt"]), ROOT, platform.python_version())
        names = [found for each in wanted for found in find_talks(folder, each)]
        talks = list(_read(names, wish, settings, data, folder, cache, key))
        written, browser = [], None
        if "pdf" in wish.formats:
            from .chromium import find_browser

            browser = find_browser()
            if browser is None:
                say(NO_BROWSER)
        for talk, material in talks:
            written += _write(talk, material, wish, work / "talks", browser)
    return written


def _read(
    names: Iterable[str], wish: Wish, settings: Settings, data: Path, folder: Path, cache: Path, key: str
) -> Iterable[tuple[Talk, Material]]:
    """Return all talks with what their slides show."""
    found: list[tuple[Talk, Material]] = []
    problems: list[Problem] = []
    for name in names:
        for lang in wish.languages or settings.languages:
            try:
                head = head_of(folder, name, lang)
                focus = wish.focus or settings.focus or head.get("focus") or FOCUS
                as_of = wish.as_of or settings.edition or head.get("edition")
                numbers = numbers_for(data, as_of, focus, cache, key)
                material = Material(numbers, lang, cache, settings)
                talk = read_talk(folder, name, lang, numbers, material.named)
                signed = {"author": settings.author or talk.author, "date": settings.date or talk.date}
                found.append((replace(talk, **signed), material))
            except Refused as refusal:
                problems += refusal.problems
    if problems:
        raise Refused(dict.fromkeys(problems))
    return found


def _write(talk: Talk, material: Material, wish: Wish, folder: Path, browser: str | None) -> list[Path]:
    """Write the files of one talk in one language."""
    from .html_file import html_deck

    written = [folder / f"{talk.name}-{talk.lang}.html"]
    material.draw(talk, "svg")
    write_if_changed(written[0], html_deck(talk, material))
    if browser:
        from .chromium import check_fit

        check_fit(browser, written[0], talk)
    if "pptx" in wish.formats:
        from .powerpoint import powerpoint

        material.draw(talk, "png")
        written.append(written[0].with_suffix(".pptx"))
        write_if_changed(written[-1], powerpoint(talk, material))
    if browser:
        from .chromium import print_pdf

        written.append(written[0].with_suffix(".pdf"))
        print_pdf(browser, written[0], written[-1], notes=wish.notes)
    return written
