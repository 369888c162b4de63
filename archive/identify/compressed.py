"""What is a TAR file, bare or compressed, and what is compressed otherwise."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO

_BLOCK = 512
_CHECKSUM = slice(148, 156)
_ENOUGH = 1_000_000
"""Bytes of a compressed file that give its first block: bzip2 gives nothing before a block of 900,000 is whole."""
_DICTIONARY = 100_000_000
"""Bytes of memory that xz may take; `xz -9` needs 65 MiB."""


def identify(stream: BinaryIO, head: bytes) -> str | None:
    """The media type of a TAR file or a compressed one; None for any other."""
    if is_tar(head):
        return "application/x-tar"
    for signature, expanded, bare, with_tar in _KINDS:
        if head.startswith(signature):
            stream.seek(0)
            return with_tar if is_tar(_start(expanded, stream.read(_ENOUGH))) else bare
    return None


def is_tar(block: bytes) -> bool:
    """Whether the first header is sound: its sum, counted with blanks in place of it, is the one it states."""
    stated = block[_CHECKSUM].strip(b" \0")
    if len(block) < _BLOCK or not block[0] or not stated or stated.translate(None, b"01234567"):
        return False
    return int(stated, 8) == sum(block[:_BLOCK]) - sum(block[_CHECKSUM]) + 8 * ord(" ")


def _start(expanded: Callable[[bytes], bytes], content: bytes) -> bytes:
    try:
        return expanded(content)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        return b""


def _gunzipped(content: bytes) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(content, _BLOCK)


def _bunzipped(content: bytes) -> bytes:
    return bz2.BZ2Decompressor().decompress(content, _BLOCK)


def _unxzed(content: bytes) -> bytes:
    return lzma.LZMADecompressor(memlimit=_DICTIONARY).decompress(content, _BLOCK)


_KINDS = (
    (b"\x1f\x8b", _gunzipped, "application/gzip", "application/x-compressed-tar"),
    (b"BZh", _bunzipped, "application/x-bzip2", "application/x-bzip2-compressed-tar"),
    (b"\xfd7zXZ\x00", _unxzed, "application/x-xz", "application/x-xz-compressed-tar"),
)
