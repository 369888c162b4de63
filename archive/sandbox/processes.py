"""Starting and ending the template and, through it, the workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from archive.errors import SandboxUnavailable
from archive.record_json import to_plain
from archive.sandbox import frames
from archive.sandbox.limits import Limits

_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from archive.sandbox.template import main; main(int(sys.argv[1]))"
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process with threads cannot be forked safely, and numerical libraries start some when they are loaded."""
ENDING = 5.0
"""Seconds in which a template that lost its parent ends its workers."""

STARTS = 5
"""How often one is started before this is given up: it never sees a file, so nothing of ours ends it."""


class TemplateLost(Exception):
    """The template has ended, and its workers with it."""


class Template:
    """The process that workers are forked from. It starts at once and loads while the parent does other things."""

    def __init__(self) -> None:
        self._starts = 0
        self._start()

    def _start(self) -> None:
        self._starts += 1
        self._ready = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._line, theirs = socket.socketpair()
        paths = [path for path in sys.path if path]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *paths], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._errors, start_new_session=True,
                env={**os.environ, **_ENVIRONMENT},
            )  # fmt: skip

    def restart(self) -> None:
        """A new process in place of one that was lost."""
        self.close()
        if self._starts >= STARTS:
            raise SandboxUnavailable("the processes that read files were ended from outside again and again")
        self._start()

    def fork(self, number: int, folder: Path, limits: Limits) -> socket.socket:
        """A worker under this number; the line to it."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._wait_until_ready()
                self._ask({"fork": number, "folder": str(folder), "limits": to_plain(limits)}, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        return ours

    def end(self, number: int, *, grace: float) -> int | None:
        """End a worker, after so many seconds in which it may end by itself; its exit code, or minus its signal."""
        status: int | None = self._ask({"end": number, "grace": grace})["status"]
        return status

    def _wait_until_ready(self) -> None:
        if not self._ready:
            try:
                frames.receive(self._line)
            except frames.BrokenLine:
                words = self._last_words()
                raise SandboxUnavailable(f"the processes that read files cannot be started: {words}") from None
            self._ready = True

    def _last_words(self) -> str:
        self._process.wait(ENDING)
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "backslashreplace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"

    def _ask(self, message: dict[str, Any], *files: int) -> dict[str, Any]:
        try:
            frames.send(self._line, message, *files)
            answer: dict[str, Any] = frames.receive(self._line)[0]
        except frames.BrokenLine as error:
            raise TemplateLost(str(error)) from None
        return answer

    def close(self) -> None:
        """End the template and all its workers."""
        self._line.close()
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()
