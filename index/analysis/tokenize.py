"""Tokens of a text: words where blanks part them, overlapping pairs where they do not.

Chinese and Japanese are written without blanks, and PDFs put blanks and line breaks anywhere inside their words: a
run of them is read as if the white space in it were not there, and yields each two neighbouring characters. Thai,
Lao, Khmer and Burmese (pairs of clusters) and Korean (pairs of syllables, so that a noun is found under its
particles) yield pairs too, but their blanks part runs. The last unit of a run also stands alone, so that every
unit begins some token and a single character can be found by prefix. A word that a hyphen divides at a line end
stands whole, with its parts beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from index.analysis.fold import fold_word, spellings

Kind = Literal["word", "pair", "single"]


@dataclass(frozen=True, slots=True)
class Token:
    """A folded form at a position. Tokens that share a position are alternatives of one another."""

    text: str
    position: int
    start: int
    end: int
    kind: Kind


_HAN_KANA = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ーｰ々〆"
_CLUSTERED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_APOSTROPHES = r"\u02B9-\u02BF"  # letters to Unicode, but typed for ' and ’, which part words
_INVISIBLE = r"\u00AD\u200B-\u200F\u2060-\u2064\uFEFF"
_BLANK = rf"[ \t\u3000\u00A0{_INVISIBLE}]*"
_ONE_BREAK = rf"(?:{_BLANK}\n?{_BLANK})"

_TOKEN = regex.compile(
    rf"(?P<han>[{_HAN_KANA}](?:{_ONE_BREAK}[{_HAN_KANA}])*+)"
    rf"|(?P<clusters>[{_CLUSTERED}][{_CLUSTERED}\p{{M}}{_INVISIBLE}]*+)"
    r"|(?P<hangul>\p{Hangul}++)"
    rf"|(?P<word>[[\p{{L}}\p{{N}}]--[{_HAN_KANA}{_CLUSTERED}\p{{Hangul}}{_APOSTROPHES}]]"
    rf"(?:[[\p{{L}}\p{{M}}\p{{N}}{_INVISIBLE}]--[\uFEFF{_HAN_KANA}{_CLUSTERED}\p{{Hangul}}{_APOSTROPHES}]]"
    r"|(?<=\p{Nd})[.,٫٬](?=\p{Nd})"
    r"|(?<=\p{L})[-‐]\n[ \t]*+(?=\p{Ll}))*+)",
    regex.VERSION1,
)
_HAN_UNIT = regex.compile(rf"[{_HAN_KANA}]")
_CLUSTER = regex.compile(r"\X")
_LINE_END_HYPHEN = regex.compile(r"[-‐]\n[ \t]*")
_THOUSANDS = regex.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")


def analyse(text: str) -> list[Token]:
    """All tokens of a document's text, in order."""
    return [
        Token(form, position, start, end, kind)
        for forms, position, start, end, kind in _scan(text, last_alone=True)
        for form in forms
    ]


def analyse_query(text: str) -> list[Token]:
    """The tokens to seek for a query's words: as `analyse`, but the last unit of a longer run does not stand alone."""
    return [
        Token(form, position, start, end, kind)
        for forms, position, start, end, kind in _scan(text, last_alone=False)
        for form in forms
    ]


def terms(text: str) -> tuple[dict[str, list[int]], int]:
    """Each form with its positions in ascending order, and the length of the text in positions."""
    found: dict[str, list[int]] = {}
    position = -1
    for forms, position, _, _, _ in _scan(text, last_alone=True):
        for form in forms:
            if form in found:
                found[form].append(position)
            else:
                found[form] = [position]
    return found, position + 1


_Scanned = tuple[tuple[str, ...], int, int, int, Kind]


def _scan(text: str, *, last_alone: bool) -> Iterator[_Scanned]:
    position = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match.group()
            forms = _word_forms(_LINE_END_HYPHEN.sub("", word) if "\n" in word else word)
            if forms:
                yield forms, position, match.start(), match.end(), "word"
                if "\n" in word:
                    yield from _hyphenated(word, position, match.start())
                position += 1
        else:
            units = _units(kind, match.group(), match.start())
            yield from _pairs(units, position, last_alone=last_alone)
            position += len(units)


def _word_forms(word: str) -> tuple[str, ...]:
    folded = fold_word(word)
    if not folded:
        return ()
    if folded.isascii():
        return (_THOUSANDS.sub("", folded),) if "," in folded else (folded,)
    return spellings(_THOUSANDS.sub("", folded))


def _hyphenated(word: str, position: int, offset: int) -> Iterator[_Scanned]:
    """The parts of a word that a line end divides: it may be one word (inter-national) or two (anti-personnel)."""
    start = 0
    for hyphen in [*_LINE_END_HYPHEN.finditer(word), None]:
        end = hyphen.start() if hyphen else len(word)
        yield _word_forms(word[start:end]), position, offset + start, offset + end, "word"
        start = hyphen.end() if hyphen else end


def _units(kind: str | None, run: str, offset: int) -> list[tuple[str, int, int]]:
    """The folded characters or clusters of a run with their offsets in the text."""
    if kind == "hangul":
        return [(fold_word(character), offset + at, offset + at + 1) for at, character in enumerate(run)]
    pattern = _HAN_UNIT if kind == "han" else _CLUSTER
    units = [(fold_word(match.group()), offset + match.start(), offset + match.end()) for match in pattern.finditer(run)]
    return [unit for unit in units if unit[0]]


def _pairs(units: list[tuple[str, int, int]], position: int, *, last_alone: bool) -> Iterator[_Scanned]:
    for at in range(len(units) - 1):
        (one, start, _), (two, _, end) = units[at], units[at + 1]
        yield (one + two,), position + at, start, end, "pair"
    if units and (last_alone or len(units) == 1):
        unit, start, end = units[-1]
        yield (unit,), position + len(units) - 1, start, end, "single"
