"""`muniment collection`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

NAMES = ("Chapter 3", "地雷", "../.A/HRC", "لغم;m")


@pytest.fixture
def ids(run: Run, papers: Path) -> list[str]:
    return run("-A", papers, "list", "--format", "ids").lines


def listed(run: Run, papers: Path) -> list[tuple[str, int]]:
    answer: Any = json.loads(run("-A", papers, "collection", "list", "--format", "json").out)
    return [(one["name"], one["documents"]) for one in answer["collections"]]


def test_any_name_is_made_filled_found_shown_and_removed(run: Run, papers: Path, ids: list[str]) -> None:
    for name in NAMES:
        assert run("-A", papers, "collection", "new", name).code == 0
        assert run("-A", papers, "collection", "add", name, ids[0]).lines == [ids[0]]
    assert dict(listed(run, papers)) == dict.fromkeys(NAMES, 1)
    for name in NAMES:
        assert run("-A", papers, "collection", "show", name, "--format", "ids").lines == [ids[0]]
        assert run("-A", papers, "search", f'collection:"{name}"', "--format", "ids").lines == [ids[0]]
        assert run("-A", papers, "list", "--collection", name, "--format", "ids").lines == [ids[0]]
        assert run("-A", papers, "collection", "rm", name, ids[0]).code == 0
        assert run("-A", papers, "collection", "show", name, "--format", "ids").lines == []
        assert run("-A", papers, "collection", "rm", name).code == 0
    assert listed(run, papers) == []


def test_an_empty_collection_is_listed_with_its_note_and_a_filled_one_needs_no_making(
    run: Run, papers: Path, ids: list[str]
) -> None:
    run("-A", papers, "collection", "new", "b", "--note", "for later")
    run("-A", papers, "collection", "add", "a", ids[0], ids[1])
    assert run("-A", papers, "collection", "list").lines == ["        2  a", "        0  b  for later"]
    shown: Any = json.loads(run("-A", papers, "collection", "show", "b", "--format", "json").out)
    assert shown == {"schema": 1, "name": "b", "documents": 0, "note": "for later",
                     "made": "2023-11-14T22:13:20Z", "ids": []}  # fmt: skip


def test_a_document_is_in_several_collections_and_counted_in_each(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "collection", "add", "a", ids[0], ids[1])
    run("-A", papers, "collection", "add", "b", ids[0])
    counted: Any = json.loads(run("-A", papers, "facets", "--by", "collection", "--format", "json").out)
    assert counted["facets"]["collection"] == [{"value": "a", "count": 2}, {"value": "b", "count": 1}]
    assert run("-A", papers, "list", "collection:a collection:b", "--format", "ids").lines == [ids[0]]
    shown: Any = json.loads(run("-A", papers, "show", ids[0], "--format", "json").out)
    assert shown["collection"] == "a; b"


def test_names_that_differ_in_letter_case_are_two_and_one_is_found_without_it(
    run: Run, papers: Path, ids: list[str]
) -> None:
    run("-A", papers, "collection", "add", "Éditions", ids[0])
    assert run("-A", papers, "collection", "show", "editions", "--format", "ids").lines == [ids[0]]
    run("-A", papers, "collection", "new", "éditions")
    assert run("-A", papers, "collection", "show", "éditions", "--format", "ids").lines == []
    assert run("-A", papers, "collection", "rm", "éditions").code == 0
    assert listed(run, papers) == [("Éditions", 1)]
    run("-A", papers, "collection", "new", "éditions")
    ambiguous = run("-A", papers, "collection", "rm", "EDITIONS")
    assert (ambiguous.code, len(listed(run, papers))) == (2, 2)
    assert "there are 'éditions' and 'Éditions'" in ambiguous.err


def test_a_collection_goes_with_its_documents_staying_and_a_dry_run_takes_nothing(
    run: Run, papers: Path, ids: list[str]
) -> None:
    run("-A", papers, "collection", "new", "c")
    run("-A", papers, "collection", "add", "c", "")
    assert len(run("-A", papers, "collection", "rm", "c", "--dry-run").lines) == len(ids)
    assert listed(run, papers) == [("c", len(ids))]
    assert len(run("-A", papers, "collection", "rm", "c").lines) == len(ids)
    assert listed(run, papers) == []
    assert sorted(run("-A", papers, "list", "--format", "ids").lines) == sorted(ids)


def test_a_collection_is_exported_like_a_query(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "collection", "add", "c", ids[0], ids[2])
    out = run("-A", papers, "export", "--all", "--collection", "c", "-o", "-", "--as", "jsonl").lines
    assert sorted(json.loads(line)["id"] for line in out) == sorted([ids[0], ids[2]])


@pytest.mark.parametrize(("arguments", "said"), [
    (["new", " "], "the value is empty"), (["new", "a\x1b"], "control characters"),
    (["show", "x"], "no collection 'x'"),
    (["rm", "x"], "no collection 'x'"), (["add", "x"], "say which documents"),
    (["add", "x", "mffffffffffff"], "no document"),
    (["new", "x", "--note", "\x07"], "control characters"),
])  # fmt: skip
def test_what_is_no_collection_is_said(run: Run, papers: Path, arguments: list[str], said: str) -> None:
    refused = run("-A", papers, "collection", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert not (papers / "collections").exists()


def test_the_same_collection_is_not_made_twice(run: Run, papers: Path) -> None:
    run("-A", papers, "collection", "new", "x")
    assert run("-A", papers, "collection", "new", " x ").code == 2


def test_where_there_are_none_that_is_said(run: Run, papers: Path) -> None:
    assert run("-A", papers, "collection", "list").err.startswith("there are no collections")
