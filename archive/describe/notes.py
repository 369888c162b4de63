"""Notes verbales: unsigned notes in the third person, in which a mission or ministry presents its compliments.

A note verbale bears no signature, so no person is recorded as its creator (United Nations Correspondence Manual;
Editorial Manual, "Communications"). Circulated under a masthead its source is the organ; by itself, the sender.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import annexes, letters, offices, signature, title
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Sheet

COMPLIMENTS = "compliments/1"
_LONGEST_SENDER = 160
_NAME = r"(?P<sender>[\p{L}\p{M}][^.;:\n]{6,150}?)"
_COMPLIMENTS = (
    rf"^(?:the )?{_NAME} presents? its compliments",
    rf"^(?:la |le |l[’'])?{_NAME} présente ses compliments",
    rf"^(?:la |el )?{_NAME} (?:saluda (?:muy )?atentamente|presenta sus (?:atentos )?saludos)",
    rf"^(?:a |o )?{_NAME} apresenta os seus cumprimentos",
    rf"^{_NAME} (?:свидетельствует (?:свое|своё) уважение|засвідчує свою повагу)",
    r"^تُ?هدي\s(?P<sender>[^.،؛\n]{6,150}?)\s(?:أطيب |أصدق |خالص )?تحيات",
    r"^(?P<sender>[^.;:\n]{3,140}?(?:səfirliyi|nazirliyi|nümayəndəliyi|konsulluğu|missiyası|katibliyi))[ ,]"
    r"[^.;]{0,200}?(?:ehtiramını|hörmətini) bildirir",
    r"^(?P<sender>[^.;:\n]{3,140}?(?:büyükelçiliği|bakanlığı|temsilciliği|konsolosluğu|misyonu))[ ,]"
    r"[^.;]{0,200}?saygılarını sunar",
    r"^(?P<sender>\p{Han}[\p{Han} ]{5,40}?)(?:谨?此?向[\p{Han} ]{2,40})致意",
)
_FORMS = tuple(regex.compile(form, regex.IGNORECASE) for form in _COMPLIMENTS)


def compliments(sheet: Sheet) -> tuple[str, tuple[int, int]] | None:
    """The sender who presents compliments in the first sentence of the text, and its span."""
    prose = sheet.first_prose
    text, base = (sheet.text[prose.start : prose.end], prose.start) if prose else ("", 0)
    for form in _FORMS:
        match = form.match(text)
        if match and len(match["sender"]) <= _LONGEST_SENDER and has(match["sender"], "note", "sender"):
            return " ".join(match["sender"].split()), (base + match.start("sender"), base + match.end("sender"))
    return None


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a note verbale."""
    yield from letters.find_heading_date(sheet)
    yield from annexes.find_second_title(sheet)
    yield from title.find(sheet)
    if sent := compliments(sheet):
        yield from finding("source", sent[0], sent[1], COMPLIMENTS, confidence=0.85)
    yield from signature.find_date_lines(sheet)
    yield from offices.find_letterhead(sheet)
