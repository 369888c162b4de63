"""Whoosh's table of terms, gathered in arrays: some twenty bytes a term in memory instead of a hundred and forty.

The file is byte for byte what Whoosh's OrderedHashWriter makes.
"""

from __future__ import annotations

from array import array
from hashlib import md5
from struct import Struct
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.filedb.filetables import OrderedHashWriter

BUCKETS = 256
_LENGTHS = Struct("!ii")
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])


class TermIndexWriter(OrderedHashWriter):  # type: ignore[misc]
    """Takes keys in their order, with their values. What it keeps of a key is its hash and its place in the file."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self._hashes = array("I")
        self._places = array("q")

    def add(self, key: bytes, value: bytes) -> None:
        """Write a key, which is greater than the one before, with its value."""
        place = self.dbfile.tell()
        self.dbfile.write(_LENGTHS.pack(len(key), len(value)) + key + value)
        self.index.append(place)
        self._places.append(place)
        self._hashes.append(int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big"))

    def _write_hashes(self) -> None:
        hashes, places = np.array(self._hashes, dtype=np.uint32), np.array(self._places, dtype=np.int64)
        buckets = hashes % BUCKETS
        ends = np.cumsum(np.bincount(buckets, minlength=BUCKETS))
        for held in np.split(np.argsort(buckets, kind="stable"), ends[:-1]):
            table = _table(hashes[held], places[held])
            self.directory.append((self.dbfile.tell(), len(table)))
            self.dbfile.write(table.tobytes())


def _table(hashes: npt.NDArray[np.uint32], places: npt.NDArray[np.int64]) -> npt.NDArray[np.void]:
    """The slots of a bucket, twice as many as it has keys; a key whose slot is taken has the next one that is free."""
    size = 2 * len(hashes)
    taken = bytearray(size)
    slots = []
    for slot in ((hashes >> 8) % max(size, 1)).tolist():
        while taken[slot]:
            slot = (slot + 1) % size
        taken[slot] = 1
        slots.append(slot)
    table = np.zeros(size, dtype=_SLOT)
    table["hash"][slots], table["place"][slots] = hashes, places
    return table
