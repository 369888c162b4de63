"""Words of Thai, Lao, Khmer and Burmese, which are written without blanks: found by ICU with its dictionaries.

Where a dictionary ends a word depends on what stands around it, and names are in none. So these words never decide
what is found, which pairs do: they are counted beside the stems, and what holds the words of a query ranks before
what holds their letters across the ends of words.

A zero-width space, a soft hyphen and a line end mark the end of a word in some texts and stand anywhere in others. A
run that holds such marks is cut both ways: as if words ended there, and as if they were not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any
from unicodedata import normalize

import regex

from index.analysis.clusters import FOREIGN_MARKS, MARKS, placed_clusters, squeezed
from index.analysis.fold import fold_word
from index.analysis.tokenize import runs

Stretch = tuple[int, int]
"""(start, end) of a word, in characters."""

REACH = 80
"""Characters on either side from which the words around a place are told; a dictionary is right again after a few."""

_SCRIPT = regex.compile(r"(?P<th>\p{Thai})|(?P<lo>\p{Lao})|(?P<km>\p{Khmer})|(?P<my>\p{Myanmar})")
_FOREIGN = re.compile(f"[{FOREIGN_MARKS}]+")
_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|\u0ecd([\u0ec8-\u0ecb]?)\u0eb2")
_WORD_END = re.compile("[\u00ad\u200b\n]")
_INSIDE = re.compile(f"[{MARKS}]")
_SUBSCRIPT = ("\u17d2", "\u1039")
_SEPARATOR = "\x1f"
_INSIDE_CLUSTER = re.compile(f"(?<!\n){_SEPARATOR}(?=[{MARKS}])|(?<=[\u17d2\u1039]){_SEPARATOR}(?!\n)")


def word_tokens(runs: Iterable[str]) -> Counter[str]:
    """The words of runs with their counts, as `th:ระเบิด`: the language of the script, the folded word."""
    ways = [_ways(run) for run in runs]
    cut = iter(_cut(list(chain.from_iterable(ways))))
    found: Counter[str] = Counter()
    for way in ways:
        whole, *parts = [next(cut) for _ in way]
        found.update(map(_token, _united(way[0], whole, parts) if parts else whole))
    return found


def stretches(text: str) -> Iterator[Stretch]:
    """Where the words of a text stand, in order of their starts."""
    for offset, run in runs(text):
        plain, *parts = _ways(run)
        whole, *cut = _cut([plain, *parts])
        starts, ends = _places(run)
        for first, last in sorted({*_spans(whole), *_spans(list(chain.from_iterable(cut)))}):
            yield offset + starts[first], offset + ends[last]


def word_start(text: str, at: int) -> int | None:
    """The start of the dictionary word that `at` lies in; None where it lies in none."""
    begin = max(at - REACH, 0)
    starts = [start for start, end in stretches(text[begin : at + REACH]) if start <= at - begin < end]
    return begin + max(starts) if starts else None


def straddles(text: str, start: int, end: int) -> bool:
    """Whether a stretch of Thai, Lao, Khmer or Burmese begins or ends inside a dictionary word."""
    if not _SCRIPT.search(text, start, end):
        return False
    begin = max(start - REACH, 0)
    words = list(stretches(text[begin : end + REACH]))
    starts, ends = {begin + first for first, _ in words}, {begin + last for _, last in words}
    return bool(words) and not (start in starts and end in ends)


def _united(plain: str, whole: Sequence[str], parts: Iterable[Sequence[str]]) -> Iterator[str]:
    """The words of both ways, those that both have once."""
    both = {*_spans(whole), *_spans(list(chain.from_iterable(parts)))}
    return (plain[first:last] for first, last in both)


def _spans(words: Sequence[str]) -> Iterator[Stretch]:
    return pairwise(accumulate(map(len, words), initial=0))


def _places(run: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where in the run the clusters start and end that do so at each place of its plain form."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for cluster, start, end in placed_clusters(run):
        starts[at] = start
        at += len(_plain(cluster))
        ends[at] = end
    return starts, ends


def _ways(run: str) -> tuple[str, ...]:
    """A run in plain form, and its parts where marks in it end words."""
    plain = _plain(run)
    if not _WORD_END.search(run):
        return (plain,)
    parts = [part for piece in _WORD_END.split(run) if (part := _plain(piece))]
    inside = any(_INSIDE.match(part) for part in parts) or any(part.endswith(_SUBSCRIPT) for part in parts[:-1])
    return (plain,) if inside or len(parts) == 1 or "".join(parts) != plain else (plain, *parts)


def _plain(run: str) -> str:
    """A run as dictionaries write it: composed, am as one character, nothing unseen or foreign in it."""
    text = normalize("NFC", _FOREIGN.sub("", squeezed(run)))
    text = text.replace("เเ", "แ").replace("ເເ", "ແ")
    return _AM.sub(lambda am: f"{am[1]}\u0e33" if am[1] is not None else f"{am[2]}\u0eb3", text)


def _cut(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text; none where ICU is absent. No word ends inside a cluster."""
    breaker = _word_breaker()
    if breaker is None or not texts:
        return [[] for _ in texts]
    words = _INSIDE_CLUSTER.sub("", _SEPARATOR.join(breaker("\n".join(texts), "th")))
    return [text.split(_SEPARATOR) for text in words.split(f"{_SEPARATOR}\n{_SEPARATOR}")]


@cache
def _word_breaker() -> Callable[[str, str], Iterable[Any]] | None:
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return WordBreaker


@lru_cache(maxsize=32_768)
def _token(word: str) -> str:
    script = _SCRIPT.search(word)
    return f"{script.lastgroup if script else ''}:{fold_word(word)}"
