"""The store: originals, texts and numbered records as plain files. A record's file is the commit point.

`Store` reads; `Store.deposit` opens a `Deposit`, the only way to write.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from archive import database, durable, layout
from archive.catalogue import Catalogue, Entry
from archive.deposit import ID_PREFIX, Deposit
from archive.errors import ArchiveLocked, DamageFound, RecordNotFound
from archive.record import Record
from archive.record_json import from_json

_HEXADECIMAL = re.compile(r"[0-9a-f]+\Z")


class Store:
    """An archive folder opened for reading."""

    def __init__(self, root: Path) -> None:
        self.layout = layout.Layout(root)
        self.settings = layout.read_settings(self.layout)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, with records that it does not hold yet read into a copy of it in memory."""
        catalogue = Catalogue.open(self.layout.catalogue)
        if self.layout.last_record() > catalogue.seq:
            catalogue = catalogue.in_memory()
            catalogue.apply(self.records(after=catalogue.seq))
        return catalogue

    def close(self) -> None:
        """Close the catalogue; it is opened again when next needed, and then sees what was added meanwhile."""
        if "catalogue" in self.__dict__:
            self.catalogue.close()
            del self.__dict__["catalogue"]

    def records(self, *, after: int = 0) -> Iterator[tuple[Record, str]]:
        """Records in order from the one after `after`, each with the SHA-256 of its file; DamageFound at a gap."""
        seq = after + 1
        while self.layout.record(seq).exists() or self._has_come(seq):
            path = self.layout.record(seq)
            content = self._read(path)
            yield from_json(content, where=str(path)), hashlib.sha256(content).hexdigest()
            seq += 1

    def _has_come(self, seq: int) -> bool:
        """Whether a writer has placed this record just now. Later ones without it are damage."""
        if self.layout.last_record() < seq:
            return False
        path = self.layout.record(seq)
        if not path.exists():
            raise DamageFound(f"{path} is missing, and later records are there. Run `muniment verify`")
        return True

    def record(self, seq: int) -> Record:
        """The record with this number; DamageFound when its file is gone or unreadable."""
        path = self.layout.record(seq)
        return from_json(self._read(path), where=str(path))

    def resolve(self, given: str) -> Entry:
        """The document whose ID begins with `given` (with or without the leading m)."""
        prefix = given.strip().lower().removeprefix(ID_PREFIX)
        found = self.catalogue.by_prefix(ID_PREFIX + prefix, limit=4) if _HEXADECIMAL.match(prefix) else []
        exact = [entry for entry in found if entry.id == ID_PREFIX + prefix]
        if len(found) == 1 or exact:
            return (exact or found)[0]
        if not prefix:
            raise RecordNotFound(f"{given!r} begins every ID: write more of one; `muniment list` shows them all")
        if not found:
            raise RecordNotFound(f"no document has an ID that begins with {given!r}; `muniment list` shows them all")
        some = ", ".join(entry.id for entry in found[:3])
        raise RecordNotFound(f"{given!r} begins the IDs of several documents ({some} …): write more of it")

    def latest(self, given: str) -> Record:
        """The current record of a document, by its ID or a unique prefix of it."""
        return self.record(self.resolve(given).seq)

    def history(self, record_id: str) -> list[Record]:
        """Every record of a document, oldest first."""
        return [self.record(seq) for seq in self.catalogue.history(record_id)]

    def text(self, record: Record) -> str:
        """The kept text of a record, empty when there is none; DamageFound when it is not what was kept."""
        if record.text.digest is None:
            return ""
        return self._checked(self.layout.text(record.text.digest), record.text.digest).decode("utf-8")

    def original(self, record: Record) -> bytes:
        """The bytes of the file as received; DamageFound when they are not what was kept."""
        return self._checked(self.layout.original(record.original.digest), record.original.digest)

    @staticmethod
    def _read(path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise DamageFound(f"{path} cannot be read: {error.strerror}. Run `muniment verify`") from None

    def _checked(self, path: Path, digest: str) -> bytes:
        content = self._read(path)
        if hashlib.sha256(content).hexdigest() != digest:
            raise DamageFound(f"{path} is not what was kept: its SHA-256 is another. Run `muniment verify`")
        return content

    def use_engine(self, name: str, *, wait: float) -> None:
        """Make this the archive's search engine."""
        with self.deposit(wait=wait):
            layout.write_settings(self.layout, engine=name)
        self.settings = layout.read_settings(self.layout)

    @contextlib.contextmanager
    def deposit(self, *, wait: float, renew_catalogue: bool = False) -> Iterator[Deposit]:
        """Write to the archive, after waiting at most `wait` seconds for another writer to finish."""
        with contextlib.ExitStack() as leaving:
            leaving.callback(self.close)
            leaving.enter_context(self._locked(wait))
            self.close()
            if renew_catalogue:
                database.remove(self.layout.catalogue)
            yield leaving.enter_context(contextlib.closing(Deposit(self)))

    @contextlib.contextmanager
    def _locked(self, wait: float) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.layout.lock, timeout=wait)
        with durable.storage_errors(self.layout.lock):
            try:
                lock.acquire()
            except Timeout:  # an OSError too
                raise ArchiveLocked(
                    f"another muniment is writing to {self.layout.root} and did not finish within {wait:g} seconds: "
                    "try again later, or wait longer with --wait"
                ) from None
        try:
            yield
        finally:
            lock.release()
