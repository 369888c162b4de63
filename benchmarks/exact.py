"""Exactness: the engine's answers held against two others that have nothing in common with it.

The memory engine decides every document on its own, slowly. Plain Whoosh, with its optimisations turned off and
made to score by our formula on exact lengths, ranks what it can express in the same way: words, AND, OR and filters;
for phrases, prefixes and fuzzy words it scores otherwise, and only the number of documents is compared.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import isclose
from pathlib import Path
from sys import maxunicode
from typing import Any
from unittest.mock import patch

from benchmarks import plain
from benchmarks.collection import Page, document
from benchmarks.ours import OurSearcher
from benchmarks.queries import Sought, queries
from index.analysis import terms
from index.edits import within
from index.engines import memory
from index.engines.whoosh import WhooshEngine
from index.fields import TEXT_FIELDS
from index.results import Matches
from index.scoring import idf, saturation

import whoosh.collectors  # isort: skip
import whoosh.scoring  # isort: skip

TOLERANCE = 1e-9
"""Relative difference of two scores that were summed in another order."""

RANKED_ALIKE = ("rare", "frequent", "and", "filtered", "facets")
FOR_MEMORY = 20
"""Queries of each kind that the memory engine is asked; fuzzy ones take it a second each."""

Ranked = list[tuple[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """For one kind of query: against what, whether ranks and scores were compared, how many were asked, and differ."""

    kind: str
    against: str
    ranked: bool
    asked: int
    wrong: int

    def figures(self) -> dict[str, Any]:
        """The verdict for JSON."""
        return asdict(self)


def against_memory(pages: Sequence[Page], folder: Path) -> list[Verdict]:
    """Totals, facet counts and top tens with their scores against the memory engine's, for every kind of query."""
    engine = _Remembering(Path(tempfile.gettempdir()))
    with engine.writer(seq=1) as writer:
        for seq, page in enumerate(pages, 1):
            writer.add(document(page, seq))
    ours, slow = OurSearcher(WhooshEngine(folder)), OurSearcher(engine)
    verdicts = []
    with patch.object(memory, "within", cache(within)):  # asked of each document anew
        for kind, asked in queries(pages).items():
            some = asked[:FOR_MEMORY]
            wrong = sum(not _same_matches(ours.matches(sought)[1], slow.matches(sought)[1]) for sought in some)
            verdicts.append(Verdict(kind=kind, against="memory engine", ranked=True, asked=len(some), wrong=wrong))
    return verdicts


class _Remembering(memory.MemoryEngine):
    """The memory engine with the words of each field sorted once, where it sorts them anew for every document."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._words: dict[str, list[str]] = {}

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        if field not in self._words:
            self._words[field] = list(super().vocabulary(field, ""))
        words = self._words[field]
        return iter(words[bisect_left(words, prefix) : bisect_left(words, prefix + chr(maxunicode))])


def _same_matches(one: Matches, other: Matches) -> bool:
    return (
        one.total == other.total
        and one.facets == other.facets
        and [match.id for match in one.page] == [match.id for match in other.page]
        and all(_close(a.score, b.score) for a, b in zip(one.page, other.page, strict=True))
    )


def against_plain(pages: Sequence[Page], own_folder: Path, folder: Path) -> list[Verdict]:
    """Totals against plain Whoosh's for every kind, and top tens with scores where it can score alike."""
    ours = OurSearcher(WhooshEngine(own_folder))
    stock = plain.PlainSearcher(folder, weighting=OurScoring(pages))
    verdicts = []
    for kind, asked in queries(pages).items():
        alike = kind in RANKED_ALIKE
        wrong = sum(not _same(ours.find(sought), _unoptimised(stock, sought), alike) for sought in asked)
        verdicts.append(Verdict(kind=kind, against="plain Whoosh", ranked=alike, asked=len(asked), wrong=wrong))
    return verdicts


def _unoptimised(stock: plain.PlainSearcher, sought: Sought) -> tuple[int, Ranked]:
    """Every matching document scored: block quality and the replacing of matchers are off."""
    collector = whoosh.collectors.TopCollector(limit=10, usequality=False)
    collector.replace = 0
    filtered = plain.filter_of(sought)
    wrapped = whoosh.collectors.FilterCollector(collector, filtered) if filtered else collector
    stock.searcher.search_with_collector(plain.query(sought), wrapped)
    results = wrapped.results()
    return collector.total, [(hit["stored"][0], hit.score) for hit in results]


def _same(one: tuple[int, Ranked], other: tuple[int, Ranked], ranked: bool) -> bool:
    return one[0] == other[0] and (not ranked or _same_ranking(one[1], other[1]))


def _same_ranking(one: Ranked, other: Ranked) -> bool:
    """Scores alike at each rank, and the same documents but for those that tie with the last."""
    if not all(_close(a, b) for (_, a), (_, b) in zip(one, other, strict=True)):
        return False
    last = one[-1][1] * (1 + TOLERANCE) if one else 0.0
    return {name for name, score in one if score > last} == {name for name, score in other if score > last}


def _close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=TOLERANCE)


class OurScoring(whoosh.scoring.WeightingModel):  # type: ignore[misc]
    """`index.scoring` as a weighting of Whoosh, with the exact lengths of the fields of these pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._lengths = {name: [_length(document(page, 0).texts[name]) for page in pages] for name in TEXT_FIELDS}

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        """What scores the postings of one term."""
        if fieldname not in self._lengths:  # of a filter, where no score counts
            return whoosh.scoring.Frequency().scorer(searcher, fieldname, text, qf)
        lengths = self._lengths[fieldname]
        rarity = idf(searcher.doc_count(), searcher.doc_frequency(fieldname, text))
        return _Scorer(rarity, lengths, sum(lengths) / max(sum(map(bool, lengths)), 1))


@cache
def _length(text: str) -> int:
    return terms(text)[1]


class _Scorer(whoosh.scoring.BaseScorer):  # type: ignore[misc]
    def __init__(self, rarity: float, lengths: Sequence[int], mean: float) -> None:
        self._rarity, self._lengths, self._mean = rarity, lengths, mean

    def score(self, matcher: Any) -> float:
        return self._rarity * saturation(float(matcher.weight()), float(self._lengths[matcher.id()]), self._mean)
