"""Symbols of United Nations documents: A/HRC/47/G/10 taken apart into organ, body, session, series and number.

A symbol is a row of parts between slashes: the organ, the bodies below it, a session or a year, the nature of the
document, its number, and what changed since it first came out (Add., Amend., Corr., Rev.). All language versions carry
the same symbol. The General Assembly numbers its sessions in symbols since 1976, the Economic and Social Council has
the year since 1978, the Security Council since 1994; resolutions of the Security Council and older ones of the
Assembly have year or session in brackets. A document of two organs carries both symbols with a dash between them.
Sources: Dag Hammarskjöld Library, "UN Documentation: Overview – UN Document Symbols"; United Nations Editorial Manual,
"Mastheads and cover pages". The lists are in symbols.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

JOINT = "–"
"""What stands between two symbols of one document: an en dash, as the United Nations prints it."""

LONGEST = 100
_LOOKALIKES = str.maketrans("АВЕНРСТ", "ABEHPCT")
"""Cyrillic capitals that Russian typists put for the Latin ones."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CHANGES = {"add": "Add", "amend": "Amend", "corr": "Corr", "rev": "Rev"}
_CHANGE = re.compile(r"(add|amend|corr|rev)\.(\d{1,3})\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"([A-Za-z]{1,5})\.([0-9]{1,5}|[A-Z])\Z")
_NUMBER = re.compile(r"\d{1,5}(?:-\d{1,3})?[A-Z]?\Z")
_YEAR = re.compile(r"(?:19[4-9]|20\d)\d\Z")
_SPECIAL_SESSION = re.compile(r"(?:ES|S|SS)-(?:\d{1,2}|[IVX]{1,4})\Z")
_ROMAN = re.compile(r"[IVX]{1,5}\Z")
_COUNTRY = re.compile(r"[A-Z]{3}\Z")
_HELD = r"(?:19[4-9]|20\d)\d|[IVX]{1,6}|(?:Resumption|Part|Vol\.)\s?[\dIVX]{1,3}"
_BRACKET = re.compile(rf"(?P<bare>.*?)\s?\((?P<held>{_HELD})\)\Z")
_CAPITALS = re.compile(r"[A-Z]{1,6}\Z")
_TREATY_BODIES = frozenset({"CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"})
_MOST_NUMBERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One symbol, taken apart. `text` is its usual form, `body` the lowest body that has a name or a code of its own.

    `series` are the parts that tell the document's nature (`RES`, `G`, `L`), `modifiers` the changes in their order
    (`Add.2`, `Corr.1`). `session` may be a special one: `ES-11`. A part that the symbol does not have is None or empty.
    """

    text: str
    organ: str
    body: str | None = None
    session: str | None = None
    year: int | None = None
    country: str | None = None
    series: tuple[str, ...] = ()
    number: str | None = None
    modifiers: tuple[str, ...] = ()

    @property
    def ancestors(self) -> tuple[str, ...]:
        """The symbols that this one adds to, corrects or revises, the nearest first."""
        parts = self.text.split("/")
        return tuple("/".join(parts[:-size]) for size in range(1, len(self.modifiers) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Symbols that stand in a text as one, and where; several when the document has a symbol of each of its organs."""

    symbols: tuple[Symbol, ...]
    start: int
    end: int


def parse(text: str) -> tuple[Symbol, ...]:
    """The symbols that a text is, several for a joint document; none when it is no symbol or has more around it."""
    bare = text.translate(_LOOKALIKES).strip().rstrip("*").strip()
    if not bare or len(bare) > LONGEST:
        return ()
    symbols = [symbol for part in _joint_at().split(bare) if (symbol := _single(part))]
    organs = {symbol.organ for symbol in symbols}
    return tuple(symbols) if len(organs) == len(symbols) == len(_joint_at().split(bare)) else ()


def joined(symbols: tuple[Symbol, ...]) -> str:
    """The symbols of one document as they are printed."""
    return JOINT.join(symbol.text for symbol in symbols)


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """The symbols in a stretch of running text, in order; what may as well be something else is left out."""
    plain = text.translate(_LOOKALIKES)
    for match in _candidate().finditer(plain, start, len(text) if end is None else end):
        for first, last in _apart(match):
            written = plain[first:last].rstrip(".-")
            symbols = parse(" ".join(written.split()))
            if symbols and all(map(_is_told_by_itself, symbols)):
                yield Found(symbols=symbols, start=first, end=first + len(written))


def _apart(match: re.Match[str]) -> list[tuple[int, int]]:
    """Where the symbols of a match stand: as one where they are of different organs, else each by itself."""
    starts = [match.start(), *(dash.end() for dash in _joint_at().finditer(match.string, *match.span()))]
    ends = [*(dash.start() for dash in _joint_at().finditer(match.string, *match.span())), match.end()]
    organs = {match.string[start:].partition("/")[0] for start in starts}
    return [match.span()] if len(organs) == len(starts) else list(zip(starts, ends, strict=True))


def _is_told_by_itself(symbol: Symbol) -> bool:
    """A/4 is a sheet of paper, S/12 a size and CD/120 some number; S/25704 and S/PV.8765 are symbols."""
    if symbol.text.count("/") > 1 or symbol.series:
        return True
    return len(symbol.text.split("/")[0]) == 1 and len(symbol.number or "") > 3


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "symbols.toml").read_text(encoding="utf-8"))


@cache
def _codes(kind: str) -> dict[str, str]:
    """The codes of one kind by their small letters, as they are usually written."""
    return {code.lower(): code for code in _lists()["part"][kind].split()}


