"""`muniment tag`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ids(run: Run, papers: Path) -> list[str]:
    return run("-A", papers, "list", "--format", "ids").lines


def tags(run: Run, papers: Path, record_id: str) -> Any:
    return json.loads(run("-A", papers, "show", record_id, "--format", "json").out)["tags"]


def records(papers: Path) -> int:
    return sum(1 for _ in (papers / "records").rglob("*.json"))


@pytest.mark.parametrize("after", ["ids", "-", "query", "file", "dashes"])
def test_tags_come_and_go_however_the_documents_are_chosen(
    run: Run, papers: Path, ids: list[str], tmp_path: Path, after: str
) -> None:
    before = tags(run, papers, ids[0])
    (tmp_path / "ids.txt").write_text(f"{ids[0]}\n", "utf-8")
    start = ["--"] if after == "dashes" else []
    run("-A", papers, "edit", ids[0], "--set", "title=Zwickmühle")
    chosen = {"-": ["-"], "query": ["title:Zwickmühle"], "file": ["--ids", "ids.txt"]}.get(after, [ids[0]])
    added = run("-A", papers, "tag", *start, "+side letter", "+-odd", *chosen, stdin=f"{ids[0]}\n")
    assert (added.code, added.out, added.err) == (0, f"{ids[0]}\n", "1 document changed\n")
    assert tags(run, papers, ids[0]) == [*before, "side letter", "-odd"]
    assert run("-A", papers, "list", "--tag", "side letter", "--format", "ids").lines == [ids[0]]
    removed = run("-A", papers, "tag", "-side letter", "--", "--odd", *[ids[0]])
    assert (removed.code, removed.lines) == (0, [ids[0]])
    assert tags(run, papers, ids[0]) == before


@pytest.mark.parametrize("name", ["h", "help", "s", "draft", "tnews", "v", "n3", "A/HRC", "..", "地雷", "-", "-x"])
def test_a_tag_to_remove_is_never_an_option(run: Run, papers: Path, ids: list[str], name: str) -> None:
    before = tags(run, papers, ids[0])
    assert run("-A", papers, "tag", f"+{name}", ids[0]).code == 0
    assert tags(run, papers, ids[0]) == [*before, name]
    fallback = ["--"] if name.startswith("-") else []
    removed = run("-A", papers, "tag", *fallback, f"-{name}", ids[0])
    assert (removed.code, removed.err) == (0, "1 document changed\n")
    assert tags(run, papers, ids[0]) == before


def test_a_query_s_documents_are_tagged_in_one_commit_each_with_a_record(
    run: Run, papers: Path, ids: list[str]
) -> None:
    before = records(papers)
    assert run("-A", papers, "tag", "+all", "").err == f"{len(ids)} documents changed\n"
    assert records(papers) == before + len(ids)
    assert run("-A", papers, "tag", "+all", "").err == f"0 documents changed, {len(ids)} so already\n"
    assert records(papers) == before + len(ids)


def test_a_dry_run_shows_what_would_change_and_changes_nothing(run: Run, papers: Path, ids: list[str]) -> None:
    run("-A", papers, "tag", "+old", ids[0])
    before = records(papers)
    shown = run("-A", papers, "tag", "-old", "+new", ids[0], ids[1], "--dry-run")
    assert [line.split("\t")[:2] for line in shown.lines] == [[ids[0], "+new -old"], [ids[1], "+new"]]
    assert shown.err == "2 documents would be changed\n"
    assert (records(papers), tags(run, papers, ids[0])[-1]) == (before, "old")


@pytest.mark.parametrize(("answer", "options", "code", "changed"), [
    ("n\n", [], 1, False), ("y\n", [], 0, True), ("", ["--yes"], 0, True),
])  # fmt: skip
def test_on_a_terminal_a_query_s_documents_are_asked_about(
    run: Run, papers: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch,
    answer: str, options: list[str], code: int, changed: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr("cli.revising._is_asked", lambda: True)
    done = run("-A", papers, "tag", "+asked", "", *options, stdin=answer)
    assert (done.code, bool(done.out)) == (code, changed)
    assert ("6 documents will be changed (tag: added asked). Go on?" in done.err) is not bool(options)
    assert ("asked" in tags(run, papers, ids[0])) is changed


def test_documents_named_by_their_ids_are_not_asked_about(
    run: Run, papers: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.revising._is_asked", lambda: True)
    assert run("-A", papers, "tag", "+x", ids[0], stdin="").code == 0


@pytest.mark.parametrize(("arguments", "said"), [
    (["+a"], "say which documents"), (["+a", "two", "words"], "give one QUERY"), (["landmine"], "nothing is to be"),
    (["+", ""], "value is empty"), (["+a", "-a", ""], "added and removed"), (["+a", "--dryrun", ""], "No such option"),
    (["+a", "mffffffffffff"], "no document has an ID"), (["+a", "m9", "landmine"], "give one QUERY"), ([], "Missing"),
])  # fmt: skip
def test_what_cannot_be_carried_out_changes_nothing(run: Run, papers: Path, arguments: list[str], said: str) -> None:
    before = records(papers)
    refused = run("-A", papers, "tag", *arguments)
    assert (refused.code, refused.out, records(papers)) == (2, "", before)
    assert said in refused.err


def test_a_bad_query_changes_nothing(run: Run, papers: Path) -> None:
    before = records(papers)
    assert run("-A", papers, "tag", "+a", '"open').code == 4
    assert records(papers) == before


def test_a_word_of_letters_is_a_query_even_where_an_id_could_begin_so(run: Run, papers: Path) -> None:
    assert run("-A", papers, "tag", "+a", "made").code == 0
