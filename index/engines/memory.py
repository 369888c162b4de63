"""The memory engine: slow, obviously right, and gone with the process. The other engines are tested against it.

It walks through every document and decides the query on its tokens, one document at a time, without an index.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import analysis
from index.edits import within
from index.engine import Document
from index.fields import SEARCH_FIELDS
from index.kin import likeness
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    Best,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
    Without,
)  # fmt: skip
from index.results import UNDATED, FacetCount, Match, Matches, Request
from index.scoring import MOST_EXPANSIONS, idf, saturation, too_many


@dataclass(frozen=True, slots=True)
class _Analysed:
    document: Document
    positions: dict[str, dict[str, list[int]]]
    lengths: dict[str, int]


class MemoryEngine:
    """A SearchEngine that keeps everything in memory. `folder` is not touched."""

    name = "memory"
    persistent = False

    def __init__(self, folder: Path) -> None:
        self.seq = 0
        self.head = ""
        self._held: dict[str, _Analysed] = {}

    def fingerprint(self) -> str:
        return f"memory/1 analysis/{analysis.VERSION}"

    def close(self) -> None:
        """Nothing to close."""

    @contextlib.contextmanager
    def writer(self, *, seq: int, head: str = "") -> Iterator[_Writer]:
        """Changes are made on a copy, which takes the place of the old state at the end."""
        writer = _Writer(dict(self._held))
        yield writer
        self._held, self.seq, self.head = writer.held, seq, head

    def damage(self) -> Iterator[str]:
        return iter(())

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        held = {token for one in self._held.values() for token in one.positions.get(field, ())}
        return iter(sorted(token for token in held if token.startswith(prefix)))

    def search(self, request: Request) -> Matches:
        collection = _Collection(self, list(self._held.values()))
        found = list(collection.found(request))
        found.sort(key=lambda pair: _sort_key(request.sort, *pair))
        page = found[request.offset :] if request.limit is None else found[request.offset :][: request.limit]
        return Matches(
            total=len(found),
            page=tuple(Match(id=one.document.id, seq=one.document.seq, score=score) for one, score in page),
            facets={name: collection.count(request, name, most) for name, most in request.facets.items()},
        )


class _Writer:
    def __init__(self, held: dict[str, _Analysed]) -> None:
        self.held = held

    def add(self, document: Document) -> None:
        analysed = {field: analysis.terms(text) for field, text in document.texts.items()}
        for field, counts in document.counts.items():
            analysed[field] = {token: [0] * count for token, count in counts.items()}, sum(counts.values())
        self.held[document.id] = _Analysed(
            document,
            {field: positions for field, (positions, _) in analysed.items()},
            {field: length for field, (_, length) in analysed.items()},
        )

    def remove(self, record_id: str) -> None:
        self.held.pop(record_id, None)


def _sort_key(sort: str, one: _Analysed, score: float) -> tuple[object, ...]:
    document = one.document
    first = document.dates[0] or document.dates[1]
    if sort == "date":
        return (first is None, first or "", document.seq)
    if sort == "-date":
        return (first is None, tuple(-ord(digit) for digit in first or ""), document.seq)
    if sort == "title":
        return (not document.sort_title, document.sort_title, document.seq)
    return (-score, document.seq)


class _Collection:
    """All documents of one search, with the counts that scoring needs."""

    def __init__(self, engine: MemoryEngine, documents: list[_Analysed]) -> None:
        self._engine = engine
        self.documents = documents
        self._frequencies: dict[Lookup, int] = {}
        self._scarce: dict[Lookup, bool] = {}
        self._tiers: dict[Lookup, dict[str, float]] = {}

    def found(self, request: Request, *, but: str | None = None) -> Iterator[tuple[_Analysed, float]]:
        """The documents of a request with their scores, through all filters but one."""
        filters = [lookup for field, lookup in request.filters.items() if field != but]
        for one in self.documents:
            score = self.score(request.lookup, one)
            if score is not None and all(self.score(lookup, one) is not None for lookup in filters):
                yield one, score

    def score(self, lookup: Lookup, one: _Analysed) -> float | None:
        """The score of one document, None when it does not match."""
        match lookup:
            case Everything() | FacetLookup() | DateLookup() | Without():
                return 0.0 if self._meets(lookup, one) else None
            case AllOf(children=children):
                scores = [self.score(child, one) for child in children]
                return None if None in scores else sum(score for score in scores if score is not None)
            case AnyOf(children=children):
                held = [score for child in children if (score := self.score(child, one)) is not None]
                return sum(held) if held else None
            case Boosted(child=child, by=by):
                score = self.score(child, one)
                return None if score is None else score + (self.score(by, one) or 0.0)
            case Best(children=children, rest=rest):
                held = [score for child in children if (score := self.score(child, one)) is not None]
                return max(held) + rest * (sum(held) - max(held)) if held else None
            case WhenFew(child=child, also=also):
                return self.score(AnyOf((child, also)) if self._is_scarce(lookup) else child, one)
            case Tiers():
                return self._lifted(lookup).get(one.document.id)
            case _:
                return self._score_leaf(lookup, one)

    def _meets(self, lookup: Everything | FacetLookup | DateLookup | Without, one: _Analysed) -> bool:
        match lookup:
            case FacetLookup():
                return lookup.matches(one.document.facets.get(lookup.field, ()))
            case DateLookup():
                return _dated(one.document, lookup)
            case Without(child=child):
                return self.score(child, one) is None
            case Everything():
                return True

    def _is_scarce(self, lookup: WhenFew) -> bool:
        if lookup not in self._scarce:
            found = sum(self.score(lookup.child, one) is not None for one in self.documents)
            self._scarce[lookup] = found < lookup.enough
        return self._scarce[lookup]

    def _lifted(self, lookup: Tiers) -> dict[str, float]:
        """The score of every document: each tier is lifted above the highest score of those below it."""
        if lookup not in self._tiers:
            scores = {one.document.id: score for one in self.documents
                      if (score := self.score(lookup.child, one)) is not None}  # fmt: skip
            for tier in reversed(lookup.tiers):
                held = {one.document.id for one in self.documents if self.score(tier, one) is not None}
                highest = max((score for name, score in scores.items() if name not in held), default=0.0)
                scores = {name: score + highest if name in held else score for name, score in scores.items()}
            self._tiers[lookup] = scores
        return self._tiers[lookup]

    def _akin(self, lookup: AkinLookup, one: _Analysed) -> float | None:
        best = self._likest(lookup, one)
        if not best:
            return None
        frequency = sum(self._likest(lookup, other) > 0 for other in self.documents)
        return lookup.weight * idf(len(self.documents), frequency) * best * best

    @staticmethod
    def _likest(lookup: AkinLookup, one: _Analysed) -> float:
        alike = (likeness(lookup.token, held) for held in one.positions.get(lookup.field, ()) if held != lookup.token)
        return max((found for found in alike if found >= lookup.least), default=0.0)

    def _score_leaf(
        self, leaf: TokenLookup | SequenceLookup | PrefixLookup | FuzzyLookup | AkinLookup, one: _Analysed
    ) -> float | None:
        if isinstance(leaf, AkinLookup):
            return self._akin(leaf, one)
        count = self._count(leaf, one)
        if not count:
            return None
        lengths = [other.lengths[leaf.field] for other in self.documents if other.lengths.get(leaf.field)]
        mean = sum(lengths) / len(lengths)
        return leaf.weight * self._rarity(leaf) * saturation(float(count), float(one.lengths[leaf.field]), mean)

    def _rarity(self, leaf: Lookup) -> float:
        if isinstance(leaf, SequenceLookup):
            return sum(
                min(self._rarity(TokenLookup(leaf.field, token)) for token in self._standing(leaf, step))
                for step in leaf.steps
            )
        if leaf not in self._frequencies:
            self._frequencies[leaf] = sum(1 for one in self.documents if self._count(leaf, one))
        return idf(len(self.documents), self._frequencies[leaf])

    def _count(self, leaf: Lookup, one: _Analysed) -> int:
        """How often the leaf occurs in the document."""
        match leaf:
            case TokenLookup(field=field, token=token):
                return len(one.positions.get(field, {}).get(token, ()))
            case SequenceLookup(field=field, steps=steps, slop=slop):
                held = one.positions.get(field, {})
                places = [sorted({at for token in self._standing(leaf, step) for at in held.get(token, ())})
                          for step in steps]  # fmt: skip
                return sum(1 for start in places[0] if _continues(start, 1, steps, places, slop))
            case PrefixLookup(field=field, prefix=prefix):
                tokens = self._expand(leaf, self._engine.vocabulary(field, prefix))
            case FuzzyLookup(field=field, token=token, distance=distance):
                near = (held for held in self._engine.vocabulary(field, token[0]) if within(token, held, distance))
                tokens = self._expand(leaf, near)
            case _:
                raise TypeError(f"{leaf!r} is no leaf")
        return sum(len(one.positions.get(field, {}).get(held, ())) for held in tokens)

    def _standing(self, leaf: SequenceLookup, step: Step) -> tuple[str, ...]:
        """The tokens of the collection that may stand at a step."""
        if step.prefix:
            begins = PrefixLookup(leaf.field, step.prefix)
            return tuple(self._expand(begins, self._engine.vocabulary(leaf.field, step.prefix)))
        return tuple(token for token in step.tokens if token in self._engine.vocabulary(leaf.field, token))

    def _expand(self, leaf: PrefixLookup | FuzzyLookup, tokens: Iterator[str]) -> list[str]:
        found = list(tokens)
        if len(found) > MOST_EXPANSIONS:
            raise too_many(leaf)
        return found

    def count(self, request: Request, name: str, most: int | None) -> tuple[FacetCount, ...]:
        counts: Counter[str] = Counter()
        for one, _ in self.found(request, but=name):
            counts.update(_facet_values(one.document, name))
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(FacetCount(value=value, count=count) for value, count in ranked[:most])


def _facet_values(document: Document, name: str) -> set[str]:
    if SEARCH_FIELDS[name].kind == "date":
        return {document.year or UNDATED}
    return set(document.facets.get(name, ()))


def _dated(document: Document, lookup: DateLookup) -> bool:
    if lookup.undated:
        return document.year is None
    first, last = document.dates
    if first is None and last is None:
        return False
    begins = lookup.first is None or (first is not None and lookup.first <= first)
    ends = lookup.last is None or (last is not None and last <= lookup.last)
    return begins and ends


def _continues(
    at: int, step: int, steps: tuple[Step, ...], places: list[list[int]], slop: int
) -> bool:
    if step == len(steps):
        return True
    expected = at + steps[step].distance - steps[step - 1].distance
    return any(
        _continues(next_at, step + 1, steps, places, slop - (next_at - expected))
        for next_at in places[step]
        if expected <= next_at <= expected + slop
    )
