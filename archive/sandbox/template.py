"""The template: a process that has everything loaded that reading takes, and becomes a worker by forking.

Loading takes seconds, forking some milliseconds, so a worker that a file has ended is soon replaced. The template
itself never sees a file. It talks with one parent, and when that is gone it ends its workers, clears their folders and
ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import time
from pathlib import Path
from typing import Any, NoReturn

from archive.sandbox import frames, kernel
from archive.sandbox.folders import remove
from archive.sandbox.limits import Limits

_SAMPLES = (
    ("a.txt", "The registers were copied. Регистры скопированы. 登记册已经抄写。".encode()),
    ("a.html", ("<html lang=fr><title>Avis</title>" + "<p>Les registres ont été copiés.</p>" * 20).encode()),
    ("a.md", b"---\ntitle: Avis\n---\n# Les registres"),
)
"""Read once, so that models and libraries are loaded before the first worker is forked."""


def main(control: int) -> None:
    """Enter namespaces of our own where the kernel has them, load, and serve the parent until it is gone."""
    line = socket.socket(fileno=control)
    apart = kernel.leave_network_and_processes()
    child = os.fork()
    if child:
        line.close()
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    kernel.die_with_parent()
    _load()
    frames.send(line, {"ready": True, "apart": apart})
    _silence()
    _Template(line, apart).serve()


def _load() -> None:
    from archive.reading import Request, steps

    for name, content in _SAMPLES:
        for _ in steps(content, Request(name=name)):
            pass
    import archive.sandbox.worker  # noqa: F401

    gc.collect()
    gc.freeze()  # what is loaded is never looked through again, and so stays shared with the workers


def _silence() -> None:
    """What libraries print goes nowhere: the streams of whoever started us are not for them."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


class _Template:
    """Forks and ends workers as the parent says."""

    def __init__(self, line: socket.socket, apart: bool) -> None:
        self._line = line
        self._apart = apart
        self._namespace: int | None = None
        self._workers: dict[int, int] = {}
        self._folders: set[Path] = set()

    def serve(self) -> NoReturn:
        with contextlib.suppress(frames.BrokenLine):
            while True:
                message, files = frames.receive(self._line, files=1)
                answer = self._fork(message, files) if "fork" in message else self._end(message)
                frames.send(self._line, answer)
        for pid in self._workers.values():
            _killed(pid)
        for folder in self._folders:
            remove(folder)
        os._exit(0)

    def _fork(self, message: dict[str, Any], files: list[int]) -> dict[str, Any]:
        if self._apart:
            self._namespace = kernel.next_child_is_first(self._namespace)
        folder = Path(message["folder"])
        self._folders.add(folder.parent)
        pid = os.fork()
        if not pid:
            self._become_worker(socket.socket(fileno=files[0]), folder, message["limits"])
        os.close(files[0])
        self._workers[message["fork"]] = pid
        return {}

    def _become_worker(self, line: socket.socket, folder: Path, limits: dict[str, Any]) -> NoReturn:
        """In the child: nothing of the template is left open, and nothing it does comes back here."""
        from archive.record_json import from_plain
        from archive.sandbox.worker import work

        try:
            kernel.die_with_parent()
            os.setsid()
            self._line.close()
            if self._namespace is not None:
                os.close(self._namespace)
            work(line, folder, from_plain(Limits, limits), apart=self._apart)
        except BaseException:
            os._exit(1)
        os._exit(0)

    def _end(self, message: dict[str, Any]) -> dict[str, Any]:
        """End a worker and all it started, after waiting so long for it to end by itself; says how it ended."""
        pid = self._workers.pop(message["end"], None)
        if pid is None:
            return {"status": None}
        status = _ended_by_itself(pid, message["grace"])
        return {"status": _killed(pid) if status is None else status}


def _ended_by_itself(pid: int, seconds: float) -> int | None:
    """How a worker ended, if it does so within this time."""
    until = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            _kill(pid)
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            return None
        time.sleep(0.002)


def _killed(pid: int) -> int:
    _kill(pid)
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _kill(worker: int) -> None:
    """End what a worker has started. In a namespace of its own the kernel does so; elsewhere its group is known."""
    with contextlib.suppress(OSError):
        os.killpg(worker, signal.SIGKILL)
