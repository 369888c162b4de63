from __future__ import annotations

import pytest
from hypothesis import given
from pybtex.database import Entry

from archive.export.biblatex import BiblatexExporter
from archive.record import Record
from tests.archive.export import entries
from tests.archive.export.hostile import TEXTS, texts
from tests.archive.records import KINDS, make


def exported(*records: Record) -> str:
    return entries.exported(BiblatexExporter(), *records)


def read(*records: Record) -> dict[str, Entry]:
    return entries.read(BiblatexExporter(), *records)


@pytest.mark.parametrize("kind", ["letter", "news", "statement"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_pybtex_and_bibtexparser_read_one_entry_with_the_same_texts(text: str, kind: str) -> None:
    entries.check_both_readers(BiblatexExporter(), text, kind)


@given(texts)
def test_any_text_comes_back_as_it_was_but_for_what_acts(text: str) -> None:
    entries.check_comes_back(BiblatexExporter(), text, "annotation")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "news", "source": "Gazette"}, ("article", "journaltitle")),
        ({"type": "note verbale", "source": "Council"}, ("report", "institution")),
        ({"type": "appeal", "source": "Office", "url": "https://a.example"}, ("online", "organization")),
        ({"type": "appeal", "source": "Office"}, ("misc", "organization")),
        ({"type": "appeal", "url": "https://a.example"}, ("online", None)),
        ({"type": "news"}, ("misc", None)),
        ({"type": "letter"}, ("misc", None)),
    ],
)
def test_each_kind_of_document_has_its_entry_type(given: dict, expected: tuple[str, str | None]) -> None:
    (entry,) = read(make(**given)).values()
    issuer = next((name for name in ("journaltitle", "institution", "organization") if name in entry.fields), None)
    assert (entry.type, issuer) == expected


@pytest.mark.parametrize("date", ["2021-04-05", "2021", "2024-12~", "2021-06-21/2021-07-09", "2021?"])
def test_a_date_stays_the_edtf_that_biber_reads(date: str) -> None:
    (entry,) = read(make(date=date)).values()
    assert entry.fields["date"] == date


def test_a_date_without_a_year_is_left_to_the_note() -> None:
    (entry,) = read(make(date="XXXX-04-01")).values()
    assert "date" not in entry.fields
    assert "1 April, year not stated" in entry.fields["note"]


def test_every_kind_of_document_is_an_entry_of_its_own() -> None:
    assert list(read(*KINDS.values())) == [record.id for record in KINDS.values()]
