"""Highlighting: where in a text the leaves of a lookup match, at the offsets of the text itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import regex

from index.analysis import Token, analyse, fold_word
from index.analysis.derive import Span
from index.analysis.stem import stem
from index.analysis.tokenize import undivided
from index.edits import within
from index.kin import likeness
from index.lookup import AkinLookup, FuzzyLookup, PrefixLookup, SequenceLookup, Step, TokenLookup
from index.wanted import Leaf

_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of the text (start, end) where a leaf matches, and which leaf: its place among those sought."""

    start: int
    end: int
    leaf: int


def occurrences(text: str, sought: tuple[Leaf, ...], spans: Sequence[Span] = ()) -> list[Occurrence]:
    """Every occurrence of every leaf, in order of the text; `spans` say which language is where, for stems."""
    read = _Read(text, spans)
    found = {Occurrence(start, end, number) for number, leaf in enumerate(sought) for start, end in _spans(leaf, read)}
    return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end, occurrence.leaf))


class _Read:
    """A text with its tokens by form and by position."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self._spans = spans
        self.by_form: defaultdict[str, list[Token]] = defaultdict(list)
        self.at: defaultdict[int, list[Token]] = defaultdict(list)
        for token in analyse(text):
            self.by_form[token.text].append(token)
            self.at[token.position].append(token)

    @cached_property
    def by_stem(self) -> dict[str, list[Token]]:
        """The words by their stems, each in the language it stands in."""
        starts = [start for start, _, _ in self._spans]
        found: defaultdict[str, list[Token]] = defaultdict(list)
        for token in chain.from_iterable(self.at.values()):
            span = bisect_right(starts, token.start) - 1
            if token.kind == "word" and span >= 0:
                stemmed = stem(undivided(self.text[token.start : token.end]), self._spans[span][2])
                if stemmed is not None:
                    found[stemmed].append(token)
        return found

    def of_forms(self, fits: Callable[[str], bool]) -> Iterator[Token]:
        return chain.from_iterable(tokens for form, tokens in self.by_form.items() if fits(form))

    def standing(self, step: Step) -> Iterator[Token]:
        """The tokens that may stand at a step, wherever they are."""
        if step.prefix:
            return self.of_forms(lambda form: form.startswith(step.prefix))
        return chain.from_iterable(self.by_form.get(form, ()) for form in step.tokens)

    def span(self, token: Token, prefix: str) -> tuple[int, int]:
        """A token is marked whole; of a pair sought by its first character, that one with the marks that it bears."""
        first = _CLUSTER.match(self.text, token.start, token.end)
        if prefix and token.kind == "pair" and first and len(fold_word(first.group())) >= len(prefix):
            return first.start(), first.end()
        return token.start, token.end


def _spans(leaf: Leaf, read: _Read) -> Iterator[tuple[int, int]]:
    match leaf:
        case TokenLookup(field="stem", token=wanted):
            return (read.span(token, "") for token in read.by_stem.get(wanted, ()))
        case TokenLookup(token=wanted):
            return (read.span(token, "") for token in read.by_form.get(wanted, ()))
        case PrefixLookup(prefix=prefix):
            return (read.span(token, prefix) for token in read.of_forms(lambda form: form.startswith(prefix)))
        case FuzzyLookup(token=wanted, distance=distance):
            near = read.of_forms(lambda form: form[0] == wanted[0] and within(wanted, form, distance))
            return (read.span(token, "") for token in near)
        case AkinLookup(token=wanted, least=least):
            akin = read.of_forms(lambda form: form != wanted and likeness(wanted, form) >= least)
            return (read.span(token, "") for token in akin)
        case SequenceLookup(steps=steps, slop=slop):
            return (span for first in read.standing(steps[0]) for span in _chain(read, first, steps, slop))


def _chain(read: _Read, first: Token, steps: tuple[Step, ...], slop: int) -> list[tuple[int, int]]:
    """The span of a sequence that starts at `first`; with words between, the span of each step by itself."""
    spans = [read.span(first, steps[0].prefix)]
    at, left = first.position, slop
    for before, step in pairwise(steps):
        expected = at + step.distance - before.distance
        following = _next(read, step, expected, expected + left)
        if following is None:
            return []
        at, left = following.position, left - (following.position - expected)
        spans.append(read.span(following, step.prefix))
    return spans if slop else [(spans[0][0], spans[-1][1])]


def _next(read: _Read, step: Step, first: int, last: int) -> Token | None:
    """The first token from position `first` to `last` that may stand at a step."""
    for position in range(first, last + 1):
        for token in read.at.get(position, ()):
            if token.text.startswith(step.prefix) if step.prefix else token.text in step.tokens:
                return token
    return None
