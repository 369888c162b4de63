"""What signed papers share: title, signature and office at the foot, office in the heading, place and date.

Appeals and statements have nothing beside it; letters, reports and releases add rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.describe import annexes, dateline, offices, signature, title
from archive.describe.findings import Finding
from archive.describe.sheet import Sheet


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of an appeal or a statement, and of any signed paper."""
    yield from annexes.find_second_title(sheet)
    yield from title.find(sheet)
    yield from signature.find(sheet)
    yield from offices.find_in_heading(sheet)
    yield from offices.find_letterhead(sheet)
    if opening := dateline.read(sheet):
        yield from dateline.find_place_and_date(sheet.text, opening)
