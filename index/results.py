"""What a search asks of an engine and gives back, as frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.lookup import Lookup

Sort = Literal["relevance", "date", "-date", "title"]
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to an engine.

    `filters` holds the chosen values of each facet: several values of one facet mean any of them, different facets
    mean all. `facets` names what to count, each with the most values wanted (None for all); a facet is counted
    over everything that matches `lookup` and the filters of the *other* facets.
    """

    lookup: Lookup
    filters: Mapping[str, Lookup] = field(default_factory=dict)
    facets: Mapping[str, int | None] = field(default_factory=dict)
    sort: Sort = "relevance"
    limit: int | None = 10
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """A value of a facet and how many documents carry it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A document that an engine found: its ID, the number of its record, its score."""

    id: str
    seq: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """An engine's answer: how many documents match in all, one page of them, and the facet counts."""

    total: int
    page: tuple[Match, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """An excerpt of the kept text, on one line, with the spans (start, end within `text`) that match."""

    text: str
    highlights: tuple[tuple[int, int], ...]
    language: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found document as results show it. `title_is_stand_in` marks first words shown in place of a title.

    `alike` is how many more of the documents found are copies of it, where copies are shown as one, and None elsewhere.
    """

    id: str
    filename: str
    title: str | None
    title_is_stand_in: bool
    source: str | None
    date: str | None
    type: str | None
    languages: tuple[str, ...]
    score: float
    snippets: tuple[Snippet, ...]
    alike: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a query: the total, one page of hits, facet counts, and warnings in words.

    `distinct` is how many there are when copies are taken as one; None where they are not. Facets count all of them.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    distinct: int | None = None
