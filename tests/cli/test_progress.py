"""The progress bar: on a terminal, when work lasts, and never in the way of data."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from cli.progress import counted, rate
from tests.cli.conftest import Run
from tests.cli.terminal import on_terminal

COUNT = 230
"""More than one batch of an addition, so that lines are printed while the bar is shown."""


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    for number in range(COUNT):
        (folder / f"{number}.txt").write_text(f"The log of ferry {number} was found in the harbour office.")
    return folder


@pytest.fixture
def at_once() -> list[str]:
    """The program with a bar that does not wait."""
    start = "import sys, cli.progress; cli.progress.PATIENCE = 0; from cli.main import run; run()"
    return [sys.executable, "-c", start]


def test_the_bar_is_shown_on_stderr_while_every_line_of_data_goes_to_stdout(
    empty: Path, notes: Path, at_once: list[str]
) -> None:
    shown = on_terminal(["-A", str(empty), "add", str(notes)], folder=empty, streams="stderr", program=at_once)
    assert shown.code == 0
    assert f"/{COUNT}" in shown.terminal
    assert re.search(r"\d/s \x1b\[36m\d+:\d\d:\d\d", shown.terminal), "neither rate nor time left"
    assert shown.stdout.count("added\t") == COUNT
    assert "added\t" not in shown.terminal
    assert f"{COUNT} added\n" in shown.terminal


def test_on_one_terminal_lines_and_bar_share_it(empty: Path, notes: Path, at_once: list[str]) -> None:
    shown = on_terminal(["-A", str(empty), "add", str(notes)], folder=empty, width=200, program=at_once)
    assert f"/{COUNT}" in shown.terminal
    lines = [re.sub(r".*\x1b\[2K|\x1b\[[0-9;]*[mAK]|\r", "", line) for line in shown.terminal.split("\n")]
    assert sum(bool(re.match(r"added\s+m[0-9a-f]{12}\s+/", line)) for line in lines) == COUNT


@pytest.mark.parametrize(("options", "streams"), [(["-q"], "both"), ([], "stdout")])
def test_there_is_no_bar_when_quiet_was_asked_for_or_stderr_is_no_terminal(
    empty: Path, notes: Path, at_once: list[str], options: list[str], streams: str
) -> None:
    command = [*options, "-A", str(empty), "add", "--dry-run", str(notes)]
    shown = on_terminal(command, folder=empty, streams=streams, program=at_once)
    assert shown.code == 0
    assert f"/{COUNT}" not in shown.terminal + shown.stderr
    assert "\x1b" not in shown.terminal + shown.stderr


def test_quick_work_shows_no_bar(run: Run, subset_archive: Path) -> None:
    shown = on_terminal(["-A", str(subset_archive), "list"], folder=subset_archive)
    assert "\x1b[?25l" not in shown.terminal


def test_items_are_counted_when_they_have_been_dealt_with() -> None:
    said: list[int] = []
    assert [(item, len(said)) for item in counted("abc", said.append)] == [("a", 0), ("b", 1), ("c", 2)]
    assert said == [1, 2, 3]


@pytest.mark.parametrize(
    ("speed", "words"), [(None, ""), (0, ""), (0.05, "3/min"), (0.99, "59/min"), (1, "1/s"), (12345.6, "12,346/s")]
)
def test_the_rate_is_told_a_second_or_a_minute(speed: float | None, words: str) -> None:
    assert rate(speed) == words
