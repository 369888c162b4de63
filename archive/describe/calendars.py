"""Years and days of other calendars in Gregorian terms, and numbers written in Chinese characters."""

from __future__ import annotations

from datetime import date, timedelta

_NOWRUZ_1400 = date(2021, 3, 21)
_JALALI_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_JALALI_MONTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30)
JALALI_YEARS = range(1244, 1473)
"""Where the 33-year rule gives the observed leap years of the Persian calendar (years 1244 to 1472)."""

ERAS: dict[str, int] = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
}  # fmt: skip
"""The year before the first of each era."""

BUDDHIST = 543
"""Years that the Buddhist era, as used in Thailand, Laos and Cambodia, is ahead."""

_DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "元": 1, **{character: number for number, character in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
}


def jalali_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Persian solar calendar, or None when it has no such day."""
    if year not in JALALI_YEARS or not 1 <= month <= 12 or not 1 <= day <= jalali_month_length(year, month):
        return None
    return _nowruz(year) + timedelta(days=sum(_JALALI_MONTHS[: month - 1]) + day - 1)


def jalali_month_length(year: int, month: int) -> int:
    """Days in a month of the Persian solar calendar; the twelfth has 30 in a leap year."""
    return _JALALI_MONTHS[month - 1] if month < 12 else 29 + _jalali_leap(year)


def _jalali_leap(year: int) -> bool:
    return year % 33 in _JALALI_LEAP


def _nowruz(year: int) -> date:
    """The first day of a Persian year, counted from 1 Farvardin 1400."""
    first, last = min(year, 1400), max(year, 1400)
    days = 365 * (last - first) + sum(_jalali_leap(passed) for passed in range(first, last))
    return _NOWRUZ_1400 + timedelta(days=days if year >= 1400 else -days)


HIJRI_YEARS = range(1200, 1501)
"""Years of the Islamic calendar that are read: 1785 to 2077."""

_HIJRI_LEAP = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
_HIJRI_EPOCH = date(622, 7, 19)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the tabular Islamic calendar (30-year cycle, 16 July 622 of the Julian calendar).

    Months begin by sighting or by a country's own tables, so that the day may be one or two off.
    """
    if year not in HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= hijri_month_length(year, month):
        return None
    leap_days = sum((year - 1) % 30 >= leap for leap in _HIJRI_LEAP) + (year - 1) // 30 * len(_HIJRI_LEAP)
    before = (year - 1) * 354 + leap_days + sum(hijri_month_length(year, passed) for passed in range(1, month))
    return _HIJRI_EPOCH + timedelta(days=before + day - 1)


def hijri_month_length(year: int, month: int) -> int:
    """Days in a month of the tabular Islamic calendar: 30 and 29 in turn, the twelfth 30 in a leap year."""
    return 30 if month % 2 or (month == 12 and year % 30 in _HIJRI_LEAP) else 29


def chinese_number(text: str) -> int | None:
    """The number that ASCII digits or Chinese characters write, up to 999 or as a row of digits (二〇二一), or None."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if "百" in text:
        return _hundreds(text)
    if "十" in text or "廿" in text:
        return _tens(text.replace("廿", "二十"))
    digits = [_DIGITS.get(character) for character in text]
    return None if None in digits or not digits else int("".join(str(digit) for digit in digits))


def _hundreds(text: str) -> int | None:
    """Up to 999. A lone digit after the hundreds needs the naught before it: 一百二 may be 120."""
    before, _, after = text.partition("百")
    hundreds = _DIGITS.get(before) if before else 1
    if after and after[0] not in "零〇○" and "十" not in after:
        return None
    rest = chinese_number(after.lstrip("零〇○")) if after else 0
    return None if hundreds is None or rest is None or rest > 99 else 100 * hundreds + rest


def _tens(text: str) -> int | None:
    before, _, after = text.partition("十")
    tens = _DIGITS.get(before) if before else 1
    ones = _DIGITS.get(after) if after else 0
    return None if tens is None or ones is None else 10 * tens + ones
