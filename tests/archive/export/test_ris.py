from __future__ import annotations

import io
from typing import Any

import pytest
import rispy
from hypothesis import given

from archive.export.cited import cited_title
from archive.export.inert import inert
from archive.export.ris import RisExporter
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS, make


def exported(*records: Record) -> str:
    out = io.BytesIO()
    RisExporter().export(records, out)
    return out.getvalue().decode("utf-8")


def read(*records: Record) -> list[dict[str, Any]]:
    return rispy.loads(exported(*records))


def test_rispy_reads_every_kind_of_document() -> None:
    references = read(*KINDS.values())
    assert [reference["id"] for reference in references] == [record.id for record in KINDS.values()]
    assert {reference["type_of_reference"] for reference in references} == {"NEWS", "RPRT", "ELEC", "GEN"}
    assert not [reference for reference in references if "unknown_tag" in reference]


@pytest.mark.parametrize("kind", ["letter", "news", "statement"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_stays_in_its_field_of_its_one_reference(text: str, kind: str) -> None:
    record = record_of(text, kind)
    reference, following = read(record, make("after", title="After"))
    assert reference["title"] == cited_title(record)
    assert following["title"] == "After"
    assert "unknown_tag" not in reference


@given(texts)
def test_any_text_comes_back_as_it_was_but_for_what_acts(text: str) -> None:
    (reference,) = read(make(title=text, source=text, symbol=text, tag=[text, "b, c"], creator=text, type="letter"))
    held = inert(text)
    assert reference["title"] == (held or "[Untitled]")
    assert reference.get("publisher", "") == held
    assert reference.get("issn", "") == held
    assert reference["keywords"] == [word for word in (held, "b, c") if word]
    assert reference.get("authors", []) == ([held] if held else [])


@given(texts)
def test_every_line_begins_with_a_tag_and_one_line_ends_the_reference(text: str) -> None:
    lines = exported(record_of(text)).removesuffix("\r\n\r\n").split("\r\n")
    assert all(line[2:6] == "  - " and line[:2].isascii() and line[:2].isupper() for line in lines if line[:2] != "T2")
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "]
    assert "\n" not in "".join(lines)


@pytest.mark.parametrize(
    ("date", "year", "written"),
    [
        ("2021-04-05", "2021", "2021/04/05/"),
        ("2021-04", "2021", "2021/04//"),
        ("2021", "2021", None),
        ("2024-12~", "2024", "2024/12//"),
        ("2021-06-21/2021-07-09", "2021", None),
        ("2021/2022", None, None),
        ("XXXX-04-01", None, None),
        ("0987", "0987", None),
    ],
)
def test_a_date_is_written_as_far_as_it_is_stated(date: str, year: str | None, written: str | None) -> None:
    (reference,) = read(make(date=date))
    assert (reference.get("year"), reference.get("date")) == (year, written)


def test_the_symbol_is_the_report_number_only_of_a_report() -> None:
    report, statement = read(make(type="letter", symbol="S/1"), make(type="statement", symbol="S/1"))
    assert (report["issn"], statement["note"]) == ("S/1", "S/1")
    assert "issn" not in statement


def test_the_digest_of_the_original_is_a_note() -> None:
    (reference,) = read(make(digest="ab" * 32))
    assert reference["notes"] == [f"SHA-256 of the original: {'ab' * 32}"]
