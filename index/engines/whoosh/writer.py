"""Writing to the Whoosh index: documents in, one segment out, old versions of the same documents marked deleted."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from pickle import dump, load
from typing import Any

import whoosh.writing

from index import analysis
from index.engine import Document, day_number
from index.engines.whoosh.codec import Posting, WholeTermCodec, encode_positions
from index.engines.whoosh.schema import (
    FACET_COLUMNS,
    LENGTH,
    LENGTH_COLUMNS,
    NUMBER,
    SEPARATOR,
    TEXT_BYTES,
)  # fmt: skip

NO_YEAR = 0

MOST_BUFFERED = 500_000
"""Postings held in memory before a sorted run goes to disk; a posting takes about 150 bytes. Indexing 10,000 documents
holds 227 MB in all and takes 60 CPU seconds, 19 of them for the commit."""

Terms = Iterator[tuple[bytes, list[Posting]]]
"""Terms in order, each with its postings in the order of their documents."""


class TermPool:
    """Postings by field and term, in the order of their documents: in memory, beyond that in sorted runs on disk.

    Terms are kept as text, whose order is that of their UTF-8, and encoded once, when they are written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fields: defaultdict[str, dict[str, list[Posting]]] = defaultdict(dict)
        self._buffered = 0
        self._runs: list[Path] = []

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Whoosh hands over the postings of merged segments one by one."""
        field, term, number, weight, value = item
        self._fields[field].setdefault(term.decode("utf-8", "surrogatepass"), []).append((number, weight, value))
        self._count(1)

    def add_text(self, field: str, number: int, positions: Mapping[str, Sequence[int]]) -> None:
        """The tokens of one field of a document with their positions."""
        self._add(field, positions, [
            (number, 1.0 if len(places) == 1 else float(len(places)), encode_positions(places))
            for places in positions.values()
        ])  # fmt: skip

    def add_counts(self, field: str, number: int, counts: Mapping[str, int]) -> None:
        """Tokens of a document that have counts and no positions; those that occur once share one posting."""
        once = (number, 1.0, b"")
        self._add(field, counts, [once if count == 1 else (number, float(count), b"") for count in counts.values()])

    def _add(self, field: str, tokens: Iterable[str], postings: Sequence[Posting]) -> None:
        terms = self._fields[field]
        for token, posting in zip(tokens, postings, strict=True):
            held = terms.get(token)
            if held is None:
                terms[token] = [posting]
            else:
                held.append(posting)
        self._count(len(postings))

    def _count(self, added: int) -> None:
        self._buffered += added
        if self._buffered >= MOST_BUFFERED:
            self._spill()

    def _spill(self) -> None:
        path = self._folder / f"muniment-{len(self._runs)}.run"
        with path.open("wb") as out:
            for item in self._in_order():
                dump(item, out, 5)
        self._runs.append(path)
        self._fields.clear()
        self._buffered = 0

    def _in_order(self) -> Iterator[tuple[str, str, list[Posting]]]:
        for field, terms in sorted(self._fields.items()):
            for term in sorted(terms):
                yield field, term, terms[term]

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Everything in order of field and term."""
        runs = [_read_run(path) for path in self._runs]
        merged = merge(*runs, self._in_order(), key=itemgetter(0, 1)) if runs else self._in_order()
        for field, items in groupby(merged, key=itemgetter(0)):
            yield field, _joined(items)

    def cleanup(self) -> None:
        for path in self._runs:
            path.unlink(missing_ok=True)
        self._fields.clear()
        self._runs = []


def _read_run(path: Path) -> Iterator[tuple[str, str, list[Posting]]]:
    with path.open("rb") as run:
        while True:
            try:
                yield load(run)  # noqa: S301  # written by _spill a moment ago
            except EOFError:
                return


def _joined(items: Iterable[tuple[str, str, list[Posting]]]) -> Terms:
    """The postings of a term from all runs; runs were written in the order of documents."""
    for term, parts in groupby(items, key=itemgetter(1)):
        (_, _, postings), *later = parts
        for _, _, more in later:
            postings.extend(more)
        yield term.encode("utf-8", "surrogatepass"), postings


class SegmentWriter(whoosh.writing.SegmentWriter):  # type: ignore[misc]
    """Whoosh's segment writer with the pool and the codec of this package."""

    def __init__(self, index: Any) -> None:
        self._placed: dict[str, int] = {}
        try:
            super().__init__(index, codec=WholeTermCodec(), timeout=0)
            self.pool = TermPool(Path(self._tempstorage.folder))
            self._reader = self.reader()
        except BaseException:
            if self.writelock is not None and self.writelock.fd is not None:
                self.writelock.release()  # which Whoosh leaves to garbage collection
            raise

    def put(self, document: Document) -> None:
        """Add a document in place of any with its ID."""
        columns = _columns(document)
        analysed = {field: analysis.terms(text) for field, text in document.texts.items() if text}
        self.drop(document.id)
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, column, value in columns:
            self.perdocwriter.add_column_value(name, column, value)
        for field, (positions, length) in analysed.items():
            self._put_text(field, positions, length)
        for field, counts in document.counts.items():
            self._put_counts(field, counts)
        self.pool.add(("id", document.id.encode(), number, 1.0, b""))
        self.perdocwriter.add_field("stored", self.schema["stored"], (document.id, document.seq), 0)
        self.perdocwriter.finish_doc()
        self._placed[document.id] = number
        self._added = True
        self.docnum += 1

    def _put_text(self, field: str, positions: dict[str, list[int]], length: int) -> None:
        self.pool.add_text(field, self.docnum, positions)
        self.perdocwriter.add_field(field, self.schema[field], None, length)
        self.perdocwriter.add_column_value(LENGTH_COLUMNS[field], LENGTH, length)

    def _put_counts(self, field: str, counts: Mapping[str, int]) -> None:
        self.pool.add_counts(field, self.docnum, counts)
        self.perdocwriter.add_column_value(LENGTH_COLUMNS[field], LENGTH, sum(counts.values()))

    def drop(self, record_id: str) -> None:
        """Mark the document with this ID deleted, be it in an older segment or in the one being written."""
        placed = self._placed.pop(record_id, None)
        if placed is not None:
            self.newsegment.delete_document(placed)
            return
        term = ("id", record_id.encode())
        if term in self._reader:
            matcher = self._reader.postings(*term)
            while matcher.is_active():
                self.delete_document(matcher.id())
                matcher.next()

    def finish(self) -> None:
        """Commit: everything put and dropped becomes visible."""
        self.commit()
        self._reader.close()

    def abandon(self) -> None:
        """Drop everything: the index stays as it was, and its lock is freed even if the disk refuses to close files."""
        self._reader.close()
        if self.is_closed:
            return
        try:
            with contextlib.suppress(OSError):
                self._close_segment()
        finally:
            self._finish()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.add_terms(self.schema, self.pool.fields())
        self.fieldwriter.close()


def _columns(document: Document) -> list[tuple[str, Any, Any]]:
    """(column, its type, value) of everything that is not text."""
    first, last = document.dates
    columns = [
        ("sort_title", TEXT_BYTES, document.sort_title.encode("utf-8", "surrogatepass")),
        ("first_day", NUMBER, day_number(first)),
        ("last_day", NUMBER, day_number(last)),
        ("year", NUMBER, int(document.year) + 1 if document.year else NO_YEAR),
        ("seq", NUMBER, document.seq),
    ]
    columns += [(name, TEXT_BYTES, SEPARATOR.join(document.facets.get(facet, ())).encode("utf-8", "surrogatepass"))
                for facet, name in FACET_COLUMNS.items()]  # fmt: skip
    return columns
