from __future__ import annotations

import pytest

from archive.export.cited import cited_authors, cited_title, genre, language_tags, notes
from tests.archive.records import make, value


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"title": "Dam report"}, "Dam report"),
        ({"title": value("First words …", "derived")}, "[First words …]"),
        ({"title": value("Chosen by hand", "person")}, "Chosen by hand"),
        ({"title": "水坝报告", "title_translated": "Dam report"}, "水坝报告 [Dam report]"),
        ({"title_translated": "Dam report"}, "[Dam report]"),
        ({"title": "\x00\n"}, "[Untitled]"),
        ({}, "[Untitled]"),
    ],
)
def test_a_title_that_the_document_does_not_state_stands_in_brackets(given: dict, expected: str) -> None:
    assert cited_title(make(**given)) == expected


def test_a_note_verbale_has_no_author_whoever_recorded_one() -> None:
    note = make(type="note verbale", creator=value("A. Person", "person"))
    assert cited_authors(note) == []
    assert "Creator as recorded: A. Person" in notes(note)


def test_authors_of_other_documents_are_kept_in_order() -> None:
    assert cited_authors(make(type="letter", creator=["B", "A"])) == ["B", "A"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "letter", "symbol": "S/2022/999", "body": "Security Council"}, "UN Doc"),
        ({"type": "note verbale", "symbol": "A/HRC/46/G/99", "distribution": "General"}, "UN Doc"),
        ({"type": "report", "symbol": "CRC/C/9", "distribution_date": "2020-01-01"}, "UN Doc"),
        ({"type": "letter", "symbol": "S/2022/999"}, "Letter"),
        ({"type": "letter", "body": "Security Council"}, "Letter"),
        ({"type": "letter", "symbol": "PC.DEL/534/21", "body": "Permanent Council"}, "Letter"),
        ({"type": "news", "symbol": "A/1", "body": "General Assembly"}, None),
        ({"type": "press release"}, "Press release"),
        ({"type": "page"}, None),
        ({}, None),
    ],
)
def test_un_doc_is_said_only_of_a_masthead_document_with_a_un_symbol(given: dict, expected: str | None) -> None:
    assert genre(make(**given)) == expected


def test_the_language_of_the_version_comes_first_and_unknown_ones_are_left_out() -> None:
    record = make(languages=(("en", 0.6), ("und", 0.3), ("zh", 0.1)), version_language="zh")
    assert language_tags(record) == ["zh", "en"]
    assert language_tags(make(languages=(("und", 1.0),))) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date": "2021-04-05"}, []),
        ({"date": "2021-04-05", "document_date": "2021-04-05", "distribution_date": "2021-04-05"}, []),
        ({"date": "2021-04-09", "document_date": "2021-04-05"}, ["Document dated 5 April 2021"]),
        ({"date": "2022-03-14", "distribution_date": "2022-03-16"}, ["Distributed 16 March 2022"]),
        ({"date": "2024-12~"}, ["Date: about December 2024"]),
        ({"date": "XXXX-04-01"}, ["Date: 1 April, year not stated"]),
        ({"date": "2021-06-21/2021-07-09"}, ["Date: 21 June 2021 to 9 July 2021"]),
        ({"date": "2021-22"}, ["Date: summer 2021"]),
        ({"title": value("x", "derived")}, ["Title in brackets supplied from the text"]),
        ({"original_language": "fr"}, ["Original language: fr"]),
    ],
)
def test_notes_say_what_the_fields_of_a_format_cannot_hold(given: dict, expected: list[str]) -> None:
    assert notes(make(**given)) == expected
