"""Press releases, notices and whatever is of no other kind: letterhead, dateline, contact, signature."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import offices, signed
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Sheet

ISSUER = "opening-issuer/1"
_KOREAN_SUBJECT = regex.compile(r"^(?P<name>[\p{Hangul}A-Za-z]{3,20})(?:은|는|이|가)\s")
_PRESS_OFFICE = regex.compile(
    r"^(?:пресс-?служба|прес-?служба|пресслужба)\s(?P<of>.{8,200})$",
    regex.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a press release."""
    yield from signed.find(sheet)
    yield from _press_office(sheet)
    yield from _subject(sheet)


def _press_office(sheet: Sheet) -> Iterator[Finding]:
    """The organisation whose press office is named at the foot."""
    for paragraph in sheet.foot[-2:]:
        if match := _PRESS_OFFICE.match(paragraph.text):
            yield from offices.find_named(sheet, match["of"])


def _subject(sheet: Sheet) -> Iterator[Finding]:
    """The organisation that a Korean release has as subject of its first sentence."""
    prose = sheet.first_prose
    match = _KOREAN_SUBJECT.match(prose.text) if prose else None
    if prose and match and has(match["name"], "organisation", "word", "end"):
        span = (prose.start + match.start("name"), prose.start + match.end("name"))
        yield from finding("source", match["name"], span, ISSUER, confidence=0.7)
