"""One generation of the index as numpy arrays: postings, lengths, facet and date columns, each read when first needed.

Documents are numbered across segments; a number is a row of every array. Deleted documents keep their row but are in
no posting list and not `alive`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import accumulate, compress
from typing import Any

import numpy as np
import numpy.typing as npt

from index.engines.whoosh.schema import FACET_COLUMNS, LENGTH, LENGTH_COLUMNS, NUMBER, SEPARATOR, TEXT_BYTES
from index.engines.whoosh.unpickle import load, loads, loads_each

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_MAGIC_BYTES = 4
_COUNT_BYTES = 4
_PLACE_BITS = 32


MOST_HELD = 2_000_000
"""Postings kept for later queries, some 100 bytes each; beyond that they are read anew."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of one term (ascending rows), how often it is in each, and its encoded positions there."""

    rows: Ints
    counts: Floats
    values: Sequence[bytes]

    def places(self, wanted: Mask) -> Ints:
        """Every occurrence in the wanted rows as row * 2**32 + position, ascending."""
        held = [(row, value) for row, value in zip(self.rows.tolist(), self.values, strict=True) if wanted[row]]
        found: list[int] = []
        for (row, _), differences in zip(held, loads_each(value[_COUNT_BYTES:] for _, value in held), strict=True):
            base = row << _PLACE_BITS
            found.extend(base + position for position in accumulate(differences))
        return np.array(found, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A facet of all documents: for each row a number in `combinations`, the value sets that occur."""

    numbers: Ints
    combinations: tuple[tuple[str, ...], ...]


class Generation:
    """A reader over one committed state of the index."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self.rows = sum(leaf.doc_count_all() for leaf, _ in self._leaves)
        self.alive = self._alive()
        self.documents = int(self.alive.sum())
        self._postings: dict[tuple[str, str], Postings | None] = {}
        self._held = 0
        self._numbers: dict[str, Ints] = {}
        self._facets: dict[str, FacetColumn] = {}

    def close(self) -> None:
        self._reader.close()

    def _alive(self) -> Mask:
        alive = np.ones(self.rows, dtype=np.bool_)
        for leaf, base in self._leaves:
            for number in leaf.segment().deleted_docs():
                alive[base + number] = False
        return alive

    def stored(self, row: int) -> tuple[str, int]:
        """The ID and record number of a row."""
        record_id, seq = self._reader.stored_fields(row)["stored"]
        return record_id, seq

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        """The terms of a field that begin with `prefix` and that some document has, in order."""
        for token in self.terms(field, prefix):
            if self.documents == self.rows or self.postings(field, token) is not None:  # not in deleted ones only
                yield token

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """The terms that begin with `prefix`, in order, those of deleted documents too."""
        for term in self._reader.expand_prefix(field, prefix.encode("utf-8", "surrogatepass")):
            yield term.decode("utf-8", "surrogatepass")

    def postings(self, field: str, token: str) -> Postings | None:
        """The postings of a term, None when no document has it."""
        key = (field, token)
        if key not in self._postings:
            if self._held > MOST_HELD:
                self._postings, self._held = {}, 0
            self._postings[key] = self._read(field, token.encode("utf-8", "surrogatepass"))
            found = self._postings[key]
            self._held += len(found.rows) if found else 1
        return self._postings[key]

    def _read(self, field: str, term: bytes) -> Postings | None:
        rows: list[int] = []
        counts: list[float] = []
        values: list[bytes] = []
        for leaf, base in self._leaves:
            if (field, term) in leaf._terms:
                numbers, weights, payloads = _leaf_postings(leaf._terms, field, term)
                rows.extend(number + base for number in numbers) if base else rows.extend(numbers)
                counts.extend(weights)
                values.extend(payloads)
        return self._without_deleted(rows, counts, values) if rows else None

    def _without_deleted(self, rows: list[int], counts: list[float], values: list[bytes]) -> Postings | None:
        row_array, count_array = np.array(rows, dtype=np.int64), np.array(counts, dtype=np.float64)
        if self.documents == self.rows:
            return Postings(row_array, count_array, values)
        kept = self.alive[row_array]
        if not kept.any():
            return None
        return Postings(row_array[kept], count_array[kept], list(compress(values, kept)))

    def lengths(self, field: str) -> Ints:
        """The length of a text field in every row, 0 where the document has none."""
        return self._column(LENGTH_COLUMNS[field], LENGTH)

    def mean_length(self, field: str) -> float:
        """The mean length of a text field over the documents that have it."""
        lengths = self.lengths(field)[self.alive]
        held = int(np.count_nonzero(lengths))
        return float(lengths.sum()) / held if held else 1.0

    def days(self, name: str) -> Ints:
        """A date column: first_day, last_day (days since the year 0000) or year (plus 1); 0 for none."""
        return self._column(name, NUMBER)

    @property
    def seqs(self) -> Ints:
        """The record number of every row."""
        return self._column("seq", NUMBER)

    def _column(self, name: str, column: Any) -> Ints:
        if name not in self._numbers:
            parts = [_numbers(leaf, name, column) for leaf, _ in self._leaves]
            self._numbers[name] = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
        return self._numbers[name]

    def facet(self, name: str) -> FacetColumn:
        """The values of a facet in every row."""
        if name not in self._facets:
            self._facets[name] = self._read_facet(FACET_COLUMNS[name])
        return self._facets[name]

    def _read_facet(self, column: str) -> FacetColumn:
        known: dict[bytes, int] = {}
        numbers = [known.setdefault(value, len(known)) for value in self._texts(column)]
        combinations = tuple(
            tuple(value.decode("utf-8", "surrogatepass").split(SEPARATOR)) if value else () for value in known
        )
        return FacetColumn(np.array(numbers, dtype=np.int64), combinations)

    @cached_property
    def title_ranks(self) -> Ints:
        """For each row the rank of its title among all titles; documents without a title come last."""
        titles = list(self._texts("sort_title"))
        ranks = {title: rank for rank, title in enumerate(sorted(set(titles), key=lambda title: (not title, title)))}
        return np.array([ranks[title] for title in titles], dtype=np.int64)

    def _texts(self, column: str) -> Iterator[bytes]:
        for leaf, _ in self._leaves:
            if leaf.has_column(column):
                yield from _raw_column(leaf, column, TEXT_BYTES)
            else:
                yield from [b""] * leaf.doc_count_all()


def _raw_column(leaf: Any, name: str, column: Any) -> Any:
    return leaf._perdoc.column_reader(name, column)


def _numbers(leaf: Any, name: str, column: Any) -> Ints:
    """A number column of a segment; rows at its end that hold the default are not in the file."""
    rows = leaf.doc_count_all()
    numbers = np.zeros(rows, dtype=np.int64)
    if leaf.has_column(name):
        reader = _raw_column(leaf, name, column)
        held = min(reader._count, rows)
        content = reader._dbfile.get(reader._basepos, held * 4)
        numbers[:held] = np.frombuffer(content, dtype=">i4", count=held)
    return numbers


def _leaf_postings(terms: Any, field: str, term: bytes) -> tuple[Sequence[int], Sequence[float], Sequence[bytes]]:
    """(document numbers, weights, encoded positions) of a term in one segment."""
    info = terms.term_info(field, term)
    if info.is_inlined():
        inlined: tuple[Sequence[int], Sequence[float], Sequence[bytes]] = info.inlined_postings()
        return inlined
    offset, (length,) = info.extent()  # Whoosh leaves the length in the tuple that struct gave it
    return _decode_blocks(bytes(terms._postfile.get(offset, length)))


def _decode_blocks(content: bytes) -> tuple[list[int], list[float], list[bytes]]:
    numbers: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    at, last = _MAGIC_BYTES, False
    stream = BytesIO(content)
    while not last:
        (size,) = struct.unpack_from("!i", content, at)
        last, size = size < 0, abs(size)
        stream.seek(at + 4)
        count, _, _, compression, _, _ = load(stream)
        data = content[stream.tell() : at + 4 + size]
        differences, counts, payloads = loads(zlib.decompress(data) if compression else data)
        numbers.extend(accumulate(differences))
        weights.extend(counts if isinstance(counts, tuple) else [1.0 if counts is None else counts] * count)
        values.extend(payloads or ())
        at += 4 + size
    return numbers, weights, values
