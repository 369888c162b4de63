from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from archive.cite import cite
from archive.cite.plain import DIGEST_SHOWN
from archive.errors import UnknownPlugin
from archive.record import Record
from tests.archive.entry_points import declared
from tests.archive.export.hostile import record_of, texts
from tests.archive.records import KINDS, make, value


@pytest.fixture(autouse=True)
def _declared_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.plugins.registered", declared)


def plain(record: Record) -> str:
    return cite(record, "plain")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_is_cited_as_the_golden_file_has_it(
    kind: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"cite/plain-{kind}.txt", cite(KINDS[kind]) + "\n")


def test_an_unknown_style_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownPlugin,
        match="'vancouver' is not one of styles: apa, chicago, gb7714, news, oscola, oscola-un, plain, un",
    ):
        cite(make(), "vancouver")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date": "2021"}, "[Untitled]. 2021. "),
        ({"source": "Gazette", "date": "2021-04-05"}, "Gazette, 5 April 2021. "),
        ({"source": "Gazette", "date": "2024-12~"}, "Gazette, about December 2024. "),
        ({"source": "Gazette", "date": "XXXX-04-01"}, "Gazette, 1 April, year not stated. "),
        ({"source": "Gazette"}, "Gazette, n.d. "),
        ({}, "[Untitled]. n.d. "),
        ({"document_date": "2021-04-05"}, "[Untitled]. dated 5 April 2021. "),
        ({"date": "2021-04-09", "document_date": "2021-04-05"}, "9 April 2021 (dated 5 April 2021). "),
        ({"date": "2021-04-05", "document_date": "2021-04-05"}, "[Untitled]. 5 April 2021. "),
    ],
)
def test_a_date_is_cited_as_precise_as_it_is(given: dict, expected: str) -> None:
    assert expected in plain(make(**given))


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({"title": "Dam opens", "type": "news", "symbol": "N 1"}, "Dam opens (news, N 1). "),
        ({"title": "Dam opens", "symbol": "N 1"}, "Dam opens (N 1). "),
        ({"title": "Dam opens", "type": "other"}, "Dam opens. "),
        ({"title": "Who opened it?"}, "Who opened it? n.d. "),
        ({"title": "水坝开闸。"}, "水坝开闸。 n.d. "),
        ({"title": value("First words …", "derived")}, "[First words …]. "),
        ({"title": "T", "creator": ["A, B", "C"]}, "A, B; C. T. "),
        ({"title": "T", "creator": "A.", "type": "letter"}, "A. T (letter). "),
        ({"title": "T", "creator": "A", "type": "note verbale"}, "T (note verbale). "),
    ],
)
def test_a_citation_begins_with_who_and_what_as_far_as_it_is_stated(given: dict, begins: str) -> None:
    assert plain(make(**given)).startswith(begins)


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ({}, "Language en; muniment k3m7q, sha256 abababababababab."),
        ({"languages": ()}, "n.d. muniment k3m7q, sha256 abababababababab."),
        ({"languages": (("zh", 0.4), ("en", 0.6))}, "Languages zh, en; muniment k3m7q, sha256 abababababababab."),
        ({"url": "https://a.example/b"}, "; <https://a.example/b>; muniment k3m7q, sha256 abababababababab."),
        ({"original_language": "fr"}, "Language en; original language fr; muniment k3m7q, sha256 abababababababab."),
    ],
)
def test_a_citation_ends_with_what_it_can_be_checked_by(given: dict, ends: str) -> None:
    assert plain(make(digest="ab" * 32, **given)).endswith(ends)


@given(texts)
def test_any_text_gives_one_line_that_a_terminal_prints_without_acting_on_it(text: str) -> None:
    citation = plain(record_of(text))
    assert len(citation.splitlines()) == 1
    assert not set(citation) & {"\x1b", "\x07", "\x9b", "\u202e", "\ud800"}
    assert "k3m7q" in citation
    assert record_of(text).original.digest[:DIGEST_SHOWN] in citation
