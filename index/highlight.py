"""Highlighting: where in a text the leaves of a lookup match, at the offsets of the text itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis import Token, analyse
from index.edits import within
from index.lookup import (
    AllOf,
    AnyOf,
    Best,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    TokenLookup,
)  # fmt: skip

Leaf = TokenLookup | SequenceLookup | PrefixLookup | FuzzyLookup
FIELD = "text"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of the text (start, end) where a leaf matches, and which leaf: its place in `leaves`."""

    start: int
    end: int
    leaf: int


def leaves(lookup: Lookup) -> tuple[Leaf, ...]:
    """What a lookup seeks in the text, without what it forbids; when it seeks in other fields only, those words."""
    found = tuple(dict.fromkeys(_leaves(lookup)))
    in_text = tuple(leaf for leaf in found if leaf.field == FIELD)
    return in_text or found


def _leaves(lookup: Lookup) -> Iterator[Leaf]:
    match lookup:
        case AllOf(children=children) | AnyOf(children=children) | Best(children=children):
            for child in children:
                yield from _leaves(child)
        case TokenLookup() | SequenceLookup() | PrefixLookup() | FuzzyLookup():
            yield lookup


def occurrences(text: str, sought: tuple[Leaf, ...]) -> list[Occurrence]:
    """Every occurrence of every leaf, in order of the text."""
    tokens = analyse(text)
    at: defaultdict[int, list[Token]] = defaultdict(list)
    for token in tokens:
        at[token.position].append(token)
    found = {
        Occurrence(start, end, number)
        for number, leaf in enumerate(sought)
        for start, end in _spans(leaf, tokens, at)
    }
    return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end, occurrence.leaf))


def _spans(leaf: Leaf, tokens: list[Token], at: dict[int, list[Token]]) -> Iterator[tuple[int, int]]:
    match leaf:
        case TokenLookup(token=text):
            yield from ((token.start, token.end) for token in tokens if token.text == text)
        case PrefixLookup(prefix=prefix):
            yield from (_prefix_span(token, prefix) for token in tokens if token.text.startswith(prefix))
        case FuzzyLookup(token=text, distance=distance):
            yield from ((token.start, token.end) for token in tokens
                        if token.text[0] == text[0] and within(text, token.text, distance))  # fmt: skip
        case SequenceLookup(steps=steps, slop=slop):
            for token in tokens:
                if _stands(steps[0], token):
                    yield from _chain(token, steps, slop, at)


def _prefix_span(token: Token, prefix: str) -> tuple[int, int]:
    """A word is marked whole, of a pair of characters only the one that was sought."""
    return (token.start, token.start + len(prefix)) if token.kind == "pair" else (token.start, token.end)


def _stands(step: Step, token: Token) -> bool:
    return token.text.startswith(step.prefix) if step.prefix else token.text in step.tokens


def _chain(first: Token, steps: tuple[Step, ...], slop: int, at: dict[int, list[Token]]) -> Iterator[tuple[int, int]]:
    """The span of a sequence that starts at `first`; with words between, the span of each step by itself."""
    chain = [(first, steps[0])]
    left = slop
    for before, step in zip(steps, steps[1:], strict=False):
        expected = chain[-1][0].position + step.distance - before.distance
        following = next(
            (token for position in range(expected, expected + left + 1) for token in at.get(position, ())
             if _stands(step, token)), None,
        )  # fmt: skip
        if following is None:
            return
        left -= following.position - expected
        chain.append((following, step))
    spans = [_prefix_span(token, step.prefix) if step.prefix else (token.start, token.end) for token, step in chain]
    if slop:
        yield from spans
    else:
        yield spans[0][0], spans[-1][1]
