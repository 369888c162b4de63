"""Small archives for the tests: made, filled and read back in a line each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from archive import database, durable, layout
from archive.accession import add
from archive.arrivals import Arrival
from archive.deposit import Deposit
from archive.extract import AS_FOUND, Wishes
from archive.fixity import Finding, verify
from archive.given import Given
from archive.intake import Again
from archive.outcome import Outcome
from archive.readers import DirectReader, Reader
from archive.record import Record
from archive.sidecar import Sidecar
from archive.store import Store

WHEN = "2026-02-03T04:05:06Z"


def wait_for_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing waits for whatever else the machine is writing, and what it promises shows only in a power cut."""
    connected = database.connected

    def hasty(uri: str) -> sqlite3.Connection:
        return database.with_schema(connected(uri), "pragma synchronous = off")

    monkeypatch.setattr(database, "connected", hasty)
    monkeypatch.setattr(durable, "_sync_file_system", lambda: lambda handle: None)


def clock() -> str:
    return WHEN


def new(root: Path) -> Store:
    layout.create(root, engine="memory")
    return Store(root)


def piped(name: str, content: str | bytes) -> Arrival:
    return Arrival(path=None, name=name, content=content.encode() if isinstance(content, str) else content)


def take_in(
    store: Store, found: Iterable[Arrival | Again], *, common: Given | None = None, sidecar: Sidecar | None = None,
    wishes: Wishes = AS_FOUND,
) -> list[Outcome]:  # fmt: skip
    """Add in this process. What the sandbox does is tested with it; nothing else needs it."""
    with store.deposit(wait=1) as deposit:
        return list(adding(deposit, found, common=common, sidecar=sidecar, wishes=wishes))


def adding(
    deposit: Deposit, found: Iterable[Arrival | Again], *, common: Given | None = None, sidecar: Sidecar | None = None,
    wishes: Wishes = AS_FOUND, reader: Reader | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """What `add` yields, with the outcomes and records as they come."""
    reader = reader or DirectReader(deposit.scratch())
    return add(deposit, found, reader=reader, common=common or Given(), sidecar=sidecar, clock=clock, wishes=wishes)


def filled(root: Path, contents: Mapping[str, str | bytes]) -> Store:
    store = new(root)
    take_in(store, [piped(name, content) for name, content in contents.items()])
    return store


def current(store: Store) -> list[Record]:
    """How each document stands now, in the order of the records."""
    return [store.record(entry.seq) for entry in store.catalogue.entries()]


def findings(store: Store) -> list[Finding]:
    return [item for item in verify(store) if isinstance(item, Finding)]


def damage(store: Store) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in findings(store) if finding.damage]


def documents(store: Store) -> set[tuple[str, str, str]]:
    """What an archive holds, whatever the order it came in: IDs, originals and texts, each read back and checked."""
    return {(record.id, store.original(record).hex(), store.text(record)) for record in current(store)}
