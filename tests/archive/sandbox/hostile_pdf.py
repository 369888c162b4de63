"""PDF files made to break their reader: loops, bombs and lies, each in a few kilobytes."""

from __future__ import annotations

import zlib

from tests.archive.extract.pdf.pdf_files import by_hand, one_page, stream

_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</A %d 0 R>>>>"
_TREE = {
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
}
_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"


def looping() -> bytes:
    """Two forms that draw each other."""
    return one_page(b"/A Do", b"/XObject<</A 5 0 R>>", {5: stream(b"/A Do", _FORM % 6), 6: stream(b"/A Do", _FORM % 5)})


def exponential() -> bytes:
    """Forms that draw the next one ten times, twelve deep: 10^12 in all."""
    forms = {5 + at: stream(b"/A Do " * 10, _FORM % (6 + at)) for at in range(12)}
    return one_page(b"/A Do", b"/XObject<</A 5 0 R>>", {**forms, 17: stream(b"0 0 9 9 re f")})


def bomb() -> bytes:
    """A page of four billion blanks, packed twice."""
    once = zlib.compressobj(9)
    first = once.compress(b" " * (1 << 26)) + once.flush(zlib.Z_FULL_FLUSH)
    again = once.compress(b" " * (1 << 26)) + once.flush(zlib.Z_FULL_FLUSH)
    twice = zlib.compress(first + again * 63, 9)
    return by_hand({1: _CATALOGUE % b"", **_TREE, 4: stream(twice, b"/Filter[/FlateDecode/FlateDecode]")})


def endless_labels() -> bytes:
    """A tree of page labels that holds itself."""
    return by_hand({1: _CATALOGUE % b"/PageLabels 5 0 R", **_TREE, 4: stream(b""), 5: b"<</Kids[5 0 R 5 0 R]>>"})


def endless_pages() -> bytes:
    """A tree of pages that holds itself, and says that there are a hundred thousand."""
    return by_hand({1: _CATALOGUE % b"", 2: b"<</Type/Pages/Kids[2 0 R]/Count 100000>>"})


def huge_picture() -> bytes:
    """A page with a picture of 60,000 by 60,000 points, of which it has a thousand."""
    points = b"/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    picture = stream(zlib.compress(bytes(1000)), b"/Type/XObject/Subtype/Image" + points)
    return one_page(b"q 500 0 0 500 0 0 cm /A Do Q", b"/XObject<</A 5 0 R>>", {5: picture})


def type_in_itself() -> bytes:
    """A type whose letters are set in that type."""
    letter = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97"
    font = letter + b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</F 5 0 R>>>>>>"
    shape = stream(b"9 0 d0 BT /F 9 Tf (a) Tj ET")
    return one_page(b"BT /F 9 Tf (a) Tj ET", b"/Font<</F 5 0 R>>", {5: font, 6: shape})
