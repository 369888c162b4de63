"""Quotations: where in a text given words stand, whatever its line ends, divided words and spelling variants.

A text is brought to a skeleton: its letters and digits folded one by one as analysis folds them, with one blank where
anything else stands between two words, and none beside scripts that are written without blanks, because files break
their lines anywhere. Where a line end or the end of a page divides a word, the seam matches both one word and two.
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
_MARKS = r"[\p{M}\u200C\u200D\uFE00-\uFE0F]"
_JOINING = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_JOINING}]]"
_PIECE = regex.compile(
    r"(?P<seam>(?<=[\p{L}\p{M}])[-‐\u00AD]\n[ \t]*+(?:\n[ \t]*+)?(?=\p{Ll}))"
    rf"|{_LETTER}+(?:[ \n]{_LETTER}+)*(?!{_MARKS})"
    rf"|(?:[\p{{L}}\p{{N}}]{_MARKS}*+)++",
    regex.V1,
)
_MARKED = regex.compile(rf"[\p{{L}}\p{{N}}]{_MARKS}*+")
_MARK = regex.compile(_MARKS)
_WORD = regex.compile(r"[^ \n]+")
_JOINS = regex.compile(rf"[{_JOINING}]")
_BLANKS = regex.compile(r"\s+")

Span = tuple[int, int]

_LINEAR = -1
"""In the place of an end: each letter of the piece comes from one character of the text, one after another."""


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """Folded letters in pieces: where each piece begins among the letters, and where it comes from in the text."""

    text: str
    letters: str
    at: array[int]
    starts: array[int]
    ends: array[int]

    def span(self, first: int, last: int) -> Span:
        """Where the letters from `first` up to `last` come from."""
        return self._of(first)[0], self._of(last - 1)[1]

    def _of(self, letter: int) -> Span:
        piece = bisect_right(self.at, letter) - 1
        start, end, within = self.starts[piece], self.ends[piece], letter - self.at[piece]
        if end == _LINEAR:
            return start + within, start + within + 1
        for marked in _MARKED.finditer(self.text, start, end):
            within -= len(_fold(marked.group()))
            if within < 0:
                return marked.span()
        return start, end


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
        yield _whole(text, *skeleton.span(first, last), sought)


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
    made = _Making()
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "seam":
            made.put(_SEAM, *piece.span())
        else:
            _add(made, piece.group(), piece.start())
    return made.skeleton(text)


def _add(made: _Making, said: str, start: int) -> None:
    """A word, or several with single blanks between them: as they stand where each letter is folded to one letter."""
    folded, has_blanks = said.translate(_FOLDED), " " in said or "\n" in said
    if _MANY not in folded and not (has_blanks and _JOINS.search(folded)):
        made.add(folded, start, start + len(said), linear=True)
    elif has_blanks:
        for word in _WORD.finditer(said):
            _add(made, word.group(), start + word.start())
    else:
        letters = _kept_letters if len(said) <= _WORD_KEPT else _letters
        made.add(letters(said), start, start + len(said))


_WORD_KEPT = 40
"""Characters of the longest word whose folded form is kept."""


def _letters(word: str) -> str:
    """The letters of a word folded one by one, each with its marks."""
    return "".join(map(_fold, _MARKED.findall(word)))


_kept_letters = lru_cache(maxsize=20_000)(_letters)


class _Making:
    """A skeleton being made."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at, self._starts, self._ends = array("q"), array("q"), array("q")
        self._length = self._last_end = 0

    def add(self, folded: str, start: int, end: int, *, linear: bool = False) -> None:
        """Folded letters after the blank that belongs before them, if one does."""
        if folded:
            last = self._pieces[-1][-1] if self._pieces else _SEAM
            if start > self._last_end and last != _SEAM and not _joins(last, folded[0]):
                self.put(" ", self._last_end, start)
            self.put(folded, start, _LINEAR if linear else end)
        self._last_end = end

    def put(self, letters: str, start: int, end: int) -> None:
        """Letters that come from the text between start and end."""
        self._pieces.append(letters)
        self._at.append(self._length)
        self._starts.append(start)
        self._ends.append(end)
        self._length += len(letters)
        self._last_end = end

    def skeleton(self, text: str) -> _Skeleton:
        """What was made of this text."""
        return _Skeleton(text, "".join(self._pieces), self._at, self._starts, self._ends)


_MANY = "\x02"
"""In the place of a mark, and of a letter that is folded to none or to several."""


@lru_cache(maxsize=20_000)
def _fold(letter: str) -> str:
    return fold_word(letter)


class _Folds(dict[int, str]):
    """The letter that each letter is folded to, made when it is first met; blanks and line ends are blanks."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded if len(folded) == 1 and not _MARK.match(chr(code)) else _MANY
        return self[code]


_FOLDED = _Folds({ord(" "): " ", ord("\n"): " "})


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
