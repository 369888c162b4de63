"""BM25: what makes a score larger, and its bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lookup import FuzzyLookup, PrefixLookup
from index.scoring import K1, idf, saturation, too_many

counts = st.floats(1, 1e6)
lengths = st.floats(1, 1e6)


@given(st.integers(1, 10**9), st.data())
def test_a_rarer_token_tells_more_and_every_token_tells_something(documents: int, data: st.DataObject) -> None:
    rarer, commoner = sorted(data.draw(st.tuples(st.integers(0, documents), st.integers(0, documents))))
    assert idf(documents, rarer) >= idf(documents, commoner) > 0


@given(counts, counts, lengths, lengths)
def test_more_occurrences_weigh_more_and_never_k1_plus_1_times_as_much(
    one: float, other: float, length: float, mean: float
) -> None:
    fewer, more = sorted((one, other))
    assert 0 < saturation(fewer, length, mean) <= saturation(more, length, mean) < K1 + 1


@given(counts, lengths, lengths, lengths)
def test_the_same_occurrences_weigh_more_in_a_shorter_text(count: float, one: float, other: float, mean: float) -> None:
    shorter, longer = sorted((one, other))
    assert saturation(count, shorter, mean) >= saturation(count, longer, mean)


def test_one_occurrence_in_a_text_of_mean_length_weighs_one() -> None:
    assert saturation(1.0, 70.0, 70.0) == 1.0


def test_figures_worked_out_by_hand() -> None:
    """k1 = 0.9, b = 0.75: 2 · 1.9 / (2 + 0.9 · (0.25 + 0.75 · 50 / 100)) = 3.8 / 2.5625."""
    assert saturation(2.0, 50.0, 100.0) == pytest.approx(3.8 / 2.5625)
    assert idf(10, 2) == pytest.approx(math.log(1 + 8.5 / 2.5))


@given(st.lists(st.tuples(counts, lengths), min_size=1), lengths)
def test_an_array_is_scored_as_its_numbers_one_by_one(pairs: list[tuple[float, float]], mean: float) -> None:
    held, long = (np.array(column) for column in zip(*pairs, strict=True))
    assert saturation(held, long, mean).tolist() == [saturation(count, length, mean) for count, length in pairs]


@pytest.mark.parametrize(
    ("lookup", "written"), [(PrefixLookup("text", "mi"), "mi*"), (FuzzyLookup("text", "mine", 1), "mine~")]
)
def test_a_word_that_stands_for_too_many_is_named_as_it_was_written(
    lookup: PrefixLookup | FuzzyLookup, written: str
) -> None:
    assert str(too_many(lookup)).startswith(f"{written} stands for more than 10,000 words")
