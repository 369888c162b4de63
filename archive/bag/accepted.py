"""Taking the documents of a bundle into an archive, as its records describe them.

The whole bundle is checked before anything is added, and then only read. A document keeps its description with the
basis of every value; the event of its new record names the bundle and the record of the other archive with its digest,
and tells what happened to the document there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from archive.accession import BATCH, BATCH_SIZE
from archive.bag.checked import damage_of, digest_of, read_record
from archive.bag.contents import HISTORY, QUERY, RECORDS, original_path, record_path, text_path
from archive.bag.opened import Bag, closing_damage, opened, read_whole
from archive.bag.query import read_query
from archive.bag.writer import BAGIT, BASE, MANIFEST
from archive.errors import DamageFound, InvalidValue
from archive.export.inert import inert
from archive.fields import check
from archive.outcome import Outcome
from archive.record import FIELD_NAMES, Event, Record
from archive.version import AGENT

if TYPE_CHECKING:
    from archive.deposit import Deposit

_MOST_TEXT = 1 << 30


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle that was checked: where it is, the digest of its manifest, and its documents' IDs in their order."""

    path: Path
    digest: str
    ids: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """The IDs, to be looked up."""
        return frozenset(self.ids)


def is_bundle(path: Path) -> bool:
    """Whether a path is a citation bundle, zipped or not; what it holds may still be wrong."""
    try:
        if path.is_dir():
            return (path / BAGIT).is_file() and (path / "data" / QUERY).is_file()
        if not path.is_file() or not _starts_as_zip(path):
            return False
        with ZipFile(path) as held:
            names = frozenset(held.namelist())
    except (OSError, BadZipFile, ValueError, NotImplementedError):
        return False
    bases = {f"{name.partition('/')[0]}/" for name in names if name.endswith(f"/{BAGIT}")} | {"", f"{BASE}/"}
    return any({f"{base}{BAGIT}", f"{base}data/{QUERY}"} <= names for base in bases)


def _starts_as_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\3\4"


def checked_bundle(path: Path) -> Bundle:
    """The bundle at a path, checked in every part. DamageFound or InvalidValue says why it is not taken in."""
    with opened(path) as bag:
        damage = damage_of(bag)
        if damage:
            first = f"{inert(damage[0].path)}: {inert(damage[0].detail)}"
            raise DamageFound(
                f"nothing was added: {len(damage):,} finding{'' if len(damage) == 1 else 's'} in {path}, the first in "
                f"{first}. `muniment verify {path}` shows them all"
            )
        asked = read_query(bag)
        if not (asked.originals and asked.texts):
            raise InvalidValue(f"{path} was made without originals or without texts: it can be cited, and not taken in")
        ids = tuple(_ids(bag))
        for record_id in ids:
            _check_record(bag, _record(bag, record_id))
        return Bundle(path=path, digest=digest_of(bag, MANIFEST), ids=ids)


def _ids(bag: Bag) -> Iterator[str]:
    """The IDs of the documents, in the order in which they lie in the bag."""
    folder = f"data/{RECORDS}/"
    return (path.removeprefix(folder).removesuffix(".json") for path in bag.paths() if path.startswith(folder))


def _record(bag: Bag, record_id: str) -> Record:
    return read_record(bag, f"data/{record_path(record_id)}")


def _check_record(bag: Bag, record: Record) -> None:
    """DamageFound when a record says what no muniment would have written and others would stumble over."""
    where = record_path(record.id)
    try:
        for name in FIELD_NAMES:
            for value in record.description.values(name):
                check(name, value.value)
    except InvalidValue as error:
        raise DamageFound(f"{where} holds a value that its field cannot hold: {error}") from None
    if not record.original.paths:
        raise DamageFound(f"{where} has no name of the original")
    text = _text(bag, record)
    spans = [(passage.start, passage.end) for passage in record.passages]
    if any(not 0 <= start <= end <= len(text) for start, end in spans) or spans != sorted(spans):
        raise DamageFound(f"{where} has a passage outside the text")
    if len(text) != record.text.length:
        raise DamageFound(f"{where} gives the text {record.text.length:,} characters, and it has {len(text):,}")


