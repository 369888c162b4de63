"""PDF files for tests: by LibreOffice, by reportlab, and put together object by object."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.programs import converted, font

HEIGHT = 842
SIZE = 12

_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{title}</dc:title></office:meta>
<office:styles><style:default-style style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.3cm"/>
<style:text-properties fo:font-family="{font}" style:font-family-complex="{font}"
 style:font-family-asian="WenQuanYi Micro Hei" fo:font-size="12pt"/></style:default-style></office:styles>
<office:automatic-styles><style:style style:name="rightward" style:family="paragraph"/>
<style:style style:name="leftward" style:family="paragraph">
<style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="start"/></style:style></office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def by_libreoffice(documents: Mapping[str, tuple[str, Sequence[str]]], folder: Path) -> dict[str, bytes]:
    """A PDF of each document, given as its font and its paragraphs; those that begin in Arabic or Hebrew run left."""
    sources = []
    for name, (face, paragraphs) in documents.items():
        body = "".join(f'<text:p text:style-name="{_way(text)}">{html.escape(text)}</text:p>' for text in paragraphs)
        sources.append(folder / f"{name}.fodt")
        sources[-1].write_text(_FODT.format(title=html.escape(name), font=face, body=body), encoding="utf-8")
    return {path.stem: path.read_bytes() for path in converted(sources, "pdf", folder)}


def _way(text: str) -> str:
    return "leftward" if "\u0590" <= text.lstrip("(")[0] <= "\u08ff" else "rightward"


def canvas(**settings: Any) -> tuple[Canvas, io.BytesIO]:
    """A reportlab canvas with the fonts of the tests, and the file that it is saved to."""
    for name in ("dejavu", "chinese"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, font(name)))
    file = io.BytesIO()
    return Canvas(file, invariant=1, **settings), file


Text = str | tuple[str, dict[str, Any]]
"""A line, or a line and where it stands: x, y, size, font."""


def by_reportlab(pages: Iterable[Sequence[Text]], **info: str) -> bytes:
    """A PDF with these lines, one under another from the top of each page; title and author as `info`."""
    drawing, file = canvas()
    for name, value in info.items():
        getattr(drawing, f"set{name.title()}")(value)
    for page in pages:
        y = HEIGHT - 72
        for line in page:
            text, where = line if isinstance(line, tuple) else (line, {})
            size = where.get("size", SIZE)
            y = where.get("y", y - where.get("gap", 0))
            drawing.setFont(where.get("font", "dejavu"), size)
            drawing.drawString(where.get("x", 72), y, text)
            y -= size * 1.2
        drawing.showPage()
    drawing.save()
    return file.getvalue()


def by_hand(objects: Mapping[int, bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    content = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(content)
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        content += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    content += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(content)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None, page: bytes = b"",
             catalogue: bytes = b"") -> bytes:  # fmt: skip
    """A PDF of one page with this content; objects from 5 on are `more`."""
    return by_hand({
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>%s>>" % (resources, page),
        4: stream(content),
        **(more or {}),
    })  # fmt: skip
