"""Plain text in any encoding."""

from __future__ import annotations

from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.encoding import decode, normalise
from archive.extract.furniture import is_furniture
from archive.extract.left_out import named
from archive.extract.passages import paragraphs


class PlainTextExtractor:
    """Text files: decoded, normalised, without page furniture, in paragraphs."""

    name = "plaintext"
    version = "1"
    formats = (
        Format(name="plain text", media_types=("text/plain",), suffixes=(".txt",),
               library="chardet", locators="`para. 3`"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = decode(content, wished=wishes.encoding)
        lines = normalise(decoded).split("\n")
        text = "\n".join(line for line in lines if not is_furniture(line))
        left_out = named(line for line in lines if is_furniture(line))
        return Extraction(text=text, passages=paragraphs(text), left_out=left_out, encoding=encoding)
