"""Undoing gives back what was before, undoing that gives back what was undone, and no record is ever changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.accession import edit
from archive.errors import InvalidValue
from archive.given import parse_assignments
from archive.record import Description, Event, Evidence, LanguageShare, Passage, Record, Value
from archive.store import Deposit
from archive.undo import undo, undo_to
from tests.archive.archives import clock, current, damage, filled
from tests.archive.records import described, make


class Appended:
    """A deposit that numbers what is appended, and keeps it."""

    def __init__(self, *history: Record) -> None:
        self.history = list(history)

    def append(self, record: Record) -> Record:
        self.history.append(replace(record, seq=self.history[-1].seq + 1))
        return self.history[-1]


def undone(held: Appended) -> Record:
    return undo(held, held.history, clock=clock)  # type: ignore[arg-type]


def gone_back(held: Appended, seq: int) -> Record:
    return undo_to(held, held.history, seq, clock=clock)  # type: ignore[arg-type]


def event(held: Appended, kind: str = "edit", **changes: object) -> Record:
    """The next record, with these changes."""
    what = Event(kind=kind, at=clock(), agent="x")  # type: ignore[arg-type]
    return held.append(replace(held.history[-1], event=what, **changes))  # type: ignore[arg-type]


assignments = st.lists(
    st.tuples(st.sampled_from(["title", "tag", "collection", "note", "language"]), st.sampled_from(["zh", "en", "fr"])),
    min_size=1, max_size=3, unique_by=lambda pair: pair[0],
)  # fmt: skip


@given(st.lists(assignments, min_size=1, max_size=4))
def test_an_undo_gives_back_the_state_before_and_its_undo_the_state_after(edits: list[list[tuple[str, str]]]) -> None:
    held = Appended(make(title="Before", tag=["kept"]))
    for pairs in edits:
        changes = parse_assignments(f"{name}={value}" for name, value in pairs)
        edit(held, held.history[-1], changes, clock=clock)  # type: ignore[arg-type]
    states = [(one.description, one.languages, one.passages) for one in held.history]
    before = next(state for state in reversed(states) if state != states[-1])
    effective = next(i for i in range(len(states) - 1, 0, -1) if states[i] != states[i - 1])
    assert states[effective - 1] == before
    once, twice = undone(held), undone(held)
    assert (once.description, once.languages, once.passages) == before
    assert (twice.description, twice.languages, twice.passages) == states[-1]


@given(st.lists(st.sampled_from(["a", "b", ""]), min_size=1, max_size=5), st.data())
def test_any_earlier_state_can_be_gone_back_to(notes: list[str], data: st.DataObject) -> None:
    held = Appended(make())
    for note in notes:
        event(held, description=described(note=note) if note else Description())
    target = data.draw(st.sampled_from(held.history))
    if target.description == held.history[-1].description:
        with pytest.raises(InvalidValue, match="already: there is nothing to undo"):
            gone_back(held, target.seq)
    else:
        assert gone_back(held, target.seq).description == target.description


def test_an_accession_is_not_undone() -> None:
    held = Appended(make(title="As it came"))
    for kind in ("accession", "reading", "duplicate"):
        with pytest.raises(InvalidValue, match="an accession is not undone"):
            undone(held)
        event(held, kind, description=described(title=kind))
    assert len(held.history) == 4


def test_an_edit_that_changed_nothing_is_passed_over() -> None:
    held = Appended(make())
    event(held, description=described(note="seen"))
    event(held)
    assert undone(held).description == Description()


def test_a_number_that_is_no_record_of_the_document_is_refused() -> None:
    with pytest.raises(InvalidValue, match="record 7 is none of k3m7q, whose records are: 1"):
        gone_back(Appended(make()), 7)


def test_what_was_found_or_came_since_the_edit_stays() -> None:
    held = Appended(make(title="Old"))
    event(held, description=described(title="Set", tag=["x"]))
    now = held.history[-1]
    event(held, "reading", description=replace(now.description, place=Value(value="Oslo", basis="stated")))
    event(held, "duplicate", original=replace(now.original, paths=("a", "b")))
    after = undone(held)
    assert after.description == described(title="Old", place="Oslo")
    assert after.original.paths == ("a", "b")


def test_spans_in_a_text_that_is_no_longer_kept_are_not_brought_back() -> None:
    placed = Value(value="T", basis="stated", evidence=Evidence(start=0, end=1))
    both = Value(value="S", basis="stated", evidence=Evidence(start=0, end=1, place="meta"))
    held = Appended(make(title=placed, source=both, creator=[placed]))
    event(held, description=Description())
    event(held, "reading", text=replace(held.history[0].text, digest="1" * 64))
    after = undone(held).description
    assert after.title == replace(placed, evidence=None)
    assert after.creator == (after.title,)
    assert after.source == replace(both, evidence=Evidence(place="meta"))


def test_a_language_set_is_undone_with_its_passages_but_not_in_another_text() -> None:
    passage = Passage(number=1, start=0, end=9, language="fr")
    held = Appended(replace(make(), passages=(passage,)))
    event(held, languages=(LanguageShare(tag="zh", share=1.0),), passages=(replace(passage, language="zh"),))
    text = held.history[-1].text
    event(held, "reading", text=replace(text, digest="1" * 64))
    with pytest.raises(InvalidValue, match="--set language=TAG"):
        undone(held)
    event(held, "reading", text=text)
    assert undone(held).passages == (passage,)
    assert held.history[-1].languages == held.history[0].languages


def test_the_history_and_its_chain_stay_as_they_were(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", {"one.txt": "one"})
    record = current(store)[0]

    def commit(work: object) -> None:
        with store.deposit(wait=1) as deposit:
            assert callable(work)
            work(deposit)
            deposit.commit()

    def change(deposit: Deposit) -> None:
        edit(deposit, record, parse_assignments(["note=x"]), clock=clock)

    commit(change)
    before = [store.layout.record(seq).read_bytes() for seq in (1, 2)]
    commit(lambda deposit: undo(deposit, store.history(record.id), clock=clock))
    assert [store.layout.record(seq).read_bytes() for seq in (1, 2)] == before
    assert [one.event.detail for one in store.history(record.id)] == ["", "set note", "undid record 2"]
    assert store.latest(record.id).description == record.description
    assert damage(store) == []
