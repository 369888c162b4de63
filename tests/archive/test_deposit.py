"""The deposit: what is staged is known before it is committed, and what readers leave behind goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.rehearsal import rehearse
from archive.store import Store
from tests.archive.archives import adding, current, new, piped, take_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "archive")


def test_the_latest_record_is_the_staged_one_before_the_committed_one(store: Store) -> None:
    record_id = take_in(store, [piped("a.txt", "one")])[0].id or ""
    with store.deposit(wait=1) as deposit:
        assert deposit.latest(record_id).seq == 1
        list(adding(deposit, [piped("b.txt", "one")]))
        assert deposit.latest(record_id).original.paths == ("a.txt", "b.txt")
        assert [record.seq for record in deposit.history(record_id)] == [1, 2]


def test_an_id_that_is_reserved_is_given_to_its_original_and_to_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.deposit.ID_DIGITS", 1)
    with store.deposit(wait=1) as deposit:
        assert deposit.reserve("ab" + "0" * 62) == "ma"
        assert deposit.new_id("ac" + "0" * 62) == "mac"
        assert deposit.new_id("ab" + "0" * 62) == deposit.reserve("ab" + "0" * 62) == "ma"


def test_what_readers_leave_goes_with_the_deposit_and_what_a_crash_leaves_with_the_next(store: Store) -> None:
    left = store.layout.tmp / "scratch-of-a-crash" / "deep"
    left.mkdir(parents=True)
    (store.layout.tmp / "staged").write_text("x")
    (store.layout.tmp / "not ours").mkdir()
    with store.deposit(wait=1) as deposit:
        assert [path.name for path in store.layout.tmp.iterdir()] == ["not ours"]
        scratch = deposit.scratch()
        (scratch / "worker-1").mkdir()
        assert scratch.parent == store.layout.tmp
    assert [path.name for path in store.layout.tmp.iterdir()] == ["not ours"]


def test_a_document_is_found_by_every_name_that_it_came_under(store: Store) -> None:
    names = ["a.txt", "caf\udce9.txt", "名前.txt"]
    take_in(store, [piped(name, "one") for name in names])
    digest = current(store)[0].original.digest
    for name in names:
        assert [(entry.digest, entry.size) for entry in store.catalogue.by_name(name)] == [(digest, 3)]
    assert store.catalogue.by_name("A.txt") == []


def test_a_rehearsal_knows_what_it_has_taken_in_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    take_in(store, [piped("old.txt", "old")])
    before = sorted(store.layout.root.rglob("*"))
    with rehearse(store) as rehearsal:
        folder = rehearsal.scratch()
        outcomes = list(adding(rehearsal, [piped("a.txt", "one"), piped("b.txt", "one"), piped("old.txt", "old")]))
        assert [outcome.kind for outcome in outcomes] == ["added", "linked", "known"]
        again = list(adding(rehearsal, [piped("b.txt", "one"), piped("c.txt", "one")]))
        assert [outcome.kind for outcome in again] == ["known", "linked"]
    assert not folder.exists()
    assert sorted(store.layout.root.rglob("*")) == before
