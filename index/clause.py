"""From one token of a query, a word or a phrase with or without a field, to its node."""

from __future__ import annotations

from collections.abc import Callable

from archive.edtf import range_of
from archive.errors import InvalidValue
from archive.fields import check_language, check_name, check_text, check_type
from index.fields import SEARCH_FIELDS
from index.query import DateRange, FacetValue, Fuzzy, Phrase, Prefix, Query, Term
from index.scan import Token, fault, shown
from index.syntax import count_letters, field_name, fuzzy_parts, has_east_asian

SHORTEST_PREFIX = 2
"""Letters before `*`. One letter begins a large part of the vocabulary; one Chinese character does not."""

SHORTEST_FUZZY = 3
"""Letters before `~`. One edit of a word of two letters reaches most other words of two letters."""

DISTANCES = {"": 1, "1": 1, "2": 2}
"""The edits that may be asked for. Beyond two, a word reaches others that have nothing to do with it."""

_CHECKS: dict[str, Callable[[str], str]] = {
    "language": check_language,
    "original_language": check_language,
    "type": check_type,
    "tag": check_name,
    "collection": check_name,
}
_IN_QUOTES = "in quotation marks it is text"
_OUT_OF_PLACE = {
    "-": "a minus stands before the field or the =, as in -title:mine",
    "=": "one = is enough, after the field, as in title:=mine",
    "~": "~ stands at the end of a word, as in clearence~",
}


def clause(query: str, token: Token, field: str | None) -> Query:
    """The node of a word or a phrase in `field` (None: where bare words are sought); QueryInvalid if it is faulty."""
    kind = SEARCH_FIELDS[field].kind if field else "text"
    if field and kind == "date":
        return _date(query, token)
    if field and kind == "facet":
        return _facet(query, token, field)
    return _phrase(query, token, field) if token.kind == "phrase" else _word(query, token, field)


def _date(query: str, token: Token) -> DateRange:
    _refuse_slop(query, token, "date")
    if token.text == "undated":
        return DateRange(undated=True)
    try:
        first, last = range_of(token.text)
    except InvalidValue as error:
        raise fault(query, token.at, f"date: {error}; for those without a date write date:undated") from None
    return DateRange(first=first, last=last)


def _facet(query: str, token: Token, field: str) -> FacetValue:
    _refuse_slop(query, token, field)
    value = token.text
    if token.kind == "phrase" and not value:
        return FacetValue(field, "")
    if token.kind != "phrase" and (value[0] in "-=" or "*" in value or fuzzy_parts(value)):
        advice = f'write the whole value, in quotation marks if it holds such a sign: {field}:"…"'
        raise fault(query, token.at, f"{field}: takes no *, ~, = or minus; {advice}")
    try:
        return FacetValue(field, _CHECKS.get(field, check_text)(value))
    except InvalidValue as error:
        advice = '; one of several words is written type:"note verbale"' if field == "type" else ""
        raise fault(query, token.at, f"{field}: {error}{advice}") from None


def _refuse_slop(query: str, token: Token, field: str) -> None:
    if token.slop:
        raise fault(query, token.at, f"{field}: is compared as a whole, so ~{token.slop} has no meaning; leave it out")


def _phrase(query: str, token: Token, field: str | None) -> Phrase:
    if not token.text:
        raise fault(query, token.at, "there is nothing between the quotation marks; write words there or drop them")
    return Phrase(token.text, field, token.slop)


def _word(query: str, token: Token, field: str | None) -> Query:
    exact = token.text.startswith("=")
    word, at = token.text[exact:], token.at + exact
    if "*" in word or fuzzy_parts(word):
        if exact:
            raise fault(query, token.at, "= asks for exactly this word, which * and ~ contradict; keep one of them")
        return _prefix(query, at, word, field) if "*" in word else _fuzzy(query, at, word, field)
    _check_plain(query, at, word)
    return Term(word, field, exact)


def _prefix(query: str, at: int, word: str, field: str | None) -> Prefix:
    star = word.index("*")
    if star == 0 or star < len(word) - 1:
        raise fault(query, at + star, f"* stands only at the end of a word, as in mine*; {_IN_QUOTES}")
    stem = word[:star]
    if fuzzy_parts(stem):
        raise fault(query, at, f"{shown(word)} has both ~ and *; keep one of them")
    _check_plain(query, at, stem)
    if count_letters(stem) < SHORTEST_PREFIX and not has_east_asian(stem):
        raise fault(query, at, f"{shown(word)} would find too much; write {SHORTEST_PREFIX} letters or more before *")
    return Prefix(stem, field)


def _fuzzy(query: str, at: int, word: str, field: str | None) -> Fuzzy:
    stem, distance = fuzzy_parts(word) or (word, "")
    if not stem:
        raise fault(query, at, f"~ stands directly after a word, as in clearence~; {_IN_QUOTES}")
    if fuzzy_parts(stem):
        raise fault(query, at + len(stem) - 1, f"a word takes one ~ at its end; {_IN_QUOTES}")
    if distance not in DISTANCES:
        raise fault(query, at + len(stem) + 1, f"a word may differ in 1 or 2 letters, not {shown(distance)}")
    _check_plain(query, at, stem)
    if count_letters(stem) < SHORTEST_FUZZY:
        raise fault(query, at, f"{shown(stem)} is too short for ~, which needs {SHORTEST_FUZZY} letters; leave ~ out")
    return Fuzzy(stem, field, DISTANCES[distance])


def _check_plain(query: str, at: int, word: str) -> None:
    """Refuse a word that reads otherwise where no field and no = stands before it."""
    if not word:
        raise fault(query, at - 1, "= stands directly before a word, as in =mine; before a phrase leave it out")
    if word[0] in _OUT_OF_PLACE:
        raise fault(query, at, f"{_OUT_OF_PLACE[word[0]]}; {_IN_QUOTES}")
    if field_name(word):
        raise fault(query, at, f"the colon in {shown(word)} would name a second field; {_IN_QUOTES}")
