"""Which kind of document this is, by its headings and its form; no finding when nothing tells."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import lines, news, notes
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has, pattern, small
from archive.describe.sheet import LONGEST_HEADING, Paragraph, Sheet

RULE = "kind/2"
_IN_HEADINGS = ("note verbale", "letter", "resolution", "appeal", "statement", "report", "other")
_IN_MASTHEADS = ("note verbale", "letter", "resolution", "report", "statement")
_COLON = regex.compile(r"[:：]\s")
_LONGEST_LABEL = 60


def find(sheet: Sheet) -> Iterator[Finding]:
    """One finding for `type`, or none."""
    for rule in (_masthead_document, _press_release, _compliments, _news, _heading, _letter_form):
        if told := rule(sheet):
            kind, span, confidence = told
            yield from finding("type", kind, span, RULE, confidence=confidence)
            return


_GOES_ON = regex.compile(
    r"$|\s?[:.,–—(\d№-]|\s(?:of|on|by|to|from|for|at|in|as|adopted|dated|datada|fechada|regarding|concerning|"
    r"no\.|nr\.|n°|nº|de|du|des|d[’']|sur|pour|à|aux|au|del|sobre|para|por|a|an|über|zu|zur|zum|der|des|vom|"
    r"conjointe?|conjunta)(?!\p{L})"
)
Told = tuple[str, tuple[int, int], float] | None


def _masthead_document(sheet: Sheet) -> Told:
    if sheet.masthead is None:
        return None
    if line := sheet.enacting_line:
        return "resolution", (line.start, line.end), 0.97
    after = [paragraph for paragraph in sheet.head if paragraph.end > sheet.masthead.end]
    return _by_heading(after, _IN_MASTHEADS)


def _press_release(sheet: Sheet) -> Told:
    for paragraph in sheet.head:
        for line in paragraph.lines:
            if len(line.text) <= _LONGEST_LABEL and has(line.text, "kind", "press release", "start"):
                return "press release", (line.start, line.end), 0.95
    return None


def _compliments(sheet: Sheet) -> Told:
    sent = notes.compliments(sheet)
    return ("note verbale", sent[1], 0.85) if sent else None


def _news(sheet: Sheet) -> Told:
    sign = news.sign(sheet)
    return ("news", sign, 0.9) if sign else None


def _heading(sheet: Sheet) -> Told:
    return _by_heading(sheet.head, _IN_HEADINGS)


def _by_heading(head: tuple[Paragraph, ...] | list[Paragraph], kinds: tuple[str, ...]) -> Told:
    """The first heading that begins or ends with the name of a kind."""
    for paragraph in head:
        if len(paragraph.text) > LONGEST_HEADING or lines.is_numbered(paragraph.text):
            continue
        headings = [small(text) for text in (paragraph.text, *(line.text for line in paragraph.lines))]
        for kind in kinds:
            if any(_names(heading, kind) for heading in headings):
                return kind, (paragraph.start, paragraph.end), 0.9
    return None


def _names(heading: str, kind: str) -> bool:
    parts = [part.strip() for part in _COLON.split(heading.strip(" .:!«»\"“”"))]
    return any(_begins_as(part, kind) or pattern("kind_at_end", kind, "end").search(part) for part in parts)


def _begins_as(part: str, kind: str) -> bool:
    """`Report of`, `Statement by`, but not the headline `Report finds`: an ASCII word must go on like a title."""
    match = pattern("kind", kind, "start").match(part)
    if match is None or kind == "note verbale" or not match.group().isascii():
        return match is not None
    return _GOES_ON.match(part, match.end()) is not None


def _letter_form(sheet: Sheet) -> Told:
    """A salutation before the text and a courtesy after it."""
    opened = [line for paragraph in sheet.head for line in paragraph.lines if lines.is_salutation(line.text)]
    below = (line for gap in sheet.gaps for paragraph in gap for line in paragraph.lines)
    closed = any(lines.is_closing(line.text) for line in below)
    return ("letter", (opened[0].start, opened[0].end), 0.8) if opened and closed else None
