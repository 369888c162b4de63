"""Other documents that a text refers to: by symbol, by the number of a resolution, as a letter of a day.

A resolution's symbol is made of what the text says of it: `resolution 1325 (2000)` is one of the Security Council,
which alone numbers them throughout with the year in brackets, so S/RES/1325 (2000); `General Assembly resolution
60/97` is A/RES/60/97. Where no organ is named, the body that the document is before is meant, and without one nothing
is recorded. Source: Dag Hammarskjöld Library, "UN Documentation: Overview – UN Document Symbols".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import regex

from archive.describe import dates, symbol
from archive.describe.symbol import Symbol
from archive.extract import Declared
from archive.record import Description, Evidence, Reference

RANGE_RULE, SYMBOL_RULE = "symbol-range/1", "symbol-reference/1"
RESOLUTION_RULE, LETTER_RULE = "resolution-reference/1", "letter-reference/1"
VERSION_RULE = "declared-version/1"
_LONGEST_ADDRESS = 500
MOST = 1_000
"""References that are recorded of one document: the first ones. No report cites so many; a list of documents may."""

LOOKED_AT = 500_000
"""Characters of the text in which references are sought, those of some 250 pages."""

_LONGEST_RANGE = 50
_FULL_DATE = len("2021-03-02")
_LETTERS = frozenset({"letter", "note verbale"})
_WINDOW = 120
_FLAGS = regex.IGNORECASE
_TO = regex.compile(r"\s?(?:to|through|à|a|по|до|إلى|至|bis|[-–—])\s?")
_ALSO = regex.compile(
    r"(?:,|;|\s(?:and|et|y|e|и|и в|und|və|ve)|\s?(?:和|及|、|و))\s?(?P<change>Add|Corr|Rev|Amend)\.(?P<first>\d{1,3})"
    r"(?:\s?[-–]\s?(?P<last>\d{1,3})|\s(?:and|et|y|и|و|和)\s(?P<other>\d{1,3})(?![\d/]))?(?P<more>(?:/(?:Add|Corr|Rev)\.\d{1,3})*)"
)
_NUMBERED = regex.compile(
    r"(?<![A-Za-z0-9/.-])(?:(?P<number>\d{1,4})\s?(?:[A-Z]\s)?\((?:(?P<year>19[4-9]\d|20\d\d)|(?P<roman>[IVX]{1,6}))\)"
    r"|(?P<session>(?:ES-|S-)?\d{1,2}|(?:19[4-9]|20\d)\d)/(?P<of_session>\d{1,3})(?:\s?[A-Z](?![\w.]))?(?![\d/]))"
)
_ONE_NUMBER = r"\d{1,4}\s?\([\dIVX]{1,6}\)|\d{1,4}/\d{1,3}"
_LIST = regex.compile(r"\s?(?:,|;|،|、|and|et|y|e|и|و|和|及|und|sowie|və|ve)\s?(?:\p{Ll}{1,3}\s)?")
_OTHER_DAYS = regex.compile(r"(?<!\d)(?:\d{1,2}(?:, | and | et | y | и | و | und |,? and ))+(?=\d|$)")
_REST_OF_LIST = regex.compile(rf"(?:{_LIST.pattern}(?:{_ONE_NUMBER}))*")
_BEFORE, _AFTER, _BEHIND = 45, 28, 10
_SENTENCE_END = regex.compile(r"[.;。；](?=\s|$)|\n\s*\n")
_SESSIONS = {"A/RES": range(31, 130), "A/HRC/RES": range(1, 130)}
_BODY_PREFIX = {"General Assembly": "A/RES", "Human Rights Council": "A/HRC/RES"}


def find(text: str, description: Description) -> tuple[Reference, ...]:
    """What the beginning of the text refers to, in its order, each target once; not the document itself."""
    own = own_names(description)
    kept: dict[tuple[str, str], Reference] = {}
    for reference in sorted(_found(text[:LOOKED_AT], description), key=_start):
        if reference.target not in own:
            kept.setdefault((reference.kind, reference.target), reference)
        if len(kept) == MOST:
            break
    return tuple(kept.values())


def versions(declared: Iterable[Declared], description: Description) -> tuple[Reference, ...]:
    """The addresses at which the document declares itself to be in other languages, each once; not its own."""
    kept = {
        one.value: Reference(kind="version", target=one.value, rule=VERSION_RULE, evidence=Evidence(place=one.place))
        for one in declared
        if one.field == "version" and one.value != description.text("url") and len(one.value) <= _LONGEST_ADDRESS
    }
    return tuple(kept.values())


def own_names(description: Description) -> frozenset[str]:
    """The symbols, joint and single, and the day by which others refer to this document."""
    symbols = symbol.parse(description.text("symbol") or "")
    names = {one.text for one in symbols} | ({symbol.joined(symbols)} if symbols else set())
    if description.text("type") in _LETTERS:
        names |= {day for field in ("document_date", "date") if (day := description.text(field))}
    return frozenset(names)


def _start(reference: Reference) -> int:
    return (reference.evidence and reference.evidence.start) or 0


def _found(text: str, description: Description) -> Iterator[Reference]:
    yield from _symbols(text)
    yield from _resolutions(text, _BODY_PREFIX.get(description.text("body") or ""))
    yield from _letters(text)


def _reference(target: str, span: tuple[int, int], rule: str, confidence: float) -> Reference:
    evidence = Evidence(start=span[0], end=span[1])
    return Reference(kind="symbol", target=target, rule=rule, evidence=evidence, confidence=confidence)


def _symbols(text: str) -> Iterator[Reference]:
    """Symbols as they stand, those that a range leaves out, and changes that follow without the symbol."""
    before: symbol.Found | None = None
    for found in symbol.find(text):
        span = (found.start, found.end)
        first, *others = found.symbols
        if not others and first.number and "-" in first.number and first.country is None:
            yield from _all(_numbers_of(first), span)
        else:
            yield _reference(symbol.joined(found.symbols), span, SYMBOL_RULE, 0.97)
        if before and _TO.fullmatch(text, before.end, found.start):
            yield from _all(_between(before.symbols[-1], first), (before.start, found.end))
        yield from _changes(text, found)
        before = found


def _all(targets: Iterable[str], span: tuple[int, int]) -> Iterator[Reference]:
    for target in targets:
        yield _reference(target, span, RANGE_RULE, 0.9)


def _numbers_of(one: Symbol) -> list[str]:
    """A/HRC/47/512-514 is three documents; where the numbers do not run on, only what is written."""
    base, _, last = one.text.rpartition("/")[2].partition("-")
    stem = one.text.rpartition("/")[0]
    return [f"{stem}/{number}" for number in _run(base, last)] or [one.text]


def _between(first: Symbol, last: Symbol) -> list[str]:
    stem, _, begin = first.text.rpartition("/")
    other, _, end = last.text.rpartition("/")
    prefix = regex.match(r"(?:[A-Za-z]+\.)?", begin)[0]  # type: ignore[index]  # it matches nothing too
    if stem != other or not end.startswith(prefix):
        return []
    return [f"{stem}/{prefix}{number}" for number in _run(begin[len(prefix) :], end[len(prefix) :])[1:-1]]


def _run(first: str, last: str) -> list[int]:
    """The numbers from the first to the last, if both are numbers and not too far apart."""
    if not (first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _LONGEST_RANGE):
        return []
    return list(range(int(first), int(last) + 1))


def _changes(text: str, found: symbol.Found) -> Iterator[Reference]:
    """`and Add.1 and 2` after a symbol."""
    at = found.end
    while match := _ALSO.match(text, at):
        at = match.end()
        last = match["last"] or match["other"] or match["first"]
        numbers = _run(match["first"], last) or [int(match["first"])]
        if match["other"]:
            numbers = [int(match["first"]), int(match["other"])]
        base = found.symbols[-1].text
        yield from _all((f"{base}/{match['change']}.{n}{match['more']}" for n in numbers), (found.start, at))


@cache
def _words() -> dict[str, Any]:
    held = tomllib.loads((Path(__file__).parent / "references.toml").read_text(encoding="utf-8"))
    return {
        section: {key: form.replace("\n", "").replace(" ", r"\s+") for key, form in forms.items()}
        for section, forms in held.items()
    }


@cache
def _pattern(section: str, key: str) -> regex.Pattern[str]:
    form = _words()[section][key]
    unspaced = r"(?<!\p{L})" if section != "letter" else ""
    return regex.compile(rf"(?:{unspaced}(?:{form})(?!\p{{Latin}}|\p{{Cyrillic}})|\p{{Han}}(?:{form}))", _FLAGS)


def _resolutions(text: str, own_body: str | None) -> Iterator[Reference]:
    """Resolutions by their numbers, beside a word that says so or next to another one in a list."""
    before: tuple[int, str | None] | None = None
    for match in _NUMBERED.finditer(text):
        lead, trail = _around(text, *match.span())
        listed = before is not None and _LIST.fullmatch(text, before[0], match.start())
        if not (listed or _pattern("resolution", "word").search(lead[-_BEFORE:] + "\0" + trail[:_AFTER])):
            continue
        organ = before[1] if listed and before else _whose(lead, trail, own_body)
        target = _target(match, organ or own_body)
        if target:
            sure = 0.9 if organ or match["year"] else 0.7
            yield _reference(target, match.span(), RESOLUTION_RULE, sure)
        before = (match.end(), organ)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its sentence, as far as it may tell whose resolution it is."""
    lead, trail = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    ends = [match.end() for match in _SENTENCE_END.finditer(lead)]
    stop = _SENTENCE_END.search(trail)
    return lead[ends[-1] if ends else 0 :], trail[: stop.start() if stop else len(trail)]