@cache
def _organs() -> str:
    return "|".join(sorted(_lists()["organ"], key=len, reverse=True))


@cache
def _joint_at() -> re.Pattern[str]:
    """The dash between two symbols, which an organ follows."""
    return re.compile(rf"\s?[{_DASHES}]\s?(?=(?:{_organs()})/)")


@cache
def _candidate() -> re.Pattern[str]:
    """What may be a symbol: an organ and parts; brackets may follow, and after a dash the symbol of another organ."""
    part = rf"[A-Za-z0-9.]+(?:-(?!(?:{_organs()})/)[A-Za-z0-9]+)*"
    one = rf"(?:{_organs()})(?:/{part})+(?:\s?\((?:{_HELD})\))?"
    return re.compile(rf"(?<![A-Za-z0-9/._-]){one}(?:\s?[{_DASHES}]\s?{one})*(?![A-Za-z0-9/_]|-[A-Za-z0-9])")


def _single(text: str) -> Symbol | None:
    bracket = _BRACKET.match(text)
    organ, *parts = (bracket["bare"] if bracket else text).split("/")
    if organ not in _lists()["organ"] or not parts:
        return None
    read = _Parts(organ)
    if not all(map(read.take, parts)) or len(read.numbers) > _MOST_NUMBERS:
        return None
    symbol = read.symbol()
    if symbol.number is None:
        return None
    return _with_bracket(symbol, bracket["held"]) if bracket else symbol


def _with_bracket(symbol: Symbol, held: str) -> Symbol | None:
    """Year or session in brackets, as resolutions have them; or which part or resumption this is."""
    text = f"{symbol.text} ({held})"
    if held.isdigit():
        return replace(symbol, text=text, year=int(held))
    if _ROMAN.match(held):
        return replace(symbol, text=text, session=str(_roman(held)))
    return replace(symbol, text=text, series=(*symbol.series, held))


def _roman(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in written]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


class _Parts:
    """The parts of a symbol as they are taken in, one after another."""

    def __init__(self, organ: str) -> None:
        self.written = [organ]
        self.body: str | None = None
        self.country: str | None = None
        self.session: str | None = None
        self.series: list[str] = []
        self.numbers: list[str] = []
        self.modifiers: list[str] = []

    def take(self, part: str) -> bool:
        """Whether the part is one that symbols have, in a place where it may stand."""
        if change := _CHANGE.match(part):
            return self._changed(f"{_CHANGES[change[1].lower()]}.{change[2]}")
        if self.modifiers:
            return False
        return self._numbered(part) or self._number(part) or self._word(part)

    def symbol(self) -> Symbol:
        """What the parts make."""
        *before, number = self.numbers or [""]
        first = before[0] if before else ""
        year = int(first) if _YEAR.match(first) else None
        session = self.session or (first if first.isdigit() and not year else None)
        return Symbol(
            text="/".join(self.written), organ=_lists()["organ"][self.written[0]], body=self.body, session=session,
            year=year, country=self.country, series=tuple(self.series), number=number or None,
            modifiers=tuple(self.modifiers),
        )  # fmt: skip

    def _changed(self, change: str) -> bool:
        self.modifiers.append(change)
        return self._kept(change)

    def _numbered(self, part: str) -> bool:
        """`C.1` and `CN.4` are bodies, `L.1` and `PV.8765` documents of a series."""
        match = _NUMBERED.match(part)
        if match is None:
            return False
        code, number = match[1].lower(), match[2]
        if (body := _codes("bodies").get(code)) and not self.numbers_told:
            return self._below(f"{body}.{number}")
        if series := _codes("numbered").get(code):
            self.series.append(series)
            self.numbers += [number] if number.isdigit() else []
            return self._kept(f"{series}.{number}")
        return False

    @property
    def numbers_told(self) -> bool:
        """Whether the document's own number has come already."""
        return len(self.numbers) >= _MOST_NUMBERS

    def _number(self, part: str) -> bool:
        if _SPECIAL_SESSION.match(part):
            self.session = part
            return self._kept(part)
        if not _NUMBER.match(part):
            return False
        self.numbers.append(part)
        return self._kept(part)

    def _word(self, part: str) -> bool:
        """A body such as HRC, a series such as RES, a country, or a half of a session in Roman numerals."""
        if "/".join([*self.written, part.upper()]) in _lists()["body"] or (part == "C" and self._is_special):
            return self._below(part.upper())
        if worded := _codes("worded").get(part.lower()):
            self.series.append(worded)
            return self._kept(worded)
        if _ROMAN.match(part) and self.numbers:
            return self._kept(part)
        if _COUNTRY.match(part) and self._may_name_countries():
            self.country = part
            return self._kept(part)
        if _CAPITALS.match(part) and (self._is_special or self.written[:2] in (["E", "ECE"], ["E", "ESCAP"])):
            self.series.append(part)
            return self._kept(part)
        return False

    @property
    def _is_special(self) -> bool:
        """Whether the symbol is of a special series, which has parts of its own making."""
        return len(self.written[0]) > 1

    def _may_name_countries(self) -> bool:
        """Treaty bodies and the working group of the universal periodic review have documents on countries."""
        return self.written[0] in _TREATY_BODIES or self.written[1:2] == ["C.12"] or "WG.6" in self.written

    def _below(self, part: str) -> bool:
        self._kept(part)
        committee = _lists()["organ"][self.written[0]] if part == "C" else part
        self.body = _lists()["body"].get("/".join(self.written), committee)
        return True

    def _kept(self, part: str) -> bool:
        self.written.append(part)
        return True
