"""Identification: the media type of a file, by its content; the name decides only where the content leaves it open.

Signatures come first, then what lies behind them: the members of a ZIP file, the streams of a compound file, the start
of what is compressed; then kinds of text. Types that IANA does not register are named as shared-mime-info names them.
"""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from archive.identify import compound, compressed, text, zipped

LOOKED_AT = 4096
"""Bytes at the start of a file that tell most types; ZIP and compound files are told by their directories."""
_JUNK_BEFORE_PDF = 1024
"""Bytes that readers of PDF pass over before `%PDF-` (Adobe, PDF Reference 1.7, appendix H.3.4.1)."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"%!PS", "application/postscript"),
    (b"\xffWPC", "application/vnd.wordperfect"),
    (b"WARC/1.", "application/warc"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x7fELF", "application/x-executable"),
)
_PDF = re.compile(rb"%PDF-[12]\.\d[\s%]")


def identify(content: bytes | BinaryIO, name: str) -> str:
    """A media type; application/octet-stream for what is neither known nor text. An empty file is text/plain.

    `content` is the whole file, as bytes or as a stream that can be sought in; of a stream only what is needed is
    read. The first LOOKED_AT bytes alone give the type as far as they show it.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    stream.seek(0)
    head = stream.read(LOOKED_AT)
    return _by_signature(stream, head, name) or text.identify(head, name) or _by_remains(head)


def _by_signature(stream: BinaryIO, head: bytes, name: str) -> str | None:
    if head.lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(_ZIP):
        return zipped.identify(stream, head)
    if head.startswith(_COMPOUND):
        return compound.identify(stream, name)
    known = next((media_type for signature, media_type in _SIGNATURES if head.startswith(signature)), None)
    return known or compressed.identify(stream, head)


def _by_remains(head: bytes) -> str:
    return "application/pdf" if _PDF.search(head, 0, _JUNK_BEFORE_PDF) else "application/octet-stream"
