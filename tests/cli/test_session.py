"""Which archive is meant, how much is said, and when there is colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from cli.session import Session, Verbosity
from tests.cli.conftest import Run


def session(color: str = "auto", verbosity: Verbosity = Verbosity.NORMAL) -> Session:
    return Session(archive=None, verbosity=verbosity, color=color, wait=0)


def test_the_archive_is_the_one_named_before_that_of_the_environment_before_the_nearest_above(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("named", "exported", "here"):
        run("init", name)
    (tmp_path / "here" / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "deep" / "down")
    assert f"archive          {tmp_path / 'here'}\n" in run("stats").out
    monkeypatch.setenv("MUNIMENT_ARCHIVE", str(tmp_path / "exported"))
    assert f"archive          {tmp_path / 'exported'}\n" in run("stats").out
    assert f"archive          {tmp_path / 'named'}\n" in run("-A", tmp_path / "named", "stats").out


def test_no_archive_anywhere_is_said_with_the_ways_to_name_one(run: Run) -> None:
    asked = run("list")
    assert (asked.code, asked.out) == (1, "")
    assert all(way in asked.err for way in ("-A DIR", "$MUNIMENT_ARCHIVE", "muniment init"))


@pytest.mark.parametrize("named", [".", "nowhere", "file.txt"])
def test_a_folder_that_is_no_archive_is_said_to_be_none(run: Run, tmp_path: Path, named: str) -> None:
    (tmp_path / "file.txt").touch()
    asked = run("-A", named, "list")
    assert (asked.code, asked.out) == (1, "")
    assert asked.err.startswith(f"muniment: {named} is not an archive")


def test_an_archive_of_a_newer_muniment_is_left_alone(run: Run, empty: Path) -> None:
    settings = empty / "muniment.toml"
    settings.write_text(settings.read_text().replace("format = 1", "format = 2"))
    for command in (["list"], ["add", "-"], ["verify"]):
        asked = run("-A", empty, *command, stdin="text")
        assert (asked.code, asked.out) == (1, "")
        assert "use a newer muniment" in asked.err


@pytest.mark.parametrize("command", [["add", "-"], ["edit", "m", "--set", "note=x"], ["reindex"]])
def test_a_writer_waits_as_long_as_it_was_told_for_another_and_then_says_so(
    run: Run, papers: Path, command: list[str]
) -> None:
    with FileLock(papers / "lock"):
        asked = run("-A", papers, "--wait", "0.2", *command, stdin="text")
    assert (asked.code, asked.out) == (1, "")
    assert "did not finish within 0.2 seconds" in asked.err
    assert "--wait" in asked.err


def test_readers_do_not_wait_for_a_writer(run: Run, papers: Path) -> None:
    with FileLock(papers / "lock"):
        asked = run("-A", papers, "--wait", "0", "search", "Banjul", "--format", "ids")
    assert (asked.code, len(asked.lines), asked.err) == (0, 1, "")


def test_a_reader_whose_index_lags_answers_from_it_and_says_so_when_another_is_writing(run: Run, papers: Path) -> None:
    found = run("-A", papers, "list", "--limit", "1", "--format", "ids").out.strip()
    (papers / "cache" / "index").rename(papers / "behind")
    assert run("-A", papers, "edit", found, "--set", "tag=later").code == 0
    (papers / "cache" / "index").rename(papers / "ahead")
    (papers / "behind").rename(papers / "cache" / "index")
    with FileLock(papers / "lock"):
        asked = run("-A", papers, "--wait", "0", "list", "--tag", "later", "--format", "ids")
    assert (asked.code, asked.out) == (0, "")
    assert "warning: another muniment is adding documents" in asked.err
    assert run("-A", papers, "list", "--tag", "later", "--format", "ids").lines == [found]


def test_quiet_leaves_only_errors(run: Run, papers: Path) -> None:
    assert run("-q", "-A", papers, "list", "--source", "Nobody", "--format", "ids").err == ""
    assert run("-q", "-A", papers, "add", "-", stdin="The harbour was dredged.").err == ""
    assert run("-q", "-A", papers, "search", "(").err != ""


@pytest.mark.parametrize(
    ("verbosity", "loud", "said"),
    [
        (Verbosity.QUIET, False, False),
        (Verbosity.NORMAL, False, True),
        (Verbosity.NORMAL, True, False),
        (Verbosity.LOUD, True, True),
    ],
)
def test_what_is_said_depends_on_how_much_was_asked_for(
    capsys: pytest.CaptureFixture[str], verbosity: Verbosity, loud: bool, said: bool
) -> None:
    session(verbosity=verbosity).say("done \x1b[2J", loud=loud)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "done [2J\n" if said else "")


@pytest.mark.parametrize(
    ("option", "environment", "terminal", "colored"),
    [
        ("auto", {}, False, False),
        ("auto", {}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"CLICOLOR_FORCE": "1"}, True, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    monkeypatch: pytest.MonkeyPatch, option: str, environment: dict[str, str], terminal: bool, colored: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("cli.session.is_terminal", lambda: terminal)
    assert session(option).colored is colored
