"""Whole words where writing has no blanks: they rank what holds a query's words before what straddles them.

Pairs of clusters find every place where the letters of a query stand, and ตากลม holds กลม also where it means ตาก ลม.
The words that a dictionary cuts a query into add to the score of what pairs find, and find nothing by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.analysis.segment import word_tokens
from index.analysis.tokenize import runs
from index.fields import STEM
from index.lookup import TokenLookup
from index.query import And, Or, Phrase, Query, Term

WEIGHT = 2.0
"""Of a dictionary word beside the pairs' 1: measured by benchmarks/segmentation.py, see docs/languages.md."""


def whole_words(query: Query, weight: float = WEIGHT) -> Iterator[TokenLookup]:
    """The dictionary words of what a query asks for in Thai, Lao, Khmer and Burmese; exact words and phrases too."""
    if isinstance(query, And | Or):
        for child in query.children:
            yield from whole_words(child, weight)
    elif isinstance(query, Term | Phrase) and query.field in (None, "text"):
        found = word_tokens(run for _, run in runs(query.text))
        yield from (TokenLookup(STEM, token, weight) for token in found)
