"""MARCXML (MARC 21 slim), for library catalogues.

Source: MARC 21 Format for Bibliographic Data, Library of Congress. Names stand in 720, which does not ask whether they
are those of persons or bodies, since records do not say; subjects are uncontrolled (653).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from archive.export.cited import (
    cited_authors,
    genre,
    has_derived_title,
    language_tags,
    text_of,
    texts_of,
)
from archive.export.csljson import csl_item, full_note
from archive.export.dates import csl_date, in_words
from archive.export.inert import inert
from archive.export.xml import child, element, write_all
from archive.record import Record

MARC = "http://www.loc.gov/MARC21/slim"
LEADER = "     nam a22     7u 4500"
"""A new record of a monograph of text, in Unicode, of minimal level, described by no standard."""

Field = tuple[str, str, list[tuple[str, str | None]]]
"""Tag, the two indicators, and the subfields."""


class MarcXmlExporter:
    """An .xml file: a collection with a record a document."""

    name = "marcxml"
    extension = "xml"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the records one after the other."""
        write_all(out, f'<collection xmlns="{MARC}">\n', map(described, records), "</collection>\n")


def described(record: Record) -> Any:
    """The record element of one record; a field without any subfield is left out."""
    whole = element(_tag("record"), nsmap={None: MARC})
    child(whole, _tag("leader")).text = LEADER
    child(whole, _tag("controlfield"), record.id, {"tag": "001"})
    changed = f"{re.sub('[^0-9]', '', record.event.at)[:14]:0<14}.0"
    child(whole, _tag("controlfield"), changed, {"tag": "005"})
    child(whole, _tag("controlfield"), None, {"tag": "008"}).text = _fixed(record)
    for tag, indicators, subfields in sorted(_fields(record), key=lambda field: field[0]):
        said = [(code, inert(text)) for code, text in subfields if text and inert(text)]
        if any(code != "2" for code, _ in said):
            field = child(whole, _tag("datafield"), None, {"tag": tag})
            field.attrib.update({"ind1": indicators[0], "ind2": indicators[1]})  # a blank means something
            for code, text in said:
                child(field, _tag("subfield"), text, {"code": code})
    return whole


def _tag(name: str) -> str:
    return f"{{{MARC}}}{name}"


def _fixed(record: Record) -> str:
    """Field 008: 40 characters. The year where there is one; place and language are said to be unknown here."""
    entered = f"{re.sub('[^0-9]', '', record.event.at)[2:8]:0<6}"
    date = text_of(record, "date")
    parts = csl_date(date).get("date-parts", []) if date else []
    dated = f"s{parts[0][0]:04}    " if parts else "nuuuuuuuu"
    return f"{entered}{dated}xx {'|' * 17}und d"


def _fields(record: Record) -> Iterator[Field]:
    item = csl_item(record)
    title = text_of(record, "title")
    yield "041", "07", [*(("a", tag) for tag in language_tags(record)), ("2", "rfc5646")]
    yield "088", "  ", [("a", text_of(record, "symbol"))]
    yield "245", "00", [("a", f"[{title}]" if title and has_derived_title(record) else title or "[Untitled]")]
    yield "246", "11", [("a", text_of(record, "title_translated"))]
    date = text_of(record, "date")
    yield "264", " 1", [("a", text_of(record, "place")), ("b", text_of(record, "source")),
                        ("c", in_words(date) if date else None)]  # fmt: skip
    for note in (full_note(item), text_of(record, "note"), f"SHA-256 of the original: {record.original.digest}"):
        yield "500", "  ", [("a", note)]
    yield "540", "  ", [("a", text_of(record, "rights"))]
    for tag in texts_of(record, "tag"):
        yield "653", "  ", [("a", tag)]
    yield "655", " 7", [("a", genre(record)), ("2", "local")]
    for name in cited_authors(record):
        yield "720", "  ", [("a", name)]
    for collection in texts_of(record, "collection"):
        yield "773", "0 ", [("t", collection)]
    yield "856", "40", [("u", text_of(record, "url"))]
