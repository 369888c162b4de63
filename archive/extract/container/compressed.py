"""A single file that was compressed by gzip, bzip2 or xz: it holds that one file."""

from __future__ import annotations

from functools import partial

from archive.extract import AS_FOUND, Extraction, Format, Part, Wishes
from archive.extract.container import holding
from archive.extract.container.tar import expanded

_UNNAMED = "content"
_HAS_EXTRA, _HAS_NAME = 4, 8
"""Bits of the flags of a gzip file (RFC 1952, section 2.3.1)."""


class CompressedExtractor:
    """Takes the one file out of a compressed one."""

    name, version = "compressed", "1"
    formats = (
        Format(
            name="gzip, bzip2 and xz",
            media_types=("application/gzip", "application/x-bzip2", "application/x-xz"),
            suffixes=(".gz", ".bz2", ".xz"), library="gzip, bz2, lzma (Python)",
            locators="the file inside is a document of its own", limits="512 MiB, packed 200 to 1",
        ),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        return holding([Part(path=_name(content), kind="member", open=partial(expanded, content))])


def _name(content: bytes) -> str:
    """The name that gzip may note; it is in Latin-1 by the standard, and in UTF-8 by most that write it."""
    if not content.startswith(b"\x1f\x8b") or len(content) < 10 or not content[3] & _HAS_NAME:
        return _UNNAMED
    start = 10 + (2 + int.from_bytes(content[10:12], "little") if content[3] & _HAS_EXTRA else 0)
    written = content[start : start + 1000].partition(b"\0")[0]
    try:
        return written.decode() or _UNNAMED
    except UnicodeDecodeError:
        return written.decode("latin-1")
