"""A question typed as a sentence: any of its words."""

from __future__ import annotations

import pytest

from index.parse import parse_question
from index.query import All, Not, Or, Term

QUESTIONS = [
    ("What is the population of Warsaw?", ["What", "is", "the", "population", "of", "Warsaw?"]),
    ('Who said "no"?', ["Who", "said", "no"]),
    ('Qui a écrit "Les Misérables" en 1862?', ["Qui", "a", "écrit", "Les", "Misérables", "en", "1862?"]),
    ("AND gates: what are they", ["AND", "gates:", "what", "are", "they"]),
    ("Что такое 5'-UTR (мРНК)?", ["Что", "такое", "5'-UTR", "мРНК"]),
    ("why - and why?", ["why", "and", "why?"]),
    ("date:2021 a* b~ -c", ["date:2021", "a*", "b~", "-c"]),
    ("地雷是什么？", ["地雷", "雷是", "是什", "什么"]),
    ("A/HRC/47/G/10 « où ?", ["A/HRC/47/G/10", "où"]),
]


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_a_question_asks_for_any_of_its_words(question: str, words: list[str]) -> None:
    assert parse_question(question) == Or(tuple(Term(word) for word in words))


def test_a_question_of_one_word_is_that_word() -> None:
    assert parse_question("Warsaw? Warsaw?") == Term("Warsaw?")


@pytest.mark.parametrize("text", ["", "  ", "???", '"" ( ) * ~'])
def test_a_question_without_words_finds_nothing(text: str) -> None:
    assert parse_question(text) == Not(All())
