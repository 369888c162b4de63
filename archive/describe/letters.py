"""What headings of letters and notes verbales state: their date, and the title again in a second language."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import dates
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Paragraph, Sheet

HEADING_DATE, ANNEX = "heading-date/1", "annex-heading/1"
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
    """The date in the heading: of the document where a masthead dates the issue, else of the issue too."""
    field = "document_date" if sheet.masthead else "date"
    for paragraph in sheet.head:
        if found := _dated(paragraph, sure=field == "document_date"):
            span = (paragraph.start, paragraph.end)
            yield from finding(field, found, span, HEADING_DATE, confidence=0.9)
            break
    yield from _second_title(sheet)


def _dated(paragraph: Paragraph, *, sure: bool) -> str | None:
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
    return found[0].edtf if sure or _DATED_BEFORE.search(before) or _DATED_AFTER.match(after) else None


def _is_dated_kind(text: str) -> bool:
    return any(has(text, "kind", kind, "start") or has(text, "kind_at_end", kind, "end") for kind in _DATED_KINDS)


def _second_title(sheet: Sheet) -> Iterator[Finding]:
    """The title as an annex's or a translation's heading repeats it in a second language."""
    if not _starts_elsewhere(sheet):
        return
    for paragraph in sheet.paragraphs[len(sheet.head) :]:
        text = paragraph.text
        match = _ANNEX.match(text)
        title = match["title"] if match else text if _TRANSLATED.match(text) else None
        if title and len(text) < _LONGEST_HEADING and text[-1] not in ".;:":
            span = (paragraph.start, paragraph.end)
            yield from finding("title_translated", title[0].upper() + title[1:], span, ANNEX, confidence=0.9)
            return


def _starts_elsewhere(sheet: Sheet) -> bool:
    """Whether no heading above the text is in English, French or Spanish like the one that would translate it."""
    return not any(
        regex.match(r"(?:Note verbale|Letter|Lettre|Carta|Nota verbal|Identical)\b", line.text)
        for paragraph in sheet.head
        for line in paragraph.lines
    )
