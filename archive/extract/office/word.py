"""A story of a Word document, its body or its notes, as events of its XML: which text is in, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.extract.manuscript import Manuscript
from archive.extract.xml.reading import Attributes

_SKIPPED = frozenset({"w:del", "w:moveFrom", "w:rt", "mc:Fallback"})
"""Deletions, the place that text was moved from, readings beside East Asian words, and what is said twice for old
programs. A deletion may hold whole paragraphs; its text is `w:delText`, save that of what was moved."""
_TEXT = frozenset({"w:t", "m:t"})
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\xad",
}
_OFF = frozenset({"0", "false", "off"})
_LAID_OUT = frozenset({"w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:footnote", "w:endnote"})
_MARKS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_TOLD = _SKIPPED.union(_SIGNS, _MARKS, _LAID_OUT, {"w:p", "w:r", "w:vanish", "w:altChunk"})
"""The elements that say something of the text: one in five, the others say how it looks."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is called: its kind and its ID in the part that holds the notes."""

    kind: str
    id: str


class Story:
    """Follows one part of a Word document and writes it into a manuscript. With `notes`, only those, so named."""

    def __init__(self, manuscript: Manuscript, *, notes: Mapping[str, str] | None = None) -> None:
        self.marks: list[NoteMark] = []
        self._manuscript = manuscript
        self._notes = notes
        self._path: list[str] = []
        self._skipping = 0
        self._hidden = False
        self._runs_on = False
        self._note = ""

    def start(self, name: str, attributes: Attributes) -> None:
        above = self._path[-1] if self._path else ""
        self._path.append(name)
        if name not in _TOLD and not self._skipping:
            return
        if self._skipping or self._is_skipped(name, above, attributes):
            self._skipping += 1
        elif above == "w:r" and name in _SIGNS:
            self._write(_SIGNS[name])
        elif name in _MARKS and "w:id" in attributes:
            self.marks.append(NoteMark(_MARKS[name], attributes["w:id"]))
        elif name == "w:vanish" and self._path[-3:-1] == ["w:r", "w:rPr"]:
            self._hidden = attributes.get("w:val") not in _OFF
        elif name == "w:altChunk":
            self._manuscript.leave_out("a file of another format, embedded (altChunk)")
        else:
            self._open(name, attributes)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
        elif name not in _TOLD:
            return
        elif name == "w:r":
            self._hidden = False
        elif name == "w:p":
            self._end_paragraph()
        else:
            self._close(name)

    def text(self, text: str) -> None:
        if not self._skipping and self._path[-1] in _TEXT:
            self._write(text)

    def _is_skipped(self, name: str, above: str, attributes: Attributes) -> bool:
        if name in ("w:footnote", "w:endnote"):
            return self._notes is None or attributes.get("w:id") not in self._notes
        if name in ("w:del", "w:moveFrom") and above == "w:rPr":  # not the text is deleted but the end of a paragraph
            self._runs_on = self._path[-4:-2] == ["w:p", "w:pPr"]
        return name in _SKIPPED

    def _write(self, text: str) -> None:
        if self._hidden:
            self._manuscript.leave_out(text)
        else:
            self._manuscript.write(text)

    def _end_paragraph(self) -> None:
        if self._runs_on:
            self._runs_on = False
        else:
            self._manuscript.end_paragraph()

    def _open(self, name: str, attributes: Attributes) -> None:
        if name == "w:tbl":
            self._manuscript.begin_table()
        elif name == "w:tr":
            self._manuscript.begin_row()
        elif name == "w:tc":
            self._manuscript.begin_cell()
        elif name == "w:txbxContent":
            self._manuscript.begin_box()
        elif name in ("w:footnote", "w:endnote") and self._notes is not None:
            self._note = self._notes[attributes["w:id"]]
            self._manuscript.begin_note()

    def _close(self, name: str) -> None:
        if name == "w:tbl":
            self._manuscript.end_table()
        elif name == "w:tr":
            self._manuscript.end_row()
        elif name == "w:tc":
            self._manuscript.end_cell()
        elif name == "w:txbxContent":
            self._manuscript.end_box()
        elif name in ("w:footnote", "w:endnote"):
            self._manuscript.end_note(self._note)
