"""Numerals that word processors count in: 4 as `4`, `d`, `iv`, `四`, `د` or `г`, under the names of Office Open XML.

The names are those of ECMA-376, part 1, section 17.18.59. Numerals of words (`fourth`) depend on a language and are
unknown here, and so is a number beyond those that a kind of numeral can write: no number is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

MOST_ROMAN = 3_999
MOST_CHINESE = 9_999
MOST_REPEATED = 30
"""How often a letter is repeated at most, as Word bounds it: z thirty times is 780."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщ"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهو"
"""As far as Word and LibreOffice agree: beyond, one repeats letters and the other counts on in two."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE_DIGITS = "零一二三四五六七八九"
_CHINESE_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def roman(number: int) -> str | None:
    """In small letters, from 1 to `MOST_ROMAN`."""
    if not 1 <= number <= MOST_ROMAN:
        return None
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def repeated(letters: str, number: int) -> str | None:
    """From a to z, then aa, bb … zz, aaa, as Word counts in letters."""
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1) if 0 <= times < MOST_REPEATED else None


def in_sequence(letters: str, number: int) -> str | None:
    """From a to z, then aa, ab … az, ba, as OpenDocument counts in letters unless they are synchronous."""
    written = ""
    while number > 0:
        number, place = divmod(number - 1, len(letters))
        written = letters[place] + written
    return written or None


def chinese(number: int) -> str | None:
    """十, 十一, 二十, 一百零一, 一百一十; from 1 to `MOST_CHINESE`."""
    if not 1 <= number <= MOST_CHINESE:
        return None
    written, gap = "", False
    for value, unit in _CHINESE_UNITS:
        digit, number = divmod(number, value)
        if digit:
            written += ("零" if gap and written else "") + _CHINESE_DIGITS[digit] + unit
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def _up_to(most: int, number: int) -> str | None:
    """Where Chinese and Japanese ways of counting agree."""
    return chinese(number) if number <= most else None


def padded(width: int, number: int) -> str:
    """With zeros before it: 007."""
    return str(number).zfill(width)


def once(letters: str, number: int) -> str | None:
    """Each letter once."""
    return letters[number - 1] if 1 <= number <= len(letters) else None


def _from(first: str, last: int, number: int) -> str | None:
    """Signs that stand one after the other in Unicode, such as ① to ⑳."""
    return chr(ord(first) + number - 1) if 1 <= number <= last else None


def _capital(written: str | None) -> str | None:
    return written and written.upper()


def _capitals(small: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: _capital(small(number))


_LETTERS = partial(repeated, _LATIN)
_PADDED: dict[str, Callable[[int], str | None]] = {f"padded{width}": partial(padded, width) for width in range(1, 10)}
_NUMERALS: dict[str, Callable[[int], str | None]] = _PADDED | {
    "decimal": str, "decimalZero": partial(padded, 2), "none": lambda _: "", "bullet": lambda _: "",
    "lowerRoman": roman, "upperRoman": _capitals(roman),
    "lowerLetter": _LETTERS, "upperLetter": _capitals(_LETTERS),
    "lowerSequence": partial(in_sequence, _LATIN), "upperSequence": _capitals(partial(in_sequence, _LATIN)),
    "russianLower": partial(once, _RUSSIAN), "russianUpper": _capitals(partial(once, _RUSSIAN)),
    "arabicAbjad": partial(once, _ABJAD), "arabicAlpha": partial(once, _ALPHA),
    "plainAbjad": partial(once, _ABJAD.replace("أ", "ا")),
    "chineseCountingThousand": chinese, "taiwaneseCountingThousand": chinese,
    "chineseCounting": partial(_up_to, 99), "taiwaneseCounting": partial(_up_to, 99),
    "japaneseCounting": partial(_up_to, 99), "ideographDigital": partial(_up_to, 9),
    "decimalEnclosedCircle": partial(_from, "①", 20), "decimalEnclosedCircleChinese": partial(_from, "①", 20),
    "decimalEnclosedParen": partial(_from, "⑴", 20), "decimalEnclosedFullstop": partial(_from, "⒈", 20),
}  # fmt: skip
"""By name. Some have no name in Office Open XML: `Sequence` and `plain` are of OpenDocument, `padded` of Word 2010."""


def numeral(kind: str, number: int) -> str | None:
    """The number in this kind of numeral; None where the kind is unknown or has none for it."""
    write = _NUMERALS.get(kind)
    return write(number) if write and number >= 0 else None
