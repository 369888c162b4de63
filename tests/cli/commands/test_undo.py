"""`muniment undo`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ids(run: Run, papers: Path) -> list[str]:
    return run("-A", papers, "list", "--format", "ids").lines


def shown(run: Run, papers: Path, record_id: str) -> Any:
    """What is known of a document, without the number of the record that says so."""
    held = json.loads(run("-A", papers, "show", record_id, "--format", "json").out)
    held.pop("record")
    return held


@pytest.mark.parametrize("change", [
    ["tag", "+x", "{}"], ["collection", "add", "C", "{}"], ["note", "{}", "text"], ["edit", "{}", "--set", "title=T"],
    ["edit", "{}", "--set", "language=zh"],
])  # fmt: skip
def test_whatever_changed_a_document_is_undone_and_the_undo_too(
    run: Run, papers: Path, ids: list[str], change: list[str]
) -> None:
    before = shown(run, papers, ids[0])
    assert run("-A", papers, *(word.format(ids[0]) for word in change)).code == 0
    changed = shown(run, papers, ids[0])
    assert changed != before
    undone = run("-A", papers, "undo", ids[0])
    assert (undone.code, undone.lines) == (0, [ids[0]])
    assert shown(run, papers, ids[0]) == before
    assert run("-A", papers, "undo", ids[0]).code == 0
    assert shown(run, papers, ids[0]) == changed
    assert run("-A", papers, "verify").code == 0


def test_the_index_follows_an_undo(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "tag", "+x", ids[0])
    run("-A", papers, "undo", ids[0])
    assert run("-A", papers, "list", "--tag", "x", "--format", "ids").lines == []


def test_one_goes_back_to_any_record_of_the_document(run: Run, papers: Path, ids: list[str]) -> None:
    for note in ("one", "two", "three"):
        run("-A", papers, "note", ids[0], note)
    assert run("-A", papers, "undo", ids[0], "--to", "7").code == 0
    assert run("-A", papers, "note", ids[0]).out == "one\n"
    assert run("-A", papers, "undo", ids[0], "--to", "1").code == 0
    assert run("-A", papers, "note", ids[0]).out == ""


@pytest.mark.parametrize(("more", "said"), [
    ([], "an accession is not undone"), (["--to", "2"], "is none of"), (["--to", "0"], "0 is not in the range"),
    (["--to", "1"], "nothing to undo"),
])  # fmt: skip
def test_what_cannot_be_undone_is_said_and_changes_nothing(
    run: Run, papers: Path, ids: list[str], more: list[str], said: str
) -> None:
    refused = run("-A", papers, "undo", ids[0], *more)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert len(list((papers / "records").rglob("*.json"))) == len(ids)


def test_several_documents_are_undone_or_none(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "tag", "+x", ids[0], ids[1])
    assert run("-A", papers, "undo", *ids[:3]).code == 2
    assert shown(run, papers, ids[0])["tags"][-1:] == ["x"]
    assert run("-A", papers, "undo", "-", stdin=f"{ids[0]}\n{ids[1]}\n").lines == ids[:2]
    assert run("-A", papers, "undo", *ids[:2], "--to", "1").code == 2
