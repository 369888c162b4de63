"""BibLaTeX for biber: entry types and fields of the biblatex manual 3.x, dates in EDTF as biber reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archive.export.bibtex import SERIES, escape, issuer_of, laid_out, verbatim
from archive.export.cited import texts_of
from archive.export.csljson import Item, csl_item, full_note
from archive.record import Record

# CSL type → entry type and the field that takes who issued it.
_ENTRIES = {
    "article-newspaper": ("article", "journaltitle"),
    "report": ("report", "institution"),
    "webpage": ("online", "organization"),
}
_MISC = ("misc", "organization")


class BiblatexExporter:
    """A .bib file for biblatex, an entry a record, keyed by the record's ID."""

    name = "biblatex"
    extension = "bib"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the entries one after the other, a blank line between them."""
        SERIES.write(out, (entry(csl_item(record), texts_of(record, "tag")).encode() for record in records))


def entry(item: Item, keywords: list[str]) -> str:
    """One entry of a CSL item. A report and an article need who issued them; without, the entry is @misc."""
    issuer = issuer_of(item)
    kind, issuer_field = _ENTRIES.get(item["type"], _MISC)
    if not issuer and kind != "online":
        kind, issuer_field = _MISC
    fields = _fields(item, issuer_field, issuer, keywords)
    return laid_out(kind, item["id"], ((name, f"{{{value}}}") for name, value in fields))


def _fields(item: Item, issuer_field: str, issuer: str | None, keywords: list[str]) -> Iterator[tuple[str, str]]:
    """Names and values; a second pair of braces keeps a name from being split and a title from being lowered."""
    if item.get("author"):
        yield "author", " and ".join(f"{{{escape(name['literal'])}}}" for name in item["author"])
    yield "title", f"{{{escape(item['title'])}}}"
    if issuer:
        # Biber splits lists at " and "; a pair of braces keeps one body one.
        yield issuer_field, escape(issuer) if issuer_field == "journaltitle" else f"{{{escape(issuer)}}}"
    if item["type"] == "article-newspaper":
        yield "entrysubtype", "newspaper"
    if item.get("issued", {}).get("date-parts"):
        yield "date", escape_date(item["custom"]["edtf"])
    if "URL" in item:
        yield "url", verbatim(item["URL"])
    yield from ((name, escape(text)) for name, text in _texts(item, keywords) if text)


def escape_date(edtf: str) -> str:
    """The EDTF date as it is: its `~` and `?` are read by biber and never typeset."""
    return "".join(character for character in edtf if character.isalnum() or character in "-/~?%.")


def _texts(item: Item, keywords: list[str]) -> Iterator[tuple[str, str | None]]:
    yield "type", item.get("genre")
    yield "number", item.get("number")
    yield "language", item.get("language")
    yield "keywords", ",".join(keyword.replace(",", " ") for keyword in keywords)
    yield "note", full_note(item)
    yield "annotation", item.get("annote")
    yield "sha256", item.get("custom", {}).get("sha256")
