"""Paragraphs of a page are told by gaps, indents, sizes and short lines, as a reader tells them."""

from __future__ import annotations

import pytest

from archive.extract.pdf.lines import Line, Printed
from archive.extract.pdf.paragraphs import paragraphs

FULL, LEADING = 500.0, 14.0


def page(*lines: tuple[str, dict[str, float]] | str) -> Printed:
    """Lines from the top, full ones; `gap` before a line, `left`, `right` and `size` as named, `base` instead."""
    made: list[Line] = []
    base = 800.0
    for one in lines:
        text, where = (one, {}) if isinstance(one, str) else one
        base = where.get("base", base - LEADING - where.get("gap", 0))
        made.append(Line(text=text, left=where.get("left", 72), right=where.get("right", FULL), base=base,
                         size=where.get("size", 12), leftward=bool(where.get("leftward", 0))))  # fmt: skip
    return Printed(lines=tuple(made))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (["One"], ["One"]),
        (["One line", "runs on."], ["One line\nruns on."]),
        (["One line", "runs on.", ("Another", {"gap": 3}), "runs on."], ["One line\nruns on.", "Another\nruns on."]),
        (["One line", "runs on.", ("Another", {"gap": 2}), "runs on."], ["One line\nruns on.\nAnother\nruns on."]),
        (["A line", "without end", ("more", {"gap": 4}), "lines"], ["A line\nwithout end\nmore\nlines"]),
        (["A heading", "here", ("then", {"gap": 6}), "text"], ["A heading\nhere", "then\ntext"]),
        ([("Far", {"size": 12}), ("apart", {"gap": 40})], ["Far", "apart"]),
        (["Text", ("A HEADING", {"size": 14}), "text"], ["Text", "A HEADING", "text"]),
        (["Text", ("hardly larger", {"size": 13}), "text"], ["Text\nhardly larger\ntext"]),
        (["It ends.", ("Indented", {"left": 90}), "text"], ["It ends.", "Indented\ntext"]),
        (["It goes", ("indented", {"left": 90}), "text"], ["It goes\nindented\ntext"]),
        (["Text", ("it ends.", {"right": 300}), "New"], ["Text\nit ends.", "New"]),
        (["Text", ("no end", {"right": 300}), "new"], ["Text\nno end\nnew"]),
        (["Text", ("nearly full.", {"right": 460}), "same"], ["Text\nnearly full.\nsame"]),
        (["(a) first;", "(b) second;", "(c) third."], ["(a) first;", "(b) second;", "(c) third."]),
        (["• first", ("• second", {"left": 50})], ["• first", "• second"]),
        (["In the year", "1. of that age"], ["In the year\n1. of that age"]),
        (["foot of one", ("head of two", {"base": 793})], ["foot of one", "head of two"]),
        ([("cell", {"right": 150}), ("cell", {"left": 200, "base": 785.5})], ["cell\ncell"]),
        (["first column", "ends", ("second", {"base": 790, "left": 550, "right": 900}), ("column", {"base": 776})],
         ["first column\nends", "second\ncolumn"]),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[tuple[str, dict[str, float]] | str], expected: list[str]) -> None:
    assert paragraphs(page(*lines)) == expected


def test_lines_that_run_left_begin_and_end_at_the_other_edge() -> None:
    left = {"leftward": 1.0}
    short = page(("سطر كامل", left), ("سطر قصير.", {"left": 300, **left}), ("فقرة جديدة", left))
    assert paragraphs(short) == ["سطر كامل\nسطر قصير.", "فقرة جديدة"]
    indented = page(("سطر كامل.", left), ("فقرة", {"right": 480, **left}), ("جديدة", left))
    assert paragraphs(indented) == ["سطر كامل.", "فقرة\nجديدة"]
    turned = page(("سطر كامل.", left), "A line of English")
    assert paragraphs(turned) == ["سطر كامل.", "A line of English"]


def test_what_was_recognised_is_in_paragraphs_already() -> None:
    assert paragraphs(Printed(recognised=("One\nline", "two"))) == ["One\nline", "two"]
