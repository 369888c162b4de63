"""What a citation may say of a document: the rules that hold for every citation format and style.

A value that the document does not state is left out or, where a reader needs a handle, supplied in square brackets.
"""

from __future__ import annotations

import re

from archive.export.dates import csl_date, in_words
from archive.export.inert import inert
from archive.record import Record

UNTITLED = "[Untitled]"

# Series of UN document symbols: the principal organs and the human rights treaty bodies (UN Editorial Manual).
_UN_SYMBOL = re.compile(r"(A|S|E|T|ST|HRI|CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD)/\S")
_WITHOUT_GENRE = {None, "news", "page", "other"}


def text_of(record: Record, name: str) -> str | None:
    """The first value of a field, made inert; None when nothing is left of it."""
    value = record.description.text(name)
    return inert(value) or None if value else None


def texts_of(record: Record, name: str) -> list[str]:
    """All values of a field, made inert, without empty ones."""
    return [text for value in record.description.values(name) if (text := inert(value.value))]


def cited_title(record: Record) -> str:
    """The title, followed by its translation in brackets where the document states one.

    A stand-in computed from the content stands in brackets itself; a document without either is `[Untitled]`.
    """
    title, translated = text_of(record, "title"), text_of(record, "title_translated")
    if title is None:
        return f"[{translated}]" if translated else UNTITLED
    held = f"[{title}]" if has_derived_title(record) else title
    return f"{held} [{translated}]" if translated else held


def has_derived_title(record: Record) -> bool:
    """Whether the title is a stand-in that the document does not state."""
    title = record.description.title
    return title is not None and title.basis == "derived"


def cited_authors(record: Record) -> list[str]:
    """Who wrote or signed it. A note verbale is unsigned, so it has no author whatever was recorded."""
    return [] if record.description.text("type") == "note verbale" else texts_of(record, "creator")


def genre(record: Record) -> str | None:
    """`UN Doc` for a masthead document with a UN symbol, else its kind; None where the kind says nothing."""
    kind = text_of(record, "type")
    symbol = text_of(record, "symbol") or ""
    masthead = any(text_of(record, name) for name in ("body", "distribution", "distribution_date"))
    if kind != "news" and masthead and _UN_SYMBOL.match(symbol):
        return "UN Doc"
    return None if kind in _WITHOUT_GENRE else f"{kind[:1].upper()}{kind[1:]}" if kind else None


def language_tags(record: Record) -> list[str]:
    """The languages of the document, without `und`; the language of this version by its masthead comes first."""
    tags = [tag for share in record.languages if (tag := inert(share.tag)) and tag != "und"]
    version = text_of(record, "version_language")
    return list(dict.fromkeys([version, *tags] if version else tags))


def notes(record: Record) -> list[str]:
    """What the fields of a citation format cannot hold and its reader must know, a sentence each without the stop."""
    return [*_title_notes(record), *_date_notes(record), *_language_notes(record), *_creator_notes(record)]


def _title_notes(record: Record) -> list[str]:
    return ["Title in brackets supplied from the text"] if has_derived_title(record) else []


def _date_notes(record: Record) -> list[str]:
    date = text_of(record, "date")
    document_date, distributed = text_of(record, "document_date"), text_of(record, "distribution_date")
    said = []
    if date and not _is_exact(date):
        said.append(f"Date: {in_words(date)}")
    if document_date and document_date != date:
        said.append(f"Document dated {in_words(document_date)}")
    if distributed and distributed != date:
        said.append(f"Distributed {in_words(distributed)}")
    return said


def _is_exact(date: str) -> bool:
    """Whether one set of date-parts says the whole of it."""
    variable = csl_date(date)
    return len(variable.get("date-parts", ())) == 1 and "circa" not in variable and "season" not in variable


def _language_notes(record: Record) -> list[str]:
    tags, original = language_tags(record), text_of(record, "original_language")
    said = [f"Languages: {', '.join(tags)}"] if len(tags) > 1 else []
    return [*said, f"Original language: {original}"] if original else said


def _creator_notes(record: Record) -> list[str]:
    recorded = [] if cited_authors(record) else texts_of(record, "creator")
    return [f"Creator as recorded: {'; '.join(recorded)}"] if recorded else []
