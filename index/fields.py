"""The one table of what can be searched: each field's kind, weight, and whether it is searched when none is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "counts", "facet", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchField:
    """A searchable field.

    text   analysed into tokens with positions; `weight` multiplies its score; bare words search the `default` fields
    counts tokens made from another field's text, counted without positions: they rank and bridge, and are never named
    facet  exact values, one or many a document, that can be counted and filtered by
    date   the document's date: filtered by range, counted by year
    """

    name: str
    kind: Kind
    weight: float = 1.0
    default: bool = False


STEM = "stem"
GRAM = "gram"

_TABLE = (
    SearchField(name="text", kind="text", default=True),
    SearchField(name="title", kind="text", weight=0.5, default=True),
    SearchField(name="creator", kind="text", weight=0.5, default=True),
    SearchField(name="symbol", kind="text", weight=1.0, default=True),
    SearchField(name="source", kind="text", weight=0.25, default=True),
    SearchField(name=STEM, kind="counts"),
    SearchField(name=GRAM, kind="counts"),
    SearchField(name="language", kind="facet"),
    SearchField(name="original_language", kind="facet"),
    SearchField(name="type", kind="facet"),
    SearchField(name="tag", kind="facet"),
    SearchField(name="collection", kind="facet"),
    SearchField(name="date", kind="date"),
)

SEARCH_FIELDS: dict[str, SearchField] = {field.name: field for field in _TABLE}
NAMED_FIELDS: tuple[str, ...] = tuple(field.name for field in _TABLE if field.kind != "counts")
"""The fields that a query may name."""
COUNTED_FIELDS: tuple[str, ...] = tuple(field.name for field in _TABLE if field.kind == "counts")
TEXT_FIELDS: tuple[str, ...] = tuple(field.name for field in _TABLE if field.kind == "text")
DEFAULT_FIELDS: tuple[str, ...] = tuple(field.name for field in _TABLE if field.default)
FACETS: tuple[str, ...] = ("source", "date", "language", "original_language", "type", "tag", "collection")
"""What results can be counted and filtered by. `source` is searched by its words and counted by its whole value."""
