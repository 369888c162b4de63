"""Signature blocks and the offices they name; lines of place and date in the head and at the foot."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import lines, offices
from archive.describe.findings import Finding, dated, finding
from archive.describe.sheet import Line, Paragraph, Sheet

SIGNATURE, DATE_LINE, PLACE_LINE = "signature/3", "date-line/2", "place-line/1"
_SIGNED = regex.compile(
    r"^\((?:Signed|Signé|Signée|Firmado|Firmada|Подпись|توقيع|签名|签字)\)\s*(?P<name>.+)$",
    regex.IGNORECASE,
)
_SIGNED_AFTER = regex.compile(r"^(?P<name>\p{Han}{2,4}|\p{Han}\s\p{Han}{1,2})\s?[(（](?:签名|签字|簽名|签署)[)）]$")
_INITIALS_AT_END = regex.compile(r"^(?P<office>.+?)\s(?P<name>(?:\p{Lu}\.\s?){1,2}\p{Lu}[\p{Ll}’'-]+)$")
_OFFICE_AND_NAME = regex.compile(r"^(?P<office>\p{Han}{2,8})\s(?P<name>\p{Han}{2,4}|\p{Han}\s\p{Han}{1,2})$")
_NAME_AND_OFFICE = regex.compile(r"^(?P<name>[^,،]{5,45})[,،]\s(?P<office>.{4,})$")
_TOWN = regex.compile(
    r"^(?:г\.|гор\.|м\.|ք\.|ქ\.|q\.|ş\.|қ\.|şəh\.)\s?(?P<place>\p{Lu}[\p{L}\p{M}’' -]{1,30}|[\p{Georgian} -]{2,30})$"
)
_MOST_GAPS, _MOST_LINES = 40, 15
_SURE, _GUESSED = 0.9, 0.75


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of the signature block, then of lines of place and date."""
    block, signed = _signature(sheet)
    if signed:
        at, name, office = signed
        sure = _SURE if office or lines.has_capitals(name.text) else _GUESSED
        yield from finding("creator", name.text, (name.start, name.end), SIGNATURE, confidence=sure)
        yield from _source(sheet, block, at, office)
    yield from find_date_lines(sheet, block if signed else [])


Signed = tuple[int, Line, Line | None]


def _signature(sheet: Sheet) -> tuple[list[Line], Signed | None]:
    """The first block between paragraphs, or after the last, that holds a signature."""
    for gap in (*sheet.gaps[:_MOST_GAPS], *sheet.gaps[_MOST_GAPS:][-1:]):
        block = _short_lines(gap)
        if signed := _signatory(block):
            return block, signed
    return [], None


def _short_lines(gap: tuple[Paragraph, ...]) -> list[Line]:
    """Lines of a block that may be part of a signature: no headings that name a document, no sentences."""
    near = (*gap[:_MOST_LINES], *gap[_MOST_LINES:][-_MOST_LINES:])
    blocks = [paragraph.lines[:_MOST_LINES] for paragraph in near if not lines.tells_kind(paragraph.text)]
    return [line for block in blocks for line in block if not lines.is_sentence(line.text)]


def _signatory(block: list[Line]) -> Signed | None:
    """The line number, the name and the office on one line with it, of the first signature of a block."""
    for at, line in enumerate(block):
        if signed := _signed(line) or _with_office(line):
            return at, *signed
        if lines.is_name(line.text) and _is_confirmed(block, at):
            return at, _part(line, line.text.strip(" ,،")), None
    return None


def _signed(line: Line) -> tuple[Line, None] | None:
    match = _SIGNED.match(line.text) or _SIGNED_AFTER.match(line.text)
    return (_part(line, match["name"]), None) if match and lines.is_name(match["name"]) else None


def _with_office(line: Line) -> tuple[Line, Line] | None:
    for form in (_INITIALS_AT_END, _OFFICE_AND_NAME, _NAME_AND_OFFICE):
        match = form.match(line.text)
        if match and lines.is_office(match["office"]) and lines.is_name(match["name"]):
            return _part(line, match["name"]), _part(line, match["office"])
    return None


def _part(line: Line, text: str) -> Line:
    start = line.start + line.text.find(text)
    return Line(text=text, start=start, end=start + len(text))


def _is_confirmed(block: list[Line], at: int) -> bool:
    """Whether an office stands below or above the name, or a courtesy above; a guess of a name needs one below."""
    follows = any(lines.is_office(line.text) for line in block[at + 1 : at + 3])
    above = any(lines.is_closing(line.text) or lines.is_office(line.text) for line in block[max(0, at - 2) : at])
    return follows or (above and lines.has_capitals(block[at].text))


def _source(sheet: Sheet, block: list[Line], at: int, office: Line | None) -> Iterator[Finding]:
    """The office itself where it is an institution, else the organisation that it is an office of."""
    after = [office] if office else _office_lines(block[at + 1 :])
    above = [line for line in block[max(0, at - 2) : at] if lines.is_office(line.text)]
    if after:
        joined = " ".join(line.text for line in after)
        span = (after[0].start, after[-1].end)
        if name := offices.institution(joined) or offices.organisation_of(joined):
            yield from finding("source", name, span, SIGNATURE, confidence=0.85)
    for line in block[max(0, at - 2) :]:
        if lines.is_organisation(line.text) and not lines.is_name(line.text):
            yield from finding("source", line.text, (line.start, line.end), SIGNATURE, confidence=0.8)
    if after or above:
        yield from offices.find_named(sheet, offices.without_role(" ".join(line.text for line in after or above)))


def _office_lines(following: list[Line]) -> list[Line]:
    """The lines of the office, which may be wrapped: up to a date, another organisation's line or the end."""
    office: list[Line] = []
    for line in following[:5]:
        if lines.is_date_line(line.text) or lines.is_closing(line.text):
            break
        if office and lines.is_organisation(line.text) and not line.text.startswith(("(", "of", "for")):
            break
        if office and lines.is_name(line.text):
            break
        office.append(line)
    return office if office and any(lines.is_office(line.text) for line in office) else []


def find_date_lines(sheet: Sheet, block: list[Line] | None = None) -> Iterator[Finding]:
    """Lines that are only a date, or a place and a date: above the text, below it, in the signature's `block`."""
    above = [] if sheet.masthead else [line for paragraph in sheet.head for line in paragraph.lines]
    for line in [*above, *reversed(sheet.foot_lines), *(block or [])]:
        yield from _date_line(sheet, line)
    for line in sheet.foot_lines:
        if match := _TOWN.match(line.text):
            span = (line.start + match.start("place"), line.start + match.end("place"))
            yield from finding("place", match["place"], span, PLACE_LINE, confidence=0.85)


def _date_line(sheet: Sheet, line: Line) -> Iterator[Finding]:
    whole = lines.date_line(line.text, sheet.order)
    for part in (line,) if whole else line.parts[: 0 if len(line.parts) == 1 else None]:
        told = whole or lines.date_line(part.text, sheet.order)
        if told is None:
            continue
        field = "document_date" if sheet.masthead else "date"
        yield from dated(field, told.date.moved(part.start), DATE_LINE)
        if told.place:
            span = (part.start + told.place_span[0], part.start + told.place_span[1])
            yield from finding("place", lines.place_name(told.place), span, DATE_LINE, confidence=0.85)
