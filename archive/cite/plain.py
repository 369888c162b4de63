"""The style `plain`: everything that a reader needs to find the document and to check that it is the same one."""

from __future__ import annotations

from archive.cite.elements import Cited
from archive.cite.runs import Runs, address, ended
from archive.cite.runs import plain as text
from archive.export.cited import cited_authors, cited_title, language_tags, text_of
from archive.export.dates import in_words
from archive.export.inert import inert
from archive.record import Record

DIGEST_SHOWN = 16
"""Hexadecimal digits of the original's SHA-256 in a citation: 64 bits tell the files of any archive apart."""


def plain(cited: Cited) -> Runs:
    """Creators. Title (type, symbol). Source, date. Locator. Languages; address; muniment ID and shortened digest.

    What the document does not state is left out, except that an undated document says `n.d.` and an untitled one
    has words in brackets for a title. Its own words are English in every language.
    """
    record = cited.record
    place = text(", ".join(point.words for point in cited.locator))
    sentences = [text("; ".join(cited_authors(record))), text(_title(record)), text(_issue(record)), place]
    whole: Runs = ()
    for sentence in (*filter(None, sentences), _access(record)):
        whole = (*whole, *text(" " if whole else ""), *ended(sentence, "."))
    return whole


def _title(record: Record) -> str:
    kind = text_of(record, "type")
    said = [said for said in (None if kind == "other" else kind, text_of(record, "symbol")) if said]
    return f"{cited_title(record)} ({', '.join(said)})" if said else cited_title(record)


def _issue(record: Record) -> str:
    return ", ".join(said for said in (text_of(record, "source"), _date(record)) if said)


def _date(record: Record) -> str:
    """The date of issue, and the date that the document bears where that is another one."""
    issued, borne = text_of(record, "date"), text_of(record, "document_date")
    dated = f"dated {in_words(borne)}" if borne and borne != issued else ""
    if issued:
        return f"{in_words(issued)} ({dated})" if dated else in_words(issued)
    return dated or "n.d."


def _access(record: Record) -> Runs:
    url = text_of(record, "url")
    check = f"muniment {inert(record.id)}, sha256 {inert(record.original.digest)[:DIGEST_SHOWN]}"
    languages = _languages(record)
    held = (*address(url), *text("; ")) if url else ()
    return (*text(f"{languages}; " if languages else ""), *held, *text(check))


def _languages(record: Record) -> str:
    """Tags, which are the same in every language, and that of the original where the masthead states it."""
    tags, original = language_tags(record), text_of(record, "original_language")
    said = [f"{'Languages' if len(tags) > 1 else 'Language'} {', '.join(tags)}"] if tags else []
    return "; ".join([*said, f"original language {original}"] if original else said)
