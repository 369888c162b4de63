"""Intake: files are read ahead and recorded in order, whatever is done at once; known ones cost a digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.arrivals import Arrival, arrivals
from archive.deposit import Deposit
from archive.intake import AHEAD
from archive.outcome import Outcome
from archive.readers import DirectReader, Read, Task
from archive.rehearsal import rehearse
from archive.sandbox.limits import USUAL
from archive.store import Store
from tests.archive.archives import adding, current, damage, new, piped, take_in
from tests.archive.extract.container.test_containers import zipped


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "archive")


class LateReader(DirectReader):
    """Several readers, each done only when somebody waits, the last one begun first."""

    jobs = 3

    def __init__(self, scratch: Path) -> None:
        super().__init__(scratch)
        self.begun: list[int] = []
        self.most = 0

    def is_free(self) -> bool:
        return len(self.begun) < self.jobs

    def begin(self, task: Task) -> int:
        self.begun.append(super().begin(task))
        self.most = max(self.most, len(self.begun))
        return self.begun[-1]

    def is_done(self, number: int) -> bool:
        return number not in self.begun

    def wait(self) -> None:
        self.begun.pop()

    def take(self, number: int) -> Read:
        return super().take(number)


def kinds(outcomes: Iterable[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.name, outcome.kind) for outcome in outcomes]


FILES = [
    piped("a.txt", "one"), piped("b.txt", "two"), piped("c.txt", "one"), piped("d.ps", b"%!PS"), piped("e.txt", ""),
    piped("f.zip", zipped({"g.txt": b"two", "h.txt": b"three", "i.zip": zipped({"j.txt": b"four"})})),
    Arrival(path=Path("/nowhere"), name="/nowhere"), piped("k.txt", "three"), piped("l.txt", "five"),
]  # fmt: skip


def test_readers_that_end_in_any_order_give_the_same_records(tmp_path: Path) -> None:
    one, several = new(tmp_path / "1"), new(tmp_path / "2")
    expected = take_in(one, FILES)
    with several.deposit(wait=1) as deposit:
        reader = LateReader(deposit.scratch())
        outcomes = list(adding(deposit, FILES, reader=reader))
    assert outcomes == expected
    assert reader.most == 3
    assert [record.read_bytes() for record in records(several)] == [record.read_bytes() for record in records(one)]
    assert kinds(outcomes) == [
        ("a.txt", "added"), ("b.txt", "added"), ("c.txt", "linked"), ("d.ps", "unreadable"), ("e.txt", "added"),
        ("f.zip/g.txt", "linked"), ("f.zip/h.txt", "added"), ("f.zip/i.zip/j.txt", "added"), ("f.zip/i.zip", "added"),
        ("f.zip", "added"), ("/nowhere", "refused"), ("k.txt", "linked"), ("l.txt", "added"),
    ]  # fmt: skip


def records(store: Store) -> list[Path]:
    return sorted((store.layout.root / "records").rglob("*.json"))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["1", "2", "3"])), max_size=12), st.booleans())
def test_adding_twice_changes_nothing_and_a_rehearsal_says_what_comes(
    tmp_path_factory: pytest.TempPathFactory, named: list[tuple[str, str]], late: bool
) -> None:
    """Whatever comes together under whatever names: the second time all of it is known."""
    store = new(tmp_path_factory.mktemp("any") / "archive")
    found = [piped(f"{name}.zip" if text == "3" else name, content(text)) for name, text in named]
    with rehearse(store) as rehearsal:
        foreseen = list(adding(rehearsal, found))
    with store.deposit(wait=1) as deposit:
        reader = LateReader(deposit.scratch()) if late else None
        assert list(adding(deposit, found, reader=reader)) == foreseen
    seq = store.layout.last_record()
    assert {outcome.kind for outcome in take_in(store, found)} <= {"known"}
    assert store.layout.last_record() == seq
    assert damage(store) == []
    for record in current(store):
        paths = record.original.paths
        assert len(set(paths)) == len(paths)


def content(text: str) -> bytes:
    return zipped({"1.txt": b"1", "x.txt": b"x"}) if text == "3" else text.encode()


def test_no_more_files_are_staged_ahead_than_readers_need(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.accession.BATCH", 1)
    taken = 0

    def found() -> Iterator[Arrival]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield piped(f"{number}.txt", f"number {number}")

    with store.deposit(wait=1) as deposit:
        next(adding(deposit, found(), reader=LateReader(deposit.scratch())))
        assert taken <= 1 + 3 * (1 + AHEAD)
        assert len(list(store.layout.tmp.glob("*"))) <= 4 + 3 * (1 + AHEAD)


def test_a_known_file_is_told_by_its_digest_without_a_copy_and_without_being_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "files").mkdir()
    for number in range(3):
        (tmp_path / "files" / f"{number}.txt").write_text(f"number {number}")
    take_in(store, arrivals([tmp_path / "files"]))
    (tmp_path / "files" / "1.txt").write_text("number !")  # as long as before
    os.utime(tmp_path / "files" / "1.txt", (0, 0))
    staged: list[object] = []
    whole = Deposit.stage
    monkeypatch.setattr(Deposit, "stage", lambda deposit, stream: (staged.append(1), whole(deposit, stream))[1])
    outcomes = take_in(store, arrivals([tmp_path / "files"]))
    assert [outcome.kind for outcome in outcomes] == ["known", "added", "known"]
    assert len(staged) == 1


def test_a_container_that_was_interrupted_is_taken_up_where_it_was_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [piped("a.zip", zipped({f"{number}.txt": f"number {number}".encode() for number in range(5)}))]
    monkeypatch.setattr("archive.accession.BATCH", 2)
    with store.deposit(wait=1) as deposit:
        outcomes = adding(deposit, found)
        assert [next(outcomes).kind for _ in range(2)] == ["added", "added"]
        outcomes.close()  # type: ignore[attr-defined]
    assert len(current(store)) == 2
    assert kinds(take_in(store, found)) == [
        ("a.zip/0.txt", "known"), ("a.zip/1.txt", "known"), ("a.zip/2.txt", "added"), ("a.zip/3.txt", "added"),
        ("a.zip/4.txt", "added"), ("a.zip", "added"),
    ]  # fmt: skip
    container = current(store)[-1]
    assert {held.part_of[0].container for held in current(store)[:-1]} == {container.id}
    assert len(store.catalogue.parts(container.id)) == 5


def test_parts_beyond_what_one_file_may_hold_are_left_inside_and_said(store: Store) -> None:
    with store.deposit(wait=1) as deposit:
        reader = DirectReader(deposit.scratch(), limits=replace(USUAL, parts=3))
        inner = zipped({"c.txt": b"c", "d.txt": b"d"})
        outcomes = list(adding(deposit, [piped("a.zip", zipped({"a.txt": b"a", "b.zip": inner}))], reader=reader))
    assert [(outcome.name, outcome.kind) for outcome in outcomes] == [
        ("a.zip/a.txt", "added"), ("a.zip/b.zip/c.txt", "added"), ("a.zip/b.zip", "refused"), ("a.zip/b.zip", "added"),
        ("a.zip", "added"),
    ]  # fmt: skip
    assert "not taken out: 1;" in (outcomes[2].message or "")
