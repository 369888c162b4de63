"""The program as a whole: its commands and their help, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive.errors import MunimentError
from cli import STOPPED
from cli.main import COMMANDS, main
from tests.cli.conftest import Run
from tests.cli.parsing import parse
from tests.cli.terminal import PROGRAM, plain_environment
from tests.programs import PATIENCE

ROOT = Path(__file__).parents[2]


def started(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """The program as a process of its own."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*PROGRAM, *map(str, arguments)], env=plain_environment(), text=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (["list", "--format", "ids"], 0, r"(m[0-9a-f]{12}\n){6}", ""),
        (["search", "nothingofthekind"], 0, r"No document matches\.\n", ""),
        (["cite", "mffffffffffff"], 2, "", r"muniment: no document has an ID that begins with 'mffffffffffff'.*\n"),
        (["list", "--colour"], 2, "", r"Usage: .*\n.*\n\nError: No such option.*--colour.*\n"),
        (["search", "mines ("], 4, "", r"  mines \(\n        \^\nmuniment: .*\n"),
    ],
)
def test_a_run_gives_its_exit_code_with_data_on_stdout_and_the_rest_on_stderr(
    subset_archive: Path, arguments: list[str], code: int, out: str, err: str
) -> None:
    done = started("-A", subset_archive, *arguments)
    stdout, stderr = done.communicate(timeout=PATIENCE)
    assert done.returncode == code
    assert re.fullmatch(out, stdout)
    assert re.fullmatch(err, stderr, flags=re.DOTALL)


def test_every_command_of_the_table_can_be_loaded() -> None:
    context = click.Context(main)
    assert all(main.get_command(context, name) for name in COMMANDS)


def test_help_lists_every_command_with_its_line(run: Run) -> None:
    shown = " ".join(run("--help").out.split())
    assert all(f"{name} {line}" in shown for name, line in COMMANDS.items())


def test_help_starts_without_loading_the_parts_that_are_slow_to_load() -> None:
    code = "import sys; from cli.main import exit_code; exit_code(['--help']); print(*sys.modules)"
    python = [sys.executable, "-c", code]
    done = subprocess.run(python, env=plain_environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"numpy", "whoosh", "rich", "bs4", "langdetect", "filelock", "sqlite3", "regex", "cli.commands"}


def help_of(name: str) -> str:
    context = click.Context(main, info_name="muniment", **main.context_settings)
    command = main.get_command(context, name)
    assert command is not None
    return command.get_help(click.Context(command, info_name=name, parent=context))


