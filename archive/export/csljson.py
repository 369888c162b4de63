"""CSL-JSON: the items that Zotero, pandoc and citeproc read (CSL 1.0.2). BibTeX and RIS start from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from archive.export.cited import cited_authors, cited_title, genre, language_tags, notes, text_of, texts_of
from archive.export.dates import csl_date
from archive.export.inert import inert
from archive.export.series import Series
from archive.record import Record

Item = dict[str, Any]

# A resolution is a report: styles print "Pub. L. No." for CSL's legislation.
_TYPES = {
    "news": "article-newspaper",
    "note verbale": "report",
    "letter": "report",
    "resolution": "report",
    "report": "report",
}

_json = json.JSONEncoder(ensure_ascii=False).encode
SERIES = Series(head=b"[\n", joint=b",\n", foot=b"\n]\n", none=b"[]\n")
"""A JSON array, an item a line."""


class CslJsonExporter:
    """A JSON array, an item a line, UTF-8."""

    name = "csl-json"
    extension = "json"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the array item by item."""
        SERIES.write(out, (entry(csl_item(record)) for record in records))


def entry(item: Item) -> bytes:
    """An item as it stands in the array."""
    return _json(item).encode()


def csl_item(record: Record) -> Item:
    """One CSL-JSON item. A variable that the document does not state is absent; names are `literal`."""
    item: Item = {"id": inert(record.id), "type": csl_type(record), "title": cited_title(record)}
    item |= _issue(record) | _proceedings(record) | _access(record)
    item["custom"] = _custom(record)
    return {name: held for name, held in item.items() if held}


def csl_type(record: Record) -> str:
    """The CSL type of the kind of document; a kind without one is a `webpage`, or a `document` without address."""
    kind = record.description.text("type")
    return _TYPES.get(kind or "", "webpage" if text_of(record, "url") else "document")


def full_note(item: Item) -> str | None:
    """The item's note, after the session and agenda item, for formats that have no field for these."""
    proceedings = ", ".join(filter(None, (item.get("event-title") or item.get("authority"), item.get("section"))))
    return " ".join(filter(None, (f"{proceedings}." if proceedings else None, item.get("note")))) or None


def _issue(record: Record) -> Item:
    """Who issued it, when, and under which number."""
    date = text_of(record, "date")
    issuer = "container-title" if csl_type(record) == "article-newspaper" else "publisher"
    return {
        "author": [{"literal": name} for name in cited_authors(record)],
        issuer: text_of(record, "source"),
        "issued": csl_date(date) if date else None,
        "genre": genre(record),
        "number": text_of(record, "symbol"),
    }


def _proceedings(record: Record) -> Item:
    """The organ, session and agenda item that the document is before."""
    body, session = text_of(record, "body"), text_of(record, "session")
    agenda_item, meeting_dates = text_of(record, "agenda_item"), text_of(record, "meeting_dates")
    return {
        "authority": body,
        "event-title": ", ".join(filter(None, (body, f"session {session}"))) if session else None,
        "event-date": csl_date(meeting_dates) if meeting_dates else None,
        "section": f"agenda item {agenda_item}" if agenda_item else None,
    }


def _access(record: Record) -> Item:
    """Where it is, in which language, and what else is to be said of it."""
    said = notes(record)
    return {
        "URL": text_of(record, "url"),
        "language": next(iter(language_tags(record)), None),
        "keyword": ", ".join(texts_of(record, "tag")),
        "archive_collection": text_of(record, "collection"),
        "annote": text_of(record, "note"),
        "note": ". ".join(said) + "." if said else None,
    }


def _custom(record: Record) -> Item:
    """What CSL has no variable for: the EDTF date, where the title comes from, the digest of the original."""
    title, date = record.description.title, text_of(record, "date")
    custom = {"edtf": date, "title-basis": title.basis if title else None, "sha256": inert(record.original.digest)}
    return {name: held for name, held in custom.items() if held}
