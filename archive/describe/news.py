"""News: dateline, agency or outlet, byline, date line, and the approximate date of an item that has none."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive import edtf
from archive.describe import dateline, dates, lines, signature, title
from archive.describe.dateline import bare_name
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Line, Sheet

ATTRIBUTION, BYLINE, AS_OF, TODAY = "attribution/3", "byline/3", "as-of/1", "today/1"

_PROPER = r"\p{Lu}[\p{L}\p{M}\d.-]*\p{L}(?: \p{Lu}[\p{L}\p{M}\d.-]*\p{L}){0,3}"
_TOLD = regex.compile(rf"\btold (?:the )?(?P<outlet>{_PROPER})(?=[.,]?(?:\s|$))")
_REPORTS = (
    regex.compile(rf"[,”\"»] (?P<outlet>{_PROPER}) (?:reports|reported|informs|has learned)\b"),
    regex.compile(rf"\b(?:according to|citing) (?P<outlet>{_PROPER})[.,]$"),
    regex.compile(
        rf", (?:сообщает|передает|передаёт|информирует|пишет|повідомляє|передає|інформує) "
        rf"(?P<outlet>[«\"]?{_PROPER}[»\"]?)"
    ),
    regex.compile(
        r"(?P<outlet>[«\"“]\p{Lu}[^«»\"“”]{2,40}[»\"”])(?:[-’']?(?:a|ə|ya|yə|e|ye))?\s"
        r"(?=[^.]{3,90}(?:bildir|verilib|məlumat))"
    ),
    regex.compile(rf"(?P<outlet>{_PROPER})(?:[-’']\p{{L}}{{1,3}})? (?:xəbər verir|bildirir|məlumat verir)"),
)
_DOMAIN = regex.compile(r"\p{L}[\p{L}\d-]*\.\p{Latin}{2,4}")
_AS_OF = regex.compile(r"\b[Aa]s of (?:mid-|early |late |mid )?(?=\p{Lu}\p{Ll}+ \d{4})")
_TODAY = regex.compile(r"\b(?:[Tt]oday)\b(?!['’]s)")
_LONGEST_OUTLET = 60
_LONGEST_ITEM = 50_000
_OWN_REPORT = regex.compile(r"^本[报報刊][讯訊记記电電]")
_PAPER = regex.compile(r"[《『「]?\p{Han}{2,12}(?:[日晚早]?[报報]|周刊|新[闻聞])[》』」]?")
_REPORTING = regex.compile(
    r"\((?:Reporting|Writing|Reporting and writing) by (?P<name>[^;,()]{4,45}?)(?: in [^;,()]+)?(?: and [^;()]+)?[;,)]"
)
_SURE, _DISPUTED = 0.85, 0.7


def sign(sheet: Sheet) -> tuple[int, int] | None:
    """The span that shows a document to be a news item, or None."""
    opening = dateline.read(sheet)
    if opening:
        return (opening.place or opening.agency or (opening.end, opening.end))[0], opening.end
    prose = sheet.first_prose
    if prose and (match := _OWN_REPORT.match(prose.text)):
        return prose.start, prose.start + match.end()
    return next(iter((*attributions(sheet), *outlet_lines(sheet), *bylines(sheet))), None)


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a news item."""
    if opening := dateline.read(sheet):
        yield from dateline.find(sheet.text, opening)
    yield from _outlets(sheet)
    yield from _reporter(sheet)
    yield from title.find(sheet)
    yield from signature.find_date_lines(sheet)
    yield from find_approximate_date(sheet)


def _outlets(sheet: Sheet) -> Iterator[Finding]:
    """The outlets that are named; where there are several, a person had better look."""
    told = [(bare_name(sheet.text[slice(*span)]), span) for span in (*attributions(sheet), *outlet_lines(sheet))]
    agreed = len({name.casefold() for name, _ in told}) == 1
    for name, span in told:
        yield from finding("source", name, span, ATTRIBUTION, confidence=_SURE if agreed else _DISPUTED)


def _reporter(sheet: Sheet) -> Iterator[Finding]:
    for span in (*bylines(sheet), *_reported_by(sheet), *name_under_headline(sheet), *name_at_end(sheet)):
        yield from finding("creator", sheet.text[slice(*span)], span, BYLINE, confidence=0.85)
        return


