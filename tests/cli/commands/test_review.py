"""`muniment review`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import Screen, on_terminal


def listed(run: Run, papers: Path, *options: str) -> list[dict[str, Any]]:
    answer = run("-A", papers, "review", "--json", *options)
    assert answer.code == 0, answer.err
    return [json.loads(line) for line in answer.lines]


def described(run: Run, papers: Path, found: str) -> dict[str, Any]:
    shown = json.loads(run("-A", papers, "show", found, "--provenance", "--format", "json").out)
    return dict(shown["description"])


def events(run: Run, papers: Path, found: str) -> list[str]:
    shown = json.loads(run("-A", papers, "show", found, "--history", "--format", "json").out)
    return [one["event"]["kind"] for one in shown]


def test_what_would_be_asked_is_listed_a_json_object_a_line(run: Run, papers: Path) -> None:
    rows = listed(run, papers)
    assert rows
    for row in rows:
        assert row["confidence"] < 0.8
        held = described(run, papers, row["id"])[row["field"]]
        values = held if isinstance(held, list) else [held]
        assert {key: row[key] for key in ("value", "basis", "rule", "confidence")} in [
            {key: value[key] for key in ("value", "basis", "rule", "confidence")} for value in values
        ]
    assert any(row["sentence"] for row in rows)


def test_query_filters_fields_and_bound_choose_what_is_asked(run: Run, papers: Path) -> None:
    everything = listed(run, papers, "--below", "1")
    assert len(everything) > len(listed(run, papers))
    fields = {row["field"] for row in everything}
    assert {row["field"] for row in listed(run, papers, "--below", "1", "--field", "date")} == {"date"} < fields
    assert {row["id"] for row in listed(run, papers, "--below", "1", "--language", "az")} < {
        row["id"] for row in everything
    }
    assert listed(run, papers, "--below", "0") == []
    assert len({row["id"] for row in listed(run, papers, "Menongue", "--below", "1")}) == 1


def test_decisions_are_applied_all_at_once_and_what_is_accepted_is_asked_no_more(run: Run, papers: Path) -> None:
    rows = listed(run, papers)
    accepted, corrected = rows[0], next(row for row in rows if row["id"] != rows[0]["id"])
    lines = [accepted | {"decision": "accept"}, corrected | {"decision": "correct", "to": "Right"}]
    made = run("-A", papers, "review", "--accept", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert (made.code, made.err) == (0, "1 accepted, 1 corrected\n")
    assert [row for row in rows if row not in listed(run, papers)] == [accepted, corrected]
    value = described(run, papers, accepted["id"])[accepted["field"]]
    assert {key: value.get(key) for key in ("value", "basis", "rule", "confidence", "evidence")} == {
        key: accepted.get(key) for key in ("value", "basis", "rule", "confidence", "evidence")
    }
    assert value["confirmed"] is True
    assert described(run, papers, corrected["id"])[corrected["field"]] == {
        "value": "Right", "basis": "person", "confirmed": True,
    }  # fmt: skip
    assert events(run, papers, accepted["id"]) == ["accession", "confirmation"]
    assert events(run, papers, corrected["id"]) == ["accession", "edit"]


def test_one_faulty_decision_keeps_all_from_being_made(run: Run, papers: Path) -> None:
    rows = listed(run, papers)
    lines = [json.dumps(rows[0] | {"decision": "accept"}), json.dumps(rows[1] | {"decision": "maybe"}), "x"]
    Path("decisions.jsonl").write_text("\n".join(lines))
    refused = run("-A", papers, "review", "--accept", "decisions.jsonl")
    assert (refused.code, refused.out) == (2, "")
    assert "2 things are wrong; nothing was changed" in refused.err
    assert "decisions.jsonl line 3: this is not JSON" in refused.err
    assert listed(run, papers) == rows


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--below", "0.5"],
        ["--field", "colour", "--json"],
        ["--below", "2", "--json"],
        ["--json", "--accept", "d.jsonl"],
        ["--accept", "d.jsonl", "--field", "date"],
        ["--accept", "d.jsonl", "a query"],
        ["--accept", "d.jsonl", "--language", "az"],
        ["--accept", "gone.jsonl"],
    ],
)
def test_what_does_not_go_together_is_a_usage_error(run: Run, papers: Path, arguments: list[str]) -> None:
    Path("d.jsonl").write_text("")
    assert run("-A", papers, "review", *arguments).code == 2


def test_no_decision_and_no_doubt_are_said(run: Run, papers: Path) -> None:
    none = run("-A", papers, "review", "--accept", "-", stdin="")
    assert (none.code, none.err) == (0, "nothing to review\n")


def reviewed(papers: Path, typed: str, *options: str) -> Screen:
    return on_terminal(["-A", str(papers), "review", *options], folder=papers, typed=typed, width=200)


def test_on_a_terminal_each_value_is_shown_with_its_rule_and_sentence_and_decided(run: Run, papers: Path) -> None:
    rows = listed(run, papers, "--below", "0.95", "--field", "source")
    assert len(rows) >= 3
    screen = reviewed(papers, "x\na\nc\nRight\ns\nq\n", "--below", "0.95", "--field", "source")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen.terminal)
    assert screen.code == 0
    assert f"{rows[0]['id']}  {rows[0]['filename']}" in plain
    assert f"{rows[0]['field']}: {rows[0]['value']}\n" in plain
    assert f"{rows[0]['basis']} by {rows[0]['rule']}, confidence {rows[0]['confidence']:.2f}" in plain
    assert f"“{rows[0]['sentence']}”" in plain
    assert "1 accepted, 1 corrected, 1 skipped" in plain
    assert sorted(map(str, listed(run, papers, "--below", "0.95", "--field", "source"))) == sorted(map(str, rows[2:]))
    assert events(run, papers, rows[0]["id"])[:2] == ["accession", "confirmation"]


def test_a_wrong_correction_is_asked_again_and_an_empty_one_empties(run: Run, papers: Path) -> None:
    (row, *_) = listed(run, papers, "--field", "date", "--below", "1")
    screen = reviewed(papers, "c\nsoon\n2021-04\nq\n", "--field", "date", "--below", "1")
    assert "'soon' is not a date" in screen.terminal
    assert described(run, papers, row["id"])["date"]["value"] == "2021-04"
    (row, *_) = listed(run, papers, "--field", "date", "--below", "1")
    reviewed(papers, "c\n\nq\n", "--field", "date", "--below", "1")
    assert "date" not in described(run, papers, row["id"])


def test_what_was_decided_before_stopping_is_kept(run: Run, papers: Path) -> None:
    rows = listed(run, papers)
    screen = reviewed(papers, "a\n\x04")
    assert screen.code == 130
    assert listed(run, papers) == rows[1:]


def test_a_value_that_is_changed_while_it_is_shown_is_not_overwritten(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = listed(run, papers)

    def meanwhile(text: str, **_: Any) -> str:
        assert run("-A", papers, "edit", rows[0]["id"], "--set", f"{rows[0]['field']}=").code == 0
        return "a"

    monkeypatch.setattr("cli.commands.review._nobody_can_be_asked", lambda: False)
    monkeypatch.setattr("cli.commands.review.click.prompt", meanwhile)
    screen = run("-A", papers, "review", "--field", rows[0]["field"], "--below", str(rows[0]["confidence"] + 0.01))
    assert f"warning: {rows[0]['id']} was changed meanwhile: it has no {rows[0]['field']}" in screen.err
    assert rows[0]["field"] not in described(run, papers, rows[0]["id"])


def test_nothing_in_a_document_acts_on_the_terminal(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("BAKU, 3 May 2022. A first \x1b[31mline\u202e of no harm follows.\n")
    assert run("-A", empty, "add", tmp_path / "a.txt").code == 0
    screen = reviewed(empty, "s\n" * 9, "--below", "1")
    assert "no harm" in screen.terminal
    assert "\x1b[31mline" not in screen.terminal
    assert "\u202e" not in screen.terminal
    assert "\u202e" not in run("-A", empty, "review", "--json", "--below", "1").out
