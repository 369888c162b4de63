"""Upkeep: bringing what is kept to know copies by up to date with the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive import database
from archive.duplicates.kept import Duplicates
from archive.errors import ArchiveLocked, StorageFailed
from archive.record import Record
from archive.store import Store

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What is kept to know copies by, and a warning in words when it lags behind the archive."""

    duplicates: Duplicates
    warning: str | None = None


def open_duplicates(store: Store, *, wait: float, progress: Progress = lambda done: None) -> Opened:
    """Brought up to date where that is possible now; made in memory where the archive cannot be written to."""
    path = store.layout.duplicates
    held = Duplicates.open(path)
    if held.seq == store.catalogue.seq:
        return Opened(duplicates=held)
    try:
        with store.deposit(wait=wait):
            kept = Duplicates.open_for_writing(path)
            _bring_up_to_date(kept, store, progress)
    except ArchiveLocked:
        if not held.seq:
            raise
        return Opened(duplicates=held, warning="another muniment is adding documents, whose copies are not known yet")
    except StorageFailed as error:
        if held.seq:
            return Opened(duplicates=held, warning=f"the copies that are known lag behind the archive ({error})")
        kept = Duplicates.in_memory()
        _bring_up_to_date(kept, store, progress)
    held.close()
    return Opened(duplicates=kept)


def forget_duplicates(store: Store) -> None:
    """Take away what is kept; whoever asks for it next makes it anew. Under the archive's lock."""
    database.remove(store.layout.duplicates)


def _bring_up_to_date(kept: Duplicates, store: Store, progress: Progress) -> None:
    """An archive that was put back from a copy is older than what is kept, which is then made anew."""
    last = store.catalogue.seq
    if kept.seq > last:
        kept.forget()
    if kept.seq < last:
        kept.update(store, _changed(store, kept.seq, progress), seq=last)


def _changed(store: Store, after: int, progress: Progress) -> Iterator[Record]:
    for done, entry in enumerate(store.catalogue.entries(after=after), 1):
        yield store.record(entry.seq)
        progress(done)
