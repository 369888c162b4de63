"""Days as numbers."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import NO_DAY, day_number


@pytest.mark.parametrize(
    ("day", "number"),
    [(None, NO_DAY), ("0000-01-01", 1), ("0000-02-29", 60), ("0000-12-31", 366), ("0001-01-01", 367),
     ("9999-12-31", 3652425)],
)  # fmt: skip
def test_the_number_of_a_day(day: str | None, number: int) -> None:
    assert day_number(day) == number


@given(st.dates(max_value=datetime.date(9999, 12, 30)))
def test_each_day_has_the_number_after_the_day_before(day: datetime.date) -> None:
    after = day + datetime.timedelta(days=1)
    assert day_number(after.isoformat()) == day_number(day.isoformat()) + 1
