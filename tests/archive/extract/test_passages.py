"""Passages divide the text: each in order, none with blanks around it, and nothing but blanks between them."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.passages import paragraphs

layouts = st.lists(
    st.sampled_from(
        ["Word", "word", "字" * 70, "a" * 130, ". ", "\n", "\n\n", "\n \t\n", " ", "\t", "\x0c", "\u3000", "\x85"]
    ),
    max_size=30,
).map("".join)


def held(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in paragraphs(text)]


@given(st.one_of(layouts, st.text()))
def test_passages_hold_all_that_is_not_blank_in_order_and_without_outer_blanks(text: str) -> None:
    passages = paragraphs(text)
    at = 0
    for number, passage in enumerate(passages, 1):
        content = text[passage.start : passage.end]
        assert content == content.strip() != ""
        assert not text[at : passage.start].strip()
        assert (passage.number, passage.locator) == (number, f"para. {number}")
        at = passage.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("one", ["one"]),
        ("one\ntwo\n\nthree\n", ["one\ntwo", "three"]),
        ("one\n \t \ntwo", ["one", "two"]),
        ("\n\n  one  \n\n\n\n  two", ["one", "two"]),
        ("a" * 120 + "\nb", ["a" * 120 + "\nb"]),
        ("A" * 130 + ".\nB\nC", ["A" * 130 + ".", "B", "C"]),
        ("字" * 60 + "\n字。", ["字" * 60 + "\n字。"]),
    ],
)
def test_blank_lines_part_passages_and_so_do_lines_too_long_to_be_wrapped(text: str, blocks: list[str]) -> None:
    assert held(text) == blocks


@pytest.mark.parametrize("line", ["word word word\n", "w" * 130 + ". \n"])
def test_a_long_text_without_blank_lines_costs_little_time_and_memory(line: str) -> None:
    text = line * (1_500_000 // len(line))
    started = time.process_time()
    tracemalloc.start()
    paragraphs(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - started < 8
    assert peak < 60 * len(text)
