"""Checking a bundle without the archive that it came from: as a bag, and whether its parts agree with one another."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.bag.agreement import disagreements
from archive.bag.contents import HISTORY, QUERY, RECORDS, history_path, is_place, original_path, record_path, text_path
from archive.bag.manifest import check_declaration, manifest, oxum
from archive.bag.opened import Bag, closing_damage, read_whole
from archive.bag.query import Asked, read_query
from archive.bag.shelf import Shelf
from archive.bag.writer import BAG_INFO, BAGIT, MANIFEST, TAG_MANIFEST
from archive.deposit import CHUNK
from archive.errors import DamageFound
from archive.fixity import Checked, Finding
from archive.record import Record
from archive.record_json import from_json

MOST_RECORD = 256 << 20
"""Bytes of a record: one of a text of ten million words has about a tenth of that."""


@dataclass(slots=True)
class _State:
    """What is known of a bag while it is gone through. `records` holds two numbers and two digests a record."""

    digests: dict[str, str] = field(default_factory=dict)
    records: dict[int, tuple[bytes, bytes | None]] = field(default_factory=dict)
    files: int = 0


def verify_bag(bag: Bag) -> Iterator[Finding | Checked]:
    """Everything that is wrong with a bundle; after each file a `Checked`."""
    state = _State()
    try:
        check_declaration(bag)
        yield from _manifests(bag, state)
        yield from _fixity(bag, state)
        with contextlib.closing(Shelf()) as shelf:
            asked = read_query(bag)
            yield from _records(bag, state, shelf, asked)
            yield from _chain(state, asked)
            yield from disagreements(bag, shelf, asked)
    except DamageFound as damage:
        yield Finding(code="bag-malformed", path=bag.name, detail=str(damage))


def _manifests(bag: Bag, state: _State) -> Iterator[Finding]:
    """Read both manifests, and hold the files that are there against them."""
    for name in (MANIFEST, TAG_MANIFEST):
        for path, digest in manifest(bag, name):
            if state.digests.setdefault(path, digest) != digest or path.startswith("data/") != (name == MANIFEST):
                yield Finding(code="manifest-contradictory", path=name, detail=f"what it says of {path} cannot be")
    there = bag.paths()
    for path in there:
        if path not in state.digests and path != TAG_MANIFEST:
            yield Finding(code="file-unlisted", path=path, detail="no manifest names it")
        elif path.startswith("data/") and not is_place(path.removeprefix("data/")):
            yield Finding(code="file-unknown", path=path, detail="a citation bundle has no such file")
    for path in (BAGIT, BAG_INFO, MANIFEST):
        if path not in state.digests:
            yield Finding(code="file-unlisted", path=path, detail=f"{TAG_MANIFEST} does not name it")
    yield from _oxum(bag)


def _oxum(bag: Bag) -> Iterator[Finding]:
    said = oxum(bag)
    payload = [size for path, size in bag.paths().items() if path.startswith("data/")]
    if said is not None and said != (sum(payload), len(payload)):
        found = f"{sum(payload)}.{len(payload)}"
        yield Finding(code="oxum-wrong", path=BAG_INFO,
                      detail=f"Payload-Oxum is {said[0]}.{said[1]} and should be {found}")  # fmt: skip


def _fixity(bag: Bag, state: _State) -> Iterator[Finding | Checked]:
    there = bag.paths()
    for path, digest in state.digests.items():
        if path not in there:
            yield Finding(code="file-missing", path=path, detail="a manifest names it and it is not there")
            continue
        try:
            found = digest_of(bag, path)
        except DamageFound as damage:
            yield Finding(code="file-unreadable", path=path, detail=str(damage))
        else:
            if found != digest:
                yield Finding(code="file-changed", path=path, detail=f"its SHA-256 is now {found}")
        state.files += 1
        yield Checked(files=state.files)


def digest_of(bag: Bag, path: str) -> str:
    """The SHA-256 of a file as it is now."""
    hashed = hashlib.sha256()
    with closing_damage(path), bag.open(path) as stream:
        while chunk := stream.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _records(bag: Bag, state: _State, shelf: Shelf, asked: Asked) -> Iterator[Finding]:
    """Every record in the order of the manifest; those that describe a document now go onto the shelf."""
    there = bag.paths()
    for path in state.digests:
        folder = path.removeprefix("data/").partition("/")[0]
        if path not in there or folder not in (RECORDS, HISTORY):
            continue
        try:
            record = read_record(bag, path)
        except DamageFound as damage:
            yield Finding(code="record-unreadable", path=path, detail=str(damage))
            continue
        wanted = record_path(record.id) if folder == RECORDS else history_path(record.id, record.seq)
        if path != f"data/{wanted}" or record.seq in state.records:
            yield Finding(code="record-misplaced", path=path,
                          detail=f"it says that it is record {record.seq} of {record.id}")  # fmt: skip
            continue
        state.records[record.seq] = (bytes.fromhex(state.digests[path]), _bytes(record.previous))
        if folder == RECORDS:
            yield from _kept(state, record, asked)
            shelf.put(record)
    if len(shelf) != asked.documents:
        yield Finding(code="query-differs", path=f"data/{QUERY}",
                      detail=f"it speaks of {asked.documents:,} documents, and there are {len(shelf):,}")  # fmt: skip


def read_record(bag: Bag, path: str) -> Record:
    """A record of the bag; DamageFound when it is none."""
    return from_json(read_whole(bag, path, most=MOST_RECORD), where=path)


def _bytes(digest: str | None) -> bytes | None:
    try:
        return None if digest is None else bytes.fromhex(digest)
    except ValueError:
        return b""


def _kept(state: _State, record: Record, asked: Asked) -> Iterator[Finding]:
    """Whether the bundle's original and text of a document are those that its record names."""
    wanted = {original_path(record): record.original.digest} if asked.originals else {}
    if asked.texts and record.text.digest:
        wanted[text_path(record.id)] = record.text.digest
    for path, digest in wanted.items():
        if state.digests.get(f"data/{path}") != digest:
            yield Finding(code="record-disagrees", path=f"data/{path}",
                          detail=f"the record of {record.id} names another file")  # fmt: skip
    if not record.original.digest.startswith(record.id[1:]):
        yield Finding(code="id-wrong", path=f"data/{record_path(record.id)}",
                      detail=f"{record.id} is not the beginning of its original's SHA-256")  # fmt: skip


def _chain(state: _State, asked: Asked) -> Iterator[Finding]:
    """Whether each record was made after the one before it, where that is here too."""
    for seq, (digest, previous) in state.records.items():
        before = state.records.get(seq - 1)
        if (before and before[0] != previous) or (seq == 1) != (previous is None):
            yield _broken(seq, "it was made after another record than it follows")
        if seq == asked.last_seq and digest.hex() != asked.last_digest:
            yield _broken(seq, f"{QUERY} gives the last record another SHA-256")
        if seq > asked.last_seq:
            yield _broken(seq, f"{QUERY} says that record {asked.last_seq} was the last")


def _broken(seq: int, detail: str) -> Finding:
    return Finding(code="chain-broken", path=f"record {seq}", detail=detail)


def damage_of(bag: Bag) -> list[Finding]:
    """All findings that are damage."""
    return [found for found in verify_bag(bag) if isinstance(found, Finding) and found.damage]
