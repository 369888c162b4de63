"""Running headers and footers: lines that stand at the same height of neighbouring pages, and the numbers of pages.

A header is left out from its second time on, so that what it says is still found once; the number of a page is left
out always. Both only where at least three pages near one another repeat them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.extract.pdf.lines import Line, Printed

_AT_EDGE = 3
"""Lines at the head and at the foot of a page that may be running ones."""
_AROUND = 4
"""Pages before and after that are looked at: two of the left and two of the right hand, which may differ."""
_REPEATED = 3
"""Pages that must have the line, the page itself among them."""
_SAME_HEIGHT = 3.0
"""Points by which the height of a running line may differ between pages."""
_LETTERS_BESIDE = 12
"""Letters that may stand beside the number of a page: `page 3 of 12`, `الصفحة 3`."""
_NUMBER = re.compile(r"\d{1,9}")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class _AtEdge:
    """A line at the head or foot of a page: its place among the page's lines, the numbers in it, its words without."""

    at: int
    line: Line
    words: str
    numbers: tuple[int, ...]

    def with_numbers(self, counting: Sequence[int]) -> str:
        """Its text, with # for the numbers that count pages."""
        if self.words == "#":
            return "#" if counting else self.line.text
        slots = iter(range(len(self.numbers)))
        return _NUMBER.sub(lambda found: "#" if next(slots) in counting else found.group(), self.line.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    page: Printed
    number: int
    edges: tuple[_AtEdge, ...]

    def like(self, sought: _AtEdge) -> _AtEdge | None:
        """The line that stands where another page has the one sought, and says the same but for numbers."""
        return next((one for one in self.edges if one.words == sought.words
                     and abs(one.line.base - sought.line.base) <= _SAME_HEIGHT), None)  # fmt: skip


class Running:
    """Takes running lines out of pages, and remembers what was taken out and how often."""

    def __init__(self) -> None:
        self._kept: set[str] = set()
        self._taken: Counter[str] = Counter()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Each running line, # for what counts pages, and how often it was left out."""
        return tuple(f"{words} ({count:,} times)" for words, count in self._taken.items())

    def without(self, pages: Iterable[Printed]) -> Iterator[Printed]:
        """Each page without its running lines. No more than nine pages are held at a time."""
        near: list[_Page] = []
        at = 0
        for number, page in enumerate(pages):
            near.append(_Page(page=page, number=number, edges=tuple(_edges(page.lines))))
            if len(near) > at + _AROUND:
                yield self._bare(near[at], near)
                at += 1
            if at > _AROUND:
                del near[0]
                at -= 1
        for last in range(at, len(near)):
            yield self._bare(near[last], near[max(0, last - _AROUND) :])

    def _bare(self, page: _Page, near: Sequence[_Page]) -> Printed:
        taken = {one.at for one in page.edges if self._takes(one, page, near)}
        return replace(page.page, lines=tuple(line for at, line in enumerate(page.page.lines) if at not in taken))

    def _takes(self, one: _AtEdge, page: _Page, near: Sequence[_Page]) -> bool:
        """Whether a line is left out; it is remembered in either case."""
        same = [(other.number, found) for other in near if (found := other.like(one))]
        if len(same) < _REPEATED:
            return False
        counting = [slot for slot in range(len(one.numbers)) if _counts(slot, one.numbers[slot] - page.number, same)]
        words = one.with_numbers(counting)
        is_number = bool(counting) and sum(map(str.isalpha, one.words)) <= _LETTERS_BESIDE
        if not is_number and words not in self._kept:
            self._kept.add(words)
            return False
        self._taken[words] += 1
        return True


def _counts(slot: int, ahead: int, same: Iterable[tuple[int, _AtEdge]]) -> bool:
    """Whether a number of the line grows with the pages, on enough of them."""
    return sum(found.numbers[slot] - number == ahead for number, found in same) >= _REPEATED


def _edges(lines: Sequence[Line]) -> Iterator[_AtEdge]:
    by_height = sorted(range(len(lines)), key=lambda at: -lines[at].base)
    for at in dict.fromkeys([*by_height[:_AT_EDGE], *by_height[-_AT_EDGE:]]):
        text = " ".join(lines[at].text.casefold().split())
        if _ROMAN.fullmatch(text):
            yield _AtEdge(at=at, line=lines[at], words="#", numbers=(_roman(text),))
        else:
            numbers = tuple(int(number) for number in _NUMBER.findall(text))
            yield _AtEdge(at=at, line=lines[at], words=_NUMBER.sub("#", text), numbers=numbers)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
