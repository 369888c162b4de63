"""What files declare, brought to the form of its field: of a moment the day, of keywords each by itself.

Programs write properties too. Titles that they made of a file's name are no titles, and a word that is a user's login
is nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extract import Declared
from archive.extract.encoding import normalise
from archive.fields import LONGEST_VALUE

_FILE_NAME = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint)\b.*|.*\.(?:docx?|dotx?|rtf|odt|wpd|pages|txt|html?|pdf|indd|qxd|pmd|p65"
    r"|fm|tex|dvi|e?ps|ai|cdr|xlsx?|pptx?|tiff?|jpe?g|png|bmp))", re.I | re.S,
)  # fmt: skip
_NO_TITLE = re.compile(
    r"(?:untitled|document|doc|title|layout|slide|page|scan(?:ned document)?|powerpoint presentation|presentation|print"
    r"|book|new document|no ?title|unknown|about:blank|без имени|документ|无标题|文档|adsız)[\s_-]*\d*", re.I,
)  # fmt: skip
_CODE = re.compile(r"[!-~]*[\d_\\/][!-~]*")
"""A word of ASCII with digits or underscores: a job number, a name of a file without its ending."""
_LOGIN = re.compile(
    r"[!-~]+|(?:microsoft|windows|office|registered|default|test|hp|dell|acer|lenovo)\b.*|.*\b(?:user|admin\w*|owner)[\s\d]*",
    re.I,
)
"""One word of ASCII, or the name of a machine or of an account."""
_NO_TITLES = (_FILE_NAME, _NO_TITLE, _CODE)
ADDRESS = ("http://", "https://")
"""How an address of the web begins."""
MOST_TAGS = 200
_SEPARATED = re.compile(r"\s*[;,،、；，]\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")
_DATES = frozenset({"date", "created", "modified"})


def values(field: str, value: str, place: str) -> Iterator[Declared]:
    """The values that a property gives for a field, white space folded; none where it is empty."""
    text = " ".join(normalise(value).split())
    day = _DAY.match(text) if field in _DATES else None
    for one in _SEPARATED.split(text)[:MOST_TAGS] if field == "tag" else [day.group() if day else text]:
        if one and len(one) <= LONGEST_VALUE:
            yield Declared(field=field, value=one, place=place)


def is_meant(field: str, value: str) -> bool:
    """Whether somebody can have meant a property that programs fill in by themselves."""
    if field == "title":
        return not value.startswith(ADDRESS) and not any(junk.fullmatch(value) for junk in _NO_TITLES)
    if field == "creator":
        return not (_LOGIN.fullmatch(value) or _FILE_NAME.fullmatch(value))
    return field != "url" or value.startswith(ADDRESS)


def properties(field: str, value: str, place: str) -> Iterator[Declared]:
    """The values of a property of an office file, as far as somebody can have meant them."""
    return (declared for declared in values(field, value, place) if is_meant(field, declared.value))
