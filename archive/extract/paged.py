"""A text laid out page by page: each paragraph is a passage, and its locator is its page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from archive.extract.encoding import normalise
from archive.extract.passages import SENTENCE_END, Located, laid_out
from archive.record import Passage


def laid_out_by_page(pages: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, tuple[Passage, ...]]:
    """The text of all pages, each given as its locator and its paragraphs.

    A paragraph that runs on over the page is parted by a line end only, so that it reads on.
    """
    return laid_out(_located(pages))


def _located(pages: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Located]:
    before = ""
    for locator, paragraphs in pages:
        for at, paragraph in enumerate(filter(str.strip, map(normalise, paragraphs))):
            yield Located(text=paragraph, locator=locator, tight=at == 0 and runs_on(before, paragraph))
            before = paragraph


def runs_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on in another: in lower case, or in a script without case and blanks."""
    if not before or SENTENCE_END.search(before):
        return False
    return after[0].islower() or all(unicodedata.east_asian_width(edge) == "W" for edge in (before[-1], after[0]))
