"""The record: what the archive knows of one document after one event, as frozen types.

Offsets are in characters (Python string indices) of the kept text, end-exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Basis = Literal["person", "sidecar", "declared", "stated", "inferred", "derived"]
"""Where a value comes from, strongest first.

person    somebody set it (`add --set`, `edit`)
sidecar   a metadata file given with the document says it
declared  the file's own markup says it (a meta tag, JSON-LD)
stated    the text says it, at the span in the evidence
inferred  it follows from what the text says, by a rule that is named
derived   a stand-in computed from the content, not a statement of it
"""

Status = Literal["current", "withdrawn"]
TextState = Literal["read", "empty", "needs-ocr", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value was read: a span of the kept text, or a place outside it such as `meta[name=author]`."""

    start: int | None = None
    end: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One recorded value, with its basis, its evidence and how sure the rule is (0 to 1)."""

    value: str
    basis: Basis
    rule: str | None = None
    evidence: Evidence | None = None
    confidence: float = 1.0
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The descriptive metadata of one document. An empty field means that nothing states it.

    The attribute names are the field names of `--set`, sidecar files, queries and exports;
    `archive.fields` holds what each may contain.
    """

    title: Value | None = None
    title_translated: Value | None = None
    creator: tuple[Value, ...] = ()
    source: Value | None = None
    place: Value | None = None
    date: Value | None = None
    document_date: Value | None = None
    type: Value | None = None
    symbol: Value | None = None
    url: Value | None = None
    body: Value | None = None
    session: Value | None = None
    meeting_dates: Value | None = None
    agenda_item: Value | None = None
    distribution: Value | None = None
    distribution_date: Value | None = None
    version_language: Value | None = None
    original_language: Value | None = None
    tag: tuple[Value, ...] = ()
    collection: tuple[Value, ...] = ()
    rights: Value | None = None
    note: Value | None = None

    def values(self, name: str) -> tuple[Value, ...]:
        """All values of one field, none, one or many."""
        held = getattr(self, name)
        if held is None:
            return ()
        return held if isinstance(held, tuple) else (held,)

    def text(self, name: str) -> str | None:
        """The first value of one field as plain text, or None."""
        held = self.values(name)
        return held[0].value if held else None


FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in fields(Description))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the kept text with one locator and one language tag (BCP 47, `und` when unsure).

    `probability` says how sure the tag is (0 to 1), `agrees` whether a second opinion says the same; None where
    nothing was asked: the tag was given, there is nothing to read, or the first opinion was sure.
    """

    number: int
    start: int
    end: int
    language: str = "und"
    locator: str = ""
    probability: float | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageShare:
    """A language of the document and the share of its letters that are in it (0 to 1).

    `probability` is the mean over those letters, `agrees` what the second opinion says of most of those that it was
    asked about.
    """

    tag: str
    share: float
    basis: Basis = "derived"
    rule: str | None = None
    probability: float | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file as it was received: SHA-256 of its bytes, size in bytes, media type, and the names it came under."""

    digest: str
    size: int
    media_type: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """The text read from the original: its state, digest, length in characters, and by what it was read.

    `machine_read` names engine and languages where characters were recognised in a picture: `tesseract 5.3.0 eng+rus`.
    `normalised` is the SHA-256 of the text without its white space and line breaks, alike in every format.
    """

    state: TextState
    digest: str | None = None
    length: int = 0
    extractor: str | None = None
    encoding: str | None = None
    failure: str | None = None
    left_out: tuple[str, ...] = ()
    machine_read: str | None = None
    normalised: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a document came inside another one: the container's or letter's ID, and the path or name it has there."""

    container: str
    path: str
    kind: Literal["member", "attachment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another document that this one names: by its symbol (`A/HRC/47/G/10`), or as a letter of a day (EDTF).

    A `version` is the same document in another language, by its address.
    """

    kind: Literal["symbol", "letter", "version"]
    target: str
    rule: str | None = None
    evidence: Evidence | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, when (RFC 3339, UTC), by whom and with which version (after PREMIS).

    reading       the text was read again from the same original
    duplicate     the same bytes came again, under another path or in another container
    confirmation  a person confirmed values that rules had found
    """

    kind: Literal["accession", "reading", "duplicate", "edit", "confirmation", "withdrawal"]
    at: str
    agent: str
    outcome: str = "success"
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One event and the whole state of the document after it. `previous` is the SHA-256 of the record before it."""

    id: str
    seq: int
    previous: str | None
    status: Status
    event: Event
    original: Original
    text: KeptText
    languages: tuple[LanguageShare, ...] = ()
    passages: tuple[Passage, ...] = ()
    description: Description
    references: tuple[Reference, ...] = ()
    part_of: tuple[Membership, ...] = ()

    @property
    def filename(self) -> str:
        """The last part of the first name under which the document was taken in."""
        return self.original.paths[0].replace("\\", "/").rsplit("/", 1)[-1]
