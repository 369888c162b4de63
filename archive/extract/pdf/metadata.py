"""What a PDF declares of itself: its Info dictionary, and its XMP packet where the file has just one.

Titles that a program made of a file's name are no titles, and a word that is a user's login is nobody's name. A date of
publication is taken as the document's; when the file was made is told as just that: a scan of 1998 may be made in 2015.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from archive.errors import ExtractionFailed
from archive.extract import Declared
from archive.extract.declaring import is_meant
from archive.extract.encoding import decode, normalise
from archive.extract.pdf.strings import told

_PACKET = re.compile(rb"<x:xmpmeta\b.{1,1000000}?</x:xmpmeta\s*>", re.S)
_DATE = re.compile(r"(?:D:)?([12]\d{3})(?:(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?)?")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 80
"""Bytes of a language tag in UTF-16."""
_MOST_LETTERS = 1_000
_MISREAD = re.compile("[\u00a1-\u00ff]")

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIELDS = {
    f"{_DC}title": ("title", "dc:title"),
    f"{_DC}creator": ("creator", "dc:creator"),
    f"{_DC}publisher": ("source", "dc:publisher"),
    f"{_DC}rights": ("rights", "dc:rights"),
    "{http://prismstandard.org/namespaces/basic/2.0/}publicationDate": ("date", "prism:publicationDate"),
    "{http://prismstandard.org/namespaces/basic/2.0/}url": ("url", "prism:url"),
}
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def declared(document: Any, content: bytes) -> tuple[Declared, ...]:
    """Every declared value, XMP first: it says who published, and it has no doubts about its encoding."""
    found = [*_from_xmp(content), *_from_info(document), ("language", _language(document), "/Lang")]
    values = ((field, " ".join(normalise(value).split()), place) for field, value, place in found)
    return tuple(
        Declared(field=field, value=value, place=place)
        for field, value, place in values if value and len(value) <= _MOST_LETTERS and is_meant(field, value)
    )  # fmt: skip


def _from_info(document: Any) -> Iterator[tuple[str, str, str]]:
    for key, field in (("Title", "title"), ("Author", "creator")):
        yield field, _reread(told(document.get_metadata_value, key)), f"Info /{key}"
    for key, field in (("CreationDate", "created"), ("ModDate", "modified")):
        yield field, _day(told(document.get_metadata_value, key)), f"Info /{key}"


def _day(written: str) -> str:
    """The day of a date such as `D:20210409103000+02'00'` (ISO 32000-1, 7.9.4); empty when it is none."""
    found = _DATE.match(written)
    if not found:
        return ""
    return "-".join(part for part in found.groups() if part)


def _language(document: Any) -> str:
    """The language that the whole document is said to be in (BCP 47); empty when none is."""
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length <= _LONGEST_TAG:
        return ""
    held = ctypes.create_string_buffer(length)
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), length)
    tag = held.raw.decode("utf-16-le", "replace").rstrip("\0")
    return tag if _TAG.fullmatch(tag) else ""


def producer(document: Any) -> str:
    """The program that made the file, as it says; empty when it does not."""
    words = told(document.get_metadata_value, "Producer") or told(document.get_metadata_value, "Creator")
    return " ".join(normalise(words).split())[:100]


def _reread(value: str) -> str:
    """Text that was noted in an older encoding and read as Latin-1: `Ïèñüìî` was Письмо."""
    try:
        raw = value.encode("latin-1")
    except UnicodeEncodeError:
        return value
    letters = sum(map(str.isalpha, value))
    if len(_MISREAD.findall(value)) <= letters / 2 or letters < 4:
        return value
    try:
        return decode(raw)[0]
    except ExtractionFailed:
        return value


def _from_xmp(content: bytes) -> Iterator[tuple[str, str, str]]:
    """The values of the file's one packet. Pictures in a file bring packets too, so of several none is taken."""
    from lxml import etree

    packets = _PACKET.findall(content)
    if len(packets) != 1 or b"<!DOCTYPE" in packets[0]:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(packets[0], parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter(*_FIELDS):
        field, name = _FIELDS[str(element.tag)]
        for value in _values(element):
            day = _DAY.match(value)
            yield field, day.group() if field == "date" and day else value, f"XMP {name}"


def _values(element: Any) -> list[str]:
    """The items of a list; of alternatives in several languages the first, which is the default one (XMP, part 1)."""
    items = [item.text or "" for item in element.iter(f"{_RDF}li")]
    if element.find(f"{_RDF}Alt") is not None:
        return items[:1]
    return items or [element.text or ""]
