"""What a person sees: nothing that acts on the terminal, a page at a time, in colour, in columns that fit."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.terminal import columns, harmless
from tests.cli.conftest import Run
from tests.cli.terminal import Screen, on_terminal

HOSTILE = "Har\x1b[31mbour \x9b2J\u202edegderd\u2066 \x07\x08Report"
"""A colour, a cleared screen, two turned directions, a bell and a backspace."""

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
OUR_STYLE = re.compile(r"\x1b\[\d+m")


@given(st.text())
def test_harmless_text_holds_nothing_that_acts_and_loses_nothing_else(text: str) -> None:
    shown = harmless(text)
    assert not ACTING.search(shown)
    assert [one for one in text if one in shown] == list(shown)


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "שלום\u200f!", "a\tb\nc", "é", "地雷　除去"])
def test_the_joiners_and_blanks_that_a_language_needs_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("mine", 4), ("地雷", 4), ("ﾊﾝ", 2), ("ＡＢ", 4), ("e\u0301", 1), ("می\u200cخ", 3), ("지뢰", 4)],
)
def test_the_width_of_a_text_counts_columns_not_characters(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.fixture
def hostile(run: Run, empty: Path, tmp_path: Path) -> Path:
    """An archive with a document whose name, title, source and text try to act on the terminal."""
    named = tmp_path / "evil\x1b]0;owned\x07\u202e.txt"
    named.write_text(f"{HOSTILE}\n\n{HOSTILE} of the quay\x1b[2J, written\rover.\n\n{'The quay is safe. ' * 60}")
    page = tmp_path / "page.html"
    page.write_text(f"<title>{HOSTILE}</title><meta name=author content='{HOSTILE}'><p>The quay {HOSTILE}.</p>")
    assert run("-A", empty, "add", named, page).code == 0
    return empty


@pytest.mark.parametrize(
    "command",
    [
        ["search", "quay"],
        ["search", "quay", "--format", "table", "--facet", "source"],
        ["search", "quay", "--format", "json"],
        ["search", "quay", "--format", "csv"],
        ["list"],
        ["list", "--format", "jsonl"],
        ["list", "--format", "csv"],
        ["facets"],
        ["show", "{id}"],
        ["show", "{id}", "--provenance"],
        ["show", "{id}", "--history"],
        ["show", "{id}", "--text", "--format", "json"],
        ["cite", "{id}"],
        ["list", "--source", HOSTILE],
        ["search", f"quay ({HOSTILE}"],
        ["search", "--batch", "none\x1b[2J"],
    ],
    ids=" ".join,
)
def test_nothing_that_acts_on_the_terminal_reaches_it(run: Run, hostile: Path, command: list[str]) -> None:
    for found in run("-A", hostile, "list", "--format", "ids").lines:
        shown = run("-A", hostile, *(word.format(id=found) if word == "{id}" else word for word in command))
        assert shown.out + shown.err
        assert not ACTING.search((shown.out + shown.err).replace("\r\n", "\n"))


def test_adding_a_file_with_a_hostile_name_says_it_without_what_acts(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\tb\nc.txt").write_text("The quay.")
    (tmp_path / "d\x1b[2J.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = run("-A", empty, "add", tmp_path / "a\x1b[2J\tb\nc.txt", tmp_path / "d\x1b[2J.png", tmp_path / "no\x1b[2J")
    assert said.code == 5
    assert not ACTING.search(said.out + said.err)
    assert [len(line.split("\t")) for line in said.lines] == [3, 3, 3]


def test_the_kept_text_is_shown_harmless_on_a_terminal_and_exact_to_a_program(run: Run, hostile: Path) -> None:
    found = run("-A", hostile, "search", "written", "--format", "ids").out.strip()
    kept = run("-A", hostile, "show", found, "--text").out
    assert "\x1b[2J" in kept
    shown = on_terminal(["-A", str(hostile), "show", found, "--text"], folder=hostile).terminal
    assert not ACTING.search(shown)
    assert "The quay is safe." in shown


def seen(archive: Path, *arguments: str, **options: object) -> Screen:
    return on_terminal(["-A", str(archive), *arguments], folder=archive, **options)  # type: ignore[arg-type]


def test_results_are_coloured_on_a_terminal_and_plain_in_a_pipe(run: Run, subset_archive: Path) -> None:
    shown = seen(subset_archive, "search", "Banjul").terminal
    piped = run("-A", subset_archive, "search", "Banjul").out
    assert "\x1b[31m\x1b[1mBanjul\x1b[0m" in shown
    assert "*Banjul*" in piped
    assert "\x1b" not in piped
    assert OUR_STYLE.sub("", shown) == piped.replace("*Banjul*", "Banjul")


@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({"NO_COLOR": "1"}, [], False),
        ({}, ["--color", "never"], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ],
)
def test_colour_on_a_terminal_can_be_chosen(
    subset_archive: Path, environment: dict[str, str], options: list[str], colored: bool
) -> None:
    command = [*options, "-A", str(subset_archive), "search", "Banjul"]
    shown = on_terminal(command, folder=subset_archive, environment=environment).terminal
    assert ("\x1b[" in shown) is colored
    assert ("*Banjul*" in shown) is not colored


def test_colour_in_a_pipe_can_be_forced(run: Run, subset_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in run("--color", "always", "-A", subset_archive, "search", "Banjul").out
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b[" in run("-A", subset_archive, "search", "Banjul").out


PAGER = "sed s/^/paged:/"


def test_what_does_not_fit_the_terminal_goes_through_the_pager(subset_archive: Path) -> None:
    shown = seen(subset_archive, "list", height=5, environment={"PAGER": PAGER}).terminal
    assert [line.startswith("paged:") for line in shown.splitlines()] == [True] * 7


def test_what_fits_the_terminal_is_printed_on_it(subset_archive: Path) -> None:
    assert "paged:" not in seen(subset_archive, "list", height=8, environment={"PAGER": PAGER}).terminal


def test_a_pipe_has_no_pager(subset_archive: Path) -> None:
    shown = seen(subset_archive, "list", height=5, streams="stderr", environment={"PAGER": PAGER})
    assert len(shown.stdout.splitlines()) == 7
    assert "paged:" not in shown.stdout


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else unicodedata.combining(one) == 0 for one in line)


@pytest.mark.parametrize("terminal_width", [40, 60, 100])
def test_a_table_fits_the_terminal_and_shows_ids_whole(run: Run, subset_archive: Path, terminal_width: int) -> None:
    lines = seen(subset_archive, "list", width=terminal_width).terminal.splitlines()
    assert all(width(line) <= terminal_width for line in lines)
    assert [line.split()[0] for line in lines[1:]] == run("-A", subset_archive, "list", "--format", "ids").lines


def test_the_columns_of_a_table_stand_under_each_other_whatever_the_script(run: Run, subset_archive: Path) -> None:
    heading, *rows = run("-A", subset_archive, "list").lines
    titles = {row.split()[0]: at for row in rows if (at := _column_of(row, heading, "Title"))}
    assert len(titles) == 6
    assert len(set(titles.values())) == 1


def _column_of(row: str, heading: str, name: str) -> int:
    """The column at which the last cell of the row begins: after the last run of several blanks, or one at the edge."""
    edge = width(heading[: heading.index(name)])
    at = next(at for at in range(len(row) + 1) if width(row[:at]) >= edge)
    assert row[at - 1] == " "
    assert row[at] != " "
    return width(row[:at])
