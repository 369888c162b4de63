"""Pages that are pictures: how much of a page one covers, whether its text lies hidden, and the page drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from archive.extract.ocr.picture import MOST_POINTS, RESOLUTION, Picture, scale_within

_LOOKED_AT = 200
"""Objects of a page that are looked at. A scan has a few pictures, before or after the words of its hidden text."""
_OUTLINES = 20
"""Shapes on a page without text from which it may be text that was turned into outlines."""
_POINTS_AN_INCH = 72


def pictured_share(page: Any) -> float:
    """The share of the page that the largest picture on it covers (0 to 1)."""
    import pypdfium2.raw as pdfium

    size = max(1.0, float(page.get_width()) * float(page.get_height()))
    pictures = [one for one in _objects(page) if _kind(one) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)]
    return min(1.0, max((_area(one) for one in pictures), default=0.0) / size)


def may_hold_text(page: Any) -> bool:
    """Whether a page without text has anything on it that can be text: a picture, or many shapes."""
    import pypdfium2.raw as pdfium

    kinds = [_kind(one) for one in _objects(page)]
    pictured = {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_TEXT}.intersection(kinds)
    return bool(pictured) or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) >= _OUTLINES


def has_hidden_text(page: Any) -> bool:
    """Whether the page's first text is drawn so that it does not show: what recognition lays under a scan."""
    import pypdfium2.raw as pdfium

    texts = (one for one in _objects(page) if _kind(one) == pdfium.FPDF_PAGEOBJ_TEXT)
    first = next(texts, None)
    return first is not None and pdfium.FPDFTextObj_GetTextRenderMode(first) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def drawn(page: Any) -> Picture:
    """The page in grey, at 300 points to the inch unless that makes it too large."""
    wanted = RESOLUTION / _POINTS_AN_INCH
    scale = wanted * scale_within(page.get_width() * wanted, page.get_height() * wanted, MOST_POINTS)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        rows = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width:
            rows = b"".join(rows[at : at + bitmap.width] for at in range(0, len(rows), bitmap.stride))
        return Picture(width=bitmap.width, height=bitmap.height, grey=rows, resolution=round(scale * _POINTS_AN_INCH))
    finally:
        bitmap.close()


def _objects(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for number in range(min(_LOOKED_AT, pdfium.FPDFPage_CountObjects(page))):
        yield pdfium.FPDFPage_GetObject(page, number)


def _kind(one: Any) -> int:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDFPageObj_GetType(one))


def _area(one: Any) -> float:
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(one, *edges):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    return (right - left) * (top - bottom)
