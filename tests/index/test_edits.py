"""Edit distance, held against one that tries every edit."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.edits import within

short = st.text("abc", max_size=6)


@cache
def distance(one: str, other: str) -> int:
    """Optimal string alignment as it is defined: the last letters are kept, inserted, deleted, replaced or swapped."""
    if not one or not other:
        return len(one) + len(other)
    ways = [distance(one[:-1], other) + 1, distance(one, other[:-1]) + 1,
            distance(one[:-1], other[:-1]) + (one[-1] != other[-1])]  # fmt: skip
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        ways.append(distance(one[:-2], other[:-2]) + 1)
    return min(ways)


@given(short, short, st.integers(0, 4))
def test_words_are_within_a_distance_exactly_if_that_many_edits_lead_from_one_to_the_other(
    one: str, other: str, most: int
) -> None:
    assert within(one, other, most) == (distance(one, other) <= most)


@given(st.text(max_size=8), st.text(max_size=8), st.integers(0, 3))
def test_the_direction_does_not_matter(one: str, other: str, most: int) -> None:
    assert within(one, other, most) == within(other, one, most)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("mine", "mine", 0), ("mine", "mines", 1), ("mine", "ine", 1), ("mine", "mane", 1),
     ("mine", "imne", 1), ("mine", "nime", 2), ("ca", "abc", 3), ("Чернобыль", "Чорнобиль", 2), ("", "ab", 2)],
)  # fmt: skip
def test_the_edits_between(one: str, other: str, edits: int) -> None:
    assert within(one, other, edits)
    assert edits == 0 or not within(one, other, edits - 1)
