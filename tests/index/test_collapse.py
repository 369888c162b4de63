"""Of copies the best match is shown, in its place, with how many others were found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.collapse import collapsed
from index.results import Match


def matches(*ids: str) -> list[Match]:
    return [Match(id=record_id, seq=seq, score=1 / seq) for seq, record_id in enumerate(ids, 1)]


def test_each_group_stands_where_its_best_match_does() -> None:
    found = collapsed(matches("b", "x", "a", "c", "y"), {"a": "a", "b": "a", "c": "a", "z": "z"})
    assert [(group.best.id, group.best.seq, group.others) for group in found] == [("b", 1, 2), ("x", 2, 0), ("y", 5, 0)]


def test_copies_that_were_not_found_are_not_counted() -> None:
    assert [group.others for group in collapsed(matches("b"), {"a": "a", "b": "a"})] == [0]


@given(st.permutations("abcdef"), st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abc")))
def test_nothing_is_lost(order: list[str], firsts: dict[str, str]) -> None:
    found = collapsed(matches(*order), firsts)
    assert sum(group.others + 1 for group in found) == len(order)
    assert [group.best.seq for group in found] == sorted(group.best.seq for group in found)
    assert len({firsts.get(group.best.id, group.best.id) for group in found}) == len(found)
