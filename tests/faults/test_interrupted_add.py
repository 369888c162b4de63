"""Whatever stops an `add`, wherever: nothing acknowledged is lost, nothing is damaged, a second run finishes it."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import durable
from archive.catalogue import Catalogue
from archive.deposit import Deposit
from archive.errors import StorageFailed
from archive.intake import Again
from archive.outcome import Outcome
from archive.store import Store
from tests.archive.archives import adding, current, damage, documents, findings, new, piped, take_in, wait_for_no_disk
from tests.archive.extract.container.test_containers import zipped

FILES = [
    piped("a.txt", "The first letter.\n"),
    piped("b.html", "<title>Second</title><p>The second page."),
    piped("again.txt", "The first letter.\n"),
    piped("c.txt", "The third letter.\r\n"),
    piped("d.ps", b"%!PS unread"),
    piped("e.zip", zipped({"f.txt": b"The third letter.\r\n", "g.txt": b"The fourth letter."})),
]
BATCH = 2


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.accession.BATCH", BATCH)
    wait_for_no_disk(monkeypatch)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    """What an uninterrupted run holds."""
    store = new(tmp_path_factory.mktemp("whole"))
    take_in(store, FILES)
    return documents(store)


class Fault:
    """Raises at the n-th of the calls that it is put before, or after; counts them all."""

    def __init__(self, at: int, error: Callable[[], BaseException], *, after: bool) -> None:
        self.at, self.error, self.after, self.calls = at, error, after, 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            due = self.calls == self.at
            if due and not self.after:
                raise self.error()
            answer = function(*args, **kwargs)
            if due:
                raise self.error()
            return answer

        return wrapped

    @property
    def fired(self) -> bool:
        return self.calls >= self.at


WRITES: tuple[tuple[Any, str], ...] = (
    (durable, "stage"), (durable, "place"), (durable, "flush"), (durable.os, "write"), (durable.os, "link"),
    (durable.os, "close"), (Path, "unlink"), (Path, "mkdir"), (Catalogue, "_apply"), (Deposit, "append"),
)  # fmt: skip
"""Every step that writes. `record` files go through stage and place like all others."""


@contextlib.contextmanager
def faulty(fault: Fault) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in WRITES:
            patch.setattr(owner, name, fault.around(getattr(owner, name)))
        yield


def interrupted(root: Path, fault: Fault) -> tuple[list[Outcome], BaseException | None]:
    """What was acknowledged before the fault, and how the run ended. The lock is free afterwards, or the next waits."""
    acknowledged: list[Outcome] = []
    store = Store(root)
    try:
        with faulty(fault), store.deposit(wait=1) as deposit:
            acknowledged.extend(adding(deposit, FILES))
    except (KeyboardInterrupt, StorageFailed, OSError) as error:
        return acknowledged, error
    return acknowledged, None


def check_and_finish(root: Path, acknowledged: list[Outcome], expected: set[tuple[str, str, str]]) -> None:
    store = Store(root)
    assert damage(store) == []
    assert container_is_last(store)
    kept = {record.id for record in current(store)}
    assert {outcome.id for outcome in acknowledged if outcome.id} <= kept
    assert documents(store) <= expected
    store.close()
    refused = [record for record in current(store) if record.text.left_out]
    take_in(store, [*FILES, *(Again(id=record.id) for record in refused)])
    assert documents(store) == expected
    assert findings(store) == []
    assert list(store.layout.tmp.iterdir()) == []


def container_is_last(store: Store) -> bool:
    """Where a container is recorded, all that it holds is, or it says what it lacks."""
    containers = [record for record in current(store) if record.filename == "e.zip"]
    return all(len(store.catalogue.parts(record.id)) + len(record.text.left_out) == 2 for record in containers)


def each_step(tmp_path: Path, error: Callable[[], BaseException], *, after: bool) -> Iterator[tuple[Path, Fault]]:
    """An archive and a fault for each write of a run, until the run has fewer writes than that."""
    at = 0
    while True:
        at += 1
        fault = Fault(at, error, after=after)
        root = tmp_path / str(at)
        new(root)
        yield root, fault
        if not fault.fired:
            break


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_stopped_at_any_write_nothing_is_lost_and_the_next_run_finishes(
    tmp_path: Path, expected: set[tuple[str, str, str]], after: bool
) -> None:
    stops = 0
    for root, fault in each_step(tmp_path, KeyboardInterrupt, after=after):
        acknowledged, ended = interrupted(root, fault)
        assert fault.fired or ended is None
        stops += isinstance(ended, KeyboardInterrupt)
        check_and_finish(root, acknowledged, expected)
    assert stops > 60


def test_a_full_disk_is_said_in_words_leaves_nothing_half_and_the_next_run_finishes(
    tmp_path: Path, expected: set[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "WRITES", ((durable.os, "open"), (durable.os, "write"),
                        (durable.os, "link"), (durable.os, "close"), (Path, "mkdir")))  # fmt: skip
    stops = 0
    for root, fault in each_step(tmp_path, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), after=False):
        acknowledged, ended = interrupted(root, fault)
        if ended is not None:
            stops += 1
            assert isinstance(ended, StorageFailed), ended
            assert "the disk is full: make room and run the same command again" in str(ended)
            assert not any((root / "tmp").iterdir())
        check_and_finish(root, acknowledged, expected)
    assert stops > 40


def test_a_disk_that_is_full_for_the_catalogue_alone_loses_no_record(
    tmp_path: Path, expected: set[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "WRITES", ((Catalogue, "_apply"),))
    for root, fault in each_step(tmp_path, lambda: sqlite3.OperationalError("disk is full"), after=False):
        acknowledged, ended = interrupted(root, fault)
        assert ended is None or "cannot write the catalogue: disk is full" in str(ended)
        check_and_finish(root, acknowledged, expected)


ADD = """
import sys
from pathlib import Path
from archive import accession
from archive.arrivals import arrivals
from archive.given import Given
from archive.readers import DirectReader
from archive.store import Store
accession.BATCH = 3
with Store(Path(sys.argv[1])).deposit(wait=5) as deposit:
    found, reader = arrivals([Path(sys.argv[2])]), DirectReader(deposit.scratch())
    now = lambda: "2026-01-01T00:00:00Z"
    for outcome in accession.add(deposit, found, reader=reader, common=Given(), sidecar=None, clock=now):
        print(outcome.id, flush=True)
