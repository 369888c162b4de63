"""What every engine promises: it answers as the memory engine does, which walks through all documents."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import SearchEngine
from index.engines.memory import MemoryEngine
from index.lookup import (
    AllOf,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Without,
)
from index.results import Matches, Request, Sort
from tests.index.engines.made_up import (
    ENGINES,
    FACETS,
    MINE,
    SORTS,
    TEXT_FIELDS,
    assert_same,
    fill,
    filters,
    lookups,
    made_up,
)


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "memory"])
def pairs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[SearchEngine, SearchEngine]]]:
    """Engines beside memory engines that went through the same history: one commit, many with removals, none."""
    folder = tmp_path_factory.mktemp("pairs")
    made: list[tuple[SearchEngine, SearchEngine]] = []
    for number, history in enumerate([_one_commit, _many_commits, _nothing]):
        pair: tuple[SearchEngine, SearchEngine] = ENGINES[request.param](folder / str(number)), MemoryEngine(folder)
        for engine in pair:
            history(engine)
        made.append(pair)
    yield made
    for engine, _ in made:
        engine.close()


def _one_commit(engine: SearchEngine) -> None:
    fill(engine, made_up(1, 40))


def _many_commits(engine: SearchEngine) -> None:
    """Thirteen commits that add, replace and remove, some of each document more than once."""
    rng = random.Random(7)  # noqa: S311
    for number in range(13):
        with engine.writer(seq=number + 1) as writer:
            for one in made_up(100 + number, 9):
                writer.add(replace(one, id=f"d{rng.randrange(30):03}", seq=number * 10 + one.seq))
            writer.remove(f"d{rng.randrange(30):03}")


def _nothing(engine: SearchEngine) -> None:
    with engine.writer(seq=1):
        pass


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2), lookups, filters, st.sampled_from(SORTS))
def test_every_lookup_finds_scores_sorts_and_counts_as_the_memory_engine_does(
    pairs: list[tuple[SearchEngine, SearchEngine]], which: int, lookup: Lookup, chosen: dict[str, Lookup], sort: Sort
) -> None:
    engine, memory = pairs[which]
    request = Request(lookup=lookup, filters=chosen, facets=FACETS, sort=sort, limit=None)
    assert_same(engine.search(request), memory.search(request), sort=sort)


@pytest.mark.parametrize("prefix", ["", "m", "mine", "地", "zz"])
def test_the_vocabulary_is_that_of_the_documents_that_are_left(
    pairs: list[tuple[SearchEngine, SearchEngine]], prefix: str
) -> None:
    for engine, memory in pairs:
        for field in (*TEXT_FIELDS, "symbol"):
            assert list(engine.vocabulary(field, prefix)) == list(memory.vocabulary(field, prefix))


@pytest.mark.parametrize("lookup", [Everything(), MINE, PrefixLookup("text", "m"),
                                    DateLookup(None, None, undated=True),
                                    SequenceLookup("text", (Step(0, ("a",)), Step(1, ("b",)))), Without(MINE),
                                    FacetLookup("tag", ("",)), FuzzyLookup("text", "mine", 1)])  # fmt: skip
def test_an_index_that_nothing_was_written_to_finds_nothing(engine: SearchEngine, lookup: Lookup) -> None:
    assert engine.seq == 0
    assert engine.search(Request(lookup=lookup, facets=FACETS)) == Matches(
        total=0, page=(), facets=dict.fromkeys(FACETS, ())
    )
    assert list(engine.vocabulary("text", "m")) == []


def test_everything_and_a_condition_score_nothing(engine: SearchEngine) -> None:
    fill(engine, made_up(1, 10))
    lookup = AllOf((Everything(), DateLookup(None, None), Without(Without(Everything()))))
    assert {match.score for match in engine.search(Request(lookup=lookup)).page} == {0.0}


def test_an_engine_says_what_it_is(engine: SearchEngine) -> None:
    assert engine.name in ENGINES
    assert engine.fingerprint() == ENGINES[engine.name](Path("nowhere")).fingerprint()
