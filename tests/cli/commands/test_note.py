"""`muniment note`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def one(run: Run, papers: Path) -> str:
    return run("-A", papers, "list", "--format", "ids").lines[0]


@pytest.mark.parametrize(("given", "stdin", "kept"), [
    ("last page missing", "", "last page missing"), ("-", "two\nlines\n", "two lines"), ("-", "\ufeff地雷", "地雷"),
])  # fmt: skip
def test_a_note_is_kept_and_shown(run: Run, papers: Path, one: str, given: str, stdin: str, kept: str) -> None:
    assert run("-A", papers, "note", one, given, stdin=stdin).lines == [one]
    assert run("-A", papers, "note", one).lines == [kept]


def test_an_empty_note_takes_the_note_away(run: Run, papers: Path, one: str) -> None:
    run("-A", papers, "note", one, "first")
    assert run("-A", papers, "note", one, "").code == 0
    shown = run("-A", papers, "note", one)
    assert (shown.code, shown.out, shown.err) == (0, "", f"{one} has no note\n")


def test_the_same_note_again_adds_no_record(run: Run, papers: Path, one: str) -> None:
    run("-A", papers, "note", one, "first")
    history = run("-A", papers, "show", one, "--history").lines
    run("-A", papers, "note", one, " first ")
    assert run("-A", papers, "show", one, "--history").lines == history
    assert len(history) == 2


@pytest.mark.parametrize(("given", "stdin"), [("bell\x07", b""), ("-", b"caf\xe9")])
def test_what_is_no_text_is_no_note(run: Run, papers: Path, one: str, given: str, stdin: bytes) -> None:
    refused = run("-A", papers, "note", one, given, stdin=stdin)
    assert (refused.code, refused.out) == (2, "")
    assert run("-A", papers, "note", one).out == ""


def test_a_note_reaches_a_person_without_what_acts_on_a_terminal(run: Run, papers: Path, one: str) -> None:
    run("-A", papers, "note", one, "a\u202eb")
    assert run("-A", papers, "note", one).out == "ab\n"
