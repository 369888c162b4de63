"""Reading: the bytes of a file → media type, text, passages, languages and description. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from archive.describe import describe
from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Wishes, extractor_for
from archive.given import Given
from archive.identify import identify
from archive.language import identify_languages, overrule
from archive.record import Description, KeptText, LanguageShare, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a file before anything is written: its media type, text, languages and description."""

    media_type: str
    content: str
    text: KeptText
    languages: tuple[LanguageShare, ...]
    passages: tuple[Passage, ...]
    description: Description


def read(content: bytes, name: str, given: Given, wishes: Wishes = AS_FOUND) -> Reading:
    """Read a file's bytes as `add` records them. A failure is part of the answer, not an error."""
    media_type = identify(content, name)
    try:
        extraction, by = _extract(content, media_type, wishes)
    except ExtractionFailed as error:
        return unread(media_type, given, error)
    passages, languages = identify_languages(extraction.text, extraction.passages)
    if given.languages:
        passages, languages = overrule(passages, given.languages, basis=given.basis)
    has_text = bool(extraction.text.strip())
    text = KeptText(state="read" if has_text else "empty", length=len(extraction.text) if has_text else 0, extractor=by,
                    encoding=extraction.encoding, left_out=extraction.left_out)  # fmt: skip
    described = describe(extraction, languages)
    return Reading(media_type=media_type, content=extraction.text, text=text, languages=languages, passages=passages,
                   description=given.over(described))  # fmt: skip


def unread(media_type: str, given: Given, error: ExtractionFailed) -> Reading:
    """What is recorded of a file whose text cannot be read: what was given for it, and why."""
    failed = KeptText(state="unreadable", failure=f"{error.code}: {error}")
    _, languages = overrule((), given.languages, basis=given.basis) if given.languages else ((), ())
    return Reading(media_type=media_type, content="", text=failed, languages=languages, passages=(),
                   description=given.over(Description()))  # fmt: skip


def _extract(content: bytes, media_type: str, wishes: Wishes) -> tuple[Extraction, str | None]:
    if not content:
        return Extraction(text="", passages=()), None
    extractor = extractor_for(media_type)
    try:
        return extractor.extract(content, wishes), f"{extractor.name}/{extractor.version}"
    except ExtractionFailed:
        raise
    except Exception as error:  # a fault in an extractor, maybe somebody's plug-in, must cost no more than this text
        reason = f"the extractor {extractor.name} failed ({type(error).__name__}: {str(error)[:200]})"
        raise ExtractionFailed(reason, code="extractor-failed") from error
