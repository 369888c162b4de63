"""OpenDocument files (ODT and its kin): text documents, and sheets and slides, which are told in the same elements.

Automatic numbers are read in text documents.
Deletions that are tracked are out, insertions in; running heads, comments and hidden sections are named among what is
left out (OASIS OpenDocument 1.3, part 3).
"""

from __future__ import annotations

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Declared, Extraction, Format, Wishes
from archive.extract.manuscript import Manuscript
from archive.extract.office.core_properties import PREFIXES as META_PREFIXES
from archive.extract.office.odf_content import Content
from archive.extract.office.odf_lists import ListStyles
from archive.extract.package import Package
from archive.extract.xml.reading import read_xml

_ODF = "application/vnd.oasis.opendocument."
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = META_PREFIXES | {
    f"{_NAMESPACE}{name}:1.0": name for name in ("office", "text", "table", "style", "drawing", "presentation")
} | {"http://www.w3.org/2000/svg": "svg", f"{_NAMESPACE}svg-compatible:1.0": "svg",
     "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext"}  # fmt: skip
_PARTS = ("meta.xml", "content.xml", "styles.xml")
_FLAT = "-flat-xml"
_ENCRYPTED = b"encryption-data"
_LIMITS = "as DOCX"


class OdfExtractor:
    """ODT, ODS and ODP, packed and flat, by expat."""

    name = "odf"
    version = "2"
    formats = (
        Format(name="ODT",
               media_types=tuple(_ODF + kind for kind in ("text", "text-template", "text-master", "text-web",
                                                          "text" + _FLAT)),
               suffixes=(".odt", ".ott", ".odm", ".fodt"), library="zipfile and expat (Python)",
               locators="`para. 3`, `table 1, row 2`, `footnote 4`",
               limits=f"{_LIMITS}; numbers of 10 levels and 20,000 lists"),
        Format(name="ODS",
               media_types=tuple(_ODF + kind for kind in ("spreadsheet", "spreadsheet-template",
                                                          "spreadsheet" + _FLAT)),
               suffixes=(".ods", ".ots", ".fods"), library="zipfile and expat (Python)",
               locators="`sheet Income, row 7`", limits=_LIMITS),
        Format(name="ODP",
               media_types=tuple(_ODF + kind for kind in ("presentation", "presentation-template",
                                                          "presentation" + _FLAT)),
               suffixes=(".odp", ".otp", ".fodp"), library="zipfile and expat (Python)",
               locators="`slide 3, para. 2`", limits=_LIMITS),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        manuscript = Manuscript()
        declared: list[Declared] = []
        if content.startswith(b"PK"):
            _read_package(Package(content), manuscript, declared)
        else:
            _read(content, "office:document", manuscript, declared, ListStyles())
        text, passages = manuscript.finished()
        return Extraction(text=text, passages=passages, declared=tuple(declared), left_out=manuscript.left_out)


def _read_package(package: Package, manuscript: Manuscript, declared: list[Declared]) -> None:
    if "META-INF/manifest.xml" in package.names and _ENCRYPTED in package.read("META-INF/manifest.xml"):
        raise ExtractionFailed("the document is encrypted under a password", code="encrypted")
    read = {part: package.read(part) for part in _PARTS if part == "content.xml" or part in package.names}
    styles = _list_styles(read["styles.xml"]) if "styles.xml" in read else ListStyles()
    for part, content in read.items():
        _read(content, part, manuscript, declared, styles)


def _list_styles(content: bytes) -> ListStyles:
    """Those of styles.xml, which are wanted before the text that uses them is read."""
    styles = ListStyles()
    read_xml(content, styles, PREFIXES, name="styles.xml")
    return styles


def _read(content: bytes, part: str, manuscript: Manuscript, declared: list[Declared], styles: ListStyles) -> None:
    read_xml(content, Content(manuscript, declared, part, styles), PREFIXES, name=part)
