"""Passages: the paragraphs of a text, with their offsets; and a text laid out of paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.record import Passage

LONG_LINE = 120
"""Columns from which a line is too long to be a wrapped one: wrapped text runs to 72–100, PDFs leave up to 140."""

SHORT_OF_FULL = 0.6
"""A line below this share of the block's longest was ended on purpose: wrapping would have filled it further."""

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")
SENTENCE_END = re.compile(r"[.!?…。！？؟।։:：;؛][\"'”’»)\]）」』*]*\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A paragraph that a format sets apart by itself, in NFC, and where it stands.

    `tight` says that it stands right under the one before it, as the rows of a table do.
    """

    text: str
    locator: str
    tight: bool = False


def laid_out(pieces: Iterable[Located]) -> tuple[str, tuple[Passage, ...]]:
    """The text of all paragraphs, blank lines between them, and a passage for each."""
    parts: list[str] = []
    passages: list[Passage] = []
    at = 0
    for number, piece in enumerate(pieces, 1):
        gap = "" if number == 1 else "\n" if piece.tight else "\n\n"
        parts += [gap, piece.text]
        start = at + len(gap)
        at = start + len(piece.text)
        passages.append(Passage(number=number, start=start, end=at, locator=piece.locator))
    return "".join([*parts, "\n" if parts else ""]), tuple(passages)


def paragraphs(text: str) -> tuple[Passage, ...]:
    """Blocks parted by blank lines, and in a block with long lines each paragraph. Locators count from para. 1."""
    spans = [span for block in _BLOCK.finditer(text) for span in _in_block(text, block.start(), block.end())]
    return tuple(
        Passage(number=number, start=start, end=end, locator=f"para. {number}")
        for number, (start, end) in enumerate(spans, 1)
    )


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a block: the block itself, unless its lines are too long to be wrapped ones."""
    end = start + len(text[start:end].rstrip())
    lines = list(_LINE.finditer(text, start, end))
    longest = max(_columns(line.group()) for line in lines)
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        wrapped = following is not None and (longest <= LONG_LINE or _runs_on(line.group(), following.group(), longest))
        if not wrapped:
            yield start, line.start() + len(line.group().rstrip())
            start = following.start() if following else end


def _runs_on(line: str, following: str, longest: int) -> bool:
    """Whether a paragraph goes on in the next line: the line is no whole sentence, and full or continued in lower case.

    Chinese and Japanese have no case, and files break their lines anywhere, so there only a full stop ends a paragraph.
    """
    if SENTENCE_END.search(line):
        return False
    full = _columns(line.rstrip()) >= SHORT_OF_FULL * longest
    return full or following[0].islower() or unicodedata.east_asian_width(line.rstrip()[-1]) == "W"


def _columns(line: str) -> int:
    """The width of a line on a page: East Asian wide characters count two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
