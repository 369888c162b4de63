"""`muniment edit`."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import corpus
from archive.amendments import Amendment
from tests.cli.conftest import SUBSET, Run
from tests.cli.terminal import on_terminal


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


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ID"],
        ["--set", "note=x"],
        ["ID", "--set", "note=x", "--yes"],
        ["ID", "--set", "note=x", "--dry-run"],
        ["ID", "--set", "note=x", "--force"],
        ["ID", "--set", "note=x", "--format", "jsonl"],
        ["ID", "--csv", "all.csv", "--yes"],
        ["--set", "note=x", "--csv", "all.csv", "--yes"],
        ["--csv", "all.csv", "--yes", "--dry-run"],
        ["--csv", "all.csv"],  # and nobody at a terminal to ask
        ["--csv", "gone.csv", "--yes"],
    ],
)
def test_what_does_not_go_together_is_a_usage_error(
    run: Run, papers: Path, ids: list[str], tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "all.csv").write_text(f"id,note\n{ids[0]},seen\n")
    refused = run("-A", papers, "edit", *[ids[0] if one == "ID" else one for one in arguments])
    assert (refused.code, refused.out) == (2, "")
    assert shown(run, papers, ids[0])["note"] is None


@pytest.fixture
def table(run: Run, papers: Path, tmp_path: Path) -> Path:
    """The whole archive as an exported table."""
    assert run("-A", papers, "export", "", "--as", "csv", "-o", tmp_path / "all.csv").code == 0
    return tmp_path / "all.csv"


def edited(table: Path, **cells: str) -> None:
    """Change cells of the first row."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0] |= cells
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_an_export_that_nobody_edited_changes_nothing(run: Run, papers: Path, table: Path) -> None:
    same = run("-A", papers, "edit", "--csv", table, "--yes")
    assert (same.code, same.out, same.err) == (0, "", "no changes\n")
    before = run("-A", papers, "list", "--format", "csv").out
    (table.parent / "listed.csv").write_text(before)
    same = run("-A", papers, "edit", "--csv", table.parent / "listed.csv", "--yes")
    assert (same.code, same.err) == (0, "no changes\n")
    assert run("-A", papers, "list", "--format", "csv").out == before


def test_an_edited_export_is_previewed_and_then_changes_exactly_that(
    run: Run, papers: Path, ids: list[str], table: Path
) -> None:
    before = shown(run, papers, ids[0])
    edited(table, note="seen", source="", tags="a; b")
    preview = run("-A", papers, "edit", "--csv", table, "--dry-run")
    assert (preview.code, preview.err) == (0, "3 changes in 1 document\n")
    assert preview.lines == [
        f"{ids[0]}  {before['filename']}  (all.csv row 2)", f"    source: {before['source']} → (empty)",
        "    tag: (empty) → a; b", "    note: (empty) → seen",
    ]  # fmt: skip
    assert shown(run, papers, ids[0]) == before
    listed = run("-A", papers, "edit", "--csv", table, "--dry-run", "--format", "jsonl")
    assert [json.loads(line)["field"] for line in listed.lines] == ["source", "tag", "note"]
    assert json.loads(listed.lines[1]) == {
        "id": ids[0], "place": "all.csv row 2", "field": "tag", "old": "", "new": "a; b",
    }  # fmt: skip
    made = run("-A", papers, "edit", "--csv", table, "--yes")
    assert (made.code, made.out, made.err) == (0, preview.out, "1 document edited\n")
    after = shown(run, papers, ids[0])
    assert after == before | {"note": "seen", "source": None, "tags": ["a", "b"], "record": 7}
    assert run("-A", papers, "list", "--tag", "b", "--format", "ids").lines == [ids[0]]
    again = run("-A", papers, "edit", "--csv", table, "--yes")
    assert (again.code, again.out) == (2, "")
    assert "was changed since the export (record 1, now 7)" in again.err
    assert run("-A", papers, "edit", "--csv", table, "--yes", "--force").err == "no changes\n"


def test_one_fault_keeps_every_change_from_being_made(run: Run, papers: Path, ids: list[str], table: Path) -> None:
    edited(table, note="seen", date="soon")
    refused = run("-A", papers, "edit", "--csv", table, "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert "all.csv row 2, column date (J): 'soon' is not a date" in refused.err
    assert shown(run, papers, ids[0])["note"] is None


@pytest.mark.parametrize(("typed", "note", "words"), [("y\n", "seen", "1 document edited"), ("n\n", None, "nothing")])
def test_on_a_terminal_it_asks_after_the_preview(
    run: Run, papers: Path, ids: list[str], table: Path, typed: str, note: str | None, words: str
) -> None:
    edited(table, note="seen")
    screen = on_terminal(["-A", str(papers), "edit", "--csv", str(table)], folder=papers, typed=typed)
    assert screen.code == 0
    assert "note: (empty) → seen" in screen.terminal.split("Make 1 change in 1 document?")[0]
    assert words in screen.terminal
    assert shown(run, papers, ids[0])["note"] == note


def test_a_document_that_is_changed_while_somebody_looks_keeps_every_change_from_being_made(
    run: Run, papers: Path, ids: list[str], table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(table, note="seen")

    def meanwhile(found: Sequence[Amendment], format_: str) -> None:
        assert run("-A", papers, "edit", ids[0], "--set", "place=X").code == 0

    monkeypatch.setattr("cli.commands.edit._show", meanwhile)
    refused = run("-A", papers, "edit", "--csv", table, "--yes")
    assert refused.code == 2
    assert f"{ids[0]} was changed while you looked" in refused.err
    assert (shown(run, papers, ids[0])["note"], shown(run, papers, ids[0])["place"]) == (None, "X")


def test_faults_of_a_table_say_nothing_to_the_terminal_that_acts_on_it(
    run: Run, papers: Path, ids: list[str], table: Path
) -> None:
    edited(table, note="a\x1b[31mb")
    refused = run("-A", papers, "edit", "--csv", table, "--yes")
    assert refused.code == 2
    assert "\x1b" not in refused.err
