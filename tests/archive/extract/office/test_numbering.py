"""Levels are counted as word processors count them, and a number that cannot be told is not written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.office.numbering import DEEPEST, LARGEST, LONGEST, Counter, Level, level_number, parted, whole

LEVELS = {
    0: Level(parts=(0, ".")),
    1: Level(numerals="lowerLetter", parts=("(", 1, ")")),
    2: Level(numerals="lowerRoman", parts=(0, ".", 1, ".", 2)),
}


def counted(levels: dict[int, Level], *sequence: int) -> list[str]:
    counter = Counter()
    written = []
    for level in sequence:
        counter.count(levels, level)
        written.append(counter.written(levels, level).strip())
    return written


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ([0, 0, 1, 1, 0, 1], ["1.", "2.", "(a)", "(b)", "3.", "(a)"]),
        ([0, 1, 2, 2, 1, 2], ["1.", "(a)", "1.a.i", "1.a.ii", "(b)", "1.b.i"]),
        ([1, 1, 0], ["(a)", "(b)", "2."]),
        ([0, 2, 1, 2], ["1.", "1.a.i", "(b)", "1.b.i"]),
        ([5, 0], ["", "2."]),
    ],
)
def test_a_higher_level_begins_the_lower_ones_anew_and_one_passed_over_counts(
    sequence: list[int], expected: list[str]
) -> None:
    assert counted(LEVELS, *sequence) == expected


@pytest.mark.parametrize(
    ("restarts_below", "expected"),
    [(0, ["a", "b", "c"]), (1, ["a", "b", "a"]), (2, ["a", "a", "a"])],
)
def test_a_level_says_which_higher_ones_begin_it_anew(restarts_below: int, expected: list[str]) -> None:
    levels = {2: Level(numerals="lowerLetter", parts=(2,), restarts_below=restarts_below)}
    written = counted(levels, 0, 1, 2, 1, 2, 0, 2)
    assert [written[at] for at in (2, 4, 6)] == expected


def test_a_number_in_legal_writing_is_in_digits_throughout() -> None:
    levels = {0: Level(numerals="upperRoman", parts=(0,)), 1: Level(parts=(0, ".", 1), legal=True)}
    assert counted(levels, 0, 0, 1) == ["I", "II", "2.1"]


def test_a_number_of_which_a_part_is_unknown_is_not_written() -> None:
    levels = {0: Level(numerals="ordinalText", parts=(0,)), 1: Level(parts=(0, ".", 1)), 2: Level(parts=(2, "."))}
    assert counted(levels, 0, 1, 2) == ["", "", "1."]
    assert counted({1: Level(parts=(0, ".", 1))}, 0, 1) == ["", ""]


def test_a_level_below_the_one_that_is_written_has_no_number() -> None:
    assert counted({0: Level(parts=(0, "-", 1))}, 0) == ["1-"]


@pytest.mark.parametrize(("length", "shown"), [(LONGEST, True), (LONGEST + 1, False)])
def test_a_number_is_written_up_to_a_length(length: int, shown: bool) -> None:
    assert bool(counted({0: Level(parts=("x" * (length - 1), 0))}, 0)[0]) == shown


def test_text_follows_its_number_after_a_blank_or_at_once() -> None:
    counter = Counter()
    for gap in (" ", ""):
        levels = {0: Level(parts=(0, "、"), gap=gap)}
        counter.count(levels, 0)
        assert counter.written(levels, 0).endswith("、" + gap)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("0", 0), ("7", 7), (str(LARGEST), LARGEST), (str(LARGEST + 1), None), ("9" * 9_999, None), ("-1", None),
     ("", None), ("x", None), ("1.5", None), (None, None)],
)  # fmt: skip
def test_a_number_of_an_attribute_is_taken_within_its_bound(written: str | None, expected: int | None) -> None:
    assert whole(written) == expected


@pytest.mark.parametrize(
    ("written", "first", "expected"),
    [("0", 0, 0), ("8", 0, 8), ("9", 0, None), ("0", 1, None), ("1", 1, 0), ("9", 1, 8), ("10", 1, None)],
)
def test_a_level_is_one_of_those_that_the_format_has(written: str, first: int, expected: int | None) -> None:
    assert level_number(written, 9, first) == expected


def test_texts_and_levels_come_by_turns() -> None:
    assert parted(["(", "1", ".", "2", ")"], 9) == ("(", 0, ".", 1, ")")
    assert parted(["", "99", "x", "0", ""], 9) == ("", "", "x", "", "")


@given(st.lists(st.integers(0, DEEPEST - 1), max_size=60))
def test_however_levels_follow_one_another_each_paragraph_counts_its_level_on(sequence: list[int]) -> None:
    levels = {level: Level(parts=tuple(part for one in range(level + 1) for part in (one, "."))) for level in range(10)}
    before: list[int] = []
    for level, written in zip(sequence, counted(levels, *sequence), strict=True):
        numbers = [int(number) for number in written.strip(".").split(".")]
        assert len(numbers) == level + 1
        assert numbers > before
        before = numbers
