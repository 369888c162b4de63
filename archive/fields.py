"""The table of descriptive fields: what each holds, whether it repeats, and how a value given for it is checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from archive import edtf
from archive.errors import InvalidValue
from archive.iso639 import MISTAKEN, SHORTEST, TWO_LETTERS
from archive.record import FIELD_NAMES

DOCUMENT_TYPES: tuple[str, ...] = (
    "news", "press release", "note verbale", "letter", "appeal", "statement", "resolution", "report", "page", "other",
)  # fmt: skip
"""The kinds of document that muniment tells apart. A document of no known kind has no type."""

LONGEST_VALUE = 10_000
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and surrogates (the categories Cc and Cs of Unicode)."""
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One descriptive field: its name, what it means, whether it may repeat, and the check of a given value."""

    name: str
    meaning: str
    check: Callable[[str], str]
    repeats: bool = False


def check_text(given: str) -> str:
    """One line of text: white space folded, control characters refused."""
    text = " ".join(given.split())
    if not text:
        raise InvalidValue("the value is empty")
    if len(text) > LONGEST_VALUE:
        raise InvalidValue(f"the value has {len(text):,} characters; {LONGEST_VALUE:,} is the most")
    if _NO_TEXT.search(text):
        raise InvalidValue("the value holds control characters, or bytes that are no text")
    return text


def check_name(given: str) -> str:
    """One line of text in its composed form (NFC), so that names that look alike are one."""
    return unicodedata.normalize("NFC", check_text(given))


def check_date(given: str) -> str:
    """An EDTF date (Library of Congress 2019, level 0 and the common part of level 1)."""
    return edtf.parse(given.strip()).text


def check_language(given: str) -> str:
    """A BCP 47 tag in its usual letter case and with the shortest code of its language: zh-Hant, pt-BR, en for eng.

    A code of two letters must be one of ISO 639-1; one of three is taken as it is where it has no shorter form.
    """
    tag = given.strip()
    if not _LANGUAGE_TAG.match(tag):
        raise InvalidValue(f"{given!r} is not a language tag; write a BCP 47 tag such as zh, pt-BR or az-Cyrl")
    first, *rest = tag.split("-")
    cased = [part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part.lower()
             for part in rest]  # fmt: skip
    return "-".join([_language_code(first.lower()), *cased])


def _language_code(code: str) -> str:
    code = SHORTEST.get(code, code)
    if len(code) == 2 and code not in TWO_LETTERS:
        meant = f"; {MISTAKEN[code]} may be meant" if code in MISTAKEN else ""
        raise InvalidValue(f"{code!r} is no language of ISO 639-1{meant}")
    return code


def check_type(given: str) -> str:
    """One of DOCUMENT_TYPES."""
    kind = " ".join(given.casefold().split())
    if kind not in DOCUMENT_TYPES:
        raise InvalidValue(f"{given!r} is not a document type; the types are: {', '.join(DOCUMENT_TYPES)}")
    return kind


_TABLE = (
    Field(name="title", meaning="title as the document gives it", check=check_text),
    Field(name="title_translated", meaning="title in another language, as the document gives it", check=check_text),
    Field(name="creator", meaning="person or body that signed or wrote it", check=check_text, repeats=True),
    Field(name="source", meaning="outlet, office or organ that issued it", check=check_text),
    Field(name="place", meaning="place in the dateline or signature", check=check_text),
    Field(name="date", meaning="date of issue (EDTF)", check=check_date),
    Field(name="document_date", meaning="date the document bears, where it differs from the issue", check=check_date),
    Field(name="type", meaning="kind of document", check=check_type),
    Field(name="symbol", meaning="document symbol, such as A/HRC/47/G/10", check=check_text),
    Field(name="url", meaning="address it was taken from", check=check_text),
    Field(name="body", meaning="organ that the document is before", check=check_text),
    Field(name="session", meaning="session of the body, a number", check=check_text),
    Field(name="meeting_dates", meaning="dates of the session (EDTF interval)", check=check_date),
    Field(name="agenda_item", meaning="agenda item, as numbered", check=check_text),
    Field(name="distribution", meaning="distribution in the masthead", check=check_text),
    Field(name="distribution_date", meaning="date of distribution in the masthead (EDTF)", check=check_date),
    Field(name="version_language", meaning="language of this version, by the masthead", check=check_language),
    Field(name="original_language", meaning="language of the original, by the masthead", check=check_language),
    Field(name="tag", meaning="subject or working tag", check=check_name, repeats=True),
    Field(name="collection", meaning="collection it belongs to", check=check_name, repeats=True),
    Field(name="rights", meaning="rights statement", check=check_text),
    Field(name="note", meaning="archivist's note", check=check_text),
)

FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}
if tuple(FIELDS) != FIELD_NAMES:
    raise AssertionError("archive.fields and archive.record.Description name different fields")


def check(name: str, given: str) -> str:
    """The value in its stored form; InvalidValue says what is wrong with it, or that no field has this name."""
    if name not in FIELDS:
        raise InvalidValue(f"there is no field {name!r}; the fields are: {', '.join(FIELDS)}")
    try:
        return FIELDS[name].check(given)
    except InvalidValue as error:
        raise InvalidValue(f"{name}: {error}") from None
