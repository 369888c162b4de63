"""Accession: the whole order of taking a document in, and of changing what is recorded of it.

file → bytes kept → media type → text and passages → languages → description → record. The bytes are kept first, so
that a file that cannot be read loses nothing but its text.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from archive.arrivals import Arrival
from archive.deposit import Deposit
from archive.errors import InvalidValue
from archive.extract import AS_FOUND, Wishes
from archive.given import Given, combine
from archive.intake import Again, Intake
from archive.language import overrule
from archive.outcome import Outcome
from archive.readers import Reader
from archive.record import Event, Record
from archive.recording import Recorder
from archive.sidecar import Sidecar
from archive.sidecar.beside import read_own
from archive.version import AGENT

STDIN_NAME = "stdin"
BATCH = 200
"""Documents a commit. Prototypes kept 1,557 documents of 4 kB a second at 100 and 3,587 at 1,000; what an
interruption can undo is one batch."""
BATCH_SIZE = 256 << 20
"""Bytes of originals and texts after which a batch is committed, however few documents it has."""
BATCH_SECONDS = 10.0
"""Seconds after which a batch is committed with the next document: recognising characters takes that for a few pages,
and what it gave must not be lost to an interruption."""


def add(
    deposit: Deposit, found: Iterable[Arrival | Again], *, reader: Reader, common: Given, sidecar: Sidecar | None,
    clock: Callable[[], str], wishes: Wishes = AS_FOUND,
) -> Iterator[Outcome]:  # fmt: skip
    """Take sources in, a batch a commit. An outcome is yielded when what it says is safe on the disk."""
    recorder = Recorder(deposit, lambda arrival: _given_for(arrival, common, sidecar), common, clock)
    waiting: list[Outcome] = []
    began = time.monotonic()
    for outcome in Intake(deposit, reader, _met(found, sidecar), recorder, wishes).outcomes():
        waiting.append(outcome)
        if not deposit.staged or len(waiting) >= BATCH or _is_due(deposit, began):
            deposit.commit()
            yield from waiting
            waiting, began = [], time.monotonic()
    deposit.commit()
    yield from waiting


def _is_due(deposit: Deposit, began: float) -> bool:
    return deposit.staged_size >= BATCH_SIZE or time.monotonic() - began >= BATCH_SECONDS


def _met(found: Iterable[Arrival | Again], sidecar: Sidecar | None) -> Iterator[Arrival | Again]:
    """The arrivals, each noted in the table: of one that is known already nobody asks what is given for it."""
    for one in found:
        if sidecar and isinstance(one, Arrival):
            sidecar.meet(one.name)
        yield one


def _given_for(arrival: Arrival, common: Given, sidecar: Sidecar | None) -> Given:
    """What is given for a file, the strongest first: for all files, in the table, in the sidecar beside it."""
    own = read_own(arrival.sidecar) if arrival.sidecar else Given()
    from_table = sidecar.find(arrival.name) if sidecar else None
    return combine(combine(own, from_table) if from_table else own, common)


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
