"""From the order in which signs stand on a line to the order in which they are read.

The reverse of the Unicode bidirectional algorithm (UAX #9), as far as a printed line tells it; what it leaves open is
read as most writers mean it. A number keeps its digits from left to right, and so do words of a script that runs so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_RIGHT, _NUMBER = frozenset(["R", "AL"]), frozenset(["EN", "AN"])
_BETWEEN_DIGITS = {"EN": frozenset(["CS", "ES"]), "AN": frozenset(["CS"])}
"""What may stand between two digits of one number; among Arabic letters every number is AN (UAX #9, W2 and W4)."""
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_MIRRORED = str.maketrans({**_BRACKETS, **{closing: opening for opening, closing in _BRACKETS.items()}})
_LEANS = 0.2
"""Share of letters running to the left from which a mixed line is read so, where most of its page is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One printed sign: its characters, its edges and its base line in points.

    `leftward` says that it is read among signs that run left.
    """

    text: str
    left: float
    right: float
    base: float
    leftward: bool = False

    @property
    def middle(self) -> float:
        """Half-way between the edges."""
        return (self.left + self.right) / 2


def runs_left(text: str, *, page_runs_left: bool = False) -> bool:
    """Whether a line is read from right to left: most of its letters are, or enough where most of its page is."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    left, right = sum(kind in _RIGHT for kind in kinds), kinds.count("L")
    if not left + right:
        return page_runs_left
    return left > right or (page_runs_left and left > _LEANS * (left + right))


def in_reading_order(glyphs: Sequence[Glyph], *, leftward: bool) -> list[Glyph]:
    """Signs given from left to right, in the order in which a line of this direction is read."""
    kinds = [_kind(glyph.text) for glyph in glyphs]
    if "AL" in kinds:
        kinds = ["AN" if kind == "EN" else kind for kind in kinds]
    if leftward:
        return _turned(glyphs, kinds)
    ordered: list[Glyph] = []
    for start, end in _leftward_runs(kinds):
        ordered += glyphs[len(ordered) : start]
        ordered += _turned(glyphs[start:end], kinds[start:end])
    return ordered + list(glyphs[len(ordered) :])


def _kind(text: str) -> str:
    """The bidirectional class of a sign's first character that has direction of its own."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return next((kind for kind in kinds if kind not in ("NSM", "BN", "")), "ON")


def _leftward_runs(kinds: list[str]) -> Iterator[tuple[int, int]]:
    """From each letter that runs left to the last one before a letter that runs right."""
    start = last = -1
    for at, kind in enumerate([*kinds, "L"]):
        if kind in _RIGHT:
            start, last = (at if start < 0 else start), at
        elif kind == "L" and start >= 0:
            yield start, last + 1
            start = -1


def _turned(glyphs: Sequence[Glyph], kinds: list[str]) -> list[Glyph]:
    """From right to left, save what keeps its order."""
    turned: list[Glyph] = []
    end = len(glyphs)
    for start, stop in reversed([*_kept_in_order(glyphs, kinds)]):
        turned += [replace(glyph, leftward=True) for glyph in reversed(glyphs[stop:end])]
        turned += glyphs[start:stop]
        end = start
    return turned + [replace(glyph, leftward=True) for glyph in reversed(glyphs[:end])]


def _kept_in_order(glyphs: Sequence[Glyph], kinds: list[str]) -> Iterator[tuple[int, int]]:
    """Numbers, and words of a script that runs right, with the numbers that follow them."""
    at = 0
    while at < len(kinds):
        if kinds[at] == "L":
            end = _end_of_words(glyphs, kinds, at)
        elif kinds[at] in _NUMBER:
            end = _end_of_number(kinds, at)
        else:
            at += 1
            continue
        start = at - 1 if at and kinds[at : at + 1] == ["EN"] and kinds[at - 1] == "ET" else at
        yield start, end
        at = end


def _end_of_words(glyphs: Sequence[Glyph], kinds: list[str], start: int) -> int:
    end = start + 1
    for at in range(start, len(kinds)):
        if kinds[at] in _RIGHT:
            break
        if kinds[at] == "L" or kinds[at] in _NUMBER:
            end = at + 1
    words = "".join(glyph.text for glyph in glyphs[start:end])
    following = glyphs[end].text if end < len(glyphs) else ""
    closes = any(words.count(opening) > words.count(closing) and following == closing
                 for opening, closing in _BRACKETS.items())  # fmt: skip
    return end + closes


def _end_of_number(kinds: list[str], start: int) -> int:
    number = kinds[start]
    end = start + 1
    while end < len(kinds):
        if kinds[end] == number or (number == "EN" and kinds[end] == "ET"):
            end += 1
        elif kinds[end] in _BETWEEN_DIGITS[number] and kinds[end + 1 : end + 2] == [number]:
            end += 2
        else:
            break
    return end


def with_brackets_set_right(lines: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """The lines of a page with the brackets among what runs left as they are meant.

    Some programs note the bracket that is printed, others the one that was typed; the page shows which pair up.
    """
    held = list(lines)
    seen = "".join(glyph.text for line in held for glyph in line if glyph.leftward and glyph.text in _MIRRORED_SIGNS)
    if _pairs(seen) >= _pairs(seen.translate(_MIRRORED)):
        return held
    return [[replace(glyph, text=glyph.text.translate(_MIRRORED)) if glyph.leftward else glyph for glyph in line]
            for line in held]  # fmt: skip


_MIRRORED_SIGNS = frozenset("".join(_BRACKETS) + "".join(_BRACKETS.values()))


def _pairs(brackets: str) -> int:
    """How many of these brackets close one that was opened."""
    waiting: list[str] = []
    pairs = 0
    for bracket in brackets:
        if bracket in _BRACKETS:
            waiting.append(_BRACKETS[bracket])
        elif waiting and waiting[-1] == bracket:
            waiting.pop()
            pairs += 1
    return pairs
