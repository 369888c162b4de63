"""A zip file written in one pass, with nothing held but the entry being written.

The same entries give the same bytes. Python's zipfile keeps a row of memory an entry until the end; here the central
directory waits in a temporary file. Sizes and checksums follow each entry (data descriptors), so that `out` may be a
pipe. Source: APPNOTE.TXT 6.3.10.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

LEVEL = 6
"""The level of compression; with another one, or another zlib, the bytes differ and the contents do not."""
HELD = 1 << 20
"""Bytes of a temporary file that stay in memory."""

_LIMIT = 0xFFFFFFFF
_MOST_ENTRIES = 0xFFFF
_FLAGS = 0x0808  # sizes follow the entry; names are UTF-8
_DEFLATED = 8
_UNIX_45 = 3 << 8 | 45
_REGULAR_FILE = 0o100644 << 16


class Entry(io.RawIOBase):
    """One file of the zip while it is written; digested, measured and compressed on the way."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._sha256 = hashlib.sha256()
        self.crc = self.size = self.packed = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written."""
        return self._sha256.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._sha256.update(data)
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self._put(self._packer.compress(data))
        return len(data)

    def end(self) -> None:
        """Write what the compression still holds."""
        self._put(self._packer.flush())

    def _put(self, packed: bytes) -> None:
        if packed:
            self.packed += len(packed)
            self._out.write(packed)


class ZipStream:
    """A zip file being written to `out`, every entry dated `moment` (to two seconds, the years 1980 to 2107)."""

    def __init__(self, out: BinaryIO, moment: datetime) -> None:
        self._out = out
        self._stamp = _stamp(moment)
        self._directory = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # closed by `close`
        self._offset = self._count = 0

    @contextmanager
    def entry(self, path: str) -> Iterator[Entry]:
        """Write one file. It may be of any size: its sizes are written as 64 bits."""
        name = path.encode("utf-8")
        extra = struct.pack("<HHQQ", 1, 16, 0, 0)
        head = struct.pack("<4sHHHIIIIHH", b"PK\3\4", 45, _FLAGS, _DEFLATED, self._stamp, 0, _LIMIT, _LIMIT,
                           len(name), len(extra))  # fmt: skip
        self._out.write(head + name + extra)
        entry = Entry(self._out)
        yield entry
        entry.end()
        self._out.write(struct.pack("<4sIQQ", b"PK\7\10", entry.crc, entry.packed, entry.size))
        self._note(name, entry)
        self._offset += len(head) + len(name) + len(extra) + entry.packed + 24
        self._count += 1

    def _note(self, name: bytes, entry: Entry) -> None:
        """A row of the central directory. Numbers that 32 bits cannot hold stand in its extra field."""
        numbers = (entry.size, entry.packed, self._offset)
        long = b"".join(struct.pack("<Q", number) for number in numbers if number >= _LIMIT)
        extra = struct.pack("<HH", 1, len(long)) + long if long else b""
        size, packed, offset = (min(number, _LIMIT) for number in numbers)
        self._directory.write(struct.pack(
            "<4sHHHHIIIIHHHHHII", b"PK\1\2", _UNIX_45, 45, _FLAGS, _DEFLATED, self._stamp, entry.crc, packed, size,
            len(name), len(extra), 0, 0, 0, _REGULAR_FILE, offset,
        ) + name + extra)  # fmt: skip

    def finish(self) -> None:
        """Write the central directory; without it the file is no zip."""
        size = self._directory.tell()
        self._directory.seek(0)
        shutil.copyfileobj(self._directory, self._out)
        if self._count > _MOST_ENTRIES or max(size, self._offset) >= _LIMIT:
            self._out.write(struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, _UNIX_45, 45, 0, 0, self._count, self._count,
                                        size, self._offset))  # fmt: skip
            self._out.write(struct.pack("<4sIQI", b"PK\6\7", 0, self._offset + size, 1))
        count = min(self._count, _MOST_ENTRIES)
        self._out.write(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, min(size, _LIMIT),
                                    min(self._offset, _LIMIT), 0))  # fmt: skip

    def close(self) -> None:
        """Let the temporary file go."""
        self._directory.close()


def _stamp(moment: datetime) -> int:
    """Date and time as MS-DOS packs them: the time in the lower 16 bits."""
    year = min(max(moment.year, 1980), 2107)
    date = (year - 1980) << 9 | moment.month << 5 | moment.day
    return date << 16 | moment.hour << 11 | moment.minute << 5 | moment.second // 2
