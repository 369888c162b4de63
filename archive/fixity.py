"""Fixity: whether what is stored is still what was stored, and whether the chain of records is whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import DamageFound
from archive.record import Record
from archive.record_json import from_json
from archive.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be: a code, the path within the archive, and words.

    `damage` tells what was kept and is lost or changed from what is merely left over.
    """

    code: str
    path: str
    detail: str
    damage: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Progress: how many files have been checked so far."""

    files: int


def verify(store: Store) -> Iterator[Finding | Checked]:
    """Check every record, original and text. Yields findings as they are met, and after each file a `Checked`."""
    root = store.layout.root
    digests: dict[str, set[str]] = {"originals": set(), "texts": set()}
    files = 0
    for item in _records(store):
        if isinstance(item, Finding):
            yield item
            continue
        digests["originals"].add(item.original.digest)
        if item.text.digest:
            digests["texts"].add(item.text.digest)
        files += 1
        yield Checked(files=files)
    for folder, wanted in digests.items():
        for digest in sorted(wanted):
            yield from _file(root, Path(folder) / digest[:2] / digest, digest)
            files += 1
            yield Checked(files=files)
        yield from _left_over(root, folder, wanted)


def _records(store: Store) -> Iterator[Record | Finding]:
    """Every record there is; a break in numbers or in the chain of digests is a finding."""
    expected, before = 1, None
    root = store.layout.root
    for seq in _record_numbers(root):
        path = store.layout.record(seq)
        name = path.relative_to(root).as_posix()
        for missing in range(expected, seq):
            lost = store.layout.record(missing).relative_to(root).as_posix()
            yield Finding(code="record-missing", path=lost, detail="later records are there, this one is not")
        if seq > expected:
            before = None
        try:
            content = path.read_bytes()
            record = from_json(content, where=name)
        except (OSError, DamageFound) as error:
            yield Finding(code="record-unreadable", path=name, detail=str(error))
            expected, before = seq + 1, None
            continue
        if record.seq != seq:
            yield Finding(code="record-misplaced", path=name, detail=f"it says that it is record {record.seq}")
        if record.previous != before and (before is not None or seq == 1):
            yield Finding(code="chain-broken", path=name, detail="the record before it is not the one it was made after")
        expected, before = seq + 1, hashlib.sha256(content).hexdigest()
        yield record


def _record_numbers(root: Path) -> list[int]:
    numbers = [
        int(name[:-5])
        for _, _, files in os.walk(root / "records")
        for name in files
        if name.endswith(".json") and name[:-5].isdigit()
    ]
    return sorted(numbers)


def _file(root: Path, path: Path, digest: str) -> Iterator[Finding]:
    kind = "original" if path.parts[0] == "originals" else "text"
    try:
        with (root / path).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        yield Finding(code=f"{kind}-missing", path=path.as_posix(), detail="a record names it and it is not there")
    except OSError as error:
        yield Finding(code=f"{kind}-unreadable", path=path.as_posix(), detail=error.strerror or str(error))
    else:
        if found != digest:
            yield Finding(code=f"{kind}-changed", path=path.as_posix(), detail=f"its SHA-256 is now {found}")


def _left_over(root: Path, folder: str, wanted: set[str]) -> Iterator[Finding]:
    """Files that no record names: an interrupted `add` leaves them, and running it again takes them up."""
    for parent, _, files in os.walk(root / folder):
        for name in sorted(files):
            if name not in wanted:
                path = (Path(parent) / name).relative_to(root).as_posix()
                yield Finding(code="unrecorded-file", path=path, detail="no record names it", damage=False)
