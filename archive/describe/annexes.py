"""The title again in a second language, as the heading of an annex or of a translation repeats it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe.findings import Finding, finding
from archive.describe.sheet import LONGEST_HEADING, Sheet

ANNEX = "annex-heading/2"
_ANNEX = regex.compile(
    r"^(?:Annex (?:[IVX\d]+ )?to the|Annexe (?:[IVX\d]+ )?(?:à la|au)|Anexo (?:[IVX\d]+ )?(?:de la|a la)) "
    r"(?P<title>(?:identical )?(?:notes? verbale|letters?|lettre|carta|nota verbal)\b.{20,})$",
    regex.IGNORECASE,
)
_ALREADY = regex.compile(r"(?:Note verbale|Letter|Lettre|Carta|Nota verbal|Identical)\b")
_TRANSLATED = regex.compile(r"^(?:Note verbale|Letter|Identical letters) dated \d.{20,}$")


def find_second_title(sheet: Sheet) -> Iterator[Finding]:
    """The title as an annex's or a translation's heading repeats it in a second language."""
    if not _starts_elsewhere(sheet):
        return
    for number, paragraph in enumerate(sheet.paragraphs):
        text = paragraph.text
        match = _ANNEX.match(text)
        below = number >= len(sheet.head)
        repeated = match["title"] if match else text if below and _TRANSLATED.match(text) else None
        if repeated and len(text) < LONGEST_HEADING and text[-1] not in ".;:":
            span = (paragraph.start, paragraph.end)
            yield from finding("title_translated", repeated[0].upper() + repeated[1:], span, ANNEX, confidence=0.9)
            return


def _starts_elsewhere(sheet: Sheet) -> bool:
    """Whether no heading above the text is in English, French or Spanish like the one that would translate it."""
    return not any(
        _ALREADY.match(line.text)
        for paragraph in sheet.head
        for line in paragraph.lines
    )
