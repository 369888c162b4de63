"""From the corpus to an answer: everything that the manifest says a document is found by finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from archive.store import Store
from index.engine import SearchEngine
from index.filters import filters
from index.lookup import Everything
from index.results import Request
from index.search import MatchMode, Question, open_index, search
from tests.cli.right import EXACT, RIGHT, found

QUERIES = [(truth.path.name, query) for truth in corpus.truths() for query in truth.find]


@pytest.fixture(scope="module")
def opened(corpus_archive: Path) -> Iterator[tuple[Store, SearchEngine]]:
    store = Store(corpus_archive)
    engine = open_index(store)
    yield store, engine
    engine.close()
    store.close()


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_a_query_of_the_manifest_finds_its_document(opened: tuple[Store, SearchEngine], name: str, query: str) -> None:
    found = search(*opened, Question(text=query, limit=None))
    assert name in [hit.filename for hit in found.hits]


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_the_passage_that_is_shown_holds_the_match(opened: tuple[Store, SearchEngine], name: str, query: str) -> None:
    hits = search(*opened, Question(text=query, limit=None)).hits
    snippet = next(hit for hit in hits if hit.filename == name).snippets[0]
    assert snippet.highlights
    assert all(snippet.text[start:end].strip() for start, end in snippet.highlights)


@pytest.mark.parametrize("query", ["国际提高地雷意识", "安全饮用水", "水质检测结果", "雨水储存池"])
def test_chinese_words_are_found_across_the_blanks_and_line_ends_inside_them(
    opened: tuple[Store, SearchEngine], query: str
) -> None:
    texts = {record.filename: "".join(opened[0].text(record).split()) for record, _ in opened[0].records()}
    holding = {name for name, text in texts.items() if query in text}
    assert {hit.filename for hit in search(*opened, Question(text=query, limit=None)).hits} == holding


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("query", RIGHT)
def test_the_right_documents_are_found_before_all_others(
    opened: tuple[Store, SearchEngine], query: str, match: MatchMode
) -> None:
    right, _ = RIGHT[query]
    ranked = found(*opened, query, match=match)
    assert set(ranked[: len(right)]) == right
    assert match == "any" or len(ranked) == len(right)


@pytest.mark.parametrize("query", EXACT)
def test_an_exact_word_or_phrase_finds_the_documents_that_hold_it_and_no_others(
    opened: tuple[Store, SearchEngine], query: str
) -> None:
    assert set(found(*opened, query)) == EXACT[query][0]


def counted(engine: SearchEngine, facet: str) -> dict[str, int]:
    matches = engine.search(Request(lookup=Everything(), limit=0, facets={facet: None}))
    return {one.value: one.count for one in matches.facets[facet]}


def described(opened: tuple[Store, SearchEngine], field: str) -> set[str]:
    """The documents whose recorded value agrees with the manifest, an unstated one with an empty one."""
    stated = {truth.path.name: truth.values.get(field) for truth in corpus.truths()}
    return {record.filename for record, _ in opened[0].records()
            if record.description.text(field) == stated[record.filename]}  # fmt: skip


@pytest.mark.parametrize("facet", ["source", "date", "language"])
def test_a_facet_counts_what_the_manifest_states_where_the_description_agrees(
    opened: tuple[Store, SearchEngine], facet: str
) -> None:
    store, engine = opened
    truths = {truth.path.name: truth for truth in corpus.truths()}
    if facet == "language":
        agreeing = {record.filename for record, _ in store.records()
                    if {share.tag for share in record.languages} == set(truths[record.filename].languages)}  # fmt: skip
    else:
        agreeing = described(opened, facet)
    assert len(agreeing) >= 0.9 * len(truths)
    expected = Counter(value for name in agreeing for value in values(truths[name], facet))
    assert {value: min(count, counted(engine, facet).get(value, 0)) for value, count in expected.items()} == expected


def values(truth: corpus.Truth, facet: str) -> list[str]:
    if facet == "language":
        return list(truth.languages)
    stated = truth.values.get(facet)
    if facet == "source":
        return [str(stated)] if stated else []
    return [str(stated)[:4]] if stated and str(stated)[:4].isdigit() else ["undated"]


def _narrower(facet: str, held: str, value: str) -> bool:
    """A language finds its narrower tags too: zh finds zh-Hant."""
    return facet == "language" and held.startswith(f"{value}-")


def test_choosing_a_counted_value_finds_as_many_documents(opened: tuple[Store, SearchEngine]) -> None:
    store, engine = opened
    for facet in ("source", "date", "language", "type"):
        counts = counted(engine, facet)
        for value in counts:
            count = sum(counts[held] for held in counts if held == value or _narrower(facet, held, value))
            chosen, warnings = filters({facet: [value]}, engine)
            found = search(store, engine, Question(chosen={facet: [value]}, limit=0))
            assert (found.total, warnings, list(chosen)) == (count, [], [facet])
