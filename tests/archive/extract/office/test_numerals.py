"""A number is written as word processors write it, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.office.numerals import MOST_CHINESE, MOST_REPEATED, MOST_ROMAN, numeral


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("decimal", 0, "0"), ("decimal", 1234567, "1234567"), ("decimal", -1, None),
        ("decimalZero", 9, "09"), ("decimalZero", 10, "10"), ("padded3", 7, "007"), ("padded3", 1234, "1234"),
        ("padded10", 1, None), ("none", 5, ""), ("bullet", 5, ""), ("ordinalText", 1, None), ("", 1, None),
        ("lowerRoman", 1, "i"), ("lowerRoman", 4, "iv"), ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 0, None),
        ("upperRoman", MOST_ROMAN, "MMMCMXCIX"), ("upperRoman", MOST_ROMAN + 1, None), ("lowerRoman", 10**9, None),
        ("lowerLetter", 0, None), ("lowerLetter", 1, "a"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"),
        ("upperLetter", 28, "BB"), ("lowerLetter", 26 * MOST_REPEATED, "z" * MOST_REPEATED),
        ("lowerLetter", 26 * MOST_REPEATED + 1, None), ("upperLetter", 10**9, None),
        ("lowerSequence", 0, None), ("lowerSequence", 27, "aa"), ("upperSequence", 28, "AB"),
        ("lowerSequence", 702, "zz"), ("lowerSequence", 703, "aaa"),
        ("arabicAbjad", 1, "أ"), ("plainAbjad", 1, "ا"), ("arabicAbjad", 3, "ج"), ("arabicAbjad", 28, "غ"),
        ("arabicAbjad", 29, None), ("arabicAlpha", 3, "ت"), ("arabicAlpha", 27, "و"), ("arabicAlpha", 28, None),
        ("russianLower", 7, "ж"), ("russianUpper", 25, "Щ"), ("russianLower", 26, None), ("russianLower", 0, None),
        ("chineseCountingThousand", 0, None), ("chineseCountingThousand", 1, "一"),
        ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"), ("chineseCountingThousand", 99, "九十九"),
        ("chineseCountingThousand", 100, "一百"), ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 111, "一百一十一"),
        ("chineseCountingThousand", 1001, "一千零一"), ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 2022, "二千零二十二"),
        ("chineseCountingThousand", MOST_CHINESE, "九千九百九十九"),
        ("chineseCountingThousand", MOST_CHINESE + 1, None),
        ("chineseCounting", 99, "九十九"), ("chineseCounting", 100, None), ("japaneseCounting", 12, "十二"),
        ("ideographDigital", 9, "九"), ("ideographDigital", 10, None),
        ("decimalEnclosedCircle", 1, "①"), ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircle", 21, None),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_kind_of_numeral(kind: str, number: int, expected: str | None) -> None:
    assert numeral(kind, number) == expected


def value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@given(st.integers(1, MOST_ROMAN))
def test_a_roman_number_has_the_value_that_it_was_made_of(number: int) -> None:
    written = numeral("lowerRoman", number)
    assert written is not None
    assert value(written) == number


@given(st.sampled_from(["lowerLetter", "lowerSequence", "lowerRoman", "chineseCountingThousand"]), st.integers(1, 779))
def test_two_numbers_that_follow_one_another_are_written_differently(kind: str, number: int) -> None:
    written = {numeral(kind, one) for one in range(1, number + 2)}
    assert None not in written
    assert len(written) == number + 1


@given(st.text(max_size=12), st.integers())
def test_any_kind_and_number_has_an_answer_of_bounded_length(kind: str, number: int) -> None:
    assert len(numeral(kind, number) or "") <= max(len(str(number)), 9)
