"""The sandbox as the parent sees it: some workers, a file for each, and a sure end for what does not answer."""

from __future__ import annotations

import contextlib
import selectors
import signal
import time
from collections import deque
from pathlib import Path

from archive.errors import ExtractionFailed, SandboxUnavailable
from archive.readers import Read, Task
from archive.reading import UNKNOWN, Reading, failing, unread
from archive.sandbox import frames
from archive.sandbox.answers import FalseAnswer, understood
from archive.sandbox.folders import is_fuller, remove
from archive.sandbox.hand import Hand, Job
from archive.sandbox.limits import USUAL, Limits
from archive.sandbox.processes import Template

GLANCE = 1.0
"""Seconds between two looks at what workers have written."""
LIE = "invalid-answer"
LATE = 5.0
"""Seconds by which a wait may be longer than asked on a machine that is busy, and by which an answer may be late."""


class Sandbox:
    """A Reader whose readings happen in worker processes. To be closed, or used in a `with` statement.

    `scratch` is a folder that exists, in which workers write. A template that is given is not closed with the sandbox.
    """

    def __init__(
        self, scratch: Path, *, jobs: int = 1, limits: Limits = USUAL, template: Template | None = None
    ) -> None:
        self.limits = limits
        self.jobs = jobs
        self._scratch = scratch.absolute()  # workers and the template are in other folders
        self._template = template or Template()
        self._lent = template is not None
        self._selector = selectors.DefaultSelector()
        self._hands: list[Hand] = []
        self._waiting: deque[Job] = deque()
        self._done: dict[int, Read] = {}
        self._count = 0
        self._forked = 0
        self._attended = self._glanced = time.monotonic()
        self.locks: dict[str, bool] = {}

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and remove what they wrote."""
        try:
            for hand in self._hands:
                self._selector.unregister(hand.line)
                hand.line.close()
                if self._lent:
                    self._template.end(hand.number, grace=0)
            if not self._lent:
                self._template.close()
        finally:
            self._hands = []
            self._selector.close()
            remove(self._scratch)

    def is_free(self) -> bool:
        return len(self._waiting) + sum(hand.job is not None for hand in self._hands) < self.jobs

    def is_done(self, number: int) -> bool:
        return number in self._done

    def begin(self, task: Task) -> int:
        self._count += 1
        self._waiting.append(Job(number=self._count, task=task))
        self._hand_out()
        return self._count

    def take(self, number: int) -> Read:
        return self._done.pop(number)

    def release(self, read: Read) -> None:
        remove(read.folder)

    def _hand_out(self) -> None:
        """Give waiting jobs to free workers; forks those that are lacking."""
        while self._waiting and (hand := self._free_hand(fresh=self._waiting[0].again)):
            try:
                hand.begin(self._waiting.popleft())
            except frames.BrokenLine:
                self._lost(hand)

    def _free_hand(self, *, fresh: bool) -> Hand | None:
        """A worker without work, forked if need be; a fresh one has read nothing yet."""
        for hand in [hand for hand in self._hands if hand.job is None]:
            if hand.files == 0 or not fresh:
                return hand
            self._retire(hand)
        return self._forked_hand() if len(self._hands) < self.jobs else None

    def _forked_hand(self) -> Hand:
        self._forked += 1
        folder = self._scratch / f"worker-{self._forked}"
        folder.mkdir()
        line = self._template.fork(self._forked, folder, self.limits)
        hand = Hand(self._forked, line, folder, self.limits)
        self._hands.append(hand)
        self._selector.register(line, selectors.EVENT_READ, hand)
        return hand

    def wait(self) -> None:
        """Wait until a worker says something or its time is up, and deal with that."""
        self._hand_out()
        self._forgive(time.monotonic() - self._attended)
        began, timeout = time.monotonic(), self._time_left()
        ready = [key.data for key, _ in self._selector.select(timeout)]
        self._attended = time.monotonic()
        self._forgive(self._attended - began - timeout - LATE)
        for hand in ready:
            self._hear(hand)
        for hand in self._overdue(ready):
            self._fail(hand, "timeout", "reading it took longer than it may")
        self._glance()
        self._hand_out()

    def _time_left(self) -> float:
        """Seconds until the first worker's time is up, or the next glance is due."""
        until = min((hand.job.deadline for hand in self._hands if hand.job), default=0.0)
        return max(0.0, min(until - time.monotonic(), GLANCE))

    def _glance(self) -> None:
        """Every second, end workers that fill the disk: the system limits each of their files, and not their number."""
        if self._attended - self._glanced < GLANCE:
            return
        self._glanced = self._attended
        for hand in [hand for hand in self._hands if hand.job]:
            if is_fuller(hand.folder, size=2 * self.limits.parts_size, entries=self.limits.entries):
                self._fail(hand, "limit", "reading it wrote more files, or larger ones, than it may")

    def _forgive(self, seconds: float) -> None:
        """Time in which this process did something else, or was stopped, is not counted against workers."""
        for hand in self._hands:
            if hand.job and seconds > 0:
                hand.job.deadline += seconds

    def _overdue(self, heard: list[Hand]) -> list[Hand]:
        """The workers whose time is up; those that were just heard have a little longer, to say it all."""
        now = time.monotonic()
        return [hand for hand in self._hands if hand.job
                and now > hand.job.deadline + (LATE if hand in heard else 0)]  # fmt: skip

    def _hear(self, hand: Hand) -> None:
        try:
            hand.hear()
        except frames.BrokenLine:
            self._lost(hand)
        except FalseAnswer as error:
            self._fail(hand, LIE, f"what was said of it cannot be: {error}")
        else:
            self.locks = self.locks or hand.locks or {}
            if hand.job and hand.job.done:
                self._finished(hand, hand.job)

    def _finished(self, hand: Hand, job: Job) -> None:
        hand.job = None
        reading = _understood(job)
        self._keep(hand, job, reading)
        code = (reading.text.failure or "").partition(":")[0]
        if hand.files >= self.limits.files or code in _SHAKEN:
            self._retire(hand)

    def _lost(self, hand: Hand) -> None:
        """A worker has ended."""
        status = self._dismiss(hand, grace=self.limits.grace)
        if hand.locks is None and status is not None:
            raise SandboxUnavailable(f"a process to read files in cannot be made: {hand.last_words or _how(status)}")
        self._broken_off(hand, *_why(status), blameless=status is None)

    def _fail(self, hand: Hand, code: str, words: str) -> None:
        """Give up a worker and the reading that it is at."""
        self._dismiss(hand, grace=0)
        self._broken_off(hand, code, words)

    def _broken_off(self, hand: Hand, code: str, words: str, *, blameless: bool = False) -> None:
        """A file is blamed for what it does to a worker that has read no other; otherwise it is read again by one."""
        if hand.job and not hand.job.again and (blameless or hand.files > 1):
            self._waiting.appendleft(Job(number=hand.job.number, task=hand.job.task, again=True))
        elif hand.job:
            self._keep(hand, hand.job, _so_far(hand.job, code, words))
        remove(hand.folder)

    def _retire(self, hand: Hand) -> None:
        """End a worker that is at no file."""
        self._dismiss(hand, grace=0)
        remove(hand.folder)

    def _keep(self, hand: Hand, job: Job, reading: Reading) -> None:
        """Note a reading. Copies of its parts are moved to where the worker no longer writes."""
        folder = self._scratch / f"parts-{job.number}"
        if any(part.file for part in reading.parts):
            with contextlib.suppress(OSError):
                (hand.folder / str(job.number)).rename(folder)
            if folder.is_symlink():
                folder.unlink()
        self._done[job.number] = Read(reading=reading, folder=folder)

    def _dismiss(self, hand: Hand, *, grace: float) -> int | None:
        """End a worker; gives its exit code, or minus the signal that ended it, None when that is not known."""
        self._hands.remove(hand)
        self._selector.unregister(hand.line)
        hand.line.close()
        return self._template.end(hand.number, grace=grace)


