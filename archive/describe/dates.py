"""Dates in running text, in many languages and several calendars, as EDTF with their spans.

What is read: a day and a month by name or number, with or without a year; a month with a year. A bare year is not,
and neither is `5/4/2021`, which means two days: `archive.describe.numeric` reads it where it is known which number is
the day. Years of Buddhist, Japanese and Republican eras are counted as they are; days of the Persian and the Islamic
calendar are converted, and say so. Where a text gives such a day and the Gregorian one beside it, the two are one date,
the Gregorian.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import regex

from archive import edtf
from archive.describe.calendars import (
    BUDDHIST,
    ERAS,
    HIJRI_YEARS,
    JALALI_YEARS,
    chinese_number,
    hijri_day,
    hijri_month_length,
    jalali_day,
    jalali_month_length,
)
from archive.describe.months import HIJRI, JALALI, SHORT, month_of, shadow
from archive.errors import InvalidValue

_GREGORIAN_YEARS = range(1500, 2200)
_BUDDHIST_YEARS = range(2400, 2700)
_ENGLISH_SHORT = frozenset("jan feb mar apr jun jul aug sep oct nov dec".split())
_AFTER_BARE_MAY = regex.compile(r"\s*(?:[.(–-]|\n|$)")  # `12 may (Press) –` in Azerbaijani, not `12 may return`
_ALSO_WORDS = frozenset({"may", "march", "mars"})

_MONTH = r"(?P<month>[\uE001-\uE03C]+)\.?(?:\s?/\s?[\uE001-\uE00C]+|\u200c?\s?ماه(?!\p{L}))?"
_YEAR = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_DAY = r"(?<!\d)(?<!\d[.,:/])[«\"“„]?(?P<day>\d{1,2}|primero)(?!\d)[»\"”]?"
_ORDINAL = r"(?:st|nd|rd|th|er|ᵉʳ|re|ος|η|\.?[ºª°]|-?(?:го|ого|е|ше|ші|нчи|nchi|nji|njy|ci|cı|cu|cü|i|ին|ი))?"
_TO_MONTH = r"[.,-]?(?: {0,4}|\n)(?:(?:de|del|of|من)\s)?"
_TO_YEAR = r"(?:[.,]?\s|[.,/-]|['’]\p{L}+\s|) ?(?:(?:de|del|do|of|سنة|عام|لعام|سال|ឆ្នាំ|ປີ|พ\.ศ\.|ค\.ศ\.|năm)\s?)?"
_YEAR_WORDS = (
    "il|ilin|ildə|ил|илин|yil|yilin|yilning|yili|yilinin|yilinda|йил|йили|ýyl|ýylyň|gada|m|"
    "թ|թվականի|թվականին|წლის|წ|жылғы|жылдың|жылдын|жылы|жыл|ж|года|году|року|оны"
)
_FROM_YEAR = rf"(?:(?:\s?[-–]\s?\p{{L}}{{1,4}})?(?:\.?\s|\s?-\s?)?(?:{_YEAR_WORDS})[.,]?\s|\.?\s)"
_BY_NAME = regex.compile(
    rf"(?:{_YEAR}{_FROM_YEAR})?{_DAY}{_ORDINAL}{_TO_MONTH}{_MONTH}(?:{_TO_YEAR}{_YEAR})?"
    rf"|(?:{_YEAR}{_FROM_YEAR})?{_MONTH}\s{_DAY}{_ORDINAL}(?!\s?[:%]|[.,]\d)(?:,?\s{_YEAR})?"
    rf"|{_MONTH}{_TO_YEAR}{_YEAR}"
    rf"|{_YEAR}{_FROM_YEAR}{_MONTH}"
)

_CHINESE = "〇零○一二三四五六七八九十廿元壹贰叁肆伍陆柒捌玖"
_COMMON_ERA = "西元|西暦|西曆|西历|公元|公曆|公历|서기"
_EAST_ASIAN = regex.compile(
    rf"(?:(?:(?:中[華华])?(?<!韓)(?P<era>{'|'.join(ERAS)})|{_COMMON_ERA})?\s?"
    rf"(?P<year>\d{{1,4}}|[{_CHINESE}百]{{1,5}})\s?[年년]\s?)?"
    rf"(?<![\d{_CHINESE}])(?P<month>\d{{1,2}}|[{_CHINESE}]{{1,2}})\s?[月월]"
    rf"(?:\s?(?P<day>\d{{1,2}}|[{_CHINESE}]{{1,3}})\s?[日号號일])?"
)
_VIETNAMESE = regex.compile(r"(?:ngày\s)?(?P<day>\d{1,2})\stháng\s(?P<month>\d{1,2})(?:\snăm\s(?P<year>\d{4}))?(?!\d)")
_YEAR_FIRST = regex.compile(
    r"(?<![\w/.-])(?P<year>\d{4})(\.\s|[-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d|[./-]\w)"
)
_DAY_FIRST = regex.compile(
    r"(?<![\w/-])(?<!\d\.)(?P<day>\d{1,2})([-./])\s?(?P<month>\d{1,2})\2\s?(?P<year>\d{4})(?!\d|\.\d)"
)
_NUMBER_WORD = regex.compile(r"[\p{Nd}月월]|primero", regex.IGNORECASE)
"""Without one of these there is no date in a text."""
_LONGEST_REMEMBERED = 400
_SAME_DAY = regex.compile(
    r"\s?(?:هـ|ه|م|هجري|هجرية|هجرية قمرية|هجري قمري|AH|A\.H\.|میلادی|شمسی|خورشیدی|قمری|هجری|هجری شمسی|هجری قمری|"
    r"hicrî|hicri)?"
    r"[.،,]?\s?(?:\(|/|=|-|–|الموافق(?: ل| لـ)?|الموافقة|الموافق في|الموافق ليوم|برابر با|مطابق با|مطابق|مصادف با|"
    r"corresponding to|correspondant au|соответствует)\s?(?:يوم \p{L}+ )?"
)
"""What stands between a day of one calendar and the same day in another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in EDTF and the span of the text that states it; `converted` when it stands there in another calendar.

    `by_order` says that the text alone may mean another day: which number is the day was known from elsewhere.
    """

    edtf: str
    start: int
    end: int
    converted: bool = False
    by_order: bool = False

    def moved(self, base: int) -> FoundDate:
        """The same date in a text that begins `base` characters earlier."""
        return replace(self, start=base + self.start, end=base + self.end)


def find(text: str) -> tuple[FoundDate, ...]:
    """All dates of the text in order; where readings overlap the first and longest is taken."""
    if not _NUMBER_WORD.search(text):
        return ()
    return _of_line(text) if len(text) <= _LONGEST_REMEMBERED else _found(text)


@lru_cache(maxsize=512)
def _of_line(text: str) -> tuple[FoundDate, ...]:
    """The dates of a short text, remembered: several rules look at the same line."""
    return _found(text)


def _found(text: str) -> tuple[FoundDate, ...]:
    marked = shadow(text)
    found = sorted(_readings(text, marked), key=lambda reading: (reading.start, -reading.end))
    kept: list[FoundDate] = []
    for reading in found:
        if kept and reading.converted != kept[-1].converted and _SAME_DAY.fullmatch(text, kept[-1].end, reading.start):
            kept[-1] = _as_one(kept[-1], reading)
        elif not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def _as_one(first: FoundDate, second: FoundDate) -> FoundDate:
    """A day that is stated in two calendars, by the Gregorian one."""
    gregorian = second if first.converted else first
    return FoundDate(edtf=gregorian.edtf, start=first.start, end=second.end)


def _readings(text: str, marked: str) -> Iterator[FoundDate]:
    for sign, pattern, read in _FORMS:
        for match in pattern.finditer(marked) if sign.search(marked) else ():
            written = read(match, text)
            if written and _is_real(written):
                end = match.start() + len(match.group().rstrip(" .\n"))
                yield FoundDate(edtf=written, start=match.start(), end=end, converted=_is_converted(match))


def _is_converted(match: regex.Match[str]) -> bool:
    """Whether the month or the year is one of a calendar whose days are converted."""
    year = match["year"] or ""
    named = match["month"][0] >= chr(JALALI)
    return named or (year.isascii() and year.isdigit() and int(year) in JALALI_YEARS)


def _is_real(written: str) -> bool:
    try:
        edtf.parse(written)
    except InvalidValue:
        return False
    return True


def _named(match: regex.Match[str], text: str) -> str | None:
    kind, month = month_of(match["month"])
    year, day = _number(match["year"]), _number(match["day"])
    if kind in (JALALI, HIJRI):
        return _jalali(year, month, day) if kind == JALALI else _hijri(year, month, day)
    if year is not None and (year := _gregorian_year(year)) is None:
        return None
    return _written(year, month, day) if _is_name(match, text, kind, year) else None


def _is_name(match: regex.Match[str], text: str, kind: int, year: int | None) -> bool:
    """Whether a name that may be another word is a month here: `5 may`, `5 des` and `set 5` are not."""
    word = text[match.start("month") : match.end("month")]
    month_first = match["day"] is None or match.start("month") < match.start("day")
    if kind == SHORT and year is None:
        return word.lower() in _ENGLISH_SHORT and word[0].isupper()
    doubtful = kind == SHORT or (word.lower() in _ALSO_WORDS and (word.lower() != "mars" or year is None))
    if doubtful and month_first and word[0].islower():
        return False
    return word != "may" or year is not None or bool(_AFTER_BARE_MAY.match(text, match.end("month")))


def _gregorian_year(year: int) -> int | None:
    if year in _BUDDHIST_YEARS:
        return year - BUDDHIST
    return year if year in _GREGORIAN_YEARS else None


def _number(text: str | None) -> int | None:
    """Spanish writes the first of a month as a word."""
    return None if text is None else 1 if text == "primero" else int(text)


def _written(year: int | None, month: int, day: int | None) -> str | None:
    if year is None and day is None:
        return None
    stated_year = "XXXX" if year is None else f"{year:04}"
    return f"{stated_year}-{month:02}" + ("" if day is None else f"-{day:02}")


def _jalali(year: int | None, month: int, day: int | None) -> str | None:
    """A Persian day as the Gregorian day, a Persian month as the interval of its days; without a year neither."""
    if year is None or year not in JALALI_YEARS:
        return None
    first = jalali_day(year, month, day or 1)
    last = jalali_day(year, month, day or jalali_month_length(year, month))
    return None if first is None or last is None else _interval(first, last)


def _hijri(year: int | None, month: int, day: int | None) -> str | None:
    """An Islamic day as about the Gregorian day, a month as about its days; without a year neither."""
    if year is None or year not in HIJRI_YEARS:
        return None
    first = hijri_day(year, month, day or 1)
    last = hijri_day(year, month, day or hijri_month_length(year, month))
    return None if first is None or last is None else _interval(first, last, about="~")


def _interval(first: date, last: date, *, about: str = "") -> str:
    begin, end = f"{first.isoformat()}{about}", f"{last.isoformat()}{about}"
    return begin if first == last else f"{begin}/{end}"


def _east_asian(match: regex.Match[str], text: str) -> str | None:
    year = None if match["year"] is None else chinese_number(match["year"])
    month, day = chinese_number(match["month"]), None if match["day"] is None else chinese_number(match["day"])
    if month is None or (match["day"] and day is None) or (match["year"] and year is None):
        return None
    if year is not None:
        year = year + ERAS[match["era"]] if match["era"] else _gregorian_year(year)
        if year is None:
            return None
    return _written(year, month, day)


def _numbered(match: regex.Match[str], text: str) -> str | None:
    year, month, day = _number(match["year"]), int(match["month"]), int(match["day"])
    if year is None:
        return _written(None, month, day)
    if year in JALALI_YEARS:
        return _jalali(year, month, day) if _in_persian_digits(text[match.start("year")]) else None
    gregorian = _gregorian_year(year)
    return None if gregorian is None else _written(gregorian, month, day)


def _in_persian_digits(digit: str) -> bool:
    return "۰" <= digit <= "۹"


def _day_first(match: regex.Match[str], text: str) -> str | None:
    """Dots mean day before month everywhere; with other signs the numbers must tell which is the day."""
    day, month = int(match["day"]), int(match["month"])
    if match[2] == "." or day > 12 or day == month:
        return _numbered(match, text)
    return _written(int(match["year"]), day, month) if month > 12 else None


_FORMS: tuple[tuple[regex.Pattern[str], regex.Pattern[str], Callable[[regex.Match[str], str], str | None]], ...] = (
    (regex.compile(r"[\uE001-\uE03C]"), _BY_NAME, _named),
    (regex.compile(r"[月월]"), _EAST_ASIAN, _east_asian),
    (regex.compile(r"\stháng\s"), _VIETNAMESE, _numbered),
    (regex.compile(r"\d[-./]\s?\d"), _YEAR_FIRST, _numbered),
    (regex.compile(r"\d[-./]\s?\d"), _DAY_FIRST, _day_first),
)
"""For each form of dates a sign that all of them have, which is sought faster, then how they are written and read."""
