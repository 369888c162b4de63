"""Rewriting: the words of a query → the tokens to look up, by the same analysis that documents go through.

What finds a word or phrase is made by index.leaves; here they are joined, and words led to their other forms. With
match="any" a run of Chinese, Japanese, Korean or Thai is a sentence without blanks rather than a word, and each of its
pairs counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeGuard

from archive.errors import QueryInvalid
from index.analysis import analyse_query
from index.analysis.gram import grams
from index.fields import GRAM
from index.forms import Bridge, other_forms, with_stems
from index.leaves import Words, in_fields, leaf_of
from index.lookup import (
    AllOf,
    AnyOf,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    Lookup,
    Tiers,
    TokenLookup,
    Without,
)  # fmt: skip
from index.query import All, And, DateRange, FacetValue, Not, Or, Query, Term, asked_for
from index.whole_words import ranked_by_words, words_apart


def rewrite(query: Query, *, match: Literal["all", "any"] = "all", bridge: Bridge | None = None) -> Lookup:
    """The lookup tree of a query; QueryInvalid when no word or condition is left in it.

    With a bridge a plain word also finds its stem and its kin. The word as it stands comes before its stems and these
    before its kin where it is the only one; of several words the grams rank what is found. A run of several words
    written without blanks also finds them apart, after what has them together. Without a bridge, words are exact.
    """
    alone = sum(1 for _ in _words(query)) == 1
    manner = _Manner(match == "any", bridge, alone, apart=bridge is not None and match == "all")
    lookup = _rewrite(query, manner)
    if lookup is None:
        raise QueryInvalid("there is nothing to look for: signs alone are not searched", query=str(query), position=0)
    return lookup if bridge is None else _ranked(query, lookup, manner, bridge)


def _ranked(query: Query, lookup: Lookup, manner: _Manner, bridge: Bridge) -> Lookup:
    """The same documents: those with more of the grams and the dictionary words first, and before all others a run."""
    near = tuple(_grams(query, bridge.gram_weight)) if bridge.gram_weight and not manner.alone else ()
    ranked = ranked_by_words(Boosted(lookup, AnyOf(near)) if near else lookup, query)
    is_run = isinstance(query, Term) and words_apart(query.text)
    together = _rewrite(query, replace(manner, apart=False)) if manner.apart and is_run else None
    return ranked if together is None or together == lookup else Tiers(ranked, (together,))


@dataclass(frozen=True, slots=True)
class _Manner:
    """How words are taken: a run without blanks as a sentence (`loose`), the bridge, and whether there is one word.

    `apart`: the words of a run may stand anywhere.
    """

    loose: bool
    bridge: Bridge | None
    alone: bool
    apart: bool = False


def says_something(leaf: Query) -> bool:
    """Whether a leaf of a query holds something to look for: a word or phrase of signs alone does not."""
    return not isinstance(leaf, Words) or bool(analyse_query(leaf.text))


def _words(query: Query) -> Iterator[str]:
    """The words and phrases that a query asks for, token by token."""
    for leaf in asked_for(query):
        if isinstance(leaf, Words):
            yield from (token.text for token in analyse_query(leaf.text))


def _rewrite(query: Query, manner: _Manner) -> Lookup | None:
    match query:
        case All():
            return Everything()
        case And(children=children):
            return _joined(AllOf, children, _narrowed(manner, children))
        case Or(children=children):
            return _joined(AnyOf, children, manner)
        case Not(child=child):
            lookup = _rewrite(child, _forbidding(manner))
            return None if lookup is None else Without(lookup)
        case FacetValue(field=field, value=value):
            return FacetLookup(field, (value,))
        case DateRange(first=first, last=last, undated=undated):
            return DateLookup(first, last, undated)
        case _:
            return _bridged(query, in_fields(query, leaf_of(query, loose=manner.loose)), manner)


def _narrowed(manner: _Manner, children: Iterable[Query]) -> _Manner:
    """Beside a language that is asked for (lang:az), words have the forms of that language."""
    asked = [child.value for child in children if isinstance(child, FacetValue) and child.field == "language"]
    if manner.bridge is None or not any(asked):
        return manner
    return replace(manner, bridge=manner.bridge.narrowed(filter(None, asked)))


def _forbidding(manner: _Manner) -> _Manner:
    """What is forbidden is the word and its stems: kin and words apart are a guess, and a guess must hide nothing."""
    bridge = replace(manner.bridge, kin_weight=0.0) if manner.bridge else None
    return replace(manner, bridge=bridge, alone=False, apart=False)


def _bridged(query: Query, exact: Lookup | None, manner: _Manner) -> Lookup | None:
    """A plain word also finds its stem in any of the bridge's languages."""
    if exact is None or manner.bridge is None or not _is_plain(query):
        return exact
    tokens = [token for token in analyse_query(query.text) if token.kind == "word"]
    words = [query.text[token.start : token.end] for token in tokens]
    if len({token.position for token in tokens}) == 1:
        return other_forms(words[0], tokens[0].text, exact, manner.bridge, alone=manner.alone)
    if not words:
        return _apart(query, exact, manner)
    if not manner.loose:
        return exact
    stemmed = (
        with_stems(word, TokenLookup("text", token.text), manner.bridge)
        for word, token in zip(words, tokens, strict=True)
    )
    return AnyOf((exact, *stemmed))


def _apart(query: Term, run: Lookup, manner: _Manner) -> Lookup:
    """A run of Thai, Lao, Khmer or Burmese, and where it may stand apart also its words, each anywhere."""
    words = [Term(word, query.field) for word in words_apart(query.text)] if manner.apart else []
    lookups = tuple(lookup for word in words if (lookup := in_fields(word, leaf_of(word))) is not None)
    return AnyOf((run, AllOf(lookups))) if len(lookups) > 1 else run


def _is_plain(query: Query) -> TypeGuard[Term]:
    return isinstance(query, Term) and not query.exact and query.field in (None, "text")


def _grams(query: Query, weight: float) -> Iterator[Lookup]:
    """The grams of every plain word that a query asks for."""
    for leaf in filter(_is_plain, asked_for(query)):
        words = (token.text for token in analyse_query(leaf.text) if token.kind == "word")
        yield from (TokenLookup(GRAM, gram, weight) for word in words for gram in grams(word))


def _joined(
    join: type[AllOf] | type[AnyOf], children: Iterable[Query], manner: _Manner
) -> Lookup | None:
    """The children that hold something to look for, joined; signs alone fall away."""
    lookups = tuple(lookup for child in children if (lookup := _rewrite(child, manner)) is not None)
    if len(lookups) < 2:
        return lookups[0] if lookups else None
    return join(lookups)
