from __future__ import annotations

import io

import bibtexparser
import pytest
from hypothesis import given
from pybtex.database import Entry, parse_string

from archive.export.biblatex import BiblatexExporter
from archive.export.cited import cited_title
from archive.export.inert import inert
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.export.test_bibtex import typeset
from tests.archive.records import KINDS, make


def exported(*records: Record) -> str:
    out = io.BytesIO()
    BiblatexExporter().export(records, out)
    return out.getvalue().decode("utf-8")


def read(*records: Record) -> dict[str, Entry]:
    return dict(parse_string(exported(*records), "bibtex").entries)


@pytest.mark.parametrize("kind", ["letter", "news", "statement"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_pybtex_and_bibtexparser_read_one_entry_with_the_same_texts(text: str, kind: str) -> None:
    record = record_of(text, kind)
    (entry,) = read(record).values()
    library = bibtexparser.parse_string(exported(record))
    assert library.failed_blocks == []
    (other,) = library.entries
    assert typeset(entry.fields["title"]) == typeset(other.fields_dict["title"].value) == cited_title(record)
    assert set(other.fields_dict) - {"author"} == {name.lower() for name in entry.fields}


@given(texts)
def test_any_text_comes_back_as_it_was_but_for_what_acts(text: str) -> None:
    record = make(title=text, source=text, symbol=text, note=text, creator=[text, "B and C"], type="report")
    (entry,) = read(record).values()
    held = inert(text)
    assert typeset(entry.fields["title"]) == (held or "[Untitled]")
    assert typeset(entry.fields.get("institution", "")) == held
    assert typeset(entry.fields.get("annotation", "")) == held
    assert [typeset(str(person)) for person in entry.persons["author"]] == [name for name in (held, "B and C") if name]


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
