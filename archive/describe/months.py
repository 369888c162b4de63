"""Marks month names in a text, so that one grammar of dates serves every language.

A shadow is as long as its text, so offsets agree: letters are small, digits are ASCII, and every letter of a month's
name is replaced by one private-use character that tells the month.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import regex

from archive.describe.lexicon import small

FULL, SHORT, JALALI, HIJRI = 0xE000, 0xE010, 0xE020, 0xE030
"""Private-use characters of the four kinds of name; the month (1 to 12) is added."""

_ENDINGS = frozenset(
    "in un ün da də de ta te dan dən den tan ten ning inda unda ində ündə ის ს ში იდან ին ի ից ում да де та те дан ден"
    " дың дің тың тің ның нің інде ында ы и".split()
)
_SHORTEST_INFLECTED = 4
_PREFIXES = ("ខែ", "ເດືອນ", "เดือน", "ב", "و")
_PRIVATE_USE = regex.compile(r"\p{Co}")
_WORD = regex.compile(r"[\p{L}\p{M}]{2,}")
_LISTOPAD = regex.compile(r"(?<=\d(\.)? )listopada\b")


def shadow(text: str) -> str:
    """The text with month names marked; as long as the text."""
    plain = "".join(map(_fold, _PRIVATE_USE.sub(" ", text)))
    if "listopada" in plain:
        plain = _LISTOPAD.sub(_listopad, plain)
    for name, mark in _compound_names():
        if name in plain:
            plain = plain.replace(name, mark * len(name))
    return _WORD.sub(lambda match: _marked(match.group()), plain)


def month_of(mark: str) -> tuple[int, int]:
    """The kind of name (FULL, SHORT, JALALI, HIJRI) and the month that a marked name stands for."""
    code = ord(mark[0])
    return code & 0xFFF0, code & 0xF


@cache
def _fold(character: str) -> str:
    """One character for one: small letters as in the lists, ASCII digits, plain blanks."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace() and character != "\n":
        return " "
    return small(character)


def _listopad(match: regex.Match[str]) -> str:
    """November in Polish, where no full stop follows the day; October in Croatian, where one does."""
    return chr(FULL + (10 if match[1] else 11)) * len(match.group())


@lru_cache(maxsize=20_000)
def _marked(word: str) -> str:
    for prefix in ("", *_PREFIXES):
        name = word.removeprefix(prefix)
        if (len(name) < len(word) or not prefix) and (mark := _mark(name)):
            return " " * len(prefix) + mark * len(name)
    return word


def _mark(name: str) -> str:
    names = _names()
    if name in names:
        return names[name]
    for size in range(1, min(5, len(name) - _SHORTEST_INFLECTED + 1)):
        if name[-size:] in _ENDINGS:
            mark = names.get(name[:-size]) or names.get(name[:-size] + "ი", "")  # Georgian drops its final vowel
            if mark and mark < chr(SHORT):
                return mark
    return ""


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "months.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    """Every name and its mark; a full name wins over a short one and a Gregorian over others."""
    names: dict[str, str] = {}
    for section, kind in (("wide", FULL), ("short", SHORT), ("jalali", JALALI), ("hijri", HIJRI)):
        for row in _table()[section].values():
            for month, forms in enumerate(row.split(","), start=1):
                for form in filter(None, forms.strip().split("|")):
                    names.setdefault(small(form), chr(kind + month))
    return names


@cache
def _compound_names() -> tuple[tuple[str, str], ...]:
    """Names that are more than one run of letters (كانون الثاني, เม.ย), longest first."""
    compound = [(name, mark) for name, mark in _names().items() if not _WORD.fullmatch(name)]
    return tuple(sorted(compound, key=lambda pair: -len(pair[0])))
