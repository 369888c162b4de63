"""Dates as EDTF strings with their bounds: level 0 and the common part of level 1.

Source: Extended Date/Time Format, Library of Congress, 2019 (ISO 8601-2:2019, Annex A). One form of level 2 is added
because documents state it: a month or a day of an unknown year, `XXXX-04` and `XXXX-04-01`. Times, years of other
than four digits and unknown interval ends (`/2021`) are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.errors import InvalidValue

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_ADVICE = "write 2021, 2021-04, 2021-04-05, XXXX-04-05 (year unknown), 2021~ (about) or 2021-06-21/2021-07-09"
_SEASONS = range(21, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A date as written and the first and last day it may mean (ISO; None is open, both None when it has no year).

    Bounds are not widened for `~` and `?`. A season has the bounds of its year, because the hemisphere is not known.
    """

    text: str
    earliest: str | None
    latest: str | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The date that `text` writes; InvalidValue says what is wrong with it."""
    first, slash, last = text.partition("/")
    return _interval(text, first, last) if slash else _single(text)


def year(date: Edtf) -> str | None:
    """The one calendar year that the whole date lies in, or None."""
    if date.earliest is None or date.latest is None:
        return None
    return date.earliest[:4] if date.earliest[:4] == date.latest[:4] else None


def range_of(text: str) -> tuple[str | None, str | None]:
    """First and last day of a query range: an EDTF date or `FROM..TO`, where a side may be empty (open)."""
    text = text.strip()
    if ".." not in text or "/" in text:
        return _bounds(text)
    before, _, after = text.partition("..")
    if not (before or after):
        raise InvalidValue(f"the range {text!r} has no end at all; write 2019..2021, 2019.. or ..2021")
    first = _bounds(before)[0] if before else None
    last = _bounds(after)[1] if after else None
    if first and last and first > last:
        raise InvalidValue(f"the range {text!r} ends before it begins; write the earlier date first")
    return first, last


def _bounds(text: str) -> tuple[str | None, str | None]:
    date = parse(text.strip())
    if date.earliest is None and date.latest is None:
        raise InvalidValue(f"{text!r} has no year, so it is no range of days; write it with a year, such as 2021-04")
    return date.earliest, date.latest


def _single(text: str) -> Edtf:
    match = _DATE.fullmatch(text)
    if match is None:
        raise InvalidValue(f"{text!r} is not a date; {_ADVICE}")
    written, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"]
    _check_digits(text, written, month, day)
    earliest, latest = _days(text, written, month, day)
    return Edtf(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=_precision(written, month, day),
        approximate=qualifier in {"~", "%"},
        uncertain=qualifier in {"?", "%"},
    )


def _check_digits(text: str, written: str, month: str | None, day: str | None) -> None:
    if written == "XXXX" and (month is None or month == "XX"):
        raise InvalidValue(f"{text!r} states neither year nor month; leave the date empty instead")
    if "X" in written and written != "XXXX" and month:
        raise InvalidValue(f"{text!r} has a month in an unknown year of a decade or century; write {written} alone")
    if month == "XX" and day and day != "XX":
        raise InvalidValue(f"{text!r} has a day but no month; write {written} or {written}-XX-XX")


def _days(text: str, written: str, month: str | None, day: str | None) -> tuple[str | None, str | None]:
    """The bounds, after the month and the day were found to exist in the calendar."""
    first_month, last_month = _months(text, month, day)
    year_number = 2000 if "X" in written else int(written)
    days_in_month = _days_in(year_number, last_month)
    first_day, last_day = (1, days_in_month) if day in {None, "XX"} else (int(day or 0), int(day or 0))
    if not 1 <= first_day <= days_in_month:
        raise InvalidValue(f"{text!r} is no calendar day: {written}-{last_month:02} has {days_in_month} days")
    if written == "XXXX":
        return None, None
    first_year, last_year = written.replace("X", "0"), written.replace("X", "9")
    return f"{first_year}-{first_month:02}-{first_day:02}", f"{last_year}-{last_month:02}-{last_day:02}"


def _months(text: str, month: str | None, day: str | None) -> tuple[int, int]:
    if month is None or month == "XX" or (int(month) in _SEASONS and day is None):
        return 1, 12
    if not 1 <= int(month) <= 12:
        raise InvalidValue(f"{text!r} has month {month}; months are 01 to 12 (and 21 to 24 for seasons, without a day)")
    return int(month), int(month)


def _days_in(year_number: int, month: int) -> int:
    """Days of a month in the Gregorian calendar, which EDTF uses for all years."""
    if month == 2:
        return 29 if year_number % 4 == 0 and (year_number % 100 != 0 or year_number % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _precision(written: str, month: str | None, day: str | None) -> Precision:
    """The smallest unit that is stated: 2021-XX is a year, 2021-04-XX a month."""
    if day is not None and day != "XX":
        return "day"
    if month is not None and month != "XX":
        return "season" if int(month) in _SEASONS else "month"
    if written.endswith("XX"):
        return "century"
    return "decade" if written.endswith("X") else "year"


def _interval(text: str, first: str, last: str) -> Edtf:
    if first == last == "..":
        raise InvalidValue(f"{text!r} is open at both ends; give one of them, such as 2021/..")
    if not first or not last:
        raise InvalidValue(f"{text!r} lacks an end; write .. for an open one, such as ../2021 or 2021/..")
    begin, end = _end(first), _end(last)
    if begin and end:
        _check_order(text, begin, end)
    ends = [date for date in (begin, end) if date]
    return Edtf(
        text=text,
        earliest=begin.earliest if begin else None,
        latest=end.latest if end else None,
        precision="interval",
        approximate=any(date.approximate for date in ends),
        uncertain=any(date.uncertain for date in ends),
    )


def _end(text: str) -> Edtf | None:
    """One end of an interval; None is open."""
    if "/" in text:
        raise InvalidValue(f"{text!r} holds a second slash; an interval has two ends, such as 2021-06-21/2021-07-09")
    return None if text == ".." else _single(text)


def _check_order(text: str, begin: Edtf, end: Edtf) -> None:
    if (begin.earliest is None) != (end.latest is None):
        raise InvalidValue(f"{text!r} has a year at one end only; write it at both ends or at neither")
    if begin.earliest and end.latest and begin.earliest > end.latest:
        raise InvalidValue(f"{text!r} ends before it begins; write the earlier date first")
