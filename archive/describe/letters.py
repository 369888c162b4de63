"""Letters: the date in the heading, and what every signed paper has."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import dates, signed
from archive.describe.findings import Finding, dated
from archive.describe.lexicon import has
from archive.describe.sheet import LONGEST_HEADING, Paragraph, Sheet

HEADING_DATE = "heading-date/2"
_DATED_KINDS = ("note verbale", "letter", "resolution")
_DATED_BEFORE = regex.compile(
    r"(?:\b(?:dated|datée du|datée|de fecha|fechada el|datada de|vom|от|від|ngày)|مؤرخة|مؤرخة في|مورخ)\s$",
    regex.IGNORECASE,
)
_DATED_AFTER = regex.compile(r"(?:-?\s?c[iıuü] il)?\s(?:tarixli|tarihli)|-?[дт][ае][ғг][ыі]|[致的]")


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a letter."""
    yield from find_heading_date(sheet)
    yield from signed.find(sheet)


def find_heading_date(sheet: Sheet) -> Iterator[Finding]:
    """The date in the heading: of the document where a masthead dates the issue, else of the issue too."""
    field = "document_date" if sheet.masthead else "date"
    for paragraph in sheet.head:
        if found := _dated(paragraph, sure=sheet.masthead is not None):
            yield from dated(field, found, HEADING_DATE)
            return


def _dated(paragraph: Paragraph, *, sure: bool) -> dates.FoundDate | None:
    """The one full date of a heading that names a letter, note verbale or resolution.

    Under a masthead it is the document's (`sure`); elsewhere the heading must say so (`dated`), since a letter may
    also be about an event of that day.
    """
    text = paragraph.text
    if len(text) > LONGEST_HEADING or not _is_dated_kind(text):
        return None
    found = [date for date in dates.find(text) if len(date.edtf) == 10 and date.edtf[0] != "X"]
    if len(found) != 1:
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    told = sure or _DATED_BEFORE.search(before) or _DATED_AFTER.match(after)
    return dates.FoundDate(
        edtf=found[0].edtf, start=paragraph.start, end=paragraph.end, converted=found[0].converted
    ) if told else None  # fmt: skip


def _is_dated_kind(text: str) -> bool:
    return any(has(text, "kind", kind, "start") or has(text, "kind_at_end", kind, "end") for kind in _DATED_KINDS)
