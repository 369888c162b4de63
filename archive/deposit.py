"""The deposit: writing to an archive whose lock is held.

Originals, texts and records are staged under tmp/ and get their names in that order, so that a record never leads to
a file that is not there. What `commit` has returned survives a crash; what it has not is found and finished by adding
it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from archive import durable
from archive.catalogue import Catalogue
from archive.errors import DamageFound
from archive.record import Record
from archive.record_json import to_json
from archive.sandbox.folders import remove

if TYPE_CHECKING:
    from archive.store import Store

CHUNK = 1 << 20
SCRATCH = "scratch-"
ID_PREFIX = "m"
ID_DIGITS = 12
"""Digits of the SHA-256 in an ID: 48 bits. The chance that one of 100,000 documents needs more is 2 in 100,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A file staged for keeping: where it is, the SHA-256 of its bytes and their number."""

    path: Path
    digest: str
    size: int


class Deposit:
    """Writing to an archive whose lock is held."""

    def __init__(self, store: Store) -> None:
        with durable.storage_errors(store.layout.tmp):
            store.layout.tmp.mkdir(exist_ok=True)
            _clear(store.layout.tmp)
        catalogue = Catalogue.open_for_writing(store.layout.catalogue)
        try:
            catalogue.apply(store.records(after=catalogue.seq))
            self._begin(store, store.layout.tmp, catalogue)
            self._check_head()
        except BaseException:
            catalogue.close()
            raise

    def _begin(self, store: Store, tmp: Path, catalogue: Catalogue) -> None:
        """With nothing staged; `tmp` is where it will be."""
        self._store, self._layout, self._tmp, self.catalogue = store, store.layout, tmp, catalogue
        self._seq, self._head = catalogue.seq, catalogue.head
        self._reserved: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        """Nothing is staged."""
        self._originals: dict[str, Path] = {}
        self._texts: dict[str, Path] = {}
        self._records: list[tuple[Record, str, Path]] = []
        self._latest: dict[str, Record] = {}
        self._by_digest: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._size = 0

    def close(self) -> None:
        """Drop what was staged and not committed."""
        try:
            with contextlib.suppress(OSError):  # the next deposit clears what cannot be removed now
                _clear(self._tmp)
        finally:
            self.catalogue.close()

    def scratch(self) -> Path:
        """A new folder for what readers write. It goes with the deposit, and what a crash leaves with the next one."""
        with durable.storage_errors(self._tmp):
            return Path(tempfile.mkdtemp(prefix=SCRATCH, dir=self._tmp))

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

        path = durable.stage(self._tmp, chunks())
        return Staged(path=path, digest=digest.hexdigest(), size=size)

    def discard(self, staged: Staged) -> None:
        """Drop a staged file that is not to be kept."""
        staged.path.unlink(missing_ok=True)

    def keep(self, staged: Staged) -> None:
        """Keep a staged file as an original."""
        self._originals[staged.digest] = staged.path
        self._size += staged.size

    def keep_text(self, text: str) -> str:
        """Keep a text; returns its digest."""
        content = text.encode("utf-8")
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._texts:
            self._texts[digest] = durable.stage(self._tmp, [content])
            self._size += len(content)
        return digest

    def known(self, digest: str) -> str | None:
        """The ID of the document with this original, committed or staged."""
        if digest in self._by_digest:
            return self._by_digest[digest]
        entry = self.catalogue.by_digest(digest)
        return entry.id if entry else None

    def with_text(self, normalised: str) -> str | None:
        """The ID of the first document with this text, committed or staged, by the digest of its plain form."""
        held = self.catalogue.related("text", normalised, limit=1)
        return held[0].id if held else self._by_text.get(normalised)

    def latest(self, record_id: str) -> Record:
        """The latest record of a document, committed or staged."""
        if record_id in self._latest:
            return self._latest[record_id]
        return self._store.record(self.catalogue.history(record_id)[-1])

    def history(self, record_id: str) -> list[Record]:
        """The records of a document, oldest first."""
        return [*map(self._store.record, self.catalogue.history(record_id)),
                *(record for record, _, _ in self._records if record.id == record_id)]  # fmt: skip

    def text(self, record: Record) -> str:
        """The text of a record, committed or staged."""
        staged = self._texts.get(record.text.digest or "")
        return staged.read_text("utf-8") if staged else self._store.text(record)

    def original(self, digest: str) -> Path:
        """Where the bytes with this digest are kept, or staged."""
        return self._originals.get(digest) or self._layout.original(digest)

    def new_id(self, digest: str) -> str:
        """A free ID for an original: the shortest beginning of its SHA-256, from 12 digits on, that no other has."""
        if digest in self._reserved:
            return self._reserved[digest]
        for length in range(ID_DIGITS, len(digest) + 1):
            candidate = ID_PREFIX + digest[:length]
            staged = candidate in self._latest or candidate in self._reserved.values()
            if not staged and not self.catalogue.by_prefix(candidate, limit=1):
                return candidate
        raise DamageFound(f"the original {digest} is catalogued under its whole digest already: run `muniment reindex`")

    def reserve(self, digest: str) -> str:
        """The ID that an original will get, which others may name before it is recorded."""
        self._reserved[digest] = self.new_id(digest)
        return self._reserved[digest]

    def append(self, record: Record) -> Record:
        """Stage a record as the next one; its number and the digest of the one before are set here."""
        numbered = replace(record, seq=self._seq + 1, previous=self._head)
        content = to_json(numbered)
        path = durable.stage(self._tmp, [content])
        self._seq, self._head = numbered.seq, hashlib.sha256(content).hexdigest()
        self._records.append((numbered, self._head, path))
        self._latest[numbered.id] = numbered
        self._by_digest[numbered.original.digest] = numbered.id
        if numbered.text.normalised:
            self._by_text.setdefault(numbered.text.normalised, numbered.id)
        self._reserved.pop(numbered.original.digest, None)
        return numbered

    def commit(self) -> list[Record]:
        """Give everything staged its name, flushed to the disk: originals and texts first, then records in order."""
        if not self._records:
            return []
        durable.flush(self._tmp)
        for digest, path in self._originals.items():
            durable.place(path, self._layout.original(digest))
        for digest, path in self._texts.items():
            durable.place(path, self._layout.text(digest))
        durable.flush(self._tmp)
        for record, _, path in self._records:
            if not durable.place(path, self._layout.record(record.seq)):
                raise DamageFound(f"record {record.seq} is there already, though the lock is ours: `muniment verify`")
        durable.flush(self._tmp)
        committed = [record for record, _, _ in self._records]
        self.catalogue.apply((record, digest) for record, digest, _ in self._records)
        self._forget()
        return committed

    @property
    def staged(self) -> int:
        """How many records wait for `commit`."""
        return len(self._records)

    @property
    def staged_size(self) -> int:
        """How many bytes of originals and texts wait with them."""
        return self._size


def _clear(tmp: Path) -> None:
    """All of it is ours to clear: whoever holds the lock is the only one to stage."""
    for left_over in tmp.iterdir():
        if not left_over.is_dir():
            left_over.unlink(missing_ok=True)
        elif left_over.name.startswith(SCRATCH):
            remove(left_over)
