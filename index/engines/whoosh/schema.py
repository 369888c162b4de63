"""The Whoosh schema: a text field for each searched field, a byte column for each facet, numbers for dates and lengths.

Only Whoosh's own classes are in it, so the files open in any Whoosh 2.7.4.
"""

from __future__ import annotations

import whoosh.columns
import whoosh.fields

from index.fields import COUNTED_FIELDS, FACETS, SEARCH_FIELDS, TEXT_FIELDS

LAYOUT = "1"
"""Raise when the schema or the columns change: part of the fingerprint."""

SEPARATOR = "\x1f"
FACET_COLUMNS: dict[str, str] = {name: f"facet_{name}" for name in FACETS if SEARCH_FIELDS[name].kind != "date"}
LENGTH_COLUMNS: dict[str, str] = {name: f"length_{name}" for name in (*TEXT_FIELDS, *COUNTED_FIELDS)}
NUMBER_COLUMNS: tuple[str, ...] = ("first_day", "last_day", "year", "seq")

TEXT_BYTES = whoosh.columns.VarBytesColumn()
NUMBER = whoosh.columns.NumericColumn("i", default=0)
LENGTH = whoosh.columns.NumericColumn("I", default=0)


def schema() -> whoosh.fields.Schema:
    """A new schema with every field of index.fields."""
    column = whoosh.fields.COLUMN
    made = whoosh.fields.Schema(id=whoosh.fields.ID(unique=True), stored=whoosh.fields.STORED())
    made.add("sort_title", column(TEXT_BYTES))
    for name in NUMBER_COLUMNS:
        made.add(name, column(NUMBER))
    for field, length in LENGTH_COLUMNS.items():
        made.add(field, whoosh.fields.ID() if field in COUNTED_FIELDS else whoosh.fields.TEXT(phrase=True))
        made.add(length, column(LENGTH))
    for name in FACET_COLUMNS.values():
        made.add(name, column(TEXT_BYTES))
    return made
