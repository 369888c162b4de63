"""Accession: the whole order of taking a document in, and of changing what is recorded of it.

file → bytes kept → media type → text and passages → languages → description → record. The bytes are kept first, so
that a file that cannot be read loses nothing but its text.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from archive import given as given_values
from archive.arrivals import Arrival
from archive.errors import ExtractionFailed, InvalidValue
from archive.given import Given
from archive.identify import LOOKED_AT, identify
from archive.language import overrule
from archive.reading import Reading, read, unread
from archive.record import Event, KeptText, Original, Record
from archive.sidecar import Sidecar
from archive.store import Deposit, Staged, Store
from archive.version import AGENT

STDIN_NAME = "stdin"
BATCH = 200
"""Documents a commit. Prototypes kept 1,557 documents of 4 kB a second at 100 and 3,587 at 1,000; what an
interruption can undo is one batch."""

READING_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one arrival. `code` and `message` say what went wrong with an unreadable or refused file."""

    kind: Literal["added", "known", "unreadable", "refused"]
    name: str
    id: str | None = None
    code: str | None = None
    message: str | None = None


def add(
    deposit: Deposit, found: Iterable[Arrival], *, common: Given, sidecar: Sidecar | None, clock: Callable[[], str]
) -> Iterator[Outcome]:
    """Take sources in, a batch a commit. An outcome is yielded when what it says is safe on the disk."""
    waiting: list[Outcome] = []
    for arrival in found:
        waiting.append(_take_in(deposit, arrival, _given_for(arrival, common, sidecar), clock))
        if deposit.staged >= BATCH or not deposit.staged:
            deposit.commit()
            yield from waiting
            waiting = []
    deposit.commit()
    yield from waiting


def preview(store: Store, found: Iterable[Arrival], *, common: Given, sidecar: Sidecar | None) -> Iterator[Outcome]:
    """What `add` would do with each arrival, without writing anything."""
    import hashlib

    seen: dict[str, str] = {}
    for arrival in found:
        try:
            content = _read_all(arrival)
        except OSError as error:
            yield _refused(arrival, error)
            continue
        digest = hashlib.sha256(content).hexdigest()
        entry = store.catalogue.by_digest(digest)
        known = entry.id if entry else seen.get(digest)
        seen.setdefault(digest, "m" + digest[:12])
        if known:
            yield Outcome(kind="known", name=arrival.name, id=known)
        else:
            described = read(content, arrival.name, _given_for(arrival, common, sidecar))
            yield _outcome(arrival, seen[digest], described.text)


def _given_for(arrival: Arrival, common: Given, sidecar: Sidecar | None) -> Given:
    from_sidecar = sidecar.find(arrival.name) if sidecar else None
    return given_values.combine(from_sidecar, common) if from_sidecar else common


def _take_in(deposit: Deposit, arrival: Arrival, given: Given, clock: Callable[[], str]) -> Outcome:
    try:
        staged = _stage_unchanged(deposit, arrival)
    except OSError as error:
        return _refused(arrival, error)
    known = deposit.known(staged.digest)
    if known:
        deposit.discard(staged)
        return Outcome(kind="known", name=arrival.name, id=known)
    described = _reading(staged, arrival.name, given)
    text = described.text
    if text.state == "read":
        text = replace(text, digest=deposit.keep_text(described.content))
    deposit.keep(staged)
    record = deposit.append(Record(
        id=deposit.new_id(staged.digest), seq=0, previous=None, status="current",
        event=Event(kind="accession", at=clock(), agent=AGENT, outcome=(text.failure and "partial") or "success"),
        original=Original(digest=staged.digest, size=staged.size, media_type=described.media_type,
                          paths=(arrival.name,)),
        text=text, languages=described.languages, passages=described.passages, description=described.description,
    ))  # fmt: skip
    return _outcome(arrival, record.id, text)


def _outcome(arrival: Arrival, record_id: str, text: KeptText) -> Outcome:
    if text.state == "unreadable":
        code, _, message = (text.failure or "").partition(": ")
        return Outcome(kind="unreadable", name=arrival.name, id=record_id, code=code, message=message)
    return Outcome(kind="added", name=arrival.name, id=record_id)


def _refused(arrival: Arrival, error: OSError) -> Outcome:
    codes = {
        FileNotFoundError: "not-found", NotADirectoryError: "not-found", PermissionError: "permission",
        IsADirectoryError: "not-a-file", _NotAFile: "not-a-file", _Changing: "changing",
    }  # fmt: skip
    code = codes.get(type(error), "io")
    return Outcome(kind="refused", name=arrival.name, code=code, message=error.strerror or str(error))


class _NotAFile(OSError):
    """A device, a pipe or a socket: reading it could wait for ever."""


class _Changing(OSError):
    """The file is being written to."""


def _stage_unchanged(deposit: Deposit, arrival: Arrival) -> Staged:
    """Copy a file that stays the same while it is read; one that keeps changing is refused."""
    if arrival.path is None:
        return deposit.stage(io.BytesIO(arrival.content or b""))
    for _ in range(READING_TRIES):
        with _opened(arrival) as stream:
            before = os.fstat(stream.fileno())
            staged = deposit.stage(stream)
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return staged
        deposit.discard(staged)
    raise _Changing(0, "it was written to while it was read: add it again when it is finished")


def _opened(arrival: Arrival) -> io.BufferedReader:
    path = arrival.path
    if path is None or arrival.problem:
        raise arrival.problem or _NotAFile(0, "it has no path")
    if not stat.S_ISREG(path.stat().st_mode):
        raise _NotAFile(0, "it is not a regular file")
    return path.open("rb")


def _read_all(arrival: Arrival) -> bytes:
    if arrival.path is None:
        return arrival.content or b""
    with _opened(arrival) as stream:
        return stream.read()


def _reading(staged: Staged, name: str, given: Given) -> Reading:
    """What is read of a staged file. One that the memory cannot hold is kept without its text."""
    try:
        return read(staged.path.read_bytes(), name, given)
    except MemoryError:
        with staged.path.open("rb") as stream:
            media_type = identify(stream.read(LOOKED_AT), name)
        return unread(media_type, given, ExtractionFailed("reading it takes more memory than there is", code="limit"))


def edit(deposit: Deposit, record: Record, changes: Given, *, clock: Callable[[], str]) -> Record:
    """Append a record with the given values in place of the old ones. Committed by the caller."""
    if not changes.values and not changes.languages:
        raise InvalidValue("nothing to change: say what with --set FIELD=VALUE")
    passages, languages = record.passages, record.languages
    if changes.languages:
        passages, languages = overrule(passages, changes.languages, basis=changes.basis)
    fields = ", ".join([*changes.values, *(["language"] if changes.languages else [])])
    return deposit.append(replace(
        record, event=Event(kind="edit", at=clock(), agent=AGENT, detail=f"set {fields}"),
        description=changes.over(record.description), passages=passages, languages=languages,
    ))  # fmt: skip


def now() -> str:
    """The time for events: RFC 3339, UTC, whole seconds; SOURCE_DATE_EPOCH overrules the clock."""
    moment = _fixed_moment(os.environ.get("SOURCE_DATE_EPOCH", "")) or datetime.now(UTC)
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _fixed_moment(seconds: str) -> datetime | None:
    """None for what is no number, and for a moment after the year 9999."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None
