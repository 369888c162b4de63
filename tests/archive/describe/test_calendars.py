"""Other calendars, exactly: Persian and Islamic days, Chinese numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.describe import calendars


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),  # 1399 is a leap year
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1402, 1, 15), date(2023, 4, 4)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1300, 1, 1), date(1921, 3, 21)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_a_persian_day_is_its_gregorian_day(jalali, gregorian):
    assert calendars.jalali_day(*jalali) == gregorian


@pytest.mark.parametrize(
    "no_day", [(1400, 12, 30), (1400, 7, 31), (1400, 13, 1), (1400, 0, 1), (1400, 1, 0), (1243, 1, 1), (1473, 1, 1)]
)
def test_a_day_that_the_persian_calendar_does_not_have_is_none(no_day):
    assert calendars.jalali_day(*no_day) is None


@given(st.integers(1244, 1471), st.integers(1, 12))
def test_the_day_after_a_persian_month_is_the_first_of_the_next(year, month):
    last = calendars.jalali_day(year, month, calendars.jalali_month_length(year, month))
    following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert calendars.jalali_day(*following) == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十一", 31),
        ("廿五", 25),
        ("二〇二一", 2021),
        ("一九九九", 1999),
        ("元", 1),
        ("47", 47),
        ("九十九", 99),
        ("一百", 100),
        ("一百零二", 102),
        ("一百一十二", 112),
        ("一百二", None),
        ("一百水", None),
        ("一百一百", None),
        ("", None),
        ("水", None),
        ("十水", None),
        ("4a", None),
    ],
)
def test_a_chinese_number_is_read(text, number):
    assert calendars.chinese_number(text) == number


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1400, 1, 1), date(1979, 11, 21)),
        ((1442, 9, 1), date(2021, 4, 13)),
        ((1443, 1, 1), date(2021, 8, 10)),
        ((1445, 10, 1), date(2024, 4, 10)),
        ((1442, 12, 30), date(2021, 8, 9)),  # 1442 is a leap year
        ((1318, 2, 12), date(1900, 6, 11)),
    ],
)
def test_an_islamic_day_is_the_gregorian_day_of_the_tables(hijri, gregorian):
    assert calendars.hijri_day(*hijri) == gregorian


@pytest.mark.parametrize(
    "no_day", [(1443, 12, 30), (1442, 2, 30), (1442, 13, 1), (1442, 0, 1), (1442, 1, 0), (1199, 1, 1), (1501, 1, 1)]
)
def test_a_day_that_the_islamic_calendar_does_not_have_is_none(no_day):
    assert calendars.hijri_day(*no_day) is None


@given(st.integers(1200, 1499), st.integers(1, 12))
def test_the_day_after_an_islamic_month_is_the_first_of_the_next(year, month):
    last = calendars.hijri_day(year, month, calendars.hijri_month_length(year, month))
    following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert calendars.hijri_day(*following) == last + timedelta(days=1)
