"""Word documents (DOCX): Office Open XML, read from its own parts (ECMA-376, part 1).

Paragraphs, tables, text boxes, notes; insertions are in, deletions and hidden text are out, running heads and comments
are named among what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.manuscript import Manuscript
from archive.extract.office.core_properties import core_properties
from archive.extract.office.relations import Relations, relations
from archive.extract.office.word import NoteMark, Story
from archive.extract.package import Package
from archive.extract.xml.reading import read_xml

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS = "application/vnd.ms-word."
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


class DocxExtractor:
    """DOCX, its templates and its files with macros, by expat."""

    name = "docx"
    version = "1"
    formats = (
        Format(name="DOCX",
               media_types=(_OFFICE + "document", _OFFICE + "template", _MACROS + "document.macroenabled.12",
                            _MACROS + "template.macroenabled.12"),
               suffixes=(".docx", ".docm", ".dotx", ".dotm"), library="zipfile and expat (Python)",
               locators="`para. 3`, `table 1, row 2`, `footnote 4`",
               limits="10,000 members; 64 MB a member, 256 MB in all; 250 times expanded; elements 1,000 deep"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        package = Package(content)
        parts = relations(package, "")
        main = parts.one("officeDocument") or "word/document.xml"
        manuscript = Manuscript()
        marks = _read(package, main, manuscript)
        beside = relations(package, main)
        for kind, label in _NOTES:
            _read_notes(package, beside, manuscript, kind, label, [mark.id for mark in marks if mark.kind == label])
        _leave_out(package, beside, manuscript)
        text, passages = manuscript.finished()
        declared = core_properties(package, parts.one("core-properties"))
        return Extraction(text=text, passages=passages, declared=declared, left_out=manuscript.left_out)


def _read(package: Package, part: str, manuscript: Manuscript) -> list[NoteMark]:
    story = Story(manuscript)
    read_xml(package.read(part), story, PREFIXES, name=part)
    return story.marks


def _read_notes(
    package: Package, beside: Relations, manuscript: Manuscript, kind: str, label: str, wanted: list[str]
) -> None:
    """The notes in the order of their marks, numbered as Word numbers them."""
    part = beside.one(kind)
    if part is None or not wanted:
        return
    story = Story(manuscript, notes={note: f"{label} {number}" for number, note in enumerate(wanted, 1)})
    read_xml(package.read(part), story, PREFIXES, name=part)


def _leave_out(package: Package, beside: Relations, manuscript: Manuscript) -> None:
    """Running heads and feet, and comments. One that is damaged costs nothing but itself."""
    for part in _present(package, [*beside.all("header"), *beside.all("footer"), *beside.all("comments")]):
        aside = Manuscript()
        try:
            _read(package, part, aside)
            manuscript.leave_out(aside.finished()[0])
        except ExtractionFailed as error:
            manuscript.leave_out(f"{part}, which cannot be read: {error}")


def _present(package: Package, parts: list[str]) -> Iterator[str]:
    return (part for part in dict.fromkeys(parts) if part in package.names)
