"""Properties of Outlook's objects, read from the storages of a compound file (MS-OXMSG, sections 2.1 to 2.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from archive.errors import ExtractionFailed
from archive.extract.mail.header import text_of

SUBJECT, BODY, PAGE, RTF = 0x0037, 0x1000, 0x1013, 0x1009
SENDER, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
AUTHOR, AUTHOR_ADDRESS, AUTHOR_SMTP = 0x0042, 0x0065, 0x5D02
"""Who a letter is from, where somebody else sent it (PidTagSentRepresenting…)."""
TO, CC, TRANSPORT = 0x0E04, 0x0E03, 0x007D
SUBMITTED, DELIVERED = 0x0039, 0x0E06
NAME, SMTP, ADDRESS, RECIPIENT_KIND = 0x3001, 0x39FE, 0x3003, 0x0C15
FILE, LONG_NAME, SHORT_NAME, MEDIA_TYPE = 0x3701, 0x3707, 0x3704, 0x370E
_CODE_PAGES = (0x3FDE, 0x3FFD)
_UNICODE, _EIGHT_BIT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_PROPERTIES = "__properties_version1.0"
_ENTRY = struct.Struct("<HHI8s")
"""Type, property, flags and value of one of fixed length."""
_HEADERS = {0: 32, 1: 8, 2: 24}
"""Bytes before the entries: of a message, of a recipient or attachment, of a message in another one."""
_START = datetime(1601, 1, 1, tzinfo=UTC)
_FAULTS = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, struct.error, RecursionError)
"""What olefile raises of damaged files."""


@contextmanager
def opened(content: bytes) -> Iterator[Storage]:
    """The message in the root. ExtractionFailed (`damaged`) when the file cannot be read, here or later."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            yield Storage(file=file, path=(), level=0)
    except _FAULTS as error:
        raise ExtractionFailed(f"the message is damaged: {error}", code="damaged") from None


@dataclass(kw_only=True)
class Storage:
    """A folder of the compound file that holds a message, a recipient or an attachment."""

    file: Any
    path: tuple[str, ...]
    level: int

    def text(self, *properties: int) -> str:
        """The first of these properties that has text."""
        return next(filter(None, map(self._text, properties)), "")

    def _text(self, property_: int) -> str:
        wide = self._stream(property_, _UNICODE)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(property_, _EIGHT_BIT).rstrip(b"\0")
        return text_of(narrow, self.encoding)[0] if narrow else ""

    def binary(self, property_: int) -> bytes:
        """The bytes of a property; none where it is not there."""
        return self._stream(property_, _BINARY)

    def _stream(self, property_: int, kind: int) -> bytes:
        path = [*self.path, f"__substg1.0_{property_:04X}{kind:04X}"]
        if not self.file.exists(path):
            return b""
        with self.file.openstream(path) as stream:
            return bytes(stream.read())

    @property
    def encoding(self) -> str | None:
        """The name of the code page that 8-bit text is in."""
        pages = (self._fixed.get(number) for number in _CODE_PAGES)
        number = next((int.from_bytes(page[:4], "little") for page in pages if page), 0)
        return "utf-8" if number == 65001 else f"cp{number}" if number else None

    def number(self, property_: int) -> int:
        """A property that is a number; 0 where it is not there."""
        return int.from_bytes(self._fixed.get(property_, b"")[:4], "little")

    def moment(self, property_: int) -> datetime | None:
        """A property that is a time, UTC; None where it is not there or no time."""
        ticks = int.from_bytes(self._fixed.get(property_, b""), "little")
        try:
            return _START + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    @cached_property
    def _fixed(self) -> dict[int, bytes]:
        path = [*self.path, _PROPERTIES]
        if not self.file.exists(path):
            return {}
        with self.file.openstream(path) as stream:
            entries = stream.read()[_HEADERS[self.level] :]
        whole = entries[: len(entries) // _ENTRY.size * _ENTRY.size]
        return {number: value for _, number, _, value in _ENTRY.iter_unpack(whole)}

    def inner(self, prefix: str) -> Iterator[Storage]:
        """The storages in this one whose names begin so: recipients, attachments."""
        depth = len(self.path)
        listed = self.file.listdir(streams=False, storages=True)
        for path in sorted(map(tuple, listed)):
            if len(path) == depth + 1 and path[:depth] == self.path and path[-1].startswith(prefix):
                yield Storage(file=self.file, path=path, level=1)

    def message(self) -> Storage | None:
        """The message that an attachment is, None where it is a file."""
        path = (*self.path, f"__substg1.0_{FILE:04X}{_OBJECT:04X}")
        return Storage(file=self.file, path=path, level=2) if self.file.exists([*path, _PROPERTIES]) else None
