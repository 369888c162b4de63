"""Values come and go without touching the others, and what came and went leaves no trace in the description."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidValue
from archive.record import Description, Value
from archive.revision import described_anew, revision
from tests.archive.archives import WHEN, clock, current, filled
from tests.archive.records import described

FIELDS = ("tag", "collection", "creator")
ODD = (
    "A/HRC",
    "..",
    ".hidden",
    "-x",
    "+x",
    "Mines",
    "mines",
    "MİNES",
    "地雷",
    "e\u0301t\u00e9",
    "لغم",
    "a;b",
    "con",
    "💧",
)

names = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)).filter(
    lambda name: bool(name.split())
)


def held(description: Description, field: str) -> list[str]:
    return [value.value for value in description.values(field)]


@given(st.sampled_from(FIELDS), st.lists(names, unique=True, max_size=4), names)
def test_adding_a_name_and_removing_it_again_is_no_change(field: str, before: list[str], name: str) -> None:
    start = revision(field, added=before).of(Description()) if before else Description()
    added = revision(field, added=[name])
    if added.added[0] in held(start, field):
        assert added.of(start) == start
    else:
        assert held(added.of(start), field)[-1] == added.added[0]
        assert revision(field, removed=[name]).of(added.of(start)) == start


@given(names, names)
def test_names_that_differ_in_a_letter_s_case_do_not_touch_each_other(one: str, other: str) -> None:
    both = revision("tag", added=[one, other])
    if len(both.added) == 2:
        left = revision("tag", removed=[one]).of(both.of(Description()))
        assert held(left, "tag") == [both.added[1]]


def test_what_is_there_keeps_its_basis_and_its_place() -> None:
    before = described(tag=[Value(value="water", basis="declared"), Value(value="dams", basis="person")])
    after = revision("tag", added=["water", "new"], removed=["dams"]).of(before)
    assert after.tag == (before.tag[0], Value(value="new", basis="person", confirmed=True))


def test_a_name_that_was_kept_decomposed_is_the_same_name() -> None:
    before = described(tag=[unicodedata.normalize("NFD", "été")])
    assert revision("tag", added=["été"]).of(before) == before
    assert revision("tag", removed=["été"]).of(before).tag == ()


@pytest.mark.parametrize(
    ("added", "removed", "said"),
    [
        (["a"], [" a "], "'a' is to be added and removed at once"),
        ([], [], "nothing is to be added or removed"),
        ([""], [], "the value is empty"),
        (["a\x1b"], [], "control characters"),
        (["\udcff"], [], "no text"),
    ],
)
def test_what_is_no_revision_is_refused(added: list[str], removed: list[str], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        revision("tag", added=added, removed=removed)


def test_a_record_is_appended_only_when_something_changed(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", {"one.txt": "one"})
    record = current(store)[0]
    change = revision("tag", added=["x"])
    with store.deposit(wait=1) as deposit:
        done = described_anew(deposit, record, change.of(record.description), detail=change.detail, clock=clock)
        assert done is not None
        assert described_anew(deposit, done, change.of(done.description), detail="", clock=clock) is None
        deposit.commit()
    assert [(one.event.kind, one.event.detail, one.event.at) for one in store.history(record.id)][1:] == [
        ("edit", "tag: added x", WHEN)
    ]
