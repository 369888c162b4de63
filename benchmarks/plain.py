"""Plain Whoosh 2.7.4 doing the same work: its own schema, writer and searcher, on the tokens of our analysis.

Its analyser takes the tokens from `index.analysis.terms`, as our writer does, so that both pay the same for analysis.
Everything is set in its favour where there is a choice: all postings in memory until the one commit, documents
added without looking for an older version of them, and facets in the column type that it groups fastest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.queries import Sought
from index.analysis import analyse, terms
from index.engine import Document, day_number
from index.engines.whoosh.schema import FACET_COLUMNS, NUMBER_COLUMNS, SEPARATOR, schema
from index.fields import SEARCH_FIELDS, TEXT_FIELDS

import whoosh.analysis  # isort: skip  # after index.engines.whoosh.schema, which silences its syntax warnings
import whoosh.columns  # isort: skip
import whoosh.fields  # isort: skip
import whoosh.highlight  # isort: skip
import whoosh.index  # isort: skip
import whoosh.query  # isort: skip
import whoosh.sorting  # isort: skip

MEMORY = 512
"""MB that the writer may fill before it spills to disk; our writer spills at 2,000,000 postings, about 300 MB."""

GROUPED = {"source": "source_name", "language": "language", "date": "year"}
"""The facets that are counted, and the columns that plain Whoosh groups by."""


class SameTokens(whoosh.analysis.Analyzer):  # type: ignore[misc]
    """A Whoosh analyser that yields the tokens of `index.analysis`."""

    def __call__(self, value: str, *, chars: bool = False, **_: Any) -> Iterator[Any]:
        return _with_offsets(value) if chars else _with_positions(value)


def _with_positions(text: str) -> Iterator[Any]:
    token = whoosh.analysis.Token(positions=True, boosts=True, boost=1.0)
    found, _ = terms(text)
    for form, positions in found.items():
        token.text = form
        for position in positions:
            token.pos = position
            yield token


def _with_offsets(text: str) -> Iterator[Any]:
    for found in analyse(text):
        yield whoosh.analysis.Token(positions=True, chars=True, text=found.text, pos=found.position,
                                    startchar=found.start, endchar=found.end, boost=1.0)  # fmt: skip


def same_columns() -> Any:
    """Our schema without the columns of exact lengths, which plain Whoosh has no use for."""
    made = whoosh.fields.Schema(id=whoosh.fields.ID(unique=True), stored=whoosh.fields.STORED())
    for name, kind in schema().items():
        if isinstance(kind, whoosh.fields.TEXT):
            made.add(name, whoosh.fields.TEXT(analyzer=SameTokens(), phrase=True))
        elif isinstance(kind, whoosh.fields.COLUMN) and not name.startswith("length_"):
            made.add(name, kind)
    return made


def searchable() -> Any:
    """A schema to search and group by: what `same_columns` has as columns alone is indexed too."""
    reference = whoosh.columns.RefBytesColumn
    made = same_columns()
    made.add("language", whoosh.fields.ID(sortable=reference()))
    made.add("source_name", whoosh.fields.ID(sortable=reference()))
    made.remove("year")
    made.add("year", whoosh.fields.NUMERIC(int, sortable=True))
    made.add("day", whoosh.fields.NUMERIC(int, sortable=True))
    return made


def write(folder: Path, documents: Iterable[Document], made: Any) -> None:
    """Index the documents in one commit by the stock writer."""
    folder.mkdir(parents=True)
    writer = whoosh.index.create_in(str(folder), made).writer(limitmb=MEMORY)
    names = set(made.names())
    for document in documents:
        writer.add_document(**{name: value for name, value in _values(document).items() if name in names})
    writer.commit()


def _values(document: Document) -> dict[str, Any]:
    first, last = (day_number(day) for day in document.dates)
    numbers = dict(zip(NUMBER_COLUMNS, (first, last, int(document.year or 0), document.seq), strict=True))
    return {
        "id": document.id, "stored": (document.id, document.seq), **numbers, "day": first,
        "sort_title": document.sort_title.encode(),
        "language": document.facets["language"][0], "source_name": document.facets["source"][0],
        **{name: text for name, text in document.texts.items() if text},
        **{column: SEPARATOR.join(document.facets.get(facet, ())).encode() for facet, column in FACET_COLUMNS.items()},
    }  # fmt: skip


class PlainSearcher:
    """Plain Whoosh on an index that `write` made with `searchable`."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.searcher = whoosh.index.open_dir(str(folder)).searcher(**options)

    def find(self, sought: Sought) -> tuple[int, list[tuple[str, float]]]:
        """The total, and the IDs and scores of the top ten. A search of the kind `facets` counts three facets too."""
        grouped = _facets() if sought.kind == "facets" else None
        results = self.searcher.search(query(sought), limit=10, filter=filter_of(sought), groupedby=grouped)
        if grouped:
            for column in GROUPED.values():
                results.groups(column)
        return len(results), [(hit["stored"][0], hit.score) for hit in results]

    def snippets(self, sought: Sought, texts: Mapping[str, str]) -> list[str]:
        """The best fragment of each of the top ten, by Whoosh's own highlighter."""
        results = self.searcher.search(query(sought), limit=10)
        results.fragmenter = whoosh.highlight.ContextFragmenter(maxchars=240)
        return [str(hit.highlights("text", text=texts[hit["stored"][0]], top=1)) for hit in results]


def query(sought: Sought) -> Any:
    """The query in Whoosh's own terms: each word in every text field with that field's weight."""
    words = [whoosh.query.Or([_leaf(sought, name, tokens) for name in TEXT_FIELDS]) for tokens in sought.tokens]
    if len(words) == 1:
        return words[0]
    return (whoosh.query.Or if sought.kind == "filtered" else whoosh.query.And)(words)


def _leaf(sought: Sought, field: str, tokens: tuple[str, ...]) -> Any:
    weight = SEARCH_FIELDS[field].weight
    if len(tokens) > 1:
        return whoosh.query.Phrase(field, list(tokens), slop=1, boost=weight)
    if sought.kind == "prefix":
        return whoosh.query.Prefix(field, tokens[0], boost=weight)
    if sought.kind == "fuzzy":
        return whoosh.query.FuzzyTerm(field, tokens[0], boost=weight, maxdist=1, prefixlength=1)
    return whoosh.query.Term(field, tokens[0], boost=weight)


def filter_of(sought: Sought) -> Any:
    """The filter of a query by language and date, None where it has none."""
    if not sought.language:
        return None
    first, last = (day_number(day) for day in sought.days)
    language = whoosh.query.Term("language", sought.language)
    return whoosh.query.And([language, whoosh.query.NumericRange("day", first, last)])


def _facets() -> Any:
    facets = whoosh.sorting.Facets()
    for column in GROUPED.values():
        facets.add_field(column, maptype=whoosh.sorting.Count)
    return facets
