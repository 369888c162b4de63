"""A text put together page by page, each paragraph a passage whose locator is its page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from archive.extract.passages import SENTENCE_END
from archive.record import Passage


class Paged:
    """Takes the paragraphs of page after page. A paragraph that runs on over the page is parted by a line end only."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._passages: list[Passage] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The whole text so far."""
        return "".join(self._pieces) + ("\n" if self._pieces else "")

    @property
    def passages(self) -> tuple[Passage, ...]:
        """A passage for each paragraph."""
        return tuple(self._passages)

    def add(self, locator: str, paragraphs: Iterable[str]) -> None:
        """Add the paragraphs of one page."""
        for at, paragraph in enumerate(filter(str.strip, paragraphs)):
            if self._pieces:
                self._put("\n" if at == 0 and runs_on(self._pieces[-1], paragraph) else "\n\n")
            start = self._length
            self._put(paragraph)
            number = len(self._passages) + 1
            self._passages.append(Passage(number=number, start=start, end=self._length, locator=locator))

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def runs_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on in another: in lower case, or in a script without case and blanks."""
    if SENTENCE_END.search(before):
        return False
    return after[0].islower() or all(unicodedata.east_asian_width(edge) == "W" for edge in (before[-1], after[0]))
