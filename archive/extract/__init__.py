"""Extraction: bytes of one media type → text, passages and what the file declares of itself.

An extractor is a plug-in: a class with the attributes of `Extractor`, registered under the entry-point group
`muniment.extractors`; the built-in ones are registered the same way in pyproject.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from archive.errors import ExtractionFailed
from archive.plugins import load_all
from archive.record import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A value that the file's own markup gives for a descriptive field, and the place it stands in."""

    field: str
    value: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read: text (NFC, line ends `\\n`), its passages in order, what is declared, what was left out."""

    text: str
    passages: tuple[Passage, ...]
    declared: tuple[Declared, ...] = ()
    left_out: tuple[str, ...] = ()
    encoding: str | None = None


class Extractor(Protocol):
    """Reads one family of media types. `extract` returns an Extraction or raises ExtractionFailed, nothing else."""

    name: str
    version: str
    media_types: frozenset[str]

    def extract(self, content: bytes) -> Extraction: ...


def extractor_for(media_type: str) -> Extractor:
    """The extractor of this media type; ExtractionFailed with code `unsupported` when no plug-in reads it."""
    extractors: tuple[Extractor, ...] = load_all("muniment.extractors")
    for extractor in extractors:
        if media_type in extractor.media_types:
            return extractor
    raise ExtractionFailed(f"no extractor reads {media_type}", code="unsupported")
