"""Rereading: what stays of a description when its document is read again.

A field in which a person or a sidecar has the last word (a value that was set, given or confirmed, or a field that was
emptied) stays as it is; every other field is what was read now. A span of the old text is moved to where the same words
stand in the new one; where they stand nowhere or in several places, the value says in which record they were read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from archive.fields import FIELDS
from archive.record import Description, Evidence, Record, Value


def merged(found: Description, history: Sequence[Record], *, text: str, old_text: Callable[[], str]) -> Description:
    """What was found now in `text`, without what a person decided before.

    `history` holds the records of the document, oldest first; `old_text` reads the text of the last of them, and is
    asked only when a span must be moved.
    """
    latest = history[-1]
    kept = {name: latest.description.values(name) for name in FIELDS if _is_settled(latest.description, name)}
    spans = any(value.evidence and value.evidence.start is not None for values in kept.values() for value in values)
    if spans:
        before = old_text()
        kept = {name: tuple(_moved(value, before, text, latest.seq) for value in held) for name, held in kept.items()}
    emptied = {name: () for name in FIELDS if name not in kept and _was_emptied(history, name)}
    return replace(found, **{name: _form(name, values) for name, values in (kept | emptied).items()})


def _form(name: str, values: tuple[Value, ...]) -> Any:
    return values if FIELDS[name].repeats else values[0] if values else None


def _is_settled(description: Description, name: str) -> bool:
    """One value that a person decided settles all of a field: a rule that adds to it would take part of that back."""
    return any(value.confirmed or value.basis in ("person", "sidecar") for value in description.values(name))


def _was_emptied(history: Sequence[Record], name: str) -> bool:
    """Whether a person took the last value out of a field, and nobody gave it another since."""
    if history[-1].description.values(name):
        return False
    return any(
        after.event.kind == "edit" and before.description.values(name) and not after.description.values(name)
        for before, after in pairwise(history)
    )


def _moved(value: Value, old: str, new: str, seq: int) -> Value:
    """The value with its span in the new text."""
    evidence = value.evidence
    if evidence is None or evidence.start is None or evidence.end is None or old == new:
        return value
    words = old[evidence.start : evidence.end]
    if words and new[evidence.start : evidence.end] == words:
        return value
    if words and new.count(words) == 1:
        start = new.index(words)
        return replace(value, evidence=replace(evidence, start=start, end=start + len(words)))
    return replace(value, evidence=Evidence(place=f"the text of record {seq}"))
