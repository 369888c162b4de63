"""Questions in which a sign stands alone as a word are answered, by every command that takes a query."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

QUESTIONS = ["mines ?", "mines ؟", "mines 。", "— mines", "¿ mines ?", "mines & ؟ …", "(؟) mines", "mines -؟"]
SIGNS_ALONE = ["؟", "— 。", "🙂", "(؟)", '"؟"', "؟*"]
COMMANDS = {
    "search": ["search"],
    "facets": ["facets"],
    "list": ["list"],
    "review": ["review", "--json"],
    "tag": ["tag", "--dry-run", "+seen"],
    "collection": ["collection", "add", "--dry-run", "seen"],
    "export": ["export", "--as", "csv", "-o", "-"],
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_sign_alone_changes_no_answer(run: Run, subset_archive: Path, command: str, question: str) -> None:
    plain, asked = (run("-A", subset_archive, *COMMANDS[command], "--", words) for words in ("mines", question))
    assert (asked.code, asked.out, asked.err) == (0, plain.out, plain.err)


@pytest.mark.parametrize("match", ["all", "any"])
def test_a_sign_alone_changes_no_answer_of_a_batch(run: Run, subset_archive: Path, match: str) -> None:
    lines = "\n".join(["mines", *QUESTIONS])
    asked = run("-A", subset_archive, "search", "--match", match, "--batch", "-", stdin=lines)
    assert (asked.code, asked.err) == (0, "")
    plain, *others = map(json.loads, asked.lines)
    assert plain["total"] > 0
    assert [one | {"query": "mines"} for one in others] == [plain] * len(QUESTIONS)


@pytest.mark.parametrize("question", SIGNS_ALONE)
@pytest.mark.parametrize("command", COMMANDS)
def test_signs_and_nothing_else_are_refused(run: Run, subset_archive: Path, command: str, question: str) -> None:
    asked = run("-A", subset_archive, *COMMANDS[command], "--", question)
    assert (asked.code, asked.out) == (4, "")
