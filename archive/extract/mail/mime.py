"""A message of e-mail taken apart: its header, the text of its body, the files attached to it (RFC 2045 to 2049)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from functools import partial
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import Part
from archive.extract.attached import names
from archive.extract.encoding import decode
from archive.extract.mail import header
from archive.extract.mail.letter import SHOWN, Letter, of_page, of_text

DEEPEST = 50
"""Levels of parts in parts. Mail that is forwarded again and again reaches ten."""
MOST_PARTS = 10_000
_UNREAD = frozenset([
    "application/ms-tnef", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    "application/pgp-encrypted", "application/pgp-keys", "application/applefile", "text/x-amp-html",
])  # fmt: skip
"""Parts for programs: signatures, and Outlook's own form of what the message says anyway (winmail.dat)."""
_FILES = frozenset(
    ["text/calendar", "text/csv", "text/vcard", "text/x-vcard", "text/directory", "text/rtf", "text/xml"]
)
"""Kinds of text that are no body."""
_LETTERS = frozenset(["message/rfc822", "message/global"])
_REPORTS = frozenset(["message/delivery-status", "message/disposition-notification"])
_STUB = 0.1
"""Share of the HTML's letters below which the plain text only says that the letter is in HTML."""
_TAG = re.compile(r"<style.*?</style\s*>|<[^>]*>|&\w+;|\s+", re.I | re.S)
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, AssertionError)
"""What Python's mail parser raises of damaged messages."""


@dataclass(slots=True, kw_only=True)
class _Found:
    """What the parts of a message are, in their order."""

    body: list[Message] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    count: int = 0


def parsed(content: bytes) -> Message:
    """The message; ExtractionFailed: `too-deep` when its parts nest deeper than mail does, `damaged`."""
    try:
        message = message_from_bytes(content, policy=compat32)
    except RecursionError:
        raise _too_deep() from None
    except _FAULTS as error:
        raise ExtractionFailed(f"the message cannot be taken apart: {error}", code="damaged") from None
    if not message.keys():
        raise ExtractionFailed("the message has no header", code="damaged")
    return message


def _too_deep() -> ExtractionFailed:
    return ExtractionFailed(f"it nests parts in parts more than {DEEPEST} deep", code="too-deep")


def letter(message: Message, wished: str | None = None) -> Letter:
    """The letter that a message is; `wished` is the encoding that a person names for its text."""
    found = _Found()
    _take(message, found, 0)
    body: list[str] = []
    encoding: str | None = None
    for part in found.body:
        text, used = _text(part, wished)
        encoding = encoding or used
        body += of_page(text) if _kind(part) == "text/html" else of_text(text)
    fields = [(name, str(value)) for name, value in message.raw_items()]
    return Letter(
        header=_shown(fields), declared=tuple(header.declared(fields)), body=tuple(body), encoding=encoding,
        left_out=tuple(found.left_out), parts=tuple(_parts(found.files)),
    )  # fmt: skip


