"""What stands under the masthead of a United Nations document: organ, session, its dates, the agenda item.

Where a PDF runs lines together, this also says where the agenda ends and the document's title begins.
Source of the forms: documents of the Human Rights Council, the General Assembly and the Security Council, 1994 to 2024.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from archive.describe import periods, symbol
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has, small
from archive.describe.masthead import Masthead, forms
from archive.describe.ordinals import session_number

RULE, FROM_SYMBOL = "agenda/1", "symbol-body/1"
_SESSION_WORDS = 4
ZONE = 900
"""Characters after a masthead in which session and agenda item stand."""

_LONGEST_ORGAN_LINE = 60
_FLAGS = regex.IGNORECASE | regex.MULTILINE
_ONE_ITEM = r"\d{1,3}(?: ?\([a-z]\))?"
_TITLED = ("note verbale", "letter", "report", "resolution", "statement")
_SENT = regex.compile(r"^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\p{Han}{4}|\d\s?日\s?[致给]")
_NUMBERED_TITLE = regex.compile(r"^\d{1,4}/\d{1,4}\.?(?:\s|$)")


def find(text: str, masthead: Masthead, end: int) -> Iterator[Finding]:
    """Findings of the lines between the masthead and the text, which begins at `end`."""
    end = min(max(end, masthead.end), masthead.end + ZONE)
    item = _item(text, masthead.end, end)
    yield from _body(text, masthead, item.start() if item else end)
    yield from _session(text, masthead.end, end)
    if item:
        items = regex.sub(forms()["agenda"]["and"], ", ", item["n"])
        yield from finding("agenda_item", items, item.span("n"), RULE, confidence=0.96)


@cache
def _bodies(kind: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Each organ's English name and its printed names where no sentence goes on after them."""
    return tuple(
        (name, regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?P<name>{listed})(?![\p{{L}},،，]|\s*[,،，])", regex.IGNORECASE))
        for name, listed in forms()["body"][kind].items()
    )


def _body(text: str, masthead: Masthead, end: int) -> Iterator[Finding]:
    """The organ, and as source the organ as it is printed; where only the symbol tells, the organ by its symbol."""
    printed = _first_printed(text, masthead, end, "subsidiary") or _first_printed(text, masthead, end, "principal")
    if printed:
        name, span = printed
        yield from finding("body", name, span, RULE, confidence=0.97)
        yield from finding("source", _as_printed(text[slice(*span)]), span, RULE, confidence=0.9)
        return
    for found in symbol.find(text, 0, end):
        first = found.symbols[0]
        if first.body is None or " " in first.body:
            named, span = first.body or first.organ, (found.start, found.end)
            yield from finding("body", named, span, FROM_SYMBOL, basis="inferred", confidence=0.85)
        return


def _first_printed(text: str, masthead: Masthead, end: int, kind: str) -> tuple[str, tuple[int, int]] | None:
    """The organ of this kind that comes first in the masthead or, under it, at the beginning of a line."""
    found = [
        (name, match.span("name"))
        for name, form in _bodies(kind)
        for match in form.finditer(text, 0, end)
        if match.start() < masthead.end or not text[: match.start()].rpartition("\n")[2].strip()
    ]
    return min(found, key=lambda one: one[1], default=None)


def _as_printed(name: str) -> str:
    return regex.sub(r"(?<=\p{Han})\s+(?=\p{Han})", "", " ".join(name.split()))


def _session(text: str, start: int, end: int) -> Iterator[Finding]:
    """The session and, close to it, its dates."""
    session = _session_match(text, start, end)
    if session is None:
        return
    number, first, last = session
    yield from finding("session", str(number), (first, last), RULE, confidence=0.97)
    period = periods.find(text[last : min(last + 120, end)])
    if period:
        yield from finding("meeting_dates", period[0], (last + period[1], last + period[2]), RULE, confidence=0.95)


