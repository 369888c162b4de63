"""Review: values that rules found and are not sure of, and what a person decides of each.

An accepted value keeps its basis and evidence and is confirmed; a corrected one is a person's. No rule overwrites
either of them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.deposit import Deposit
from archive.errors import InvalidValue
from archive.fields import FIELDS, check
from archive.record import Description, Event, Record, Value
from archive.version import AGENT

BELOW = 0.8
"""Values of less confidence are asked about."""
AROUND = 160
"""Characters of a sentence shown on each side of the words that a value was read from."""

_SENTENCE_END = re.compile(r"[.!?…։۔؟।]+[\"'»”’)\]]*\s|[。！？]|\n\s*\n")

Verdict = Literal["accept", "correct", "skip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A value of a document that a rule is not sure of."""

    record: Record
    field: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of a value: that it is right, or what stands in its place (nothing, when `to` is empty)."""

    field: str
    value: str
    verdict: Verdict
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The sentence that a value was read in, on one line, and where in it the words stand that it was read from."""

    text: str
    start: int
    end: int


def doubts(record: Record, *, fields: Collection[str] = (), below: float = BELOW) -> Iterator[Doubt]:
    """The values of a document that are not given, not confirmed and of less confidence; of these fields, or of all."""
    if record.status != "current":
        return
    for name in FIELDS:
        for value in record.description.values(name):
            if (not fields or name in fields) and _is_doubtful(value, below):
                yield Doubt(record=record, field=name, value=value)


def _is_doubtful(value: Value, below: float) -> bool:
    return not value.confirmed and value.basis not in ("person", "sidecar") and value.confidence < below


def quotation(value: Value, text: str) -> Quotation | None:
    """Where a value was read; None when that is no place in the text."""
    evidence = value.evidence
    if evidence is None or evidence.start is None or evidence.end is None or evidence.end > len(text):
        return None
    words = text[evidence.start : evidence.end]
    start, end = evidence.start + len(words) - len(words.lstrip()), evidence.end - len(words) + len(words.rstrip())
    before = _last_sentence(text[max(start - AROUND, 0) : start], cut=start > AROUND)
    after = _first_sentence(text[end : end + AROUND], cut=end + AROUND < len(text))
    quoted = " ".join(words.split())
    return Quotation(text=before + quoted + after, start=len(before), end=len(before) + len(quoted))


def _last_sentence(text: str, *, cut: bool) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    shown = " ".join(f"{text[ends[-1] if ends else 0 :]}|".split())[:-1]
    return f"…{shown}" if cut and not ends else shown


def _first_sentence(text: str, *, cut: bool) -> str:
    end = _SENTENCE_END.search(text)
    shown = " ".join(f"|{text[: end.end()] if end else text}".split())[1:]
    return f"{shown}…" if cut and not end else shown


def check_decision(record: Record, decision: Decision) -> None:
    """InvalidValue when the document has no such value to decide of, or cannot hold what is to stand in its place."""
    _decided(record.description, [decision])


def decide(deposit: Deposit, record: Record, decisions: Sequence[Decision], *, clock: Callable[[], str]) -> Record:
    """Append what was decided of a document: a confirmation, then an edit. Committed by the caller."""
    for kind, verdict, words in (("confirmation", "accept", "confirmed"), ("edit", "correct", "corrected")):
        these = [one for one in decisions if one.verdict == verdict]
        if these:
            fields = ", ".join(dict.fromkeys(one.field for one in these))
            event = Event(kind=kind, at=clock(), agent=AGENT, detail=f"{words} {fields}")  # type: ignore[arg-type]
            record = deposit.append(replace(record, event=event, description=_decided(record.description, these)))
    return record


def _decided(description: Description, decisions: Sequence[Decision]) -> Description:
    for decision in decisions:
        if decision.verdict != "skip":
            description = _with(description, decision)
    return description


def _with(description: Description, decision: Decision) -> Description:
    name, values = decision.field, list(description.values(decision.field) if decision.field in FIELDS else ())
    at = next((index for index, value in enumerate(values) if value.value == decision.value), None)
    if at is None:
        raise InvalidValue(f"it has no {name} {decision.value!r} (any more)")
    values[at : at + 1] = [replace(values[at], confirmed=True)] if decision.verdict == "accept" else _in_place(decision)
    held = tuple(values) if FIELDS[name].repeats else values[0] if values else None
    return replace(description, **{name: held})  # type: ignore[arg-type]


def _in_place(decision: Decision) -> list[Value]:
    if not decision.to.strip():
        return []
    return [Value(value=check(decision.field, decision.to), basis="person", confirmed=True)]