def _whose(lead: str, trail: str, own_body: str | None) -> str | None:
    """The organ whose resolution it is: the one that is named, or for `its resolution` the one that speaks.

    The one that speaks is the subject of the sentence, or else the body that the document is before. An organ that
    stands right behind another resolution's number is the subject of nothing.
    """
    if not _pattern("resolution", "own").search(lead[-_BEFORE:]):
        return _organ(lead, trail)
    others = [match.end() + _BEHIND for match in _NUMBERED.finditer(lead)]
    return _organ(lead[others[-1] if others else 0 :], "") or own_body


def _organ(lead: str, trail: str) -> str | None:
    """The organ that is named nearest to the number."""
    listed = _REST_OF_LIST.match(trail)
    behind = trail[listed.end() if listed else 0 :][: 2 * _BEFORE]
    following = _NUMBERED.search(behind)
    behind = behind[: following.start()] if following else behind
    near = []
    for prefix in _words()["organ"]:
        form = _pattern("organ", prefix)
        near += [(len(lead) - match.end(), prefix) for match in form.finditer(lead)]
        near += [(match.start(), prefix) for match in form.finditer(behind) if not _leads_on(behind, match.end())]
    return min(near)[1] if near else None


def _leads_on(text: str, end: int) -> bool:
    """Whether an organ's name is followed by a resolution of its own: `…, and General Assembly resolution 61/12`."""
    word = _pattern("resolution", "word").search(text, end)
    return word is not None and word.start() - end < _BEHIND


