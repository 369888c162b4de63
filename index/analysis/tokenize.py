"""Tokens of a text: words where blanks part them, overlapping pairs where they do not.

Chinese and Japanese are written without blanks, and PDFs put blanks and line breaks anywhere inside their words: a
run of them is read as if the white space in it were not there, and yields each two neighbouring characters. Thai,
Lao, Khmer and Burmese (pairs of clusters) and Korean (pairs of syllables, so that a noun is found under its
particles) yield pairs too, but their blanks part runs. The last unit of a run also stands alone, so that every
unit begins some token and a single character can be found by prefix. A word that a hyphen divides at a line end
stands whole, with its parts beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import regex

from index.analysis.fold import INVISIBLE, fold_word, spellings

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
_JOINED = r"\u3099\u309A\uFF9E\uFF9F\uFE00-\uFE0F\U000E0100-\U000E01EF"  # voicing marks and variation selectors
_CLUSTERED = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]&&[\p{L}\p{M}]"  # their digits and signs are as in any script
_HANGUL = r"\p{Hangul}&&\p{L}"
_APOSTROPHES = r"\u0374\u02B9-\u02BF"  # letters to Unicode, but typed for ' and ’, which part words
_NO_WORD = rf"[{_HAN_KANA}{_APOSTROPHES}\uFF9E\uFF9F][{_CLUSTERED}][{_HANGUL}]"
_MORE = rf"[[\p{{L}}\p{{M}}\p{{N}}{INVISIBLE}]--[{_NO_WORD}]]*+"
_BLANK = rf"[\t\p{{Zs}}{INVISIBLE}]*+"

_TOKEN = regex.compile(
    r"(?P<word>[A-Za-z]++(?=[ ,.;:)\n])"  # says nothing new: most words of English text end here, and quickly
    rf"|[[\p{{L}}\p{{N}}]--[{_NO_WORD}]]{_MORE}"
    r"(?:(?:(?<=\p{Nd})[.,٫٬](?=\p{Nd})"
    r"|(?:(?<=[\p{L}\p{M}])[-‐]|(?<=\u00AD))\n[ \t]*+(?=\p{Ll}))"
    rf"{_MORE})*+)"
    rf"|(?P<han>[{_HAN_KANA}][{_JOINED}]*+(?:{_BLANK}(?:\n{_BLANK})?+[{_HAN_KANA}][{_JOINED}]*+)*+)"
    rf"|(?P<clusters>[{_CLUSTERED}][[{_CLUSTERED}]\p{{M}}{INVISIBLE}]*+)"
    rf"|(?P<hangul>[{_HANGUL}][[{_HANGUL}]\p{{M}}]*+)",
    regex.VERSION1,
)
_HAN_UNIT = regex.compile(rf"[{_HAN_KANA}][{_JOINED}]*+", regex.VERSION1)
_CLUSTER = regex.compile(r"\X")
_LINE_END_HYPHEN = regex.compile(r"[-‐\u00AD]\n[ \t]*+")
_THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def analyse(text: str) -> list[Token]:
    """All tokens of a document's text, in order."""
    return list(_scan(text, last_alone=True))


def analyse_query(text: str) -> list[Token]:
    """The tokens to seek for a query's words: as `analyse`, but the last unit of a longer run does not stand alone."""
    return list(_scan(text, last_alone=False))


def terms(text: str) -> tuple[dict[str, list[int]], int]:
    """Each form with its positions in ascending order, and the length of the text in positions.

    These are the tokens of `analyse` without their offsets, which makes it twice as fast.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    position = 0
    for match in _TOKEN.finditer(text):
        source = match.group()
        kind = match.lastgroup
        if kind == "word":
            forms = _all_forms(source) if "\n" in source else _forms(source)
            for form in forms:
                found[form].append(position)
            position += bool(forms)
        else:
            units = [folded for unit in _unit_pattern(kind).findall(source) if (folded := _fold_unit(unit))]
            for at, (one, two) in enumerate(pairwise(units), position):
                found[one + two].append(at)
            position += len(units)
            if units:
                found[units[-1]].append(position - 1)
    return dict(found), position


def _scan(text: str, *, last_alone: bool) -> Iterator[Token]:
    position = 0
    for match in _TOKEN.finditer(text):
        tokens = (
            _words(match.group(), position, match.start())
            if match.lastgroup == "word"
            else _pairs(match.lastgroup, match.group(), position, match.start(), last_alone=last_alone)
        )
        ...


