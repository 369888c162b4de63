"""The queries that engines are timed with: of each kind forty, chosen by digest out of the words of the collection.

Words are of four or more letters a to z, so that every engine has the same tokens for them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.collection import Page
from index.analysis import analyse_query, terms

PER_KIND = 40

KINDS = {
    "rare": "a word that 2 to 5 documents hold",
    "frequent": "a word out of the 40 most frequent",
    "and": "two words of a document, both required",
    "phrase": "two neighbouring words of a document",
    "characters": "four neighbouring Chinese characters or kana",
    "prefix": "the first four letters of a word",
    "fuzzy": "a word with one wrong letter, one edit allowed",
    "filtered": "either of two words, in one language and seven years",
    "facets": "a frequent word, with its sources, languages and years counted",
    "snippets": "a frequent word, with the best passage of each of the top ten",
}
LANGUAGES = ("en", "de", "fr", "es", "ru", "ja", "tr", "ko")

_PLAIN = re.compile(r"[a-z]{4,}")
_ADJACENT = re.compile(r"\b(?=([a-z]{4,} [a-z]{4,})\b)")
_CHARACTERS = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]{4}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A query: as a person types it, as tokens (those of one word or phrase together), and its filters."""

    kind: str
    text: str
    tokens: tuple[tuple[str, ...], ...]
    language: str = ""
    days: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    frequencies: Counter[str]
    frequent: list[str]
    usual: list[str]


def queries(pages: Sequence[Page]) -> dict[str, list[Sought]]:
    """Forty queries of each kind, the same for the same pages."""
    words = _words(pages)
    frequent = words.frequent
    made: dict[str, Iterable[Sought]] = {
        "rare": (_words_query("rare", [word]) for word in _rare(words)),
        "frequent": (_words_query("frequent", [word]) for word in frequent),
        "and": (_words_query("and", pair) for pair in _pairs(pages, words)),
        "phrase": (_phrase("phrase", text) for text in _neighbours(pages, _ADJACENT, words)),
        "characters": (_phrase("characters", text) for text in _neighbours(pages, _CHARACTERS, words)),
        "prefix": (_suffixed("prefix", start, "*") for start in _chosen({word[:4] for word in words.usual})),
        "fuzzy": (_suffixed("fuzzy", _misspelt(word), "~") for word in _chosen(words.usual) if len(word) > 6),
        "filtered": (_filtered(*pair) for pair in enumerate(zip(_chosen(words.usual), frequent, strict=False))),
        "facets": (_words_query("facets", [word]) for word in frequent),
        "snippets": (_words_query("snippets", [word]) for word in frequent),
    }  # fmt: skip
    return {kind: [sought for _, sought in zip(range(PER_KIND), found, strict=False)] for kind, found in made.items()}


def _words(pages: Sequence[Page]) -> _Words:
    frequencies: Counter[str] = Counter()
    for page in pages:
        frequencies.update(word for word in terms(page.text)[0] if _PLAIN.fullmatch(word))
    ranked = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    return _Words(frequencies=frequencies, frequent=ranked[:PER_KIND], usual=ranked[60:1500])


def _rare(words: _Words) -> list[str]:
    return _chosen(word for word, frequency in words.frequencies.items() if 2 <= frequency <= 5)


def _pairs(pages: Sequence[Page], words: _Words) -> Iterable[list[str]]:
    usual = set(words.usual)
    for page in _chosen(pages):
        held = _chosen(set(terms(page.text)[0]) & usual)
        if len(held) > 1:
            yield held[:2]


def _neighbours(pages: Sequence[Page], pattern: re.Pattern[str], words: _Words) -> Iterable[str]:
    """One stretch of text out of each page, different ones."""
    known: set[str] = set(words.frequent)
    for page in _chosen(pages):
        stretch = next(iter(_chosen(set(pattern.findall(page.text)) - known)), None)
        if stretch:
            known.add(stretch)
            yield stretch


def _chosen(items: Iterable[T]) -> list[T]:
    """The items in an order that is arbitrary and always the same."""
    return sorted(items, key=lambda item: hashlib.sha256(str(item).encode()).digest())


def _misspelt(word: str) -> str:
    """The word with its middle letter replaced by one that is not next to it in the alphabet."""
    middle = len(word) // 2
    return word[:middle] + chr((ord(word[middle]) - ord("a") + 7) % 26 + ord("a")) + word[middle + 1 :]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in analyse_query(text))


def _words_query(kind: str, words: Sequence[str]) -> Sought:
    return Sought(kind=kind, text=" ".join(words), tokens=tuple(map(_tokens, words)))


def _phrase(kind: str, text: str) -> Sought:
    return Sought(kind=kind, text=f'"{text}"', tokens=(_tokens(text),))


def _suffixed(kind: str, word: str, sign: str) -> Sought:
    return Sought(kind=kind, text=word + sign, tokens=(_tokens(word),))


def _filtered(number: int, pair: tuple[str, str]) -> Sought:
    language, year = LANGUAGES[number % len(LANGUAGES)], 2003 + number % 10
    return Sought(
        kind="filtered", text=" OR ".join(pair), tokens=tuple(map(_tokens, pair)), language=language,
        days=(f"{year}-01-01", f"{year + 6}-12-31"),
    )  # fmt: skip
