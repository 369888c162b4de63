"""The text of a TEI document (P5 and P4): paragraphs, verse, lists, tables and notes, with the pages of the print.

Where an editor gives two readings (`choice`) the edited one is the text; of the readings of several witnesses (`app`)
it is the first. What the source deletes is out, what it adds is in. Running heads (`fw`) are named among what is left
out. Notes follow the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.extract.manuscript import folded
from archive.extract.passages import Located
from archive.extract.xml.reading import Attributes
from archive.extract.xml.tei_header import Header

_BLOCKS = frozenset(
    "ab address argument back bibl biblStruct body byline castItem castList cit closer dateline div div0 div1 div2 div3"
    " div4 div5 div6 div7 docAuthor docDate docEdition docImprint docTitle epigraph figDesc figure floatingText front"
    " group head imprimatur item label lg list listBibl opener p postscript q quote row salute signed sp speaker stage"
    " table text titlePage titlePart trailer".split()
)
_PARAGRAPHS = frozenset({"p", "ab", "head", "item", "cell", "l", "salute", "signed", "dateline", "titlePart", "byline"})
_WITHIN = frozenset({"q", "quote", "bibl", "cit", "label", "stage", "address", "figure", "docDate", "docAuthor"})
"""Elements that part paragraphs, but that inside of one only mark some of its words."""
_UNEDITED = frozenset({"sic", "orig", "abbr"})
_READINGS = frozenset({"lem", "rdg", "rdgGrp"})
_SKIPPED = frozenset({"facsimile", "standOff", "sourceDoc", "del", "index", "rt", "xenoData"})
_ASIDES = frozenset({"note", "fw"})
_LINE, _CELL = "\x02", "\x03"
"""Stand for a line break and the end of a cell until white space is folded; XML cannot hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    text: str
    first: str
    last: str


class Tei:
    """Follows a document and gathers its paragraphs; what belongs to the header goes there."""

    def __init__(self, header: Header) -> None:
        self.left_out: list[str] = []
        self._header = header
        self._path: list[str] = []
        self._skipping = 0
        self._read: list[bool] = []
        self._page = self._first = self._last = ""
        self._pieces: list[str] = []
        self._asides: list[list[str]] = []
        self._paragraphs: list[_Paragraph] = []
        self._notes: list[str] = []
        self._begun = self._joins = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._header.is_open or name == "teiHeader":
            self._header.start(name, attributes)
            return
        above = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._skipping or self._is_skipped(name, above):
            self._skipping += 1
        elif name == "app":
            self._read.append(False)
        elif name in _ASIDES:
            self._asides.append([])
        elif name in ("lb", "pb", "cb"):
            self._milestone(name, attributes)
        elif name == "gap":
            self._write("[…]")
        else:
            self._edge(name)

    def end(self, name: str) -> None:
        if self._header.is_open:
            self._header.end(name)
            return
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
        elif name == "app":
            self._read.pop()
        elif name in _ASIDES:
            self._end_aside(name)
        else:
            self._edge(name)

    def text(self, text: str) -> None:
        if self._header.is_open:
            self._header.text(text)
        elif not self._skipping and "text" in self._path:
            self._write(text)

    def located(self) -> Iterator[Located]:
        """The paragraphs with their pages, then the notes."""
        self._break()
        number, page = 0, ""
        for paragraph in self._paragraphs:
            number = 1 if paragraph.first != page else number + 1
            page = paragraph.first
            yield Located(text=paragraph.text, locator=_place(paragraph, number))
        for number, note in enumerate(self._notes, 1):
            yield Located(text=note, locator=f"note {number}")

    def _is_skipped(self, name: str, above: str) -> bool:
        if above == "app" and name in _READINGS and self._read:
            other, self._read[-1] = self._read[-1], True
            return other
        return name in _SKIPPED or (above == "choice" and name in _UNEDITED)

    def _edge(self, name: str) -> None:
        """Where an element begins or ends: of a paragraph, a line, a cell, or of nothing that shows."""
        if name == "l" or name == "addrLine":
            self._write(_LINE)
        elif name == "cell":
            self._write(_CELL)
        elif self._asides and name in _BLOCKS:
            self._write(" ")
        elif name in _BLOCKS and not (name in _WITHIN and _PARAGRAPHS.intersection(self._path)):
            self._break()

    def _milestone(self, name: str, attributes: Attributes) -> None:
        """A break of line, column or page: white space, save where the source divides a word."""
        if attributes.get("break") == "no":
            pieces = self._asides[-1] if self._asides else self._pieces
            pieces[-1:] = [piece.rstrip() for piece in pieces[-1:]]
            self._joins = True
        else:
            self._write(_LINE if name == "lb" else " ")
        if name == "pb":
            self._page = " ".join(attributes.get("n", "").split())

    def _write(self, text: str) -> None:
        if self._joins:
            text = text.lstrip()
            self._joins = not text
        if self._asides:
            self._asides[-1].append(text)
            return
        if text.strip(" \t\r\n" + _LINE + _CELL):
            self._first, self._last = self._first if self._begun else self._page, self._page
            self._begun = True
        self._pieces.append(text)

    def _break(self) -> None:
        """The end of a paragraph."""
        self._begun = self._joins = False
        text = _laid_out("".join(self._pieces))
        if text:
            self._paragraphs.append(_Paragraph(text=text, first=self._first, last=self._last))
        self._pieces = []

    def _end_aside(self, name: str) -> None:
        text = " ".join(_laid_out("".join(self._asides.pop())).split())
        if text:
            (self._notes if name == "note" else self.left_out).append(text)


def _place(paragraph: _Paragraph, number: int) -> str:
    if not paragraph.first:
        return f"para. {number}"
    if paragraph.last != paragraph.first:
        return f"pp. {paragraph.first}–{paragraph.last}, para. {number}"
    return f"p. {paragraph.first}, para. {number}"


def _laid_out(text: str) -> str:
    """White space folded as XML means it, then lines and cells as the source has them."""
    cells = ["\n".join(" ".join(line.split()) for line in cell.split(_LINE)) for cell in text.split(_CELL)]
    return folded("\t".join(cell for cell in cells if cell.strip()))
