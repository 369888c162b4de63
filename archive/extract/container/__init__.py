"""Containers: files that hold files. They have no text of their own; what they hold is taken in on its own."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Part
from archive.sandbox.limits import MIB, USUAL

MOST = USUAL.parts
LIMITS = (
    f"{USUAL.parts:,} files, {USUAL.part // MIB} MiB each, {USUAL.parts_size // MIB:,} MiB in all, "
    f"packed {USUAL.ratio} to 1"
)
_APPLE = "__MACOSX"


FAULTS = (
    zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, OverflowError,
    KeyError,
)  # fmt: skip
"""What Python's modules for containers raise of damaged ones."""


class _Measured(io.RawIOBase):
    """A stream that ends in ExtractionFailed: `limit` where it gives more than `most` bytes, `damaged` at a fault."""

    def __init__(self, source: io.BufferedIOBase, most: int) -> None:
        self._source = source
        self._most = most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._source.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end is not known")
        self._check(offset + (self.tell() if whence == io.SEEK_CUR else 0))
        return self._source.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._source.read1(min(len(buffer), MIB))  # `read` would lose what comes before a fault
        except FAULTS as error:
            raise ExtractionFailed(f"it is damaged: {error}", code="damaged") from None
        self._check(self.tell())
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _check(self, position: int) -> None:
        if position > self._most:
            raise ExtractionFailed(f"it expands to more than {self._most:,} bytes, as bombs do", code="limit")


def measured(source: io.BufferedIOBase, packed: int) -> io.BufferedReader:
    """A stream of what was packed into so many bytes, which ends where more comes out than honest files give."""
    return io.BufferedReader(_Measured(source, min(USUAL.parts_size, MIB + USUAL.ratio * packed)), MIB)


def damaged(words: str) -> Part:
    """What stands in the place of the files behind a damage."""
    def refuse() -> BinaryIO:
        raise ExtractionFailed(words, code="damaged")

    return Part(path="(what follows the damage)", kind="member", open=refuse)


def is_hidden(path: str) -> bool:
    """Whether a path inside a container is passed over, as hidden files below a folder are."""
    names = path.replace("\\", "/").split("/")
    return names[0] == _APPLE or any(name.startswith(".") and name not in (".", "..") for name in names)


def holding(parts: Iterable[Part]) -> Extraction:
    """What is read of a container: what it holds, without what is hidden. ExtractionFailed (`limit`) for too much."""
    seen, hidden = [], 0
    for part in parts:
        hidden += is_hidden(part.path)
        if not is_hidden(part.path):
            seen.append(part)
        if len(seen) + hidden > MOST:
            raise ExtractionFailed(f"it holds more than {MOST:,} files", code="limit")
    return Extraction(text="", passages=(), parts=tuple(seen), left_out=(f"{hidden:,} hidden files",) if hidden else ())