def _session_match(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    chinese, latin, arabic = _session_forms()
    found = chinese.search(text, start, end)
    if found and (number := session_number(found["n"])):
        return number, found.start(), found.end()
    for match in filter(None, (latin.search(text, start, end), arabic.search(text, start, end))):
        if number := _ordinal_in(match["n"]):
            return number, match.start("n"), match.end()
    return None


@cache
def _session_forms() -> tuple[regex.Pattern[str], ...]:
    """A session in Chinese, in the languages that have the number first, and in Arabic."""
    words = forms()["session"]
    begins = r"(?:^|\G)[\s*]*"
    written = (words["chinese"], rf"{begins}(?P<n>[^\n]{{3,50}}?)\s(?:{words['word']})(?!\p{{L}})",
               rf"{begins}{words['arabic']}\s(?P<n>[^\n]{{3,40}}?)(?=$|\s\d)")  # fmt: skip
    return tuple(regex.compile(form, _FLAGS) for form in written)


def _ordinal_in(words: str) -> int | None:
    """The ordinal that ends the words before `session`, or the whole of what follows the Arabic word."""
    parts = words.split()
    for size in range(min(_SESSION_WORDS, len(parts)), 0, -1):
        if number := session_number(" ".join(parts[-size:])):
            return number
    return None


@cache
def _items() -> tuple[regex.Pattern[str], ...]:
    joint = forms()["agenda"]["and"]
    numbers = rf"{_ONE_ITEM}(?:(?:, ?|{joint}){_ONE_ITEM})*"
    return tuple(
        regex.compile(rf"(?<!\p{{Latin}}){form.replace('{numbers}', numbers)}", regex.IGNORECASE)
        for form in forms()["agenda"]["item"]
    )


def _item(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The first line that numbers an agenda item."""
    found = [match for form in _items() if (match := form.search(text, start, end))]
    return min(found, key=lambda match: match.start(), default=None)


def is_item_title(line: str) -> bool:
    """Whether a heading begins as an agenda item of the Human Rights Council does."""
    return bool(_item_titles().match(line))


@cache
def _item_titles() -> regex.Pattern[str]:
    return regex.compile(rf"\s*(?:{forms()['items']['council']})", regex.IGNORECASE)


def is_enacting(line: str) -> bool:
    """Whether a line is the organ that speaks in a resolution, such as `The General Assembly,`."""
    return line.endswith((",", "،", "，")) and bool(_enacting().fullmatch(small(line)))


@cache
def _enacting() -> regex.Pattern[str]:
    bodies = "|".join(listed for kind in forms()["body"].values() for listed in kind.values())
    return regex.compile(forms()["enacting"]["body"].replace("{bodies}", bodies))


def is_apparatus(line: str) -> bool:
    """Whether a line belongs to the session and agenda block, so that no title begins with it."""
    low = small(line)
    if _session_line().search(low) or _is_organ(line):
        return True
    return any(form.match(low) for form in _items()) or _is_run_together(line)


@cache
def _session_line() -> regex.Pattern[str]:
    words = forms()["session"]
    return regex.compile(rf"\s(?:{words['word']})$|^{words['arabic']}\s|{words['chinese']}")


def _is_run_together(line: str) -> bool:
    """Whether session, dates and agenda item stand on one line, and nothing else."""
    session = _session_match(line, 0, len(line))
    if session is None:
        return False
    rest = line[session[2] :]
    period = periods.find(rest)
    rest = rest[period[2] :] if period else rest
    return any(form.fullmatch(rest.strip(" ,;*")) for form in _items())


def _is_organ(line: str) -> bool:
    if len(line) >= _LONGEST_ORGAN_LINE:
        return False
    return any(form.match(line) for kind in forms()["body"] for _, form in _bodies(kind))


def breaks(text: str, masthead: Masthead) -> Iterator[int]:
    """Where a new paragraph begins under a masthead, though no blank line may stand there."""
    yield masthead.end
    under_agenda = in_title = False
    for match in regex.finditer(r"[^\n]+|\n(?=\n)", text, pos=masthead.end, endpos=masthead.end + ZONE):
        line = match.group().strip()
        begins = _begins_title(line)
        in_title = bool(line) and (in_title or begins)
        if is_apparatus(line) and not in_title:
            yield from match.span()
            under_agenda = True
        elif under_agenda and begins:
            yield match.start()
            under_agenda = False
        elif is_enacting(line) or _NUMBERED_TITLE.match(line) or line.startswith("["):
            yield match.start()


def _begins_title(line: str) -> bool:
    """Whether a line begins as titles do: `Letter dated`, `Report of`, or in Chinese with the sender and the day."""
    if line[:1].islower():
        return False
    return bool(_SENT.search(line)) or any(has(line, "kind", kind, "start") for kind in _TITLED)
