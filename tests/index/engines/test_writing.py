"""What every engine promises of writing: changes are seen together or not at all, and the last one counts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.engine import SearchEngine
from index.lookup import Everything, PrefixLookup, TokenLookup
from index.results import FacetCount, Matches, Request
from tests.index.engines.made_up import ENGINES, FACETS, MINE, assert_same, document, everything, fill, ids, made_up


@pytest.mark.parametrize("commits", [1, 4])
def test_the_order_of_adding_does_not_matter(make: Callable[[], SearchEngine], commits: int) -> None:
    documents = made_up(3, 20)
    shuffled = random.Random(5).sample(documents, len(documents))  # noqa: S311
    one, other = make(), make()
    fill(one, documents, commits=commits)
    fill(other, shuffled, commits=commits)
    for lookup in (Everything(), MINE):
        request = Request(lookup=lookup, facets=FACETS, limit=None)
        assert_same(one.search(request), other.search(request), sort="relevance")


@pytest.mark.parametrize("commits", [1, 3])
def test_what_is_added_and_removed_was_never_there(make: Callable[[], SearchEngine], commits: int) -> None:
    kept, gone = made_up(4, 12), [replace(one, id=f"x{one.id}") for one in made_up(5, 12)]
    never, once = make(), make()
    fill(never, kept)
    fill(once, [*kept, *gone], commits=commits)
    with once.writer(seq=9) as writer:
        for one in gone:
            writer.remove(one.id)
    for lookup in (Everything(), MINE, PrefixLookup("text", "m")):
        request = Request(lookup=lookup, facets=FACETS, limit=None)
        assert_same(once.search(request), never.search(request), sort="relevance")
    assert list(once.vocabulary("text", "")) == list(never.vocabulary("text", ""))


def test_a_document_stands_in_place_of_the_older_one_with_its_id(engine: SearchEngine) -> None:
    fill(engine, [document("a", "old words", tag=("old",)), document("b", "others")])
    fill(engine, [document("a", "new words", seq=7, tag=("new",))])
    assert ids(engine, TokenLookup("text", "old")) == []
    assert ids(engine, TokenLookup("text", "words")) == ["a"]
    found = everything(engine)
    assert {(match.id, match.seq) for match in found.page} == {("a", 7), ("b", 1)}
    assert found.facets["tag"] == (FacetCount(value="new", count=1),)


def test_of_one_id_twice_in_one_writer_the_last_counts(engine: SearchEngine) -> None:
    fill(engine, [document("a", "first"), document("a", "second"), document("a", "third", seq=3)])
    found = everything(engine)
    assert [(match.id, match.seq) for match in found.page] == [("a", 3)]
    assert ids(engine, TokenLookup("text", "second")) == []
    assert ids(engine, TokenLookup("text", "third")) == ["a"]


def test_a_document_added_and_removed_in_one_writer_is_not_there(engine: SearchEngine) -> None:
    with engine.writer(seq=1) as writer:
        writer.add(document("a", "first"))
        writer.remove("a")
        writer.remove("never added")
        writer.add(document("b", "second"))
    assert ids(engine, Everything()) == ["b"]


def test_removing_the_last_document_leaves_an_empty_index(engine: SearchEngine) -> None:
    fill(engine, [document("a", "word")])
    with engine.writer(seq=2) as writer:
        writer.remove("a")
    assert everything(engine) == replace(Matches(total=0, page=()), facets=dict.fromkeys(FACETS, ()))
    assert list(engine.vocabulary("text", "")) == []
    assert engine.seq == 2


def test_an_error_inside_the_writer_leaves_the_old_state(engine: SearchEngine) -> None:
    fill(engine, made_up(6, 8), commits=2)
    before, seq = everything(engine), engine.seq
    with pytest.raises(ZeroDivisionError), engine.writer(seq=99) as writer:  # noqa: PT012  # the state at the error counts
        writer.remove("d001")
        writer.add(document("new", "words"))
        raise ZeroDivisionError
    assert (everything(engine), engine.seq) == (before, seq)
    fill(engine, [document("new", "words")])  # and the engine can be written to again
    assert ids(engine, TokenLookup("text", "words")) == ["new"]


def test_a_document_that_cannot_be_indexed_leaves_the_old_state(engine: SearchEngine) -> None:
    fill(engine, made_up(6, 8))
    before = everything(engine)
    faulty = replace(document("bad", "words"), texts={"text": 7})  # type: ignore[dict-item]
    with pytest.raises((TypeError, AttributeError)), engine.writer(seq=99) as writer:
        writer.add(faulty)
    assert everything(engine) == before


def test_an_engine_closed_and_opened_goes_on_if_it_outlives_the_process(tmp_path: Path) -> None:
    for name, new in ENGINES.items():
        engine = new(tmp_path / name)
        fill(engine, made_up(1, 10), commits=3)
        before = everything(engine)
        engine.close()
        assert everything(engine) == before
        again = new(tmp_path / name)
        assert (everything(again).total, again.seq) == ((10, 3) if engine.persistent else (0, 0))
        again.close()
        engine.close()


def test_an_engine_knows_the_last_record_it_was_told_and_its_digest(engine: SearchEngine) -> None:
    assert (engine.seq, engine.head) == (0, "")
    for seq, head in [(3, "abc"), (4, ""), (7, "def")]:
        with engine.writer(seq=seq, head=head) as writer:
            writer.add(document("a", "word", seq=seq))
        assert (engine.seq, engine.head) == (seq, head)
    with pytest.raises(ZeroDivisionError), engine.writer(seq=9, head="ghi"):
        raise ZeroDivisionError
    assert (engine.seq, engine.head) == (7, "def")


def test_an_index_that_nobody_touched_is_whole(engine: SearchEngine) -> None:
    assert list(engine.damage()) == []
    fill(engine, made_up(6, 8), commits=3)
    assert list(engine.damage()) == []
