"""Publishing filled pages with MkDocs, one language at a time, each in a process of its own."""

from __future__ import annotations

import calendar
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .errors import Problem, refuse
from .figures.style import ROLES
from .files import ROOT
from .logo import Logo
from .settings import Settings
from .words.catalogue import ui
from .words.html import escape

INTERFACE = {
    "fr": {
        "SITE_DESCRIPTION": "Le temps machine est-il le carburant de l’IA ? Les listes du TOP500, relues et vérifiées.",
        "MADE_WITH": "Fait avec",
        "NAV_READ": "Comprendre",
        "NAV_STORIES": "Deux histoires",
        "NAV_CHECK": "Vérifier",
        "NAV_PROJECT": "Le projet",
        "TO_DARK": "Passer au mode sombre",
        "TO_LIGHT": "Passer au mode clair",
        "OTHER_SITE": "en/",
        "OTHER_LANGUAGE": "en",
        "OTHER_NAME": "English",
        "COPYRIGHT": 'Textes et figures : CC BY 4.0. Données : <a href="https://www.top500.org/">TOP500.org</a>.',
    },
    "en": {
        "SITE_DESCRIPTION": "Is machine time the fuel of AI? All TOP500 lists, told and checked.",
        "MADE_WITH": "Made with",
        "NAV_READ": "Understand",
        "NAV_STORIES": "Two stories",
        "NAV_CHECK": "Check",
        "NAV_PROJECT": "The project",
        "TO_DARK": "Switch to dark mode",
        "TO_LIGHT": "Switch to light mode",
        "OTHER_SITE": "../",
        "OTHER_LANGUAGE": "fr",
        "OTHER_NAME": "Français",
        "COPYRIGHT": 'Texts and figures: CC BY 4.0. Data: <a href="https://www.top500.org/">TOP500.org</a>.',
    },
}


@dataclass(frozen=True)
class Edition:
    """What the engine needs of one language: where the pages are, where the site goes, its address, the edition.

    edition_line, next_line: what stands on every page; month: the edition, "YYYY-MM".
    """

    lang: str
    pages: Path
    site: Path
    address: str
    edition_line: str
    month: str
    next_line: str = ""
    settings: Settings = field(default_factory=Settings)

    def environment(self) -> dict[str, str]:
        """Return the variables that mkdocs.yml reads."""
        return {
            **INTERFACE[self.lang],
            **self._brand(),
            "SITE_LANGUAGE": self.lang,
            # Relative to mkdocs.yml: Zensical takes no other.
            "DOCS_DIR": os.path.relpath(self.pages.resolve(), ROOT),
            "SITE_DIR": os.path.relpath(self.site.resolve(), ROOT),
            "SITE_ADDRESS": address_of(self.lang, self.address),
            "EDITION_LINE": self.edition_line,
            "NEXT_LINE": self.next_line,
            # The engine dates the sitemap; the build has no clock, so the date is that of the list.
            "SOURCE_DATE_EPOCH": str(calendar.timegm((int(self.month[:4]), int(self.month[5:]), 1, 0, 0, 0))),
            "NO_MKDOCS_2_WARNING": "1",
        }

    def _brand(self) -> dict[str, str]:
        """Return what a fork says of itself; whose work and whose data it is stays (`COPYRIGHT`)."""
        ours, own = ui("site", self.lang)["name"], self.settings
        said = {what: own.said(what, self.lang) for what in ("title", "footer")}
        more = [text for text in (own.author(self.lang), said["footer"]) if text]
        if said["title"] or more:
            more.append(ui("site", self.lang)["after"].format(site=ours))
        return {
            "SITE_NAME": escape(said["title"] or ours),  # the theme's templates put it into their pages as it is
            "IMPRINT": " · ".join(more),
            "LOGO": logo_file(own.logo) if own.logo else "",
        }


def in_colours(content: bytes, accents: tuple[str, str]) -> bytes:
    """Return a style sheet or drawing with a fork's accent in place of ours, anything else as it is."""
    for ours, own in zip(ROLES["accent"], accents, strict=True):
        content = content.replace(ours.encode(), own.encode())
    return content


def logo_file(logo: Logo) -> str:
    """Return where the logo stands on the site."""
    return f"assets/logo.{logo.kind}"


def address_of(lang: str, address: str) -> str:
    """Return the address of the site in a language, "" if the site's address is not known."""
    base = address.rstrip("/") + "/" if address else ""
    return base and (base if lang == "fr" else f"{base}{lang}/")


def start(edition: Edition, engine: str = "mkdocs", handles: tuple[int, ...] = ()) -> subprocess.Popen:
    """Start the engine for one language; warnings are errors.

    engine: a module, or the path of a program. handles: see `files.alone`.
    """
    if "/" in engine and not shutil.which(engine):
        raise refuse(engine, "cannot be run", "a module or the path of a program")
    program = [engine] if "/" in engine else [sys.executable, "-m", engine]
    return subprocess.Popen(
        [*program, "build", "--strict", "--config-file", str(ROOT / "mkdocs.yml")],
        env=os.environ | edition.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=handles,
    )


def wait(process: subprocess.Popen, lang: str, engine: str = "mkdocs") -> list[Problem]:
    """Wait for the engine; return what it complained about."""
    output, _ = process.communicate()
    if process.returncode == 0:
        return []
    lines = [line for line in output.splitlines() if line.strip()] or [f"exit code {process.returncode}"]
    name = "MkDocs" if engine == "mkdocs" else Path(engine).name
    return [Problem(f"{name} ({lang})", line.strip(), mend="Correct the page that it names") for line in lines]
