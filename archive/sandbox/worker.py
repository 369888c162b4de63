"""A worker: reads one file after another in a process that has given up all it does not need."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import alive
from archive.identify import LOOKED_AT, identify
from archive.reading import Reading, Request, failing, steps, unread
from archive.record_json import from_plain
from archive.sandbox import frames, kernel
from archive.sandbox.answers import changes
from archive.sandbox.confinement import allow_seconds, confine
from archive.sandbox.limits import Limits
from archive.sandbox.spool import Spooling, leave_inside

TOO_LARGE = ExtractionFailed("reading it takes more memory than it may", code="memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One file to be read: its number, what is said of it, and whether the files inside it are taken out."""

    number: int
    asked: Request
    parts: bool


def work(line: socket.socket, folder: Path, limits: Limits, *, apart: bool) -> None:
    """Read files until the line is closed. Each comes as an order with an open file beside it."""
    try:
        frames.send(line, {"locks": confine(limits, folder, apart=apart)})
    except Exception as error:
        frames.send(line, {"failed": f"{type(error).__name__}: {error}"})
        raise
    while True:
        message, files = frames.receive(line, files=1)
        order: Order = from_plain(Order, message)
        with open(files[0], "rb") as source:  # noqa: PTH123
            _obey(order, source, _Answer(line, order, limits), folder, limits)


class _Answer:
    """Says of one file what is read of it, as far as it is read."""

    def __init__(self, line: socket.socket, order: Order, limits: Limits) -> None:
        self._line = line
        self._number = order.number
        self._limits = limits
        self._said: Reading | None = None
        self._steps = 0

    def say(self, reading: Reading) -> None:
        changed = changes(self._said, reading)
        text = frames.packed_text(changed.pop("content", ""))
        rest = frames.packed({"number": self._number, "reading": changed})
        if max(len(text), len(rest)) > self._limits.answer:
            raise ExtractionFailed(f"what is read of it takes more than {self._limits.answer:,} bytes", code="limit")
        self._line.sendall((text if len(text) > frames.LENGTH else b"") + rest)
        self._said = reading
        self._steps += 1

    def fail(self, error: ExtractionFailed, instead: Reading) -> None:
        """Say why there is no more; where the text was not said before, `instead`."""
        if not self._steps:
            self.say(instead)  # what is heard first is taken for the media type, and something must follow
        self.say(failing(self._said, error.code, str(error)) if self._said and self._steps > 1 else instead)

    def is_alive(self) -> None:
        allow_seconds(self._limits.seconds)
        frames.send(self._line, {"number": self._number, "alive": True})

    def done(self) -> None:
        frames.send(self._line, {"number": self._number, "done": True})


def _obey(order: Order, source: BinaryIO, answer: _Answer, folder: Path, limits: Limits) -> None:
    allow_seconds(limits.seconds_for(os.fstat(source.fileno()).st_size))
    alive.hear(answer.is_alive)
    spool = Spooling(folder / f"{order.number}", limits) if order.parts else leave_inside
    try:
        for reading in steps(source.read(), order.asked, spool):
            answer.say(reading)
    except ExtractionFailed as error:
        answer.fail(error, _unread(source, order.asked, error))
    except MemoryError:
        answer.fail(TOO_LARGE, _unread(source, order.asked, TOO_LARGE))
    kernel.end_all_others()  # that a file has left, lest they take what the next one needs
    answer.done()


def _unread(source: BinaryIO, asked: Request, error: ExtractionFailed) -> Reading:
    """The reading of a file that is too large to be held: its media type by its beginning."""
    source.seek(0)
    return unread(identify(source.read(LOOKED_AT), asked.name), asked, error)
