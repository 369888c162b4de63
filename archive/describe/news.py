"""What news items state: dateline, agency or outlet, byline, and the approximate date of an item without a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from archive import edtf
from archive.describe import dates, lines
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Line, Paragraph, Sheet

DATELINE, ATTRIBUTION, BYLINE = "dateline/1", "attribution/1", "byline/1"
AS_OF, TODAY = "as-of/1", "today/1"

_LONGEST_LEAD = 140
_AFTER_DATE = regex.compile(
    r"(?:\s?(?:года|року|г\.|р\.|-?c[iıuü] il|ж\.|թ\.|წელი))?[.,]?\s*"
    r"(?:[(（/](?P<agency>[^()（）/\n]{2,60})[)）/]\.?\s*)?(?P<mark>[–—-]+\s|[.:]\s|$|(?<=[)）/.])\s*)"
)
_AGENCY_ONLY = regex.compile(r"^(?P<place>\p{Lu}[\p{Lu}\p{M}' -]{2,25}) \((?P<agency>[\p{Lu}][^()]{1,40})\)\s?[–—-]\s")
_CHINESE = regex.compile(
    r"^(?:【|\[)?(?P<agency>[\p{Han}A-Za-z]{2,12}?(?:通[讯訊]社|新[闻聞]社|社|网|網|[日晚]?[报報]))(?:】|\]|[,，、 ])?"
    r"(?P<place>\p{Han}{1,8}?)\s?(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)[电電讯訊]?\s?"
    r"(?:[(（](?:本[报報])?[记記]者[ :：]*(?P<by>\p{Han}{1,4}(?: \p{Han}{1,4})?)[)）])?"
)
_JAPANESE = regex.compile(
    r"^【(?P<place>[\p{Han}\p{Katakana}ー・]{1,16}?)(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?[=＝・]"
    r"(?P<by>[\p{Han}\p{Katakana}・ ]{2,16})】"
)
_KOREAN = regex.compile(
    r"^[(\[](?P<place>\p{Hangul}{2,8})=(?P<agency>[\p{Hangul}A-Za-z]{2,12})[)\]]\s*"
    r"(?:(?P<by>\p{Hangul}{2,4}) (?:기자|특파원)\s?=)?"
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, date, agency and reporter at the beginning of a report, as spans of the text; `end` is where it ends."""

    end: int
    date: dates.FoundDate | None = None
    place: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    reporter: tuple[int, int] | None = None


def dateline(sheet: Sheet) -> Dateline | None:
    """The dateline that opens the first prose or stands by itself just above it."""
    last_head = sheet.head[-1:] if sheet.head else ()
    for paragraph in [*last_head, *filter(None, [sheet.first_prose])]:
        if found := _east_asian(paragraph) or _spaced(paragraph) or _undated(paragraph):
            return found
    return None


def _east_asian(paragraph: Paragraph) -> Dateline | None:
    text = paragraph.lines[0].text
    for pattern in (_CHINESE, _JAPANESE, _KOREAN):
        if match := pattern.match(text):
            groups = {name: _span(match, name, paragraph.start) for name in match.groupdict()}
            start = groups.get("date")
            written = dates.find(match["date"]) if start else ()
            date = None
            if start and written:
                date = dates.FoundDate(edtf=written[0].edtf, start=start[0], end=start[1])
            return Dateline(
                end=paragraph.start + match.end(), date=date, place=groups.get("place"),
                agency=groups.get("agency"), reporter=groups.get("by"),
            )  # fmt: skip
    return None


def _span(match: regex.Match[str], name: str, base: int) -> tuple[int, int] | None:
    start, end = match.span(name)
    return None if start < 0 else (base + start, base + end)


def _spaced(paragraph: Paragraph) -> Dateline | None:
    """PLACE[, COUNTRY], DATE [(AGENCY)] – text."""
    line, base = paragraph.lines[0].text, paragraph.start
    found = dates.find(line[:_LONGEST_LEAD])
    if not found:
        return None
    before = line[: found[0].start].rstrip(" ,،-–—")
    after = _AFTER_DATE.match(line, found[0].end)
    if after is None or not _opens(before, after, bare=not line[after.end() :]):
        return None
    return Dateline(
        end=base + after.end(),
        date=dates.FoundDate(edtf=found[0].edtf, start=base + found[0].start, end=base + found[0].end),
        place=(base, base + len(before)) if before else None,
        agency=_span(after, "agency", base),
    )


