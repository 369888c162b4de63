"""Records put aside in a temporary file, to be gone through as often as they are needed without being held."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from tempfile import SpooledTemporaryFile

from archive.bag.zipped import HELD
from archive.record import Record


class Shelf:
    """Records without their passages, which no citation needs, in the order in which they were put here."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # closed by `close`
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, record: Record) -> None:
        """Add a record at the end."""
        self._file.seek(0, 2)
        pickle.dump(replace(record, passages=()), self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Record]:
        """From the first on; two can go through it at once."""
        at = 0
        for _ in range(self._count):
            self._file.seek(at)
            record: Record = pickle.load(self._file)  # noqa: S301  # our own file, which has no name
            at = self._file.tell()
            yield record

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
