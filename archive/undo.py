"""Undoing: the state of a document before an edit, as a record after all the others. The history never changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from archive.deposit import Deposit
from archive.errors import InvalidValue
from archive.record import FIELD_NAMES, Description, Event, Record, Value
from archive.version import AGENT

EDITS = ("edit", "confirmation")
"""The events by which a person changes a description; an accession or a reading is not undone."""


def undo(deposit: Deposit, history: Sequence[Record], *, clock: Callable[[], str]) -> Record:
    """Append a record without what the last edit changed. Committed by the caller.

    What was read again or came again since stays. InvalidValue when no edit changed anything.
    """
    before, edit = _last_edit(history)
    changed = [name for name in FIELD_NAMES if _of(before, name) != _of(edit, name)]
    return _append(deposit, _restored(history[-1], before, changed, edit), f"undid record {edit.seq}", clock)


def undo_to(deposit: Deposit, history: Sequence[Record], seq: int, *, clock: Callable[[], str]) -> Record:
    """Append a record with the description as it was after record `seq` of this document.

    InvalidValue when the document has no such record, or stands so already.
    """
    target = next((record for record in history if record.seq == seq), None)
    if target is None:
        numbers = ", ".join(str(record.seq) for record in history)
        raise InvalidValue(f"record {seq} is none of {history[0].id}, whose records are: {numbers}")
    restored = _restored(history[-1], target, FIELD_NAMES, target)
    if _same_text(history[-1], target):
        restored = replace(restored, languages=target.languages, passages=target.passages)
    if _state(restored) == _state(history[-1]):
        raise InvalidValue(f"{target.id} stands as after record {seq} already: there is nothing to undo")
    return _append(deposit, restored, f"as after record {seq}", clock)


def _last_edit(history: Sequence[Record]) -> tuple[Record, Record]:
    """The last edit that changed anything, after the record before it."""
    for before, edit in reversed(list(pairwise(history))):
        if edit.event.kind in EDITS and _state(before) != _state(edit):
            return before, edit
    raise InvalidValue(
        f"{history[0].id} was not edited since it was taken in, and an accession is not undone; "
        f"`muniment show {history[0].id} --history` says what happened to it"
    )


def _restored(now: Record, before: Record, fields: Sequence[str], edit: Record) -> Record:
    """The record as it stands, with the fields as they were before an edit, and the languages if the edit set them."""
    values: dict[str, Any] = {name: _of(before, name) for name in fields}
    if not _same_text(now, before):
        values = {name: _without_spans(held) for name, held in values.items()}
    restored = replace(now, description=replace(now.description, **values))
    if (before.languages, before.passages) == (edit.languages, edit.passages):
        return restored
    if not _same_text(now, before):
        raise InvalidValue(
            f"the text of {now.id} was read again since its language was set: "
            "set it with `muniment edit ID --set language=TAG`"
        )
    return replace(restored, languages=before.languages, passages=before.passages)


def _without_spans(held: Any) -> Any:
    """Values read in another text than the one kept now: their spans would point to other words."""
    if isinstance(held, tuple):
        return tuple(_without_spans(value) for value in held)
    if not isinstance(held, Value) or held.evidence is None or held.evidence.start is None:
        return held
    evidence = replace(held.evidence, start=None, end=None)
    return replace(held, evidence=evidence if evidence.place else None)


def _same_text(one: Record, other: Record) -> bool:
    return one.text.digest == other.text.digest


def _state(record: Record) -> tuple[Description, object, object]:
    return record.description, record.languages, record.passages


def _of(record: Record, name: str) -> Any:
    return getattr(record.description, name)


def _append(deposit: Deposit, record: Record, detail: str, clock: Callable[[], str]) -> Record:
    return deposit.append(replace(record, event=Event(kind="edit", at=clock(), agent=AGENT, detail=detail)))
