"""Reports: the office in the heading, who prepared them, the date line."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import lines, signed
from archive.describe.findings import Finding, finding
from archive.describe.sheet import Line, Sheet

PREPARED = "prepared-by/1"
_PREPARED = regex.compile(
    r"^(?:prepared by|submitted by|compiled by|drawn up by|établi par|préparé par|rédigé par|elaborado por|"
    r"preparado por|подготовлено|подготовил[аи]?|составил[аи]?|підготував|підготувала|підготовлено|أعده|أعدته|إعداد|"
    r"hazırlayan|hazırlayanlar|hazırladı|tərtib edən|erstellt von|vorgelegt von|تهیه‌کننده|تهیه کننده|编写单位|编制单位|"
    r"编写)\s*[:：]?\s*(?:the |la |le |l[’'])?(?P<who>.{3,120})$",
    regex.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a report."""
    yield from _preparer(sheet)
    yield from signed.find(sheet)


def _preparer(sheet: Sheet) -> Iterator[Finding]:
    """Who a line outside the text says prepared the report: a person is the creator, an organisation the source."""
    above = [line for paragraph in sheet.head for line in paragraph.lines]
    for line in [*above, *sheet.foot_lines]:
        if match := _PREPARED.match(line.text):
            yield from _named(line, match)


def _named(line: Line, match: regex.Match[str]) -> Iterator[Finding]:
    who = match["who"].strip(" .")
    span = (line.start + match.start("who"), line.start + match.start("who") + len(match["who"].rstrip(" .")))
    if lines.is_organisation(who):
        yield from finding("source", who, span, PREPARED, confidence=0.85)
    elif lines.is_name(who):
        yield from finding("creator", who, span, PREPARED, confidence=0.85)
