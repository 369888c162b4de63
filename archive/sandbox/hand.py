"""One worker as the parent sees it: the line to it, the file it reads, and what it has said of that."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.readers import Task
from archive.reading import Reading
from archive.record_json import to_plain
from archive.sandbox import frames
from archive.sandbox.answers import FalseAnswer
from archive.sandbox.limits import Limits
from archive.sandbox.worker import Order

CHUNK = 1 << 16
MESSAGES = 4
"""Longest messages that are heard of one file in all: its text, its passages twice, its description."""
_FIELDS = frozenset(Reading.__dataclass_fields__) - {"content"}


@dataclass(slots=True, kw_only=True)
class Job:
    """A task on its way: its number, when its time is up, and what is known of it so far."""

    number: int
    task: Task
    again: bool = False
    began: float = 0.0
    deadline: float = 0.0
    steps: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    heard: int = 0
    done: bool = False


class Hand:
    """A worker. What it sends is taken in without waiting and put together message by message."""

    def __init__(self, number: int, line: socket.socket, folder: Path, limits: Limits) -> None:
        self.number = number
        self.line = line
        self.folder = folder
        self.job: Job | None = None
        self.files = 0
        self.locks: dict[str, bool] | None = None
        self.last_words = ""
        self._limits = limits
        self._heard = bytearray()

    def begin(self, job: Job) -> None:
        """Give it a file to read; BrokenLine when it is gone."""
        self.job, self.files = job, self.files + 1
        source = os.open(job.task.source, os.O_RDONLY | os.O_CLOEXEC)
        try:
            job.began = time.monotonic()
            job.deadline = job.began + self._limits.seconds_for(os.fstat(source).st_size)
            order = Order(number=job.number, asked=job.task.asked, parts=job.task.parts)
            frames.send(self.line, to_plain(order), source)
        finally:
            os.close(source)

    def hear(self) -> None:
        """Take in what has come; BrokenLine when it is gone, FalseAnswer when it says what no worker says."""
        try:
            chunk = self.line.recv(CHUNK, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError as error:
            raise frames.BrokenLine(str(error)) from None
        if not chunk:
            raise frames.BrokenLine("the line was closed")
        self._heard += chunk
        if self.job:
            self.job.heard += len(chunk)
            self._check_length(self.job.heard // MESSAGES)
        while self._take_next():
            pass

    def _take_next(self) -> bool:
        """Take in the next message; False when it has not come whole."""
        length = int.from_bytes(self._heard[: frames.LENGTH], "big")
        is_text, length = bool(length & frames.TEXT), length & ~frames.TEXT
        self._check_length(length)
        end = frames.LENGTH + length
        if len(self._heard) < max(end, frames.LENGTH + 1):
            return False
        content = bytes(memoryview(self._heard)[frames.LENGTH : end])
        del self._heard[:end]
        try:
            self._take_text(content.decode("utf-8")) if is_text else self._take(frames.unpacked(content))
        except (frames.BrokenLine, UnicodeDecodeError) as error:
            raise FalseAnswer(str(error)) from None
        return True

    def _check_length(self, length: int) -> None:
        if length > self._limits.answer:
            raise FalseAnswer(f"it is longer than {self._limits.answer:,} bytes")

    def _take_text(self, text: str) -> None:
        """The text of the file; what else is read of it follows."""
        if self.job is None or self.job.done:
            raise FalseAnswer("nobody has asked for it")
        self.job.said["content"] = text

    def _take(self, message: Any) -> None:
        if not isinstance(message, dict):
            raise FalseAnswer("it is no message")
        if self.locks is None:  # it has seen no file yet
            self.locks, self.last_words = message.get("locks"), message.get("failed", "")
        elif self.job is None or self.job.done or message.get("number") != self.job.number:
            raise FalseAnswer("nobody has asked for it")
        elif message.get("alive"):
            longest = self.job.began + self._limits.longest
            self.job.deadline = min(time.monotonic() + self._limits.seconds, longest)
        elif message.get("done") and self.job.steps > 1:
            self.job.done = True
        elif isinstance(said := message.get("reading"), dict):
            self.job.said.update({name: said[name] for name in said if name in _FIELDS})
            self.job.steps += 1
        else:
            raise FalseAnswer("it says nothing")