_SHAKEN = frozenset({"memory", "extractor-failed"})
"""Failures after which a worker is not trusted with another file."""


def _understood(job: Job) -> Reading:
    try:
        return understood(job.said, job.task.asked)
    except FalseAnswer as error:
        return _unread(UNKNOWN, job, LIE, f"what was said of it cannot be: {error}")


def _so_far(job: Job, code: str, words: str) -> Reading:
    """What is known of a file whose reading was broken off: all that was said before, unless some of it was a lie."""
    if not job.steps or code == LIE:
        return _unread(UNKNOWN, job, code, words)
    reading = _understood(job)
    return failing(reading, code, words) if job.steps > 1 else _unread(reading.media_type, job, code, words)


def _unread(media_type: str, job: Job, code: str, words: str) -> Reading:
    return unread(media_type, job.task.asked, ExtractionFailed(words, code=code))


def _why(status: int | None) -> tuple[str, str]:
    """Code and words for how a worker ended."""
    if status in (signal.SIGXCPU, -signal.SIGXCPU):
        return "timeout", "reading it took longer than it may"
    if status == -signal.SIGKILL:
        return "memory", "the system ended its reading, as it does for want of memory"
    return "crashed", f"it ended the process that read it ({_how(status)})"


def _how(status: int | None) -> str:
    if status is None:
        return "in an unknown way"
    return f"exit code {status}" if status >= 0 else f"signal {-status}, {signal.strsignal(-status)}"
