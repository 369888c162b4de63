"""The passage of a document that answers a query best, and where in it the query's words stand.

It is the one with the most different words of the query. Among those that hold as many, one in a language that was
asked for comes first; then the one with the most words that do not just straddle the words of a dictionary, as letters
of Thai may; then the one with the most words in the form that was sought and not just of its stem, then the
one with the most words as they were typed (Əliyeva, 地雷意識), then one in the language in which the document has
most of the query's words, then the one with the most matches, then the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.record import Passage
from index.analysis.derive import Span
from index.analysis.segment import straddles
from index.fields import STEM
from index.highlight import occurrences
from index.lookup import AkinLookup
from index.wanted import Leaf, Wanted

STRETCH = 200_000
"""Characters that are read at a time, about a hundred pages: a million takes some two seconds."""

MOST_LOOKED_AT = 50
"""Places of a word in a passage that are held against the dictionary."""

Form = Literal["sought", "stem", "kin"]
"""How a word stands there: as it was sought, with its stem alone, or as a word that begins alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text (start, end) in which a word of the query stands; the word by its number in `Wanted`."""

    start: int
    end: int
    word: int
    form: Form


def best_passage(text: str, passages: Sequence[Passage], wanted: Wanted) -> tuple[Passage, list[Found]] | None:
    """The best passage and the words in it, in order of the text; None when no passage holds anything."""
    readable = [passage for passage in passages if passage.end > passage.start]
    if not readable:
        return None
    by_passage = _by_passage(readable, _found(text, passages, wanted) if wanted.leaves else [])
    spoken = _spoken(readable, by_passage)
    pairs = list(zip(readable, by_passage, strict=True))
    return max(pairs, key=lambda pair: _worth(pair[0], pair[1], text, wanted, spoken))  # the first of equal ones


def _found(text: str, passages: Sequence[Passage], wanted: Wanted) -> list[Found]:
    """Of a long text, what the first stretch holds that has every word, else the one with the most different words.

    Where a language was asked for, a stretch with a match in it goes before one without.
    """
    spans = [(passage.start, passage.end, passage.language) for passage in passages]
    best: list[Found] = []
    best_worth = (-1, False)
    for start, end in _stretches(text):
        found = _in_stretch(text, start, end, spans, wanted)
        worth = len({one.word for one in found}), _is_asked_for(found, spans, wanted)
        if worth > best_worth:
            best, best_worth = found, worth
        if best_worth == (wanted.count, True):
            break
    return best


def _in_stretch(text: str, start: int, end: int, spans: Sequence[Span], wanted: Wanted) -> list[Found]:
    within = [(first - start, last - start, language) for first, last, language in spans if first < end]
    found = [
        Found(one.start + start, one.end + start, wanted.words[one.leaf], _form(wanted.leaves[one.leaf]))
        for one in occurrences(text[start:end], wanted.leaves, within)
    ]
    known = {one.word for one in found if one.form != "kin"}
    return [one for one in found if one.form != "kin" or one.word not in known]


def _form(leaf: Leaf) -> Form:
    return "kin" if isinstance(leaf, AkinLookup) else "stem" if leaf.field == STEM else "sought"


def _is_asked_for(found: Iterable[Found], spans: Sequence[Span], wanted: Wanted) -> bool:
    if not wanted.languages:
        return True
    starts = [start for start, _, _ in spans]
    return any(wanted.asks_for(spans[max(bisect_right(starts, one.start) - 1, 0)][2]) for one in found)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most STRETCH characters that cut no word where there is a blank."""
    start = 0
    while start < len(text):
        end = start + STRETCH
        if end < len(text):
            blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = blank + 1 if blank >= start else end
        yield start, min(end, len(text))
        start = end


def _by_passage(passages: Sequence[Passage], found: Iterable[Found]) -> list[list[Found]]:
    starts = [passage.start for passage in passages]
    by_passage: list[list[Found]] = [[] for _ in passages]
    for one in found:
        by_passage[max(bisect_right(starts, one.start) - 1, 0)].append(one)
    return by_passage


def _spoken(passages: Sequence[Passage], by_passage: Sequence[Sequence[Found]]) -> Mapping[str, set[int]]:
    """The words of the query that the document has in each language."""
    spoken: defaultdict[str, set[int]] = defaultdict(set)
    for passage, found in zip(passages, by_passage, strict=True):
        spoken[passage.language].update(one.word for one in found)
    return spoken


def _worth(
    passage: Passage, found: Sequence[Found], text: str, wanted: Wanted, spoken: Mapping[str, set[int]]
) -> tuple[int, ...]:
    return (
        len({one.word for one in found}),
        wanted.asks_for(passage.language),
        _whole(text, found),
        len({one.word for one in found if one.form == "sought"}),
        len({one.word for one in found if wanted.was_typed(text[one.start : one.end])}),
        len(spoken[passage.language]),
        len({(one.start, one.end) for one in found}),
    )


def _whole(text: str, found: Iterable[Found]) -> int:
    """How many words stand here as words, by the first few places of each."""
    whole: set[int] = set()
    looked_at: Counter[int] = Counter()
    for one in found:
        if one.word not in whole and looked_at[one.word] < MOST_LOOKED_AT:
            looked_at[one.word] += 1
            if not straddles(text, one.start, one.end):
                whole.add(one.word)
    return len(whole)
