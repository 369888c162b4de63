"""Which blocks of a page are its body: of a page with links those that trafilatura takes, guarded where it errs.

trafilatura says which; how a block reads is ours. On 23 saved pages of news in nine languages it raises precision from
.66 to .84 at the same recall (docs/formats-in.md). Of a page whose text is a sentence or two it takes all or nothing:
there, and where most of the text would be lost, what the page itself marks as its article counts (JSON-LD, `article`,
`main`), else everything is kept.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from archive.extract.furniture import is_furniture
from archive.extract.html.blocks import Block
from archive.extract.html.tree import Element

SHORT = 250
"""Letters up to which a text is too short for trafilatura to judge; its own least size of an extraction."""
SMALL_PAGE, EVERYTHING = 3000, 0.8
"""Letters of a small page, and the share of them from which trafilatura has taken the page, not found its text."""
LEAST_PROSE = 1 / 3
"""Share of the letters outside of links that a body has at least; on 23 pages of news it has .45 to .99. A page of
which trafilatura takes less is a list, a table or a thread, and most of its text would be lost."""
FEW_LINKS, MOSTLY = 0.05, 0.5
"""Share of the letters in links below which a page is a document and has no boilerplate to tell from its text; and the
share from which a block of it is a link. Of 334 pages 156 are such, and of these trafilatura would drop headings and
items of lists in 118. On the 23 pages of news above this costs .006 of F1, all of it precision.
"""
ENOUGH = 1 / 2
"""Share of the page's prose from which what trafilatura's own rules take is believed. Below it readability and justext
are asked too, which takes half as long again: 15 of 334 pages need it.
"""
HELD = 0.6
"""Share of a block's runs of four words in what was taken from which the block was taken."""
HEAD_BLOCKS, HEAD_LENGTH = 8, 200
"""Blocks between heading and body that are kept, byline and date line above all, and their longest."""
_WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_OF_WIDGET = re.compile(r"(?:[+\-−–↺↻]|\d{1,3}\s?(?:px|pt|%))\Z")
_NO_LETTERS = re.compile(r"\W+")
_SHORTEST_SOUGHT = 8
"""Letters from which a block is sought anywhere in what was taken; a shorter one has to be a line of it."""
_TAG = re.compile(r"<[^<>]*>")
_TEASER = re.compile(r"(?:…|\.\.\.|\[…\])\s*\Z")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it finds odd in a page is no fault of ours


def body(root: Element, blocks: Sequence[Block], *, declared: str | None, furniture: Iterable[str]) -> set[int]:
    """The numbers of the blocks that are the page's body.

    `declared` is the text that its JSON-LD gives, `furniture` the words of the elements that hold no block.
    """
    signs = " ".join(filter(_OF_WIDGET.match, furniture))
    return _chosen(root, blocks, declared) - set(_widgets(blocks, signs))


def _chosen(root: Element, blocks: Sequence[Block], declared: str | None) -> set[int]:
    everything = set(range(len(blocks)))
    marked = {number for number, block in enumerate(blocks) if block.in_article}
    if _length(blocks, everything) <= SHORT:
        return marked or everything
    taken = _taken(root, blocks)
    found = _length(blocks, taken)
    whole = _length(blocks, everything)
    if found <= SHORT or _prose(blocks, taken) < LEAST_PROSE * _prose(blocks, everything):
        chosen = _declared(blocks, declared or "") or marked or everything
    elif whole <= SMALL_PAGE and found >= EVERYTHING * whole:
        chosen = _declared(blocks, declared or "") or marked or taken
    else:
        chosen = taken & marked if 2 * _length(blocks, taken & marked) >= found else taken
    return chosen | _head(blocks, chosen)


def _widgets(blocks: Sequence[Block], signs: str) -> Iterator[int]:
    """Font-size widgets, also those each sign of which is a block of its own, or a button."""
    for part, numbers in groupby(range(len(blocks)), lambda number: _OF_WIDGET.match(blocks[number].text) is not None):
        run = list(numbers)
        if part and is_furniture(" ".join([signs, *(blocks[number].text for number in run)])):
            yield from run
        elif not part:
            yield from (number for number in run if is_furniture(blocks[number].text))


def _length(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers)


def _prose(blocks: Sequence[Block], numbers: Iterable[int]) -> float:
    return sum(len(blocks[number].text) * (1 - blocks[number].linked) for number in numbers)


def _taken(root: Element, blocks: Sequence[Block]) -> set[int]:
    """The blocks that are text: of a page with hardly any links all but these, of others those that trafilatura takes.

    What else trafilatura can ask is asked where its own rules find little of the page.
    """
    whole, prose = _length(blocks, range(len(blocks))), _prose(blocks, range(len(blocks)))
    if whole - prose < FEW_LINKS * whole:
        return {number for number, block in enumerate(blocks) if block.linked < MOSTLY}
    text = _extracted(root, fast=True)
    return _held(blocks, text if len(text) >= ENOUGH * prose else _extracted(root, fast=False))


def _extracted(root: Element, *, fast: bool) -> str:
    """The text that trafilatura takes, `fast` by its own rules alone."""
    import trafilatura
    from lxml.html import HtmlElement

    if not isinstance(root, HtmlElement):  # one of the trees that are too deep to be copied
        return ""
    try:
        return trafilatura.extract(root, include_comments=False, fast=fast) or ""
    except Exception:  # whatever its rules stumble over, the page's own blocks can be read
        return ""


def _held(blocks: Sequence[Block], text: str) -> set[int]:
    """The blocks that stand in the text, whole or for the most part."""
    taken = _Taken(text)
    return {number for number, block in enumerate(blocks) if taken.holds(block.text)}


class _Taken:
    """A text that was taken, as blocks are sought in it; its runs of words only for a block that is not whole in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = _key(text)

    @cached_property
    def _lines(self) -> set[str]:
        return {_key(line) for line in self._text.splitlines()}

    @cached_property
    def _runs(self) -> set[tuple[str, ...]]:
        return _runs(self._text)

    def holds(self, block: str) -> bool:
        key = _key(block)
        if len(key) < _SHORTEST_SOUGHT:
            return bool(key) and key in self._lines
        if key in self._letters:
            return True
        own = _runs(block)
        return bool(own) and len(own & self._runs) >= HELD * len(own)


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def _head(blocks: Sequence[Block], held: set[int]) -> set[int]:
    """The page's heading shortly before the body, and the short lines between: byline, date line, standfirst."""
    first = min((number for number in held if blocks[number].element != "h1"), default=0)
    before = range(max(0, first - HEAD_BLOCKS - 1), first)
    headings = [number for number in before if blocks[number].element == "h1"]
    between = before[before.index(headings[-1]) :] if headings else []
    return {number for number in between if blocks[number].linked < MOSTLY and len(blocks[number].text) <= HEAD_LENGTH}


def _declared(blocks: Sequence[Block], text: str) -> set[int]:
    """The blocks that the page declares to be its text; none where that text breaks off."""
    plain = html.unescape(_TAG.sub(" ", text))
    return set() if _TEASER.search(plain) else _held(blocks, plain)
