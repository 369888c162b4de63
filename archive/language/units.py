"""Units: the clauses of a text, each in one script. What is decided later is decided for a whole unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from archive.language.scripts import Letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of the text in one script that holds letters. `on_new_line` says that a line ends before it."""

    start: int
    end: int
    script: str
    letters: int
    kana: int
    on_new_line: bool


LONGEST = 400
"""Characters of a unit; detectors read no more than 600."""

_ENDS = regex.compile(
    r"""[.!?؟。！？।॥։።…]++[\s"'»”’)\]]*+"""
    r"|\n++"
    r"|[;；:]\s++"
    r"""|[(«“„"\[—–)»”\]]\s*+"""
)
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]+")
"""The soft hyphen, characters without width and marks of direction: they stand inside words and say nothing."""


def units(text: str, letters: Letters, borders: Iterable[int] = ()) -> Iterator[Unit]:
    """The clauses in order; none crosses a border (the start of a passage). Stretches without letters are left out."""
    new_line = False
    last = 0
    for start, end, script in _stretches(text, letters, borders):
        new_line = new_line or "\n" in text[last:start]
        last = start
        count = letters.count(start, end)
        if count:
            yield Unit(start=start, end=end, script=script, letters=count, kana=letters.kana(start, end),
                       on_new_line=new_line)  # fmt: skip
            new_line = False


def _stretches(text: str, letters: Letters, borders: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """The text cut where a clause ends, the script changes or a border is; the runs cover it from end to end."""
    if not letters.runs:
        return
    cuts = {match.end() for match in _ENDS.finditer(text)} | {run.start for run in letters.runs} | set(borders)
    runs = iter(letters.runs)
    run = next(runs)
    for start, end in pairwise(sorted(cuts | {0, len(text)})):
        while run.end <= start:
            run = next(runs)
        for piece_start, piece_end in _pieces(text, start, end):
            yield piece_start, piece_end, run.script


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in which no clause ends for long, cut after blanks (or anywhere, where there are none)."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def readable(text: str) -> str:
    """A stretch as detectors are to see it: on one line, without what stands inside words and says nothing."""
    return " ".join(_DROPPED.sub("", text).split())
