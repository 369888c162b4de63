"""The codec writes what Whoosh's own writer would have written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.codec import encode_positions


def decoded(value: bytes) -> list[int]:
    from whoosh.formats import Positions  # after our package, which silences what Whoosh's modules warn of

    return list(Positions().decode_positions(value))


@given(st.lists(st.integers(0, 2**31), min_size=1, unique=True).map(sorted))
def test_positions_are_read_back_by_whoosh(positions: list[int]) -> None:
    assert decoded(encode_positions(positions)) == positions


@pytest.mark.parametrize("position", [0, 4095, 4096, 2**32])
def test_a_single_position_is_encoded_the_same_on_both_sides_of_the_cache(position: int) -> None:
    assert decoded(encode_positions([position])) == [position]
