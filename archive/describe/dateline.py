"""Datelines: place, day and agency that open a news item, as agencies write them in several languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from archive.describe import dates, lines
from archive.describe.findings import Finding, dated, finding
from archive.describe.sheet import Paragraph, Sheet

RULE = "dateline/2"

_LONGEST_LEAD = 140
_LONGEST_PLACE = 60
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
_BETWEEN_HAN = regex.compile(r"(?<=\p{Han}) (?=\p{Han})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, date, agency and reporter at the beginning of a report, as spans of the text; `end` is where it ends."""

    end: int
    date: dates.FoundDate | None = None
    place: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    reporter: tuple[int, int] | None = None


def read(sheet: Sheet) -> Dateline | None:
    """The dateline that opens the first prose or stands by itself just above it."""
    last_head = sheet.head[-1:] if sheet.head else ()
    for paragraph in [*last_head, *filter(None, [sheet.first_prose])]:
        if found := _east_asian(paragraph) or _spaced(paragraph) or _undated(paragraph):
            return found
    return None


def _east_asian(paragraph: Paragraph) -> Dateline | None:
    for form in (_CHINESE, _JAPANESE, _KOREAN):
        if match := form.match(paragraph.lines[0].text):
            groups = {name: _span(match, name, paragraph.start) for name in match.groupdict()}
            written = dates.find(match["date"] or "") if groups.get("date") else ()
            return Dateline(
                end=paragraph.start + match.end(),
                date=written[0].moved(paragraph.start + match.start("date")) if written else None,
                place=groups.get("place"), agency=groups.get("agency"), reporter=groups.get("by"),
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
        end=base + after.end(), date=found[0].moved(base), place=(base, base + len(before)) if before else None,
        agency=_span(after, "agency", base),
    )  # fmt: skip


def _opens(before: str, after: regex.Match[str], *, bare: bool) -> bool:
    """Whether what stands around the first date makes it a dateline; a date line by itself needs an agency."""
    if not before:
        return bool(after["agency"]) and not bare
    if bare and not after["agency"]:
        return False
    return len(before) <= _LONGEST_PLACE and lines.is_place(before) and bool(after.group().strip(" ,"))


def _undated(paragraph: Paragraph) -> Dateline | None:
    """PLACE (AGENCY) – text."""
    match = _AGENCY_ONLY.match(paragraph.text)
    if match is None:
        return None
    base = paragraph.start
    return Dateline(
        end=base + match.end(), place=_span(match, "place", base), agency=_span(match, "agency", base)
    )


def find(text: str, opening: Dateline) -> Iterator[Finding]:
    """Findings of a dateline."""
    yield from find_place_and_date(text, opening)
    if opening.agency:
        agency = bare_name(text[slice(*opening.agency)])
        yield from finding("source", agency, opening.agency, RULE, confidence=0.9)
    if opening.reporter:
        name = _BETWEEN_HAN.sub("", text[slice(*opening.reporter)])
        yield from finding("creator", name, opening.reporter, RULE, confidence=0.95)


def find_place_and_date(text: str, opening: Dateline) -> Iterator[Finding]:
    """Place and date alone, for a document that is not news, such as a press release."""
    if opening.date:
        yield from dated("date", opening.date, RULE, confidence=0.95)
    if opening.place:
        name = lines.place_name(text[slice(*opening.place)])
        yield from finding("place", name, opening.place, RULE, confidence=0.95)


def bare_name(name: str) -> str:
    """The name of an outlet without the quotation marks around it."""
    return name.strip(" .«»\"“”《》『』「」")
