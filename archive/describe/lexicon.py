"""Word lists from words.toml as patterns."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import regex

Place = Literal["start", "end", "word", "stem", "opening", "suffix"]
_LONGEST_REMEMBERED = 400
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """The words of one list as `small` writes them, longest first."""
    listed = (small(word.strip("\n")) for word in _lists()[section][key].split("|"))
    return tuple(sorted(filter(None, listed), key=len, reverse=True))


@cache
def pattern(section: str, key: str, place: Place) -> regex.Pattern[str]:
    """One pattern for a list: whole words at the start, at the end or anywhere, or words that begin so.

    `stem` finds such words anywhere, `opening` at the start; `suffix` finds words that end so. Scripts that are
    written without blanks have no word boundaries, so their words need none.
    """
    spaced = "|".join(regex.escape(word) for word in words(section, key) if not _UNSPACED.search(word))
    unspaced = "|".join(regex.escape(word) for word in words(section, key) if _UNSPACED.search(word))
    begins = "" if place in ("opening", "suffix") else r"(?<![\p{L}\p{M}])"
    ends = "" if place in ("opening", "stem") else r"(?![\p{L}\p{M}])"
    forms = "|".join(filter(None, (f"{begins}(?:{spaced}){ends}" if spaced else "", unspaced)))
    return regex.compile(f"{'^' if place in ('start', 'opening') else ''}(?:{forms}){'$' if place == 'end' else ''}")


@cache
def _small(letter: str) -> str:
    if letter in "İıI":
        return "i"
    low = letter.lower()
    low = low if len(low) == 1 else letter
    if low == "ς":
        return "σ"
    return unicodedata.normalize("NFD", low)[0] if "ά" <= low <= "ώ" else low


def small(text: str) -> str:
    """Small letters, one for one, as the lists write them: dotted and dotless i are one, Greek has no accents."""
    return _small_line(text) if len(text) <= _LONGEST_REMEMBERED else "".join(map(_small, text))


@lru_cache(maxsize=1024)
def _small_line(text: str) -> str:
    """Of a short text, remembered: many lists are sought in the same line."""
    return "".join(map(_small, text))


def has(text: str, section: str, key: str, place: Place = "stem") -> bool:
    """Whether a text holds a word of the list in that place."""
    return bool(pattern(section, key, place).search(small(text)))
