"""A review asks of what rules are not sure of; what a person decides of one value is kept and touches no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.decisions import read_decisions
from archive.errors import InvalidValue
from archive.record import Basis, Evidence, Record, Value
from archive.review import AROUND, Decision, check_decision, decide, doubts, quotation
from archive.store import Store
from tests.archive.archives import clock, current, damage, new
from tests.archive.records import make


def value(text: str, confidence: float = 0.5, basis: Basis = "stated", *, confirmed: bool = False) -> Value:
    return Value(value=text, basis=basis, rule="r/1", confidence=confidence, confirmed=confirmed)


def asked(record: Record, **options: Any) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.value.value) for doubt in doubts(record, **options)]


def test_only_values_that_a_rule_found_and_nobody_confirmed_are_asked_about() -> None:
    record = make(
        title=value("derived", basis="derived"), place=value("inferred", basis="inferred"), date=value("2021"),
        source=value("declared", basis="declared"), note=value("person", basis="person"),
        body=value("sidecar", basis="sidecar"), symbol=value("confirmed", confirmed=True),
    )  # fmt: skip
    assert asked(record) == [("title", "derived"), ("source", "declared"), ("place", "inferred"), ("date", "2021")]
    assert asked(replace(record, status="withdrawn")) == []


def test_only_values_below_the_bound_and_of_the_fields_asked_for() -> None:
    record = make(title=value("a", 0.79), source=value("b", 0.8), creator=[value("c", 0.1), value("d", 0.9)])
    assert asked(record) == [("title", "a"), ("creator", "c")]
    assert asked(record, below=0.1) == []
    assert asked(record, below=1) == [("title", "a"), ("creator", "c"), ("creator", "d"), ("source", "b")]
    assert asked(record, fields=["source", "creator"], below=0.85) == [("creator", "c"), ("source", "b")]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("One. It was on\n5 April in Baku. Then more.", "5 April", "It was on 5 April in Baku."),
        ("5 April", "5 April", "5 April"),
        ("A heading\n\n5 April\n\nText", "5 April", "5 April"),
        ("前文。二〇二一年四月五日举行。后文", "二〇二一年", "二〇二一年四月五日举行。"),
        ("Said “no.” On 5 April it was. So", "5 April", "On 5 April it was."),
        (f"{'x' * AROUND}y5 April", "5 April", f"…{'x' * (AROUND - 1)}y5 April"),
        (f"5 April{'x' * (AROUND + 1)}", "5 April", f"5 April{'x' * AROUND}…"),
        (f"{'x' * AROUND}5 April{'x' * AROUND}", "5 April", f"{'x' * AROUND}5 April{'x' * AROUND}"),
        ("Mr. 5 April", "5 April", "5 April"),
    ],
)
def test_a_value_is_shown_in_its_sentence(text: str, words: str, shown: str) -> None:
    start = text.index(words)
    found = quotation(Value(value="x", basis="stated", evidence=Evidence(start=start, end=start + len(words))), text)
    assert found is not None
    assert found.text == shown
    assert found.text[found.start : found.end] == words


def test_words_over_several_lines_are_quoted_on_one() -> None:
    found = quotation(Value(value="x", basis="stated", evidence=Evidence(start=3, end=7)), "On 5\n\nA X")
    assert found is not None
    assert (found.text, found.text[found.start : found.end]) == ("On 5 A X", "5 A")
    found = quotation(Value(value="x", basis="stated", evidence=Evidence(start=2, end=8)), "On 5\n\nA X")
    assert found is not None
    assert (found.text, found.text[found.start : found.end]) == ("On 5 A X", "5 A")


@pytest.mark.parametrize("evidence", [None, Evidence(place="meta[date]"), Evidence(start=0, end=10)])
def test_a_value_that_was_read_outside_the_text_has_no_sentence(evidence: Evidence | None) -> None:
    assert quotation(Value(value="x", basis="declared", evidence=evidence), "short") is None


def decision(verdict: Any, field: str = "title", of: str = "T", to: str = "") -> Decision:
    return Decision(field=field, value=of, verdict=verdict, to=to)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """One document with two creators and a title, none of them sure."""
    store = new(tmp_path / "archive")
    with store.deposit(wait=1) as deposit:
        deposit.append(make("m1", title=value("T"), creator=[value("A"), value("B")], note=value("n")))
        deposit.append(make("m2", title=value("U")))
        deposit.commit()
    return store


def decided(store: Store, *decisions: Decision) -> Record:
    with store.deposit(wait=1) as deposit:
        decide(deposit, store.latest("m1"), decisions, clock=clock)
        deposit.commit()
    return store.latest("m1")


def test_an_accepted_value_is_confirmed_and_keeps_all_else(store: Store) -> None:
    before = store.latest("m1").description
    record = decided(store, decision("accept"), decision("accept", "creator", "B"))
    assert (record.event.kind, record.event.detail) == ("confirmation", "confirmed title, creator")
    assert record.description.title == replace(value("T"), confirmed=True)
    assert record.description == replace(
        before, title=replace(value("T"), confirmed=True), creator=(value("A"), replace(value("B"), confirmed=True))
    )
    assert asked(record) == [("creator", "A"), ("note", "n")]


def test_a_corrected_value_is_a_persons_and_an_empty_one_is_none(store: Store) -> None:
    record = decided(store, decision("correct", to=" Right  title "), decision("correct", "creator", "A"),
                     decision("correct", "note", "n"), decision("skip", "creator", "B"))  # fmt: skip
    assert (record.event.kind, record.event.detail) == ("edit", "corrected title, creator, note")
    assert record.description.title == Value(value="Right title", basis="person", confirmed=True)
    assert (record.description.creator, record.description.note) == ((value("B"),), None)


def test_accepting_and_correcting_in_one_go_are_two_events(store: Store) -> None:
    record = decided(store, decision("correct", to="R"), decision("accept", "note", "n"))
    assert [one.event.kind for one in store.history("m1")] == ["accession", "confirmation", "edit"]
    assert (record.description.text("title"), record.description.note) == ("R", replace(value("n"), confirmed=True))
    assert [code for code, _ in damage(store) if code.startswith(("record", "chain"))] == []


def test_skipping_writes_nothing(store: Store) -> None:
    assert decided(store, decision("skip")).seq == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (decision("accept", of="t"), "it has no title 't' (any more)"),
        (decision("accept", "place", "T"), "it has no place 'T'"),
        (decision("accept", "colour", "T"), "it has no colour 'T'"),
        (decision("correct", to="a\x07"), "control characters"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(store: Store, wrong: Decision, words: str) -> None:
    with pytest.raises(InvalidValue, match=words.replace("(", r"\(").replace(")", r"\)")):
        check_decision(store.latest("m1"), wrong)


def test_decisions_are_read_by_document(store: Store) -> None:
    lines = (
        '{"id": "m1", "field": "title", "value": "T", "decision": "accept", "confidence": 0.5}\n\n'
        '{"id": "m2", "field": "title", "value": "U", "decision": "correct", "to": "V"}\n'
        '{"id": "m1", "field": "creator", "value": "A", "decision": "skip"}\n'
    )
    first, second = read_decisions(store, "a.jsonl", lines)
    assert (first.record.id, first.decisions) == ("m1", [decision("accept"), decision("skip", "creator", "A")])
    assert (second.record.id, second.decisions) == ("m2", [decision("correct", of="U", to="V")])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x", "this is not JSON"),
        ("[]", "this is not a JSON object"),
        ('{"field": "title", "value": "T", "decision": "accept"}', "there is no 'id', or it is no text"),
        ('{"id": "m1", "value": "T", "decision": "accept"}', "there is no 'field'"),
        ('{"id": "m1", "field": "title", "value": 1, "decision": "accept"}', "there is no 'value'"),
        ('{"id": "m1", "field": "title", "value": "T"}', "there is no 'decision'"),
        ('{"id": "m1", "field": "title", "value": "T", "decision": "yes"}', "'yes' and not one of: accept, correct"),
        ('{"id": "m1", "field": "title", "value": "T", "decision": "correct"}', "there is no 'to'"),
        ('{"id": "m1", "field": "date", "value": "T", "decision": "accept"}', "it has no date 'T'"),
        ('{"id": "mff", "field": "title", "value": "T", "decision": "accept"}', "no document has an ID that begins"),
        ('{"id": "m1", "field": "note", "value": "n", "decision": "skip"}', "note 'n' of m1 is decided of twice"),
    ],
)
def test_a_faulty_line_is_said_with_its_number(store: Store, line: str, words: str) -> None:
    sound = '{"id": "m1", "field": "note", "value": "n", "decision": "accept"}'
    with pytest.raises(InvalidValue) as refused:
        read_decisions(store, "a.jsonl", f"{sound}\n{line}\n")
    assert str(refused.value).startswith("a.jsonl line 2: ")
    assert words in str(refused.value)


def test_all_faulty_lines_are_listed(store: Store) -> None:
    with pytest.raises(InvalidValue, match="2 things are wrong; nothing was changed"):
        read_decisions(store, "a.jsonl", "x\ny\n")
    assert current(store)[0].seq == 1
