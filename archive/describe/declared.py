"""What the file's own markup declares, checked like values that a person gives; bad ones are dropped."""

from __future__ import annotations

from collections.abc import Iterator

from archive.describe.findings import Finding, finding
from archive.describe.sheet import Sheet

RULE = "declared/1"


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings in the order of the extraction; the place in the markup is the evidence."""
    for declared in sheet.declared:
        yield from finding(declared.field, declared.value, declared.place, RULE, basis="declared", confidence=0.95)
