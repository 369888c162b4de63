"""EAD 2002: a finding aid with a component an item.

EAD 2002 and not EAD3, because that is what AtoM and ArchivesSpace take in, and because EAD3 demands an agency and a
history of maintenance that an archive of ours does not know. Source: EAD 2002 Tag Library, Society of American
Archivists; namespace of its schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from archive.export.cited import cited_authors, cited_title, genre, language_tags, notes, text_of, texts_of
from archive.export.dates import in_words
from archive.export.inert import inert
from archive.export.xml import child, element, write_all
from archive.record import Record
from archive.version import AGENT

EAD = "urn:isbn:1-931666-22-9"
XLINK = "http://www.w3.org/1999/xlink"
_HEAD = f"""\
<ead xmlns="{EAD}">
<eadheader><eadid>muniment-export</eadid><filedesc><titlestmt><titleproper>Exported documents</titleproper></titlestmt>\
</filedesc><profiledesc><creation>{AGENT}</creation></profiledesc></eadheader>
<archdesc level="collection"><did><unittitle>Exported documents</unittitle></did>
<dsc type="in-depth">
"""
_FOOT = "</dsc></archdesc></ead>\n"
# What the schema takes as a normalised date: a day, month or year, or an interval of two.
_NORMAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")

_NOT_IN_A_URI = re.compile(r"[^\w!$%&'()*+,./:;=?@~-]")
_HOST = re.compile(r"(?:[^@:\[\]]*@)?[^@:\[\]]+(?::[0-9]{1,5})?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class EadExporter:
    """An .xml file: one finding aid, an item-level component a record."""

    name = "ead"
    extension = "xml"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the components one after the other."""
        write_all(out, _HEAD, map(component, records), _FOOT)


def component(record: Record) -> Any:
    """The c element of one record."""
    whole = element(_tag("c"), attributes={"level": "item"}, nsmap={None: EAD, "xlink": XLINK})
    _identify(child(whole, _tag("did")), record)
    for tag, texts in (
        ("userestrict", [text_of(record, "rights")]),
        ("odd", [*notes(record), text_of(record, "note"), None if _uri(record) else text_of(record, "url")]),
    ):
        said = [text for text in texts if text]
        if said:
            section = child(whole, _tag(tag))
            for text in said:
                child(section, _tag("p"), text)
    _control(whole, record)
    return whole


def _identify(did: Any, record: Record) -> None:
    child(did, _tag("unitid"), record.id, {"type": "muniment"})
    child(did, _tag("unitid"), record.original.digest, {"type": "sha256"})
    if symbol := text_of(record, "symbol"):
        child(did, _tag("unitid"), symbol, {"type": "symbol"})
    child(did, _tag("unittitle"), cited_title(record))
    if date := text_of(record, "date"):
        normal = {"normal": date} if _NORMAL.fullmatch(date) else {}
        child(did, _tag("unitdate"), in_words(date), normal)
    for label, names in (("creator", cited_authors(record)), ("issuer", [text_of(record, "source")])):
        for name in filter(None, names):
            child(child(did, _tag("origination"), None, {"label": label}), _tag("name"), name)
    if tags := language_tags(record):
        languages = child(did, _tag("langmaterial"))
        for tag in tags:
            child(languages, _tag("language"), tag)
    physical = child(did, _tag("physdesc"))
    child(physical, _tag("extent"), f"{record.original.size} bytes, {inert(record.original.media_type)}")
    if uri := _uri(record):
        child(did, _tag("dao"), None, {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": uri})


def as_uri(address: str) -> str | None:
    """An address as a URI, which the schema asks for; None when it has no scheme or a host that cannot be read.

    What no address can hold is percent-encoded (RFC 3986); letters of other scripts stay, as `xs:anyURI` lets them.
    """
    if not _SCHEME.match(address) or not _has_plain_host(address):
        return None
    before, mark, fragment = _LONE_PERCENT.sub("%25", address).partition("#")
    return _NOT_IN_A_URI.sub(_encoded, before) + mark + _NOT_IN_A_URI.sub(_encoded, fragment)


def _encoded(found: re.Match[str]) -> str:
    return quote(found[0])


def _has_plain_host(address: str) -> bool:
    """Whether host and port, where there are any, are a name and a number; libxml2 takes no IPv6 address."""
    try:
        parts = urlsplit(address)
        return not parts.netloc or _HOST.fullmatch(parts.netloc) is not None
    except ValueError:
        return False


def _uri(record: Record) -> str | None:
    url = text_of(record, "url")
    return as_uri(url) if url else None


def _control(whole: Any, record: Record) -> None:
    """Subjects, kind and place, by which the item is found."""
    entries = [("subject", tag) for tag in texts_of(record, "tag")]
    entries += [(tag, text) for tag, text in (
        ("genreform", genre(record)), ("geogname", text_of(record, "place")),
    ) if text]  # fmt: skip
    if entries:
        access = child(whole, _tag("controlaccess"))
        for tag, text in entries:
            child(access, _tag(tag), text)


def _tag(name: str) -> str:
    return f"{{{EAD}}}{name}"
