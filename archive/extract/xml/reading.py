"""XML as a stream of events, by expat: no tree, no recursion, nothing loaded from elsewhere.

A file that declares entities of its own is refused, whatever they stand for: they can expand without end or name files.
The names of HTML's characters (`&eacute;`) are understood where a document type is named that is not at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.entities import html5
from typing import Any, Protocol
from xml.parsers import expat

from archive.errors import ExtractionFailed

DEEPEST = 1000
"""Elements inside one another; documents have some dozens."""
Attributes = Mapping[str, str]


class Events(Protocol):
    """What follows a document. Names carry the prefix of their namespace as `read_xml` was told it: `w:p`."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def read_xml(
    content: bytes, events: Events, prefixes: Mapping[str, str], *, name: str = "the file", encoding: str | None = None
) -> None:
    """Send a document's elements and texts to `events`.

    `prefixes` gives the prefix for each namespace; a name of another namespace, or of none, comes without one.
    `encoding` overrules what the document says. ExtractionFailed with code damaged, entities, too-deep or encoding.
    """
    try:
        _parser(events, prefixes, name, encoding).Parse(content, True)
    except expat.ExpatError as error:
        raise ExtractionFailed(f"{name} is no sound XML: {error}", code="damaged") from None
    except (ValueError, LookupError) as error:  # an encoding that Python has not, or that is none of characters
        raise ExtractionFailed(f"{name} cannot be decoded: {error}", code="encoding") from None


def _parser(events: Events, prefixes: Mapping[str, str], name: str, encoding: str | None) -> Any:
    stream = _Stream(events, prefixes, name)
    parser = expat.ParserCreate(encoding, "}")
    parser.buffer_text = True
    parser.StartElementHandler = stream.start
    parser.EndElementHandler = stream.end
    parser.CharacterDataHandler = events.text
    parser.EntityDeclHandler = stream.refuse
    parser.SkippedEntityHandler = stream.entity
    return parser


class _Stream:
    """What expat tells, under the names that the events know, as deep as is allowed."""

    def __init__(self, events: Events, prefixes: Mapping[str, str], name: str) -> None:
        self._events = events
        self._names = _Names(prefixes)
        self._file = name
        self._depth = 0

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExtractionFailed(f"{self._file} nests more than {DEEPEST:,} elements", code="too-deep")
        names = self._names
        self._events.start(names[qualified], {names[key]: value for key, value in attributes.items()})

    def end(self, qualified: str) -> None:
        self._depth -= 1
        self._events.end(self._names[qualified])

    def refuse(self, *_: object) -> None:
        raise ExtractionFailed(f"{self._file} declares entities, which are not followed", code="entities")

    def entity(self, entity: str, is_parameter: bool) -> None:
        """One that the file does not declare, since its document type is elsewhere."""
        known = html5.get(f"{entity};")
        if is_parameter:
            return
        if known is None:
            raise ExtractionFailed(
                f"{self._file} names an entity that it does not declare: &{entity};", code="entities"
            )
        self._events.text(known)


class _Names(dict[str, str]):
    """Names as the readers know them, by the names that expat gives: `namespace}local`."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, qualified: str) -> str:
        namespace, _, local = qualified.rpartition("}")
        prefix = self._prefixes.get(namespace)
        self[qualified] = f"{prefix}:{local}" if prefix else local
        return self[qualified]
