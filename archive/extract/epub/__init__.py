"""EPUB books, versions 2 and 3: the chapters in reading order, and what the book declares of itself."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.encoding import decode
from archive.extract.epub.opf import Book, encrypted, read_book
from archive.extract.html import declared_encoding
from archive.extract.html.blocks import blocks
from archive.extract.html.furniture import invisible
from archive.extract.html.tree import parsed
from archive.extract.left_out import named
from archive.extract.package import Package
from archive.extract.passages import Located, laid_out

_ENTITIES = b"<!ENTITY"


class EpubExtractor:
    """EPUB by expat (the package) and lxml (the chapters)."""

    name = "epub"
    version = "1"
    formats = (
        Format(name="EPUB", media_types=("application/epub+zip",), suffixes=(".epub",),
               library="zipfile and expat (Python), lxml", locators="`chap. 2, para. 3`",
               limits="as DOCX; books under a licence (DRM) are not read"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        package = Package(content)
        book = read_book(package)
        locked = encrypted(package).intersection(book.spine)
        if locked:
            raise ExtractionFailed(f"only a licence opens it: {min(locked)} is encrypted", code="encrypted")
        left_out: list[str] = []
        chapters = list(_chapters(package, book, wishes, left_out))
        if not chapters and not left_out:
            raise ExtractionFailed("the book names no chapters", code="missing")
        text, passages = laid_out(
            Located(text=paragraph, locator=f"chap. {chapter}, para. {number}")
            for chapter, paragraphs in enumerate(chapters, 1)
            for number, paragraph in enumerate(paragraphs, 1)
        )
        return Extraction(text=text, passages=passages, declared=tuple(book.declared), left_out=named(left_out))


def _chapters(package: Package, book: Book, wishes: Wishes, left_out: list[str]) -> Iterator[list[str]]:
    """The paragraphs of each chapter that has text; the list of contents repeats its headings and is left out."""
    for path in dict.fromkeys(book.spine):
        if path not in package.names:
            left_out.append(f"{path} is missing from the book")
            continue
        paragraphs = _paragraphs(package.read(path), path, wishes)
        if path == book.contents:
            left_out.append(" ".join(paragraphs))
        elif paragraphs:
            yield paragraphs


def _paragraphs(content: bytes, path: str, wishes: Wishes) -> list[str]:
    if _ENTITIES in content:
        raise ExtractionFailed(f"{path} declares entities, which are not followed", code="entities")
    page, _ = decode(content, declared=declared_encoding(content), wished=wishes.encoding)
    try:
        root = parsed(page)
        return [block.text for block in blocks(root, invisible(root))]
    except RecursionError:
        raise ExtractionFailed(f"{path} nests its elements too deep to be read", code="too-deep") from None
