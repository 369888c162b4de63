"""The blocks of a page: its paragraphs, headings, items and cells, as a browser would set them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.extract.encoding import normalise
from archive.extract.html.tree import Element
from archive.extract.html.walk import Skipped, walk

ELEMENTS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4"
    " h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BREAK = "\x1e"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: its text, white space folded, the share of its letters in links, the element it stands in."""

    text: str
    linked: float = 0.0
    element: str = ""
    in_article: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    linked: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a block begins or ends, and the element that the text before it stood in."""

    element: str
    in_article: bool


def blocks(root: Element, skipped: Skipped, *, article: Element = None) -> Iterator[Block]:
    """The innermost blocks with text, in order; `br` is a line break. Those within `article` are marked."""
    held: list[_Piece] = []
    for piece in _pieces(root, skipped, article):
        if isinstance(piece, _Piece):
            held.append(piece)
        elif held:
            yield from _block(held, piece)
            held = []


def _block(pieces: list[_Piece], edge: _Edge) -> Iterator[Block]:
    text = _folded("".join(piece.text for piece in pieces))
    if text:
        yield Block(text=text, linked=_linked(pieces), element=edge.element, in_article=edge.in_article)


def _linked(pieces: list[_Piece]) -> float:
    """The share of the letters that stand in links."""
    in_links = [piece for piece in pieces if piece.linked]
    return _letters(in_links) / max(1, _letters(pieces)) if in_links else 0.0


def _letters(pieces: list[_Piece]) -> int:
    return sum(len("".join(piece.text.split())) for piece in pieces)


def _pieces(root: Element, skipped: Skipped, article: Element) -> Iterator[_Piece | _Edge]:
    """The texts in order, and an edge where a block begins or ends."""
    path = [root.tag]
    links = preformatted = 0
    within = False
    for node, opens in walk(root, skipped, strings=True):
        if isinstance(node, str):
            yield from _lines(node, links > 0, _Edge(path[-1], within)) if preformatted else (_Piece(node, links > 0),)
        elif (name := node.tag) == "br":
            yield _Piece(_BREAK if opens else "", links > 0)
        elif name == "a":
            links += 1 if opens else -1
        elif name in ELEMENTS:
            yield _Edge(path[-1], within)
            preformatted += (1 if opens else -1) * (name == "pre")
            path.append(name) if opens else path.pop()
            within = opens if node is article else within
    yield _Edge(path[-1], within)


def _lines(preformatted: str, linked: bool, edge: _Edge) -> Iterator[_Piece | _Edge]:
    """Preformatted text keeps its lines; a blank line parts paragraphs, as browsers show a text file."""
    for number, paragraph in enumerate(_BLANK_LINES.split(preformatted)):
        if number:
            yield edge
        yield _Piece(paragraph.replace("\n", _BREAK), linked)


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in normalise(text).split(_BREAK))
    return "\n".join(line for line in lines if line)
