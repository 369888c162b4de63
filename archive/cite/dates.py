"""EDTF dates in the words of a language, as precise as they are: `about December 2024`, `2022年6月8日`."""

from __future__ import annotations

from archive import edtf
from archive.cite.words import Words
from archive.errors import InvalidValue


def date_in(words: Words, text: str) -> str:
    """The date in words; text that is no EDTF date comes back as it is."""
    first, slash, last = text.partition("/")
    try:
        edtf.parse(text)
        if not slash:
            return _single(words, first)
        if first == "..":
            return words.say("or_earlier", date=_single(words, last))
        if last == "..":
            return words.say("or_later", date=_single(words, first))
        return words.say("to", first=_single(words, first), last=_single(words, last))
    except InvalidValue:
        return text


def _single(words: Words, text: str) -> str:
    date = edtf.parse(text)
    said = _stated(words, date)
    if date.approximate:
        said = words.say("about", date=said)
    return words.say("possibly", date=said) if date.uncertain else said


def _stated(words: Words, date: edtf.Edtf) -> str:
    """The date without its qualifier."""
    if date.earliest is None or date.latest is None:
        return words.say("year_not_stated", date=_yearless(words, date))
    year, month, day = (int(part) for part in date.earliest.split("-"))
    match date.precision:
        case "day":
            return _filled(words, "day", y=year, m=month, d=day)
        case "month":
            return _filled(words, "month", y=year, m=month)
        case "season":
            return words.say("season", season=words.season(int(date.text[5:7]) - 21), y=year)
        case "decade":
            return words.say("decade", y=year, first=year, last=year + 9)
        case "century":
            return words.say("to", first=words.digits(str(year)), last=words.digits(date.latest[:4]))
        case _:
            return words.say("year", y=year)


def _yearless(words: Words, date: edtf.Edtf) -> str:
    """`XXXX-04-01` and `XXXX-04`, without the word that the year is not stated."""
    number = int(date.text[5:7])
    if date.precision == "season":
        return words.season(number - 21)
    if date.precision == "day":
        return _filled(words, "yearless", m=number, d=int(date.text[8:10]))
    key = "yearless_month"
    return words.say(key, m=number) if key in words.held else words.month(number, alone=True)


def _filled(words: Words, key: str, *, m: int, y: int | None = None, d: int | None = None) -> str:
    """A form of words.toml; French and Greek have a word of their own for the first of a month."""
    name = words.month(m, alone=d is None)
    first = words.held.get("first_day") if d == 1 else None
    return words.say(key, d=first or d, m=m, y=y, month=name)
