"""EML: one message of e-mail, as programs save it."""

from __future__ import annotations

from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.mail import mime
from archive.extract.mail.letter import extraction


class EmlExtractor:
    """Messages of e-mail (RFC 5322 and MIME) by Python's parser; files attached to them are documents of their own."""

    name = "eml"
    version = "1"
    formats = (
        Format(name="EML", media_types=("message/rfc822",), suffixes=(".eml",), library="Python's email",
               locators="`header From`, `para. 3`", limits=f"parts {mime.DEEPEST} deep, {mime.MOST_PARTS:,} in all"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        return extraction(mime.letter(mime.parsed(content), wishes.encoding))
