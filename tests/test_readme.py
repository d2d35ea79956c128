"""README.md and LISEZMOI.md: commands that exist, the same in both; edition, files and links that are there."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from build_scripts.cli import main

from .conftest import ROOT

READMES = {"en": "README.md", "fr": "LISEZMOI.md"}
PLACEHOLDERS = re.compile(r"TOP500_\d+\.\w+")  # a file that the reader has


def text_of(lang: str) -> str:
    return (ROOT / READMES[lang]).read_text(encoding="utf-8")


def commands(lang: str) -> list[str]:
    """Return the commands of a README: lines of its sh blocks, and inline code that starts like a command."""
    text = text_of(lang)
    found = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    starts = (".venv/bin/python ", "python3 ", "python -m", "make", "SITE_URL=")
    found += [code for code in re.findall(r"`([^`\n]+)`", prose) if code.startswith(starts)]
    return list(dict.fromkeys(found))


EVERY_COMMAND = [(lang, command) for lang in READMES for command in commands(lang)]


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))


def resolve(words: list[str]) -> None:
    """Follow the words of a command to something that exists; an AssertionError says what does not."""
    while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
        words = words[1:]
    program, *rest = words
    if program == "make":
        for word in rest:
            assert "=" in word or word in targets(), f"make has no target {word}"
        return
    assert program in (".venv/bin/python", "python3", "python"), program
    assert rest[0] == "-m"
    module, *arguments = rest[1:]
    if module == "build_scripts":
        resolve_verb(arguments)
    elif module == "pip":
        assert (ROOT / arguments[arguments.index("-r") + 1]).is_file()
    else:
        assert module in ("venv", "pytest"), module


def resolve_verb(arguments: list[str]) -> None:
    """Let click parse the words after `python -m build_scripts` without running the verb."""
    if arguments == ["--help"]:
        return
    assert arguments[0] in main.commands, f"no verb {arguments[0]}"
    command = main.commands[arguments[0]]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for word in arguments[1:]:
        if word.startswith("-"):
            assert word.split("=")[0] in known, f"{arguments[0]} has no option {word}"
    values = [word for word in arguments[1:] if not word.startswith("-")]
    if any(PLACEHOLDERS.search(value) for value in values):
        assert any(isinstance(parameter, click.Argument) for parameter in command.params)
        return
    command.make_context(arguments[0], arguments[1:])  # a usage error here fails the test


@pytest.mark.parametrize(("lang", "command"), EVERY_COMMAND)
def test_command_of_a_readme_exists(lang, command):
    resolve(shlex.split(command))


def test_commands_were_found():
    assert len(EVERY_COMMAND) >= 20


@pytest.mark.parametrize(
    "command",
    [
        "make nonsense", ".venv/bin/python -m build_scripts nonsense",
        ".venv/bin/python -m build_scripts build --nonsense",
        ".venv/bin/python -m nonsense", "python3 -m pip install -r nonsense.txt", "rm -rf site",
    ],
)  # fmt: skip
def test_command_that_does_not_exist_would_be_found(command):
    with pytest.raises(AssertionError):
        resolve(shlex.split(command))


def test_both_readmes_name_the_same_commands():
    def neutral(lang: str) -> list[str]:
        return [re.sub(r"(LANGUAGE=|--lang )(fr|en)\b", r"\1…", text) for text in commands(lang)]

    assert neutral("en") == neutral("fr")


def test_both_readmes_have_the_same_headings_blocks_tables_and_links():
    shapes = []
    for lang in READMES:
        text = text_of(lang)
        outside = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        shapes.append(
            {
                "headings": re.findall(r"(?m)^(#+) ", outside),
                "blocks": re.findall(r"(?m)^```(\w+)$", text),
                "rows": len(re.findall(r"(?m)^\|", outside)),
                "links": sorted(
                    re.sub(r"-(fr|en)\b|deed\.fr$", "", link)
                    for link in re.findall(r"\]\(([^)]+)\)", outside)
                    if link not in READMES.values()
                ),
            }
        )
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("lang", READMES)
def test_readme_links_to_its_twin_on_its_first_lines(lang):
    other = READMES["fr" if lang == "en" else "en"]
    assert f"]({other})" in "\n".join(text_of(lang).splitlines()[:4])


@pytest.mark.parametrize("lang", READMES)
def test_files_that_a_readme_links_to_exist(lang):
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text_of(lang)) if "://" not in link]
    assert len(links) >= 4
    for link in links:
        assert (ROOT / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("lang", READMES)
def test_folders_of_the_map_exist(lang):
    block = next(block for block in re.findall(r"```text\n(.*?)```", text_of(lang), re.DOTALL) if "mkdocs.yml" in block)
    above = ROOT
    for line in block.splitlines():
        names = re.match(r"( *)((?:[\w.]+/? )+)", line)
        for name in names[2].split():
            place = (above if names[1] else ROOT) / name
            assert place.exists(), line
            if not names[1]:
                above = place


@pytest.mark.parametrize("lang", READMES)
def test_output_that_a_readme_shows_is_that_of_the_build(lang, built):
    from build_scripts.build import report

    places, summary = built
    block = next(block for block in re.findall(r"```text\n(.*?)```", text_of(lang), re.DOTALL) if "MkDocs" in block)
    shown, said = block.strip().splitlines(), report(summary, places)
    assert len(shown) == len(said)
    for line, real in zip(shown, said, strict=True):
        real = re.sub(r"\d+\.\d s", "… s", re.sub(r" \(drawn anew.*", "", real)).replace(str(places.site), "site")
        real = re.sub(r"\d+ (?=pages|figures)", "… ", re.sub(r"edition \d+ \(.*\)", "edition … (…)", real))
        assert line.split("site/")[-1].strip() == real.split("site/")[-1].strip()
