"""When a document is read again, what a person decided stays, with its evidence where the words now stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract import Wishes
from archive.fields import FIELDS
from archive.given import parse_assignments
from archive.intake import Again
from archive.record import Basis, Description, Event, Evidence, Record, Value
from archive.rereading import merged
from archive.review import Decision, decide
from tests.archive.archives import clock, current, new, piped, take_in
from tests.archive.records import make


def value(text: str, basis: Basis = "stated", *, confirmed: bool = False, span: tuple[int, int] | None = None) -> Value:
    evidence = Evidence(start=span[0], end=span[1]) if span else None
    return Value(value=text, basis=basis, confirmed=confirmed, evidence=evidence)


def record(kind: Any, **values: Any) -> Record:
    event = Event(kind=kind, at="2026-01-01T00:00:00Z", agent="test")
    return replace(make(), description=Description(**values), event=event)


def after(found: Description, *history: Record, old: str = "", new: str = "") -> Description:
    return merged(found, list(history), text=new, old_text=lambda: old)


FOUND = Description(title=value("new"), date=value("2021"), creator=(value("N"),))


@pytest.mark.parametrize("basis", ["declared", "stated", "inferred", "derived"])
def test_what_rules_had_found_is_what_they_find_now(basis: Basis) -> None:
    before = record("accession", title=value("old", basis), note=value("gone", basis), creator=(value("O", basis),))
    assert after(FOUND, before) == FOUND


@pytest.mark.parametrize(
    "kept", [value("old", "person"), value("old", "sidecar"), value("old", "derived", confirmed=True)]
)
def test_what_was_given_or_confirmed_stays_whether_or_not_a_rule_finds_something(kept: Value) -> None:
    before = record("accession", title=kept, note=kept, creator=(kept,))
    assert after(FOUND, before) == replace(FOUND, title=kept, note=kept, creator=(kept,))


def test_one_decided_value_settles_all_of_a_field_that_repeats() -> None:
    held = (value("A", confirmed=True), value("B"))
    assert after(FOUND, record("confirmation", creator=held)).creator == held


def test_a_field_that_a_person_emptied_stays_empty_until_it_is_given_again() -> None:
    first = record("accession", title=value("old"), date=value("2020"), note=value("x"))
    emptied = record("edit", date=value("2020"))
    later = record("edit", date=value("2020"), note=value("y", "person"))
    assert after(FOUND, first, emptied) == replace(FOUND, title=None)
    assert after(FOUND, first, emptied, later) == replace(FOUND, title=None, note=value("y", "person"))


def test_a_field_that_no_person_emptied_is_filled() -> None:
    first, again = record("accession", title=value("old")), record("reading")
    assert after(FOUND, first, again) == FOUND


OLD = "Date: 5 April. Signed: A. Signed: B."


@pytest.mark.parametrize(
    ("new", "evidence"),
    [
        (OLD, Evidence(start=6, end=13)),
        ("Date: 5 April. Other.", Evidence(start=6, end=13)),
        ("The date: 5 April.", Evidence(start=10, end=17)),
        ("5 April and 5 April", Evidence(place="the text of record 1")),
        ("nothing of it", Evidence(place="the text of record 1")),
        ("", Evidence(place="the text of record 1")),
    ],
)
def test_evidence_moves_to_where_its_words_stand_now(new: str, evidence: Evidence) -> None:
    before = record("confirmation", date=value("XXXX-04-05", confirmed=True, span=(6, 13)))
    found = after(FOUND, before, old=OLD, new=new).date
    assert found is not None
    assert (found.value, found.confirmed, found.evidence) == ("XXXX-04-05", True, evidence)


def test_evidence_outside_the_text_stays_and_the_old_text_is_not_read_for_it() -> None:
    kept = Value(value="x", basis="sidecar", evidence=Evidence(place="a.csv row 2"), confirmed=True)

    def unread() -> str:
        raise AssertionError

    assert merged(FOUND, [record("accession", note=kept)], text="", old_text=unread).note == kept


written = st.text(alphabet="ab ", max_size=20)


@given(written, written, st.integers(0, 20), st.integers(1, 5))
def test_evidence_always_points_to_the_same_words(old: str, new: str, start: int, length: int) -> None:
    if start + length > len(old):
        return
    before = record("confirmation", date=value("2021", confirmed=True, span=(start, start + length)))
    found = after(FOUND, before, old=old, new=new).date
    assert found is not None
    assert found.evidence is not None
    if found.evidence.start is not None:
        assert new[found.evidence.start : found.evidence.end] == old[start : start + length]
    else:
        assert new.count(old[start : start + length]) != 1


def test_what_an_edit_sets_is_settled() -> None:
    given = parse_assignments(["title=Set", "tag=a"])
    before = replace(make(title="stated"), description=given.over(make(title="stated").description))
    described = after(FOUND, before)
    assert (described.text("title"), [one.value for one in described.tag]) == ("Set", ["a"])
    assert {name for name in FIELDS if described.values(name)} == {"title", "tag", "date", "creator"}


def test_reading_again_in_another_encoding_keeps_what_was_decided_and_moves_its_evidence(tmp_path: Path) -> None:
    store = new(tmp_path / "archive")
    take_in(store, [piped("a.txt", "Café notice\n\nBAKU, 3 May 2022. The register of the harbour was found again.\n")])
    with store.deposit(wait=1) as deposit:
        record = store.latest(current(store)[0].id)
        date = Decision(field="date", value="2022-05-03", verdict="accept")
        place = Decision(field="place", value="Baku", verdict="correct", to="Bakı")
        decided = decide(deposit, record, [date, place], clock=clock)
        deposit.commit()
    assert decided.description.date is not None
    outcomes = take_in(store, [Again(id=record.id)], wishes=Wishes(encoding="cp1252"))
    after = store.latest(record.id)
    assert [outcome.kind for outcome in outcomes] == ["read"]
    assert store.text(after).startswith("CafÃ© notice")
    assert after.description.text("place") == "Bakı"
    found = after.description.date
    assert found is not None
    assert found.evidence is not None
    assert (found.confirmed, store.text(after)[found.evidence.start : found.evidence.end]) == (True, "3 May 2022")
    before = decided.description.date.evidence
    assert before is not None
    assert (before.start or 0) + 1 == found.evidence.start
