"""The command line: verbs, exit codes, refusals in words."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner, Result

from build_scripts.cli import main
from build_scripts.editions import overdue_since
from build_scripts.errors import Problem, Refused, refuse
from build_scripts.words.numbers import write

from .conftest import DATA, LANGUAGES, ROOT, copy_data


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), prog_name="python -m build_scripts")


def test_help_lists_the_verbs_in_the_order_of_the_work_and_the_exit_codes():
    result = run("--help")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert listed.index("import") < listed.index("build") < listed.index("facts")
    assert "Exit codes" in result.stdout


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help_with_an_example(verb):
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"python -m build_scripts {verb}" in result.stdout


def test_facts_prints_one_line_per_fact_in_both_languages(numbers):
    result = run("facts")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(numbers.facts)
    line, fact = next(line for line in lines if line.startswith("first_rmax ")), numbers.facts["first_rmax"]
    assert all(write(fact.value, fact.kind, lang) in line for lang in LANGUAGES)


def test_facts_as_of_an_edition_are_json_that_says_so():
    result = run("facts", "--as-of", "2022-11", "--json")
    assert result.exit_code == 0
    entries = {entry["id"]: entry for entry in json.loads(result.stdout)}
    assert entries["first_name"]["value"] == "Frontier"
    assert {entry["edition"] for entry in entries.values()} == {"2022-11"}
    assert entries["first_rmax"]["text"] == {
        "fr": "1,1\N{NO-BREAK SPACE}EFlop/s",
        "en": "1.1\N{NO-BREAK SPACE}EFlop/s",
    }


@pytest.mark.parametrize("verb", ["facts", "build"])
@pytest.mark.parametrize("edition", ["2022-12", "nonsense", "2090-06", "1992-11", ""])
def test_edition_that_is_none_is_refused_in_words(verb, edition, tmp_path):
    places = ["--work", str(tmp_path / "w"), "--site", str(tmp_path / "s")] if verb == "build" else []
    result = run(verb, "--as-of", edition, *places)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "error: " in result.stderr
    assert "refused: 1 error" in result.stderr
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("words", [["nonsense"], ["facts", "--nonsense"], ["build", "--as-of"], ["facts", "extra"]])
def test_wrong_words_on_the_command_line_are_exit_code_2(words):
    result = run(*words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def broken_data(folder) -> None:
    copy_data(folder, "2024-06", "2025-06")


BAD_DATA = {
    "no folder": lambda folder: None,
    "an empty folder": lambda folder: folder.mkdir(),
    "a gap": broken_data,
    "no vocabularies": lambda folder: shutil.copytree(DATA / "lists", folder / "lists"),
}


@pytest.mark.parametrize("verb", ["facts", "build"])
@pytest.mark.parametrize("name", BAD_DATA)
def test_bad_data_folder_is_refused_without_traceback(verb, name, tmp_path):
    folder = tmp_path / "data"
    BAD_DATA[name](folder)
    places = ["--work", str(tmp_path / "w"), "--site", str(tmp_path / "s")] if verb == "build" else []
    result = run(verb, "--data", str(folder), *places)
    assert result.exit_code == 1, result.exception
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("error: ")


def test_all_errors_are_printed_and_counted(tmp_path):
    folder = tmp_path / "data"
    broken_data(folder)
    path = folder / "lists" / "2025-06.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x\n", encoding="utf-8")
    result = run("facts", "--data", str(folder))
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 2
    assert "refused: 2 errors" in result.stderr
    assert result.stdout == ""


def test_build_command_is_quiet_about_what_is_unchanged(built):
    places, _ = built
    result = run("build", "--work", str(places.work), "--site", str(places.site))
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing has changed: ")
    assert len(result.stdout.splitlines()) == 1


def test_texts_of_the_site_are_clean():
    result = run("lint")
    assert result.exit_code == 0, result.stderr


def test_help_needs_neither_pandas_nor_matplotlib():
    script = "import sys, build_scripts.cli; print({'pandas', 'matplotlib', 'mkdocs'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_problem_says_where_what_expected_and_how_to_mend():
    problem = Problem("list 2008-06, row 214", "power_kw is 'x'", "a number", "Import it again")
    assert str(problem) == "list 2008-06, row 214: power_kw is 'x'. Expected a number. Import it again."
    assert str(Problem("here", "what")) == "here: what."


def test_refusal_lists_all_problems():
    refusal = Refused(Problem(f"line {number}", "is wrong") for number in (1, 2))
    assert str(refusal) == "line 1: is wrong.\nline 2: is wrong."
    assert len(refuse("a", "b").problems) == 1


@pytest.mark.parametrize(
    ("edition", "today", "since"),
    [
        ("2026-06", date(2026, 11, 30), None),
        ("2026-06", date(2026, 12, 1), date(2026, 12, 1)),
        ("2026-11", date(2027, 6, 30), None),
        ("2026-11", date(2027, 7, 15), date(2027, 7, 1)),
        ("2025-11", date(2026, 12, 5), date(2026, 7, 1)),
    ],
)
def test_list_is_overdue_once_its_month_has_passed(edition, today, since):
    assert overdue_since(edition, today) == since


def test_full_disk_is_told_in_words(monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "build/cache/prepared.json")

    monkeypatch.setattr("build_scripts.numbers.compute", full)
    result = run("facts")
    assert result.exit_code == 1
    assert "build/cache/prepared.json: cannot be written (No space left on device)" in result.stderr
    assert "Expected room on the disk and the right to write" in result.stderr
