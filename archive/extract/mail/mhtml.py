"""MHTML: a page saved by a browser with its pictures in one file, built like a message of e-mail (RFC 2557)."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from archive.errors import ExtractionFailed, InvalidValue
from archive.extract import AS_FOUND, Declared, Extraction, Format, Wishes
from archive.extract.declaring import ADDRESS
from archive.extract.html import HtmlExtractor
from archive.extract.mail import header, mime

_PAGES = ("text/html", "application/xhtml+xml")


class MhtmlExtractor:
    """The page of a saved page, by the extractor of HTML; the address that it was saved from is declared."""

    name = "mhtml"
    version = "1"
    formats = (
        Format(name="MHTML", media_types=("multipart/related",), suffixes=(".mhtml", ".mht"),
               library="Python's email; as HTML", locators="`para. 3`"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        message = mime.parsed(content)
        page = _page(message)
        read = _read(mime.payload(page), mime.charset(page), wishes)
        addresses = [
            Declared(field="url", value=address, place=f"header {name}")
            for part in (message, page) for name in ("Snapshot-Content-Location", "Content-Location")
            if (address := header.decoded(str(part.get(name) or ""))).startswith(ADDRESS)
        ]  # fmt: skip
        return replace(read, declared=(*addresses[:1], *read.declared))


def _page(message: Message) -> Message:
    """The part that the others belong to: the one that is named as such, else the first page."""
    pages = [part for part in mime.leaves(message) if part.get_content_type() in _PAGES]
    if not pages:
        raise ExtractionFailed("the saved page holds no HTML", code="damaged")
    start = str(message.get_param("start") or "").strip("<>")
    return next((part for part in pages if start and str(part.get("Content-ID") or "").strip("<> ") == start), pages[0])


def _read(content: bytes, charset: str | None, wishes: Wishes) -> Extraction:
    """The page in the encoding that its part is said to be in, unless somebody wishes another or it does not fit.

    Browsers write pages anew in UTF-8 and leave the old declaration in them, so the part's word is the better one.
    """
    if charset and not wishes.encoding:
        try:
            return HtmlExtractor().extract(content, replace(wishes, encoding=charset))
        except (ExtractionFailed, InvalidValue):
            pass
    return HtmlExtractor().extract(content, wishes)
