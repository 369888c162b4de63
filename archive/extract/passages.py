"""Passages: the paragraphs of a text, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from archive.record import Passage

LONG_LINE = 120
"""Columns from which a line is taken to be a paragraph of its own: wrapped text runs to 72–100."""

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_LINE = re.compile(r"\S[^\n]*")


def paragraphs(text: str) -> tuple[Passage, ...]:
    """Blocks parted by blank lines; in a block with long lines each line is a passage. Locators count from para. 1."""
    spans = [span for block in _BLOCK.finditer(text) for span in _lines_or_block(text, block.start(), block.end())]
    return tuple(
        Passage(number=number, start=start, end=end, locator=f"para. {number}")
        for number, (start, end) in enumerate(spans, 1)
    )


def _lines_or_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    end = start + len(text[start:end].rstrip())
    lines = list(_LINE.finditer(text, start, end))
    if len(lines) > 1 and max(_columns(line.group()) for line in lines) > LONG_LINE:
        yield from ((line.start(), line.start() + len(line.group().rstrip())) for line in lines)
    else:
        yield start, end


def _columns(line: str) -> int:
    """The width of a line on a page: East Asian wide characters count two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
