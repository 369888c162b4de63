"""Periods in a line of text, such as the dates of a session: 21 June–9 July 2021 as an EDTF interval."""

from __future__ import annotations

from itertools import pairwise

import regex

from archive import edtf
from archive.describe import dates
from archive.errors import InvalidValue

_BETWEEN = regex.compile(r"\s?(?:[-–—~]|to|and|au|al|a|y|et|по|до|إلى|至|到)\s?(?:le |la |el )?\s?", regex.IGNORECASE)
_DAY_BEFORE = regex.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:er)?\s?(?:[-–—~]|to|and|au|al|a|y|et|по|إلى|至)\s?$", regex.IGNORECASE
)


def find(text: str) -> tuple[str, int, int] | None:
    """The first period of the text as an EDTF interval, with its span; None when it states none."""
    found = dates.find(text)
    for first, last in pairwise(found):
        if _BETWEEN.fullmatch(text[first.end : last.start]):
            return _checked(*_with_years(first.edtf, last.edtf), first.start, last.end)
    for last in found:
        before = _DAY_BEFORE.search(text[: last.start])
        if before and len(last.edtf) == len("2021-04-05"):
            first_day = f"{last.edtf[:-2]}{int(before['day']):02}"
            return _checked(first_day, last.edtf, before.start(), last.end)
    return None


def _with_years(first: str, last: str) -> tuple[str, str]:
    """Both ends with a year when one of them has it: the last is the first one after the first."""
    if first.startswith("XXXX") and not last.startswith("XXXX"):
        years_back = 0 if first[4:] <= last[4:] else 1
        return f"{int(last[:4]) - years_back:04}{first[4:]}", last
    if last.startswith("XXXX") and not first.startswith("XXXX"):
        years_on = 0 if first[4:] <= last[4:] else 1
        return first, f"{int(first[:4]) + years_on:04}{last[4:]}"
    return first, last


def _checked(first: str, last: str, start: int, end: int) -> tuple[str, int, int] | None:
    written = f"{first}/{last}"
    try:
        edtf.parse(written)
    except InvalidValue:
        return None
    return written, start, end
