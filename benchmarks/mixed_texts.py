"""Documents in two languages, put together from the paragraphs of the Declaration."""

from __future__ import annotations

import random
from functools import cache

from benchmarks import language_texts
from benchmarks.language_texts import WITHOUT_BLANKS

Piece = tuple[str, str | None]
"""A part of a mixed document, and its language."""


def blocks(first: str, second: str, chance: random.Random) -> list[Piece]:
    """One to three paragraphs of each language in turn."""
    return [(f"{text}\n", tag) for turn in range(chance.randint(3, 6)) for tag in [(first, second)[turn % 2]]
            for text in chance.sample(_long(tag), chance.randint(1, 3))]  # fmt: skip


def in_turn(first: str, second: str, chance: random.Random) -> list[Piece]:
    """Four to eight sentences of either language on one line."""
    return [(f"{chance.choice(_sentences(tag))} ", tag)
            for tag in (chance.choice((first, second)) for _ in range(chance.randint(4, 8)))]  # fmt: skip


def phrases(first: str, second: str, chance: random.Random) -> list[Piece]:
    """Three paragraphs, each with five to eight words of the other language in quotation marks."""
    found: list[Piece] = []
    for _ in range(3):
        words, joint = _words(chance.choice(_long(first)), first)
        at = chance.randrange(1, max(2, len(words) - 1))
        others, other_joint = _words(chance.choice(_long(second)), second)
        length = 12 if second in WITHOUT_BLANKS else chance.randint(5, 8)
        start = chance.randrange(max(1, len(others) - length))
        found += [(joint.join(words[:at]) + " “", first), (other_joint.join(others[start : start + length]), second),
                  ("” " + joint.join(words[at:]) + "\n", first)]  # fmt: skip
    return found


@cache
def _long(tag: str) -> list[str]:
    return [text for text in language_texts.paragraphs(tag) if len(text) > 25]


@cache
def _sentences(tag: str) -> list[str]:
    return language_texts.sentences(_long(tag), least=8 if tag in WITHOUT_BLANKS else 15)


def _words(text: str, tag: str) -> tuple[list[str], str]:
    return (list(text), "") if tag in WITHOUT_BLANKS else (text.split(), " ")
