"""Readers: who reads the files that are taken in, here in this process or elsewhere, one or several at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archive.reading import Reading, Request, steps
from archive.sandbox.limits import USUAL, Limits
from archive.sandbox.spool import Spooling, leave_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be read: where its bytes lie, what is said of it, and whether the files inside it are taken out."""

    source: Path
    asked: Request
    parts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a task, and the folder in which the copies of its parts lie until it is released."""

    reading: Reading
    folder: Path


class Reader(Protocol):
    """Reads files. Whatever a file is, there will be a reading of it: a failure is part of the answer."""

    limits: Limits
    jobs: int
    """How many files are read at once."""
    locks: dict[str, bool]
    """What readers are kept from, and whether the system does so; empty before the first has begun."""

    def is_free(self) -> bool:
        """Whether a further task would be begun at once."""

    def begin(self, task: Task) -> int:
        """Begin a task; gives the number under which its answer is asked for."""

    def is_done(self, number: int) -> bool:
        """Whether the answer of a task can be taken."""

    def wait(self) -> None:
        """Wait until one more task may be done."""

    def take(self, number: int) -> Read:
        """The answer of a task that is done, once."""

    def release(self, read: Read) -> None:
        """The parts of a task were taken: their copies may go."""


class DirectReader:
    """Reads in this process, without protection: for tests, and for files that are trusted."""

    jobs = 1

    def __init__(self, scratch: Path, *, limits: Limits = USUAL) -> None:
        self.limits = limits
        self.locks: dict[str, bool] = {}
        self._scratch = scratch
        self._done: dict[int, Read] = {}
        self._count = 0

    def is_free(self) -> bool:
        return not self._done

    def begin(self, task: Task) -> int:
        self._count += 1
        folder = self._scratch / f"parts-{self._count}"
        spool = Spooling(folder, self.limits) if task.parts else leave_inside
        *_, reading = steps(task.source.read_bytes(), task.asked, spool)
        self._done[self._count] = Read(reading=reading, folder=folder)
        return self._count

    def is_done(self, number: int) -> bool:
        return number in self._done

    def wait(self) -> None:
        pass

    def take(self, number: int) -> Read:
        return self._done.pop(number)

    def release(self, read: Read) -> None:
        import shutil

        shutil.rmtree(read.folder, ignore_errors=True)
