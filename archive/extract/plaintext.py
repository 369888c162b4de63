"""Plain text in any encoding."""

from __future__ import annotations

from archive.extract import Extraction
from archive.extract.encoding import decode, normalise
from archive.extract.furniture import is_furniture
from archive.extract.passages import paragraphs


class PlainTextExtractor:
    """Text files: decoded, normalised, without page furniture, in paragraphs."""

    name = "plaintext"
    version = "1"
    media_types = frozenset({"text/plain"})

    def extract(self, content: bytes) -> Extraction:
        decoded, encoding = decode(content)
        lines = normalise(decoded).split("\n")
        text = "\n".join(line for line in lines if not is_furniture(line))
        left_out = tuple(line.strip() for line in lines if is_furniture(line))
        return Extraction(text=text, passages=paragraphs(text), left_out=left_out, encoding=encoding)
