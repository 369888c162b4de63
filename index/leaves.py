"""From a word or phrase of a query to what finds it in a field: its tokens, one after another or each for itself.

A word that yields several tokens (A/HRC/47, 国际提高地雷意识) is sought as a sequence, and where a line end may stand
at its hyphens also as it stands then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain, combinations, groupby, pairwise

from archive.errors import QueryInvalid
from index.analysis import Token, analyse_query
from index.fields import DEFAULT_FIELDS, SEARCH_FIELDS
from index.lookup import AnyOf, Best, FuzzyLookup, Lookup, PrefixLookup, SequenceLookup, Step, TokenLookup
from index.query import Fuzzy, Phrase, Prefix, Term

HYPHENS = "-\u2010\u2011"

MOST_DIVIDED = 4
"""Hyphens of a phrase of which any may stand at a line end; of more than these, one."""

MOST_HYPHENS = 32
"""Hyphens of a phrase of more words than people write: each asks for the whole phrase once more, so with more, none."""

Leaf = Callable[[str, float], Lookup]
"""Makes the lookup of a leaf for a field and its weight."""

Words = Term | Phrase | Prefix | Fuzzy
"""The leaves of a query that ask for words."""


def in_fields(query: Words, leaf: Leaf | None) -> Lookup | None:
    """The lookup in the field of the query, or in every default field by its weight, where the scores add up."""
    if leaf is None:
        return None
    if query.field is not None:
        return leaf(query.field, 1.0)
    return AnyOf(tuple(leaf(name, SEARCH_FIELDS[name].weight) for name in DEFAULT_FIELDS))


def leaf_of(query: Words, *, loose: bool = False) -> Leaf | None:
    """What finds a word or phrase; None where it is signs alone. `loose`: any pair of a run, which is a sentence."""
    tokens = analyse_query(query.text)
    if not tokens:
        return None
    match query:
        case Term(text=text, exact=True):
            return _sequence(text, tokens)
        case Term(text=text):
            return _any_pair(tokens) if loose and _is_run(tokens) else _word(text, tokens)
        case Phrase(text=text, slop=slop):
            return _sequence(text, tokens, slop)
        case Prefix(text=text):
            return _prefix(text, tokens)
        case Fuzzy(text=text, distance=distance):
            return _fuzzy(text, tokens, distance)


def _is_run(tokens: list[Token]) -> bool:
    return sum(token.kind == "pair" for token in tokens) > 1


def _any_pair(tokens: list[Token]) -> Leaf:
    leaves = [_in_steps((step,)) for step in _steps(tokens)]
    return lambda field, weight: AnyOf(tuple(leaf(field, weight) for leaf in leaves))


def _word(text: str, tokens: list[Token]) -> Leaf:
    """A word, and for one with hyphens also the word written without: co-operation finds cooperation."""
    joined = _joined_at_hyphens(text, tokens)
    return _best_of([*_sequences(_steps(tokens), text, tokens), *([_in_steps(_steps(joined))] if joined else [])])


def _joined_at_hyphens(text: str, tokens: list[Token]) -> list[Token]:
    """The token, or its spellings, of a word without its hyphens; none where it has none or is no plain word."""
    if len(tokens) < 2 or not any(hyphen in text for hyphen in HYPHENS) or any(letter.isdigit() for letter in text):
        return []
    joined = analyse_query("".join(letter for letter in text if letter not in HYPHENS))
    return [] if any(token.kind != "word" or token.position for token in joined) else joined


def _sequence(text: str, tokens: list[Token], slop: int = 0) -> Leaf:
    return _best_of(_sequences(_steps(tokens), text, tokens, slop))


def _sequences(steps: tuple[Step, ...], text: str, tokens: list[Token], slop: int = 0) -> list[Leaf]:
    """The steps of these tokens one after another, and also where lines end at some of the hyphens between them.

    A word that a line end divides stands at one position with all its parts (`index.analysis.tokenize`), and there
    they are sought: "anti-personnel mines" is found where the line ends after `anti-`.
    """
    hyphens = _hyphens(text, tokens)
    most = len(hyphens) if len(hyphens) <= MOST_DIVIDED else 1 if len(hyphens) <= MOST_HYPHENS else 0
    divisions = chain.from_iterable(combinations(hyphens, many) for many in range(most + 1))
    return [_in_steps(_divided(steps, at), slop) for at in divisions]


def _hyphens(text: str, tokens: list[Token]) -> list[int]:
    """The numbers of the steps before which a line may end: after a hyphen, and with a letter that has a case."""
    first_of_each = [next(group) for _, group in groupby(tokens, key=lambda token: token.position)]
    return [
        number
        for number, (before, after) in enumerate(pairwise(first_of_each), 1)
        if text[before.end : after.start] in tuple(HYPHENS)
        and not text[before.end - 1].isdigit()
        and text[after.start].lower() != text[after.start].upper()
    ]


def _divided(steps: tuple[Step, ...], at: tuple[int, ...]) -> tuple[Step, ...]:
    """The steps where lines end before those numbered `at`, which then stand where the step before them stands."""
    return tuple(replace(step, distance=step.distance - sum(one <= number for one in at))
                 for number, step in enumerate(steps))  # fmt: skip


def _in_steps(steps: tuple[Step, ...], slop: int = 0) -> Leaf:
    if len(steps) > 1:
        return lambda field, weight: SequenceLookup(field, steps, slop, weight)
    (step,) = steps
    if step.prefix:
        return lambda field, weight: PrefixLookup(field, step.prefix, weight)
    return _best_of([partial(_token, token) for token in step.tokens])


def _token(token: str, field: str, weight: float) -> Lookup:
    return TokenLookup(field, token, weight)


def _best_of(leaves: list[Leaf]) -> Leaf:
    if len(leaves) == 1:
        return leaves[0]
    return lambda field, weight: Best(tuple(leaf(field, weight) for leaf in leaves))


def _steps(tokens: list[Token]) -> tuple[Step, ...]:
    """The positions of a sequence. A character that stands alone may begin any pair, so it is sought by prefix."""
    first = tokens[0].position
    steps = []
    for position, alternatives in groupby(tokens, key=lambda token: token.position):
        held = tuple(alternatives)
        alone = held[0].text if held[0].kind == "single" else ""
        steps.append(Step(position - first, () if alone else tuple(token.text for token in held), alone))
    return tuple(steps)


def _prefix(text: str, tokens: list[Token]) -> Leaf:
    """Words that begin so, and for a beginning with hyphens also words written without them."""
    *before, last = _steps(tokens)
    if last.prefix or tokens[-1].kind == "pair":  # a pair is the beginning of whatever follows it
        return _in_steps(_steps(tokens))
    begun = [(*before, Step(last.distance, prefix=token)) for token in last.tokens]
    joined = [(Step(0, prefix=token.text),) for token in _joined_at_hyphens(text, tokens)]
    return _best_of([*(leaf for steps in begun for leaf in _sequences(steps, text, tokens)), *map(_in_steps, joined)])


def _fuzzy(text: str, tokens: list[Token], distance: int) -> Leaf:
    if any(token.kind != "word" or token.position != tokens[0].position for token in tokens):
        message = f"{text}~ is more than one word: a fuzzy search takes a single word of an alphabet"
        raise QueryInvalid(message, query=text)
    return _best_of([partial(_near, token.text, distance) for token in tokens])


def _near(token: str, distance: int, field: str, weight: float) -> Lookup:
    return FuzzyLookup(field, token, distance, weight)
