"""What the masthead of a United Nations document states, in the six official languages.

Layouts: after UN Editorial Manual practice, a block of lines (symbol, organ, `Distr.`, date, language, `Original:`),
the organ with its session, the dates of the session and the agenda item; or the same run together on one line, as
PDF copies have it. A symbol is recorded only where the masthead prints one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from archive.describe import dates, periods
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import small
from archive.describe.ordinals import session_number
from archive.describe.sheet import Sheet

RULE = "masthead/1"
_LONGEST_TO_DISTRIBUTION = 600
_LONGEST_BLOCK = 260
_LONGEST_TO_DATE = 60
_SYMBOL = regex.compile(r"(?<![\w/])[A-Z][A-Z-]{0,9}(?:/[A-Za-z0-9.()–-]+)+(?<![.(])")
_SESSION_WORDS = 4


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of the masthead; none for a document without one."""
    block = span(sheet)
    if block is None:
        return
    start, end = block
    yield from _distribution(sheet.text, start, end)
    yield from _symbol(sheet.text, start, end)
    yield from _versions(sheet.text, start, end)
    yield from _body(sheet.text, _head_end(sheet, end))
    yield from _session(sheet.text, start, _head_end(sheet, end))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "masthead.toml").read_text(encoding="utf-8"))


@cache
def _label() -> regex.Pattern[str]:
    """`Distr.` with what follows it, which must be a known distribution."""
    kinds = "|".join(forms for name, forms in _words()["distribution"].items() if name != "label")
    label = _words()["distribution"]["label"]
    return regex.compile(rf"(?<!\p{{L}})(?:{label})\s*[:：]?\s*(?P<kind>{kinds})(?!\p{{Latin}})", regex.IGNORECASE)


@cache
def _original() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<!\p{{L}})(?:{_words()['language']['label']})\s*[:：]\s*"
        rf"(?P<language>\p{{L}}+)(?P<more>\s*(?:/|,|and )\p{{L}}+)?",
        regex.IGNORECASE,
    )


def span(sheet: Sheet) -> tuple[int, int] | None:
    """Where the masthead's first block stands in the text, up to and with the language of the original."""
    match = _label().search(sheet.text[: _LONGEST_TO_DISTRIBUTION + _LONGEST_BLOCK])
    if match is None or match.start() > _LONGEST_TO_DISTRIBUTION:
        return None
    limit = match.end() + _LONGEST_BLOCK
    dated = _date_after(sheet.text, match.end(), limit)
    if dated is None or len(" ".join(sheet.text[match.end() : dated.start].split())) > _LONGEST_TO_DATE:
        return None
    original = _original().search(sheet.text, match.end(), limit)
    return 0, max(dated.end, original.end() if original else 0)


def _date_after(text: str, start: int, limit: int) -> dates.FoundDate | None:
    for found in dates.find(text[start:limit]):
        if len(found.edtf) == len("2021-04-09") and not found.edtf.startswith("XXXX"):
            return dates.FoundDate(edtf=found.edtf, start=start + found.start, end=start + found.end)
    return None


def _distribution(text: str, start: int, end: int) -> Iterator[Finding]:
    match = _label().search(text, start, end)
    if match is None:
        return
    printed = small(match["kind"])
    for name, forms in _words()["distribution"].items():
        if name != "label" and printed in forms.split("|"):
            yield from finding("distribution", name, match.span("kind"), RULE, confidence=0.99)
    dated = _date_after(text, match.end(), end + 1)
    if dated:
        yield from finding("distribution_date", dated.edtf, (dated.start, dated.end), RULE, confidence=0.99)
        yield from finding("date", dated.edtf, (dated.start, dated.end), RULE, confidence=0.98)


