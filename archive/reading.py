"""Reading: the bytes of a file → media type, text, passages, parts, languages and description.

It goes step by step, and each step's outcome stands when a later one fails: a fault in the code that tells languages
or describes costs no text. Nothing is written but the files inside the file, into a folder that is given for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from archive.duplicates.plain import normalised_digest
from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Part, Wishes, extractor_for
from archive.extract.mail.letter import is_of_header
from archive.given import Given
from archive.identify import identify
from archive.language import identify_languages, overrule
from archive.record import Basis, Description, KeptText, LanguageShare, Passage, Reference, TextState

NEEDS_OCR: Literal["needs-ocr"] = "needs-ocr"
UNKNOWN = "application/octet-stream"
EMPTY = Description()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a reader is told of a file beside its bytes: its name, the languages given for it, and what is wished."""

    name: str
    languages: tuple[str, ...] = ()
    basis: Basis = "person"
    wishes: Wishes = AS_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """A file inside the file: its path there, and the name and size of its copy; or why there is no copy."""

    path: str
    kind: Literal["member", "attachment"]
    file: str = ""
    size: int = 0
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a file before anything is recorded: its media type, text, parts, languages and description."""

    media_type: str
    content: str = ""
    text: KeptText
    languages: tuple[LanguageShare, ...] = ()
    passages: tuple[Passage, ...] = ()
    parts: tuple[Spooled, ...] = ()
    description: Description = EMPTY
    references: tuple[Reference, ...] = ()

    def with_given(self, given: Given) -> Reading:
        """With what a person or a sidecar says in place of what was found."""
        return replace(self, description=given.over(self.description))


Spool = Callable[[tuple[Part, ...]], tuple[Spooled, ...]]
"""Takes the files inside a file and copies them to where they are read in their turn."""


def spool_nothing(parts: tuple[Part, ...]) -> tuple[Spooled, ...]:
    """Leave the files inside a file where they are."""
    return ()


def read(content: bytes, name: str, given: Given, wishes: Wishes = AS_FOUND, spool: Spool = spool_nothing) -> Reading:
    """Read a file's bytes as `add` records them. A failure is part of the answer, not an error."""
    asked = Request(name=name, languages=given.languages, basis=given.basis, wishes=wishes)
    *_, last = steps(content, asked, spool)
    return last.with_given(given)


def steps(content: bytes, asked: Request, spool: Spool = spool_nothing) -> Iterator[Reading]:
    """The reading as it grows: what the file is, then its text and parts, its languages, its description."""
    media_type = UNKNOWN
    try:
        media_type = _identified(content, asked.name)
        yield Reading(media_type=media_type, text=KeptText(state="empty"))
        reading, extraction = _extracted(content, media_type, asked.wishes, spool)
    except ExtractionFailed as error:
        yield unread(media_type, asked, error)
        return
    yield reading
    for part, take in _LATER_STEPS:
        try:
            reading = take(reading, extraction)
        except Exception as error:  # whatever it is, the text is there
            reading = failing(reading, f"{part}-failed", _words(error))
        if part == "language":
            reading = with_given_languages(reading, asked)
        yield reading


def failing(reading: Reading, code: str, words: str) -> Reading:
    """The reading with a failure of a later step noted, beside one that is there."""
    before = f"{reading.text.failure}; " if reading.text.failure else ""
    return replace(reading, text=replace(reading.text, failure=f"{before}{code}: {words}"))


def unread(media_type: str, asked: Request, error: ExtractionFailed) -> Reading:
    """What is recorded of a file whose text cannot be read: the languages given for it, and why."""
    failed = KeptText(state="unreadable", failure=failure(error))
    _, languages = overrule((), asked.languages, basis=asked.basis) if asked.languages else ((), ())
    return Reading(media_type=media_type, text=failed, languages=languages)


def _identified(content: bytes, name: str) -> str:
    try:
        return identify(content, name)
    except Exception as error:
        raise ExtractionFailed(f"what it is cannot be told ({_words(error)})", code="identification-failed") from error


def _extracted(content: bytes, media_type: str, wishes: Wishes, spool: Spool) -> tuple[Reading, Extraction]:
    """What an extractor reads; ExtractionFailed whatever is wrong, since it may be somebody's plug-in."""
    if not content:
        return Reading(media_type=media_type, text=KeptText(state="empty")), Extraction(text="", passages=())
    extractor = extractor_for(media_type)
    try:
        extraction = extractor.extract(content, wishes)
        text = _kept(extraction, f"{extractor.name}/{extractor.version}")
        reading = Reading(media_type=media_type, content=extraction.text, text=text, passages=extraction.passages,
                          parts=spool(extraction.parts))  # fmt: skip
    except ExtractionFailed:
        raise
    except MemoryError:
        raise ExtractionFailed("reading it takes more memory than it may", code="memory") from None
    except Exception as error:
        reason = f"the extractor {extractor.name} failed ({_words(error)})"
        raise ExtractionFailed(reason, code="extractor-failed") from error
    return reading, extraction


CODE = re.compile(r"[a-z][a-z-]{1,40}\Z")
LONGEST_WORDS = 500


def failure(error: ExtractionFailed) -> str:
    """Code and words as they are recorded, whatever a plug-in has put into them."""
    code = error.code if CODE.match(error.code) else "extractor-failed"
    return f"{code}: {writable(str(error)[:LONGEST_WORDS])}"


def _words(error: Exception) -> str:
    return writable(f"{type(error).__name__}: {error}"[:LONGEST_WORDS])


def writable(words: str) -> str:
    """Words as any file can hold them: what of a name is no text is written escaped."""
    return words.encode("utf-8", "backslashreplace").decode()


def _kept(extraction: Extraction, by: str) -> KeptText:
    """What is recorded of a text, save its digest."""
    has_text = bool(extraction.text.strip())
    state: TextState = "read" if has_text else NEEDS_OCR if extraction.needs_ocr else "empty"
    partly = has_text and extraction.needs_ocr
    return KeptText(
        state=state, length=len(extraction.text) if has_text else 0, extractor=by, encoding=extraction.encoding,
        left_out=extraction.left_out, machine_read=extraction.machine_read,
        failure=f"{NEEDS_OCR}: some pages hold no text" if partly else None,
        normalised=normalised_digest(extraction.text) if has_text else None,
    )  # fmt: skip


def _with_languages(reading: Reading, extraction: Extraction) -> Reading:
    header = {at for at, passage in enumerate(reading.passages) if is_of_header(passage.locator)}
    passages, languages = identify_languages(reading.content, reading.passages, header)
    return replace(reading, passages=passages, languages=languages)


def with_given_languages(reading: Reading, asked: Request) -> Reading:
    """With the languages given for the file in place of those found."""
    if not asked.languages:
        return reading
    passages, languages = overrule(reading.passages, asked.languages, basis=asked.basis)
    return replace(reading, passages=passages, languages=languages)


def _with_description(reading: Reading, extraction: Extraction) -> Reading:
    from archive.describe import describe

    return replace(reading, description=describe(extraction, reading.languages))


def _with_references(reading: Reading, extraction: Extraction) -> Reading:
    from archive.describe import references

    named = references.find(reading.content, reading.description)
    versions = references.versions(extraction.declared, reading.description)
    return replace(reading, references=named + versions)


_LATER_STEPS: tuple[tuple[str, Callable[[Reading, Extraction], Reading]], ...] = (
    ("language", _with_languages), ("description", _with_description), ("references", _with_references),
)  # fmt: skip
