"""Units are clauses of one script, in order, that together hold every letter of the text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.language.scripts import read_letters
from archive.language.units import LONGEST, readable, units


def cut(text: str, borders: tuple[int, ...] = ()) -> list[str]:
    return [text[unit.start : unit.end] for unit in units(text, read_letters(text), borders)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("12 — 3", []),
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        ("He said: “yes” and left", ["He said: ", "yes” ", "and left"]),
        ("red, green, blue", ["red, green, blue"]),
        ("a line\nanother", ["a line\n", "another"]),
        ("地雷。意识；都", ["地雷。", "意识；都"]),
        ("mine мина", ["mine ", "мина"]),
        ("in Laos (ລາວ) too", ["in Laos (", "ລາວ) ", "too"]),
    ],
)
def test_a_text_is_cut_at_ends_of_clauses_and_of_scripts(text: str, clauses: list[str]) -> None:
    assert cut(text) == clauses


def test_a_stretch_without_end_is_cut_after_a_blank_or_anywhere() -> None:
    assert [len(unit) for unit in cut("word " * 200)] == [400, 400, 200]
    assert [len(unit) for unit in cut("a" * (LONGEST + 1))] == [LONGEST, 1]
    assert [len(unit) for unit in cut("a" * LONGEST)] == [LONGEST]


def test_long_blanks_take_no_long_time() -> None:
    began = time.process_time()
    assert len(cut((" " * 5000 + "x") * 200)) == 200
    assert time.process_time() - began < 2


def test_a_border_cuts_too() -> None:
    assert cut("one two", (4,)) == ["one ", "two"]


def test_a_unit_knows_whether_a_line_ends_before_it() -> None:
    text = "one. two\n\n3\nthree"
    assert [unit.on_new_line for unit in units(text, read_letters(text))] == [False, False, True]


@given(st.text(alphabet="ab.Ж地か，“” \n1", max_size=60), st.sets(st.integers(0, 60)))
def test_units_hold_every_letter_once(text: str, borders: set[int]) -> None:
    letters = read_letters(text)
    found = list(units(text, letters, (border for border in borders if border <= len(text))))
    assert sum(unit.letters for unit in found) == letters.count(0, len(text))
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert not any(unit.start < border < unit.end for unit in found for border in borders)


def test_what_stands_inside_words_and_says_nothing_is_not_shown_to_detectors() -> None:
    assert readable("inter\u00adnational\n  zero\u200bwidth \u202bright\u200f") == "international zerowidth \u202bright"
