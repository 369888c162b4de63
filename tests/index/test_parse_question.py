"""A question typed as a sentence: any of its words."""

from __future__ import annotations

import pytest

from index.analysis import segment
from index.parse import parse_question
from index.query import All, Not, Or, Phrase, Term

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


def test_where_words_have_no_blanks_it_asks_for_those_of_the_dictionary_and_for_the_pairs_between_them() -> None:
    words = (Term("ทุ่น"), Term("ระเบิด"), Phrase("นร"), Term("UN"))
    assert parse_question("ทุ่นระเบิด UN?") == Or((*words[:3], Term("UN?")))
    assert parse_question("UNทุ่นระเบิด") == Or((*words[:2], words[3], words[2]))


def test_without_a_dictionary_it_asks_for_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_word_breaker", lambda: None)
    assert parse_question("ทุ่นระ") == Or((Term("ทุ่น"), Term("นร"), Term("ระ")))


@pytest.mark.parametrize("question", ['מה זה צה"ל', "מה זה צה”ל"])
def test_a_hebrew_abbreviation_stays_one_word(question: str) -> None:
    assert parse_question(question) == Or(tuple(Term(word) for word in question.split()))


@pytest.mark.parametrize("text", ["", "  ", "???", '"" ( ) * ~'])
def test_a_question_without_words_finds_nothing(text: str) -> None:
    assert parse_question(text) == Not(All())
