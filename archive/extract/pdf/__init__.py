"""PDF: text page by page, by PDFium; pages that are pictures by recognition, where the machine can.

Every paragraph is a passage, and its locator is its page: `p. 12`, or `p. iv` where the file labels its pages so. That
is what a reader finds again; paragraphs are told by their looks, and nobody counts them alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.alive import getting_on
from archive.extract.ocr import Recogniser
from archive.extract.paged import laid_out_by_page
from archive.extract.pdf import document, metadata, scans
from archive.extract.pdf.lines import Printed
from archive.extract.pdf.page import printed
from archive.extract.pdf.paragraphs import paragraphs
from archive.extract.pdf.running import Running

FEW = 30
"""Letters below which the text of a page may be a stamp or a page number on a scan; a title page has more."""
ILLEGIBLE = 0.5
"""Characters without meaning for each letter on a page from which its letters mean nothing either: of a type without
a table of its characters, those of small numbers are seen to be none, the others look like letters of some script."""
MOST_OF_A_PAGE = 0.5
"""Share of a page from which the picture on it is the page. Scans leave margins, and may be cut into strips."""
_A_SIGN_OF_LIFE = 100
"""Pages after which the extractor says that it is getting on; of the slowest, ten are read in a second."""
_MOST_LEFT_OUT = 200


class PdfExtractor:
    """PDF by PDFium, in the order of its pages."""

    name = "pdf"
    version = "1"
    formats = (
        Format(name="PDF", media_types=("application/pdf",), suffixes=(".pdf",), library="pypdfium2",
               locators="`p. 12`", limits=f"{document.MOST_PAGES:,} pages"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        with document.opened(content) as pdf:
            reading = _Reading(pdf=pdf, wishes=wishes)
            running = Running()
            pages = map(paragraphs, running.without(reading.pages()))
            text, passages = laid_out_by_page(zip(document.locators(pdf), pages, strict=True))
            return Extraction(
                text=text, passages=passages, declared=metadata.declared(pdf, content),
                needs_ocr=reading.needs_ocr, machine_read=reading.machine_read,
                left_out=(*running.left_out, *reading.unread)[:_MOST_LEFT_OUT],
                parts=document.attachments(pdf, content),
            )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Reading:
    """Reads one page after another, and remembers what is to be said of them."""

    pdf: Any
    wishes: Wishes
    needs_ocr: bool = False
    _unread: list[str] = field(default_factory=list)
    recogniser: Recogniser = field(init=False)
    _has_hidden_text: bool = False

    def __post_init__(self) -> None:
        self.recogniser = Recogniser(wished=self.wishes.languages)

    @property
    def machine_read(self) -> str | None:
        """By what pages were recognised: here, or by who made the file and laid the text under its pictures."""
        made_by = metadata.producer(self.pdf)
        before = f"text layer{made_by and ' by '}{made_by}" if self._has_hidden_text else None
        return "; ".join(filter(None, (self.recogniser.by, before))) or None

    @property
    def unread(self) -> tuple[str, ...]:
        """What could not be read, in words."""
        return (*self.recogniser.unread, *self._unread)

    def pages(self) -> Iterator[Printed]:
        """Each page; one that is damaged is empty, and it is said."""
        import pypdfium2

        for at in range(len(self.pdf)):
            if at % _A_SIGN_OF_LIFE == 0:
                getting_on()
            try:
                found = self._read(at)
            except pypdfium2.PdfiumError:
                self._unread.append(f"page {at + 1} is damaged and was not read")
                found = Printed()
            yield found

    def _read(self, at: int) -> Printed:
        page = document.page(self.pdf, at)
        found = self._page(page, at + 1)
        page.close()
        return found

    def _page(self, page: Any, number: int) -> Printed:
        found = printed(page)
        lacks_text = _lacks_text(page, found)
        recognised: tuple[str, ...] | None = None
        if self.wishes.ocr == "force" or (lacks_text and self.wishes.ocr == "auto"):
            recognised = self.recogniser.attempt(partial(scans.drawn, page), number)
        if recognised:
            return Printed(recognised=recognised)
        self.needs_ocr = self.needs_ocr or (lacks_text and recognised is None)
        self._has_hidden_text = self._has_hidden_text or _is_scan_with_text(page, found)
        if found.illegible:
            self._unread.append(f"{found.illegible:,} characters on page {number} stand for no letters")
        return Printed() if _is_illegible(found) else found


def _lacks_text(page: Any, found: Printed) -> bool:
    """Whether a page has to be recognised: nothing on it can be read, or so little that it is a stamp on a scan."""
    if found.letters == 0 or _is_illegible(found):
        return scans.may_hold_text(page)
    return found.letters < FEW and scans.pictured_share(page) >= MOST_OF_A_PAGE


def _is_illegible(found: Printed) -> bool:
    return found.illegible > ILLEGIBLE * found.letters


def _is_scan_with_text(page: Any, found: Printed) -> bool:
    return found.letters > 0 and scans.has_hidden_text(page) and scans.pictured_share(page) >= MOST_OF_A_PAGE
