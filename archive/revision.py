"""Revising: values added to a field of a description or taken out of it, and the record that says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from archive.deposit import Deposit
from archive.errors import InvalidValue
from archive.fields import check
from archive.record import Description, Event, Record, Value
from archive.version import AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Values to add to a field that repeats, and values to take out of it, both in their stored form."""

    field: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def of(self, description: Description) -> Description:
        """The description after it. What is there already stays as it is, with its basis and evidence."""
        held = description.values(self.field)
        unwanted = {_form(name) for name in self.removed}
        kept = tuple(value for value in held if _form(value.value) not in unwanted)
        there = {_form(value.value) for value in kept}
        new = tuple(_said(name) for name in self.added if _form(name) not in there)
        return replace(description, **{self.field: (*kept, *new)})  # type: ignore[arg-type]

    @property
    def detail(self) -> str:
        """What the event of the record says."""
        words = [f"added {name}" for name in self.added] + [f"removed {name}" for name in self.removed]
        return f"{self.field}: {', '.join(words)}"


def revision(field: str, *, added: Iterable[str] = (), removed: Iterable[str] = ()) -> Revision:
    """A revision of checked values; InvalidValue when one is none, or is both added and removed, or there is none."""
    wanted = tuple(dict.fromkeys(check(field, name) for name in added))
    unwanted = tuple(dict.fromkeys(check(field, name) for name in removed))
    both = [name for name in wanted if name in unwanted]
    if both:
        raise InvalidValue(f"{field}: {both[0]!r} is to be added and removed at once")
    if not wanted and not unwanted:
        raise InvalidValue(f"{field}: nothing is to be added or removed")
    return Revision(field=field, added=wanted, removed=unwanted)


def described_anew(
    deposit: Deposit, record: Record, description: Description, *, detail: str, clock: Callable[[], str]
) -> Record | None:
    """Append a record with this description, or nothing when it is as it was. Committed by the caller."""
    if description == record.description:
        return None
    event = Event(kind="edit", at=clock(), agent=AGENT, detail=detail)
    return deposit.append(replace(record, event=event, description=description))


def _said(name: str) -> Value:
    return Value(value=name, basis="person", confirmed=True)


def _form(name: str) -> str:
    """Names are one when they look alike: a file or an older record may hold them decomposed (NFD)."""
    return unicodedata.normalize("NFC", name)
