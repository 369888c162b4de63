"""Starting and ending the template and, through it, the workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from archive.errors import SandboxUnavailable
from archive.record_json import to_plain
from archive.sandbox import frames
from archive.sandbox.limits import Limits

_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from archive.sandbox.template import main; main(int(sys.argv[1]))"
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process with threads cannot be forked safely, and numerical libraries start some when they are loaded."""
PATIENCE = 300.0
"""Seconds in which a template loads or forks, however busy the machine; one that takes longer is taken for lost."""
ENDING = 5.0
"""Seconds in which a template that lost its parent ends its workers."""

STARTS = 5
"""How often one is started before this is given up: it never sees a file, so nothing of ours ends it."""


class _Lost(Exception):
    """The template has ended, and its workers with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A started template: its process, the line to it, and where its last words are."""

    process: subprocess.Popen[bytes]
    line: socket.socket
    errors: IO[bytes]

    def last_words(self) -> str:
        self.process.wait(ENDING)
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "backslashreplace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self.process.returncode}"

    def close(self) -> None:
        self.line.close()
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.close()


class Template:
    """The process that workers are forked from. It is started with the first of them, and anew when it was lost."""

    def __init__(self) -> None:
        self._paths = [path for path in sys.path if path]
        self._starts = 0
        self._running: _Running | None = None

    def fork(self, number: int, folder: Path, limits: Limits) -> socket.socket:
        """A worker under this number; the line to it. SandboxUnavailable when none can be had."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._fork({"fork": number, "folder": str(folder), "limits": to_plain(limits)}, theirs)
        except BaseException:
            ours.close()
            raise
        return ours

    def _fork(self, message: dict[str, Any], theirs: socket.socket) -> None:
        while True:
            running = self._running or self._start()
            try:
                self._ask(running, message, theirs.fileno())
            except _Lost:
                continue  # with a new one, until `_start` gives up
            return

    def end(self, number: int, *, grace: float) -> int | None:
        """End a worker, after so many seconds in which it may end by itself.

        Gives its exit code, or minus the signal that ended it; None when the template was lost, and it with it.
        """
        if self._running is None:
            return None
        try:
            status: int | None = self._ask(self._running, {"end": number, "grace": grace})["status"]
        except _Lost:
            return None
        return status

    def close(self) -> None:
        """End the template and all its workers."""
        if self._running is not None:
            self._running.close()
            self._running = None

    def _ask(self, running: _Running, message: dict[str, Any], *files: int) -> dict[str, Any]:
        try:
            frames.send(running.line, message, *files)
            answer: dict[str, Any] = frames.receive(running.line)[0]
        except frames.BrokenLine:
            self.close()
            raise _Lost from None
        return answer

    def _start(self) -> _Running:
        if self._starts == STARTS:
            raise SandboxUnavailable("the processes that read files were ended from outside again and again")
        self._starts += 1
        self._running = running = self._started()
        try:
            frames.receive(running.line)
        except frames.BrokenLine:
            words = running.last_words()
            raise SandboxUnavailable(f"the processes that read files cannot be started: {words}") from None
        return running

    def _started(self) -> _Running:
        errors = tempfile.TemporaryFile()  # noqa: SIM115
        ours, theirs = socket.socketpair()
        ours.settimeout(PATIENCE)
        with theirs:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *self._paths], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
                env={**os.environ, **_ENVIRONMENT},
            )  # fmt: skip
        return _Running(process=process, line=ours, errors=errors)
