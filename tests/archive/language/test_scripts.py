"""The table of scripts is what Unicode says, and runs cover a text from end to end."""

from __future__ import annotations

import itertools

import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.language import build_scripts, script_ranges
from archive.language.scripts import ONE_LANGUAGE, Run, read_letters

mixed = st.text(alphabet=st.sampled_from("aé Жя,地雷かカ。ღა한ا1\u0301\n") | st.characters())


def test_the_table_is_what_its_builder_makes() -> None:
    made = build_scripts.to_python(build_scripts.ranges())
    assert made == build_scripts.TABLE.read_text(encoding="utf-8"), "run: python -m archive.language.build_scripts"


def test_every_script_of_one_language_is_in_the_table() -> None:
    assert set(ONE_LANGUAGE) < set(script_ranges.NAMES)


def test_runs_change_with_the_script_and_signs_belong_to_the_letters_before() -> None:
    text = "  «Hello, Мир 2 地雷のabc"
    assert read_letters(text).runs == (
        Run(start=0, end=10, script="Latin"),
        Run(start=10, end=16, script="Cyrillic"),
        Run(start=16, end=19, script="Han"),
        Run(start=19, end=22, script="Latin"),
    )


@given(mixed)
def test_runs_cover_the_text_and_change_script_each_time(text: str) -> None:
    runs = read_letters(text).runs
    if runs:
        assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])]
        assert runs[-1].end == len(text)
        assert all(one.script != other.script for one, other in itertools.pairwise(runs))


@given(mixed)
def test_letters_are_counted_as_unicode_counts_them(text: str) -> None:
    letters = read_letters(text)
    assert letters.count(0, len(text)) == len(regex.findall(r"\p{L}", text))
    assert letters.kana(0, len(text)) == len(regex.findall(r"[[\p{Hiragana}\p{Katakana}]&&\p{L}]", text, regex.V1))
