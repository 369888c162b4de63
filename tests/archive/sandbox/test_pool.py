"""The sandbox: whatever a file does, it is kept, what is wrong with it is said, and the next file goes on."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.sandbox.conftest import TIGHT, Added, AddThroughSandbox

NEXT = b"The registers of the villages were copied."


def order(name: str, argument: object = "") -> bytes:
    """A file that makes the hostile extractor do this."""
    return f"GIF8{name} {argument}".encode()


def text_of(added: Added, name: str) -> str:
    return added.store.text(added.records[name])


def test_what_is_read_in_a_worker_is_recorded_as_if_it_were_read_here(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.txt": NEXT, "b.ps": b"%!PS-Adobe-3.0"})
    assert added.kinds == {"a.txt": ("added", None), "b.ps": ("unreadable", "unsupported")}
    record = added.records["a.txt"]
    assert (record.text.state, record.text.extractor) == ("read", "plaintext/1")
    assert text_of(added, "a.txt").encode() == NEXT


QUICK = replace(TIGHT, seconds=2)


def test_files_that_keep_their_reader_are_kept_and_the_next_file_goes_on(
    add_through_sandbox: AddThroughSandbox
) -> None:
    kept = ("hang", "hang_in_c", "hang_without_signals", "multiply_and_hang", "speak_and_hang")
    added = add_through_sandbox({**{name: order(name) for name in kept}, "next.txt": NEXT}, limits=QUICK, jobs=6)
    assert added.kinds == {**dict.fromkeys(kept, ("unreadable", "timeout")), "next.txt": ("added", None)}
    assert {outcome.message for outcome in added.outcomes} == {"reading it took longer than it may", None}


def test_a_file_that_feigns_to_be_read_and_hangs_costs_the_next_file_nothing(
    add_through_sandbox: AddThroughSandbox
) -> None:
    added = add_through_sandbox({"a.gif": order("speak_for", 1), "next.txt": NEXT}, limits=QUICK)
    assert added.kinds["next.txt"] == ("added", None)
    assert text_of(added, "next.txt").encode() == NEXT
    assert added.records["a.gif"].description.title is None


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("take_memory", "memory", "more memory than it may"),
        ("nest", "extractor-failed", "RecursionError"),
        ("write_without_end", "extractor-failed", "File too large"),
        ("fill_the_disk", "limit", "reading it wrote more files"),
        ("write_without_number", "limit", "reading it wrote more files"),
        ("crash", "crashed", "signal 11, Segmentation fault"),
        ("abort", "crashed", "signal"),
        ("leave", "crashed", "exit code 0"),
        ("leave_politely", "crashed", "exit code 1"),
        ("interrupt", "crashed", "exit code 1"),
        ("kill_all", None, ""),
        ("multiply", None, ""),
        ("babble", "invalid-answer", "what was said of it cannot be"),
        ("claim_much", "invalid-answer", "longer than"),
        ("claim_done", "invalid-answer", "it says nothing"),
        ("answer_nothing", "extractor-failed", "AttributeError"),
        ("wrong_types", "invalid-answer", "what was said of it cannot be"),
        ("no_text", "extractor-failed", "surrogates not allowed"),
        ("passages_outside", "invalid-answer", "the span of a passage"),
        ("fail_oddly", "extractor-failed", "broken \\ud800"),
        ("deep_folders", None, ""),
        ("print_garbage", None, ""),
    ],
)
def test_a_file_that_breaks_its_reader_is_kept_and_the_next_file_goes_on(
    add_through_sandbox: AddThroughSandbox, name: str, code: str | None, words: str
) -> None:
    content = order(name, 1)
    limits = replace(TIGHT, seconds=30, memory=512 << 20)
    added = add_through_sandbox({"a.gif": content, "next.txt": NEXT}, limits=limits)
    assert added.kinds == {"a.gif": ("unreadable" if code else "added", code), "next.txt": ("added", None)}
    assert words in (added.outcomes[0].message or "")
    assert added.store.original(added.records["a.gif"]) == content
    assert text_of(added, "next.txt").encode() == NEXT


def refusals(added: Added, name: str) -> dict[str, str]:
    held: dict[str, str] = json.loads(text_of(added, name))
    return held


def test_a_reader_cannot_write_outside_its_folder(add_through_sandbox: AddThroughSandbox, tmp_path: Path) -> None:
    target = tmp_path / "outside"
    added = add_through_sandbox({"a.gif": order("write_outside", target)})
    assert set(refusals(added, "a.gif").values()) == {"PermissionError", "CalledProcessError", "OSError"} - {"OSError"}
    assert not target.exists()
    assert not target.is_symlink()


def test_a_reader_cannot_reach_the_network(add_through_sandbox: AddThroughSandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        added = add_through_sandbox({"a.gif": order("connect", f"127.0.0.1:{server.getsockname()[1]}")})
        with pytest.raises(TimeoutError):
            server.accept()
    assert "done" not in refusals(added, "a.gif").values()


def test_a_reader_may_start_a_program(add_through_sandbox: AddThroughSandbox) -> None:
    assert text_of(add_through_sandbox({"a.gif": order("run_program")}), "a.gif") == "a program ran\n"


def test_a_reader_can_harm_no_other_process(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.gif": order("kill_parent"), "b.gif": order("fork"), "next.txt": NEXT}, jobs=2)
    assert [outcome.kind for outcome in added.outcomes] == ["added"] * 3
    assert refusals(added, "a.gif")[1] == "PermissionError"
    assert text_of(added, "b.gif") == "PermissionError"


def test_what_a_file_has_started_is_ended_before_the_next_file(add_through_sandbox: AddThroughSandbox) -> None:
    limits = replace(TIGHT, seconds=30)
    added = add_through_sandbox({"a.gif": order("multiply"), "b.gif": order("company")}, limits=limits)
    assert text_of(added, "b.gif") == "-1"


def test_a_reader_that_forges_what_is_said_of_the_next_file_is_replaced(
    add_through_sandbox: AddThroughSandbox
) -> None:
    added = add_through_sandbox({"a.gif": order("speak_later", 1), "next.txt": NEXT, "b.txt": b"Another."})
    assert added.kinds["next.txt"] in {("added", None), ("unreadable", "invalid-answer")}
    assert added.kinds["b.txt"] == ("added", None)
    assert text_of(added, "b.txt") == "Another."


def test_long_work_that_says_that_it_gets_on_is_not_taken_for_a_hang(add_through_sandbox: AddThroughSandbox) -> None:
    limits = replace(TIGHT, seconds=1, longest=3)
    added = add_through_sandbox({"a.gif": order("get_on", 4), "b.gif": order("get_on", 100)}, limits=limits, jobs=2)
    assert added.kinds == {"a.gif": ("added", None), "b.gif": ("unreadable", "timeout")}


def test_a_text_longer_than_an_answer_may_be_is_refused(add_through_sandbox: AddThroughSandbox) -> None:
    limits = replace(TIGHT, answer=1 << 20)
    added = add_through_sandbox({"a.gif": order("long_text", 2), "next.txt": NEXT}, limits=limits)
    assert added.kinds == {"a.gif": ("unreadable", "limit"), "next.txt": ("added", None)}


def test_a_crash_is_laid_only_on_a_file_that_crashes_a_fresh_reader(add_through_sandbox: AddThroughSandbox) -> None:
    """The second file is innocent: what the first one left behind ends the reader under it."""
    added = add_through_sandbox({"a.gif": order("crash_next"), "b.gif": order("sleep", 0), "c.gif": order("crash")})
    assert added.kinds == {"a.gif": ("added", None), "b.gif": ("added", None), "c.gif": ("unreadable", "crashed")}


def test_a_fault_after_the_text_was_read_costs_only_what_was_not_read_yet(
    add_through_sandbox: AddThroughSandbox
) -> None:
    orders = {name: order("spoil", name) for name in ("describe hang", "describe crash", "identify_languages crash")}
    added = add_through_sandbox(orders, limits=QUICK, jobs=3)
    assert list(added.kinds.values()) == [("added", "timeout"), ("added", "crashed"), ("added", "crashed")]
    assert {text_of(added, name) for name in orders} == {"The text was there before."}
    first, _, last = (added.records[name] for name in orders)
    assert [[share.tag for share in record.languages] for record in (first, last)] == [["en"], []]
    assert first.event.outcome == "partial"


def test_names_that_are_no_text_pass_to_the_reader_and_back(add_through_sandbox: AddThroughSandbox) -> None:
    inside = "GIF8parts caf\u00e9.txt".encode()
    added = add_through_sandbox({"caf\udce9.txt": NEXT, "\udcff.gif": inside})
    assert [(outcome.name, outcome.kind) for outcome in added.outcomes] == [
        ("caf\udce9.txt", "added"), ("\udcff.gif/café.txt", "added"), ("\udcff.gif", "added"),
    ]  # fmt: skip


def test_what_floods_the_line_is_ended(add_through_sandbox: AddThroughSandbox) -> None:
    limits = replace(TIGHT, answer=1 << 20, seconds=20)
    added = add_through_sandbox({"a.gif": order("flood", 1), "next.txt": NEXT}, limits=limits)
    assert added.kinds == {"a.gif": ("unreadable", "invalid-answer"), "next.txt": ("added", None)}


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_records_come_in_the_order_of_files_however_long_each_takes(
    add_through_sandbox: AddThroughSandbox, jobs: int
) -> None:
    files = {f"{number}.gif": order("sleep", 0.3 if number % 3 == 0 else 0.0) + b" " * number for number in range(8)}
    added = add_through_sandbox({**files, "a.txt": NEXT, "b.txt": NEXT}, jobs=jobs)
    assert [outcome.name for outcome in added.outcomes] == [*files, "a.txt", "b.txt"]
    assert added.outcomes[-1].kind == "linked"
    assert [record.original.paths[0] for record in added.in_order] == [*files, "a.txt"]
