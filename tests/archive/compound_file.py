"""A writer of compound files (OLE), as small as tests need: streams without bytes, in sectors of 512."""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, IN_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF


def entry(name: str, *, left: int = NONE, right: int = NONE, child: int = NONE) -> bytes:
    """One entry of the directory."""
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII", coded, len(coded) if name else 0, 2, 1, left, right, child).ljust(128, b"\0")


def directory(names: list[str], *, below: list[str] | None = None) -> bytes:
    """A root whose children are these names, in a chain of siblings; `below` are children of the first of them."""
    children = [entry(name, right=number + 2 if number + 1 < len(names) else NONE)
                for number, name in enumerate(names)]  # fmt: skip
    inner = [entry(name) for name in below or []]
    if inner:
        children[0] = entry(names[0], right=2 if len(names) > 1 else NONE, child=len(names) + 1)
    return b"".join([entry("Root Entry", child=1 if names else NONE), *children, *inner])


def compound_file(content: bytes, *, sectors_before: int = 0) -> bytes:
    """A file with this directory, which stands behind so many sectors that hold nothing."""
    parts = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
    first = sectors_before
    used = sectors_before + len(parts)
    table_sectors = -(-(used + 500) // 128)
    lists = max(0, -(-(table_sectors - 109) // 127))
    chain = [FREE] * sectors_before + [*range(first + 1, used), END]
    chain += [IN_TABLE] * (table_sectors + lists)
    table = struct.pack(f"<{table_sectors * 128}I", *(chain + [FREE] * (table_sectors * 128 - len(chain))))
    numbers = list(range(used, used + table_sectors))
    return _header(first, numbers, used + table_sectors if lists else END, lists) + b"".join(
        [bytes(SECTOR * sectors_before), *parts, table, *_lists(numbers[109:], used + table_sectors, lists)]
    )


def _header(first: int, numbers: list[int], more: int, lists: int) -> bytes:
    listed = [*numbers[:109], *[FREE] * (109 - len(numbers))]
    return struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, len(numbers), first, 0, 4096, END, 0, more, lists, *listed,
    )  # fmt: skip


def _lists(numbers: list[int], at: int, count: int) -> list[bytes]:
    made = []
    for number in range(count):
        held = numbers[number * 127 : number * 127 + 127]
        following = at + number + 1 if number + 1 < count else END
        made.append(struct.pack("<128I", *held, *[FREE] * (127 - len(held)), following))
    return made