def attributions(sheet: Sheet) -> list[tuple[int, int]]:
    """Outlets that the first paragraphs name as the teller: `told X.` at their end, `, X reports`."""
    found: list[tuple[int, int]] = []
    for paragraph in [paragraph for paragraph in sheet.paragraphs if paragraph.is_prose][:3]:
        text = sheet.text[paragraph.start : paragraph.end]
        told = [match for match in _TOLD.finditer(text) if match.end() >= len(text) - 1]
        reported = [match for pattern in _REPORTS for match in pattern.finditer(text)]
        outlets = [match for match in (*told, *reported) if not has(match["outlet"], "outlet", "not_outlet", "start")]
        found += [(paragraph.start + match.start("outlet"), paragraph.start + match.end("outlet")) for match in outlets]
    return found


def outlet_lines(sheet: Sheet) -> list[tuple[int, int]]:
    """An outlet alone on the last line: an address such as Name.Az, a known word, or a name that the text uses too."""
    if not sheet.foot or lines.byline(sheet.foot_lines[-1].text):
        return []
    line = sheet.foot_lines[-1]
    text = line.text
    if len(text) > _LONGEST_OUTLET or lines.is_sentence(text) or lines.is_date_line(text) or lines.is_office(text):
        return []
    if _DOMAIN.fullmatch(text) or _PAPER.fullmatch(text) or _is_outlet(text):
        return [(line.start, line.end)]
    return []


def _is_outlet(text: str) -> bool:
    organisation = has(text, "organisation", "word") and not has(text, "outlet", "word", "word")
    return has(text, "outlet", "word", "word") and not organisation and len(text.split()) <= 5 and ":" not in text


def bylines(sheet: Sheet) -> list[tuple[int, int]]:
    """Lines such as `By Ana Lima` above or below the text; the first line is a headline (`Von Neumann Machines`)."""
    above = [line for paragraph in sheet.head for line in paragraph.lines]
    outside = [*above[1:], *sheet.foot_lines]
    return [
        (part.end - len(name), part.end)
        for line in outside
        for part in line.parts
        if (name := lines.byline(part.text))
    ]


def _reported_by(sheet: Sheet) -> list[tuple[int, int]]:
    """The first name of an agency's line at the foot: `(Reporting by Ana Lima; Editing by …)`."""
    matches = ((line, _REPORTING.match(line.text)) for line in sheet.foot_lines)
    return [
        (line.start + match.start("name"), line.start + match.end("name"))
        for line, match in matches
        if match and lines.is_name(match["name"])
    ]


def name_under_headline(sheet: Sheet) -> list[tuple[int, int]]:
    """A person's name alone between the headline and the dateline."""
    above = [line for paragraph in sheet.head for line in paragraph.lines]
    if len(above) < 2 or dateline.read(sheet) is None:
        return []
    return _if_name(above[-1])


def name_at_end(sheet: Sheet) -> list[tuple[int, int]]:
    """A person's name alone on the last line, when the dateline has already told the agency."""
    opening = dateline.read(sheet)
    if opening is None or opening.agency is None or not sheet.foot_lines:
        return []
    last = sheet.foot_lines[-1]
    agency = bare_name(sheet.text[slice(*opening.agency)])
    return [] if agency in last.text or _is_outlet(last.text) else _if_name(last)


def _if_name(line: Line) -> list[tuple[int, int]]:
    return [(line.start, line.end)] if lines.is_name(line.text) and 2 <= len(line.text.split()) <= 5 else []


def find_approximate_date(sheet: Sheet) -> Iterator[Finding]:
    """Dates that follow from what an otherwise undated item says of its own time; what is very long is no item."""
    if len(sheet.text) > _LONGEST_ITEM:
        return
    if match := _AS_OF.search(sheet.text):
        found = dates.find(sheet.text[match.end() : match.end() + 20])
        if found and edtf.parse(found[0].edtf).precision == "month":
            span = (match.start(), match.end() + found[0].end)
            yield from finding("date", found[0].edtf + "~", span, AS_OF, basis="inferred", confidence=0.4)
            return
    if _TODAY.search(sheet.text):
        every = dates.find(sheet.text)
        if len({found.edtf for found in every}) == 1 and edtf.parse(every[0].edtf).precision == "day":
            span = (every[0].start, every[0].end)
            yield from finding("date", every[0].edtf, span, TODAY, basis="inferred", confidence=0.4)
