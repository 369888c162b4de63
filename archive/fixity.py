"""Fixity: whether what is stored is still what was stored, and whether the chain of records is whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import methodcaller
from pathlib import Path, PurePosixPath

from archive import collection, named_files, saved
from archive.catalogue import Catalogue
from archive.errors import DamageFound, StorageFailed
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
    """Check every record, original, text, collection and saved search.

    Yields findings as they are met, and after each file a `Checked`.
    """
    root = store.layout.root
    digests: dict[str, set[str]] = {"originals": set(), "texts": set()}
    files, ids = 0, set[str]()
    for item in _records(store):
        if isinstance(item, Finding):
            yield item
            continue
        ids.add(item.id)
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
        yield from _left_over(root, folder, {f"{folder}/{digest[:2]}/{digest}" for digest in wanted}.__contains__)
    for path in _named_files(root):
        yield from _named_file(path, path.relative_to(root).as_posix(), ids)
        files += 1
        yield Checked(files=files)
    for folder, ending in _NAMED.items():
        yield from _left_over(root, folder, methodcaller("endswith", ending))


_NAMED = {collection.FOLDER: collection.ENDING, saved.FOLDER: saved.ENDING}


def _named_files(root: Path) -> Iterator[Path]:
    """The files of collections and saved searches, which a person named."""
    for folder, ending in _NAMED.items():
        yield from named_files.all_in(root / folder, ending)


def _named_file(path: Path, name: str, ids: set[str]) -> Iterator[Finding]:
    """Whether it can be read and lies where its name says; `ids` are those of all documents."""
    is_collection = path.parent.name == collection.FOLDER
    try:
        if is_collection:
            collection.check(path)
            return
        search = saved.check(path)
    except DamageFound as damage:
        kind = "collection" if is_collection else "saved-search"
        yield Finding(code=f"{kind}-unreadable", path=name, detail=str(damage))
        return
    if strange := [one for one in search.seen if one not in ids]:
        detail = f"{len(strange):,} of the documents that it found are not here, the first {strange[0]}"
        yield Finding(code="document-unknown", path=name, detail=detail, damage=False)


def _records(store: Store) -> Iterator[Record | Finding]:
    """Every record there is; a break in numbers or in the chain of digests is a finding."""
    noted_seq, noted_digest = _noted(store)  # before the records are listed: a writer may add some meanwhile
    expected, before = 1, None
    for seq in _record_numbers(store):
        yield from _missing(store, range(expected, seq))
        before = before if seq == expected else None
        expected = seq + 1
        name = _name(store, seq)
        try:
            content = store.layout.record(seq).read_bytes()
            record = from_json(content, where=name)
        except (OSError, DamageFound) as error:
            yield Finding(code="record-unreadable", path=name, detail=str(error))
            before = None
            continue
        digest = hashlib.sha256(content).hexdigest()
        if record.seq != seq:
            yield Finding(code="record-misplaced", path=name, detail=f"it says that it is record {record.seq}")
        if record.previous != before and (before is not None or seq == 1):
            detail = _broken(_name(store, seq - 1) if before else None)
            yield Finding(code="chain-broken", path=name, detail=detail)
        if seq == noted_seq and digest != noted_digest:
            yield Finding(code="record-changed", path=name, detail="the catalogue noted another SHA-256 of it")
        before = digest
        yield record
    yield from _missing(store, range(expected, noted_seq + 1))
    yield from _left_over(store.layout.root, "records", lambda path: _number(store, path) > 0)


def _broken(before: str | None) -> str:
    """The digest in a record is of the one before: which of the two was changed, they do not say."""
    if before is None:
        return "it says that another record comes before the first"
    return f"it was made after another record than {before}, as that is now: one of the two was changed"


def _noted(store: Store) -> tuple[int, str | None]:
    """The last record that the catalogue knows. The chain says nothing of the last record; this does while it lasts."""
    with contextlib.closing(Catalogue.open(store.layout.catalogue)) as catalogue:
        return catalogue.seq, catalogue.head


def _missing(store: Store, numbers: range) -> Iterator[Finding]:
    for seq in numbers:
        yield Finding(code="record-missing", path=_name(store, seq), detail="it was there once, and is not now")


def _name(store: Store, seq: int) -> str:
    return store.layout.record(seq).relative_to(store.layout.root).as_posix()


def _record_numbers(store: Store) -> list[int]:
    """The numbers of the record files that lie where they belong."""
    numbers = (_number(store, path) for path in _files(store.layout.root, "records"))
    return sorted(number for number in numbers if number)


def _number(store: Store, path: str) -> int:
    """The number of the record in this file; 0 when the file is no record or lies elsewhere than its number says."""
    stem = PurePosixPath(path).stem
    number = int(stem) if stem.isascii() and stem.isdecimal() else 0
    return number if number and _name(store, number) == path else 0


def _files(root: Path, folder: str) -> Iterator[str]:
    for parent, _, files in os.walk(root / folder, onerror=_unlistable):
        for name in sorted(files):
            yield (Path(parent) / name).relative_to(root).as_posix()


def _unlistable(error: OSError) -> None:
    """A folder that is gone shows in what it lacks; of one that may not be listed nothing can be said."""
    if not isinstance(error, FileNotFoundError):
        raise StorageFailed(f"cannot list {error.filename}: {error.strerror}")


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


def _left_over(root: Path, folder: str, is_wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """Files that no record names: an interrupted `add` leaves them, and running it again takes them up.

    Beside collections and saved searches it is whatever is none of these.
    """
    for path in _files(root, folder):
        if not is_wanted(path):
            yield Finding(code="unrecorded-file", path=path, detail="no record names it", damage=False)