def examples() -> list[tuple[str, str]]:
    """Every command line that stands in the help of a command."""
    line = re.compile(r"^ +((?:\S+ )*?muniment .*)$", re.MULTILINE)
    parts = [(name, part) for name in COMMANDS for found in line.findall(help_of(name)) for part in found.split(" | ")]
    return [(name, part.strip()) for name, part in parts if " muniment " in f" {part}"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_of_it(name: str) -> None:
    assert any(re.search(rf"muniment\b.*\b{name}\b", line) for owner, line in examples() if owner == name)


@pytest.mark.parametrize(("name", "line"), examples())
def test_the_examples_in_help_are_commands_that_can_be_typed(name: str, line: str, tmp_path: Path) -> None:
    for file in ("scans.csv", "queries.txt", "all.csv", "failed.jsonl", "dams.zip"):
        (tmp_path / file).touch()
    for folder in ("inbox", "scans"):
        (tmp_path / folder).mkdir()
    parse(line)


def test_an_unknown_command_is_refused_with_the_nearest_one(run: Run) -> None:
    asked = run("serch", "mines")
    assert (asked.code, asked.out) == (2, "")
    assert "No such command 'serch'. Did you mean 'search'?" in asked.err


def test_a_command_like_no_other_is_refused_without_a_guess(run: Run) -> None:
    asked = run("xyzzy")
    assert asked.code == 2
    assert "Did you mean" not in asked.err


def test_no_command_at_all_shows_the_help_and_is_a_usage_error(run: Run) -> None:
    asked = run()
    assert (asked.code, asked.out) == (2, "")
    assert "Commands:" in asked.err


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == "muniment, version 0.1.0\n"


def test_verbose_and_quiet_exclude_each_other(run: Run) -> None:
    asked = run("-v", "-q", "list")
    assert asked.code == 2
    assert "--verbose and --quiet exclude each other" in asked.err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_each_command_answers_both_forms_of_help(run: Run, option: str) -> None:
    for name in COMMANDS:
        asked = run(name, option)
        assert asked.code == 0, asked.err
        assert asked.out.startswith(f"Usage: muniment {name}")


def failing(error: BaseException) -> click.Command:
    def body() -> None:
        raise error

    return click.Command("list", callback=body)


def test_an_unforeseen_error_is_called_a_defect_and_shows_its_traceback_only_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "get_command", lambda *_: failing(ZeroDivisionError("by nought")))
    plain, loud = run("list"), run("-v", "list")
    assert (plain.code, loud.code) == (1, 1)
    assert plain.err.startswith("muniment: internal error: ZeroDivisionError: by nought\nThis is a defect of muniment.")
    assert "Traceback" not in plain.err
    assert "Traceback" in loud.err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "muniment: stopped\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/secret"), 1, "muniment: /secret: Permission denied\n"),
        (OSError(errno.ENOSPC, "No space left"), 1, "muniment: standard input or output: No space left\n"),
        (MunimentError("bad \x1b[31mname\x1b[0m"), 1, "muniment: bad [31mname[0m\n"),
        (click.UsageError("bad \x9b31mname"), 2, "Error: bad 31mname\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
    ],
)
def test_an_error_becomes_words_on_stderr_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    monkeypatch.setattr(main, "get_command", lambda *_: failing(error))
    asked = run("list")
    assert (asked.code, asked.out) == (code, "")
    assert asked.err.removeprefix("Usage: muniment list [OPTIONS]\nTry 'muniment list --help' for help.\n\n") == words


def subclasses(kind: type[MunimentError]) -> list[type[MunimentError]]:
    return [kind, *(below for one in kind.__subclasses__() for below in subclasses(one))]


@pytest.mark.parametrize("kind", subclasses(MunimentError))
def test_every_error_of_ours_ends_with_its_own_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, kind: type[MunimentError]
) -> None:
    monkeypatch.setattr(main, "get_command", lambda *_: failing(kind("what was wrong")))
    asked = run("list")
    assert (asked.code, asked.err) == (kind.exit_code, "muniment: what was wrong\n")


@pytest.mark.parametrize("command", [["list"], ["search", "*", "--limit", "100"], ["--help"]])
def test_a_reader_that_has_gone_is_no_error(corpus_archive: Path, command: list[str]) -> None:
    done = started("-A", corpus_archive, *command)
    assert done.stdout is not None
    assert done.stderr is not None
    done.stdout.close()
    assert (done.stderr.read(), done.wait(timeout=PATIENCE)) == ("", 0)
    done.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command", [["list"], ["show", "{id}", "--original"], ["export", "", "-o", "-", "--as", "csv"]]
)
def test_a_full_disk_is_said_in_words(run: Run, subset_archive: Path, command: list[str]) -> None:
    found = run("-A", subset_archive, "list", "--limit", "1", "--format", "ids").out.strip()
    with Path("/dev/full").open("w") as full:
        done = started("-A", subset_archive, *(word.format(id=found) for word in command), stdout=full)
        _, said = done.communicate(timeout=PATIENCE)
    assert done.returncode == 1
    assert said.splitlines()[-1] == "muniment: standard input or output: No space left on device"
    assert "Traceback" not in said


