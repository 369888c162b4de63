"""The store: originals, texts and numbered records as plain files. A record's file is the commit point.

`Store` reads; `Store.deposit` opens a `Deposit`, the only way to write. A deposit stages originals, texts and
records under tmp/ and gives them their names in that order, so that a record never leads to a file that is not
there. What `commit` has returned survives a crash; what it has not is found and finished by adding it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from archive import catalogue as catalogues
from archive import durable, layout
from archive.catalogue import Catalogue, Entry
from archive.errors import ArchiveLocked, DamageFound, RecordNotFound
from archive.record import Record
from archive.record_json import from_json, to_json

CHUNK = 1 << 20
_HEXADECIMAL = re.compile(r"[0-9a-f]+\Z")
ID_PREFIX = "m"
ID_DIGITS = 12
"""Digits of the SHA-256 in an ID: 48 bits. The chance that one of 100,000 documents needs more is 2 in 100,000."""


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
                catalogues.remove(self.layout.catalogue)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A file staged for keeping: where it is, the SHA-256 of its bytes and their number."""

    path: Path
    digest: str
    size: int


class Deposit:
    """Writing to an archive whose lock is held."""

    def __init__(self, store: Store) -> None:
        self._layout = store.layout
        with durable.storage_errors(self._layout.tmp):
            self._layout.tmp.mkdir(exist_ok=True)
            self._clear_tmp()
        self.catalogue = Catalogue.open_for_writing(self._layout.catalogue)
        try:
            self.catalogue.apply(store.records(after=self.catalogue.seq))
            self._seq, self._head = self.catalogue.seq, self.catalogue.head
            self._check_head()
        except BaseException:
            self.catalogue.close()
            raise
        self._originals: dict[str, Path] = {}
        self._texts: dict[str, Path] = {}
        self._records: list[tuple[Record, str, Path]] = []

    def close(self) -> None:
        """Drop what was staged and not committed."""
        try:
            with contextlib.suppress(OSError):  # the next deposit clears what cannot be removed now
                self._clear_tmp()
        finally:
            self.catalogue.close()

    def _clear_tmp(self) -> None:
        """All of it is ours to clear: whoever holds the lock is the only one to stage."""
        for left_over in self._layout.tmp.iterdir():
            if not left_over.is_dir():
                left_over.unlink(missing_ok=True)

    def _check_head(self) -> None:
        """Never write after a record other than the one the catalogue knows: that would hide the loss or the change."""
        path = self._layout.record(self._seq)
        if self._seq and not (path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == self._head):
            raise DamageFound(
                f"{path} is missing or was changed since it was catalogued: run `muniment verify`, restore the file. "
                "If older records were restored on purpose, run `muniment reindex` first"
            )

    def stage(self, stream: BinaryIO) -> Staged:
        """Copy a stream under tmp/, digesting it on the way."""
        digest, size = hashlib.sha256(), 0

        def chunks() -> Iterator[bytes]:
            nonlocal size
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        path = durable.stage(self._layout.tmp, chunks())
        return Staged(path=path, digest=digest.hexdigest(), size=size)

    def discard(self, staged: Staged) -> None:
        """Drop a staged file that is not to be kept."""
        staged.path.unlink(missing_ok=True)

    def keep(self, staged: Staged) -> None:
        """Keep a staged file as an original."""
        self._originals[staged.digest] = staged.path

    def keep_text(self, text: str) -> str:
        """Keep a text; returns its digest."""
        content = text.encode("utf-8")
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._texts:
            self._texts[digest] = durable.stage(self._layout.tmp, [content])
        return digest

    def known(self, digest: str) -> str | None:
        """The ID of the document with this original, committed or staged."""
        entry = self.catalogue.by_digest(digest)
        if entry is not None:
            return entry.id
        return next((record.id for record, _, _ in self._records if record.original.digest == digest), None)

    def new_id(self, digest: str) -> str:
        """A free ID for an original: the shortest beginning of its SHA-256, from 12 digits on, that no other has."""
        staged = {record.id for record, _, _ in self._records}
        for length in range(ID_DIGITS, len(digest) + 1):
            candidate = ID_PREFIX + digest[:length]
            if candidate not in staged and not self.catalogue.by_prefix(candidate, limit=1):
                return candidate
        raise DamageFound(f"the original {digest} is catalogued under its whole digest already: run `muniment reindex`")

    def append(self, record: Record) -> Record:
        """Stage a record as the next one; its number and the digest of the one before are set here."""
        numbered = replace(record, seq=self._seq + 1, previous=self._head)
        content = to_json(numbered)
        path = durable.stage(self._layout.tmp, [content])
        self._seq, self._head = numbered.seq, hashlib.sha256(content).hexdigest()
        self._records.append((numbered, self._head, path))
        return numbered

    def commit(self) -> list[Record]:
        """Give everything staged its name, flushed to the disk: originals and texts first, then records in order."""
        if not self._records:
            return []
        durable.flush(self._layout.tmp)
        for digest, path in self._originals.items():
            durable.place(path, self._layout.original(digest))
        for digest, path in self._texts.items():
            durable.place(path, self._layout.text(digest))
        durable.flush(self._layout.tmp)
        for record, _, path in self._records:
            if not durable.place(path, self._layout.record(record.seq)):
                raise DamageFound(f"record {record.seq} is there already, though the lock is ours: `muniment verify`")
        durable.flush(self._layout.tmp)
        committed = [record for record, _, _ in self._records]
        self.catalogue.apply((record, digest) for record, digest, _ in self._records)
        self._originals, self._texts, self._records = {}, {}, []
        return committed

    @property
    def staged(self) -> int:
        """How many records wait for `commit`."""
        return len(self._records)
