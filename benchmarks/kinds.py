"""Kinds of files to add: texts and pages of the collection, and office files and PDFs made of its texts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.collection import SIZES, Page, help_page_path, load

WESTERN = ("de", "en", "es", "fr")
"""Languages whose letters the fonts that every PDF reader has can write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Files of one kind: their name, how many are made, which pages they are made of, and how."""

    name: str
    count: int
    ending: str
    fits: Callable[[Page], bool]
    made: Callable[[Page], bytes]


def write(kind: Kind, folder: Path) -> int:
    """A file for each of the first pages that fit; returns their bytes in all."""
    folder.mkdir(parents=True)
    total = 0
    for number, page in enumerate(islice(filter(kind.fits, load(SIZES[-1])), kind.count)):
        content = kind.made(page)
        (folder / f"{number:05d}.{kind.ending}").write_bytes(content)
        total += len(content)
    return total


def _as_text(page: Page) -> bytes:
    return f"{page.title}\n\n{page.text}\n".encode()


def _as_shipped(page: Page) -> bytes:
    path = help_page_path(page)
    return path.read_bytes() if path else b""


def _as_docx(page: Page) -> bytes:
    from docx import Document

    document = Document()
    document.add_heading(page.title)
    for line in _lines(page):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _as_pdf(page: Page) -> bytes:
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

    styles = getSampleStyleSheet()
    out = io.BytesIO()
    story = [Paragraph(escape(page.title), styles["Title"])]
    story += [Paragraph(escape(line), styles["BodyText"]) for line in _lines(page)]
    SimpleDocTemplate(out, title=page.title).build(story)
    return out.getvalue()


def _lines(page: Page) -> Iterator[str]:
    """The lines with text, without what no office file holds."""
    for line in page.text.splitlines():
        shown = "".join(sign for sign in line if sign.isprintable()).strip()
        if shown:
            yield shown


def _is_western(page: Page) -> bool:
    return page.language in WESTERN


KINDS = (
    Kind(name="texts", count=1_000, ending="txt", made=_as_text, fits=lambda page: not help_page_path(page)),
    Kind(name="pages", count=1_000, ending="html", made=_as_shipped, fits=lambda page: bool(help_page_path(page))),
    Kind(name="office files", count=200, ending="docx", made=_as_docx, fits=lambda page: True),
    Kind(name="PDFs", count=200, ending="pdf", made=_as_pdf, fits=_is_western),
)
