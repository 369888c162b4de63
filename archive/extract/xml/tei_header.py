"""The header of a TEI document: what it declares of the document, the source that was edited before the edition of it.

A letter's sender, day and place come from `correspDesc`; else author and date are the source's (`sourceDesc`,
`creation`); else those of the electronic edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract import Declared
from archive.extract.declaring import values
from archive.extract.xml.reading import Attributes

_RULES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("title", ("sourceDesc", "analytic", "title"), ""),
    ("title", ("titleStmt", "title"), ""),
    ("title", ("sourceDesc", "title"), "a"),
    ("creator", ("correspAction:sent", "persName"), ""),
    ("creator", ("correspAction:sent", "orgName"), ""),
    ("creator", ("titleStmt", "author"), ""),
    ("creator", ("sourceDesc", "author"), ""),
    ("date", ("correspAction:sent", "date"), ""),
    ("date", ("creation", "date"), ""),
    ("date", ("sourceDesc", "origDate"), ""),
    ("date", ("sourceDesc", "date"), ""),
    ("date", ("publicationStmt", "date"), ""),
    ("place", ("correspAction:sent", "placeName"), ""),
    ("source", ("sourceDesc", "monogr", "title"), ""),
    ("source", ("sourceDesc", "publisher"), ""),
    ("source", ("publicationStmt", "publisher"), ""),
    ("rights", ("availability", "licence"), ""),
    ("tag", ("keywords", "term"), ""),
    ("tag", ("keywords", "item"), ""),
)
"""Which elements, inside which, give a field; the more telling first."""
_WRITTEN = ("when", "when-iso", "value")
_SUBTITLES = frozenset({"sub", "alt", "desc", "short", "uniform"})


@dataclass(slots=True)
class _Element:
    name: str
    attributes: Attributes
    pieces: list[str] = field(default_factory=list)


class Header:
    """Follows the first header of a document; those of the parts of a corpus say nothing of the whole."""

    def __init__(self) -> None:
        self._path: list[_Element] = []
        self._found: dict[int, list[Declared]] = {}
        self._languages: list[Declared] = []
        self._closed = False

    @property
    def is_open(self) -> bool:
        return bool(self._path)

    def start(self, name: str, attributes: Attributes) -> None:
        label = f"{name}:{attributes['type']}" if name == "correspAction" and "type" in attributes else name
        self._path.append(_Element(label, attributes))
        if name == "language" and not self._closed:
            self._languages += values(
                "language", attributes.get("ident", attributes.get("id", "")), "teiHeader language"
            )

    def end(self, name: str) -> None:
        names = [one.name for one in self._path]
        closed = self._path.pop()
        if self._path:
            self._path[-1].pieces += closed.pieces
        else:
            self._closed = True
            return
        if not self._closed and closed.attributes.get("type") not in _SUBTITLES:
            self._declare(names, closed)

    def text(self, text: str) -> None:
        self._path[-1].pieces.append(text)

    def declared(self) -> Iterator[Declared]:
        """The values, of each field the more telling first."""
        for rule in sorted(self._found):
            yield from self._found[rule]
        yield from self._languages

    def _declare(self, names: list[str], closed: _Element) -> None:
        for number, (given, wanted, level) in enumerate(_RULES):
            inside = closed.name == wanted[-1] and set(wanted[:-1]) <= set(names[:-1])
            if inside and (not level or closed.attributes.get("level") == level):
                place = f"teiHeader {'/'.join(wanted)}"
                self._found.setdefault(number, []).extend(values(given, _value(given, closed), place))
                return


def _value(given: str, element: _Element) -> str:
    """A date as its attribute writes it, since that is in ISO 8601; other values as they are printed."""
    written = [element.attributes[key] for key in _WRITTEN if key in element.attributes]
    return written[0] if given == "date" and written else "".join(element.pieces)
