"""Whole words where writing has no blanks: they rank what holds a query's words before what straddles them.

Pairs of clusters find every place where the letters of a query stand, and ตากลม holds กลม also where it means ตาก ลม.
The words that a dictionary cuts a query into add to the score of what pairs find, and find nothing by themselves. A run
of several words is sought as it stands, and after that by the pairs of each word, wherever these stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from index.analysis.segment import stretches, word_tokens
from index.analysis.tokenize import runs
from index.fields import STEM
from index.lookup import AnyOf, Boosted, Lookup, TokenLookup
from index.query import Query, Term, asked_for

WEIGHT = 1.0
"""Of a dictionary word, the same as of the pairs: measured by benchmarks/segmentation.py, see docs/languages.md."""

MOST_APART = 12
"""Words of a run that are sought apart from one another: more are a sentence, all of whose words stand anywhere."""


def words_apart(text: str) -> tuple[str, ...]:
    """The dictionary words of a text in Thai, Lao, Khmer or Burmese, as written; none where it has one, or too many."""
    words = tuple(dict.fromkeys(text[start:end] for start, end in stretches(text)))
    return words if 1 < len(words) <= MOST_APART else ()


def ranked_by_words(lookup: Lookup, query: Query, weight: float = WEIGHT) -> Lookup:
    """The lookup of a query, which finds the same; documents with its words in Thai, Lao, Khmer or Burmese rank first.

    That holds for exact words too. A phrase, which may be any stretch of a text, adds nothing.
    """
    words = tuple(dict.fromkeys(chain.from_iterable(map(_words, asked_for(query)))))
    return Boosted(lookup, AnyOf(tuple(TokenLookup(STEM, word, weight) for word in words))) if words else lookup


def _words(leaf: Query) -> Iterator[str]:
    """The dictionary words that a leaf of a query asks for in the text."""
    if isinstance(leaf, Term) and leaf.field in (None, "text"):
        yield from word_tokens(run for _, run in runs(leaf.text))
