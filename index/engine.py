"""The two Protocols between the archive's documents and whatever engine keeps the index."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.results import Matches, Request

NO_DAY = 0
DAYS_OF_YEAR_0 = 366


def day_number(iso: str | None) -> int:
    """The day counted from 1 January of the year 0000, which is 1; NO_DAY for None."""
    if iso is None:
        return NO_DAY
    if iso.startswith("0000"):  # which Python lacks; a leap year, as 0004 is
        return datetime.date.fromisoformat(f"0004{iso[4:]}").timetuple().tm_yday
    return DAYS_OF_YEAR_0 + datetime.date.fromisoformat(iso).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A record as engines see it: its text fields, its facet values, the bounds of its date, its title to sort by.

    `dates` are ISO days, None where the date is open and both None when it lies in no known span; `year` is the one
    calendar year that the whole date lies in, or None.
    """

    id: str
    seq: int
    texts: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: tuple[str | None, str | None] = (None, None)
    year: str | None = None
    sort_title: str = ""


class Writer(Protocol):
    """Changes to an index: visible together when its context ends well, not at all otherwise."""

    def add(self, document: Document) -> None:
        """Index this document in place of any with the same ID."""

    def remove(self, record_id: str) -> None:
        """Take the document with this ID out of the index, if it is there."""


class SearchEngine(Protocol):
    """An index of documents. `seq` is the number of the last record that is in it, `head` the SHA-256 of that record.

    Both are empty where nothing is indexed; `head` also where its writer was not told it.
    """

    name: str
    persistent: bool  # whether the index outlives the process

    @property
    def seq(self) -> int: ...

    @property
    def head(self) -> str: ...

    def writer(self, *, seq: int, head: str = "") -> AbstractContextManager[Writer]:
        """A writer whose changes bring the index up to record `seq`, whose SHA-256 is `head`."""

    def search(self, request: Request) -> Matches: ...

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        """The tokens of a field that begin with `prefix`, in order."""

    def fingerprint(self) -> str:
        """What the index was made with: fields, analysis, layout. Another fingerprint means another index."""

    def damage(self) -> Iterator[str]:
        """The names of the index's files that are not as they were written."""

    def close(self) -> None: ...


class EngineFactory(Protocol):
    """What an engine plug-in registers. `folder` is its own folder under cache/index, which may not exist yet."""

    def __call__(self, folder: Path) -> SearchEngine: ...
