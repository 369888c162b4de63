"""The progress bar: shown only when the work has lasted a while, so that quick commands do not flicker."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, Task, TaskID

PATIENCE = 0.4
"""Seconds before the bar appears."""

T = TypeVar("T")


def counted(items: Iterable[T], advance: Callable[[int], object]) -> Iterator[T]:
    """The items, with `advance` told how many were taken and dealt with."""
    for done, item in enumerate(items, 1):
        yield item
        advance(done)


def rate(speed: float | None) -> str:
    """How many are done a second, or where it takes longer a minute; nothing while that is not known."""
    if not speed:
        return ""
    return f"{speed:,.0f}/s" if speed >= 1 else f"{60 * speed:.0f}/min"


class Bar:
    """Count, rate and, where the total is known, the time left."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label = label
        self._total = total
        self._began = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, done: int) -> None:
        """Say that `done` of the work is done."""
        if self._shown is None and time.monotonic() - self._began > PATIENCE:
            self._shown = self._show()
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=done)

    def _show(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(rate(task.speed))

        # While it is shown, lines for the same terminal must pass through it. Data that goes elsewhere must not.
        progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft(),
            console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(),
        )  # fmt: skip
        progress.start()
        return progress, progress.add_task(self._label, total=self._total)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._shown is not None:
            self._shown[0].stop()
