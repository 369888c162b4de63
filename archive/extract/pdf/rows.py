"""The signs of one line set side by side, as they stand on the page from left to right.

Letters that PDFium gives one after another are taken as one group: in Arabic types they stand above one another, and
no edge or middle tells their order. Groups go by their middles, each vowel sign to the letter that it stands over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.extract.pdf.visual_order import Glyph

_GAP = 0.2
"""Share of the type's size from which a gap is a blank, where nothing else tells: blanks are .25 to .33 wide."""
_LEAST_GAP = 0.04
"""Share of the type's size below which there is no blank, whatever PDFium says: signs of another type touch."""
_APART = 0.3
"""Share of the type's size by which the letters of one group may be apart."""


@dataclass(slots=True, kw_only=True)
class _Group:
    """Letters in their order from left to right.

    `place` counts groups as PDFium gives them; `after_blank` says whether PDFium put a blank before this one, None
    where that is not known.
    """

    glyphs: list[Glyph]
    place: int
    after_blank: bool | None

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)


def is_mark(glyph: Glyph) -> bool:
    """Whether a sign stands over or under a letter and has no width of its own."""
    return unicodedata.category(glyph.text[0]) == "Mn"


def in_place(pieces: Sequence[Sequence[Glyph]], size: float) -> list[Glyph]:
    """The signs of a line from left to right, each with its marks, and a blank in each gap."""
    groups = sorted(_groups(pieces, size), key=lambda group: group.left + group.right)
    marks = [glyph for piece in pieces for glyph in piece if is_mark(glyph)]
    return _with_marks([*_spaced(groups, size)], marks)


def _groups(pieces: Sequence[Sequence[Glyph]], size: float) -> Iterator[_Group]:
    """Letters that run left and follow one another closely are a group; every other sign is one by itself."""
    place = 0
    for piece in pieces:
        held: _Group | None = None
        for glyph, after_blank in _with_blanks(piece):
            if held and after_blank is False and _follows(held.glyphs[0], glyph, size):
                held.glyphs.insert(0, glyph)
                continue
            if held:
                yield held
            place += 1
            held = _Group(glyphs=[glyph], place=place, after_blank=after_blank)
        if held:
            yield held


def _with_blanks(piece: Sequence[Glyph]) -> Iterator[tuple[Glyph, bool | None]]:
    """The signs of a piece that are no marks, and whether PDFium saw a blank before each; beside marks it errs."""
    blank: bool | None = None
    marked = False
    for glyph in piece:
        if is_mark(glyph):
            marked = True
            blank = None if blank else blank
        elif glyph.text == " " and glyph.left == glyph.right:  # one that PDFium added
            blank = None if marked or blank is None else True
        else:
            yield glyph, blank
            blank, marked = False, False


def _follows(letter: Glyph, following: Glyph, size: float) -> bool:
    """Whether both run left, and the second stands close by, not right of the first."""
    leftward = all(unicodedata.bidirectional(glyph.text[0]) in ("R", "AL") for glyph in (letter, following))
    return leftward and letter.left - following.right < _APART * size and following.middle - letter.middle < size / 2


def _spaced(groups: list[_Group], size: float) -> Iterator[Glyph]:
    before: _Group | None = None
    for group in groups:
        if before and _has_blank(before, group, size):
            yield Glyph(text=" ", left=before.right, right=group.left, base=group.glyphs[0].base)
        yield from group.glyphs
        before = group


def _has_blank(left: _Group, right: _Group, size: float) -> bool:
    """Whether words are parted between two groups: by what PDFium says of neighbours, otherwise by the gap."""
    if not (left.glyphs[-1].text.strip() and right.glyphs[0].text.strip()):
        return False
    gap = right.left - left.right
    later = max(left, right, key=lambda group: group.place)
    if abs(left.place - right.place) == 1 and later.after_blank is not None:
        return later.after_blank and gap > _LEAST_GAP * size
    return gap > _GAP * size


def _with_marks(letters: list[Glyph], marks: list[Glyph]) -> list[Glyph]:
    """The letters with each mark behind the one that it stands over."""
    if not letters:
        return marks
    held = list(letters)
    for mark in marks:
        at = min(range(len(held)), key=lambda number: _distance(letters[number], mark))
        fresh = "".join(sign for sign in mark.text if sign not in held[at].text)  # some programs print a mark twice
        held[at] = replace(held[at], text=held[at].text + fresh)
    return held


def _distance(letter: Glyph, mark: Glyph) -> float:
    """How far a mark's middle is from a letter; a blank carries none."""
    outside = max(letter.left - mark.middle, mark.middle - letter.right, 0.0)
    return outside + abs(letter.middle - mark.middle) / 1000 + (0.0 if letter.text.strip() else 1000.0)
