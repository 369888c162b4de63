"""The paragraphs of a page, told by what a reader sees: gaps between lines, indents, sizes of type, short lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.extract.passages import SENTENCE_END
from archive.extract.pdf.lines import Line, Printed

_WIDE, _WIDER = 1.15, 1.35
"""A gap this many times the usual one parts paragraphs: the first where a sentence has ended, the second anyway."""
_WIDEST = 2.5
"""Distance of lines in sizes of the type from which they never are one paragraph's: double spacing has 2.3."""
_OTHER_SIZE = 0.12
"""Share by which the type of a heading or a note differs from that of the text."""
_INDENT = 0.8
"""An indent in sizes of the type; the smallest in use is one em."""
_SHORT = 0.12
"""Share of the column that a line leaves empty when it ends its paragraph."""
_ITEM = re.compile(r"(?:[•▪➢✓–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、])\s?\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Lines that follow one another downwards, their edges and their usual distance."""

    lines: tuple[Line, ...]
    left: float
    right: float
    leading: float

    def indent(self, line: Line) -> float:
        """How far from the column's edge the line begins."""
        return self.right - line.right if line.leftward else line.left - self.left

    def room(self, line: Line) -> float:
        """The share of the column that is left free behind the line."""
        free = line.left - self.left if line.leftward else self.right - line.right
        return free / max(self.right - self.left, 1.0)


def paragraphs(page: Printed) -> list[str]:
    """The text of each paragraph, its lines parted by line ends."""
    if page.recognised:
        return list(page.recognised)
    found: list[list[str]] = []
    for column in _columns(page.lines):
        above: Line | None = None
        for line in column.lines:
            if above is None or _parts(above, line, column):
                found.append([])
            found[-1].append(line.text)
            above = line
    return ["\n".join(lines) for lines in found]


def _columns(lines: Sequence[Line]) -> list[_Column]:
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.base > runs[-1][-1].base + line.size / 2:
            runs.append([])
        runs[-1].append(line)
    return [
        _Column(lines=tuple(run), left=min(line.left for line in run), right=max(line.right for line in run),
                leading=_leading(run)) for run in runs
    ]  # fmt: skip


def _leading(lines: Sequence[Line]) -> float:
    """The distance of lines within a paragraph: one of the smaller ones, since gaps between paragraphs are wider.

    0 where no two lines are near each other.
    """
    gaps = sorted(above.base - below.base for above, below in pairwise(lines)
                  if above.size / 2 < above.base - below.base < _WIDEST * above.size)  # fmt: skip
    return gaps[len(gaps) // 4] if gaps else 0.0


def _parts(above: Line, below: Line, column: _Column) -> bool:
    """Whether a paragraph ends between two lines."""
    gap = above.base - below.base
    ended = bool(SENTENCE_END.search(above.text))
    turned = above.leftward != below.leftward
    if gap > (_WIDE if ended or turned else _WIDER) * (column.leading or below.size):
        return True
    if gap < below.size / 2:  # the cells of a table's row
        return False
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size):
        return True
    shift = (column.indent(below) - column.indent(above)) / max(below.size, 1.0)
    if ended and (turned or shift > _INDENT or column.room(above) > _SHORT):
        return True
    return bool(_ITEM.match(below.text)) and (ended or shift < -_INDENT)
