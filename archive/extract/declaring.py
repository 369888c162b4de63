"""What files declare, brought to the form of its field: of a moment the day, of keywords each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extract import Declared
from archive.extract.encoding import normalise

_SEPARATED = re.compile(r"\s*[;,،、；，]\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")
_DATES = frozenset({"date", "created", "modified"})


def values(field: str, value: str, place: str) -> Iterator[Declared]:
    """The values that a property gives for a field, white space folded; none where it is empty."""
    text = " ".join(normalise(value).split())
    day = _DAY.match(text) if field in _DATES else None
    for one in _SEPARATED.split(text) if field == "tag" else [day.group() if day else text]:
        if one:
            yield Declared(field=field, value=one, place=place)
