"""What a compound file (OLE) holds: a Word, Excel or PowerPoint file of before 2007, an Outlook message.

The streams in its root say so. They stand in a directory: 128 bytes an entry, in sectors chained by an allocation
table (MS-CFB, sections 2.2 to 2.6).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

UNKNOWN = "application/x-ole-storage"
PROTECTED = "application/x-ooxml-protected"
"""A document of Office 2007 or later that is encrypted under a password (MS-OFFCRYPTO, section 2.3)."""
_BY_STREAM = (
    ("EncryptedPackage", PROTECTED),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("VisioDocument", "application/vnd.visio"),
)
_BY_SUFFIX = {
    ".doc": "application/msword",
    ".dot": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
}
_HEADER = struct.Struct("<30xH16xI16xII109I")
"""Sector size as a power of two, first sector of the directory, first sector and number of the further list, list."""
_LARGEST_SECTOR = 0xFFFFFFFA
_ENTRY = struct.Struct("<64sHBxIII")
"""Name in UTF-16, its length with the closing zero, kind, left and right sibling, child."""
_ENTRY_SIZE = 128
_MOST_SECTORS = 20_000
"""Sectors of a directory that are followed: a million entries of which each file has some dozens."""


def identify(stream: BinaryIO, name: str) -> str:
    """The media type by the streams in the root; by the name's ending where the directory cannot be read."""
    try:
        held = set(_names_in_root(_directory(stream)))
    except (struct.error, IndexError, ValueError, OSError):
        return _BY_SUFFIX.get(PurePath(name).suffix.lower(), UNKNOWN)
    return next((media_type for stream_name, media_type in _BY_STREAM if stream_name in held), UNKNOWN)


def _directory(stream: BinaryIO) -> bytes:
    stream.seek(0)
    power, first, more, _, *table = _HEADER.unpack(stream.read(_HEADER.size))
    if power not in (9, 12):
        raise ValueError("no compound file has sectors of this size")
    size = 1 << power
    table = [sector for sector in table if sector < _LARGEST_SECTOR]
    table += _further_table(stream, more, size)
    return b"".join(_sector(stream, sector, size) for sector in _chain(stream, first, table, size))


def _sector(stream: BinaryIO, number: int, size: int) -> bytes:
    stream.seek((number + 1) * size)
    return stream.read(size)


def _further_table(stream: BinaryIO, sector: int, size: int) -> Iterator[int]:
    """The sectors of the allocation table that the header has no room for: those of files above 7 MB."""
    for _ in range(_MOST_SECTORS):
        if sector >= _LARGEST_SECTOR:
            return
        *numbers, sector = struct.unpack(f"<{size // 4}I", _sector(stream, sector, size))
        yield from (number for number in numbers if number < _LARGEST_SECTOR)


def _chain(stream: BinaryIO, sector: int, table: list[int], size: int) -> Iterator[int]:
    """A sector and those that follow it, by the allocation table; a chain that runs in a circle is cut."""
    followed = set[int]()
    while sector < _LARGEST_SECTOR and sector not in followed and len(followed) < _MOST_SECTORS:
        followed.add(sector)
        yield sector
        part = _sector(stream, table[sector // (size // 4)], size)
        (sector,) = struct.unpack_from("<I", part, sector % (size // 4) * 4)


def _names_in_root(directory: bytes) -> Iterator[str]:
    """The names of the root's children, which hang together as a tree of siblings."""
    waiting = [_entry(directory, 0)[-1]]
    seen = set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(directory) // _ENTRY_SIZE:
            continue
        seen.add(number)
        name, length, _, left, right, _ = _entry(directory, number)
        yield name[: max(0, length - 2)].decode("utf-16-le", "replace")
        waiting += [left, right]


def _entry(directory: bytes, number: int) -> tuple[bytes, int, int, int, int, int]:
    return _ENTRY.unpack_from(directory, number * _ENTRY_SIZE)
