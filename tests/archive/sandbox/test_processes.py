"""Processes: none outlives who started it, whatever ends, and what is ended from outside is begun anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import SandboxUnavailable
from archive.readers import Task
from archive.reading import Request
from archive.sandbox import processes
from archive.sandbox.pool import Sandbox
from archive.sandbox.processes import Template
from archive.store import Store
from tests.archive.archives import current, damage, new
from tests.archive.sandbox.conftest import TIGHT
from tests.archive.sandbox.test_pool import NEXT, order
from tests.programs import PATIENCE, wait_until

ADD = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from archive import accession
from archive.arrivals import arrivals
from archive.given import Given
from archive.sandbox.pool import Sandbox
from archive.store import Store
accession.BATCH = 1
with Store(Path(sys.argv[1])).deposit(wait=120) as deposit, Sandbox(deposit.scratch(), jobs=2) as reader:
    found = arrivals([Path(sys.argv[2])])
    for outcome in accession.add(deposit, found, reader=reader, common=Given(), sidecar=None, clock=accession.now):
        print(outcome.kind, flush=True)
"""


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found[1:]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Letters, and a file that keeps its reader until it is ended."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(4):
        (folder / f"a{number}.txt").write_text(f"The letter number {number}.")
    (folder / "b.gif").write_bytes(order("multiply_and_hang"))
    return folder


@pytest.fixture
def adding(tmp_path: Path, files: Path, hostile_path: list[Path]) -> Iterator[subprocess.Popen[str]]:
    """A process that has added the letters, and waits for a reader that hangs."""
    new(tmp_path / "archive")
    command = [sys.executable, "-c", ADD, tmp_path / "archive", files, *hostile_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout
        for _ in range(4):
            assert run.stdout.readline() == "added\n"
        wait_until(lambda: len(children_of(run.pid)) > 20)
        yield run
        run.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_no_process_and_no_file_is_left_when_the_parent_is_ended(
    adding: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    started = children_of(adding.pid)
    assert len(started) > 20
    adding.send_signal(number)
    adding.wait(PATIENCE)
    wait_until(lambda: not any(map(is_alive, started)))
    store = Store(tmp_path / "archive")
    assert not list(store.layout.tmp.glob("scratch-*/*"))
    assert damage(store) == []
    assert len(current(store)) == 4
    with store.deposit(wait=1):
        pass
    assert not list(store.layout.tmp.iterdir())


def test_a_second_add_waits_for_the_first_and_both_are_whole(tmp_path: Path, files: Path) -> None:
    (files / "b.gif").unlink()
    new(tmp_path / "archive")
    command = [sys.executable, "-c", ADD, tmp_path / "archive", files]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [run.communicate(timeout=PATIENCE)[0].split() for run in runs]
    assert sorted(said) == [["added"] * 4, ["known"] * 4]
    assert len(current(Store(tmp_path / "archive"))) == 4


@pytest.fixture
def sandbox(tmp_path: Path, template: Template) -> Iterator[Sandbox]:
    (tmp_path / "scratch").mkdir()
    limits = replace(TIGHT, seconds=PATIENCE, longest=PATIENCE)
    with Sandbox(tmp_path / "scratch", limits=limits, template=template) as sandbox:
        yield sandbox


def begin(sandbox: Sandbox, folder: Path, content: bytes) -> int:
    path = folder / "file"
    path.write_bytes(content)
    return sandbox.begin(Task(source=path, asked=Request(name="file")))


def finish(sandbox: Sandbox, number: int) -> str | None:
    while not sandbox.is_done(number):
        sandbox.wait()
    return sandbox.take(number).reading.text.failure


def kill_soon(sandbox: Sandbox) -> threading.Thread:
    """End the worker as soon as it is at its file: it has said which locks are closed, and was given one."""
    def kill() -> None:
        wait_until(lambda: [hand for hand in sandbox._hands if hand.locks])
        os.kill(children_of(os.getpid())[-1], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_a_worker_that_the_system_ends_is_said_to_lack_memory(sandbox: Sandbox, tmp_path: Path) -> None:
    number = begin(sandbox, tmp_path, order("hang"))
    killing = kill_soon(sandbox)
    assert finish(sandbox, number) == "memory: the system ended its reading, as it does for want of memory"
    killing.join()
    assert finish(sandbox, begin(sandbox, tmp_path, NEXT)) is None


def test_a_template_that_is_ended_from_outside_is_started_again(
    sandbox: Sandbox, template: Template, tmp_path: Path
) -> None:
    assert finish(sandbox, begin(sandbox, tmp_path, NEXT)) is None
    os.kill(template._running.process.pid, signal.SIGKILL)
    assert finish(sandbox, begin(sandbox, tmp_path, NEXT + b" again")) is None


def test_a_file_larger_than_all_memory_a_reader_has_is_said_to_be_so(sandbox: Sandbox, tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as out:
        out.truncate(TIGHT.memory + 1)
    number = sandbox.begin(Task(source=tmp_path / "huge", asked=Request(name="huge")))
    assert finish(sandbox, number) == "memory: reading it takes more memory than it may"
    assert finish(sandbox, begin(sandbox, tmp_path, NEXT)) is None


def test_what_cannot_be_started_is_said_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_PROGRAM", "raise SystemExit('there is no Python here')")
    (tmp_path / "scratch").mkdir()
    with Sandbox(tmp_path / "scratch") as sandbox, pytest.raises(SandboxUnavailable, match="there is no Python here"):
        begin(sandbox, tmp_path, NEXT)


def test_limits_in_which_no_worker_can_start_are_said(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.limits = replace(TIGHT, files="many")  # type: ignore[arg-type]
    number = begin(sandbox, tmp_path, NEXT)
    with pytest.raises(SandboxUnavailable, match="cannot be made: exit code 1"):
        finish(sandbox, number)


def test_a_worker_is_replaced_after_so_many_files(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.limits = replace(TIGHT, files=2)
    for number in range(5):
        assert finish(sandbox, begin(sandbox, tmp_path, NEXT + b"." * number)) is None
    assert sorted(path.name for path in (tmp_path / "scratch").iterdir()) == ["worker-3"]


def test_threads_that_libraries_would_start_are_not_started() -> None:
    assert set(processes._ENVIRONMENT.values()) == {"1"}
