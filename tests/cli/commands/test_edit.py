"""`muniment edit`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import corpus
from tests.cli.conftest import SUBSET, Run


@pytest.fixture
def ids(run: Run, papers: Path) -> list[str]:
    return run("-A", papers, "list", "--format", "ids").lines


def shown(run: Run, papers: Path, found: str) -> Any:
    return json.loads(run("-A", papers, "show", found, "--format", "json").out)


def test_fields_are_set_repeated_and_emptied(run: Run, papers: Path, ids: list[str]) -> None:
    changes = ["--set", "date=2021-04~", "--set", "tag=a", "--set", "tag=b", "--set", "place="]
    edited = run("-A", papers, "edit", ids[0], *changes)
    assert (edited.code, edited.out, edited.err) == (0, f"{ids[0]}\n", "1 document edited\n")
    after = shown(run, papers, ids[0])
    assert (after["date"], after["tags"], after["place"]) == ("2021-04~", ["a", "b"], None)


def test_an_edit_is_found_at_once_by_search_and_filter(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "edit", ids[0], "--set", "title=Gezeitentafel", "--set", "source=Hafenamt")
    assert run("-A", papers, "search", "title:Gezeitentafel", "--format", "ids").lines == [ids[0]]
    assert run("-A", papers, "list", "--source", "Hafenamt", "--format", "ids").lines == [ids[0]]


def test_a_language_can_be_overruled(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "edit", ids[0], "--set", "language=pt-br")
    assert shown(run, papers, ids[0])["languages"] == ["pt-BR"]
    assert run("-A", papers, "list", "--language", "pt", "--format", "ids").lines == [ids[0]]


@pytest.mark.parametrize(
    ("assignments", "words"),
    [
        (["colour=red"], "there is no field 'colour'"),
        (["date=soon"], "'soon' is not a date"),
        (["tag=fine", "type=poem"], "'poem' is not a document type"),
        (["title=a\x07"], "control characters"),
        (["title"], "is not FIELD=VALUE"),
    ],
)
def test_a_bad_value_changes_nothing(
    run: Run, papers: Path, ids: list[str], assignments: list[str], words: str
) -> None:
    before = run("-A", papers, "list", "--format", "jsonl").out
    options = [word for assignment in assignments for word in ("--set", assignment)]
    refused = run("-A", papers, "edit", *ids[:2], *options)
    assert (refused.code, refused.out) == (2, "")
    assert words in refused.err
    assert run("-A", papers, "list", "--format", "jsonl").out == before


def test_all_of_several_documents_are_changed_or_none(run: Run, papers: Path, ids: list[str]) -> None:
    refused = run("-A", papers, "edit", ids[0], ids[1], "mffffffffffff", "--set", "note=seen")
    assert (refused.code, refused.out) == (2, "")
    assert shown(run, papers, ids[0])["note"] is None
    edited = run("-A", papers, "edit", "-", ids[0], "--set", "note=seen", stdin=f"{ids[1]}\n\n{ids[0]}\n")
    assert (edited.code, edited.lines) == (0, [ids[1], ids[0]])
    assert [shown(run, papers, one)["note"] for one in ids[:3]] == ["seen", "seen", None]


def test_what_was_edited_survives_a_new_index_and_the_same_file_added_again(
    run: Run, papers: Path, ids: list[str]
) -> None:
    run("-A", papers, "edit", ids[0], "--set", "source=Hafenamt", "--set", "date=")
    assert run("-A", papers, "reindex").code == 0
    again = run("-A", papers, "add", corpus.DOCUMENTS / SUBSET[0])
    assert again.out.startswith(f"known\t{ids[0]}\t")
    after = shown(run, papers, ids[0])
    assert (after["source"], after["date"]) == ("Hafenamt", None)
    assert run("-A", papers, "list", "--source", "hafenamt", "--format", "ids").lines == [ids[0]]


def test_the_history_keeps_what_was_before(run: Run, papers: Path, ids: list[str]) -> None:
    before = shown(run, papers, ids[0])["source"]
    run("-A", papers, "edit", ids[0], "--set", "source=Hafenamt")
    states = json.loads(run("-A", papers, "show", ids[0], "--history", "--format", "json").out)
    assert [one["event"]["kind"] for one in states] == ["accession", "edit"]
    assert [one["description"]["source"]["value"] for one in states] == [before, "Hafenamt"]
    assert states[1]["description"]["source"]["basis"] == "person"


def test_nothing_to_set_is_a_usage_error(run: Run, papers: Path, ids: list[str]) -> None:
    assert run("-A", papers, "edit", ids[0]).code == 2
