"""Files that grow by an entry with each document that is written, and go into the bag after the last."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import BinaryIO

from archive.bag.citations import Group
from archive.bag.shelf import Shelf
from archive.bag.zipped import HELD
from archive.durable import storage_errors
from archive.export.series import Series
from archive.record import Record


class Pile:
    """One such file. What does not fit into a megabyte of memory waits on the disk."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._file = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # closed by `close`
        self._count = 0

    def add(self, entry: bytes) -> None:
        """Put an entry at the end."""
        with storage_errors(Path(gettempdir())):
            self._file.write(self._series.before(self._count) + entry)
        self._count += 1

    def copy_to(self, out: BinaryIO) -> None:
        """Write the whole file."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)
        out.write(self._series.after(self._count))

    def close(self) -> None:
        """Let the temporary file go."""
        self._file.close()


class Piles:
    """The files of citations. Records are put aside only for the groups that must go through all of them twice."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups = [(group, [Pile(series) for series in group.files.values()]) for group in groups]
        self._shelf = Shelf()

    @property
    def paths(self) -> list[str]:
        """Where the files lie below data/."""
        return [path for group, _ in self._groups for path in group.files]

    def add(self, record: Record) -> None:
        """The next record."""
        for group, piles in self._groups:
            if not group.depends_on_all:
                _fill(piles, group, [record])
        if any(group.depends_on_all for group, _ in self._groups):
            self._shelf.put(record)

    def files(self) -> Iterator[tuple[str, Pile]]:
        """Each file, after the last record."""
        for group, piles in self._groups:
            if group.depends_on_all:
                _fill(piles, group, self._shelf)
            yield from zip(group.files, piles, strict=True)

    def close(self) -> None:
        """Let the temporary files go."""
        with contextlib.ExitStack() as leaving:
            leaving.callback(self._shelf.close)
            for _, piles in self._groups:
                for pile in piles:
                    leaving.callback(pile.close)


def _fill(piles: list[Pile], group: Group, records: Iterable[Record]) -> None:
    for entries in group.entries(records):
        for pile, entry in zip(piles, entries, strict=True):
            pile.add(entry)
