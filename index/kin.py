"""Kin: words that begin alike, and so are mostly forms of one word. The bridge to forms that no stemmer knows.

Of pairs of words of one language that are alike by .8 or more nine in ten are forms of one word, by .7 three in four,
by .5 one in two or three: measured with dictionaries of 22 languages (docs/languages.md).
"""

from __future__ import annotations

BEGINNING = 3
"""Letters that kin must share at the beginning."""
LONGEST_ENDING = 6
"""Letters after the common beginning: endings are hardly ever longer, and a longer rest is another word."""


def likeness(one: str, other: str) -> float:
    """The share of two words' letters that lie in their common beginning, 0 to 1; 0 for words that are no kin."""
    shared = _beginning(one, other)
    if shared < BEGINNING or max(len(one), len(other)) - shared > LONGEST_ENDING:
        return 0.0
    return 2 * shared / (len(one) + len(other))


def _beginning(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    at, end = 0, min(len(one), len(other))
    while at < end and one[at] == other[at]:
        at += 1
    return at
