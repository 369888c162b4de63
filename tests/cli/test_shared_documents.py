"""The five real documents, where they are at hand: what must be found, what is stated, what nobody may invent."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import corpus
from archive.store import Store
from index.engine import SearchEngine
from index.search import MatchMode, open_index
from tests.cli.conftest import Run, run_inside
from tests.cli.right import EXACT, RIGHT, found

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
pytestmark = pytest.mark.skipif(
    not (DOCUMENTS / "expected.toml").exists(), reason="the five real documents (../shared/documents) are not here"
)
EXPECTED: dict[str, Any] = (
    tomllib.loads((DOCUMENTS / "expected.toml").read_text(encoding="utf-8")) if DOCUMENTS.exists() else {}
)
ALIKE = {"original_language", "type", "body", "session", "agenda_item", "distribution", "meeting_dates", "place"}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "papers"
    assert run_inside("init", folder).code == 0
    added = run_inside("-A", folder, "add", *sorted(DOCUMENTS.glob("*.txt")))
    assert (added.code, len(added.lines)) == (0, 5), added.err
    return folder


@pytest.fixture(scope="module")
def among_others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, SearchEngine]]:
    """The five in one archive with the whole corpus."""
    folder = tmp_path_factory.mktemp("together") / "papers"
    assert run_inside("init", folder).code == 0
    assert run_inside("-A", folder, "add", corpus.DOCUMENTS, *sorted(DOCUMENTS.glob("*.txt"))).code == 0
    store = Store(folder)
    engine = open_index(store)
    yield store, engine
    engine.close()
    store.close()


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("query", RIGHT)
def test_among_the_corpus_the_right_documents_are_found_before_all_others(
    among_others: tuple[Store, SearchEngine], query: str, match: MatchMode
) -> None:
    right = set.union(*RIGHT[query])
    ranked = found(*among_others, query, match=match)
    assert set(ranked[: len(right)]) == right
    assert match == "any" or len(ranked) == len(right)


@pytest.mark.parametrize("query", EXACT)
def test_among_the_corpus_an_exact_word_or_phrase_finds_the_documents_that_hold_it_and_no_others(
    among_others: tuple[Store, SearchEngine], query: str
) -> None:
    assert set(found(*among_others, query)) == set.union(*EXACT[query])


def record(run: Run, archive: Path, name: str) -> Any:
    rows = map(json.loads, run("-A", archive, "list", "--format", "jsonl").lines)
    return next(row for row in rows if row["filename"] == f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "query"), [(name, query) for name in EXPECTED for query in EXPECTED[name]["must_find"]]
)
def test_what_must_find_a_document_finds_it(run: Run, real: Path, name: str, query: str) -> None:
    found = run("-A", real, "search", query, "--format", "jsonl")
    assert f"{name}.txt" in [json.loads(line)["filename"] for line in found.lines]


@pytest.mark.parametrize("name", EXPECTED)
def test_source_date_and_languages_are_as_stated(run: Run, real: Path, name: str) -> None:
    row = record(run, real, name)
    assert row["source"] in EXPECTED[name]["source"]
    assert row["date"] in EXPECTED[name]["date"]
    assert set(row["languages"]) == set(EXPECTED[name]["languages"])


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in EXPECTED for field in sorted(ALIKE & set(EXPECTED[name]))]
)
def test_what_the_masthead_and_the_text_state_is_recorded(run: Run, real: Path, name: str, field: str) -> None:
    assert record(run, real, name)[field] == str(EXPECTED[name][field])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_title_is_the_stated_one_or_a_marked_stand_in(run: Run, real: Path, name: str) -> None:
    row, titles = record(run, real, name), EXPECTED[name]["title"]
    assert row["title_basis"] == "derived" if not titles else row["title"] in titles


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in EXPECTED for field in EXPECTED[name].get("absent", ())]
)
def test_what_is_not_stated_stays_empty(run: Run, real: Path, name: str, field: str) -> None:
    row = record(run, real, name)
    if field == "year":
        # An inferred year is allowed where expected.toml names it; an invented one is not.
        assert row["date"].startswith("XXXX") or row["date"] in EXPECTED[name]["date"]
    elif field == "day":
        assert row["date"].count("-") < 2 or "/" in row["date"]
    else:
        assert row["creators" if field == "creator" else field] in (None, [])


def test_page_furniture_is_in_no_title_or_snippet(run: Run, real: Path) -> None:
    furniture = [mark for name in EXPECTED for mark in EXPECTED[name].get("boilerplate", ())]
    shown = run("-A", real, "search", "*", "--format", "json").out
    assert furniture
    assert not [mark for mark in furniture if mark in shown]


def test_facets_count_sources_years_and_languages(run: Run, real: Path) -> None:
    asked = run("-A", real, "facets", "--by", "source", "--by", "date", "--by", "language", "--format", "json")
    facets = json.loads(asked.out)["facets"]
    counts = {name: {one["value"]: one["count"] for one in held} for name, held in facets.items()}
    rows = [record(run, real, name) for name in EXPECTED]
    assert counts["language"] == Counter(tag for name in EXPECTED for tag in EXPECTED[name]["languages"])
    assert counts["source"] == Counter(row["source"] for row in rows)
    assert counts["date"] == Counter(row["date"][:4] if row["date"][:4].isdigit() else "undated" for row in rows)
