"""A package: the ZIP file that a DOCX, ODT or EPUB document is, its members read within limits.

Deflate packs zeros 1,032 to 1, so sizes that a file states are no bound: each read stops at a limit of its own.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import BinaryIO

from archive.errors import ExtractionFailed

MOST_MEMBERS = 10_000
"""Members of one package. A book of scanned pages has some thousands; a folder of files is no package."""
LARGEST_MEMBER = 64_000_000
"""Bytes of a member that is read; a Word document of 1,000 pages has about 15 MB of markup."""
LARGEST_SUM = 256_000_000
"""Bytes that are read of one package in all."""
HIGHEST_RATIO = 250
"""Expansion from which a member of more than a million bytes is a bomb; markup packs 5 to 1 to 60 to 1."""
_RATIO_COUNTS_FROM = 1_000_000
_LARGEST_DIRECTORY = 4_000_000
_END = struct.Struct("<4s8xL4xH")
"""The end record's signature, the directory's size and the comment's length (APPNOTE 6.3.10, section 4.3.16)."""
_LONGEST_COMMENT = 65_535
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, KeyError)
"""What zipfile raises of damaged files; NotImplementedError and UnicodeError are among them by inheritance."""


class Package:
    """The members of a ZIP file by name. Every method raises ExtractionFailed for what cannot be read."""

    def __init__(self, content: bytes | BinaryIO) -> None:
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        try:
            check_directory(stream)
            self._zip = zipfile.ZipFile(stream)
        except _FAULTS as error:
            raise ExtractionFailed(f"the ZIP file is damaged: {error}", code="damaged") from None
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise ExtractionFailed(f"it holds {len(members):,} members; {MOST_MEMBERS:,} is the most", code="limit")
        self.names = {member.filename: member for member in members}
        self._left = LARGEST_SUM

    def read(self, name: str, *, at_most: int = LARGEST_MEMBER) -> bytes:
        """The bytes of one member. Codes: missing, encrypted, damaged, limit."""
        member = self.names.get(name)
        if member is None:
            raise ExtractionFailed(f"the document has no {name}", code="missing")
        if member.flag_bits & 1:
            raise ExtractionFailed(f"{name} is encrypted", code="encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ExtractionFailed(f"{name} is packed in a way that documents do not use", code="damaged")
        try:
            with self._zip.open(member) as stream:
                content = stream.read(min(at_most, self._left) + 1)
        except _FAULTS as error:
            raise ExtractionFailed(f"{name} is damaged: {error}", code="damaged") from None
        self._check_size(member, len(content), at_most)
        return content

    def _check_size(self, member: zipfile.ZipInfo, size: int, at_most: int) -> None:
        if size > at_most or size > self._left:
            most = min(at_most, self._left)
            raise ExtractionFailed(f"{member.filename} expands to more than {most:,} bytes", code="limit")
        if size > _RATIO_COUNTS_FROM and size > HIGHEST_RATIO * member.compress_size:
            raise ExtractionFailed(f"{member.filename} expands {HIGHEST_RATIO} times and more", code="limit")
        self._left -= size


def check_directory(stream: BinaryIO) -> None:
    """Refuse a directory that would take long to read: zipfile reads it whole, whatever number of members it states."""
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - _LONGEST_COMMENT - _END.size - 20))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile("its directory is missing")
    _, size, _ = _END.unpack_from(tail, at)
    if tail[:at][-20:].startswith(b"PK\x06\x07"):  # ZIP64 states the size elsewhere
        size = length
    if size > _LARGEST_DIRECTORY:
        raise ExtractionFailed(f"the directory of its members has {size:,} bytes", code="limit")
