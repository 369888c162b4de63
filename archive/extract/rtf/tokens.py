"""The tokens of RTF: groups, control words, bytes of text (Rich Text Format Specification 1.9.1, "Syntax")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    rb"|\\(?P<escaped>[\\{}])"
    rb"|\\(?P<sign>[^A-Za-z0-9])"
    rb"|(?P<break>[\r\n\0]+)"
    rb"|(?P<text>[^\\{}\r\n\0]+|.)",
    re.S,
)


class Word(NamedTuple):
    """A control word such as `\\par` or `\\u1055`, or a sign such as `\\~`."""

    name: str
    number: int | None = None


class Text(NamedTuple):
    """Bytes of text, in the character set of the font that is on."""

    content: bytes


class Edge(NamedTuple):
    """Where a group begins or ends."""

    opens: bool


Token = Word | Text | Edge


def tokens(content: bytes) -> Iterator[Token]:
    """The tokens in order. Bytes that `\\bin` announces are passed over."""
    at = 0
    while found := _TOKEN.match(content, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "open" or kind == "close":
            yield Edge(kind == "open")
        elif kind == "word" or kind == "number":
            number = int(found["number"]) if found["number"] else None
            word = Word(found["word"].decode("ascii"), number)
            at += max(0, number or 0) if word.name == "bin" else 0
            yield word
        elif kind == "byte":
            yield Text(bytes.fromhex(found["byte"].decode("ascii")))
        elif kind == "sign":
            yield Word(found["sign"].decode("latin-1"))
        elif kind == "text" or kind == "escaped":
            yield Text(found[kind])
