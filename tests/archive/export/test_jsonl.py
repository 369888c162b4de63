from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given

from archive.export.flat import PUBLIC_FIELDS, flat
from archive.export.jsonl import JsonlExporter
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS


def read(*records: Record) -> list[dict[str, Any]]:
    out = io.BytesIO()
    JsonlExporter().export(records, out)
    return [json.loads(line) for line in out.getvalue().split(b"\n") if line]


def test_no_records_are_no_lines() -> None:
    assert read() == []


def test_every_line_is_the_public_fields_of_one_record_in_the_same_order() -> None:
    rows = read(*KINDS.values())
    assert rows == [flat(record) for record in KINDS.values()]
    assert {tuple(row) for row in rows} == {tuple(field.name for field in PUBLIC_FIELDS)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_stays_on_its_line(text: str) -> None:
    assert read(record_of(text), record_of("x")) == [flat(record_of(text)), flat(record_of("x"))]


@given(texts)
def test_any_text_stays_on_its_line(text: str) -> None:
    assert read(record_of(text)) == [flat(record_of(text))]
