"""Rows for programs: CSV that spreadsheets read, JSON lines, bare IDs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from archive.export.flat import PUBLIC_FIELDS
from cli.listing import HIT_COLUMNS, show_rows
from tests.cli.conftest import Run


def cells(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))


def test_hits_as_csv_have_their_columns_and_the_first_snippet(run: Run, subset_archive: Path) -> None:
    heading, row = cells(run("-A", subset_archive, "search", "Banjul", "--format", "csv").raw)
    assert tuple(heading) == HIT_COLUMNS
    shown = dict(zip(heading, row, strict=True))
    assert (shown["languages"], shown["title_is_stand_in"], shown["date"]) == ("fr", "false", "2023-09-12")
    assert "Banjul" in shown["snippet"]


def test_documents_as_csv_have_the_columns_of_an_export(run: Run, subset_archive: Path) -> None:
    heading, *rows = cells(run("-A", subset_archive, "list", "--format", "csv").raw)
    assert heading == [field.name for field in PUBLIC_FIELDS]
    listed = [json.loads(line) for line in run("-A", subset_archive, "list", "--format", "jsonl").lines]
    assert [row[0] for row in rows] == [one["id"] for one in listed]
    assert [row[heading.index("languages")] for row in rows] == ["; ".join(one["languages"]) for one in listed]


def test_rows_end_as_rfc_4180_has_it_and_nothing_found_leaves_the_heading(run: Run, empty: Path) -> None:
    assert run("-A", empty, "search", "x", "--format", "csv").raw == ",".join(HIT_COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize("value", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(capsys: pytest.CaptureFixture[str], value: str) -> None:
    show_rows([{"id": "m1", "title": value}], "csv", ("id", "title"))
    assert capsys.readouterr().out.splitlines()[1].startswith("m1,'")


def test_one_kind_of_row_a_format(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "m1", "title": None, "tags": ["a", "b"], "known": True}
    for format_, shown in (
        ("ids", "m1\n"),
        ("jsonl", '{"id": "m1", "title": null, "tags": ["a", "b"], "known": true}\n'),
        ("csv", "id,title,tags,known\r\nm1,,a; b,true\r\n"),
    ):
        show_rows([row], format_, tuple(row))
        assert capsys.readouterr().out.replace("\r\n", "\n") == shown.replace("\r\n", "\n")
