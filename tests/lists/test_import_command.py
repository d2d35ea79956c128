"""The verb `import` as a maintainer uses it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.cli import main
from build_scripts.errors import Refused
from build_scripts.files import write_all
from build_scripts.lists.revisions import compare
from build_scripts.lists.store import list_text, read_csv, read_list

from . import official
from .conftest import DATA, put


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, words)])


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def new_list(tmp_path, cells) -> Path:
    return official.write_xlsx(tmp_path / "TOP500_202611.xlsx", cells)


def test_new_list_is_written_with_one_line_per_file_and_a_sum(data, new_list):
    result = run(new_list, "--data", data)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "TOP500_202611.xlsx: 2026-11 new, 500 rows",
        "    499 machines are also on 2026-06; changed: nothing",
        "1 file: 1 new; 0 warnings, 2 declared oddities.",
    ]
    assert read_list(data, "2026-11") == official.next_list()
    assert '"lists/2026-11.csv"' in (data / "datapackage.json").read_text(encoding="utf-8")


def test_new_list_is_held_against_the_one_before(data, tmp_path, cells):
    """A flipped digit is seen, wherever it is; a column that changes everywhere is counted and not listed."""
    put(cells, 3, "Total Cores", cells[3][cells[0].index("Total Cores")] + 1000)
    put(cells, 9, "Previous Rank", 90)
    put(cells, 400, "System ID", "888888")
    for rank in range(101, 131):
        put(cells, rank, "OS Family", "Linux 7")
    path = official.write_xlsx(tmp_path / "TOP500_202611.xlsx", cells)
    lines = run(path, "--data", data).stdout.splitlines()
    assert lines[1] == "    498 machines are also on 2026-06; changed: previous_rank of 1, cores of 1, os_family of 30"
    assert lines[2].startswith("    rank 3, ") and "cores '" in lines[2] and "os_family" not in lines[2]
    assert lines[3].startswith("    rank 9, ") and lines[3].endswith("previous_rank '9' became '90'")
    assert lines[4] == "    with a previous rank, but not on 2026-06 by their system id: ranks 400"
    assert len(lines) == 6


def test_the_same_list_again_is_unchanged_and_touches_nothing(data, new_list):
    run(new_list, "--data", data)
    before = state(data)
    result = run(new_list, "--data", data)
    assert result.exit_code == 0 and "2026-11 unchanged" in result.stdout
    assert state(data) == before


def test_every_form_gives_the_same_bytes(data, tmp_path, cells):
    official.write_xlsx(tmp_path / "UPPER.XLSX", cells)
    (tmp_path / "TOP500_202611.tsv").write_text(official.text_of(cells, "\t"), encoding="utf-16")
    readable = [[f"{cell:,.6f}" if isinstance(cell, float) and cell > 3000 else cell for cell in row] for row in cells]
    for row in readable[1:]:
        row[cells[0].index("System ID")] = row[cells[0].index("System ID")].replace(",", "")
    (tmp_path / "grouped_2026-11.csv").write_text(official.text_of(readable), encoding="utf-8-sig")
    found = set()
    for name in ("UPPER.XLSX", "TOP500_202611.tsv", "grouped_2026-11.csv"):
        assert run(tmp_path / name, "--data", data).exit_code == 0
        found.add((data / "lists" / "2026-11.csv").read_bytes())
        (data / "lists" / "2026-11.csv").unlink()
    assert len(found) == 1


def test_another_version_is_refused_with_what_differs(data, tmp_path):
    cells = official.table(official.stored("2026-06"))
    put(cells, 3, "Total Cores", 9066177.0)
    put(cells, 4, "Total Cores", 9264129.0)
    path = official.write_xlsx(tmp_path / "x.xlsx", cells, sheet="67")
    before = state(data)
    result = run(path, "--data", data)
    assert result.exit_code == 1
    assert "2 rows changed in cores (2), 0 added, 0 removed" in result.stderr
    assert '--revise "why"' in result.stderr
    assert state(data) == before


def test_fault_in_a_list_that_exists_is_not_taken_for_unchanged(data, tmp_path):
    """The tidy rows are the same, since a text in a number is read as nothing."""
    cells = official.table(official.stored("2026-06"))
    put(cells, 11, "Nhalf", "n/a")
    path = official.write_xlsx(tmp_path / "x.xlsx", cells, sheet="67")
    result = run(path, "--data", data)
    assert result.exit_code == 1 and "rank 11, nhalf: 'n/a' is no number" in result.stderr


def test_row_that_stands_there_twice_is_not_taken_for_unchanged(data, tmp_path):
    cells = official.table(official.stored("2026-06"))
    path = official.write_xlsx(tmp_path / "x.xlsx", [*cells, cells[-1]], sheet="67")
    result = run(path, "--data", data)
    assert result.exit_code == 1 and "has 501 rows" in result.stderr


def test_revision_replaces_the_list_and_is_recorded(data, tmp_path):
    rows = official.stored("2026-06")
    gone = rows.pop(235)
    for row in rows[235:]:
        row["rank"] = str(int(row["rank"]) - 1)
    rows.append(gone | {"rank": "500", "system_id": "999999", "rmax_tflops": "2661.46", "first_edition": "2026-06"})
    path = official.write_xlsx(tmp_path / "x.xlsx", official.table(rows), sheet="67")
    result = run(path, "--data", data, "--revise", "one withdrawn,\none new")
    assert result.exit_code == 0 and "2026-06 revised" in result.stdout
    assert read_list(data, "2026-06") == rows
    assert read_csv(data / "lists" / "REVISIONS.csv") == [
        {"edition": "2026-06", "reason": "one withdrawn, one new", "added": "1", "removed": "1", "changed": "264"}
    ]


def test_one_bad_file_stops_the_batch_and_all_faults_are_listed(data, new_list, tmp_path):
    page = tmp_path / "login.xls"
    page.write_text("<!DOCTYPE html><html>", encoding="utf-8")
    before = state(data)
    result = run(new_list, page, tmp_path / "none.xml", "--data", data)
    assert result.exit_code == 1
    assert "login.xls: is a web page" in result.stderr and "none.xml: there is no such file" in result.stderr
    assert result.stderr.endswith("refused: 2 errors, nothing was written.\n")
    assert state(data) == before


def test_warning_does_not_stop_the_import_unless_strict(data, tmp_path, cells):
    put(cells, 9, "Manufacturer", "Quantum Forge")
    path = official.write_xlsx(tmp_path / "x.xlsx", cells)
    strict = run(path, "--data", data, "--strict")
    assert strict.exit_code == 1 and not (data / "lists" / "2026-11.csv").exists()
    result = run(path, "--data", data)
    assert result.exit_code == 0
    assert "warning: list 2026-11, rank 9, manufacturer: 'Quantum Forge' is new" in result.stderr
    assert "1 warning, 2 declared oddities" in result.stdout


def test_lists_of_one_batch_are_each_others_neighbours(data, tmp_path):
    """Two new lists, both in GFlop/s, do not vouch for each other."""
    (data / "lists" / "2026-06.csv").unlink()
    (data / "lists" / "2025-11.csv").unlink()
    (data / "lists" / "2025-06.csv").unlink()
    paths = []
    for edition, sheet in (("2025-11", "66"), ("2026-06", "67")):
        cells = official.table(official.stored(edition), scale=1000)
        paths.append(official.write_xlsx(tmp_path / f"{edition}.xlsx", cells, sheet=sheet))
    result = run(*paths, "--data", data)
    assert result.exit_code == 1
    assert result.stderr.count("judging from the growth of past lists") >= 2


def test_two_files_of_one_edition_must_say_the_same(data, new_list, tmp_path, cells):
    same = tmp_path / "TOP500_202611.tsv"
    same.write_text(official.text_of(cells, "\t"), encoding="utf-8")
    assert run(new_list, same, "--data", data).exit_code == 0
    (data / "lists" / "2026-11.csv").unlink()
    put(cells, 1, "Year", 2024)
    same.write_text(official.text_of(cells, "\t"), encoding="utf-8")
    result = run(new_list, same, "--data", data)
    assert result.exit_code == 1 and "is a second file of 2026-11" in result.stderr


def test_ids_table_and_xml_give_the_ids_of_an_old_list(data, tmp_path):
    rows = official.stored("1993-06")
    for later in (data / "lists").glob("*.csv"):
        later.unlink()  # else the lists between would be missing
    old = tmp_path / "TOP500_199306.csv"
    old.write_text(official.text_of(official.table(rows, official.OLD_HEADINGS, scale=1000)), encoding="utf-8")
    ids = tmp_path / "ids.csv"
    lines = [f"1993-06,{row['rank']},{row['system_id']},{row['site_id']}" for row in rows]
    ids.write_text("\n".join(["list,rank,system_id,site_id", *lines, ""]), encoding="utf-8")
    assert run(old, "--data", data, "--ids", ids).exit_code == 0
    assert (data / "lists" / "1993-06.csv").read_bytes() == (DATA / "lists" / "1993-06.csv").read_bytes()
    assert "unchanged" in run(old, "--data", data).stdout  # without the table the ids stay
    (data / "lists" / "1993-06.csv").unlink()
    xml = tmp_path / "TOP500_199306_all.xml"
    xml.write_text(official.xml_of(rows), encoding="utf-8")
    result = run(xml, old, "--data", data)
    assert "500 of 500 rows matched, 1000 ids added" in result.stdout
    assert (data / "lists" / "1993-06.csv").read_bytes() == (DATA / "lists" / "1993-06.csv").read_bytes()


def test_folder_without_vocabulary_uses_that_of_the_project(tmp_path, new_list):
    result = run(new_list, "--data", tmp_path / "fresh")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "fresh" / "lists").iterdir()] == ["2026-11.csv"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--edition", "2026-13"], "is no edition"),
        (["--edition", "2025-11"], "disagrees on its edition"),
        (["--revise", " "], "has no reason"),
        (["--ids", "nowhere.csv"], "cannot be read"),
    ],
)
def test_wrong_choice_is_refused(words, message, data, new_list):
    result = run(new_list, "--data", data, *words)
    assert result.exit_code == 1 and message in result.stderr


def test_list_that_would_leave_a_gap_is_refused(data, tmp_path):
    later = official.write_xlsx(tmp_path / "x.xlsx", official.table(official.next_list()), sheet="69")
    before = state(data)
    result = run(later, "--edition", "2027-06", "--data", data)
    assert result.exit_code == 1 and "edition 2026-11 would be missing" in result.stderr
    assert state(data) == before


def withdraw(edition: str, data: Path, reason: str = "published by mistake") -> Result:
    return CliRunner().invoke(main, ["withdraw", edition, "--reason", reason, "--data", str(data)])


def test_newest_list_is_withdrawn_with_a_record_and_comes_back(data, new_list):
    before = state(data)
    run(new_list, "--data", data)
    imported = state(data)
    result = withdraw("2026-11", data)
    assert result.exit_code == 0 and "2026-06 is the newest list again" in result.stdout
    assert read_csv(data / "lists" / "REVISIONS.csv") == [
        {
            "edition": "2026-11",
            "reason": "withdrawn: published by mistake",
            "added": "0",
            "removed": "500",
            "changed": "0",
        }
    ]
    (data / "lists" / "REVISIONS.csv").unlink()
    assert state(data) == before
    assert run(new_list, "--data", data).exit_code == 0
    assert state(data) == imported


@pytest.mark.parametrize(
    ("edition", "reason", "message"),
    [("2025-11", "wrong", "is not the newest list"), ("2027-06", "wrong", "is not"), ("2026-06", " ", "has no reason")],
)
def test_only_the_newest_list_is_withdrawn_and_for_a_reason(data, edition, reason, message):
    before = state(data)
    result = withdraw(edition, data, reason)
    assert result.exit_code == 1 and message in result.stderr
    assert state(data) == before


def test_every_row_that_differs_is_named(data, tmp_path):
    """Two rows change places and a third one changes a number."""
    rows = official.stored("2026-06")
    rows[10]["rank"], rows[11]["rank"] = rows[11]["rank"], rows[10]["rank"]
    rows[20]["cores"] = "12345"
    difference = compare(official.stored("2026-06"), rows)
    assert difference.changed == 3 and len(difference.lines) == 2
    assert f"rank 21, {rows[20]['name']}" in difference.lines[0] and "became '12345'" in difference.lines[0]
    assert difference.lines[1] == "2 more rows: another rank, nothing else"


def test_help_shows_an_example():
    result = run("--help")
    assert result.exit_code == 0 and "python -m build_scripts import TOP500_202611.xlsx" in result.stdout


def test_writing_that_fails_half_way_leaves_all_as_it_was(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old", encoding="utf-8")
    second.mkdir()  # cannot be replaced by a file
    with pytest.raises(Refused, match="cannot be written"):
        write_all(tmp_path, {first: "new", second: "new"})
    assert first.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_committed_lists_are_as_the_writer_writes_them(rows):
    for edition, stored in rows.items():
        assert list_text(stored).encode() == (DATA / "lists" / f"{edition}.csv").read_bytes()
