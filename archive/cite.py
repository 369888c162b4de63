"""One citation as text, in a style. A style is a plug-in: a function of a record under the group `muniment.styles`."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from archive.export.cited import cited_authors, cited_title, language_tags, text_of
from archive.export.dates import in_words
from archive.export.inert import inert
from archive.plugins import load
from archive.record import Record

Style = Callable[[Record], str]

DIGEST_SHOWN = 16
"""Hexadecimal digits of the original's SHA-256 in a citation: 64 bits tell the files of any archive apart."""

_STOPS = tuple(".!?…。！？؟।")


def cite(record: Record, style: str = "plain") -> str:
    """The citation on one line; UnknownPlugin names the styles there are."""
    return cast(Style, load("muniment.styles", style))(record)


def plain(record: Record) -> str:
    """Creators. Title (type, symbol). Source, date. Languages; address; muniment ID and shortened digest.

    What the document does not state is left out, except that an undated document says `n.d.` and an untitled one
    has words in brackets for a title.
    """
    sentences = ["; ".join(cited_authors(record)), _title(record), _issue(record), _access(record)]
    return " ".join(_sentence(text) for text in sentences if text)


def _sentence(text: str) -> str:
    return text if text.endswith(_STOPS) else f"{text}."


def _title(record: Record) -> str:
    kind = text_of(record, "type")
    said = [text for text in (None if kind == "other" else kind, text_of(record, "symbol")) if text]
    return f"{cited_title(record)} ({', '.join(said)})" if said else cited_title(record)


def _issue(record: Record) -> str:
    return ", ".join(text for text in (text_of(record, "source"), _date(record)) if text)


def _date(record: Record) -> str:
    """The date of issue, and the date that the document bears where that is another one."""
    issued, borne = text_of(record, "date"), text_of(record, "document_date")
    dated = f"dated {in_words(borne)}" if borne and borne != issued else ""
    if issued:
        return f"{in_words(issued)} ({dated})" if dated else in_words(issued)
    return dated or "n.d."


def _access(record: Record) -> str:
    url = text_of(record, "url")
    check = f"muniment {inert(record.id)}, sha256 {inert(record.original.digest)[:DIGEST_SHOWN]}"
    return "; ".join(text for text in (_languages(record), f"<{url}>" if url else "", check) if text)


def _languages(record: Record) -> str:
    """Tags, which are the same in every language, and that of the original where the masthead states it."""
    tags, original = language_tags(record), text_of(record, "original_language")
    said = [f"{'Languages' if len(tags) > 1 else 'Language'} {', '.join(tags)}"] if tags else []
    return "; ".join([*said, f"original language {original}"] if original else said)
