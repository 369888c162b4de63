"""Resolutions: the body that enacts them, the day of adoption, the title under the number."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import dateline, dates, letters, lines, offices, signature, title
from archive.describe.findings import Finding, dated, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Line, Sheet

ENACTING, ADOPTED = "enacting-body/1", "adoption/1"
_WITHIN = 20
_LONGEST_LINE = 140
_SPEAKS = regex.compile(
    r"^(?:(?i)the |la |le |l[’']|el |a |o |der |die |das )?(?P<body>\p{Lu}[^,،:]{5,120}|\p{Lo}[^,،:]{3,120})[,،:]$"
)


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a resolution."""
    yield from letters.find_heading_date(sheet)
    yield from title.find(sheet)
    yield from signature.find(sheet)
    yield from _adopted(sheet)
    yield from offices.find_in_heading(sheet)
    yield from offices.find_letterhead(sheet)
    if opening := dateline.read(sheet):
        yield from dateline.find_place_and_date(sheet.text, opening)
    yield from _enacting_body(sheet)


def _enacting_body(sheet: Sheet) -> Iterator[Finding]:
    """The body on the line that ends in a comma before the preamble: `The Assembly of the X,`."""
    for paragraph in sheet.paragraphs[:_WITHIN]:
        line = paragraph.lines[-1]
        match = _SPEAKS.match(line.text)
        if match and has(match["body"], "organisation", "enacting"):
            span = (line.start + match.start("body"), line.start + match.end("body"))
            yield from finding("source", match["body"], span, ENACTING, confidence=0.85)
            return


def _adopted(sheet: Sheet) -> Iterator[Finding]:
    """The day on a short line that says when the text was adopted."""
    field = "document_date" if sheet.masthead else "date"
    below = (line for gap in sheet.gaps[-3:] for paragraph in gap for line in paragraph.lines)
    for line in [*sheet.foot_lines, *below]:
        if day := _day_of_adoption(line):
            yield from dated(field, day.moved(line.start), ADOPTED, confidence=0.85)
            return


def _day_of_adoption(line: Line) -> dates.FoundDate | None:
    if len(line.text) > _LONGEST_LINE or not has(line.text, "resolution", "adopted") or lines.is_numbered(line.text):
        return None
    found = dates.find(line.text)
    return found[0] if len(found) == 1 else None
