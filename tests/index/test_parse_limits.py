"""How much a query may hold, on both sides of each bound, and what is meant to take for ever."""

from __future__ import annotations

import pytest

from archive.errors import QueryInvalid
from index.parse import DEEPEST_NESTING, LONGEST_QUERY, MOST_TERMS, Match, parse, parse_question
from index.query import Not, Or, Term
from tests.index.queries import HOSTILE


def nested(depth: int) -> str:
    return "(" * depth + "a" + ")" * depth


def nested_any(depth: int) -> str:
    return "(a b -c " * depth + "a b -c" + ")" * depth


BOUNDS: list[tuple[str, Match, str, str]] = [
    ("length", "all", "a" * LONGEST_QUERY, "a" * (LONGEST_QUERY + 1)),
    ("terms", "all", "a " * MOST_TERMS, "a " * (MOST_TERMS + 1)),
    ("every document", "all", "* " * MOST_TERMS, "* " * (MOST_TERMS + 1)),
    ("nesting", "all", nested(DEEPEST_NESTING), nested(DEEPEST_NESTING + 1)),
    ("nesting in a field", "all", "title:" + nested(DEEPEST_NESTING), "title:" + nested(DEEPEST_NESTING + 1)),
    ("nesting that any implies", "any", nested_any(DEEPEST_NESTING - 1), nested_any(DEEPEST_NESTING)),
]


@pytest.mark.parametrize(("within", "match"), [(within, match) for _, match, within, _ in BOUNDS])
def test_a_query_at_a_limit_is_read(within: str, match: Match) -> None:
    tree = parse(within, match=match)
    assert parse(str(tree), match=match) == tree


@pytest.mark.parametrize(("beyond", "match"), [(beyond, match) for _, match, _, beyond in BOUNDS])
def test_a_query_beyond_a_limit_is_refused(beyond: str, match: Match) -> None:
    with pytest.raises(QueryInvalid, match=r"at most [\d,]+"):
        parse(beyond, match=match)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]}… {len(text)}")
def test_a_hostile_query_is_refused_without_going_deep(text: str) -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse(text)
    assert caught.value.position is not None
    assert 0 <= caught.value.position <= len(text)


def test_a_long_chain_of_negations_folds() -> None:
    assert parse("NOT " * 2_400 + "a") == Term("a")
    assert parse("-" * 9_999 + "a") == Not(Term("a"))


def test_of_a_long_question_the_first_words_count() -> None:
    tree = parse_question(" ".join(f"w{number}" for number in range(MOST_TERMS + 50)))
    assert isinstance(tree, Or)
    assert len(tree.children) == MOST_TERMS
    assert tree.children[0] == Term("w0")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]}… {len(text)}")
def test_a_hostile_question_is_answered_without_going_deep(text: str) -> None:
    parse_question(text)
