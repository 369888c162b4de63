"""BM25 as every engine scores with it, so that they rank alike.

b is the usual value of the literature (Robertson and Zaragoza 2009); k1 ranked best on the questions of
docs/languages.md. A document that lies outside a field has length 0 there and is no part of the field's mean length.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from archive.errors import QueryInvalid
from index.lookup import FuzzyLookup, PrefixLookup

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

K1 = 0.9
B = 0.75

MOST_EXPANSIONS = 10_000
"""The most tokens that one prefix or fuzzy word may stand for: each is a posting list to read."""

Number = TypeVar("Number", float, "npt.NDArray[np.float64]")


def idf(documents: int, frequency: int) -> float:
    """How much a token tells that `frequency` of `documents` documents hold; always positive."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def saturation(count: Number, length: Number, mean_length: float) -> Number:
    """The weight of `count` occurrences in a field of `length` positions, from 0 to k1 + 1."""
    norm = K1 * (1 - B + B * length / mean_length)
    return count * (K1 + 1) / (count + norm)


def too_many(lookup: PrefixLookup | FuzzyLookup) -> QueryInvalid:
    """The error for a word that stands for more than MOST_EXPANSIONS tokens."""
    written = f"{lookup.prefix}*" if isinstance(lookup, PrefixLookup) else f"{lookup.token}~"
    return QueryInvalid(f"{written} stands for more than {MOST_EXPANSIONS:,} words of the archive: write more letters")
