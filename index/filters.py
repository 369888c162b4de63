"""Filters: the facet values a person chose → lookups. Several values of one facet mean any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from archive import edtf
from archive.fields import check_language, check_type
from index.analysis import fold_word
from index.engine import SearchEngine
from index.lookup import LANGUAGE_FACETS, AnyOf, DateLookup, Everything, FacetLookup, Lookup
from index.results import UNDATED, Request

NONE = ""
"""The value that asks for documents that have none."""


def filters(chosen: Mapping[str, Sequence[str]], engine: SearchEngine) -> tuple[dict[str, Lookup], list[str]]:
    """A lookup for each facet with chosen values, and warnings about values that no document has.

    InvalidValue when a date, language or type is none.
    """
    lookups: dict[str, Lookup] = {}
    warnings: list[str] = []
    for name, values in chosen.items():
        if not values:
            continue
        if name == "date":
            lookups[name] = _any(_date(value) for value in values)
        else:
            held = held_values(name, engine)
            resolved = [_resolve(name, value, held) for value in values]
            warnings += [_unknown(name, value, held) for value in resolved if not _is_held(name, value, held)]
            lookups[name] = FacetLookup(name, tuple(resolved))
    return lookups, warnings


def _any(lookups: Iterable[Lookup]) -> Lookup:
    each = tuple(lookups)
    return each[0] if len(each) == 1 else AnyOf(each)


def _date(value: str) -> Lookup:
    if value.strip() == UNDATED:
        return DateLookup(None, None, undated=True)
    first, last = edtf.range_of(value)
    return DateLookup(first, last)


def held_values(name: str, engine: SearchEngine) -> list[str]:
    """The values of a facet that some document carries, the most frequent first."""
    counted = engine.search(Request(lookup=Everything(), facets={name: None}, limit=0))
    return [count.value for count in counted.facets[name]]


def _resolve(name: str, value: str, held: Sequence[str]) -> str:
    """The value as documents carry it; letter case and accents need not be typed."""
    if not value.strip():
        return NONE
    if name in LANGUAGE_FACETS:
        return check_language(value)
    if name == "type":
        return check_type(value)
    if value in held:
        return value
    wanted = _plain(value)
    return next((one for one in held if _plain(one) == wanted), value)


def _plain(value: str) -> str:
    return " ".join(fold_word(word) for word in value.split())


def _is_held(name: str, value: str, held: Sequence[str]) -> bool:
    return value == NONE or any(FacetLookup(name, (value,)).matches((one,)) for one in held)


def _unknown(name: str, value: str, held: Sequence[str]) -> str:
    by_form = {_plain(one): one for one in held}
    near = [by_form[form] for form in get_close_matches(_plain(value), list(by_form), n=3, cutoff=0.6)]
    advice = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no document has the {name} {value!r}{advice}"
