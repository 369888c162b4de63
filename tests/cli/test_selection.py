"""What is an ID and what is a word of a query does not depend on what the archive holds."""

from __future__ import annotations

import pytest

from cli.selection import is_id


@pytest.mark.parametrize("argument", ["m3f", "m3f9", "M3F9", "mab1", "m0123456789ab", "mabcdefabcdef", "m" + "f" * 64])
def test_an_id_and_the_beginning_of_one_with_a_digit_are_ids(argument: str) -> None:
    assert is_id(argument)


@pytest.mark.parametrize(
    "argument",
    ["made", "mac", "mabcdefabcde", "m", "m1", "3f9", "m3f9 m77a", "m3g", "m3f*", "", "-", "tag:m3f9", "m３f9"],
)
def test_a_word_of_letters_and_a_query_are_none(argument: str) -> None:
    assert not is_id(argument)
