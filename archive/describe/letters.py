"""Letters: the date in the heading, the title again in a second language, the signature."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import dateline, dates, offices, signature, title
from archive.describe.findings import Finding, dated, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Paragraph, Sheet

HEADING_DATE, ANNEX = "heading-date/2", "annex-heading/2"
_DATED_KINDS = ("note verbale", "letter", "resolution")
_LONGEST_HEADING = 420
_ANNEX = regex.compile(
    r"^(?:Annex (?:[IVX\d]+ )?to the|Annexe (?:[IVX\d]+ )?(?:à la|au)|Anexo (?:[IVX\d]+ )?(?:de la|a la)) "
    r"(?P<title>(?:identical )?(?:notes? verbale|letters?|lettre|carta|nota verbal)\b.{20,})$",
    regex.IGNORECASE,
)
_DATED_BEFORE = regex.compile(
    r"(?:\b(?:dated|datée du|datée|de fecha|fechada el|datada de|vom|от|від|ngày)|مؤرخة|مؤرخة في|مورخ)\s$",
    regex.IGNORECASE,
)
_DATED_AFTER = regex.compile(r"(?:-?\s?c[iıuü] il)?\s(?:tarixli|tarihli)|-?[дт][ае][ғг][ыі]|[致的]")
_TRANSLATED = regex.compile(r"^(?:Note verbale|Letter|Identical letters) dated \d.{20,}$")


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a letter."""
    yield from find_heading_date(sheet)
    yield from find_second_title(sheet)
    yield from title.find(sheet)
    yield from signature.find(sheet)
    yield from offices.find_in_heading(sheet)
    yield from offices.find_letterhead(sheet)
    if opening := dateline.read(sheet):
        yield from dateline.find_place_and_date(sheet.text, opening)


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
    if len(text) > _LONGEST_HEADING or not _is_dated_kind(text):
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


def find_second_title(sheet: Sheet) -> Iterator[Finding]:
    """The title as an annex's or a translation's heading repeats it in a second language."""
    if not _starts_elsewhere(sheet):
        return
    for number, paragraph in enumerate(sheet.paragraphs):
        text = paragraph.text
        match = _ANNEX.match(text)
        below = number >= len(sheet.head)
        repeated = match["title"] if match else text if below and _TRANSLATED.match(text) else None
        if repeated and len(text) < _LONGEST_HEADING and text[-1] not in ".;:":
            span = (paragraph.start, paragraph.end)
            yield from finding("title_translated", repeated[0].upper() + repeated[1:], span, ANNEX, confidence=0.9)
            return


def _starts_elsewhere(sheet: Sheet) -> bool:
    """Whether no heading above the text is in English, French or Spanish like the one that would translate it."""
    return not any(
        regex.match(r"(?:Note verbale|Letter|Lettre|Carta|Nota verbal|Identical)\b", line.text)
        for paragraph in sheet.head
        for line in paragraph.lines
    )
