"""SQLite files of the cache: opened, given their tables, asked and removed. They hold nothing that records do not."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from archive import durable
from archive.errors import DamageFound

IN_MEMORY = ":memory:"


def connected(database: str) -> sqlite3.Connection:
    """A connection to a database in memory, or to one given as a URI of a file."""
    return sqlite3.connect(database, uri=database.startswith("file:"), timeout=30, isolation_level=None)


def with_schema(connection: sqlite3.Connection, schema: str) -> sqlite3.Connection:
    """The connection after this script; closed when it fails."""
    try:
        connection.executescript(schema)
    except BaseException:
        connection.close()
        raise
    return connection


def rows(connection: sqlite3.Connection, query: str, *values: object, what: str) -> list[tuple[Any, ...]]:
    """All rows at once: a reader that pauses between two rows would keep every writer waiting.

    DamageFound, which says `what` it is, when the database cannot be read.
    """
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise DamageFound(
            f"{what} cannot be read ({error}): delete the archive's folder cache/, it is made anew"
        ) from error


def remove(path: Path) -> None:
    """Delete a database and its journal, which SQLite would otherwise play into the next one of that name."""
    with durable.storage_errors(path):
        for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
            durable.discard(path.with_name(name))
