"""Several values in one cell come back as they were, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.several import joined, parted

texts = st.text(alphabet="ab;\\ |é", min_size=1) | st.text()
values = st.lists(texts.map(str.strip).filter(bool))


@given(values)
def test_what_is_joined_is_parted_into_the_same_values(held: list[str]) -> None:
    assert parted(joined(held)) == held


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("", []), (" ; ;", []), ("A", ["A"]), ("A;B", ["A", "B"]), (" A ;\n B;", ["A", "B"]), (r"A\; B", ["A; B"]),
        (r"A\\; B", ["A\\", "B"]), (r"C:\temp", [r"C:\temp"]), ("A\\", ["A\\"]),
    ],
)  # fmt: skip
def test_a_cell_is_parted_at_its_semicolons(cell: str, held: list[str]) -> None:
    assert parted(cell) == held


def test_plain_values_are_joined_plainly() -> None:
    assert joined(["A. One", "B. Two"]) == "A. One; B. Two"
