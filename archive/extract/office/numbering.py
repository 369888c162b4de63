"""Automatic numbers of paragraphs: what the levels of a list say, how they are counted, and how a number is written.

What is common to Word and OpenDocument. A level that is passed over counts as if it had a paragraph, in both: below a
chapter 2 without sections, a paragraph three levels deep is 2.1.1, and the next section is 2.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.extract.office.numerals import numeral

DEEPEST = 10
"""Levels of a list: Word has nine, OpenDocument's programs ten."""
LARGEST = 32_767
"""From which no list begins: the largest number that Word and LibreOffice take."""
LONGEST = 100
"""Characters of a number with what stands around it; a longer one is left out. Titles of levels take some dozen."""
UNKNOWN = "unknown"
"""Numerals that are not known, or that would count from a number that is not."""
MOST_LISTS = 20_000
"""Definitions of lists, of styles, and lists that are remembered, each; what comes after them is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list: its numerals, its first number, and its number as written.

    `parts` are texts and, as whole numbers, the levels (from 0) whose numbers stand between them; without parts nothing
    is written, as for bullets. `restarts_below` says how many of the levels above begin it anew, from the highest one.
    `gap` parts number and text; `legal` writes the numbers of all levels in digits.
    """

    numerals: str = "decimal"
    first: int = 1
    parts: tuple[str | int, ...] = ()
    restarts_below: int = DEEPEST
    gap: str = " "
    legal: bool = False


Levels = Mapping[int, Level]
_UNSAID = Level(numerals=UNKNOWN)


class Counter:
    """The numbers of one list, level by level."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = [None] * DEEPEST

    def count(self, levels: Levels, at: int, number: int | None = None) -> None:
        """Go on to the next paragraph of this level, or to the one with this number."""
        numbers = self._numbers
        for level in range(at):
            numbers[level] = _first(levels, level) if numbers[level] is None else numbers[level]
        before = numbers[at]
        following = _first(levels, at) if before is None else before + 1
        numbers[at] = following if number is None else number
        for level in range(at + 1, DEEPEST):
            if at < levels.get(level, _UNSAID).restarts_below:
                numbers[level] = None

    def begin_at(self, at: int, number: int) -> None:
        """The next paragraph of this level has this number."""
        self._numbers[at] = number - 1

    def written(self, levels: Levels, at: int) -> str:
        """The number of the paragraph last counted, with the gap after it; empty where none is shown or known."""
        level = levels.get(at, _UNSAID)
        pieces = [part if isinstance(part, str) else self._numeral(levels, part, level) for part in level.parts]
        text = " ".join("".join(piece or "" for piece in pieces).split())
        return text + level.gap if text and None not in pieces and len(text) <= LONGEST else ""

    def _numeral(self, levels: Levels, at: int, writing: Level) -> str | None:
        number = self._numbers[at]
        kind = levels.get(at, _UNSAID).numerals
        if number is None:  # a level below the one that is written
            return ""
        return numeral("decimal" if writing.legal and kind not in ("none", "bullet") else kind, number)


def whole(written: str | None, largest: int = LARGEST) -> int | None:
    """A number of an attribute, from 0 to `largest`; None where there is none."""
    if written is None or not written.isdecimal() or len(written) > len(str(largest)):
        return None
    number = int(written)
    return number if number <= largest else None


def level_number(written: str | None, levels: int, first: int) -> int | None:
    """The level, from 0, that a format counts from `first` on; None for those that it has not."""
    number = whole(written, levels - 1 + first)
    return None if number is None or number < first else number - first


def parted(pieces: Sequence[str], levels: int) -> tuple[str | int, ...]:
    """The parts of a level from texts and the numbers of levels, from 1 on, by turns."""
    return tuple(_level(piece, levels) if odd % 2 else piece for odd, piece in enumerate(pieces))


def _level(piece: str, levels: int) -> str | int:
    number = level_number(piece, levels, 1)
    return "" if number is None else number


def _first(levels: Levels, at: int) -> int:
    return levels.get(at, _UNSAID).first
