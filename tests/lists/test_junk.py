"""Whatever stands in a cell, the import says what is wrong and never breaks down."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_scripts.lists.containers import RawTable
from build_scripts.lists.importing import check_lists
from build_scripts.lists.sources import load_vocabulary, open_source

from . import official
from .conftest import DATA

VOCABULARY = load_vocabulary(DATA)
CELLS = official.table(official.next_list())
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["0", "1,5", "1e99", "-1", "None", "N/A", "2026-11", "Ã³", "=1+1", "1" * 400]),
)
CHANGES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 30), JUNK), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_junk_in_cells_is_reported_and_nothing_else_happens(changes):
    cells = [list(row) for row in CELLS]
    for row, place, value in changes:
        cells[row][place] = value
    table = RawTable("XLSX", "68", cells[0], cells[1:], list(range(2, 502)))
    source = open_source(Path("TOP500_202611.xlsx"), table, None, VOCABULARY)
    problems, _ = check_lists([source.tidied], VOCABULARY, lambda edition: None)
    assert all(str(problem) for problem in (*problems, *source.problems))
    assert len(source.tidied.rows) == 500
