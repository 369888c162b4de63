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
        variable["season"] = int(date.text[5:7]) - 20  # EDTF writes spring as 21, CSL as 1
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
    from archive.cite.dates import date_in  # which is built on this package
    from archive.cite.words import words_of

    return date_in(words_of("en"), text)
