"""BibTeX, with the fields that biblatex adds. UTF-8, for biber, XeLaTeX and LuaLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from archive.export.csljson import Item, csl_item, full_note
from archive.export.dates import MONTHS
from archive.export.series import Series
from archive.record import Record

# `\{` and `\}` are not used: readers count braces without looking at the backslash before them.
_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
} | {character: f"\\{character}" for character in "%#&$_"})  # fmt: skip

SERIES = Series(joint=b"\n")
"""A blank line between two entries."""

_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9:.-]+")

# CSL type → entry type and the field that takes who issued it. Without an issuer the entry is @misc.
_ENTRIES = {"article-newspaper": ("article", "journal"), "report": ("techreport", "institution")}
_MISC = ("misc", "howpublished")


class BibtexExporter:
    """A .bib file, an entry a record, keyed by the record's ID."""

    name = "bibtex"
    extension = "bib"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the entries one after the other, a blank line between them."""
        SERIES.write(out, (entry(csl_item(record)).encode() for record in records))


def entry(item: Item) -> str:
    """One BibTeX entry of a CSL item."""
    issuer = issuer_of(item)
    kind, issuer_field = _ENTRIES.get(item["type"], _MISC) if issuer else _MISC
    return laid_out(kind, item["id"], _fields(item, issuer_field, issuer))


def issuer_of(item: Item) -> str | None:
    """Who issued it: the outlet of news, else the publisher."""
    return item.get("container-title") or item.get("publisher")


def laid_out(kind: str, record_id: str, fields: Iterable[tuple[str, str]]) -> str:
    """An entry of this type with its fields, a line each."""
    body = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@{kind}{{{key(record_id)},\n{body}}}\n"


def escape(text: str) -> str:
    """Text in which no character is a command to TeX or ends a BibTeX value."""
    return text.translate(_ESCAPES)


def key(record_id: str) -> str:
    """An ID as the key of an entry."""
    return _NOT_IN_A_KEY.sub("-", record_id)


def verbatim(url: str) -> str:
    """An address for a field that is set verbatim: braces, backslashes, quotes and blanks percent-encoded."""
    return quote(url, safe="".join(chr(code) for code in range(33, 127) if chr(code) not in '{}\\"<>^`|'))


def _fields(item: Item, issuer_field: str, issuer: str | None) -> Iterator[tuple[str, str]]:
    """Names and values, in braces; the second pair keeps a style from splitting a name or lowering a title."""
    if item.get("author"):
        yield "author", "{" + " and ".join(f"{{{escape(name['literal'])}}}" for name in item["author"]) + "}"
    yield "title", f"{{{{{escape(item['title'])}}}}}"
    if issuer:
        yield issuer_field, f"{{{escape(issuer)}}}"
    yield from _date(item)
    if "URL" in item:
        yield "url", f"{{{verbatim(item['URL'])}}}"
    yield from ((name, f"{{{escape(text)}}}") for name, text in _texts(item) if text)


def _texts(item: Item) -> Iterator[tuple[str, str | None]]:
    yield "type", item.get("genre")
    yield "number", item.get("number")
    yield "language", item.get("language")
    yield "keywords", item.get("keyword")
    yield "note", full_note(item)
    yield "annote", item.get("annote")
    yield "sha256", item.get("custom", {}).get("sha256")


def _date(item: Item) -> Iterator[tuple[str, str]]:
    """The `date` of biblatex, and `year` and `month` as far as one of each holds for the whole date."""
    parts = item.get("issued", {}).get("date-parts", [])
    if not parts:
        return
    yield "date", f"{{{item['custom']['edtf']}}}"
    if len({end[0] for end in parts}) == 1:
        yield "year", f"{{{parts[0][0]}}}"
    if len(parts) == 1 and len(parts[0]) > 1:
        yield "month", MONTHS[parts[0][1] - 1][:3].lower()
