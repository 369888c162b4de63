"""Saved searches: a query with its filters under a name, and the documents that it found when it was last run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from archive import named_files
from archive.errors import InvalidValue
from archive.fields import check_name
from archive.layout import Layout

FOLDER, ENDING = "saved", ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search as it was asked, with the times (RFC 3339, UTC) when it was saved and last run.

    `seen` holds the IDs of the documents that it found then, sorted.
    """

    name: str
    query: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    match: str = "all"
    sort: str = "relevance"
    saved: str
    run: str
    seen: tuple[str, ...] = ()


def save(layout: Layout, search: SavedSearch) -> None:
    """Write a new saved search; InvalidValue when its name is taken. Only while the archive's lock is held."""
    path = _path(layout, search.name)
    if path.exists():
        raise InvalidValue(
            f"there is a saved search {search.name!r} already: choose another name, or `muniment saved rm` it first"
        )
    named_files.put(layout, path, _written(search))


def note_run(layout: Layout, name: str, *, at: str, seen: Iterable[str]) -> bool:
    """Note what a saved search has found now; False when it is gone. Only while the archive's lock is held."""
    path = _path(layout, name)
    if not path.exists():
        return False
    search = named_files.read(path, _parsed)
    named_files.put(layout, path, _written(replace(search, run=at, seen=tuple(sorted(seen)))))
    return True


def remove(layout: Layout, name: str) -> bool:
    """Delete a saved search; False when there is none. Only while the archive's lock is held."""
    return named_files.take_away(_path(layout, name))


def load(layout: Layout, name: str) -> SavedSearch:
    """The saved search of this name; InvalidValue when there is none."""
    path = _path(layout, check_name(name))
    if not path.exists():
        raise InvalidValue(f"there is no saved search {name!r}; `muniment saved list` shows them all")
    return named_files.read(path, _parsed)


def all_saved(layout: Layout) -> list[SavedSearch]:
    """Every saved search, by name; DamageFound when a file is none of ours."""
    found = (named_files.read(path, _parsed) for path in named_files.all_in(layout.root / FOLDER, ENDING))
    return sorted(found, key=lambda one: (one.name.casefold(), one.name))


def check(path: Path) -> SavedSearch:
    """What a file of this folder says; DamageFound when it is not that of a saved search."""
    return named_files.named(path, _parsed, lambda one: one.name)


def _path(layout: Layout, name: str) -> Path:
    return named_files.path_of(layout.root / FOLDER, name, ENDING)


def _written(search: SavedSearch) -> str:
    plain = {
        "name": search.name, "query": search.query,
        "filters": {facet: list(values) for facet, values in search.filters.items()},
        "match": search.match, "sort": search.sort, "saved": search.saved, "run": search.run, "seen": search.seen,
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _parsed(content: str) -> SavedSearch:
    plain: Any = json.loads(content)
    filters = {str(key): tuple(_texts(held)) for key, held in dict(plain["filters"]).items()}
    name, query, match, sort, saved, run = _texts(
        [plain[key] for key in ("name", "query", "match", "sort", "saved", "run")]
    )
    if match not in ("all", "any") or sort not in ("relevance", "date", "-date", "title"):
        raise ValueError(f"match is {match!r} and sort is {sort!r}")
    return SavedSearch(name=name, query=query, filters=filters, match=match, sort=sort, saved=saved, run=run,
                       seen=tuple(_texts(plain["seen"])))  # fmt: skip


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{values!r} is not a list of texts")
    return values
