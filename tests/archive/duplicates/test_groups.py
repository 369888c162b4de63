"""Groups: each member is like the first, and what is like a first is in some group."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from archive.duplicates.groups import COMPARED, first_of_each
from archive.duplicates.signatures import ALIKE, PLACES

Matrix = NDArray[np.uint32]


def rows(count: int, seed: int = 0) -> Matrix:
    """Signatures of texts that have nothing in common."""
    return np.random.default_rng(seed).integers(0, 2**32, (count, PLACES), dtype=np.uint32)


def like(row: NDArray[np.uint32], places: int, seed: int = 1) -> NDArray[np.uint32]:
    """A signature that agrees with another in so many places."""
    drawn = np.random.default_rng(seed)
    copy = row.copy()
    changed = drawn.permutation(PLACES)[: PLACES - places]
    copy[changed] = drawn.integers(0, 2**32, len(changed), dtype=np.uint32)
    return copy


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_what_is_like_nothing_stands_alone(count: int) -> None:
    assert first_of_each(rows(count)).tolist() == list(range(count))


def test_copies_are_grouped_under_the_first_of_them() -> None:
    a, b, c = rows(3)
    assert first_of_each(np.array([a, b, like(a, 120), b, like(a, 110, 2), c])).tolist() == [0, 1, 0, 1, 0, 5]


def test_the_bound_is_reached_and_not_passed() -> None:
    (a,) = rows(1)
    enough = int(np.ceil(ALIKE * PLACES))
    assert first_of_each(np.array([a, like(a, enough)])).tolist() == [0, 0]
    assert first_of_each(np.array([a, like(a, enough - 1)])).tolist() == [0, 1]


def test_a_row_that_is_like_the_first_only_by_way_of_another_is_in_no_group_of_it() -> None:
    (a,) = rows(1)
    b = like(a, 90, 1)
    c = next(found for seed in range(2, 99) if (a == (found := like(b, 90, seed))).sum() < 70)
    assert first_of_each(np.array([a, b, c])).tolist() == [0, 0, 2]
    assert first_of_each(np.array([b, a, c])).tolist() == [0, 0, 0]


def test_of_several_firsts_the_most_similar_one_is_taken() -> None:
    a, b = rows(2)
    between = np.concatenate([a[:60], b[60:]])
    assert first_of_each(np.array([a, b, between]), least=0.4).tolist() == [0, 1, 1]
    assert first_of_each(np.array([b, a, between]), least=0.4).tolist() == [0, 1, 0]
    assert first_of_each(np.array([a, b, between]), least=0.6).tolist() == [0, 1, 2]


def test_a_bucket_of_very_many_copies_is_one_group() -> None:
    (a,) = rows(1)
    many = np.array([like(a, 125, seed) for seed in range(3 * COMPARED)])
    assert set(first_of_each(many).tolist()) == {0}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(60, PLACES)), max_size=25), st.integers(0, 9))
def test_every_member_is_like_its_first_and_every_first_is_its_own(made: list[tuple[int, int]], seed: int) -> None:
    origins = rows(5, seed)
    matrix = np.array([like(origins[origin], places, number) for number, (origin, places) in enumerate(made)])
    matrix = matrix.reshape(-1, PLACES).astype(np.uint32)
    first = first_of_each(matrix)
    for row, held in enumerate(first.tolist()):
        assert held <= row
        assert first[held] == held
        assert (matrix[row] == matrix[held]).mean() >= ALIKE
