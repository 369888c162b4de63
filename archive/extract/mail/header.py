"""Header fields of mail as people read them: encoded words decoded, addresses with names, days of dates.

Standards: RFC 5322 (fields), RFC 2047 (encoded words). Much mail breaks both; what makes no sense stays as it is.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from datetime import date
from email import utils
from itertools import groupby

from archive.errors import ExtractionFailed
from archive.extract import Declared
from archive.extract.declaring import ADDRESS
from archive.extract.encoding import decode

_ENCODED = re.compile(r"=\?([^?\s]{1,50})\?([bq])\?([^?\r\n]*)\?=", re.I)
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?[^?\s]{1,50}\?[bBqQ]\?)")
"""White space between two encoded words, which is none of the text."""
_FOLD = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_EPOCH = date(1970, 1, 1)
"""The day that clocks show that were never set."""
_LENIENT = {"strict": False} if getattr(utils, "supports_strict_parsing", False) else {}
"""Newer Pythons else answer nothing for `a@b.c <a@b.c>`, which is common in mail; nothing here is sent anywhere."""
LONGEST = 100_000
"""Characters of a field that are read. The recipients of a large list take some ten thousand."""


def decoded(field: str) -> str:
    """A field's text. Bytes beyond ASCII come as Python's mail parser gives them, as surrogates."""
    text = _BETWEEN.sub("", _FOLD.sub("", field[:LONGEST]))
    pieces = []
    at = 0
    for charset, group in groupby(_ENCODED.finditer(text), lambda found: found.group(1).lower()):
        words = [*group]
        pieces.append(_plain(text[at : words[0].start()]))
        pieces += _decoded_words(text, words, charset)
        at = words[-1].end()
    return " ".join("".join([*pieces, _plain(text[at:])]).split())


def _decoded_words(text: str, words: list[re.Match[str]], charset: str) -> Iterator[str]:
    """Words of one encoding. Those that touch are decoded as one: some programs part them within a letter."""
    held = b""
    end = words[0].start()
    for word in words:
        if word.start() > end:
            yield _text(held, charset)
            yield _plain(text[end : word.start()])
            held = b""
        held += _bytes(word.group(2), word.group(3))
        end = word.end()
    yield _text(held, charset)


def _bytes(way: str, coded: str) -> bytes:
    raw = coded.encode("ascii", "replace")
    if way in "qQ":
        return _HEX.sub(lambda found: bytes([int(found.group(1), 16)]), raw.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def _text(raw: bytes, charset: str) -> str:
    return text_of(raw, charset.partition("*")[0])[0]  # RFC 2231 adds a language: utf-8*en


def _plain(text: str) -> str:
    """Text outside encoded words; its bytes beyond ASCII are decoded as a text file's would be."""
    if text.isascii():
        return text
    return text_of(text.encode("utf-8", "surrogateescape"), None)[0]


def text_of(raw: bytes, charset: str | None) -> tuple[str, str]:
    """Bytes of a letter as text, and the encoding that fits; where none fits, what is not UTF-8 is U+FFFD."""
    try:
        return decode(raw, declared=charset)
    except ExtractionFailed:
        return raw.decode("utf-8", "replace"), "utf-8 with faults"


def people(field: str) -> list[tuple[str, str]]:
    """Names and addresses in a field such as From, each once; either may be empty. None where it makes no sense."""
    try:
        listed = utils.getaddresses([_FOLD.sub("", field[:LONGEST])], **_LENIENT)
    except (RecursionError, ValueError, IndexError, TypeError):
        return []
    found = [(decoded(name).strip("'\" "), decoded(address)) for name, address in listed]
    return [*dict.fromkeys((name, address) for name, address in found if name or address)]


def shown(field: str) -> str:
    """Addresses as they are read: names before addresses; the field as it is where it holds none."""
    listed = [f"{name} <{address}>" if name and address and name != address else name or address
              for name, address in people(field)]  # fmt: skip
    return ", ".join(listed) or decoded(field)


def day(field: str) -> str | None:
    """The day of a date, where its sender was; None for what is no date."""
    try:
        parsed = utils.parsedate_tz(field)
        found = date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat() if found and found > _EPOCH else None


def declared(fields: Iterable[tuple[str, str]]) -> Iterator[Declared]:
    """What a header declares: who wrote, when, about what; where the list keeps it (RFC 5064)."""
    for name, raw in fields:
        low = name.lower()
        if low == "from":
            for person, address in people(raw):
                yield Declared(field="creator", value=person or address, place=f"header {name}")
        elif low == "date" and (written := day(raw)):
            yield Declared(field="date", value=written, place=f"header {name}")
        elif low == "subject" and (subject := decoded(raw)):
            yield Declared(field="title", value=subject, place=f"header {name}")
        elif low == "archived-at" and (address := decoded(raw).strip("<>")).startswith(ADDRESS):
            yield Declared(field="url", value=address, place=f"header {name}")
