"""RIS, as Zotero, EndNote and Mendeley import it (RIS format specification, 2011)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archive.export.cited import texts_of
from archive.export.csljson import Item, csl_item, full_note
from archive.export.series import Series
from archive.record import Record

_TYPES = {"article-newspaper": "NEWS", "report": "RPRT", "webpage": "ELEC"}

SERIES = Series()


class RisExporter:
    """A .ris file, UTF-8 with CR LF, a blank line after each reference."""

    name = "ris"
    extension = "ris"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the references one after the other."""
        SERIES.write(out, (reference(record).encode() for record in records))


def reference(record: Record) -> str:
    """One RIS reference."""
    return entry(csl_item(record), texts_of(record, "tag"))


def entry(item: Item, keywords: list[str]) -> str:
    """The reference of a CSL item. Its texts are inert and so hold no line ends: none of them can begin a tag."""
    lines = [f"{tag}  - {text}\r\n" for tag, text in _tags(item, keywords) if text]
    return "".join(lines) + "ER  - \r\n\r\n"


def _tags(item: Item, keywords: list[str]) -> Iterator[tuple[str, str | None]]:
    """Tags in the order in which they are written. TY is the first, as the format demands."""
    kind = _TYPES.get(item["type"], "GEN")
    yield "TY", kind
    yield "ID", item["id"]
    yield from (("AU", name["literal"]) for name in item.get("author", ()))
    yield "TI", item["title"]
    yield "T2", item.get("container-title")
    yield "PB", item.get("publisher")
    yield from _date(item)
    yield "SN" if kind == "RPRT" else "M1", item.get("number")  # report number; in other types SN is an ISSN
    yield "M3", item.get("genre")
    yield "LA", item.get("language")
    yield "UR", item.get("URL")
    yield from (("KW", keyword) for keyword in keywords)
    yield "N1", full_note(item)
    yield "N1", item.get("annote")
    yield "N1", _fixity(item)
    yield "AN", item["id"]


def _date(item: Item) -> Iterator[tuple[str, str]]:
    """PY, and DA as YYYY/MM/DD/ with what is stated; the note holds what these cannot."""
    parts = item.get("issued", {}).get("date-parts", [])
    if parts and len({end[0] for end in parts}) == 1:
        yield "PY", f"{parts[0][0]:04}"
    if len(parts) == 1 and len(parts[0]) > 1:
        padded = [f"{part:02}" for part in parts[0][1:]] + [""] * (3 - len(parts[0]))
        yield "DA", f"{parts[0][0]:04}/{'/'.join(padded)}/"


def _fixity(item: Item) -> str | None:
    digest = item.get("custom", {}).get("sha256")
    return f"SHA-256 of the original: {digest}" if digest else None
