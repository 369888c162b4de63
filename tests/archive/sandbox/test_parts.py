"""Files inside a file: each becomes a document of its own, under limits, and none leads anywhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.record import Membership
from tests.archive.sandbox.conftest import TIGHT, AddThroughSandbox
from tests.archive.sandbox.test_pool import NEXT, order, text_of


def test_files_inside_a_file_are_documents_of_their_own_and_know_what_they_came_in(
    add_through_sandbox: AddThroughSandbox
) -> None:
    added = add_through_sandbox({"a.gif": order("parts", "one.txt|sub/two.txt"), "next.txt": NEXT})
    container, first, second = (added.records[name] for name in ("a.gif", "a.gif/one.txt", "a.gif/sub/two.txt"))
    assert [outcome.name for outcome in added.outcomes] == ["a.gif/one.txt", "a.gif/sub/two.txt", "a.gif", "next.txt"]
    assert first.part_of == (Membership(container=container.id, path="one.txt", kind="member"),)
    assert second.part_of == (Membership(container=container.id, path="sub/two.txt", kind="member"),)
    assert text_of(added, "a.gif/sub/two.txt") == "The text of sub/two.txt."
    assert (container.text.state, container.event.detail) == ("empty", "holds 2 files")
    assert added.store.catalogue.parts(container.id) == [(first.id, *first.part_of), (second.id, *second.part_of)]


@pytest.mark.parametrize(
    "path", ["../up.txt", "/etc/passwd", "a/../../b", "..\\up.txt", "C:\\windows\\x", "", ".", "//"]
)
def test_a_path_that_leads_out_of_its_container_is_refused(add_through_sandbox: AddThroughSandbox, path: str) -> None:
    added = add_through_sandbox({"a.gif": order("parts", f"{path}|fine.txt")})
    assert [(outcome.kind, outcome.code) for outcome in added.outcomes] == [
        ("refused", "unsafe-path"), ("added", None), ("added", None),
    ]  # fmt: skip
    container = added.records["a.gif"]
    assert added.outcomes[0].container == container.id
    assert (container.event.outcome, len(container.text.left_out)) == ("partial", 1)


def test_a_part_that_cannot_be_taken_out_does_not_keep_the_others(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.gif": order("failing_part"), "b.gif": order("endless_part")})
    assert added.kinds == {
        "a.gif/locked": ("refused", "encrypted"), "a.gif/odd": ("refused", "extractor-failed"),
        "a.gif/fine.txt": ("added", None), "a.gif": ("added", None),
        "b.gif/endless": ("refused", "limit"), "b.gif/fine.txt": ("added", None), "b.gif": ("added", None),
    }  # fmt: skip
    assert text_of(added, "b.gif") == "the letter"
    assert added.records["b.gif/fine.txt"].part_of[0].kind == "attachment"


def test_more_parts_than_one_file_may_hold_are_refused_with_it(add_through_sandbox: AddThroughSandbox) -> None:
    many = {"a.gif": order("many_parts", 101), "b.gif": order("many_parts", 100)}
    added = add_through_sandbox({**many, "next.txt": NEXT})
    assert added.kinds["a.gif"] == ("unreadable", "limit")
    assert added.kinds["b.gif"] == ("added", None)
    assert [outcome.kind for outcome in added.outcomes].count("linked") == 99
    assert added.kinds["next.txt"] == ("added", None)


def test_files_nested_without_end_are_taken_out_to_a_depth(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.gif": order("deeper", 1), "next.txt": NEXT}, limits=replace(TIGHT, depth=3))
    assert [(outcome.name, outcome.kind, outcome.code) for outcome in added.outcomes] == [
        ("a.gif/1.gif/2.gif/3.gif", "refused", "limit"), ("a.gif/1.gif/2.gif/3.gif", "added", None),
        ("a.gif/1.gif/2.gif", "added", None), ("a.gif/1.gif", "added", None), ("a.gif", "added", None),
        ("next.txt", "added", None),
    ]  # fmt: skip
    assert "nested too deep" in (added.outcomes[0].message or "")


def test_a_file_that_holds_itself_is_taken_once(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.gif": order("itself"), "next.txt": NEXT})
    assert added.kinds == {
        "a.gif/again.gif": ("refused", "limit"), "a.gif": ("added", None), "next.txt": ("added", None),
    }  # fmt: skip


def test_files_inside_files_share_the_room_of_the_one_that_came_in(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.gif": order("deeper", 1)}, limits=replace(TIGHT, parts=2, depth=9))
    assert [(outcome.name, outcome.code) for outcome in added.outcomes] == [
        ("a.gif/1.gif/2.gif", "limit"), ("a.gif/1.gif/2.gif", None), ("a.gif/1.gif", None), ("a.gif", None),
    ]  # fmt: skip
    assert "not taken out: 1;" in (added.outcomes[0].message or "")


@pytest.mark.parametrize("swap", ["link_for_part", "pipe_for_part", "other_part"])
def test_a_part_that_is_swapped_for_something_else_is_refused(
    add_through_sandbox: AddThroughSandbox, tmp_path: Path, swap: str
) -> None:
    (tmp_path / "secret").write_bytes(b"The text")
    added = add_through_sandbox({"a.gif": order(swap, tmp_path / "secret"), "next.txt": NEXT})
    assert added.outcomes[0].kind == "refused"
    assert added.kinds["a.gif/fine.txt"] == added.kinds["next.txt"] == ("added", None)


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_file_inside_two_files_is_kept_once_with_both_memberships(
    add_through_sandbox: AddThroughSandbox, jobs: int
) -> None:
    files = {"a.gif": order("parts", "one.txt"), "b.gif": order("parts", "one.txt|two.txt")}
    added = add_through_sandbox({**files, "one.txt": b"The text of one.txt."}, jobs=jobs)
    assert [(outcome.name, outcome.kind) for outcome in added.outcomes] == [
        ("a.gif/one.txt", "added"), ("a.gif", "added"), ("b.gif/one.txt", "linked"), ("b.gif/two.txt", "added"),
        ("b.gif", "added"), ("one.txt", "linked"),
    ]  # fmt: skip
    record = added.records["a.gif/one.txt"]
    assert record.original.paths == ("a.gif/one.txt", "b.gif/one.txt", "one.txt")
    assert [held.container for held in record.part_of] == [added.records["a.gif"].id, added.records["b.gif"].id]
