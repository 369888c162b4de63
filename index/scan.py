"""From the text of a query to its tokens, each with its offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from archive.errors import QueryInvalid
from index.syntax import CLOSING, FIELDS, OPENING, OPERATORS, QUOTES, closing_quote, field_name, word_end

MOST_SLOP = 50
"""Words that may lie between those of a phrase: two or three sentences. Farther apart, AND says the same."""

Kind = Literal["open", "close", "minus", "operator", "all", "word", "phrase"]

_SLOP = regex.compile(r"~([0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a query. `at` is where its text begins, after a field name; `field` is the field named before it."""

    kind: Kind
    text: str
    at: int
    field: str | None = None
    slop: int = 0


def scan(query: str) -> list[Token]:
    """The tokens of a query in order; QueryInvalid where a sign is out of place."""
    tokens: list[Token] = []
    at = 0
    while (at := _skip_blanks(query, at)) < len(query):
        token, at = _next(query, at)
        tokens.append(token)
    return tokens


def fault(query: str, at: int, message: str) -> QueryInvalid:
    """The error for a fault at an offset; its message counts characters from 1, as people do."""
    return QueryInvalid(f"at character {at + 1:,}: {message}", query=query, position=at)


def shown(text: str) -> str:
    """A piece of a query for a message: in quotation marks, control characters escaped, not too long."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _skip_blanks(query: str, at: int) -> int:
    while at < len(query) and query[at].isspace():
        at += 1
    return at


def _next(query: str, at: int) -> tuple[Token, int]:
    sign = query[at]
    if sign in OPENING:
        return Token(kind="open", text=sign, at=at), at + 1
    if sign in CLOSING:
        return Token(kind="close", text=sign, at=at), at + 1
    if sign == "-":
        return _minus(query, at), at + 1
    if sign in QUOTES:
        return _phrase(query, at, None)
    return _word(query, at)


def _minus(query: str, at: int) -> Token:
    if at > 0 and not (query[at - 1].isspace() or query[at - 1] in OPENING + "-"):
        raise fault(query, at, "put a blank before this minus, or leave it out")
    if _is_blank_or(CLOSING, query, at + 1):
        raise fault(query, at, "nothing follows this minus; write it directly before the word to leave out, or drop it")
    return Token(kind="minus", text="-", at=at)


def _phrase(query: str, at: int, field: str | None) -> tuple[Token, int]:
    closers = QUOTES[query[at]]
    end = closing_quote(query, at + 1, closers)
    if end is None:
        raise fault(query, at, f"the quotation mark {query[at]} is never closed; add {closers[0]} or take it out")
    text = " ".join(query[at + 1 : end].split())
    slop, after = _slop(query, end + 1)
    return Token(kind="phrase", text=text, at=at, field=field, slop=slop), after


def _slop(query: str, at: int) -> tuple[int, int]:
    """The number after a phrase's `~` (0 without one), and the offset after it."""
    match = _SLOP.match(query, at)
    if match is None:
        return 0, at
    digits, after = match[1], match.end()
    if not digits or not _is_blank_or(OPENING + CLOSING, query, after):
        raise fault(query, at, 'after a phrase, ~ is followed by a whole number, as in "mine clearance"~5')
    if len(digits) > 4 or int(digits) > MOST_SLOP:
        raise fault(query, at + 1, f"a phrase may have 0 to {MOST_SLOP} words between its own, not {shown(digits)}")
    return int(digits), after


def _word(query: str, at: int) -> tuple[Token, int]:
    end = word_end(query, at)
    if end == at:
        raise _stray_quote(query, at)
    word = query[at:end]
    if word in OPERATORS:
        return Token(kind="operator", text=word, at=at), end
    if word == "*" and _stands_alone(query, at):
        return Token(kind="all", text=word, at=at), end
    name = field_name(word)
    if name is None:
        return Token(kind="word", text=word, at=at), end
    field = _known_field(query, at, name)
    value = at + len(name) + 1
    if _is_blank_or(CLOSING, query, value):
        raise fault(query, at, f"{field}: has no value; write it directly after the colon, without a blank")
    return _field_value(query, value, end, field)


def _field_value(query: str, at: int, end: int, field: str) -> tuple[Token, int]:
    """What follows directly after the colon of a field, at offset `at`: a word up to `end`, `(` or a phrase."""
    if at < end:
        return Token(kind="word", text=query[at:end], at=at, field=field), end
    if query[at] in OPENING:
        return Token(kind="open", text=query[at], at=at, field=field), at + 1
    if query[at] in QUOTES:
        return _phrase(query, at, field)
    raise _stray_quote(query, at)


def _stray_quote(query: str, at: int) -> QueryInvalid:
    return fault(query, at, f"the quotation mark {query[at]} closes nothing; open the phrase or take the mark out")


def _known_field(query: str, at: int, name: str) -> str:
    if name.casefold() in FIELDS:
        return FIELDS[name.casefold()]
    advice = "if the colon is text, put the words in quotation marks"
    raise fault(query, at, f"there is no field {shown(name)}; the fields are: {', '.join(FIELDS)}; {advice}")


def _stands_alone(query: str, at: int) -> bool:
    starts = at == 0 or query[at - 1].isspace() or query[at - 1] in OPENING + "-"
    return starts and _is_blank_or(CLOSING, query, at + 1)


def _is_blank_or(signs: str, query: str, at: int) -> bool:
    """Whether a blank, one of `signs` or the end of the query is at this offset."""
    return at >= len(query) or query[at].isspace() or query[at] in signs
