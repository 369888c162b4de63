"""The document that a PDF is: opened, its pages one after another, their labels, the files attached to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import Part
from archive.extract.attached import names
from archive.extract.pdf.strings import told

MOST_PAGES = 20_000
"""Pages of one file. The largest printed volumes have some thousands."""
MOST_ATTACHMENTS = 1_000
_LONGEST_LABEL = 30
_PASSWORD, _SECURITY = 4, 5
"""What PDFium says of a file that needs a password, or that is locked in a way it does not know."""


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document, open as long as it is needed. ExtractionFailed: encrypted, damaged, limit."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise ExtractionFailed("it is encrypted and needs a password to be read", code="encrypted") from None
        raise ExtractionFailed("it is damaged, or no PDF", code="damaged") from None
    try:
        _check_length(len(document))
        yield document
    finally:
        document.close()


def _check_length(pages: int) -> None:
    if pages < 1:
        raise ExtractionFailed("it has no pages", code="damaged")
    if pages > MOST_PAGES:
        raise ExtractionFailed(f"it has {pages:,} pages; {MOST_PAGES:,} is the most", code="limit")


def locators(document: Any) -> tuple[str, ...]:
    """Where each page stands: `p. iv` by the labels that the file gives its pages, where these tell them apart.

    Otherwise pages are counted from 1.
    """
    labels = [told(document.get_page_label, at) for at in range(len(document))]
    if len({*labels}) < len(labels) or not all(0 < len(label) <= _LONGEST_LABEL for label in labels):
        labels = [str(number) for number in range(1, len(document) + 1)]
    return tuple(f"p. {label}" for label in labels)


def page(document: Any, at: int) -> Any:
    """The page at this place, what was filled into its forms and typed over it being part of it. To be closed."""
    import pypdfium2.raw as pdfium

    found = document[at]
    count = min(MOST_ATTACHMENTS, pdfium.FPDFPage_GetAnnotCount(found))
    kinds = {_kind_of_annotation(found, number) for number in range(count)}
    if kinds.isdisjoint((pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)):
        return found
    if pdfium.FPDFPage_Flatten(found, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return found
    found.close()
    return document[at]


def _kind_of_annotation(page: Any, number: int) -> int:
    import pypdfium2.raw as pdfium

    annotation = pdfium.FPDFPage_GetAnnot(page, number)
    kind = int(pdfium.FPDFAnnot_GetSubtype(annotation))
    pdfium.FPDFPage_CloseAnnot(annotation)
    return kind


def attachments(document: Any, content: bytes) -> tuple[Part, ...]:
    """The files that are attached, each by its name; bytes are taken out when they are asked for."""
    count = document.count_attachments()
    if count > MOST_ATTACHMENTS:
        raise ExtractionFailed(f"{count:,} files are attached; {MOST_ATTACHMENTS:,} is the most", code="limit")
    given = ((told(document.get_attachment(at).get_name), "") for at in range(count))
    return tuple(
        Part(path=name, kind="attachment", open=partial(_attached, content, at)) for at, name in enumerate(names(given))
    )


def _attached(content: bytes, at: int) -> BinaryIO:
    import pypdfium2

    with opened(content) as document:
        try:
            return io.BytesIO(bytes(document.get_attachment(at).get_data()))
        except pypdfium2.PdfiumError:
            raise ExtractionFailed("the attached file is damaged", code="damaged") from None
