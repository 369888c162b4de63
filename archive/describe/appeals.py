"""Appeals and statements: the signature with its office, place and date at the foot; the office in the heading."""

from __future__ import annotations

from collections.abc import Iterator

from archive.describe import dateline, letters, offices, signature, title
from archive.describe.findings import Finding
from archive.describe.sheet import Sheet


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of an appeal or a statement."""
    yield from letters.find_second_title(sheet)
    yield from title.find(sheet)
    yield from signature.find(sheet)
    yield from offices.find_in_heading(sheet)
    yield from offices.find_letterhead(sheet)
    if opening := dateline.read(sheet):
        yield from dateline.find_place_and_date(sheet.text, opening)
