"""A rehearsal: a deposit that goes through everything as the real one does and leaves the archive untouched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.catalogue import Catalogue
from archive.deposit import Deposit
from archive.record import Description, Record
from archive.store import Store


class Rehearsal(Deposit):
    """Stages in a folder of its own, commits to a catalogue in memory, and forgets the rest."""

    def __init__(self, store: Store, folder: Path) -> None:
        catalogue = Catalogue.open(store.layout.catalogue).in_memory()
        catalogue.apply(store.records(after=catalogue.seq))
        self._begin(store, folder, catalogue)
        self._rehearsed: dict[str, Record] = {}

    def commit(self) -> list[Record]:
        """Take the records into the catalogue, and remove what was staged."""
        self.catalogue.apply((record, digest) for record, digest, _ in self._records)
        committed = [record for record, _, _ in self._records]
        for path in (*self._originals.values(), *self._texts.values(), *(path for _, _, path in self._records)):
            path.unlink(missing_ok=True)
        self._rehearsed |= {record.id: _slim(record) for record in committed}
        self._forget()
        return committed

    def scratch(self) -> Path:
        return self._tmp  # what readers do not clear, they clear for us when this process is killed

    def latest(self, record_id: str) -> Record:
        return self._latest.get(record_id) or self._rehearsed.get(record_id) or super().latest(record_id)


def _slim(record: Record) -> Record:
    """What of a record is asked for again: under which names, and inside what, its document came."""
    return replace(record, passages=(), references=(), languages=(), description=Description())


@contextmanager
def rehearse(store: Store) -> Iterator[Rehearsal]:
    """A rehearsal of adding to this archive."""
    with TemporaryDirectory(prefix="muniment-") as folder:
        rehearsal = Rehearsal(store, Path(folder))
        try:
            yield rehearsal
        finally:
            rehearsal.close()