def _shown(fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The lines of the header that are shown; of a field that comes twice, the first."""
    held: dict[str, str] = {}
    for name, value in fields:
        title = name.title()
        if title in SHOWN:
            held.setdefault(
                title, header.shown(value) if title in ("From", "To", "Cc", "Bcc") else header.decoded(value)
            )
    return held


def _take(part: Message, found: _Found, depth: int) -> None:
    """Sort a part and those in it."""
    found.count += 1
    if depth > DEEPEST:
        raise _too_deep()
    if found.count > MOST_PARTS:
        raise ExtractionFailed(f"the message has more than {MOST_PARTS:,} parts", code="limit")
    kind = _kind(part)
    if kind in _UNREAD:
        found.left_out.append(_name(part) or kind)
    elif kind in _LETTERS or _is_file(part):
        found.files.append(part)
    elif kind in _REPORTS:
        found.body.append(part)
    elif not part.is_multipart():
        (found.body if part.get_content_maintype() == "text" else found.files).append(part)
    elif kind == "multipart/alternative":
        _take_alternatives(_inner(part), found, depth)
    elif kind == "multipart/related":
        _take_related(_inner(part), found, depth)
    else:
        for inner in _inner(part):
            _take(inner, found, depth + 1)


def _take_alternatives(parts: Sequence[Message], found: _Found, depth: int) -> None:
    """Of forms of one text the plain one, unless it is only a stub; all of the files."""
    forms: list[_Found] = []
    for part in parts:
        form = _Found(count=found.count)
        _take(part, form, depth + 1)
        found.count = form.count
        found.files += form.files
        found.left_out += form.left_out
        forms.append(form)
    lengths = [sum(map(_length, form.body)) for form in forms]
    longest = max(lengths, default=0)
    plain = (form for part, form, length in zip(parts, forms, lengths, strict=True)
             if _kind(part) == "text/plain" and length > _STUB * longest)  # fmt: skip
    chosen = next(plain, None) or (forms[lengths.index(longest)] if forms else _Found())
    found.body += chosen.body


def _take_related(parts: Sequence[Message], found: _Found, depth: int) -> None:
    """A page and what belongs to it. The pictures that it shows are no files that were sent."""
    for at, part in enumerate(parts):
        if at and part.get_content_maintype() == "image" and part.get("Content-ID") and not _is_sent(part):
            found.left_out.append(_name(part) or f"a picture ({_kind(part)})")
        else:
            _take(part, found, depth + 1)


def _inner(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no others, in their order."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST:
            raise _too_deep()
        inner = _inner(part)
        if not inner:
            yield part
        waiting += [(one, depth + 1) for one in reversed(inner)]


def _kind(part: Message) -> str:
    return part.get_content_type()


def _is_sent(part: Message) -> bool:
    return str(part.get("Content-Disposition") or "").lower().lstrip().startswith("attachment")


def _is_file(part: Message) -> bool:
    return _is_sent(part) or _kind(part) in _FILES or (not part.is_multipart() and bool(_name(part)))


def _name(part: Message) -> str:
    """The file name that a part gives itself; empty when it gives none, or one that makes no sense."""
    try:
        return header.decoded(part.get_filename() or "")
    except _FAULTS:
        return ""


def charset(part: Message) -> str | None:
    """The encoding that a part says it is in. Of ASCII it means nothing: programs say so without looking."""
    try:
        named = part.get_content_charset()
    except _FAULTS:
        return None
    return None if named in ("us-ascii", "ascii") else named


def payload(part: Message) -> bytes:
    """The bytes of a part that holds no others."""
    try:
        held = part.get_payload(decode=True)
    except _FAULTS as error:
        raise ExtractionFailed(f"a part of the message is damaged: {error}", code="damaged") from None
    return held if isinstance(held, bytes) else b""


def _length(part: Message) -> int:
    """How many letters a part of the body has, more or less: its length without markup."""
    return len(_TAG.sub("", _text(part, None)[0]))


def _text(part: Message, wished: str | None) -> tuple[str, str]:
    """The text of a part of the body, and its encoding."""
    if part.is_multipart():  # a report of delivery: the fields of headers
        return "\n\n".join(inner.as_string() for inner in _inner(part)), "utf-8"
    raw = payload(part)
    if wished:
        return decode(raw, wished=wished)
    named = charset(part)
    if named is None and _kind(part) == "text/html":
        from bs4.dammit import EncodingDetector

        named = EncodingDetector.find_declared_encoding(raw, is_html=True)
    return header.text_of(raw, named)


def _parts(files: Sequence[Message]) -> Iterator[Part]:
    given = [(_name(part) or _subject(part), _kind(part)) for part in files]
    for part, name in zip(files, names(given), strict=True):
        yield Part(path=name, kind="attachment", open=partial(_opened, part))


def _subject(part: Message) -> str:
    """A name for a letter that was forwarded: what it is about."""
    inner = _inner(part)
    subject = header.decoded(str(inner[0].get("Subject") or "")) if _kind(part) in _LETTERS and inner else ""
    return f"{subject.replace('/', ' ')[:100]}.eml" if subject else ""


def _opened(part: Message) -> BinaryIO:
    """The bytes of a file; a letter that was forwarded as it was sent."""
    inner = _inner(part)
    return io.BytesIO(inner[0].as_bytes() if inner else payload(part))
