"""Quotations: where in a text given words stand, whatever its line ends, divided words and spelling variants.

A text is brought to a skeleton: its letters and digits folded one by one as analysis folds them, with one blank where
anything else stands between two words, and none beside scripts that are written without blanks, because files break
their lines anywhere. Where a line end divides a word, the seam matches both one word and two.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from archive.record import Passage
from index.analysis import analyse, fold_word

CONTEXT = 48
"""Characters kept before and after a quotation, to tell it from the same words elsewhere."""

ALIKE = 0.3
"""The least share of a quotation's words that a passage must hold to be suggested."""

_SEAM = "\x01"
_PIECE = regex.compile(
    r"(?P<seam>(?<=[\p{L}\p{M}])[-‐\u00AD]\n[ \t]*+(?=\p{Ll}))"
    r"|(?P<letter>[\p{L}\p{N}][\p{M}\u200C\u200D\uFE00-\uFE0F]*+)"
)
_JOINS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_BLANKS = regex.compile(r"\s+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """Folded letters, and for each where the letter of the text that it comes from starts and ends."""

    letters: str
    starts: array[int]
    ends: array[int]


def find(text: str, quote: str) -> list[Span]:
    """Every place (start, end) where the words stand, in order of the text; overlapping ones too.

    Places that are the same letter for letter come alone; then those that differ in white space only; then those that
    are folded alike. White space around the quotation does not count. No place is found for a quotation of nothing.
    """
    sought = quote.strip()
    if not sought:
        return []
    exact = [(at, at + len(sought)) for at in _all(text, sought)]
    return exact or _closest(text, sought, list(_folded(text, sought)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but white space."""
    return _BLANKS.sub("", one) == _BLANKS.sub("", other)


def context(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span."""
    start, end = span
    return text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]


def relocate(text: str, quote: str, before: str, after: str) -> Span | None:
    """Where a quotation stands now: of several places the one whose surroundings are most like those it had."""
    places = find(text, quote)
    if not places:
        return None
    return max(places, key=lambda span: (_likeness(text, span, before, after), -span[0]))


def touched(passages: Sequence[Passage], span: Span) -> Sequence[Passage]:
    """The passages that a span lies in, or the one before it where it lies in none."""
    starts = [passage.start for passage in passages]
    first = max(bisect_right(starts, span[0]) - 1, 0)
    last = max(bisect_right(starts, max(span[1] - 1, span[0])), first + 1)
    return passages[first:last]


def near(text: str, passages: Sequence[Passage], quote: str, limit: int = 3) -> list[Passage]:
    """The passages that hold most of a quotation's words, the likest first."""
    wanted = _words(quote)
    total = sum(wanted.values())
    if not total:
        return []
    shares = [
        (sum((wanted & _words(text[passage.start : passage.end])).values()) / total, passage) for passage in passages
    ]
    likely = sorted((one for one in shares if one[0] >= ALIKE), key=lambda one: (-one[0], one[1].number))
    return [passage for _, passage in likely[:limit]]


def _words(text: str) -> Counter[str]:
    return Counter(token.text for token in analyse(text))


def _all(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _closest(text: str, sought: str, places: list[Span]) -> list[Span]:
    """Those that differ from what is sought in white space only, if there are any."""
    return [span for span in places if same_words(text[slice(*span)], sought)] or places


def _folded(text: str, sought: str) -> Iterator[Span]:
    """Places where the skeletons agree."""
    wanted = _skeleton(sought).letters.strip(f" {_SEAM}")
    if not wanted:
        return
    skeleton = _skeleton(text)
    for first, last in _in_skeleton(skeleton.letters, wanted):
        yield _whole(text, skeleton.starts[first], skeleton.ends[last - 1], sought)


def _whole(text: str, start: int, end: int, sought: str) -> Span:
    """The place with the marks that the quotation has at its ends, such as its full stop."""
    while end < len(text) and text[end] in sought[-1:] and not text[end].isalnum():
        end += 1
    if start and text[start - 1] == sought[0] and not sought[0].isalnum():
        start -= 1
    return start, end


def _in_skeleton(letters: str, wanted: str) -> Iterator[Span]:
    if _SEAM not in letters and _SEAM not in wanted:
        for at in _all(letters, wanted):
            yield at, at + len(wanted)
        return
    forms = {" ": f"[ {_SEAM}]", _SEAM: f"[ {_SEAM}]?"}
    pattern = f"{_SEAM}?".join(forms.get(one) or regex.escape(one) for one in wanted)
    for match in regex.finditer(pattern, letters, overlapped=True):
        yield match.span()


def _skeleton(text: str) -> _Skeleton:
    letters: list[str] = []
    starts, ends = array("q"), array("q")

    def add(characters: str, start: int, end: int) -> None:
        for one in characters:
            letters.append(one)
            starts.append(start)
            ends.append(end)

    last_end = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup == "seam":
            add(_SEAM, start, end)
        elif folded := _fold(piece.group()):
            if letters and start > last_end and letters[-1] != _SEAM and not _joins(letters[-1], folded[0]):
                add(" ", last_end, start)
            add(folded, start, end)
        last_end = end
    return _Skeleton("".join(letters), starts, ends)


@lru_cache(maxsize=20_000)
def _fold(letter: str) -> str:
    return fold_word(letter)


@lru_cache(maxsize=20_000)
def _joins(one: str, other: str) -> bool:
    return bool(_JOINS.match(one) or _JOINS.match(other))


def _likeness(text: str, span: Span, before: str, after: str) -> int:
    """How many letters around a place are those that stood around the quotation."""
    behind, ahead = _BLANKS.sub("", before)[::-1], _BLANKS.sub("", after)
    here = text[max(span[0] - 2 * CONTEXT, 0) : span[0]], text[span[1] : span[1] + 2 * CONTEXT]
    return _common(behind, _BLANKS.sub("", here[0])[::-1]) + _common(ahead, _BLANKS.sub("", here[1]))


def _common(one: str, other: str) -> int:
    return next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
                min(len(one), len(other)))  # fmt: skip
