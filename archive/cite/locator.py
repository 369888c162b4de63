"""Locators: where in a document a citation points, checked against its passages and written in any language.

A locator is one point or several parted by commas: `para. 5`, `paras. 3-5`, `p. 12, para. 3`. A point whose label is
not known (`slide 4`) is kept as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.cite.words import Words, languages, words_of
from archive.errors import InvalidValue
from archive.export.inert import inert
from archive.record import Passage, Record

LABELS = ("paragraph", "page", "section")
LONGEST = 200

_ENGLISH = {
    "paragraph": r"para(?:graph)?s?\.?|pars?\.|¶+",
    "page": r"pages?|pp?\.?",
    "section": r"sect?(?:ion)?s?\.?|§+",
}
_PRINTED = re.compile(r"\s*(\d{1,4})[.)]\s")
_NUMBERS = r"(?P<first>\d{1,6}[a-z]?|[ivxlc]{1,8})(?:\s*[-–—]\s*(?P<last>\d{1,6}[a-z]?|[ivxlc]{1,8}))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point: its label (`paragraph`, or empty when not known), its number, the end of its range, and its words."""

    label: str
    first: str
    last: str | None
    words: str

    @property
    def numbers(self) -> str:
        """`5` or `3–5`."""
        return f"{self.first}–{self.last}" if self.last else self.first


Locator = tuple[Point, ...]


def parse(text: str) -> Locator:
    """The points of a locator; InvalidValue when nothing is written or too much."""
    said = inert(text)
    if not said or len(said) > LONGEST:
        raise InvalidValue(f"the locator {said[:40]!r} is empty or too long: write one such as 'para. 5' or 'p. 12'")
    return tuple(_point(part) for part in re.split(r"\s*[,،，、;]\s*", said) if part)


@cache
def _point(text: str) -> Point:
    ascii_digits = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    for pattern, label in _patterns():
        if match := pattern.fullmatch(ascii_digits):
            last = match["last"]
            return Point(label=label, first=match["first"], last=None if last == match["first"] else last, words=text)
    return Point(label="", first=text, last=None, words=text)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The English forms first, then those of words.toml."""
    forms = [(rf"(?:{form})\s*{_NUMBERS}", label) for label, form in _ENGLISH.items()]
    for tag in languages():
        held = words_of(tag).held
        for label in LABELS:
            for key in (label, f"{label}s"):
                if key in held:
                    before, after = (re.escape(part) for part in held[key].split("{n}"))
                    forms.append((before + _NUMBERS + after, label))
    return [(re.compile(form, re.IGNORECASE), label) for form, label in dict.fromkeys(forms)]


def check(locator: Locator, record: Record) -> None:
    """InvalidValue, with what there is, when no passage of the document stands where the locator points.

    A document without passages, such as one whose file cannot be read, is not checked.
    """
    places = [parse(passage.locator) for passage in record.passages if passage.locator]
    if not places:
        return
    for number in _ends(locator):
        if not any(_says(place, number) for place in places):
            raise InvalidValue(
                f"{record.id} has no {', '.join(point.words for point in locator)}: its passages are "
                f"{_extent(record.passages)}"
            )


def otherwise_numbered(locator: Locator, record: Record, text: str) -> list[str]:
    """What to say of paragraphs that the document itself numbers otherwise: `para. 17 … bears the number 5`.

    Locators count the paragraphs of the kept text, mastheads and headings among them.
    """
    said = []
    for passage in record.passages:
        point = parse(passage.locator)[-1] if passage.locator else None
        printed = _PRINTED.match(text, passage.start, passage.end)
        pointed = point and point.label == "paragraph" and _within(parse(passage.locator), locator)
        if point and pointed and printed and printed[1] != point.first:
            said.append(f"{passage.locator} of {record.id}, as counted in the kept text, bears the number {printed[1]}")
    return said


def _ends(locator: Locator) -> Iterable[Locator]:
    """The locators that must exist: of a range, its two ends."""
    yield tuple(replace(point, last=None) for point in locator)
    if any(point.last for point in locator):
        yield tuple(replace(point, first=point.last or point.first, last=None) for point in locator)


def holds(passages: Sequence[Passage], locator: Locator) -> bool:
    """Whether one of the passages stands at a locator, or within its range."""
    return any(_within(parse(passage.locator), locator) for passage in passages if passage.locator)


def _within(place: Locator, sought: Locator) -> bool:
    return all(any(_covers(point, one) for one in place) for point in sought)


def _covers(point: Point, one: Point) -> bool:
    if point.label != one.label:
        return False
    if point.last and all(number.isdecimal() for number in (point.first, point.last, one.first)):
        return int(point.first) <= int(one.first) <= int(point.last)
    return one.first.casefold() in (point.first.casefold(), (point.last or "").casefold())


def _says(place: Locator, sought: Locator) -> bool:
    """Whether a passage's locator says all that is sought."""
    held = {(point.label, point.first.casefold()) for point in place}
    return all((point.label, point.first.casefold()) in held for point in sought)


def _extent(passages: Sequence[Passage]) -> str:
    named = [passage.locator for passage in passages if passage.locator]
    return named[0] if len(named) == 1 else f"{named[0]} to {named[-1]}"


def written(locator: Locator, words: Words, *, legal: bool = False) -> str:
    """The locator in a language. `legal` is the English form of OSCOLA and AGLC: `para 5`, and a page number alone."""
    return words["comma"].join(_written(point, words, legal=legal) for point in locator)


def _written(point: Point, words: Words, *, legal: bool) -> str:
    if not point.label:
        return point.words
    plural = f"{point.label}s"
    key = plural if point.last and plural in words.held else point.label
    said = words.say(key, n=words.digits(point.numbers))
    if not legal or words.language != "en":
        return said
    return point.numbers if point.label == "page" else said.replace(".", "")
