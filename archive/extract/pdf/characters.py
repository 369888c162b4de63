"""The characters of a page as PDFium finds them, and where each stands."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

_SAMPLED = 32
"""Characters whose direction is looked at; a page is printed in one direction, but for a word in its margin."""
HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line. The line break after it is left out."""
_HYPHEN_IN_TEXT = "\ufffe"
LINE_END = "\r\n"
UNKNOWN = "\ufffd"
"""What stands in the text for a character that the file does not tell."""


class Characters:
    """The characters of one page by number, measured on the page as it is held to be read. To be closed."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page
        self._text = page.get_textpage()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self.count = self._text.count_chars()
        self._hold_upright()

    def close(self) -> None:
        """Let go of the page's text."""
        self._text.close()

    def _hold_upright(self) -> None:
        """Turn the page so that most of its text runs to the right: PDFium orders lines as a page is displayed."""
        self._turn = self._page.get_rotation()
        step = max(1, self.count // _SAMPLED)
        angles = [self._pdfium.FPDFText_GetCharAngle(self._text, at) for at in range(0, self.count, step)]
        turns = Counter(round(-angle / math.tau * 4) % 4 * 90 for angle in angles if angle >= 0)
        if turns and turns[self._turn] < max(turns.values()):
            self._turn = turns.most_common(1)[0][0]
            self._text.close()
            self._page.set_rotation(self._turn)
            self._text = self._page.get_textpage()
            self.count = self._text.count_chars()

    @property
    def height(self) -> float:
        """The height of the page in points."""
        return float(self._page.get_height())

    def all_text(self) -> str:
        """The page's text as PDFium gives it, with `\\r\\n` at the ends of lines."""
        return str(self._text.get_text_range()).replace(_HYPHEN_IN_TEXT, HYPHEN) if self.count else ""

    def number_at(self, offset: int) -> int:
        """The number of the character at this offset of the text; -1 when there is none."""
        return int(self._pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, offset))

    def code(self, number: int) -> int:
        """The character's code point, or half of a surrogate pair."""
        return int(self._pdfium.FPDFText_GetUnicode(self._text, number))

    def is_known(self, number: int) -> bool:
        """Whether the type says which character this is; without a table PDFium gives the number of the shape."""
        return bool(self._pdfium.FPDFText_HasUnicodeMapError(self._text, number) != 1)

    def base(self, number: int) -> float:
        """The height of the character's base line."""
        self._pdfium.FPDFText_GetCharOrigin(self._text, number, self._x, self._y)
        return self._turned(self._x.value, self._y.value)[1]

    def edges(self, number: int) -> tuple[float, float]:
        """Where the character begins and ends on its line, by its advance."""
        self._pdfium.FPDFText_GetLooseCharBox(self._text, number, self._box)
        return self._edges(self._box.left, self._box.bottom, self._box.right, self._box.top)

    def inked(self, number: int) -> tuple[float, float]:
        """Where the character's ink begins and ends on its line: what a mark stands over."""
        return self._edges(*self._text.get_charbox(number))

    def _edges(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        ends = self._turned(left, bottom)[0], self._turned(right, top)[0]
        return min(ends), max(ends)

    def size(self, number: int) -> float:
        """The size of the character's type in points, as printed."""
        self._pdfium.FPDFText_GetMatrix(self._text, number, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(self._pdfium.FPDFText_GetFontSize(self._text, number)) * scale

    def stretches(self) -> Iterator[tuple[float, float, float]]:
        """Left edge, foot and top of each stretch of text in one type, in PDFium's order."""
        for number in range(self._text.count_rects()):
            left, bottom, right, top = self._text.get_rect(number)
            corners = self._turned(left, bottom), self._turned(right, top)
            (x, foot), (other_x, top) = corners
            yield min(x, other_x), min(foot, top), max(foot, top)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 0:  # nearly always
            return x, y
        return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}[self._turn]
