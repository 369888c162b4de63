from __future__ import annotations

import re

import bibtexparser
import pytest
from hypothesis import given
from pybtex.database import Entry

from archive.export.bibtex import BibtexExporter, escape, verbatim
from archive.record import Record
from tests.archive.export import entries
from tests.archive.export.entries import typeset
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS, make


def bare(value: str) -> str:
    """The value after everything that escapes write: what is left must not be active in TeX."""
    return re.sub(r"\\text[a-z]+\{\}|\\[%#&$_]", "", value)


def exported(*records: Record) -> str:
    return entries.exported(BibtexExporter(), *records)


def read(*records: Record) -> dict[str, Entry]:
    return entries.read(BibtexExporter(), *records)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        ("\\", r"\textbackslash{}"),
        ("\\}", r"\textbackslash{}\textbraceright{}"),
        ("50% & #1 $x_1^2~", r"50\% \& \#1 \$x\_1\textasciicircum{}2\textasciitilde{}"),
        ('"“地雷”" - Ə', '"“地雷”" - Ə'),
    ],
)
def test_what_tex_acts_on_is_escaped_and_nothing_else(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(texts)
def test_escaped_text_is_typeset_as_it_was_and_holds_no_active_character(text: str) -> None:
    assert typeset(f"{{{escape(text)}}}") == text
    assert not set(bare(escape(text))) & set("\\{}%#&$_^~")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b_c%20d?x=1&y=~z#top", "https://a.example/b_c%20d?x=1&y=~z#top"),
        ("https://a.example/}\\input{x}", "https://a.example/%7D%5Cinput%7Bx%7D"),
        ("https://a.example/müra ciət", "https://a.example/m%C3%BCra%20ci%C9%99t"),
    ],
)
def test_an_address_stays_an_address_and_cannot_close_its_braces(url: str, expected: str) -> None:
    assert verbatim(url) == expected


def test_pybtex_and_bibtexparser_read_every_kind_of_document() -> None:
    entries = read(*KINDS.values())
    library = bibtexparser.parse_string(exported(*KINDS.values()))
    assert library.failed_blocks == []
    assert list(entries) == list(library.entries_dict) == [record.id for record in KINDS.values()]
    assert {entry.type for entry in entries.values()} == {"article", "techreport", "misc"}


@pytest.mark.parametrize("kind", ["letter", "news", "statement"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_pybtex_and_bibtexparser_read_one_entry_with_the_same_texts(text: str, kind: str) -> None:
    entries.check_both_readers(BibtexExporter(), text, kind)


@given(texts)
def test_any_text_comes_back_from_pybtex_as_it_was_but_for_what_acts(text: str) -> None:
    entries.check_comes_back(BibtexExporter(), text, "annote")


@given(texts)
def test_any_text_is_one_block_to_bibtexparser(text: str) -> None:
    library = bibtexparser.parse_string(exported(record_of(text), make("other")))
    assert library.failed_blocks == []
    assert len(library.blocks) == 2


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021-04-05", {"date": "2021-04-05", "year": "2021", "month": "April"}),
        ("2021-04", {"date": "2021-04", "year": "2021", "month": "April"}),
        ("2021", {"date": "2021", "year": "2021"}),
        ("2024-12~", {"date": "2024-12~", "year": "2024", "month": "December"}),
        ("2021-06-21/2021-07-09", {"date": "2021-06-21/2021-07-09", "year": "2021"}),
        ("2021/2022", {"date": "2021/2022"}),
        ("XXXX-04-01", {}),
    ],
)
def test_a_date_is_written_as_far_as_it_is_stated(date: str, expected: dict[str, str]) -> None:
    (entry,) = read(make(date=date)).values()
    assert {name: entry.fields[name] for name in ("date", "year", "month") if name in entry.fields} == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "news", "source": "Gazette"}, ("article", "journal")),
        ({"type": "note verbale", "source": "Council"}, ("techreport", "institution")),
        ({"type": "resolution", "source": "Assembly"}, ("techreport", "institution")),
        ({"type": "appeal", "source": "Office"}, ("misc", "howpublished")),
        ({"type": "news"}, ("misc", None)),
        ({"type": "letter"}, ("misc", None)),
    ],
)
def test_each_kind_of_document_has_its_entry_type(given: dict, expected: tuple[str, str | None]) -> None:
    (entry,) = read(make(**given)).values()
    issuer = next((name for name in ("journal", "institution", "howpublished") if name in entry.fields), None)
    assert (entry.type, issuer) == expected
