"""What is kept to know copies by follows the records, and can be lost without loss."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import durable
from archive.accession import edit
from archive.duplicates.kept import Duplicates
from archive.duplicates.upkeep import open_duplicates
from archive.errors import ArchiveLocked, DamageFound, StorageFailed
from archive.given import parse_assignments
from archive.store import Store
from tests.archive.archives import clock, current, filled, new, piped, take_in
from tests.archive.duplicates.texts import edited, text

NEWS = text(1)
CONTENTS = {
    "a.txt": NEWS,
    "a.html": f"<html><body><p>{NEWS}</p></body></html>",
    "b.txt": edited(NEWS, 0.05),
    "c.txt": text(2),
    "d.txt": "Hm.",
    "e.txt": "HM .",
    "f.txt": "",
    "g.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "archive", CONTENTS)


def opened(store: Store) -> Duplicates:
    found = open_duplicates(store, wait=1)
    assert found.warning is None
    return found.duplicates


def names(store: Store) -> dict[str, str]:
    return {record.id: record.filename for record in current(store)}


def groups(store: Store, kept: Duplicates) -> set[frozenset[str]]:
    """The groups by the names of their members."""
    held = kept.firsts()
    return {frozenset(names(store)[one] for one in held if held[one] == first) for first in held.values()}


def similar(store: Store, kept: Duplicates, name: str, least: float = 0.6) -> list[tuple[str, str]]:
    (record_id,) = [one for one, held in names(store).items() if held == name]
    return [(one.kind, names(store)[one.id]) for one in kept.similar(record_id, least=least)]


def test_the_same_text_in_another_format_and_near_copies_are_known(store: Store) -> None:
    kept = opened(store)
    assert similar(store, kept, "a.txt") == [("text", "a.html"), ("near", "b.txt")]
    assert sorted(similar(store, kept, "b.txt")) == [("near", "a.html"), ("near", "a.txt")]
    assert similar(store, kept, "d.txt") == [("text", "e.txt")]
    assert [similar(store, kept, name) for name in ("c.txt", "f.txt", "g.png")] == [[], [], []]
    assert groups(store, kept) == {frozenset({"a.txt", "a.html", "b.txt"}), frozenset({"d.txt", "e.txt"})}


def test_scores_are_estimates_and_the_least_one_is_asked_for(store: Store) -> None:
    kept = opened(store)
    (record_id,) = [one for one, held in names(store).items() if held == "a.txt"]
    same, near = kept.similar(record_id)
    assert (same.score, same.kind) == (1.0, "text")
    assert 0.7 < near.score < 0.98
    assert kept.similar(record_id, least=1) == [same]
    assert len(kept.similar(record_id, least=0.01)) >= 2
    assert kept.similar("mffffffffffff") == []


def test_what_is_added_later_is_taken_in_and_an_edit_costs_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(store).close()
    take_in(store, [piped("late.txt", edited(NEWS, 0.03, 9))])
    with store.deposit(wait=1) as deposit:
        edit(deposit, current(store)[0], parse_assignments(["note=x"]), clock=clock)
        deposit.commit()
    read: list[str] = []
    whole = Store.text
    monkeypatch.setattr(Store, "text", lambda self, record: (read.append(record.filename), whole(self, record))[1])
    kept = opened(store)
    assert read == ["late.txt"]
    assert ("near", "late.txt") in similar(store, kept, "a.txt")
    assert any("late.txt" in group for group in groups(store, kept))


def test_a_withdrawn_document_is_like_nothing_any_more(store: Store) -> None:
    opened(store).close()
    with store.deposit(wait=1) as deposit:
        (gone,) = [record for record in current(store) if record.filename == "a.html"]
        deposit.append(replace(gone, status="withdrawn"))
        deposit.commit()
    kept = opened(store)
    assert similar(store, kept, "a.txt") == [("near", "b.txt")]
    assert kept.similar(gone.id) == []


@settings(max_examples=8)
@given(st.permutations(sorted(CONTENTS)), st.integers(0, len(CONTENTS)))
def test_the_order_of_adding_and_how_often_it_is_brought_up_to_date_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], pause: int
) -> None:
    store = new(tmp_path_factory.mktemp("order") / "archive")
    take_in(store, [piped(name, CONTENTS[name]) for name in order[:pause]])
    opened(store).close()
    take_in(store, [piped(name, CONTENTS[name]) for name in order[pause:]])
    kept = opened(store)
    assert groups(store, kept) == {frozenset({"a.txt", "a.html", "b.txt"}), frozenset({"d.txt", "e.txt"})}


def state(store: Store) -> tuple[object, object]:
    kept = opened(store)
    found = (dict(kept.firsts()), [kept.similar(record.id) for record in current(store)])
    kept.close()
    return found


@pytest.mark.parametrize("damage", ["gone", "garbage", "cut", "overwritten", "other version", "a folder"])
def test_what_is_lost_or_damaged_is_made_again(store: Store, damage: str) -> None:
    before = state(store)
    path = store.layout.duplicates
    if damage == "other version":
        with sqlite3.connect(path) as connection:
            connection.execute("pragma user_version = 99")
        connection.close()
    else:
        content = path.read_bytes()
        path.unlink()
        if damage == "a folder":
            path.mkdir()
        elif damage != "gone":
            left = {"garbage": b"garbage" * 99, "cut": content[:600], "overwritten": content[:4096] + b"\xff" * 9999}
            path.write_bytes(left[damage])
    assert state(store) == before


def test_pages_that_were_overwritten_are_said_to_be_so(store: Store) -> None:
    state(store)
    content = store.layout.duplicates.read_bytes()
    store.layout.duplicates.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(DamageFound, match="delete the archive's folder cache/"):
        state(store)


def test_an_archive_put_back_from_a_copy_is_taken_as_it_is(store: Store, tmp_path: Path) -> None:
    state(store)
    kept = Duplicates.open_for_writing(store.layout.duplicates)
    kept.update(store, [], seq=99)
    kept.close()
    assert len(state(store)[0]) == 5  # type: ignore[arg-type]
    assert Duplicates.open(store.layout.duplicates).seq == len(CONTENTS)


def test_while_another_process_writes_what_is_kept_is_used_and_said_to_lag(store: Store) -> None:
    other = Store(store.layout.root)
    with other.deposit(wait=1), pytest.raises(ArchiveLocked):
        open_duplicates(store, wait=0)
    before = state(store)
    take_in(store, [piped("late.txt", edited(NEWS, 0.03, 9))])
    with other.deposit(wait=1):
        found = open_duplicates(store, wait=0)
        assert found.warning is not None
        assert "another muniment is adding" in found.warning
        assert dict(found.duplicates.firsts()) == before[0]


def test_where_nothing_can_be_written_it_is_done_in_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFailed("the disk is full")

    expected = state(filled(store.layout.root.parent / "other", CONTENTS))
    with monkeypatch.context() as patch:
        patch.setattr(durable, "make_folder", full)
        found = open_duplicates(store, wait=1)
        assert not store.layout.duplicates.exists()
        assert (found.warning, dict(found.duplicates.firsts())) == (None, expected[0])
    state(store)
    take_in(store, [piped("late.txt", edited(NEWS, 0.03, 9))])
    with monkeypatch.context() as patch:
        patch.setattr(Duplicates, "open_for_writing", full)
        found = open_duplicates(store, wait=1)
        assert found.warning is not None
        assert "lag behind the archive (the disk is full)" in found.warning


def test_a_fault_in_the_middle_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(store)
    take_in(store, [piped("late.txt", edited(NEWS, 0.03, 9)), piped("later.txt", text(7))])

    def damaged(self: Store, record: object) -> str:
        raise DamageFound("a text is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "text", damaged)
        with pytest.raises(DamageFound):
            open_duplicates(store, wait=1)
    held = Duplicates.open(store.layout.duplicates)
    assert (dict(held.firsts()), held.seq) == (before[0], len(CONTENTS))
