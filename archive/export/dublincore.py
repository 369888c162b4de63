"""Simple Dublin Core in the form of OAI-PMH (oai_dc), as repositories exchange it.

Sources: DCMI Metadata Terms, "Elements/1.1"; OAI-PMH 2.0, section "Dublin Core". The 15 elements say less than a
record: who a creator is, what a date means and where a value comes from are lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from archive.export.cited import cited_authors, cited_title, language_tags, notes, text_of, texts_of
from archive.export.inert import inert
from archive.export.xml import child, element, write_all
from archive.record import Record

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"


class DublinCoreExporter:
    """An .xml file: an oai_dc:dc element a record, in one `records` element."""

    name = "dublin-core"
    extension = "xml"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the elements one after the other."""
        write_all(out, "<records>\n", map(described, records), "</records>\n")


def described(record: Record) -> Any:
    """The oai_dc:dc element of one record."""
    whole = element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    for name, text in _elements(record):
        if text:
            child(whole, f"{{{DC}}}{name}", text)
    return whole


def _elements(record: Record) -> Iterator[tuple[str, str | None]]:
    yield "title", cited_title(record)
    yield from (("creator", name) for name in cited_authors(record))
    yield from (("subject", tag) for tag in texts_of(record, "tag"))
    yield from (("description", note) for note in [*notes(record), text_of(record, "note")])
    yield "publisher", text_of(record, "source")
    yield "date", text_of(record, "date")
    yield "type", text_of(record, "type")
    yield "format", inert(record.original.media_type)
    yield "identifier", inert(record.id)
    yield "identifier", f"urn:sha256:{inert(record.original.digest)}"
    yield "identifier", text_of(record, "symbol")
    yield "identifier", text_of(record, "url")
    yield from (("language", tag) for tag in language_tags(record))
    yield from (("relation", collection) for collection in texts_of(record, "collection"))
    yield "rights", text_of(record, "rights")
