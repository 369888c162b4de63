"""A file of entries one after another: what stands before, between and after them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The form of such a file: its head, what joins two entries, its foot, and the whole of it without any entry."""

    head: bytes = b""
    joint: bytes = b""
    foot: bytes = b""
    none: bytes | None = None

    def before(self, count: int) -> bytes:
        """What stands before an entry that `count` others precede."""
        return self.joint if count else self.head

    def after(self, count: int) -> bytes:
        """What stands after the last of `count` entries."""
        if count:
            return self.foot
        return self.head + self.foot if self.none is None else self.none

    def write(self, out: BinaryIO, entries: Iterable[bytes]) -> None:
        """Write the file, each entry before the next is taken."""
        count = 0
        for count, entry in enumerate(entries, 1):  # the number of the last one is needed
            out.write(self.before(count - 1) + entry)
        out.write(self.after(count))
