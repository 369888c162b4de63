"""Rewriting: the words of a query → the tokens to look up, by the same analysis that documents go through.

A word that yields several tokens (A/HRC/47, 国际提高地雷意识) is sought as a sequence. A bare word is sought in every
default field, and its scores add up. With match="any" a run of Chinese, Japanese, Korean or Thai is a sentence
without blanks rather than a word, and each of its pairs counts by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations, groupby, pairwise
from typing import Literal, TypeGuard

from archive.errors import QueryInvalid
from index.analysis import Token, analyse_query
from index.analysis.gram import grams
from index.fields import DEFAULT_FIELDS, GRAM, SEARCH_FIELDS
from index.forms import Bridge, other_forms, with_stems
from index.lookup import (
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
    TokenLookup,
    Without,
)  # fmt: skip
from index.query import All, And, DateRange, FacetValue, Fuzzy, Not, Or, Phrase, Prefix, Query, Term, asked_for
from index.whole_words import ranked_by_words

HYPHENS = "-\u2010\u2011"

MOST_DIVIDED = 4
"""Hyphens of a phrase of which any may stand at a line end; of more than these, one."""


def rewrite(query: Query, *, match: Literal["all", "any"] = "all", bridge: Bridge | None = None) -> Lookup:
    """The lookup tree of a query; QueryInvalid when no word or condition is left in it.

    With a bridge a plain word also finds its stem and its kin. The word as it stands comes before its stems and these
    before its kin where it is the only one; of several words the grams rank what is found. Without a bridge, words are
    exact.
    """
    alone = sum(1 for _ in _words(query)) == 1
    lookup = _rewrite(query, _Manner(match == "any", bridge, alone))
    if lookup is None:
        raise QueryInvalid("there is nothing to look for: signs alone are not searched", query=str(query), position=0)
    near = tuple(_grams(query, bridge.gram_weight)) if bridge and bridge.gram_weight and not alone else ()
    return ranked_by_words(Boosted(lookup, AnyOf(near)) if near else lookup, query) if bridge else lookup


@dataclass(frozen=True, slots=True)
class _Manner:
    """How words are taken: a run without blanks as a sentence (`loose`), the bridge, and whether there is one word."""

    loose: bool
    bridge: Bridge | None
    alone: bool


def says_something(leaf: Query) -> bool:
    """Whether a leaf of a query holds something to look for: a word or phrase of signs alone does not."""
    return not isinstance(leaf, Term | Phrase | Prefix | Fuzzy) or bool(analyse_query(leaf.text))


def _words(query: Query) -> Iterator[str]:
    """The words and phrases that a query asks for, token by token."""
    for leaf in asked_for(query):
        if isinstance(leaf, Term | Phrase | Prefix | Fuzzy):
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
            return _bridged(query, _in_fields(query, _leaf(query, manner)), manner)


def _narrowed(manner: _Manner, children: Iterable[Query]) -> _Manner:
    """Beside a language that is asked for (lang:az), words have the forms of that language."""
    asked = [child.value for child in children if isinstance(child, FacetValue) and child.field == "language"]
    if manner.bridge is None or not any(asked):
        return manner
    return replace(manner, bridge=manner.bridge.narrowed(filter(None, asked)))


def _forbidding(manner: _Manner) -> _Manner:
    """What is forbidden is the word and its stems: kin are a guess, and a guess must hide nothing."""
    bridge = replace(manner.bridge, kin_weight=0.0) if manner.bridge else None
    return replace(manner, bridge=bridge, alone=False)


def _bridged(query: Query, exact: Lookup | None, manner: _Manner) -> Lookup | None:
    """A plain word also finds its stem in any of the bridge's languages."""
    if exact is None or manner.bridge is None or not _is_plain(query):
        return exact
    tokens = [token for token in analyse_query(query.text) if token.kind == "word"]
    words = [query.text[token.start : token.end] for token in tokens]
    if len({token.position for token in tokens}) == 1:
        return other_forms(words[0], tokens[0].text, exact, manner.bridge, alone=manner.alone)
    if not manner.loose or not words:
        return exact
    stemmed = (
        with_stems(word, TokenLookup("text", token.text), manner.bridge)
        for word, token in zip(words, tokens, strict=True)
    )
    return AnyOf((exact, *stemmed))


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


Leaf = Callable[[str, float], Lookup]
"""Makes the lookup of a leaf for a field and its weight."""


def _in_fields(query: Term | Phrase | Prefix | Fuzzy, leaf: Leaf | None) -> Lookup | None:
    if leaf is None:
        return None
    if query.field is not None:
        return leaf(query.field, 1.0)
    return AnyOf(tuple(leaf(name, SEARCH_FIELDS[name].weight) for name in DEFAULT_FIELDS))


def _leaf(query: Term | Phrase | Prefix | Fuzzy, manner: _Manner) -> Leaf | None:
    tokens = analyse_query(query.text)
    if not tokens:
        return None
    match query:
        case Term(text=text, exact=True):
            return _sequence(text, tokens)
        case Term(text=text):
            return _any_pair(tokens) if manner.loose and _is_run(tokens) else _word(text, tokens)
        case Phrase(text=text, slop=slop):
            return _sequence(text, tokens, slop)
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
    as_written = _sequences(text, tokens, 0)
    if len(tokens) < 2 or not any(hyphen in text for hyphen in HYPHENS) or any(letter.isdigit() for letter in text):
        return _best_of(as_written)
    joined = analyse_query("".join(letter for letter in text if letter not in HYPHENS))
    if any(token.kind != "word" or token.position for token in joined):
        return _best_of(as_written)
    return _best_of([*as_written, _in_steps(_steps(joined))])


def _sequence(text: str, tokens: list[Token], slop: int = 0) -> Leaf:
    return _best_of(_sequences(text, tokens, slop))


def _sequences(text: str, tokens: list[Token], slop: int) -> list[Leaf]:
    """The tokens one after another, and also where lines end at some of the hyphens between them.

    A word that a line end divides stands at one position with all its parts (`index.analysis.tokenize`), and there
    they are sought: "anti-personnel mines" is found where the line ends after `anti-`.
    """
    steps, hyphens = _steps(tokens), _hyphens(text, tokens)
    most = len(hyphens) if len(hyphens) <= MOST_DIVIDED else 1
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


def _prefix(tokens: list[Token]) -> Leaf:
    *before, last = _steps(tokens)
    if last.prefix or tokens[-1].kind == "pair":  # a pair is the beginning of whatever follows it
        return _in_steps(_steps(tokens))
    return _best_of([_in_steps((*before, Step(last.distance, prefix=token))) for token in last.tokens])


def _fuzzy(text: str, tokens: list[Token], distance: int) -> Leaf:
    if any(token.kind != "word" or token.position != tokens[0].position for token in tokens):
        message = f"{text}~ is more than one word: a fuzzy search takes a single word of an alphabet"
        raise QueryInvalid(message, query=text)
    return _best_of([partial(_near, token.text, distance) for token in tokens])


def _near(token: str, distance: int, field: str, weight: float) -> Lookup:
    return FuzzyLookup(field, token, distance, weight)
