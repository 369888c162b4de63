"""Outlook's messages for tests: compound files with streams, put together by sectors (MS-CFB, MS-OXMSG)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import datetime, timedelta

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, TABLE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
UNICODE, EIGHT_BIT, BINARY, OBJECT, LONG, TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0003, 0x0040

Tree = Mapping[str, "bytes | Tree"]
"""Streams and storages by name."""


def compound_file(tree: Tree) -> bytes:
    """A compound file of these streams and storages."""
    entries: list[tuple[str, int, int, int, bytes]] = []  # name, kind, next sibling, child, content
    _add("Root Entry", 5, tree, entries)
    small = b"".join(content.ljust(-(-len(content) // SMALL) * SMALL, b"\0") for *_, content in entries
                     if 0 < len(content) < CUTOFF)  # fmt: skip
    sectors: list[bytes] = []
    chain: list[int] = []
    small_chain: list[int] = []
    starts = []
    for _, kind, _, _, content in entries:
        held, units = (small_chain, SMALL) if 0 < len(content) < CUTOFF else (chain, SECTOR)
        starts.append(len(held) if content else END)
        if kind == 2 and content:
            count = -(-len(content) // units)
            held += [*range(len(held) + 1, len(held) + count), END]
            if units == SECTOR:
                sectors += _cut(content)
    starts[0] = _append(small, sectors, chain) if small else END
    small_table = struct.pack(f"<{len(small_chain)}I", *small_chain)
    first_small = (
        _append(small_table.ljust(-(-len(small_table) // SECTOR) * SECTOR, b"\xff"), sectors, chain)
        if small_table
        else END
    )
    listed = b"".join(
        _entry(*entry[:4], start, len(small) if at == 0 else len(entry[4]))
        for at, (entry, start) in enumerate(zip(entries, starts, strict=True))
    )  # fmt: skip
    first_entry = _append(listed, sectors, chain)
    return _with_header(sectors, chain, first_entry, first_small, -(-len(small_table) // SECTOR))


def _add(name: str, kind: int, held: bytes | Tree, entries: list[tuple[str, int, int, int, bytes]]) -> int:
    """Add an entry and those below it; its number."""
    number = len(entries)
    if isinstance(held, bytes):
        entries.append((name, 2, NONE, NONE, held))
        return number
    entries.append((name, kind, NONE, NONE, b""))
    before = NONE
    for inner, content in held.items():
        at = _add(inner, 1, content, entries)
        if before == NONE:
            entries[number] = (name, kind, NONE, at, b"")
        else:
            entries[before] = (*entries[before][:2], at, *entries[before][3:])
        before = at
    return number


def _cut(content: bytes) -> list[bytes]:
    return [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]


def _append(content: bytes, sectors: list[bytes], chain: list[int]) -> int:
    start = len(sectors)
    sectors += _cut(content)
    chain += [*range(start + 1, len(sectors)), END]
    return start


def _entry(name: str, kind: int, following: int, child: int, start: int, size: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", coded, len(coded), kind, 1, NONE, following, child, start, size)


def _with_header(sectors: list[bytes], chain: list[int], directory: int, small: int, small_count: int) -> bytes:
    used = len(sectors)
    tables = 1
    while tables * 128 < used + tables:
        tables += 1
    whole = [*chain, *[TABLE] * tables]
    table = struct.pack(f"<{tables * 128}I", *whole, *[FREE] * (tables * 128 - len(whole)))
    numbers = [*range(used, used + tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I", SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0,
        CUTOFF, small, small_count, END, 0, *numbers, *[FREE] * (109 - tables),
    )  # fmt: skip
    return header + b"".join(sectors) + table


Value = str | bytes | int | datetime | Tree


def storage(
    values: Mapping[tuple[int, int], Value], inner: Tree | None = None, *, header: int = 32
) -> dict[str, bytes | Tree]:
    """A message, recipient or attachment: properties by number and kind, and storages in it."""
    fixed = bytes(header)
    streams: dict[str, bytes | Tree] = {}
    for (number, kind), value in values.items():
        if kind in (LONG, TIME):
            fixed += struct.pack("<HHI8s", kind, number, 6, _fixed(value))
        else:
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = _stream(value)
    return {"__properties_version1.0": fixed, **streams, **(inner or {})}


def _stream(value: Value) -> bytes | Tree:
    if isinstance(value, str):
        return value.encode("utf-16-le")
    assert not isinstance(value, int | datetime)
    return value


def _fixed(value: Value) -> bytes:
    if isinstance(value, datetime):
        value = (value - datetime(1601, 1, 1, tzinfo=value.tzinfo)) // timedelta(microseconds=1) * 10
    assert isinstance(value, int)
    return value.to_bytes(8, "little")
