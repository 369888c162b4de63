"""What the masthead of a United Nations document states: symbol, distribution, dates and languages.

A masthead has the name of the Organization, the principal organ, the symbol, `Distr.` with the category (General,
Limited, Restricted), the date, the language of this version and, after `Original:`, the language in which the text was
drafted (United Nations Editorial Manual, "Mastheads and cover pages"). Until about 2009 `Distr.` and GENERAL stood on
lines of their own, above the symbol; since then symbol and `Distr.: General` stand beside the organ. A PDF gives these
columns in any order and runs them together, so a masthead is found as a run of such words with next to nothing between
them, wherever its lines are divided. A symbol is recorded only where one is printed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from archive.describe import dates, symbol
from archive.describe.findings import Finding, dated, finding

RULE = "masthead/2"
_LONGEST_TO_DISTRIBUTION = 600
ZONE = 1_200
"""Characters at the beginning of a text in which a masthead stands."""

_BETWEEN = regex.compile(r"[\s\u200e\u200f.,:：;*()|·/–—-]*(?:\b[ASET]\b[\s.*]*)?")
_FLAGS = regex.IGNORECASE | regex.MULTILINE
_FULL_DATE = len("2021-04-09")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Where a masthead stands in the text, and the date of distribution in it."""

    start: int
    end: int
    date: dates.FoundDate


def read(text: str) -> Masthead | None:
    """The masthead of a document: the run of its words that holds the distribution and a full date, or None."""
    zone = text[:ZONE]
    label = _label().search(zone)
    if label is None or label.start() > _LONGEST_TO_DISTRIBUTION:
        return None
    days = [found for found in dates.find(zone) if len(found.edtf) == _FULL_DATE and not found.converted]
    full = [day for day in days if day.edtf[0] != "X"]
    for start, end in _runs(zone, full):
        end = _without_title(zone, end, full)
        inside = [day for day in full if start <= day.start and day.end <= end]
        if start <= label.start() and _distribution_words().search(zone, label.start(), end) and inside:
            return Masthead(start=start, end=end, date=_nearest(inside, label.start()))
    return None


def _without_title(zone: str, end: int, days: list[dates.FoundDate]) -> int:
    """Where the masthead ends when its last date begins the line of a title: `2021年3月2日乌托邦常驻联合国代表…`."""
    last = next((day for day in days if day.end == end), None)
    goes_on = zone[end:].partition("\n")[0].strip()
    begins = last is not None and not zone[: last.start].rpartition("\n")[2].strip()
    return last.start if last and goes_on and begins else end


def _nearest(days: list[dates.FoundDate], label: int) -> dates.FoundDate:
    """The first date after the label, for want of one the last before it."""
    return next((day for day in days if day.start > label), days[-1])


def _runs(zone: str, days: list[dates.FoundDate]) -> Iterator[tuple[int, int]]:
    """The runs of masthead words that follow on each other."""
    spans = [(day.start, day.end) for day in days]
    spans += [(found.start, found.end) for found in symbol.find(zone)]
    spans += [match.span() for match in _words_of_mastheads().finditer(zone)]
    (start, end), *others = sorted(spans)
    for first, last in others:
        if first > end and not _BETWEEN.fullmatch(zone, end, first):
            yield start, end
            start = first
        end = max(end, last)
    yield start, end


def find(text: str, masthead: Masthead) -> Iterator[Finding]:
    """Findings of the masthead."""
    yield from _distribution(text, masthead)
    yield from _symbol(text, masthead.end)
    yield from _languages(text, masthead)


@cache
def forms() -> dict[str, Any]:
    """The printed forms of masthead.toml, blanks as white space."""
    kept: dict[str, Any] = _spaced(tomllib.loads((Path(__file__).parent / "masthead.toml").read_text(encoding="utf-8")))
    return kept


def _spaced(held: Any) -> Any:
    if isinstance(held, dict):
        return {name: _spaced(value) for name, value in held.items()}
    if isinstance(held, list):
        return [_spaced(value) for value in held]
    return regex.sub(r"(?<=\p{Han})(?=\p{Han})", r"\\s*", held.replace("\n", "").replace(" ", r"\s+"))


def _either(kept: dict[str, str]) -> str:
    return "|".join(listed for name, listed in kept.items() if name != "label")


@cache
def _label() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{forms()['distribution']['label']})(?!\p{{L}})", _FLAGS)


@cache
def _distribution_words() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?P<kind>{_either(forms()['distribution'])})(?!\p{{L}})", _FLAGS)


@cache
def _original() -> regex.Pattern[str]:
    label = forms()["language"]["label"]
    more = r"(?P<more>\s*(?:/|,|and |et |y |и )\s*\p{L}+)?"
    return regex.compile(rf"(?<!\p{{L}})(?:{label})\s*[:：]?\s*(?P<language>\p{{L}}+){more}", _FLAGS)


@cache
def _words_of_mastheads() -> regex.Pattern[str]:
    """Any word or name that belongs into a masthead; names before the words they begin with (General Assembly)."""
    kept = forms()
    names = [*kept["body"]["subsidiary"].values(), *kept["body"]["principal"].values(), kept["furniture"]["words"]]
    words = [part for key in ("distribution", "language") for part in (kept[key]["label"], _either(kept[key]))]
    either = "|".join([*names, *words, kept["furniture"]["job"]])
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{either})(?![\p{{L}}\p{{N}}])", _FLAGS)


def _distribution(text: str, masthead: Masthead) -> Iterator[Finding]:
    label = _label().search(text)
    match = label and _distribution_words().search(text, label.start(), masthead.end)
    if match:
        for name, listed in forms()["distribution"].items():
            if name != "label" and regex.fullmatch(listed, match["kind"], _FLAGS):
                yield from finding("distribution", name, match.span("kind"), RULE, confidence=0.99)
    yield from dated("distribution_date", masthead.date, RULE, confidence=0.99)
    yield from dated("date", masthead.date, RULE, confidence=0.98)


def _symbol(text: str, end: int) -> Iterator[Finding]:
    """The first symbol, which may stand above the rest of the masthead beside a name that is not known."""
    for found in symbol.find(text, 0, end):
        printed = symbol.joined(found.symbols)
        yield from finding("symbol", printed, (found.start, found.end), RULE, confidence=0.97)
        return


def _languages(text: str, masthead: Masthead) -> Iterator[Finding]:
    """The language of the original stands after its label; a language that stands elsewhere is this version's."""
    original = _original().search(text, masthead.start, masthead.end)
    if original and not original["more"] and (tag := _language(original["language"])):
        yield from finding("original_language", tag, original.span("language"), RULE, confidence=0.98)
    outside = [
        (tag, match.span())
        for match in regex.finditer(r"\p{L}+", text, pos=masthead.start, endpos=masthead.end)
        if not (original and original.start() <= match.start() < original.end()) and (tag := _language(match.group()))
    ]
    if len({tag for tag, _ in outside}) == 1:
        tag, span = outside[0]
        yield from finding("version_language", tag, span, RULE, confidence=0.98)


def _language(word: str) -> str | None:
    for tag, listed in forms()["language"].items():
        if tag != "label" and regex.fullmatch(listed, word, _FLAGS):
            return str(tag)
    return None
