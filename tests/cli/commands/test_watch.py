"""`muniment watch`."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from archive.errors import ArchiveLocked
from archive.readers import DirectReader
from cli.commands import watch
from tests.cli.conftest import Answer, Run
from tests.cli.terminal import PROGRAM, plain_environment
from tests.programs import PATIENCE

Step = Callable[[], object]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def watched(run: Run, empty: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Watch the folder, ten seconds between two looks; a step is done after each look, and Ctrl-C after the last."""

    def watch_while(steps: Sequence[Step], *options: str) -> Answer:
        waiting, seconds = list(steps), [0.0]

        def sleep(_: float) -> None:
            seconds[0] += 10
            if not waiting:
                raise KeyboardInterrupt
            waiting.pop(0)()

        monkeypatch.setattr(watch, "reading", lambda scratch, jobs: nullcontext(DirectReader(scratch)))
        monkeypatch.setattr(watch, "sleep", sleep)
        monkeypatch.setattr(watch, "monotonic", lambda: seconds[0])
        return run("-A", empty, "watch", inbox, *options)

    return watch_while


def nothing() -> None:
    """A look at which nothing happened."""


def kinds(answer: Answer) -> list[tuple[str, str]]:
    return [(line.split("\t")[0], Path(line.split("\t")[2]).name) for line in answer.lines]


def test_what_is_there_and_what_lands_is_taken_in_once_and_found_at_once(
    run: Run, empty: Path, inbox: Path, watched: Callable[..., Answer]
) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    found: list[str] = []
    steps: list[Step] = [
        nothing, lambda: found.extend(run("-A", empty, "search", "ferry", "--format", "ids").lines),
        lambda: (inbox / "b.txt").write_text("The lighthouse keeper asked for oil."), nothing, nothing, nothing,
    ]  # fmt: skip
    answer = watched(steps)
    assert (answer.code, kinds(answer)) == (130, [("added", "a.txt"), ("added", "b.txt")])
    assert found == [answer.lines[0].split("\t")[1]]
    assert answer.err == f"watching {inbox}; Ctrl-C ends it\n2 added\nmuniment: stopped\n"


def test_a_file_that_is_still_being_written_waits(inbox: Path, watched: Callable[..., Answer]) -> None:
    def grow() -> None:
        with (inbox / "a.txt").open("a") as stream:
            stream.write("The ferry was repaired. ")

    steps: list[Step] = [grow] * 5
    assert kinds(watched(steps)) == []
    assert kinds(watched([nothing])) == [("added", "a.txt")]


def test_watching_again_says_what_is_known_and_goes_on(inbox: Path, watched: Callable[..., Answer]) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    assert kinds(watched([nothing])) == [("added", "a.txt")]
    (inbox / "b.txt").write_text("The lighthouse keeper asked for oil.")
    assert kinds(watched([nothing])) == [("known", "a.txt"), ("added", "b.txt")]


def test_what_is_given_is_recorded_and_what_add_passes_over_is_passed_over(
    run: Run, empty: Path, inbox: Path, watched: Callable[..., Answer]
) -> None:
    for name in ("a.txt", "b.tmp", ".hidden"):
        (inbox / name).write_text("The ferry was repaired in the harbour.")
    (inbox / "a.txt.toml").write_text('title = "Ferry"\n')
    (inbox / ".munimentignore").write_text("*.tmp\n")
    answer = watched([nothing], "--set", "source=Hafenamt", "--language", "fr")
    assert kinds(answer) == [("added", "a.txt")]
    (row,) = run("-A", empty, "list", "--source", "Hafenamt", "--language", "fr", "--format", "csv").lines[1:]
    assert ",Ferry,sidecar," in row


def test_a_file_that_is_refused_is_said_once_and_taken_when_it_is_put_right(
    inbox: Path, watched: Callable[..., Answer]
) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    sidecar = inbox / "a.txt.toml"
    sidecar.write_text('date = "soon"')
    steps: list[Step] = [nothing, nothing, nothing, lambda: sidecar.write_text("date = 2021-04-09"), nothing]
    answer = watched(steps)
    assert kinds(answer) == [("refused", "a.txt"), ("added", "a.txt")]
    assert answer.err.count("is not a date") == 1


def test_files_wait_while_another_muniment_writes(
    inbox: Path, watched: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    whole, tries = watch.add, iter([True, False])

    def locked(*arguments: object, **options: object) -> object:
        if next(tries):
            raise ArchiveLocked("another muniment is writing")
        return whole(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watch, "add", locked)
    answer = watched([nothing, nothing])
    assert kinds(answer) == [("added", "a.txt")]
    assert "warning: another muniment is writing" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [[], ["nowhere"], ["inbox", "--every", "0"], ["inbox", "--settle", "-1"], ["inbox", "--set", "colour=red"],
     ["inbox", "--language", "klingon"], ["inbox", "inbox"]],
)  # fmt: skip
def test_a_wrong_wish_is_refused_before_anything_is_watched(
    run: Run, empty: Path, inbox: Path, arguments: list[str]
) -> None:
    assert run("-A", empty, "watch", *arguments).code == 2


def test_the_archive_in_the_watched_folder_is_passed_over(
    run: Run, empty: Path, inbox: Path, watched: Callable[..., Answer]
) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    empty.rename(inbox / "papers")
    empty.symlink_to(inbox / "papers")
    assert kinds(watched([nothing, nothing])) == [("added", "a.txt")]


def test_ctrl_c_ends_it_cleanly_and_what_was_added_is_kept(run: Run, empty: Path, inbox: Path) -> None:
    (inbox / "a.txt").write_text("The ferry was repaired in the harbour.")
    started = subprocess.Popen(
        [*PROGRAM, "-A", str(empty), "watch", str(inbox), "--every", "0.1", "--settle", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=plain_environment(PYTHONUNBUFFERED="1"),
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline().startswith("added\t")
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=PATIENCE)
    assert (started.returncode, out) == (130, "")
    assert err.endswith("muniment: stopped\n")
    assert "Traceback" not in err
    assert len(run("-A", empty, "list", "--format", "ids").lines) == 1
    assert run("-A", empty, "verify").code == 0
    assert list((empty / "tmp").iterdir()) == []
