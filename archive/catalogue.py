"""The catalogue: which documents there are and which record describes each now. Derived from the records.

It lives in cache/ as SQLite and can be deleted at any time: `Catalogue.apply` fills it from the records again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive import durable
from archive.errors import StorageFailed
from archive.record import Record

_SCHEMA = """
create table if not exists state(key text primary key, value) without rowid;
create table if not exists document(
  id text primary key, seq integer not null, status text not null, digest text not null, failure text) without rowid;
create unique index if not exists document_digest on document(digest);
create index if not exists document_seq on document(seq);
create table if not exists event(
  seq integer primary key, id text not null, kind text not null, at text not null, detail text not null);
create index if not exists event_id on event(id, seq);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as the catalogue knows it: its ID, its latest record, its status and the digest of its original."""

    id: str
    seq: int
    status: str
    digest: str


class Catalogue:
    """An open catalogue. `seq` is the number of the last record it holds, `head` the SHA-256 of that record."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """The catalogue for reading; an empty one in memory when the file is missing, damaged or half written."""
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None)
            connection.execute("select seq from document limit 1").fetchone()
        except sqlite3.DatabaseError:
            return cls(_with_schema(sqlite3.connect(":memory:", isolation_level=None)))
        return cls(connection)

    @classmethod
    def open_for_writing(cls, path: Path) -> Catalogue:
        """The catalogue for writing; a damaged one is made anew, since it holds nothing that the records do not."""
        with durable.storage_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return cls(_with_schema(sqlite3.connect(path, timeout=30, isolation_level=None)))
            except sqlite3.OperationalError as error:
                raise StorageFailed(f"cannot write {path}: {error}") from error
            except sqlite3.DatabaseError:
                path.unlink()
                return cls(_with_schema(sqlite3.connect(path, timeout=30, isolation_level=None)))

    def in_memory(self) -> Catalogue:
        """A copy that can be added to without touching the file; this one is closed."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.backup(copy)
        self._connection.close()
        return Catalogue(copy)

    def close(self) -> None:
        self._connection.close()

    @property
    def seq(self) -> int:
        return int(self._state("seq") or 0)

    @property
    def head(self) -> str | None:
        held = self._state("head")
        return None if held is None else str(held)

    def _state(self, key: str) -> object:
        row = self._connection.execute("select value from state where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def apply(self, records: Iterable[tuple[Record, str]]) -> None:
        """Take in records, each with its SHA-256, in order of their numbers: all of them or none."""
        run = self._connection.execute
        run("begin immediate")
        try:
            for record, digest in records:
                run("insert or replace into document values (?, ?, ?, ?, ?)",
                    (record.id, record.seq, record.status, record.original.digest, record.text.failure))  # fmt: skip
                run("insert or replace into event values (?, ?, ?, ?, ?)",
                    (record.seq, record.id, record.event.kind, record.event.at, record.event.detail))  # fmt: skip
                run("insert or replace into state values ('seq', ?), ('head', ?)", (record.seq, digest))
        except BaseException:
            run("rollback")
            raise
        run("commit")

    def by_digest(self, digest: str) -> Entry | None:
        """The document whose original has this SHA-256."""
        return next(self._entries("where digest = ?", digest), None)

    def by_prefix(self, prefix: str, *, limit: int = 10) -> list[Entry]:
        """Documents whose ID begins with `prefix`, at most `limit` of them."""
        return list(self._entries("where id >= ? and id < ? order by id limit ?", prefix, prefix + "\x7f", limit))

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """The documents whose latest record comes after record `after`, in the order of those records."""
        return self._entries("where seq > ? order by seq", after)

    def history(self, record_id: str) -> list[int]:
        """The numbers of all records of one document, oldest first."""
        rows = self._connection.execute("select seq from event where id = ? order by seq", (record_id,))
        return [row[0] for row in rows]

    def counts(self) -> dict[str, int]:
        """How many documents are current, withdrawn and unreadable."""
        row = self._connection.execute(
            "select count(*) filter (where status = 'current'), count(*) filter (where status != 'current'),"
            " count(*) filter (where failure is not null) from document"
        ).fetchone()
        return {"documents": row[0], "withdrawn": row[1], "unreadable": row[2]}

    def _entries(self, clause: str, *values: object) -> Iterator[Entry]:
        rows = self._connection.execute(f"select id, seq, status, digest from document {clause}", values)  # noqa: S608
        for row in rows:
            yield Entry(id=row[0], seq=row[1], status=row[2], digest=row[3])


def _with_schema(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        with closing(connection.cursor()) as cursor:
            cursor.executescript(_SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
