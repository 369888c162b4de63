"""Grams: the letters of a folded word four by four, with its ends marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.gram import LENGTH, grams


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("mine", ("_min", "mine", "ine_")),
        ("ab", ("_ab_",)),
        ("a", ("_a_",)),
        ("мины", ("_мин", "мины", "ины_")),
    ],
)
def test_a_word_is_cut_four_by_four(word: str, made: tuple[str, ...]) -> None:
    assert grams(word) == made


@given(st.text(st.characters(categories=["Ll"]), min_size=LENGTH - 2, max_size=30))
def test_a_word_has_as_many_grams_as_places_and_they_overlap_to_the_word(word: str) -> None:
    made = grams(word)
    assert len(made) == len(word) + 2 - LENGTH + 1
    assert made[0] + "".join(gram[-1] for gram in made[1:]) == f"_{word}_"
