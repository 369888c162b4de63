"""One search on one generation: match, filter, count facets, sort, cut the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np

from index.engines.whoosh.evaluate import Found, evaluate, matching_rows
from index.engines.whoosh.postings import Generation, Ints, Mask
from index.fields import SEARCH_FIELDS
from index.results import UNDATED, FacetCount, Match, Matches, Request, Sort


def search(generation: Generation, request: Request) -> Matches:
    """The answer to a request: exact totals and counts, and the page of documents it asks for."""
    found = evaluate(request.lookup, generation)
    filters = {name: matching_rows(lookup, generation) for name, lookup in request.filters.items()}
    matching = _narrowed(found.mask, filters)
    rows = _sorted(np.flatnonzero(matching), found, request.sort, generation)
    end = None if request.limit is None else request.offset + request.limit
    return Matches(
        total=len(rows),
        page=tuple(_match(int(row), found, generation) for row in rows[request.offset : end]),
        facets={
            name: _count(name, most, _narrowed(found.mask, filters, but=name), generation)
            for name, most in request.facets.items()
        },
    )


def _narrowed(mask: Mask, filters: Mapping[str, Mask], *, but: str | None = None) -> Mask:
    return reduce(np.logical_and, (rows for name, rows in filters.items() if name != but), mask)


def _match(row: int, found: Found, generation: Generation) -> Match:
    record_id, seq = generation.stored(row)
    return Match(id=record_id, seq=seq, score=float(found.scores[row]))


def _sorted(rows: Ints, found: Found, sort: Sort, generation: Generation) -> Ints:
    """Rows in the order asked for; equals stand in the order of their records."""
    sequence = generation.seqs[rows]
    if sort == "title":
        return rows[np.lexsort((sequence, generation.title_ranks[rows]))]
    if sort == "relevance":
        return rows[np.lexsort((sequence, -found.scores[rows]))]
    first, last = generation.days("first_day")[rows], generation.days("last_day")[rows]
    day = np.where(first > 0, first, last)
    return rows[np.lexsort((sequence, -day if sort == "-date" else day, day == 0))]


def _count(name: str, most: int | None, mask: Mask, generation: Generation) -> tuple[FacetCount, ...]:
    counts = _year_counts(mask, generation) if SEARCH_FIELDS[name].kind == "date" else _counts(name, mask, generation)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value=value, count=count) for value, count in ranked[:most])


def _year_counts(mask: Mask, generation: Generation) -> dict[str, int]:
    years, counts = np.unique(generation.days("year")[mask], return_counts=True)
    return {f"{year - 1:04d}" if year else UNDATED: int(count) for year, count in zip(years, counts, strict=True)}


def _counts(name: str, mask: Mask, generation: Generation) -> dict[str, int]:
    column = generation.facet(name)
    per_combination = np.bincount(column.numbers[mask], minlength=len(column.combinations))
    counts: dict[str, int] = {}
    for number in np.flatnonzero(per_combination):
        for value in set(column.combinations[number]):
            counts[value] = counts.get(value, 0) + int(per_combination[number])
    return counts
