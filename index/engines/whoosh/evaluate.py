"""Answering a lookup tree on one generation: for every document whether it matches, and its score.

Each node gives a mask and scores over all rows. Nothing is pruned, so totals, facets and top tens are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import islice

import numpy as np

from index.edits import within
from index.engine import day_number
from index.engines.whoosh.postings import Floats, Generation, Ints, Mask, Postings
from index.kin import BEGINNING, likeness
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    Best,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
    Without,
)  # fmt: skip
from index.scoring import MOST_EXPANSIONS, idf, saturation, too_many


@dataclass(frozen=True, slots=True)
class Found:
    """For every row: does it match, and its score (0 where it does not)."""

    mask: Mask
    scores: Floats


def evaluate(lookup: Lookup, generation: Generation) -> Found:
    """The documents of a lookup; QueryInvalid when a prefix or fuzzy word stands for too many tokens."""
    match lookup:
        case Everything() | FacetLookup() | DateLookup() | Without():
            return _unscored(_condition(lookup, generation), generation)
        case AllOf(children=children):
            return _all_of([evaluate(child, generation) for child in children], generation)
        case AnyOf(children=children):
            return _any_of((evaluate(child, generation) for child in children), generation)
        case Boosted(child=child, by=by):
            return _boosted(evaluate(child, generation), evaluate(by, generation))
        case Best(children=children, rest=rest):
            return _best([evaluate(child, generation) for child in children], rest, generation)
        case WhenFew():
            return _when_few(lookup, generation)
        case Tiers(child=child, tiers=tiers):
            return _in_tiers(evaluate(child, generation), [evaluate(tier, generation).mask for tier in tiers])
        case _:
            return _leaf(lookup, generation)


def _condition(lookup: Everything | FacetLookup | DateLookup | Without, generation: Generation) -> Mask:
    match lookup:
        case Everything():
            return generation.alive
        case Without(child=child):
            return generation.alive & ~evaluate(child, generation).mask
        case _:
            return matching_rows(lookup, generation)


def _leaf(
    lookup: TokenLookup | SequenceLookup | PrefixLookup | FuzzyLookup | AkinLookup, generation: Generation
) -> Found:
    match lookup:
        case AkinLookup():
            return _akin(lookup, generation)
        case TokenLookup(field=field, token=token, weight=weight):
            return _scored(generation.postings(field, token), field, weight, generation)
        case SequenceLookup():
            return _sequence(lookup, generation)
        case PrefixLookup(field=field, prefix=prefix, weight=weight):
            return _expanded(lookup, field, generation.vocabulary(field, prefix), weight, generation)
        case FuzzyLookup(field=field, token=token, distance=distance, weight=weight):
            near = (held for held in generation.vocabulary(field, token[0]) if within(token, held, distance))
            return _expanded(lookup, field, near, weight, generation)


def matching_rows(lookup: Lookup, generation: Generation) -> Mask:
    """The rows of a filter, without scores."""
    match lookup:
        case FacetLookup(field=field):
            column = generation.facet(field)
            wanted = np.array([lookup.matches(held) for held in column.combinations], dtype=np.bool_)
            return wanted[column.numbers] & generation.alive if len(wanted) else generation.alive & False
        case DateLookup(undated=True):
            undated: Mask = np.logical_and(generation.days("year") == 0, generation.alive)
            return undated
        case DateLookup(first=first, last=last):
            return _dated(first, last, generation)
        case _:
            return evaluate(lookup, generation).mask


def _dated(first: str | None, last: str | None, generation: Generation) -> Mask:
    earliest, latest = generation.days("first_day"), generation.days("last_day")
    rows = np.logical_and(generation.alive, (earliest > 0) | (latest > 0))
    if first:
        rows &= earliest >= day_number(first)
    if last:
        rows &= (latest > 0) & (latest <= day_number(last))
    return rows


def _nothing(generation: Generation) -> Found:
    return Found(np.zeros(generation.rows, dtype=np.bool_), np.zeros(generation.rows))


def _unscored(mask: Mask, generation: Generation) -> Found:
    return Found(mask, np.zeros(generation.rows))


def _all_of(children: list[Found], generation: Generation) -> Found:
    if not children:
        return _unscored(generation.alive, generation)
    mask = reduce(np.logical_and, (child.mask for child in children))
    return Found(mask, np.where(mask, np.sum([child.scores for child in children], axis=0), 0.0))


def _any_of(children: Iterable[Found], generation: Generation) -> Found:
    total = _nothing(generation)
    for child in children:
        np.logical_or(total.mask, child.mask, out=total.mask)
        np.add(total.scores, child.scores, out=total.scores)
    return total


def _boosted(found: Found, by: Found) -> Found:
    return Found(found.mask, np.where(found.mask, found.scores + by.scores, 0.0))


def _when_few(lookup: WhenFew, generation: Generation) -> Found:
    found = evaluate(lookup.child, generation)
    if np.count_nonzero(found.mask) >= lookup.enough:
        return found
    return _any_of((found, evaluate(lookup.also, generation)), generation)


def _in_tiers(found: Found, tiers: list[Mask]) -> Found:
    """Each tier is lifted above the highest score of those below it."""
    scores = found.scores
    for tier in reversed(tiers):
        rest = found.mask & ~tier
        if rest.any():
            scores = np.where(found.mask & tier, scores + scores[rest].max(), scores)
    return Found(found.mask, scores)


def _best(children: list[Found], rest: float, generation: Generation) -> Found:
    if not children:
        return _nothing(generation)
    scores = np.array([child.scores for child in children])
    best = scores.max(axis=0)
    return Found(reduce(np.logical_or, (child.mask for child in children)), best + rest * (scores.sum(axis=0) - best))


def _scored(postings: Postings | None, field: str, weight: float, generation: Generation) -> Found:
    found = _nothing(generation)
    if postings is not None:
        rarity = idf(generation.documents, len(postings.rows))
        _put(found, postings.rows, postings.counts, weight * rarity, field, generation)
    return found


def _put(found: Found, rows: Ints, counts: Floats, factor: float, field: str, generation: Generation) -> None:
    lengths = generation.lengths(field)[rows].astype(np.float64)
    found.mask[rows] = True
    found.scores[rows] = factor * saturation(counts, lengths, generation.mean_length(field))


def _expanded(
    lookup: PrefixLookup | FuzzyLookup, field: str, tokens: Iterable[str], weight: float, generation: Generation
) -> Found:
    """Several tokens scored as one that occurs wherever any of them does."""
    counts = np.zeros(generation.rows)
    for expansions, token in enumerate(tokens):
        if expansions == MOST_EXPANSIONS:
            raise too_many(lookup)
        postings = generation.postings(field, token)
        if postings is not None:
            counts[postings.rows] += postings.counts
    rows = np.flatnonzero(counts)
    found = _nothing(generation)
    if len(rows):
        _put(found, rows, counts[rows], weight * idf(generation.documents, len(rows)), field, generation)
    return found


def _akin(lookup: AkinLookup, generation: Generation) -> Found:
    best = np.zeros(generation.rows)
    for token in generation.terms(lookup.field, lookup.token[:BEGINNING]):
        alike = likeness(lookup.token, token)
        if alike >= lookup.least and token != lookup.token:
            postings = generation.postings(lookup.field, token)
            if postings is not None:
                best[postings.rows] = np.maximum(best[postings.rows], alike)
    mask = best > 0
    rarity = idf(generation.documents, int(np.count_nonzero(mask)))
    return Found(mask, lookup.weight * rarity * best * best)


def _sequence(lookup: SequenceLookup, generation: Generation) -> Found:
    steps = [_standing(lookup, step, generation) for step in lookup.steps]
    if not all(steps):
        return _nothing(generation)
    together = reduce(np.logical_and, (_mask(step, generation) for step in steps))
    places = [_merged([postings.places(together) for postings in step]) for step in steps]
    starts = _starts(places, [step.distance for step in lookup.steps], lookup.slop)
    found = _nothing(generation)
    rows, counts = np.unique(starts >> 32, return_counts=True)
    if len(rows):
        rarity = sum(min(idf(generation.documents, len(held.rows)) for held in step) for step in steps)
        _put(found, rows, counts.astype(np.float64), lookup.weight * rarity, lookup.field, generation)
    return found


def _standing(lookup: SequenceLookup, step: Step, generation: Generation) -> list[Postings]:
    """The postings of the tokens that may stand at a step."""
    tokens: Iterable[str] = step.tokens
    if step.prefix:
        tokens = list(islice(generation.vocabulary(lookup.field, step.prefix), MOST_EXPANSIONS + 1))
        if len(tokens) > MOST_EXPANSIONS:
            raise too_many(PrefixLookup(lookup.field, step.prefix))
    return [held for token in tokens if (held := generation.postings(lookup.field, token)) is not None]


def _mask(step: list[Postings], generation: Generation) -> Mask:
    mask = np.zeros(generation.rows, dtype=np.bool_)
    for postings in step:
        mask[postings.rows] = True
    return mask


def _merged(places: list[Ints]) -> Ints:
    return places[0] if len(places) == 1 else np.unique(np.concatenate(places))


def _starts(places: list[Ints], offsets: list[int], slop: int) -> Ints:
    """The places of the first step from which all others follow.

    Each later step takes the earliest place that is far enough from the one before: what is left of the slop is then
    the most it can be. Rows lie 2**32 apart, so a sequence never runs from one document into the next.
    """
    starts = at = places[0]
    left = np.full(len(starts), slop, dtype=np.int64)
    for step in range(1, len(places)):
        expected = at + (offsets[step] - offsets[step - 1])
        index = np.searchsorted(places[step], expected)
        within_bounds = index < len(places[step])
        starts, expected, left, index = (array[within_bounds] for array in (starts, expected, left, index))
        at = places[step][index]
        left = left - (at - expected)
        kept = left >= 0
        starts, at, left = starts[kept], at[kept], left[kept]
    return starts
