"""Advice on words that the archive does not have, and on what leaving a word out would find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.analysis import analyse_query, fold_word
from index.analysis.segment import stretches, word_tokens
from index.analysis.tokenize import runs
from index.edits import within
from index.engine import SearchEngine
from index.fields import STEM
from index.lookup import TokenLookup
from index.query import And, Query, Term, asked_for
from index.results import Request
from index.rewrite import rewrite, says_something

FIELD = "text"
SHORTEST = 4
"""Shorter words are near too many others."""
MOST_NEAR = 50
MOST_LEFT_OUT = 6
"""A longer query is a sentence: to say what each of its words costs helps nobody."""

_FINALS = dict(zip("כמנפצ", "ךםןףץ", strict=True))
_HEBREW_END = re.compile("(?<=[א-ת])[כמנפצ]$")  # words of the index have no final letters

Count = Callable[[Query], int]
"""How many documents a query finds."""


def advice(engine: SearchEngine, query: Query, count: Count) -> tuple[str, ...]:
    """What to say of a query that found nothing; empty when nothing helps."""
    unknown = {term.text: near for term in _terms(query) if (near := _spelt_alike(engine, term)) is not None}
    said = [f"no document has “{text}”; did you mean {' or '.join(near)}?" for text, near in unknown.items() if near]
    return (*said, *_with_blanks(query, count), *_without_one(query, count))


def shown_instead(engine: SearchEngine, query: Query, known: Count) -> tuple[str, ...]:
    """What to say of the words that were found by their kin alone; `known` counts without kin."""
    terms = [term for term in _terms(query) if not term.exact]
    if len(terms) > MOST_LEFT_OUT:
        return ()
    return tuple(_instead(engine, term) for term in terms if not known(term))


def _instead(engine: SearchEngine, term: Term) -> str:
    near = _spelt_alike(engine, term)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    if any(token.kind != "word" for token in analyse_query(term.text)):  # without blanks there are no kin
        return f"no document has “{term.text}”{meant}"
    return f"no document has “{term.text}”: words that begin like it are shown{meant}"


def _terms(query: Query) -> Iterator[Term]:
    """The plain words that a query asks for; a sign that stands by itself is none."""
    for leaf in asked_for(query):
        if isinstance(leaf, Term) and leaf.field in (None, FIELD) and says_something(leaf):
            yield leaf


def _spelt_alike(engine: SearchEngine, term: Term) -> list[str] | None:
    """Up to three words of the archive one or two edits away, the most frequent first; None when the word is known."""
    tokens = analyse_query(term.text)
    if len(tokens) > 1 and all(token.kind == "pair" for token in tokens):
        return _words_spelt_alike(engine, term)
    if len(tokens) != 1 or _frequency(engine, FIELD, tokens[0].text):
        return None
    return _near(engine, FIELD, "", tokens[0].text)


def _words_spelt_alike(engine: SearchEngine, term: Term) -> list[str] | None:
    """The same for Thai, Lao, Khmer and Burmese, out of the archive's dictionary words."""
    words = tuple(word_tokens(run for _, run in runs(term.text)))
    if not words or engine.search(Request(lookup=rewrite(Term(term.text, FIELD, exact=True)), limit=0)).total:
        return None
    language, separator, _ = words[0].partition(":")
    return _near(engine, STEM, language + separator, fold_word(term.text))


def _near(engine: SearchEngine, field: str, prefix: str, word: str) -> list[str]:
    if len(word) < SHORTEST:
        return []
    words = [held.removeprefix(prefix) for held in engine.vocabulary(field, prefix + word[0])]
    near = [held for held in words if within(word, held, 1)] or [held for held in words if within(word, held, 2)]
    ranked = sorted(near[:MOST_NEAR], key=lambda held: (-_frequency(engine, field, prefix + held), held))
    return [_HEBREW_END.sub(lambda end: _FINALS[end[0]], held) for held in ranked[:3]]


def _frequency(engine: SearchEngine, field: str, token: str) -> int:
    return engine.search(Request(lookup=TokenLookup(field, token), limit=0)).total


def _with_blanks(query: Query, count: Count) -> Iterator[str]:
    """What the dictionary words of a query written without blanks would find apart from one another."""
    if not isinstance(query, Term) or query.exact:
        return
    words = tuple(dict.fromkeys(query.text[start:end] for start, end in stretches(query.text)))
    if 1 < len(words) <= MOST_LEFT_OUT and (found := count(And(tuple(Term(word, query.field) for word in words)))):
        yield f"with blanks, {' '.join(words)}: {found:,} document{'' if found == 1 else 's'}"


def _without_one(query: Query, count: Count) -> Iterator[str]:
    """For each part of a query that must match: how many documents the others find."""
    if not isinstance(query, And) or len(query.children) > MOST_LEFT_OUT:
        return
    for number, child in enumerate(query.children):
        others = (*query.children[:number], *query.children[number + 1 :])
        if not any(says_something(leaf) for other in others for leaf in asked_for(other)):
            continue
        if found := count(others[0] if len(others) == 1 else And(others)):
            yield f"without {child}: {found:,} document{'' if found == 1 else 's'}"
