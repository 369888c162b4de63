"""Word documents (DOCX): Office Open XML, read from its own parts (ECMA-376, part 1).

Paragraphs with their numbers, tables, text boxes, notes; insertions are in, deletions and hidden text are out, running
heads and comments are named among what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.manuscript import Manuscript
from archive.extract.office.core_properties import core_properties
from archive.extract.office.relations import Relations, relations
from archive.extract.office.word import NoteMark, Story
from archive.extract.office.word_numbering import ListReader, Numbering, StyleReader
from archive.extract.package import Package
from archive.extract.xml.reading import Events, read_xml

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS = "application/vnd.ms-word."
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
LARGEST_NUMBERING = 16_000_000
"""Bytes of the lists and of the styles, each; 2,000 lists of nine levels take some 6 MB."""
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


class DocxExtractor:
    """DOCX, its templates and its files with macros, by expat."""

    name = "docx"
    version = "2"
    formats = (
        Format(name="DOCX",
               media_types=(_OFFICE + "document", _OFFICE + "template", _MACROS + "document.macroenabled.12",
                            _MACROS + "template.macroenabled.12"),
               suffixes=(".docx", ".docm", ".dotx", ".dotm"), library="zipfile and expat (Python)",
               locators="`para. 3`, `table 1, row 2`, `footnote 4`",
               limits="10,000 members; 64 MB a member, 256 MB in all; 250 times expanded; elements 1,000 deep;"
                      " numbers of 9 levels and 20,000 lists, from 16 MB of lists and of styles"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        package = Package(content)
        parts = relations(package, "")
        main = parts.one("officeDocument") or "word/document.xml"
        manuscript = Manuscript()
        beside = relations(package, main)
        numbering = _numbering(package, beside, manuscript)
        story = Story(manuscript, numbering)
        read_xml(package.read(main), story, PREFIXES, name=main)
        for kind, label in _NOTES:
            notes = Story(manuscript, numbering, notes=_numbered(story.marks, label))
            _read_notes(package, beside.one(kind), notes)
        _leave_out(package, beside, manuscript)
        text, passages = manuscript.finished()
        declared = core_properties(package, parts.one("core-properties"))
        return Extraction(text=text, passages=passages, declared=declared, left_out=manuscript.left_out)


def _numbering(package: Package, beside: Relations, manuscript: Manuscript) -> Numbering | None:
    """The lists of the document and its styles that bring one. What cannot be read costs numbers, no text."""
    part = beside.one("numbering")
    if part is None or part not in package.names:
        return None
    lists, styles = ListReader(), StyleReader()
    if not _follow(package, part, lists, manuscript):
        return None
    sound = _follow(package, beside.one("styles"), styles, manuscript)
    return Numbering(lists, styles.styles if sound else {})


def _follow(package: Package, part: str | None, reader: Events, manuscript: Manuscript) -> bool:
    if part is None or part not in package.names:
        return False
    try:
        read_xml(package.read(part, at_most=LARGEST_NUMBERING), reader, PREFIXES, name=part)
    except ExtractionFailed as error:
        manuscript.leave_out(f"numbers of paragraphs, by {part}, which cannot be read: {error}")
        return False
    return True


def _numbered(marks: Sequence[NoteMark], label: str) -> dict[str, str]:
    """The notes of one kind in the order of their marks, numbered as Word numbers them."""
    wanted = [mark.id for mark in marks if mark.kind == label]
    return {note: f"{label} {number}" for number, note in enumerate(wanted, 1)}


def _read_notes(package: Package, part: str | None, story: Story) -> None:
    if part is not None and story.notes:
        read_xml(package.read(part), story, PREFIXES, name=part)


def _leave_out(package: Package, beside: Relations, manuscript: Manuscript) -> None:
    """Running heads and feet, and comments. One that is damaged costs nothing but itself."""
    for part in _present(package, [*beside.all("header"), *beside.all("footer"), *beside.all("comments")]):
        aside = Manuscript()
        try:
            read_xml(package.read(part), Story(aside), PREFIXES, name=part)
            manuscript.leave_out(aside.finished()[0])
        except ExtractionFailed as error:
            manuscript.leave_out(f"{part}, which cannot be read: {error}")


def _present(package: Package, parts: list[str]) -> Iterator[str]:
    return (part for part in dict.fromkeys(parts) if part in package.names)
