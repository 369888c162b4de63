"""What is kept of the texts to know copies by: digests, signatures and groups, in SQLite in the cache.

It is derived from the records and the texts: it can be deleted at any time and is made again.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from archive import database, durable
from archive.database import IN_MEMORY
from archive.duplicates.groups import first_of_each
from archive.duplicates.plain import digest_of_plain, plain
from archive.duplicates.signatures import ALIKE, PLACES, VERSION, signature, similarities
from archive.errors import StorageFailed
from archive.record import Record
from archive.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SCHEMA = f"""
begin immediate;
create table if not exists state(key text primary key, value) without rowid;
create table if not exists document(
  id text primary key, text text not null, plain text not null, signature blob) without rowid;
create index if not exists document_plain on document(plain);
create table if not exists member(id text primary key, first text not null) without rowid;
pragma user_version = {VERSION};
commit;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A document that is like another: the same text, or a near copy with its estimated Jaccard index (0 to 1)."""

    id: str
    kind: Literal["text", "near"]
    score: float


class Duplicates:
    """Open digests, signatures and groups. `seq` is the number of the last record that they hold."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        weakref.finalize(self, connection.close)

    @classmethod
    def open(cls, path: Path) -> Duplicates:
        """For reading; empty ones in memory when the file is missing, damaged or of another version."""
        try:
            return cls(_sound(f"{path.absolute().as_uri()}?mode=ro"))
        except sqlite3.DatabaseError:
            return cls.in_memory()

    @classmethod
    def open_for_writing(cls, path: Path) -> Duplicates:
        """For writing; what is damaged or of another version is made anew."""
        with durable.storage_errors(path):
            durable.make_folder(path.parent)
        try:
            return cls(_sound(f"{path.absolute().as_uri()}?mode=rw"))
        except sqlite3.DatabaseError:
            database.remove(path)
        try:
            return cls(_made(path.absolute().as_uri()))
        except sqlite3.DatabaseError as error:
            raise _cannot_write(error) from error

    @classmethod
    def in_memory(cls) -> Duplicates:
        return cls(_made(IN_MEMORY))

    def close(self) -> None:
        self._connection.close()

    @property
    def seq(self) -> int:
        rows = self._rows("select value from state where key = 'seq'")
        return int(rows[0][0]) if rows else 0

    def update(self, store: Store, records: Iterable[Record], *, seq: int) -> None:
        """Take in how documents stand now, up to record `seq`: all of them or none. Groups are made anew."""
        try:
            self._connection.execute("begin immediate")
            changed = [self._take(store, record) for record in records]
            if any(changed):
                self._group()
            self._connection.execute("insert or replace into state values ('seq', ?)", (seq,))
            self._connection.execute("commit")
        except sqlite3.DatabaseError as error:
            raise _cannot_write(error) from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("rollback")

    def forget(self) -> None:
        """Hold nothing."""
        try:
            for table in ("state", "document", "member"):
                self._connection.execute(f"delete from {table}")  # noqa: S608 - one of three words
        except sqlite3.DatabaseError as error:
            raise _cannot_write(error) from error

    def _take(self, store: Store, record: Record) -> bool:
        """Whether a document's text is another than it was."""
        held = self._rows("select text from document where id = ?", record.id)
        text = record.text.digest if record.status == "current" else None
        if text == (held[0][0] if held else None):
            return False
        self._connection.execute("delete from document where id = ?", (record.id,))
        form = plain(store.text(record)) if text else ""
        if form:
            signed = signature(form)
            self._connection.execute("insert into document values (?, ?, ?, ?)", (
                record.id, text, digest_of_plain(form), None if signed is None else signed.tobytes()))  # fmt: skip
        return True

    def _group(self) -> None:
        """Short texts are grouped when they are the same, the others when they are alike; the smallest ID is first."""
        ids, matrix = self._signatures()
        first = {ids[row]: ids[number] for row, number in enumerate(first_of_each(matrix).tolist())}
        short = self._rows("select id, min(id) over (partition by plain) from document where signature is null")
        shared = {record_id: held for record_id, held in [*first.items(), *short] if record_id != held}
        self._connection.execute("delete from member")
        members = shared | {held: held for held in shared.values()}
        self._connection.executemany("insert into member values (?, ?)", members.items())

    def firsts(self) -> Mapping[str, str]:
        """The first document of the group of each document that is in one with others."""
        return dict(self._rows("select id, first from member"))

    def similar(self, record_id: str, *, least: float = ALIKE) -> list[Similar]:
        """The documents with the same text, then near copies from this similarity on, the most similar first."""
        rows = self._rows("select plain, signature from document where id = ?", record_id)
        if not rows:
            return []
        same = {held for (held,) in self._rows("select id from document where plain = ?", rows[0][0])} - {record_id}
        near = self._near(rows[0][1], least) if rows[0][1] else {}
        found = [Similar(id=held, kind="text", score=1.0) for held in sorted(same)]
        rest = sorted(((-score, held) for held, score in near.items() if held not in same | {record_id}))
        return [*found, *(Similar(id=held, kind="near", score=-score) for score, held in rest)]

    def _near(self, signed: bytes, least: float) -> dict[str, float]:
        import numpy as np

        ids, matrix = self._signatures()
        scores = similarities(matrix, np.frombuffer(signed, np.uint32))
        return {ids[row]: float(scores[row]) for row in np.flatnonzero(scores >= least)}

    def _signatures(self) -> tuple[list[str], NDArray[np.uint32]]:
        import numpy as np

        rows = self._rows("select id, signature from document where signature is not null order by id")
        packed = b"".join(signed for _, signed in rows)
        return [record_id for record_id, _ in rows], np.frombuffer(packed, np.uint32).reshape(-1, PLACES)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return database.rows(self._connection, query, *values, what="what is kept to know copies by")


def _sound(uri: str) -> sqlite3.Connection:
    """The connection when its database has our version, else closed."""
    connection = database.connected(uri)
    try:
        if connection.execute("pragma user_version").fetchone()[0] != VERSION:
            raise sqlite3.DatabaseError("another version")
        connection.execute("select count(*) from state").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _made(uri: str) -> sqlite3.Connection:
    return database.with_schema(database.connected(uri), _SCHEMA)


def _cannot_write(error: sqlite3.Error) -> StorageFailed:
    return StorageFailed(f"cannot write what is kept to know copies by: {error}")
