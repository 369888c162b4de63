"""The Arabic article."""

from __future__ import annotations

import pytest

from index.analysis.article import ATTACHED, bare, is_arabic, with_article


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("الوثائق", "وثائق"),
        ("والوثائق", "وثائق"),
        ("بالوثائق", "وثائق"),
        ("للوثائق", "وثائق"),
        ("وبالوثائق", "وثائق"),
        ("كالسد", "سد"),
        ("السد", "سد"),
        ("وثائق", "وثائق"),
        ("والد", "والد"),
        ("بالغ", "بالغ"),
        ("ال", "ال"),
        ("landmine", "landmine"),
        ("", ""),
    ],
)
def test_the_article_goes_with_what_stands_before_it_where_two_letters_are_left(word: str, expected: str) -> None:
    assert bare(word) == expected


def test_each_way_to_write_the_article_is_taken_off_again() -> None:
    written = with_article("وثائق")
    assert len(set(written)) == len(ATTACHED)
    assert {bare(word) for word in written} == {"وثائق"}


def test_a_longer_beginning_is_tried_before_those_that_it_holds() -> None:
    assert all(not later.startswith(one) for at, one in enumerate(ATTACHED) for later in ATTACHED[at + 1 :])


@pytest.mark.parametrize(
    ("word", "expected"), [("سد", True), ("س", False), ("", False), ("landmine", False), ("мины", False), ("גן", False)]
)
def test_arabic_words_of_two_letters_and_more_have_an_article(word: str, expected: bool) -> None:
    assert is_arabic(word) is expected
