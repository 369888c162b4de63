"""Extraction: bytes of one media type → text, passages and what the file declares of itself.

An extractor is a plug-in: a class with the attributes of `Extractor`, registered under the entry-point group
`muniment.extractors`; the built-in ones are registered the same way in pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from archive.errors import ExtractionFailed
from archive.extract.encoding import known_encoding
from archive.plugins import load_all
from archive.record import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A value that the file's own markup gives, and the place it stands in, such as `docProps/core.xml dc:title`.

    `field` is a descriptive field, or what rules may weigh that is none: `created` and `modified`, when the file was
    made and last changed (which is no date of issue), `language` (BCP 47), and `version`, the address of the same
    document in another language.
    """

    field: str
    value: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file inside the file: a member of a container, an attachment of a letter. `open` gives its bytes anew."""

    path: str
    kind: Literal["member", "attachment"]
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read: text (NFC, line ends `\\n`), its passages in order, what is declared, what was left out.

    `needs_ocr` says that there are pages without text; `machine_read` names engine and languages where text was
    recognised in pictures; `parts` are the files inside.
    """

    text: str
    passages: tuple[Passage, ...]
    declared: tuple[Declared, ...] = ()
    left_out: tuple[str, ...] = ()
    encoding: str | None = None
    needs_ocr: bool = False
    machine_read: str | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a person wants files read: the encoding of texts, whether scans are read, in which languages (BCP 47).

    The encoding overrules whatever a file says of itself. InvalidValue when there is none of this name.
    """

    encoding: str | None = None
    ocr: Literal["auto", "off", "force"] = "auto"
    languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.encoding is not None:
            known_encoding(self.encoding)


AS_FOUND = Wishes()
"""Nothing is wished: everything is read as it says itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A row of docs/formats-in.md: what is read, by which library, with which locators, up to which limits."""

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    library: str
    locators: str
    limits: str = ""


class Extractor(Protocol):
    """Reads one family of formats. `extract` returns an Extraction or raises ExtractionFailed, nothing else."""

    name: str
    version: str
    formats: tuple[Format, ...]

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction: ...


_OFFICE = "application/vnd.openxmlformats-officedocument."
_SAVED_AS = {
    "application/msword": "DOCX or PDF",
    "application/vnd.ms-excel": "ODS or PDF",
    _OFFICE + "spreadsheetml.sheet": "ODS or PDF",
    "application/vnd.ms-powerpoint": "ODP or PDF",
    _OFFICE + "presentationml.presentation": "ODP or PDF",
    "application/vnd.visio": "PDF",
}
"""What is read of the same contents, for formats that no built-in extractor reads."""


def extractors() -> tuple[Extractor, ...]:
    """Every installed extractor."""
    return load_all("muniment.extractors")


def extractor_for(media_type: str) -> Extractor:
    """The extractor of this media type; ExtractionFailed with code `unsupported` when no plug-in reads it."""
    for extractor in extractors():
        if any(media_type in one.media_types for one in extractor.formats):
            return extractor
    advice = f": save it as {_SAVED_AS[media_type]} and add that" if media_type in _SAVED_AS else ""
    raise ExtractionFailed(f"no extractor reads {media_type}{advice}", code="unsupported")