"""


def test_killed_at_random_nothing_acknowledged_is_lost_and_the_next_run_finishes(tmp_path: Path) -> None:
    folder, root = tmp_path / "files", tmp_path / "archive"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(f"Letter number {number}.\n" * 20)
    new(root)
    chance = random.Random(20260203)  # noqa: S311
    deadline = time.monotonic() + 3
    acknowledged: set[str] = set()
    done = False
    while not done and time.monotonic() < deadline:
        acknowledged |= killed_after(chance.uniform(0.0, 0.06), root, folder)
        store = Store(root)
        assert damage(store) == []
        kept = {record.id for record in current(store)}
        assert acknowledged <= kept
        done = len(kept) == 120
        store.close()
    assert acknowledged
    finish = subprocess.run([sys.executable, "-c", ADD, root, folder], capture_output=True, text=True, check=True)
    assert len(set(finish.stdout.split())) == 120
    assert len(documents(Store(root))) == 120
    assert findings(Store(root)) == []


def killed_after(seconds: float, root: Path, folder: Path) -> set[str]:
    """The IDs that a run had acknowledged when it was killed, this many seconds after its first."""
    run = subprocess.Popen([sys.executable, "-c", ADD, root, folder], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    first = run.stdout.readline()
    time.sleep(seconds)
    run.send_signal(signal.SIGKILL)
    rest, _ = run.communicate()
    lines = (first + rest).split("\n")[:-1]  # a line that was cut was not acknowledged
    return {line for line in lines if line}
