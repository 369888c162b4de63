"""Outlook's compressed RTF: text in which what came before is pointed at (MS-OXRTFCP)."""

from __future__ import annotations

import struct

from archive.errors import ExtractionFailed

LARGEST = 64_000_000
"""Bytes of text that are unpacked."""
_HEADER = struct.Struct("<IIII")
"""Packed size, unpacked size, kind, checksum."""
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain"
    b"\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What can be pointed at from the beginning (section 2.1.2.1)."""
_WINDOW = 4096


def unpacked(content: bytes) -> bytes:
    """The RTF; ExtractionFailed (`damaged`, `limit`)."""
    if len(content) < _HEADER.size:
        raise ExtractionFailed("its formatted text is cut off", code="damaged")
    _, size, kind, _ = _HEADER.unpack_from(content)
    if kind == _PLAIN:
        return content[_HEADER.size : _HEADER.size + size]
    if kind != _PACKED:
        raise ExtractionFailed("its formatted text is packed in an unknown way", code="damaged")
    if size > LARGEST:
        raise ExtractionFailed(f"its formatted text has {size:,} bytes; {LARGEST:,} is the most", code="limit")
    return _unpack(content[_HEADER.size :], size)


def _unpack(packed: bytes, size: int) -> bytes:
    """Bytes of flags, each before eight items: a byte, or a place in the window and a length in two bytes."""
    held = bytearray(_START)
    at = 0
    while at < len(packed) and len(held) < len(_START) + size:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                held += packed[at : at + 1]
                at += 1
            elif at + 1 < len(packed):
                place, length = divmod(int.from_bytes(packed[at : at + 2], "big"), 16)
                at += 2
                if place == len(held) % _WINDOW:  # the end
                    return bytes(held[len(_START) :])
                _repeat(held, place, length + 2)
    return bytes(held[len(_START) :])


def _repeat(held: bytearray, place: int, length: int) -> None:
    """Add what stands at a place of the window, byte by byte: it may run into what is being added."""
    start = len(held) - (len(held) - place) % _WINDOW
    for offset in range(length):
        held.append(held[start + offset] if 0 <= start + offset < len(held) else 0x20)
