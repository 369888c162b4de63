"""The five real documents, which are not part of this repository: every field against what an archivist expects."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive.describe import describe
from archive.extract import Extraction
from archive.extract.plaintext import PlainTextExtractor
from archive.record import Description

DOCUMENTS = Path(__file__).parents[4] / "shared" / "documents"
EXPECTED: dict[str, dict[str, Any]] = (
    tomllib.loads((DOCUMENTS / "expected.toml").read_text(encoding="utf-8")) if DOCUMENTS.is_dir() else {}
)
PLAIN = {"body": str, "session": str, "meeting_dates": str, "agenda_item": str, "distribution": str,
         "original_language": str, "title_translated": str, "creator": str, "place": str, "type": str}  # fmt: skip
ABSENT_PARTS = {"year", "day"}

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the folder shared/documents is not beside this repository")


def described(name: str) -> Description:
    content = (DOCUMENTS / f"{name}.txt").read_bytes()
    extraction: Extraction = PlainTextExtractor().extract(content)
    return describe(extraction, ())


@pytest.mark.parametrize("name", EXPECTED)
def test_title_source_and_date_are_among_the_acceptable(name):
    found, expected = described(name), EXPECTED[name]
    if expected["title"]:
        assert found.text("title") in expected["title"]
        assert found.title.basis == "stated"
    else:
        assert found.title.basis == "derived"
        assert len(found.text("title")) <= 120
    assert found.text("source") in expected["source"]
    assert found.text("date") in expected["date"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_other_field_that_is_expected_is_found(name):
    found, expected = described(name), EXPECTED[name]
    for field, as_stored in PLAIN.items():
        if field in expected:
            assert found.text(field) == as_stored(expected[field]), field
    if "date_of_note" in expected:
        assert found.text("document_date") == expected["date_of_note"]
        assert found.text("distribution_date") == found.text("date")
        assert found.text("version_language") == expected["languages"][0]


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_invented(name):
    found, expected = described(name), EXPECTED[name]
    for field in set(expected.get("absent", ())) - ABSENT_PARTS:
        assert found.values(field) == (), field
    masthead = ("symbol", "body", "session", "meeting_dates", "agenda_item", "distribution", "distribution_date")
    for field in (*masthead, "title_translated", "place", "creator", "url", "rights", "tag"):
        if field not in expected and "date_of_note" not in expected:
            assert found.values(field) == (), field


@pytest.mark.parametrize("name", EXPECTED)
def test_page_furniture_is_in_no_title(name):
    for mark in EXPECTED[name].get("boilerplate", ()):
        assert mark not in described(name).text("title")
