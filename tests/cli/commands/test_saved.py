"""`muniment saved`, and `search --save`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def saved(papers: Path) -> list[Any]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((papers / "saved").glob("*.json"))]


def test_what_came_since_last_time_is_marked_once(run: Run, papers: Path) -> None:
    assert run("-A", papers, "search", "mines OR Zwickmühle", "--save", "地雷/x", "-n", "0").code == 0
    before = run("-A", papers, "saved", "run", "地雷/x", "--format", "ids").lines
    assert len(before) > 1
    added = run("-A", papers, "add", "-", stdin="Zwickmühle")
    new = added.out.split("\t")[1]
    kept = run("-A", papers, "saved", "run", "地雷/x", "--keep")
    assert [line.split()[:2] for line in kept.lines if new in line] == [["new", new]]
    assert kept.err.endswith(f"{len(before) + 1} documents, 1 new since 2023-11-14T22:13:20Z\n")
    assert run("-A", papers, "saved", "run", "地雷/x", "--new", "--format", "ids").lines == [new]
    again = run("-A", papers, "saved", "run", "地雷/x", "--format", "jsonl").lines
    assert [json.loads(line)["new"] for line in again] == [False] * (len(before) + 1)
    assert run("-A", papers, "saved", "run", "地雷/x", "--new").out == ""


def test_every_filter_is_kept_and_narrows_the_run(run: Run, papers: Path) -> None:
    options = ["--source", "x", "--language", "zh", "--type", "letter", "--date", "2021", "--tag", "", "--collection",
               "c", "--original-language", "en", "--match", "any", "--sort", "-date", "--offset", "3"]  # fmt: skip
    run("-A", papers, "search", "a b", *options, "--save", "all")
    run("-A", papers, "search", "", "--language", "zh", "--save", "zh")
    listed: Any = json.loads(run("-A", papers, "saved", "list", "--format", "json").out)
    assert listed["saved"][0]["filters"] == {
        "source": ["x"], "language": ["zh"], "type": ["letter"], "date": ["2021"], "tag": [""], "collection": ["c"],
        "original_language": ["en"],
    }  # fmt: skip
    assert (listed["saved"][0]["match"], listed["saved"][0]["sort"]) == ("any", "-date")
    chinese = run("-A", papers, "list", "--language", "zh", "--format", "ids").lines
    assert run("-A", papers, "saved", "run", "zh", "--format", "ids").lines == chinese
    assert 0 < len(chinese) < 6
    assert "language: zh" in run("-A", papers, "saved", "list").lines[1]


def test_a_run_that_cannot_be_noted_is_shown_all_the_same(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.errors import StorageFailed

    run("-A", papers, "search", "", "--save", "all")

    def refuse(*_: object, **__: object) -> bool:
        raise StorageFailed("the disk is full")

    monkeypatch.setattr("cli.commands.saved.note_run", refuse)
    answer = run("-A", papers, "saved", "run", "all", "--format", "ids", "-n", "2")
    assert (answer.code, len(answer.lines)) == (0, 2)
    assert "warning: this run is not noted" in answer.err


def test_a_saved_search_is_removed(run: Run, papers: Path) -> None:
    run("-A", papers, "search", "a", "--save", "x")
    assert run("-A", papers, "saved", "rm", "x").code == 0
    assert saved(papers) == []
    assert run("-A", papers, "saved", "list").err.startswith("there are no saved searches")


@pytest.mark.parametrize(("arguments", "code"), [
    (["saved", "run", "none"], 2), (["saved", "rm", "none"], 2), (["search", "a", "--save", ""], 2),
    (["search", '"a', "--save", "x"], 4), (["search", "a", "--save", "a\x1b"], 2),
    (["search", "--batch", "-", "--save", "x"], 2), (["search", "a", "--date", "soon", "--save", "x"], 2),
])  # fmt: skip
def test_what_cannot_be_saved_or_run_leaves_nothing(run: Run, papers: Path, arguments: list[str], code: int) -> None:
    assert run("-A", papers, *arguments, stdin="").code == code
    assert saved(papers) == []


def test_a_name_in_use_is_not_overwritten(run: Run, papers: Path) -> None:
    run("-A", papers, "search", "a", "--save", "x")
    before = saved(papers)
    refused = run("-A", papers, "search", "b", "--save", "x")
    assert (refused.code, refused.out, saved(papers)) == (2, "", before)
