"""Kin are words that begin alike and whose endings are short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.kin import BEGINNING, LONGEST_ENDING, likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mine", "mine", 1.0),
        ("mine", "mines", 8 / 9),
        ("mine", "mint", 6 / 8),
        ("mine", "mild", 0.0),
        ("min", "mine", 6 / 7),
        ("mi", "mine", 0.0),
        ("mine", "emine", 0.0),
        ("адамдар", "адамның", 8 / 14),
        ("mina" + "x" * LONGEST_ENDING, "mina", 8 / 14),
        ("mina" + "x" * (LONGEST_ENDING + 1), "mina", 0.0),
        ("", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_letters_in_the_common_beginning(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


words = st.text("abmin", max_size=14)


@given(words, words)
def test_likeness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other and len(one) >= BEGINNING)


@given(words, words)
def test_a_longer_ending_is_less_alike(one: str, other: str) -> None:
    assert likeness(one, other + "z") <= likeness(one, other)
