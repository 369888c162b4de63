"""Recording: what was read of a file becomes a record, or another event of a document that is kept already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from archive.arrivals import Arrival
from archive.deposit import Deposit, Staged
from archive.given import Given
from archive.outcome import Kind, Outcome
from archive.reading import NEEDS_OCR, Reading, writable
from archive.record import Event, KeptText, Membership, Original, Record
from archive.rereading import merged
from archive.version import AGENT

EventKind = Literal["accession", "reading", "duplicate"]

_NOTED = 100
"""Files inside a file that could not be taken out, named in its record; of more only the number."""


class Recorder:
    """Appends records to a deposit.

    `given_for` says what is given for an arrival, `common` what for every file, `clock` what time it is.
    """

    def __init__(
        self, deposit: Deposit, given_for: Callable[[Arrival], Given], common: Given, clock: Callable[[], str]
    ) -> None:
        self._deposit = deposit
        self._common = common
        self._clock = clock
        self.given_for = given_for

    def given_again(self, record: Record) -> Given:
        """What is given for a document that is read again: what is given now, and the languages given before."""
        stated = [share for share in record.languages if share.basis in ("person", "sidecar")]
        if self._common.languages or not stated:
            return self._common
        return replace(self._common, languages=tuple(share.tag for share in stated), basis=stated[0].basis)

    def damage(self, record: Record) -> Outcome | None:
        """Why a document cannot be read again: its original is not what was kept."""
        try:
            with self._deposit.original(record.original.digest).open("rb") as stream:
                intact = hashlib.file_digest(stream, "sha256").hexdigest() == record.original.digest
        except OSError:
            intact = False
        words = "its original is lost or changed: run `muniment verify`"
        name = record.original.paths[0]
        return None if intact else Outcome(kind="refused", name=name, id=record.id, code="damaged", message=words)

    def accession(
        self, name: str, staged: Staged, given: Given, reading: Reading, membership: Membership | None,
        lacking: Sequence[str],
    ) -> Outcome:  # fmt: skip
        """Keep a file and what was read of it as a new document. `lacking` is what it holds and was not taken out."""
        text = self._kept(reading, lacking)
        same = self._deposit.with_text(text.normalised) if text.normalised else None
        self._deposit.keep(staged)
        record = self._deposit.append(Record(
            id=self._deposit.new_id(staged.digest), seq=0, previous=None, status="current",
            event=self._event("accession", _detail(reading), partial=_is_partial(reading, lacking)),
            original=Original(digest=staged.digest, size=staged.size, media_type=reading.media_type, paths=(name,)),
            text=text, languages=reading.languages, passages=reading.passages,
            description=given.over(reading.description), references=reading.references,
            part_of=(membership,) if membership else (),
        ))  # fmt: skip
        return replace(_outcome("added", name, record), holds=len(reading.parts), same_text=same)

    def link(self, known: str, name: str, membership: Membership | None) -> Outcome:
        """Note that a document came again, where its record does not say so yet."""
        record = self._deposit.latest(known)
        paths, part_of = record.original.paths, record.part_of
        if name not in paths:
            paths = (*paths, name)
        if membership and membership not in part_of:
            part_of = (*part_of, membership)
        if (paths, part_of) == (record.original.paths, record.part_of):
            return Outcome(kind="known", name=name, id=known)
        event = self._event("duplicate", f"came again as {name}")
        self._deposit.append(replace(
            record, event=event, original=replace(record.original, paths=paths), part_of=part_of))  # fmt: skip
        return Outcome(kind="linked", name=name, id=known)

    def read_again(self, record: Record, given: Given, reading: Reading, lacking: Sequence[str]) -> Outcome:
        """Put what was read now in the place of what was read before. What a person set or confirmed stays."""
        name = record.original.paths[0]
        history = [*self._deposit.history(record.id)[:-1], record]
        description = given.over(merged(reading.description, history, text=reading.content,
                                        old_text=lambda: self._deposit.text(record)))  # fmt: skip
        renewed = replace(
            record, event=self._event("reading", _detail(reading), partial=_is_partial(reading, lacking)),
            original=replace(record.original, media_type=reading.media_type), text=self._kept(reading, lacking),
            languages=reading.languages, passages=reading.passages, description=description,
            references=reading.references,
        )  # fmt: skip
        if replace(renewed, event=record.event) == record:
            return _outcome("known", name, record)
        return _outcome("read", name, self._deposit.append(renewed))

    def _event(self, kind: EventKind, detail: str = "", *, partial: bool = False) -> Event:
        """An event of now."""
        outcome = "partial" if partial else "success"
        return Event(kind=kind, at=self._clock(), agent=AGENT, outcome=outcome, detail=writable(detail))

    def _kept(self, reading: Reading, lacking: Sequence[str]) -> KeptText:
        """Stage the text; gives what is recorded of it, with the files inside that could not be taken out."""
        text = reading.text
        if text.state == "read":
            text = replace(text, digest=self._deposit.keep_text(reading.content))
        noted = map(writable, lacking[:_NOTED])
        more = (f"{len(lacking) - _NOTED:,} more files",) if len(lacking) > _NOTED else ()
        return replace(text, left_out=(*text.left_out, *noted, *more))


def _detail(reading: Reading) -> str:
    return f"holds {len(reading.parts):,} files" if reading.parts else ""


def _is_partial(reading: Reading, lacking: Sequence[str]) -> bool:
    return bool(reading.text.failure or lacking)


def _outcome(kind: Kind, name: str, record: Record) -> Outcome:
    """The outcome for a document that is kept, with what is wrong or lacking."""
    text = record.text
    code, _, message = (text.failure or "").partition(": ")
    if text.state == "needs-ocr":
        code, message = NEEDS_OCR, "its pages are pictures, and no text was read from them"
    kept = "unreadable" if text.state == "unreadable" else kind
    return Outcome(kind=kept, name=name, id=record.id, code=code or None, message=message or None)
