"""A font-size widget is told from a line of text."""

from __future__ import annotations

import time

import pytest

from archive.extract.furniture import is_furniture


@pytest.mark.parametrize("line", ["+ ↺ − 16 px", "- 12 pt", "A- A A+", "A A+ ", " А− А А+", "A-A+", "100% + - 14px"])
def test_a_font_size_widget_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["", "A", "A A", "16 px", "A+ grade", "A/HRC/46/G/99", "- A", "+ 5 %", "Release - 16 pt type", "— 12 —", "A-" * 21],
)
def test_a_line_of_text_is_not(line: str) -> None:
    assert not is_furniture(line)


def test_the_longest_widget_has_forty_characters() -> None:
    assert is_furniture("+" * 38 + "px")
    assert not is_furniture("+" * 39 + "px")


def test_a_hostile_line_costs_no_time() -> None:
    started = time.process_time()
    for line in ("+" + "A   " * 9 + "x", "A + " * 9 + "x", " " * 38 + "+x"):
        is_furniture(line)
    assert time.process_time() - started < 0.1
