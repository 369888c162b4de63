"""The lines of a page, put together sign by sign: by where each stands, not by when it was printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from archive.extract.pdf.characters import HYPHEN, UNKNOWN, Characters
from archive.extract.pdf.lines import Line
from archive.extract.pdf.rows import in_place, is_mark
from archive.extract.pdf.visual_order import Glyph, in_reading_order, runs_left, with_brackets_set_right

_SAME_LINE = 0.35
"""Share of the type's size by which base lines may differ within a line; marks stand up to a size away."""
_ALEFS = frozenset("اأإآٱ")

Piece = tuple[float, list[Glyph]]
"""What PDFium gives as a line: the size of its type, and its signs."""


def lines_of_signs(characters: Characters, *, leftward: bool) -> Iterator[Line]:
    """The lines of a page, in PDFium's order; `leftward` says that most of the page's letters run left."""
    pieces = _with_ligatures_set_right([*_pieces(characters)])
    rows = [(size, in_place(glyphs, size)) for size, glyphs in _rows(pieces)]
    ways = [runs_left("".join(glyph.text for glyph in row), page_runs_left=leftward) for _, row in rows]
    ordered = with_brackets_set_right(
        in_reading_order(row, leftward=way) for (_, row), way in zip(rows, ways, strict=True)
    )
    for (size, _), way, glyphs in zip(rows, ways, ordered, strict=True):
        inked = [glyph for glyph in glyphs if glyph.text.strip()]
        if inked:
            yield Line(text="".join(glyph.text for glyph in glyphs), left=min(glyph.left for glyph in inked),
                       right=max(glyph.right for glyph in inked), base=median(glyph.base for glyph in inked),
                       size=size, leftward=way)  # fmt: skip


def _pieces(characters: Characters) -> Iterator[Piece]:
    """The stretches of text between PDFium's line ends."""
    size, glyphs = 0.0, list[Glyph]()
    for number in range(characters.count):
        character = _character(characters, number)
        if character and character not in "\r\n":
            size = size or characters.size(number)
            _append(glyphs, _glyph(characters, number, character))
        if character and character in f"\r\n{HYPHEN}" and glyphs:
            yield size, glyphs
            size, glyphs = 0.0, []
    if glyphs:
        yield size, glyphs


def _character(characters: Characters, number: int) -> str:
    code = characters.code(number)
    if not characters.is_known(number):
        return UNKNOWN
    return chr(code) if 0 < code <= 0x10FFFF else ""


def _glyph(characters: Characters, number: int, character: str) -> Glyph:
    mark = unicodedata.category(character) == "Mn"
    left, right = characters.inked(number) if mark else characters.edges(number)
    return Glyph(text=character, left=left, right=right, base=characters.base(number))


def _append(glyphs: list[Glyph], glyph: Glyph) -> None:
    """Add a sign; characters at the very same place are one sign: a ligature, or halves of a surrogate pair."""
    last = glyphs[-1] if glyphs else None
    if last and glyph.text.strip() and (last.left, last.right, last.base) == (glyph.left, glyph.right, glyph.base):
        joined = (last.text + glyph.text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        glyphs[-1] = replace(last, text=joined)
    elif unicodedata.category(glyph.text) == "Cf" and last:
        glyphs[-1] = replace(last, text=last.text + glyph.text, right=max(last.right, glyph.right))
    else:
        glyphs.append(glyph)


def _with_ligatures_set_right(pieces: list[Piece]) -> list[Piece]:
    """PDFium turns the characters of a ligature round, unless it took it apart itself. A lam-alef tells, or a mark."""
    ligatures = [glyph.text for _, glyphs in pieces for glyph in glyphs if _is_leftward_ligature(glyph.text)]
    turned, straight = sum(map(_begins_wrongly, ligatures)), sum(_begins_wrongly(text[::-1]) for text in ligatures)
    if not ligatures or straight > turned:
        return pieces
    return [(size, [replace(glyph, text=glyph.text[::-1]) if _is_leftward_ligature(glyph.text) else glyph
                    for glyph in glyphs]) for size, glyphs in pieces]  # fmt: skip


def _is_leftward_ligature(text: str) -> bool:
    return len(text) > 1 and all(unicodedata.bidirectional(character) in ("R", "AL", "NSM") for character in text)


def _begins_wrongly(ligature: str) -> bool:
    """Whether a ligature begins as none does: with a mark, or with the alef of a lam-alef."""
    return unicodedata.category(ligature[0]) == "Mn" or (ligature[0] in _ALEFS and ligature[1] == "ل")


def _rows(pieces: list[Piece]) -> Iterator[tuple[float, list[list[Glyph]]]]:
    """Neighbouring pieces on one base line are one line; vowel signs alone are on the line nearest by."""
    held: list[Piece] = []
    for piece in pieces:
        if held and not _is_same_line(held[-1], piece):
            yield max(size for size, _ in held), [glyphs for _, glyphs in held]
            held = []
        held.append(piece)
    if held:
        yield max(size for size, _ in held), [glyphs for _, glyphs in held]


def _is_same_line(first: Piece, second: Piece) -> bool:
    size = max(first[0], second[0])
    bare = any(all(is_mark(glyph) or not glyph.text.strip() for glyph in glyphs) for _, glyphs in (first, second))
    return abs(_base(first[1]) - _base(second[1])) < size * (1 if bare else _SAME_LINE)


def _base(glyphs: list[Glyph]) -> float:
    return median([glyph.base for glyph in glyphs if not is_mark(glyph)] or [glyph.base for glyph in glyphs])
