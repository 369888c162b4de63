"""XML: TEI documents by what their elements mean, any other by where its text stands."""

from __future__ import annotations

import re

from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.encoding import decode
from archive.extract.left_out import named
from archive.extract.passages import laid_out
from archive.extract.xml.generic import DUBLIN_CORE, Generic
from archive.extract.xml.reading import read_xml
from archive.extract.xml.tei import Tei
from archive.extract.xml.tei_header import Header

_DECLARATION = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TEI_PREFIXES = {"http://www.tei-c.org/ns/1.0": "", "http://www.w3.org/XML/1998/namespace": "xml"}
_PREFIXES = {"http://www.w3.org/XML/1998/namespace": "xml"} | dict.fromkeys(DUBLIN_CORE, "dc")
_LIMITS = "elements 1,000 deep; entities of its own are refused"


class TeiExtractor:
    """TEI by expat: the text in order, its pages, and what the header declares."""

    name = "tei"
    version = "1"
    formats = (
        Format(name="TEI", media_types=("application/tei+xml",), suffixes=(".xml", ".tei"), library="expat (Python)",
               locators="`p. 12, para. 3` by its page breaks, else `para. 3`; `note 4`", limits=_LIMITS),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = _decoded(content, wishes)
        header = Header()
        tei = Tei(header)
        read_xml(decoded, tei, _TEI_PREFIXES, encoding="utf-8")
        text, passages = laid_out(tei.located())
        return Extraction(text=text, passages=passages, declared=tuple(header.declared()),
                          left_out=named(tei.left_out), encoding=encoding)  # fmt: skip


class XmlExtractor:
    """Other XML by expat: each stretch of text that elements only mark within is a paragraph."""

    name = "xml"
    version = "1"
    formats = (
        Format(name="XML", media_types=("application/xml",), suffixes=(".xml",), library="expat (Python)",
               locators="`para. 3`", limits=_LIMITS),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = _decoded(content, wishes)
        generic = Generic()
        read_xml(decoded, generic, _PREFIXES, encoding="utf-8")
        text, passages = laid_out(generic.located())
        return Extraction(text=text, passages=passages, declared=tuple(generic.declared), encoding=encoding)


def _decoded(content: bytes, wishes: Wishes) -> tuple[bytes, str]:
    """The document in UTF-8, and the encoding that it was in."""
    stated = _DECLARATION.match(content)
    declared = stated.group(1).decode("ascii") if stated else None
    text, encoding = decode(content, declared=declared, wished=wishes.encoding)
    return text.encode("utf-8", "replace"), encoding
