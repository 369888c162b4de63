"""The catalogue: which documents there are and which record describes each now. Derived from the records.

It lives in cache/ as SQLite and can be deleted at any time: `Catalogue.apply` fills it from the records again.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import database, durable, relations
from archive.database import IN_MEMORY
from archive.errors import StorageFailed
from archive.record import Membership, Record

_SCHEMA_VERSION = 6
_SCHEMA = f"""
begin immediate;
create table if not exists state(key text primary key, value) without rowid;
create table if not exists document(
  id text primary key, seq integer not null, status text not null, digest text not null, size integer not null,
  state text not null, failure text) without rowid;
create unique index if not exists document_digest on document(digest);
create index if not exists document_seq on document(seq);
create table if not exists event(
  seq integer primary key, id text not null, kind text not null, at text not null, detail text not null);
create index if not exists event_id on event(id, seq);
create table if not exists name(name blob not null, id text not null, primary key (name, id)) without rowid;
create table if not exists part(
  container text not null, path blob not null, id text not null, kind text not null,
  primary key (container, path, id)) without rowid;
create table if not exists relation(
  id text not null, kind text not null, key blob not null, primary key (id, kind, key)) without rowid;
create index if not exists relation_key on relation(kind, key);
pragma user_version = {_SCHEMA_VERSION};
commit;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as the catalogue knows it: its ID, its latest record, its status, and its original."""

    id: str
    seq: int
    status: str
    digest: str
    size: int = 0


class Catalogue:
    """An open catalogue. `seq` is the number of the last record it holds, `head` the SHA-256 of that record."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        weakref.finalize(self, connection.close)  # one that is dropped unclosed is closed, not complained of

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """The catalogue for reading; an empty one in memory when the file is missing, damaged or half written."""
        try:
            return cls(_sound(database.connected(f"{path.absolute().as_uri()}?mode=ro"), (_SCHEMA_VERSION,)))
        except sqlite3.DatabaseError:
            return cls(database.with_schema(database.connected(IN_MEMORY), _SCHEMA))

    @classmethod
    def open_for_writing(cls, path: Path) -> Catalogue:
        """The catalogue for writing; a damaged one is made anew, since it holds nothing that the records do not."""
        with durable.storage_errors(path):
            durable.make_folder(path.parent)
        try:
            return cls(_writable(path))
        except sqlite3.OperationalError as error:
            raise _cannot_write(error) from error
        except sqlite3.DatabaseError:
            database.remove(path)
            return cls(_writable(path))

    def in_memory(self) -> Catalogue:
        """A copy that can be added to without touching the file; this one is closed."""
        copy = database.connected(IN_MEMORY)
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

    def _state(self, key: str) -> Any:
        rows = self._rows("select value from state where key = ?", key)
        return rows[0][0] if rows else None

    def apply(self, records: Iterable[tuple[Record, str]]) -> None:
        """Take in records, each with its SHA-256, in order of their numbers: all of them or none."""
        try:
            self._apply(records)
        except sqlite3.DatabaseError as error:
            raise _cannot_write(error) from error

    def _apply(self, records: Iterable[tuple[Record, str]]) -> None:
        run = self._connection.execute
        run("begin immediate")
        try:
            for record, digest in records:
                run("insert or replace into document values (?, ?, ?, ?, ?, ?, ?)",
                    (record.id, record.seq, record.status, record.original.digest, record.original.size,
                     record.text.state, record.text.failure))  # fmt: skip
                self._connection.executemany("insert or ignore into name values (?, ?)",
                                             ((_blob(path), record.id) for path in record.original.paths))  # fmt: skip
                self._connection.executemany("insert or ignore into part values (?, ?, ?, ?)", (
                    (part.container, _blob(part.path), record.id, part.kind) for part in record.part_of))  # fmt: skip
                self._relate(record)
                run("insert or replace into event values (?, ?, ?, ?, ?)",
                    (record.seq, record.id, record.event.kind, record.event.at, record.event.detail))  # fmt: skip
                run("insert or replace into state values ('seq', ?), ('head', ?)", (record.seq, digest))
            run("commit")
        except BaseException:
            if self._connection.in_transaction:  # SQLite has rolled back by itself when the disk is full
                run("rollback")
            raise

    def _relate(self, record: Record) -> None:
        """Put the keys by which other documents are related to this one in place of those of its record before."""
        self._connection.execute("delete from relation where id = ?", (record.id,))
        self._connection.executemany("insert into relation values (?, ?, ?)", (
            (record.id, kind, _blob(key)) for kind, key in relations.entries(record)))  # fmt: skip

    def related(self, kind: str, key: str, *, limit: int = -1) -> list[Entry]:
        """The documents that have this key, as `archive.relations.entries` gives it: all, or the first `limit`."""
        clause = "join relation using (id) where kind = ? and key = ? order by seq limit ?"
        return list(self._entries(clause, kind, _blob(key), limit))

    def by_digest(self, digest: str) -> Entry | None:
        """The document whose original has this SHA-256."""
        return next(self._entries("where digest = ?", digest), None)

    def by_prefix(self, prefix: str, *, limit: int = 10) -> list[Entry]:
        """Documents whose ID begins with `prefix`, at most `limit` of them."""
        return list(self._entries("where id >= ? and id < ? order by id limit ?", prefix, prefix + "\x7f", limit))

    def by_name(self, name: str) -> list[Entry]:
        """The documents that came in under this name, as it was given then."""
        return list(self._entries("where id in (select id from name where name = ?)", _blob(name)))

    def parts(self, container: str) -> list[tuple[str, Membership]]:
        """The IDs of the documents that came inside this one, and where in it, in the order of their paths there."""
        rows = self._rows("select id, path, kind from part where container = ? order by path", container)
        return [(row[0], Membership(container=container, path=row[1].decode("utf-8", "surrogatepass"), kind=row[2]))
                for row in rows]  # fmt: skip

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """The documents whose latest record comes after record `after`, in the order of those records."""
        return self._entries("where seq > ? order by seq", after)

    def history(self, record_id: str) -> list[int]:
        """The numbers of all records of one document, oldest first."""
        return [row[0] for row in self._rows("select seq from event where id = ? order by seq", record_id)]

    def counts(self) -> dict[str, int]:
        """How many documents are current, withdrawn and unreadable."""
        rows = self._rows(
            "select count(*) filter (where status = 'current'), count(*) filter (where status != 'current'),"
            " count(*) filter (where state = 'unreadable') from document"
        )
        return dict(zip(("documents", "withdrawn", "unreadable"), rows[0], strict=True))

    def _entries(self, clause: str, *values: object) -> Iterator[Entry]:
        rows = self._rows(f"select id, seq, status, digest, size from document {clause}", *values)  # noqa: S608
        for row in rows:
            yield Entry(id=row[0], seq=row[1], status=row[2], digest=row[3], size=row[4])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return database.rows(self._connection, query, *values, what="the catalogue")


def _blob(name: str) -> bytes:
    """A name as bytes: one that is not UTF-8 holds lone surrogates, which SQLite's text cannot."""
    return name.encode("utf-8", "surrogatepass")


def _writable(path: Path) -> sqlite3.Connection:
    connection = _sound(database.connected(path.absolute().as_uri()), (0, _SCHEMA_VERSION))
    return database.with_schema(connection, _SCHEMA)


def _sound(connection: sqlite3.Connection, versions: tuple[int, ...]) -> sqlite3.Connection:
    """The connection when its database is whole and of a known shape (0.06 s at 100,000 documents), else closed."""
    try:
        found = connection.execute("pragma user_version").fetchone()[0]
        made = connection.execute("select count(*) from sqlite_schema").fetchone()[0] > 0
        if found not in versions or made != (found > 0):
            raise sqlite3.DatabaseError(f"the catalogue has version {found}")
        problem = connection.execute("pragma quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
    except BaseException:
        connection.close()
        raise
    return connection


def _cannot_write(error: sqlite3.Error) -> StorageFailed:
    return StorageFailed(
        f"cannot write the catalogue: {error}. What was acknowledged is safe: run the same command again"
    )
