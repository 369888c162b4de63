from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.csv import CsvExporter, guarded, unguarded
from archive.export.flat import PUBLIC_FIELDS
from archive.export.inert import inert
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import make


def exported(*records: Record) -> bytes:
    out = io.BytesIO()
    CsvExporter().export(records, out)
    return out.getvalue()


def read(*records: Record) -> list[dict[str, str]]:
    text = exported(*records).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_file_begins_with_a_byte_order_mark_and_its_lines_end_in_cr_lf() -> None:
    content = exported(make())
    assert content.startswith(b"\xef\xbb\xbfid,status,filename,")
    assert content.count(b"\n") == content.count(b"\r\n") == 2
    assert exported().count(b"\r\n") == 1


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "−"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(first: str) -> None:
    assert guarded(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("cell", ["", "a=1", "1-2", "'a", "'", "“=1”", "–", "地雷", "(+1)", "*"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


@given(st.text(alphabet="'=+a-＝ ", max_size=5) | texts)
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_several_values_are_parted_by_semicolons_and_shares_have_two_decimals() -> None:
    (row,) = read(make(creator=["A", "B"], tag=["x"], languages=(("zh", 1 / 3), ("en", 2 / 3))))
    assert (row["creators"], row["tags"], row["languages"]) == ("A; B", "x", "zh 0.33; en 0.67")
    (row,) = read(make(creator=["A; B", "C\\"]))
    assert row["creators"] == "A\\; B; C\\\\"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_stays_in_its_cells(text: str) -> None:
    row, following = read(record_of(text), make("after"))
    assert list(row) == [field.name for field in PUBLIC_FIELDS]
    assert row["title"].removeprefix("'") == inert(text).removeprefix("'")
    assert following["id"] == "after"


@given(texts)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    (row,) = read(record_of(text))
    firsts = {unicodedata.normalize("NFKC", cell[:1]) for cell in row.values()}
    assert not firsts & set("=+-@\t\r\n")