def _target(match: regex.Match[str], prefix: str | None) -> str | None:
    if match["year"]:
        return f"S/RES/{match['number']} ({match['year']})"
    if match["roman"]:
        return f"A/RES/{match['number']} ({match['roman']})" if prefix in (None, "A/RES") else None
    session, number = match["session"], match["of_session"]
    if prefix is None or (len(session) == 4) != prefix.startswith("E/"):
        return None
    if session.isdigit() and prefix in _SESSIONS and int(session) not in _SESSIONS[prefix]:
        return None
    return f"{prefix}/{session}/{number}"


def _letters(text: str) -> Iterator[Reference]:
    """Letters and notes verbales of a day: `letter dated 2 March 2021`, `2 mart 2021-ci il tarixli məktub`."""
    for start, end in _about_letters(text):
        for found in dates.find(text[start:end]):
            if len(found.edtf) == _FULL_DATE and found.edtf[0] != "X" and (span := _dated(text, found.moved(start))):
                for day in _days(text[slice(*span)], found.edtf):
                    yield replace(_reference(day, span, LETTER_RULE, 0.85), kind="letter")


def _about_letters(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text around words for letters, those that overlap as one."""
    start, end = 0, 0
    for word in _letter_words().finditer(text):
        if word.start() - _WINDOW > end:
            yield start, end
            start = word.start() - _WINDOW
        end = word.end() + _WINDOW
    yield start, min(end, len(text))


def _days(written: str, last: str) -> list[str]:
    """The days of `letters dated 2 and 5 March 2021`."""
    listed = _OTHER_DAYS.search(written)
    others = [int(day) for day in regex.findall(r"\d+", listed.group())] if listed else []
    return [*(f"{last[:-2]}{day:02}" for day in others if 0 < day < int(last[-2:])), last]


def _dated(text: str, day: dates.FoundDate) -> tuple[int, int] | None:
    """The span of the letter and its date, when one of them stands directly beside the other."""
    if match := _before_date().search(text[max(0, day.start - _WINDOW) : day.start]):
        return max(0, day.start - _WINDOW) + match.start(), day.end
    match = _after_date().match(text, day.end)
    return (day.start, match.end()) if match else None


@cache
def _letter_words() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_words()['letter']['word']})", _FLAGS)


@cache
def _before_date() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{_words()['letter']['before']})\s+(?:{_OTHER_DAYS.pattern})?$", _FLAGS)


@cache
def _after_date() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_words()['letter']['after']})", _FLAGS)
