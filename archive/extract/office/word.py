"""A story of a Word document, its body or its notes, as events of its XML: which text is in, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.extract.manuscript import Manuscript
from archive.extract.office.word_numbering import Numbered, Numbering, StoryNumbers
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
_OF_NUMBERS = {
    "w:pStyle": ["w:p", "w:pPr"], "w:numId": ["w:p", "w:pPr", "w:numPr"], "w:ilvl": ["w:p", "w:pPr", "w:numPr"],
    "w:vanish": ["w:p", "w:pPr", "w:rPr"], "w:specVanish": ["w:p", "w:pPr", "w:rPr"],
}  # fmt: skip
"""What says something of a paragraph's number, and inside of which elements; elsewhere it says what was before a change
that is tracked, or speaks of something else."""
_TOLD = _SKIPPED.union(_SIGNS, _MARKS, _LAID_OUT, _OF_NUMBERS, {"w:p", "w:pPr", "w:r", "w:altChunk"})
"""The elements that say something of the text: one in four, the others say how it looks."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is called: its kind and its ID in the part that holds the notes."""

    kind: str
    id: str


class Story:
    """Follows one part of a Word document and writes it into a manuscript. With `notes`, only those, so named.

    Text boxes are a story of their own to Word: their paragraphs are counted apart from the others.
    """

    def __init__(
        self, manuscript: Manuscript, numbering: Numbering | None = None, *, notes: Mapping[str, str] | None = None
    ) -> None:
        self.marks: list[NoteMark] = []
        self._manuscript = manuscript
        self.notes = notes
        self._path: list[str] = []
        self._skipping = 0
        self._hidden = False
        self._runs_on = False
        self._note = ""
        self._numbers = None if numbering is None else (StoryNumbers(numbering), StoryNumbers(numbering))
        self._boxes = 0
        self._said: dict[str, str] = {}

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
        elif name in _OF_NUMBERS:
            self._say(name, attributes)
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
        elif name == "w:pPr":
            self._number()
        else:
            self._close(name)

    def text(self, text: str) -> None:
        if not self._skipping and self._path[-1] in _TEXT:
            self._write(text)

    def _is_skipped(self, name: str, above: str, attributes: Attributes) -> bool:
        if name in ("w:footnote", "w:endnote"):
            return self.notes is None or attributes.get("w:id") not in self.notes
        if name in ("w:del", "w:moveFrom") and above == "w:rPr":  # not the text is deleted but the end of a paragraph
            self._runs_on = self._path[-4:-2] == ["w:p", "w:pPr"]
        return name in _SKIPPED

    def _say(self, name: str, attributes: Attributes) -> None:
        above = _OF_NUMBERS[name]
        if self._path[-1 - len(above) : -1] == above:
            self._said[name] = attributes.get("w:val", "")

    def _number(self) -> None:
        """Count the paragraph, unless its end is deleted, so that it is one with the next, or hidden.

        The end of a heading that stands in one line with its text is hidden too, but specially (`specVanish`).
        """
        said = self._said
        if self._numbers is None or self._path[-1:] != ["w:p"] or self._runs_on:
            return
        is_hidden = said.get("w:vanish", "0") not in _OFF and said.get("w:specVanish", "0") in _OFF
        if not is_hidden:
            told = Numbered(style=said.get("w:pStyle", ""), list=said.get("w:numId"), level=said.get("w:ilvl"))
            self._manuscript.number(self._numbers[self._boxes > 0].next(told))

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
        if name == "w:p":
            self._said = {}
        elif name == "w:tbl":
            self._manuscript.begin_table()
        elif name == "w:tr":
            self._manuscript.begin_row()
        elif name == "w:tc":
            self._manuscript.begin_cell()
        elif name == "w:txbxContent":
            self._boxes += 1
            self._manuscript.begin_box()
        elif name in ("w:footnote", "w:endnote") and self.notes is not None:
            self._note = self.notes[attributes["w:id"]]
            self._manuscript.begin_note()

    def _close(self, name: str) -> None:
        if name == "w:tbl":
            self._manuscript.end_table()
        elif name == "w:tr":
            self._manuscript.end_row()
        elif name == "w:tc":
            self._manuscript.end_cell()
        elif name == "w:txbxContent":
            self._boxes -= 1
            self._manuscript.end_box()
        elif name in ("w:footnote", "w:endnote"):
            self._manuscript.end_note(self._note)
