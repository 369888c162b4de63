"""A table's rows and cells know where they stand, as a spreadsheet shows it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tables import Table, column_letter, read_table


@pytest.mark.parametrize(
    ("index", "letter"),
    [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_are_lettered_as_in_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


def test_a_place_names_file_row_and_column() -> None:
    table = Table(name="a.csv", rows=iter(()), columns=("file", "date"))
    assert table.at("row 3") == "a.csv row 3"
    assert table.at("row 3", "date") == "a.csv row 3, column date (B)"
    assert table.at("line 3", "other") == "a.csv line 3, column other"
    assert table.at("", "other") == "a.csv, column other"


cells = st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


@given(
    st.lists(st.lists(cells, min_size=2, max_size=2).filter(lambda row: any(cell.strip() for cell in row)), min_size=1),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["file", "note"], *rows])
    path = tmp_path_factory.getbasetemp() / "written.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    table = read_table(path)
    assert [[row.cells["file"], row.cells["note"]] for row in table.rows] == rows


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('file,title\na,b\nc,"d\n')
    rows = read_table(path).rows
    assert (next(rows).place, next(rows).problem) == ("row 2", "this is no CSV: unexpected end of data")
