"""Dublin Core, MARCXML and EAD: valid for any record, with every text that can be written in XML kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.export.cited import cited_title
from archive.export.dublincore import DublinCoreExporter
from archive.export.ead import EadExporter
from archive.export.inert import inert
from archive.export.marcxml import LEADER, MarcXmlExporter
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS, make

SCHEMAS = Path(__file__).parents[2] / "schemas"
FORMATS = {
    "oai_dc": (DublinCoreExporter, "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"),
    "marc21slim": (MarcXmlExporter, "{http://www.loc.gov/MARC21/slim}record"),
    "ead2002": (EadExporter, "{urn:isbn:1-931666-22-9}c"),
}
DC, MARC, EAD = "{http://purl.org/dc/elements/1.1/}", "{http://www.loc.gov/MARC21/slim}", "{urn:isbn:1-931666-22-9}"
GRAMMARS = {name: etree.RelaxNG(file=str(SCHEMAS / f"{name}.rng")) for name in FORMATS}


def read(name: str, *records: Record) -> etree._Element:
    """The export, read by a parser that resolves nothing, and valid."""
    out = io.BytesIO()
    FORMATS[name][0]().export(records, out)
    whole = etree.fromstring(out.getvalue(), etree.XMLParser(resolve_entities=False, no_network=True))
    GRAMMARS[name].assertValid(whole)
    return whole


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_document_is_valid_and_each_has_its_element(name: str) -> None:
    assert len(list(read(name, *KINDS.values()).iter(FORMATS[name][1]))) == len(KINDS)


@pytest.mark.parametrize("name", FORMATS)
def test_no_records_give_a_valid_document(name: str) -> None:
    assert not list(read(name).iter(FORMATS[name][1]))


@pytest.mark.parametrize("kind", ["letter", "news", "note verbale"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_in_every_field_is_valid_and_one_element(name: str, text: str, kind: str) -> None:
    assert len(list(read(name, record_of(text, kind)).iter(FORMATS[name][1]))) == 1


@given(text=texts)
def test_any_text_comes_back_as_it_was_but_for_what_acts(text: str) -> None:
    record = make(title=text, source=text, tag=[text], type="report")
    held = [inert(text)] if inert(text) else []
    assert [one.text for one in read("oai_dc", record).iter(f"{DC}title")] == [cited_title(record)]
    assert [one.text for one in read("oai_dc", record).iter(f"{DC}publisher")] == held
    assert [one.text for one in read("ead2002", record).iter(f"{EAD}subject")] == held
    assert marc(record).get("653a", []) == held


def marc(record: Record) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field in read("marc21slim", record).iter(f"{MARC}datafield"):
        for subfield in field:
            found.setdefault(field.get("tag") + subfield.get("code"), []).append(subfield.text)
    return found


def test_the_leader_is_24_characters_and_says_unicode() -> None:
    assert (len(LEADER), LEADER[9]) == (24, "a")


def test_a_note_verbale_has_no_author_in_any_format() -> None:
    record = KINDS["note-verbale-en"]
    assert not list(read("oai_dc", record).iter(f"{DC}creator"))
    assert "720a" not in marc(record)
    assert [one.get("label") for one in read("ead2002", record).iter(f"{EAD}origination")] == ["issuer"]


@pytest.mark.parametrize(
    ("date", "normal", "fixed", "words"),
    [
        ("2021-04-05", "2021-04-05", "s2021    ", "5 April 2021"),
        ("2021/2022", "2021/2022", "s2021    ", "2021 to 2022"),
        ("2024-12~", None, "s2024    ", "about December 2024"),
        ("XXXX-04-01", None, "nuuuuuuuu", "1 April, year not stated"),
        ("2024-12-20/..", None, "nuuuuuuuu", "20 December 2024 or later"),
    ],
)
def test_a_date_is_said_as_far_as_each_format_can(date: str, normal: str | None, fixed: str, words: str) -> None:
    record = make(date=date)
    (unitdate,) = read("ead2002", record).iter(f"{EAD}unitdate")
    assert (unitdate.get("normal"), unitdate.text) == (normal, words)
    held = {one.get("tag"): one.text for one in read("marc21slim", record).iter(f"{MARC}controlfield")}
    assert held["008"][6:15] == fixed
    assert marc(record)["264c"] == [words]


def test_an_undated_document_gets_no_date() -> None:
    assert not list(read("ead2002", make()).iter(f"{EAD}unitdate"))
    assert not list(read("oai_dc", make()).iter(f"{DC}date"))
    assert "264c" not in marc(make())


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://a.example/x?q=1#f", "https://a.example/x?q=1#f"),
        ("https://a.example/ü b#c#d", "https://a.example/ü%20b#c%23d"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("urn:isbn:1-931666-22-9", "urn:isbn:1-931666-22-9"),
        ("a.example/x", None),
        ("http://a.example:port/", None),
        ("http://[::1]/", None),
        ("http://[broken/", None),
    ],
)
def test_only_a_uri_leads_from_a_finding_aid_and_another_address_is_a_note(address: str, uri: str | None) -> None:
    whole = read("ead2002", make(url=address))
    assert [one.get("{http://www.w3.org/1999/xlink}href") for one in whole.iter(f"{EAD}dao")] == ([uri] if uri else [])
    assert [one.text for one in whole.iter(f"{EAD}p")] == ([] if uri else [address])


@given(st.text(alphabet="ht:p/#?%[]@a1- é\\<\"{|^`", max_size=14).map("http:".__add__))
def test_any_address_gives_a_valid_finding_aid(address: str) -> None:
    assert read("ead2002", make(url=address)) is not None
