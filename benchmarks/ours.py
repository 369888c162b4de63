"""Our side of the comparison: the Whoosh engine of muniment, called as `index.search` calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.record import Passage
from benchmarks.queries import Sought
from index.engine import Document, SearchEngine
from index.engines.whoosh import WhooshEngine
from index.lookup import DateLookup, FacetLookup, Lookup
from index.parse import parse
from index.results import Matches, Request
from index.rewrite import rewrite
from index.snippet import best_snippet
from index.wanted import wanted

FACETS = ("source", "language", "date")


def write(folder: Path, documents: Iterable[Document]) -> None:
    """Index the documents in one commit, as `index.sync` does."""
    with WhooshEngine(folder).writer(seq=1) as writer:
        for document in documents:
            writer.add(document)


class OurSearcher:
    """A search engine of ours, asked what a person would type."""

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine

    def matches(self, sought: Sought) -> tuple[Lookup, Matches]:
        """What is looked up for a query's text, and the engine's answer."""
        lookup = rewrite(parse(sought.text))
        facets = dict.fromkeys(FACETS) if sought.kind == "facets" else {}
        return lookup, self.engine.search(Request(lookup=lookup, filters=_filters(sought), facets=facets))

    def find(self, sought: Sought) -> tuple[int, list[tuple[str, float]]]:
        """The total, and the IDs and scores of the top ten. A search of the kind `facets` counts three facets too."""
        _, matches = self.matches(sought)
        return matches.total, [(match.id, match.score) for match in matches.page]

    def snippets(
        self, sought: Sought, texts: Mapping[str, str], passages: Mapping[str, tuple[Passage, ...]]
    ) -> list[str]:
        """The best passage of each of the top ten, cut and marked. Texts and passages are what an archive keeps."""
        lookup, matches = self.matches(sought)
        words = wanted(lookup, typed=sought.text)
        found = (best_snippet(texts[match.id], passages[match.id], words) for match in matches.page)
        return [snippet.text for snippet in found if snippet]


def _filters(sought: Sought) -> dict[str, Lookup]:
    if not sought.language:
        return {}
    return {"language": FacetLookup("language", (sought.language,)), "date": DateLookup(*sought.days)}
