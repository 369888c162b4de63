"""XML comes as a stream of events; nothing is loaded from elsewhere, nothing expands, and depth is bounded."""

from __future__ import annotations

import time

import pytest

from archive.errors import ExtractionFailed
from archive.extract.xml.reading import DEEPEST, Attributes, read_xml


class Seen:
    def __init__(self) -> None:
        self.events: list[object] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.events.append((name, dict(attributes)))

    def end(self, name: str) -> None:
        self.events.append(f"/{name}")

    def text(self, text: str) -> None:
        self.events.append(text)


def events(content: str | bytes, encoding: str | None = None) -> list[object]:
    seen = Seen()
    read_xml(content.encode() if isinstance(content, str) else content, seen, {"urn:w": "w", "urn:plain": ""},
             encoding=encoding)  # fmt: skip
    return seen.events


def test_names_carry_the_prefix_that_was_asked_for_whatever_the_file_calls_it() -> None:
    assert events("<x:a xmlns:x='urn:w' x:b='1' c='2'><d xmlns='urn:plain'/><e xmlns='urn:other'>f</e></x:a>") == [
        ("w:a", {"w:b": "1", "c": "2"}), ("d", {}), "/d", ("e", {}), "f", "/e", "/w:a",
    ]  # fmt: skip


def test_references_to_characters_are_text() -> None:
    assert events("<a>x &amp; &#1055;&#x6c34;</a>")[1] == "x & П水"
    assert "".join(map(str, events("<!DOCTYPE a SYSTEM 'a.dtd'><a>caf&eacute;&nbsp;x</a>")[1:-1])) == "café\xa0x"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "damaged"),
        ("text", "damaged"),
        ("<a>", "damaged"),
        ("<a></b>", "damaged"),
        ("<a>&eacute;</a>", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        ("<a>\x01</a>", "damaged"),
        ("<?xml version='1.0' encoding='gb18030'?><a/>", "encoding"),
        ("<?xml version='1.0' encoding='rot13'?><a/>", "encoding"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "entities"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "entities"),
        ("<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://example.org/'> %b;]><a/>", "entities"),
        ("<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;&b;'>]><a>&d;</a>", "entities"),
        ("<!DOCTYPE a SYSTEM 'a.dtd'><a>&unknown;</a>", "entities"),
        ("<a>" * (DEEPEST + 1), "too-deep"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_with_a_code(content: str | bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        events(content)
    assert refused.value.code == code


def test_the_deepest_document_is_read() -> None:
    assert len(events("<a>" * DEEPEST + "</a>" * DEEPEST)) == 2 * DEEPEST


def test_an_encoding_that_is_given_overrules_the_one_that_is_declared() -> None:
    assert events("<?xml version='1.0' encoding='koi8-r'?><a>П</a>", "utf-8")[1] == "П"
    assert events("<?xml version='1.0' encoding='windows-1251'?><a>П</a>".encode("cp1251"))[1] == "П"


def test_a_long_token_costs_no_time() -> None:
    started = time.process_time()
    events(f"<a b='{'x' * 5_000_000}'><!--{'y' * 5_000_000}--></a>")
    assert time.process_time() - started < 5
