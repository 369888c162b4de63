"""The words of a citation in the language in which it is written: dates, kinds, locators, punctuation.

words.toml and languages.toml hold them; a language that they lack is cited in the words of English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from archive.cite.runs import is_rtl

FALLBACK = "en"
KINDS = ("press release", "note verbale", "letter", "appeal", "statement", "resolution", "report")
"""The kinds of document that have a word, in the order of `kinds` in words.toml."""

_NO_LANGUAGES = ("defaults", "organs", "resolutions")
_NUMBERED_MONTHS = [str(month) for month in range(1, 13)]


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages in which citations can be written."""
    return tuple(tag for tag in _table("words") if tag not in _NO_LANGUAGES)


@lru_cache(maxsize=1024)
def known(tag: str) -> str | None:
    """The language of the table that serves a BCP 47 tag: zh-Hant for zh-Hant-TW, pt for pt-BR; None without one."""
    parts = ["zh-Hant" if tag.lower() in ("zh-tw", "zh-hk", "zh-mo") else tag]
    while parts[-1]:
        parts.append(parts[-1].rpartition("-")[0])
    return next((one for part in parts for one in languages() if one.lower() == part.lower()), None)


@cache
def words_of(tag: str) -> Words:
    """The words of a language; those of English for one that has no table."""
    found = known(tag) or FALLBACK
    held: dict[str, str] = dict(_table("words")["defaults"])
    for part in dict.fromkeys((found.split("-")[0], found)):
        held |= _table("words")[part]
    return Words(language=found, held=held)


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """The words of one language. `held` are the entries of words.toml, those of the defaults among them."""

    language: str
    held: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.held[key]

    def say(self, key: str, **parts: object) -> str:
        """An entry with what stands in its braces put in; numbers in the digits of the language."""
        said = {name: self.digits(str(part)) if isinstance(part, int) else str(part) for name, part in parts.items()}
        return self.held[key].format(**said)

    def digits(self, text: str) -> str:
        """ASCII digits as the digits that the language writes in its dates."""
        return text.translate(self._digits)

    @cached_property
    def _digits(self) -> dict[int, str]:
        return {ord("0") + value: digit for value, digit in enumerate(self.held.get("digits", ""))}

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return is_rtl(self.held["untitled"])

    def month(self, number: int, *, alone: bool = False) -> str:
        """The name of a month (1 to 12) in a date, or as it stands without a day."""
        table, base = _table("languages"), self.language.split("-")[0]
        row = table["alone"].get(base) if alone else None
        names = (row or table["months"].get(base, "")).split(", ")
        return (names if len(names) == 12 else _NUMBERED_MONTHS)[number - 1]

    def listed(self, names: Sequence[str]) -> str:
        """Names one after another: `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        return self.held["and"].format(rest=self.held["names"].join(names[:-1]), last=names[-1])

    def quoted(self, text: str, *, inner: bool = False) -> str:
        """The text in quotation marks of the language, or in its inner ones; such marks inside it become the others."""
        keys = ("inner_quotes", "quotes") if inner else ("quotes", "inner_quotes")
        outside, inside = (self.held[key] for key in keys)
        opening, closing = (re.escape(mark.strip()) for mark in outside.split("{}"))
        pattern = rf"{opening}\s?([^{opening}{closing}]*?)\s?{closing}(?!\w)"
        return outside.format(re.sub(pattern, lambda found: inside.format(found[1]), text))

    def bracketed(self, text: str | None) -> str:
        """The text in round brackets; nothing for nothing."""
        return self.held["brackets"].format(text) if text else ""

    def season(self, number: int) -> str:
        """The name of a season; 0 is spring."""
        return self.held["seasons"].split(", ")[number]

    def kind(self, kind: str) -> str | None:
        """The word for a kind of document; None for news, page and other, which need none."""
        return self.held["kinds"].split(", ")[KINDS.index(kind)] if kind in KINDS else None

    def language_name(self, tag: str) -> str:
        """What a language is called in this one; the tag where there is no name."""
        table = _table("languages")["names"]
        names = (table.get(self.language) or table[self.language.split("-")[0]]).split(", ")
        by_tag: dict[str, str] = dict(zip(_table("languages")["tags"].split(), names, strict=True))
        return by_tag.get(tag.split("-")[0], tag)

    def organ(self, body: str) -> str | None:
        """The name of an organ of the United Nations, in its official languages."""
        name: str | None = _table("words")["organs"].get(body, {}).get(self.language.split("-")[0])
        return name

    def resolution(self, body: str, number: str) -> str | None:
        """`General Assembly resolution 54/391`, in the official languages of the United Nations."""
        phrases: dict[str, str] = _table("words")["resolutions"].get(body, {})
        phrase = phrases.get(self.language.split("-")[0])
        return phrase.format(n=number) if phrase else None

    def session(self, number: str, *, key: str = "session") -> str:
        """`50th session`; only English needs the ordinal."""
        return self.held[key].format(n=self.digits(number), nth=ordinal(number))


def ordinal(number: str) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 4th, 11th, 21st; what is no number stays."""
    if not (number.isascii() and number.isdecimal()):
        return number
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if number[-2:] in ("11", "12", "13") else ends.get(number[-1], "th"))
