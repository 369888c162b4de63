"""The session that README prints is what the commands answer."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import corpus
from tests.cli.conftest import Run
from tests.cli.parsing import parse

README = (Path(corpus.__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def session() -> dict[str, str]:
    """The commands of the session, each with what README shows after it."""
    block = re.search(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert block
    parts = [part.partition("\n") for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]]
    return {command: shown.strip("\n") for command, _, shown in parts}


READING = [command for command in session() if re.match("muniment (search|cite|verify)", command)]


@pytest.mark.parametrize("command", READING)
def test_a_command_of_the_session_answers_as_shown(run: Run, corpus_archive: Path, command: str) -> None:
    answer = run("-A", corpus_archive, *shlex.split(command)[1:])
    assert (answer.err + answer.out).strip("\n") == session()[command]


def test_the_session_shows_the_last_documents_of_the_corpus_being_added(run: Run, corpus_archive: Path) -> None:
    said, *shown = session()["muniment add corpus/documents | tail -n 2"].splitlines()
    again = run("-A", corpus_archive, "add", "--dry-run", corpus.DOCUMENTS).lines
    ends = [line.replace("added\t", "").replace("corpus/documents", str(corpus.DOCUMENTS)) for line in shown]
    assert said == f"{len(again)} added"
    assert [line.removeprefix("known\t") for line in again[-2:]] == ends


def test_the_session_searches_cites_and_verifies() -> None:
    assert {command.split()[1] for command in READING} == {"search", "cite", "verify"}


def first_steps() -> list[str]:
    """The commands of the table, one or more a row."""
    table = README.partition("## First steps")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [command for row in rows for command in re.findall(r"`(muniment .+?)`", row) if "…" not in command]


@pytest.mark.parametrize("line", first_steps())
def test_the_first_steps_are_commands_that_can_be_typed(line: str, tmp_path: Path) -> None:
    for name in ("letters", "inbox"):
        (tmp_path / name).mkdir()
    for name in ("letters.csv", "all.csv", "passage.json", "chapter3.zip"):
        (tmp_path / name).touch()
    parse(line)