def test_an_output_that_is_closed_is_no_error(subset_archive: Path) -> None:
    shell = f"{shlex.join(PROGRAM)} -A {shlex.quote(str(subset_archive))} list >&-"
    done = subprocess.run(["/bin/sh", "-c", shell], env=plain_environment(), stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def closed(archive: Path, arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The program by a shell that closes streams."""
    shell = f"{shlex.join(PROGRAM)} -A {shlex.quote(str(archive))} {arguments}"
    return subprocess.run(["/bin/sh", "-c", shell], env=plain_environment(), capture_output=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        ("search mines --format ids 2>&-", 0, rb"(m[0-9a-f]{12}\n)+"),
        ("search mines --format ids <&- 2>&-", 0, rb"(m[0-9a-f]{12}\n)+"),
        ("search 'mines (' 2>&-", 4, b""),
        ("list <&- >&- 2>&-", 0, b""),
    ],
)
def test_a_stream_that_is_closed_changes_nothing_but_that_stream(
    subset_archive: Path, arguments: str, code: int, out: bytes
) -> None:
    done = closed(subset_archive, arguments)
    assert (done.returncode, done.stderr) == (code, b"")
    assert re.fullmatch(out, done.stdout)


def test_with_all_streams_closed_documents_are_added_and_whole(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A ferry crosses the harbour.")
    assert closed(empty, f"add {shlex.quote(str(tmp_path / 'a.txt'))} <&- >&- 2>&-").returncode == 0
    assert len(run("-A", empty, "search", "ferry", "--format", "ids").lines) == 1
    assert run("-A", empty, "verify").code == 0


@pytest.mark.parametrize("arguments", ["add - <&-", "search --batch - <&-"])
def test_a_closed_stdin_is_said_and_is_no_empty_document(empty: Path, arguments: str) -> None:
    done = closed(empty, arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"muniment: standard input or output: Bad file descriptor\n"


def test_a_folder_that_is_gone_below_us_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    shell = f"cd gone && rmdir ../gone && PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.join(PROGRAM)} list"
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=tmp_path, env=plain_environment(), capture_output=True,
                          check=False)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"muniment: the folder that this was started in: No such file or directory\n"


def test_too_little_memory_is_said_and_is_no_defect(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("cli.main._obey", exhausted)
    answer = run("list")
    assert (answer.code, answer.err) == (1, "muniment: this takes more memory than there is\n")


def test_ctrl_c_ends_with_130_and_loses_nothing_that_was_said_to_be_added(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}.txt").write_text(f"Report {number} on the dredging of the harbour at quay {number}.")
    running = started("-A", empty, "add", folder)
    assert running.stdout is not None
    assert running.stderr is not None
    first = running.stdout.readline()  # the first batch is safe when its first line is printed
    running.send_signal(signal.SIGINT)
    with running:
        rest, said = running.stdout.read(), running.stderr.read()
    assert (running.returncode, said.splitlines()[-1]) == (130, "muniment: stopped")
    whole_lines = (first + rest).split("\n")[:-1]  # the signal may have cut the last one
    acknowledged = {line.split("\t")[1] for line in whole_lines}
    kept = set(run("-A", empty, "list", "--format", "ids").lines)
    assert 0 < len(acknowledged) < 1000
    assert acknowledged <= kept
    assert run("-A", empty, "verify").code == 0


def test_ctrl_c_while_the_program_loads_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    surroundings = plain_environment()
    surroundings["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{surroundings['PYTHONPATH']}"
    done = subprocess.run([*PROGRAM, "--help"], env=surroundings, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode in (STOPPED, -signal.SIGINT)  # Python, too, may end itself by the signal


def test_output_is_utf8_whatever_the_locale(subset_archive: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "-A", subset_archive, "list", "--format", "csv"], check=True, capture_output=True,
        env=plain_environment(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    )  # fmt: skip
    assert "普通照会" in done.stdout.decode("utf-8")


def test_a_name_that_is_no_text_does_not_stop_the_program(run: Run, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    try:
        (folder / "caf\udce9.txt").write_text("A café by the harbour.")
    except OSError:
        pytest.skip("this file system refuses names that are not UTF-8")
    done = started("-A", empty, "add", folder)
    out, err = done.communicate(timeout=PATIENCE)
    assert (done.returncode, err) == (0, "1 added\n")
    assert out.endswith("caf\ufffd.txt\n")
    listed = started("-A", empty, "list", "--format", "jsonl").communicate(timeout=PATIENCE)[0]
    assert '"filename": "caf\ufffd.txt"' in listed