def _symbol(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _SYMBOL.finditer(text, start, end):
        if any(character.isdigit() for character in match.group()):
            yield from finding("symbol", match.group(), match.span(), RULE, confidence=0.97)
            return


def _versions(text: str, start: int, end: int) -> Iterator[Finding]:
    """The language of this version stands between the date and the language of the original."""
    original = _original().search(text, start, end)
    if original and not original["more"] and (tag := _language(original["language"])):
        yield from finding("original_language", tag, original.span("language"), RULE, confidence=0.98)
    label = _label().search(text, start, end)
    after = label.end() if label else start
    for word in regex.finditer(r"\p{L}+", text[after : original.start() if original else end]):
        if tag := _language(word.group()):
            yield from finding(
                "version_language", tag, (after + word.start(), after + word.end()), RULE, confidence=0.98
            )
            return


def _language(word: str) -> str | None:
    for tag, forms in _words()["language"].items():
        if tag != "label" and small(word) in forms.split("|"):
            return str(tag)
    return None


def _head_end(sheet: Sheet, end: int) -> int:
    """Where the masthead's second block may end: before the prose, and not far after the first."""
    prose = sheet.first_prose
    return min(prose.start if prose else len(sheet.text), end + 500)


@cache
def _bodies() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Each organ's English name and its printed names as the beginning of a line."""
    lead = r"^[ \t]*(?:[A-Z]/?[A-Z]*[ \t]+)?"
    return tuple(
        (name, regex.compile(rf"{lead}(?P<name>{forms})(?![\p{{L}},،，])", regex.IGNORECASE | regex.MULTILINE))
        for name, forms in _words()["body"].items()
    )


def _body(text: str, end: int) -> Iterator[Finding]:
    """The organ, and as source the organ as it is printed."""
    for name, pattern in _bodies():
        if match := pattern.search(text[:end]):
            yield from finding("body", name, match.span("name"), RULE, confidence=0.97)
            printed = " ".join(match["name"].split())
            yield from finding("source", printed, match.span("name"), RULE, confidence=0.9)
            return


def _session(text: str, start: int, end: int) -> Iterator[Finding]:
    """Session and agenda item with the dates between them."""
    session = _session_match(text, start, end)
    if session is None:
        yield from _agenda(text, start, end)
        return
    number, first, last = session
    yield from finding("session", str(number), (first, last), RULE, confidence=0.97)
    period = periods.find(text[last : min(last + 120, end)])
    if period:
        yield from finding("meeting_dates", period[0], (last + period[1], last + period[2]), RULE, confidence=0.95)
    yield from _agenda(text, last, end)


def _session_match(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    words = _words()["session"]
    head = text[:end]
    chinese = regex.search(words["chinese"], head, pos=start)
    if chinese and (number := session_number(chinese[1])):
        return number, chinese.start(), chinese.end()
    latin = regex.search(rf"^[ \t]*(?P<n>[^\n]{{3,50}}?)\s(?:{words['word']})(?!\p{{L}})", head, _FLAGS, pos=start)
    arabic = regex.search(rf"^[ \t]*{words['arabic']}\s(?P<n>[^\n]{{3,40}})$", head, _FLAGS, pos=start)
    for match in filter(None, (latin, arabic)):
        if number := _ordinal_in(match["n"]):
            return number, match.start("n"), match.end()
    return None


_FLAGS = regex.IGNORECASE | regex.MULTILINE


def _ordinal_in(words: str) -> int | None:
    """The ordinal that ends the words before `session`, or the whole of what follows the Arabic word."""
    parts = words.split()
    for size in range(min(_SESSION_WORDS, len(parts)), 0, -1):
        if number := session_number(" ".join(parts[-size:])):
            return number
    return None


def _agenda(text: str, start: int, end: int) -> Iterator[Finding]:
    one = r"\d{1,3}(?: ?\([a-z]\))?"
    joint = _words()["agenda"]["and"]
    numbers = rf"{one}(?:(?:, ?|{joint}){one})*"
    for form in _words()["agenda"]["item"]:
        pattern = regex.compile(rf"(?<!\p{{Latin}}){form.replace('{numbers}', numbers)}", regex.IGNORECASE)
        if match := pattern.search(text, start, end):
            items = regex.sub(joint, ", ", match["n"])
            yield from finding("agenda_item", items, match.span("n"), RULE, confidence=0.96)
            return


def is_enacting(line: str) -> bool:
    """Whether a line is the organ that speaks in a resolution, such as `The General Assembly,`."""
    bodies = "|".join(_words()["body"].values())
    return bool(regex.fullmatch(_words()["enacting"]["body"].replace("{bodies}", bodies), small(line)))


def is_apparatus(line: str) -> bool:
    """Whether a line belongs to the session and agenda block, so that no title begins with it."""
    low = small(line)
    words = _words()["session"]
    if regex.search(rf"\s(?:{words['word']})$|^{words['arabic']}\s|{words['chinese']}", low):
        return True
    if any(pattern.match(line) and len(line) < 60 for _, pattern in _bodies()):
        return True
    one = r"\d{1,3}"
    return any(regex.search(form.replace("{numbers}", one), low) for form in _words()["agenda"]["item"])
