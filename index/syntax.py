"""The signs of the query language: what the scanner reads and what the nodes of a query write."""

from __future__ import annotations

import unicodedata

import regex

from index.fields import NAMED_FIELDS

OPERATORS = frozenset({"AND", "OR", "NOT"})
OPENING = "(（"
CLOSING = ")）"
COLONS = ":："
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "»": "«", "”": "”"}
"""Each mark that opens a phrase, and the marks that close it (`„` in German and in Polish; `»…«` and `”…”` too)."""

GERSHAYIM = '"”'
"""Quotation marks that are typed for the mark inside Hebrew abbreviations."""

FIELDS = {name: name for name in NAMED_FIELDS} | {"lang": "language"}
"""Every name that may stand before a colon, and the field that it means."""

_ENDS_WORD = frozenset(OPENING + CLOSING + "".join(QUOTES) + "".join(QUOTES.values()))
_FUZZY = regex.compile(r"(?P<word>.*)~(?P<distance>\d.*)?", regex.DOTALL)
_FACET_WORD = regex.compile(r"\w[\w./+-]*")
_UNSEGMENTED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}]")


def word_end(text: str, start: int) -> int:
    """The offset at which the word that begins at `start` ends: at a blank, a parenthesis or a quotation mark."""
    at = start
    while at < len(text) and not _ends_word(text, at):
        at += 1
    return at


def closing_quote(text: str, start: int, closers: str) -> int | None:
    """The offset of the first mark of `closers` from `start` on, or None."""
    for at in range(start, len(text)):
        if text[at] in closers and not _is_gershayim(text, at):
            return at
    return None


def field_name(word: str) -> str | None:
    """What stands before a colon as the name of a field, known or not; None when the word is text.

    A name has letters and underscores only, which `10:30` has not; `https://…` has slashes after its colon. After the
    full-width colon of Chinese and Japanese text only the name of a known field counts.
    """
    at = min((word.find(colon) for colon in COLONS if colon in word), default=0)
    name, rest = word[:at], word[at + 1 :]
    if not all(_is_letter(character) for character in name) or rest.startswith("//"):
        return None
    if word[at : at + 1] == "：" and name.casefold() not in FIELDS:
        return None
    return name or None


def fuzzy_parts(word: str) -> tuple[str, str] | None:
    """The word before a final `~`, and the distance after it as written; None when no such sign ends the word."""
    match = _FUZZY.fullmatch(word)
    return (match["word"], match["distance"] or "") if match else None


def is_word(text: str) -> bool:
    """Whether the text, written without quotation marks, holds no sign of the language and is one word."""
    return (
        bool(text)
        and word_end(text, 0) == len(text)
        and text[0] not in "-=~"
        and "*" not in text
        and fuzzy_parts(text) is None
        and field_name(text) is None
    )


def is_facet_word(text: str) -> bool:
    """Whether a facet value can be written without quotation marks."""
    return _FACET_WORD.fullmatch(text) is not None


def quoted(text: str) -> str:
    """The text as a phrase, between the first pair of marks that does not close inside it.

    A text that holds the closing marks of all pairs loses its straight ones; no query can produce such a text.
    """
    for opening, closers in QUOTES.items():
        if not any(closer in text for closer in closers):
            return opening + text + closers[0]
    return '"' + text.replace('"', " ") + '"'


def count_letters(text: str) -> int:
    """Letters and digits of the text, an accent counting with its letter however it is encoded."""
    return sum(character.isalnum() for character in unicodedata.normalize("NFC", text))


def has_east_asian(text: str) -> bool:
    """Whether the text holds a Chinese, Japanese or Korean character, one of which says as much as some letters."""
    return _UNSEGMENTED.search(unicodedata.normalize("NFC", text)) is not None


def _ends_word(text: str, at: int) -> bool:
    character = text[at]
    return character.isspace() or (character in _ENDS_WORD and not _is_gershayim(text, at))


def _is_gershayim(text: str, at: int) -> bool:
    """Whether a quotation mark stands inside a Hebrew abbreviation, as in צה"ל."""
    return text[at] in GERSHAYIM and 0 < at < len(text) - 1 and _is_hebrew(text[at - 1]) and _is_hebrew(text[at + 1])


def _is_hebrew(character: str) -> bool:
    return "א" <= character <= "ת"


def _is_letter(character: str) -> bool:
    return character == "_" or character.isalpha() or unicodedata.category(character).startswith("M")
