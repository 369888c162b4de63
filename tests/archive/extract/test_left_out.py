"""What is left out is named once, shortened, and never without end."""

from __future__ import annotations

import pytest

from archive.extract.left_out import LONGEST, MOST, named, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" Rəsmi \n istifadə\tüçün ", "Rəsmi istifadə üçün"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * LONGEST + " …"),
        (" " * 10_000 + "x", "…"),
        ("x " * 1_000_000, ("x " * LONGEST)[:LONGEST] + " …"),
    ],
)
def test_a_piece_is_cut_behind_its_first_characters(text: str, expected: str) -> None:
    assert shortened(text) == expected


def test_each_piece_is_named_once_in_order_and_empty_ones_never() -> None:
    assert named(["b", " ", "a", "b", ""]) == ("b", "a")


def test_of_too_many_pieces_their_number_is_named() -> None:
    assert named(map(str, range(MOST))) == tuple(map(str, range(MOST)))
    assert named(map(str, range(MOST + 1234)))[MOST:] == ("… and 1,234 more",)
