"""What a rule set hands on: a value for a field, checked, with the span it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import fields
from archive.describe.dates import FoundDate
from archive.errors import InvalidValue
from archive.record import Basis, Evidence, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value that one rule found for one field."""

    field: str
    value: Value


_CONVERTED, _ORDERED, _ABOUT = 0.85, 0.8, 0.5
ORDER = "numeric-order/1"


def dated(field: str, found: FoundDate, rule: str, *, confidence: float = 0.9) -> Iterator[Finding]:
    """A date as a finding. What is converted from another calendar is inferred, and so is a day known by its order."""
    span = (found.start, found.end)
    if found.by_order:
        yield from finding(field, found.edtf, span, ORDER, basis="inferred", confidence=min(confidence, _ORDERED))
        return
    if not found.converted:
        yield from finding(field, found.edtf, span, rule, confidence=confidence)
        return
    sure = _ABOUT if "~" in found.edtf else _CONVERTED
    yield from finding(field, found.edtf, span, rule, basis="inferred", confidence=min(confidence, sure))


def finding(
    field: str,
    given: str,
    span: tuple[int, int] | str,
    rule: str,
    *,
    basis: Basis = "stated",
    confidence: float = 0.9,
) -> Iterator[Finding]:
    """One finding, or none when the field cannot hold the value. `span` is a span of the text or a place outside it."""
    try:
        checked = fields.check(field, given)
    except InvalidValue:
        return
    evidence = Evidence(place=span) if isinstance(span, str) else Evidence(start=span[0], end=span[1])
    yield Finding(
        field=field, value=Value(value=checked, basis=basis, rule=rule, evidence=evidence, confidence=confidence)
    )
