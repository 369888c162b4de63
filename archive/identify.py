"""Identification: the media type of a file, by its content; the name decides only among kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath

from archive.extract.encoding import wide_without_mark

LOOKED_AT = 4096
"""Bytes at the start of a file that identification reads."""

_SIGNATURES = (
    (b"PK\x03\x04", "application/zip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "application/x-executable"),
)
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNTEXTUAL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")


def identify(content: bytes, name: str) -> str:
    """A media type; application/octet-stream for what is neither known nor text. An empty file is text/plain."""
    head = content[:LOOKED_AT]
    if head.lstrip().startswith(b"%PDF-"):  # readers of PDF accept blank lines before it
        return "application/pdf"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")  # UTF-16 is full of zero bytes
    if _HTML.match(start) or (_is_html_name(name) and b"<" in start):
        return "text/html"
    return "text/plain" if _looks_like_text(head) else "application/octet-stream"


def _is_html_name(name: str) -> bool:
    return PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml")


def _looks_like_text(head: bytes) -> bool:
    """Text holds hardly any control characters, save that UTF-16 is full of them."""
    if head.startswith(_WIDE_MARKS) or wide_without_mark(head):
        return True
    return len(head) - len(head.translate(None, _UNTEXTUAL)) <= len(head) // 100
