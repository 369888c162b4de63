"""Which number is the day in `5/4/2021`: as other dates of the document show, or as its declared language writes.

Nothing is guessed: where neither tells, such a date stays unread. Source of the orders: Unicode CLDR 46, short date
formats.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import regex

from archive.describe.dates import FoundDate
from archive.extract import Declared

Order = Literal["day", "month"]
"""Which number comes first."""

_NUMERIC = regex.compile(
    r"(?<![\w/.-])(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w/]|[.-]\d)"
)
_LOOKED_AT = 200_000
"""Characters in which other dates are sought."""
_DAY_FIRST = frozenset("""
ar az be bg bn ca cs da de el es et fi fr gl hi hr hy id is it ka kk km ky lo lv mk ms nb nl no pl pt ro ru sk sl sq sr
tg th tk tr uk ur uz vi en-AU en-GB en-IE en-IN en-KE en-MT en-NG en-NZ en-PK en-SG
""".split())  # fmt: skip
_MONTH_FIRST = frozenset({"en-US", "en-PR", "es-PR", "es-PA"})
_DOUBTFUL = frozenset({"fr-CA", "es-US"})


def order(text: str, declared: Iterable[Declared]) -> Order | None:
    """The order of day and month in the document's numeric dates; None when nothing tells, or dates disagree."""
    shown = {_shown(match) for match in _NUMERIC.finditer(text, 0, _LOOKED_AT)} - {None}
    told = shown or {_of_language(one.value) for one in declared if one.field == "language"}
    return told.pop() if len(told) == 1 else None


def line_date(line: str, known: Order | None) -> FoundDate | None:
    """The one numeric date of a line, where the order is known and needed; None for any other line."""
    found = list(_NUMERIC.finditer(line)) if known else []
    if len(found) != 1 or _shown(found[0]):
        return None
    match = found[0]
    day, month = (match["first"], match["second"]) if known == "day" else (match["second"], match["first"])
    if not 0 < int(day) <= 12 or not 0 < int(month) <= 12:
        return None
    written = f"{int(match['year'])}-{int(month):02}-{int(day):02}"
    return FoundDate(edtf=written, start=match.start(), end=match.end(), by_order=True)


def _shown(match: regex.Match[str]) -> Order | None:
    """The order that the numbers of a date show by themselves: 25/4/2021 can only begin with the day."""
    first, second = int(match["first"]), int(match["second"])
    if not 0 < min(first, second) <= 12 < max(first, second) <= 31:
        return None
    return "day" if first > 12 else "month"


def _of_language(tag: str) -> Order | None:
    """By language and country; a language alone tells where all countries agree, which those of English do not."""
    language, *rest = tag.replace("_", "-").split("-")
    country = next((part.upper() for part in rest if len(part) == 2), "")
    whole = f"{language.lower()}-{country}"
    if whole in _MONTH_FIRST:
        return "month"
    return "day" if whole not in _DOUBTFUL and not _DAY_FIRST.isdisjoint((whole, language.lower())) else None
