"""What is counted beside the words: the stems of each passage's language, and the grams of every word.

Where words have no blanks between them, their dictionary words are counted among the stems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import regex

from index.analysis.clusters import LETTERS, MARKS
from index.analysis.fold import INVISIBLE
from index.analysis.gram import grams
from index.analysis.segment import word_tokens
from index.analysis.stem import stem
from index.analysis.tokenize import forms_of, words_and_runs

_GOES_ON = regex.compile(rf"[-‐\s{INVISIBLE}{MARKS}[{LETTERS}]]", regex.VERSION1)
"""What a line may end with that goes on in the next."""

Span = tuple[int, int, str]
"""(start, end, language) of a stretch of a text."""


def derived(text: str, spans: Iterable[Span]) -> tuple[dict[str, int], dict[str, int]]:
    """How often each stem, dictionary word or gram occurs in a text: (stems and words, grams)."""
    stems: Counter[str] = Counter()
    folded: Counter[str] = Counter()
    for start, end, language in _joined(text, spans):
        words, runs = words_and_runs(text[start:end])
        for word, count in words.items():
            for form in forms_of(word):
                folded[form] += count
            found = stem(word, language)
            if found is not None:
                stems[found] += count
        if runs:
            stems.update(word_tokens(runs))
    return dict(stems), _gram_counts(folded)


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring spans of one language as one where no word reaches from one into the next: fewer to go through."""
    first = last = 0
    of = ""
    for start, end, language in spans:
        if language == of and _ends_words(text, last, start):
            last = end
            continue
        if last > first:
            yield first, last, of
        first, last, of = start, end, language
    if last > first:
        yield first, last, of


def _ends_words(text: str, end: int, start: int) -> bool:
    """Whether no word reaches from what ends here into what starts there: a line end alone may stand inside one."""
    between = text[end:start]
    lines = between.count("\n")
    return between.isspace() and (lines > 1 or (lines == 1 and not _GOES_ON.match(text, end - 1)))


def _gram_counts(folded: Counter[str]) -> dict[str, int]:
    """Most words occur once, and those are counted all at a time."""
    once = (form for form, count in folded.items() if count == 1)
    counts = Counter(chain.from_iterable(map(grams, once)))
    for form, count in folded.items():
        if count > 1:
            for gram in grams(form):
                counts[gram] += count
    return dict(counts)
