"""The Arabic article with what is written together with it: والوثائق, بالوثائق and للوثائق all hold الوثائق.

The Snowball stemmer takes most of these off; not from words whose own first letter looks like one of them (وثائق), from
short ones (السد), and not `وال` from all.
"""

from __future__ import annotations

ATTACHED = ("وبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال")
"""And, then, by, as and to, each before the article; longest first."""

SHORTEST = 2
"""Letters of the shortest word: دم, سد. Of والد (father) no more than one would be left, so that it stays whole."""


def bare(word: str) -> str:
    """A word without article, and without what stands before that."""
    found = next((one for one in ATTACHED if word.startswith(one) and len(word) - len(one) >= SHORTEST), "")
    return word[len(found) :]


def with_article(word: str) -> tuple[str, ...]:
    """A bare word in each way that it is written with the article."""
    return tuple(one + word for one in ATTACHED)


def is_arabic(word: str) -> bool:
    """Whether a word begins with an Arabic letter and is not too short to have an article."""
    return "\u0620" <= word[:1] <= "\u064a" and len(word) >= SHORTEST