def _opens(before: str, after: regex.Match[str], *, bare: bool) -> bool:
    """Whether what stands around the first date makes it a dateline; a date line by itself needs an agency."""
    if not before:
        return bool(after["agency"]) and not bare
    if bare and not after["agency"]:
        return False
    return len(before) <= 60 and lines.is_place(before) and bool(after.group().strip(" ,"))


def _undated(paragraph: Paragraph) -> Dateline | None:
    """PLACE (AGENCY) – text."""
    match = _AGENCY_ONLY.match(paragraph.text)
    if match is None:
        return None
    base = paragraph.start
    return Dateline(
        end=base + match.end(), place=_span(match, "place", base), agency=_span(match, "agency", base)
    )


def sign(sheet: Sheet) -> tuple[int, int] | None:
    """The span that shows a document to be a news item, or None."""
    opening = dateline(sheet)
    if opening:
        return (opening.place or opening.agency or (opening.end, opening.end))[0], opening.end
    return next(iter((*attributions(sheet), *outlet_lines(sheet), *bylines(sheet))), None)


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of a news item."""
    text = sheet.text
    opening = dateline(sheet)
    if opening:
        yield from _of_dateline(text, opening)
    for span in (*attributions(sheet), *outlet_lines(sheet)):
        yield from finding("source", _bare(text[slice(*span)]), span, ATTRIBUTION, confidence=0.85)
    for span in (*bylines(sheet), *name_under_headline(sheet), *name_at_end(sheet)):
        yield from finding("creator", text[slice(*span)], span, BYLINE, confidence=0.85)
        return


def find_opening_date(sheet: Sheet) -> Iterator[Finding]:
    """Place and date of a dateline in a document that is not news, such as a press release."""
    opening = dateline(sheet)
    if opening and opening.place:
        yield from (found for found in _of_dateline(sheet.text, opening) if found.field in {"date", "place"})


def _of_dateline(text: str, opening: Dateline) -> Iterator[Finding]:
    if opening.date:
        yield from finding("date", opening.date.edtf, (opening.date.start, opening.date.end), DATELINE, confidence=0.95)
    if opening.place:
        name = lines.place_name(text[slice(*opening.place)])
        yield from finding("place", name, opening.place, DATELINE, confidence=0.95)
    if opening.agency:
        yield from finding("source", _bare(text[slice(*opening.agency)]), opening.agency, DATELINE, confidence=0.9)
    if opening.reporter:
        name = regex.sub(r"(?<=\p{Han}) (?=\p{Han})", "", text[slice(*opening.reporter)])
        yield from finding("creator", name, opening.reporter, DATELINE, confidence=0.95)


def _bare(name: str) -> str:
    return name.strip(" .«»\"“”")


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
    if len(text) > _LONGEST_OUTLET or lines.is_sentence(text) or lines.date_line(text) or lines.is_office(text):
        return []
    if _DOMAIN.fullmatch(text) or _is_outlet(text):
        return [(line.start, line.end)]
    return []


def _is_outlet(text: str) -> bool:
    organisation = has(text, "organisation", "word") and not has(text, "outlet", "word", "word")
    return has(text, "outlet", "word", "word") and not organisation and len(text.split()) <= 5 and ":" not in text


def bylines(sheet: Sheet) -> list[tuple[int, int]]:
    """Lines such as `By Ana Lima` above or below the text."""
    outside = [*(line for paragraph in sheet.head for line in paragraph.lines), *sheet.foot_lines]
    named = [(line, name) for line in outside if (name := lines.byline(line.text))]
    return [(line.end - len(name), line.end) for line, name in named]


def name_under_headline(sheet: Sheet) -> list[tuple[int, int]]:
    """A person's name alone between the headline and the dateline."""
    above = [line for paragraph in sheet.head for line in paragraph.lines]
    if len(above) < 2 or dateline(sheet) is None:
        return []
    return _if_name(above[-1])


def name_at_end(sheet: Sheet) -> list[tuple[int, int]]:
    """A person's name alone on the last line, when the dateline has already told the agency."""
    opening = dateline(sheet)
    if opening is None or opening.agency is None or not sheet.foot_lines:
        return []
    last = sheet.foot_lines[-1]
    agency = _bare(sheet.text[slice(*opening.agency)])
    return [] if agency in last.text or _is_outlet(last.text) else _if_name(last)


def _if_name(line: Line) -> list[tuple[int, int]]:
    return [(line.start, line.end)] if lines.is_name(line.text) and 2 <= len(line.text.split()) <= 5 else []


def find_approximate_date(sheet: Sheet) -> Iterator[Finding]:
    """Dates that follow from what an otherwise undated item says of its own time."""
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
