"""XML of no kind we know: an element that holds text of its own is a paragraph, with all that is in it.

Blanks between elements are text as well (`<b>Wet</b> <i>registers</i>`), line breaks are not: they lay markup out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract import Declared
from archive.extract.declaring import values
from archive.extract.manuscript import folded
from archive.extract.passages import Located
from archive.extract.xml.reading import Attributes

DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_FIELDS = {
    "dc:title": "title", "dc:creator": "creator", "dc:publisher": "source", "dc:date": "date", "dc:issued": "date",
    "dc:created": "created", "dc:modified": "modified", "dc:language": "language", "dc:subject": "tag",
    "dc:rights": "rights",
}  # fmt: skip


@dataclass(slots=True)
class _Element:
    """What an element holds: paragraphs, or text with whatever marks parts of it."""

    name: str
    mixed: bool = False
    pieces: list[str] = field(default_factory=list)


class Generic:
    """Gathers the paragraphs, innermost elements with text first, and declared values of Dublin Core."""

    def __init__(self) -> None:
        self.declared: list[Declared] = []
        self._open: list[_Element] = [_Element("")]

    def start(self, name: str, attributes: Attributes) -> None:
        if len(self._open) == 1 and attributes.get("xml:lang"):
            self.declared += values("language", attributes["xml:lang"], f"{name} xml:lang")
        self._open.append(_Element(name))

    def end(self, name: str) -> None:
        closed = self._open.pop()
        around = self._open[-1]
        if closed.mixed:
            around.pieces.append("".join(closed.pieces))
            self._declare(name, closed)
        elif closed.pieces:
            around.pieces += closed.pieces

    def text(self, text: str) -> None:
        element = self._open[-1]
        element.mixed = element.mixed or bool(text.strip()) or "\n" not in text
        element.pieces.append(text)

    def located(self) -> Iterator[Located]:
        """The paragraphs, line breaks within them folded as XML folds them."""
        paragraphs = (" ".join(folded(piece).split()) for piece in self._open[0].pieces)
        for number, paragraph in enumerate((one for one in paragraphs if one), 1):
            yield Located(text=paragraph, locator=f"para. {number}")

    def _declare(self, name: str, closed: _Element) -> None:
        if name in _FIELDS:
            self.declared += values(_FIELDS[name], "".join(closed.pieces), name)