def _text(bag: Bag, record: Record) -> str:
    if record.text.digest is None:
        return ""
    try:
        return read_whole(bag, f"data/{text_path(record.id)}", most=_MOST_TEXT).decode("utf-8")
    except UnicodeDecodeError:
        raise DamageFound(f"{text_path(record.id)} is not UTF-8") from None


def accept(deposit: Deposit, bundles: Iterable[Bundle], *, clock: Callable[[], str]) -> Iterator[Outcome]:
    """Take checked bundles in, a batch a commit. An outcome is yielded when what it says is safe on the disk."""
    for bundle in bundles:
        with opened(bundle.path) as bag:
            earlier = _earlier(bag)
            waiting: list[Outcome] = []
            for record_id in bundle.ids:
                waiting.append(_take_in(deposit, bag, bundle, record_id, earlier.get(record_id, ()), clock))
                if deposit.staged >= BATCH or deposit.staged_size >= BATCH_SIZE:
                    deposit.commit()
                    yield from waiting
                    waiting = []
            deposit.commit()
            yield from waiting


def _earlier(bag: Bag) -> dict[str, list[str]]:
    """The paths of the earlier records of each document."""
    found: dict[str, list[str]] = {}
    for path in bag.paths():
        folder, _, name = path.rpartition("/")
        if folder == f"data/{HISTORY}":
            found.setdefault(name.partition("-")[0], []).append(path)
    return found


def _take_in(
    deposit: Deposit, bag: Bag, bundle: Bundle, record_id: str, earlier: Iterable[str], clock: Callable[[], str]
) -> Outcome:
    record = _record(bag, record_id)
    name = f"{bundle.path}/{original_path(record)}"
    known = deposit.known(record.original.digest)
    if known:
        return Outcome(kind="known", name=name, id=known)
    _keep_original(deposit, bag, record)
    if record.text.digest and deposit.keep_text(_text(bag, record)) != record.text.digest:
        raise DamageFound(f"{bundle.path} was changed while it was read: check it, and add it again")
    added = deposit.append(replace(
        record, id=deposit.new_id(record.original.digest), seq=0, previous=None,
        part_of=tuple(one for one in record.part_of if _is_here(deposit, bundle, one.container)),
        event=Event(kind="accession", at=clock(), agent=AGENT, outcome=record.event.outcome,
                    detail=_provenance(bag, bundle, record, earlier)),
    ))  # fmt: skip
    return Outcome(kind="added", name=name, id=added.id)


def _is_here(deposit: Deposit, bundle: Bundle, container: str) -> bool:
    """Whether what a document came inside of is in this archive, or comes with it; else nothing could lead there."""
    return container in bundle.known or any(one.id == container for one in deposit.catalogue.by_prefix(container))


def _keep_original(deposit: Deposit, bag: Bag, record: Record) -> None:
    path = f"data/{original_path(record)}"
    with closing_damage(path), bag.open(path) as stream:
        staged = deposit.stage(stream)
    if (staged.digest, staged.size) != (record.original.digest, record.original.size):
        deposit.discard(staged)
        raise DamageFound(f"{path} is not the {record.original.size:,} bytes that its record names")
    deposit.keep(staged)


def _provenance(bag: Bag, bundle: Bundle, record: Record, earlier: Iterable[str]) -> str:
    """Where the document comes from, and what happened to it there, the oldest event first."""
    there = f"record {record.seq}, SHA-256 {digest_of(bag, f'data/{record_path(record.id)}')}"
    history = sorted((read_record(bag, path) for path in earlier), key=lambda one: one.seq)
    events = "; ".join(_told(one.event) for one in [*history, record])
    bag_digest = f"SHA-256 of its manifest {bundle.digest}"
    return inert(f"from the bundle {bundle.path.name} ({bag_digest}), there {there}: {events}")


def _told(event: Event) -> str:
    detail = f" ({event.detail})" if event.detail else ""
    return f"{event.kind} {event.at} by {event.agent}{detail}"
