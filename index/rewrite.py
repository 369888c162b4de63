"""Rewriting: the words of a query → the tokens to look up, by the same analysis that documents go through.

A word that yields several tokens (A/HRC/47, 国际提高地雷意识) is sought as a sequence. A bare word is sought in every
default field, and its scores add up. With match="any" a run of Chinese, Japanese, Korean or Thai is a sentence
without blanks rather than a word, and each of its pairs counts by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from typing import Literal

from archive.errors import QueryInvalid
from index.analysis import Token, analyse_query
from index.fields import DEFAULT_FIELDS, SEARCH_FIELDS
from index.lookup import (
    AllOf,
    AnyOf,
    Best,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    TokenLookup,
    Without,
)  # fmt: skip
from index.query import All, And, DateRange, FacetValue, Fuzzy, Not, Or, Phrase, Prefix, Query, Term

HYPHENS = "-\u2010\u2011"


def rewrite(query: Query, *, match: Literal["all", "any"] = "all") -> Lookup:
    """The lookup tree of a query; QueryInvalid when no word or condition is left in it."""
    lookup = _rewrite(query, match == "any")
    if lookup is None:
        raise QueryInvalid("there is nothing to look for: signs alone are not searched", query=str(query), position=0)
    return lookup


def _rewrite(query: Query, loose: bool) -> Lookup | None:
    match query:
        case All():
            return Everything()
        case And(children=children):
            return _joined(AllOf, children, loose)
        case Or(children=children):
            return _joined(AnyOf, children, loose)
        case Not(child=child):
            lookup = _rewrite(child, loose)
            return None if lookup is None else Without(lookup)
        case FacetValue(field=field, value=value):
            return FacetLookup(field, (value,))
        case DateRange(first=first, last=last, undated=undated):
            return DateLookup(first, last, undated)
        case _:
            return _in_fields(query, _leaf(query, loose))


def _joined(
    join: type[AllOf] | type[AnyOf], children: Iterable[Query], loose: bool
) -> Lookup | None:
    """The children that hold something to look for, joined; signs alone fall away."""
    lookups = tuple(lookup for child in children if (lookup := _rewrite(child, loose)) is not None)
    if len(lookups) < 2:
        return lookups[0] if lookups else None
    return join(lookups)


Leaf = Callable[[str, float], Lookup]
"""Makes the lookup of a leaf for a field and its weight."""


def _in_fields(query: Term | Phrase | Prefix | Fuzzy, leaf: Leaf | None) -> Lookup | None:
    if leaf is None:
        return None
    if query.field is not None:
        return leaf(query.field, 1.0)
    return AnyOf(tuple(leaf(name, SEARCH_FIELDS[name].weight) for name in DEFAULT_FIELDS))


def _leaf(query: Term | Phrase | Prefix | Fuzzy, loose: bool) -> Leaf | None:
    tokens = analyse_query(query.text)
    if not tokens:
        return None
    match query:
        case Term(exact=True):
            return _sequence(tokens, 0)
        case Term(text=text):
            return _any_pair(tokens) if loose and _is_run(tokens) else _word(text, tokens)
        case Phrase(slop=slop):
            return _sequence(tokens, slop)
        case Prefix():
            return _prefix(tokens)
        case Fuzzy(text=text, distance=distance):
            return _fuzzy(text, tokens, distance)


def _is_run(tokens: list[Token]) -> bool:
    return sum(token.kind == "pair" for token in tokens) > 1


def _any_pair(tokens: list[Token]) -> Leaf:
    leaves = [_in_steps((step,)) for step in _steps(tokens)]
    return lambda field, weight: AnyOf(tuple(leaf(field, weight) for leaf in leaves))


def _word(text: str, tokens: list[Token]) -> Leaf:
    """A word, and for one with hyphens also the word written without: co-operation finds cooperation."""
    as_written = _sequence(tokens, 0)
    if len(tokens) < 2 or not any(hyphen in text for hyphen in HYPHENS) or any(letter.isdigit() for letter in text):
        return as_written
    joined = analyse_query("".join(letter for letter in text if letter not in HYPHENS))
    if any(token.kind != "word" or token.position for token in joined):
        return as_written
    return _best_of([as_written, _sequence(joined, 0)])


def _sequence(tokens: list[Token], slop: int) -> Leaf:
    return _in_steps(_steps(tokens), slop)


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


def _prefix(tokens: list[Token]) -> Leaf:
    *before, last = _steps(tokens)
    if last.prefix or tokens[-1].kind == "pair":  # a pair is the beginning of whatever follows it
        return _sequence(tokens, 0)
    return _best_of([_in_steps((*before, Step(last.distance, prefix=token))) for token in last.tokens])


def _fuzzy(text: str, tokens: list[Token], distance: int) -> Leaf:
    if any(token.kind != "word" or token.position != tokens[0].position for token in tokens):
        message = f"{text}~ is more than one word: a fuzzy search takes a single word of an alphabet"
        raise QueryInvalid(message, query=text)
    return _best_of([partial(_near, token.text, distance) for token in tokens])


def _near(token: str, distance: int, field: str, weight: float) -> Lookup:
    return FuzzyLookup(field, token, distance, weight)
