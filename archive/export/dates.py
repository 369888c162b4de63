"""EDTF dates as other formats can hold them: CSL date variables, and words.

Sources: CSL 1.0.2 specification, "Date Variables"; Extended Date/Time Format, Library of Congress, 2019.
"""

from __future__ import annotations

from typing import Any

from archive import edtf
from archive.errors import InvalidValue

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_LENGTH = {"year": 1, "season": 1, "month": 2, "day": 3}


def csl_date(text: str) -> dict[str, Any]:
    """A CSL date variable: `date-parts` where they can say it, else the date in words as `literal`.

    Approximate and uncertain dates are `circa`. A date without a year, a decade, a century and an open interval
    have no date-parts, because any that CSL can hold would state more than the document does.
    """
    try:
        date = edtf.parse(text)
        ends = [edtf.parse(end) for end in text.split("/")] if date.precision == "interval" else [date]
    except InvalidValue:  # an open end, or not a date at all
        return {"literal": in_words(text)}
    parts = [_date_parts(end) for end in ends]
    if not all(parts):
        return {"literal": in_words(text)}
    variable: dict[str, Any] = {"date-parts": parts}
    if date.precision == "season":
        variable["season"] = _season(date) + 1
    if date.approximate or date.uncertain:
        variable["circa"] = True
    return variable


def _date_parts(date: edtf.Edtf) -> list[int]:
    """Year, month and day as far as they are stated; empty when the year is not."""
    if date.earliest is None or date.precision not in _LENGTH:
        return []
    return [int(part) for part in date.earliest.split("-")][: _LENGTH[date.precision]]


def in_words(text: str) -> str:
    """The date in English words, as precise as it is: `about December 2024`, `1 April, year not stated`.

    Text that is no EDTF date comes back as it is.
    """
    first, slash, last = text.partition("/")
    try:
        edtf.parse(text)
        if not slash:
            return _single(first)
        if first == "..":
            return f"{_single(last)} or earlier"
        return f"{_single(first)} or later" if last == ".." else f"{_single(first)} to {_single(last)}"
    except InvalidValue:
        return text


def _single(text: str) -> str:
    date = edtf.parse(text)
    about = "about " if date.approximate else ""
    return f"{'possibly ' if date.uncertain else ''}{about}{_stated(date)}"


def _stated(date: edtf.Edtf) -> str:
    """The date without its qualifier."""
    if date.earliest is None or date.latest is None:
        return _yearless(date)
    year, month, day = (int(part) for part in date.earliest.split("-"))
    match date.precision:
        case "day":
            return f"{day} {MONTHS[month - 1]} {year}"
        case "month":
            return f"{MONTHS[month - 1]} {year}"
        case "season":
            return f"{_SEASONS[_season(date)]} {year}"
        case "decade":
            return f"{year}s"
        case "century":
            return f"{year} to {int(date.latest[:4])}"
        case _:
            return str(year)


def _yearless(date: edtf.Edtf) -> str:
    """`XXXX-04-01` and `XXXX-04`."""
    month = MONTHS[int(date.text[5:7]) - 1] if date.precision != "season" else _SEASONS[_season(date)]
    day = f"{int(date.text[8:10])} " if date.precision == "day" else ""
    return f"{day}{month}, year not stated"


def _season(date: edtf.Edtf) -> int:
    """0 is spring: EDTF writes 21 to 24 in the place of the month."""
    return int(date.text[5:7]) - 21
